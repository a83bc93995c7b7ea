"""What one field of a table may hold. A check returns None, or why the value is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any

Check = Callable[[Any], str | None]

_ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_ROOT = re.compile(
    r"C[1-8]|T[1-9]|T1[0-2]|L[1-5]|S[1-5]|Co1|CN (I|II|III|IV|V[1-3]?|VI|VII|VIII|IX|X|XI|XII)"
)


def identifier(value: Any) -> str | None:
    """Snake case: lower-case words and digits joined by underscores."""
    if isinstance(value, str) and _ID.fullmatch(value):
        return None
    return "must be words in lower case joined by underscores"


def phrase(value: Any) -> str | None:
    """A line of text: not empty, no line break, no space at its ends, at most 600 characters."""
    if not isinstance(value, str) or not value.strip():
        return "must be text"
    if value != value.strip() or "\n" in value or "  " in value:
        return "has a line break or a space too many"
    return None if len(value) <= 600 else "is longer than 600 characters"


def root(value: Any) -> str | None:
    """A spinal root or cranial nerve: C5, T12, S4, CN V3."""
    if isinstance(value, str) and _ROOT.fullmatch(value):
        return None
    return "must be a spinal root (C5, T12) or a cranial nerve (CN V3)"


def boolean(value: Any) -> str | None:
    """True or false."""
    return None if isinstance(value, bool) else "must be true or false"


def whole_number(least: int, most: int) -> Check:
    """A whole number of that range, its ends included."""

    def check(value: Any) -> str | None:
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return None
        return f"must be a whole number from {least} to {most}"

    return check


def number(least: float, most: float) -> Check:
    """A finite number of that range, its ends included."""

    def check(value: Any) -> str | None:
        good = isinstance(value, int | float) and not isinstance(value, bool)
        return None if good and least <= value <= most else f"must be from {least:g} to {most:g}"

    return check


def one_of(words: Collection[str], kind: str) -> Check:
    """One of these words; `kind` says in the reason what they are."""

    def check(value: Any) -> str | None:
        if isinstance(value, str) and value in words:
            return None
        return f"{value!r} is not a known {kind}"

    return check


def or_null(check: Check) -> Check:
    """Null, or what passes `check`."""

    def checked(value: Any) -> str | None:
        return None if value is None else check(value)

    return checked


def list_of(check: Check, *, least: int = 0) -> Check:
    """A list without doubles, of values that pass `check`."""

    def checked(value: Any) -> str | None:
        if not isinstance(value, list) or len(value) < least:
            return f"must be a list of at least {least}" if least else "must be a list"
        for member in value:
            reason = check(member)
            if reason:
                return reason
        doubled = len({str(member) for member in value}) < len(value)
        return "names the same twice" if doubled else None

    return checked


def span(check: Check) -> Check:
    """A pair [least, most]."""

    def checked(value: Any) -> str | None:
        if not isinstance(value, list) or len(value) != 2:
            return "must be a pair [least, most]"
        reason = check(value[0]) or check(value[1])
        if reason:
            return reason
        return None if value[0] <= value[1] else "has its least above its most"

    return checked


def zone(regions: Collection[str]) -> Check:
    """A region code, alone or after `contra:` or `both:`."""

    def check(value: Any) -> str | None:
        if not isinstance(value, str):
            return "must be a region code"
        relation, colon, region = value.rpartition(":")
        if colon and relation not in {"contra", "both"}:
            return f"'{relation}:' is not a known prefix (contra: or both:)"
        return None if region in regions else f"'{region}' is not a known region"

    return check
