"""The family of errors that a person can be told about.

Every message is one plain sentence for the user and names nobody: no patient text ever goes into
it. Anything that is not a TpdnError is a bug and is never caught to be hidden.
"""

from __future__ import annotations


class TpdnError(Exception):
    """Base of all errors with a sentence for the user in `str(error)`."""


class RuleBroken(TpdnError):
    """The request is not allowed: an impossible value, a signed session, a wrong side."""


class NotFound(TpdnError):
    """What was asked for is not there."""


class Unavailable(TpdnError):
    """The world failed: disk full, file locked, damaged, from a newer version."""


class CatalogError(TpdnError):
    """Bundled reference material is wrong: names file, entry and reason."""
