"""Why a document is not imported: every fault with its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, TypeAlias

from tpdn_desktop.domain.errors import RuleBroken

Fault: TypeAlias = tuple[str, str]
"""A JSON path such as `$.patients[0].sessions[2].started_at`, and the reason in plain words."""

MOST_FAULTS: Final = 100
_PLAIN_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,39}")


class ImportRefused(RuleBroken):
    """The document is not imported, not even in part; `faults` holds at most 100 of the reasons."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        path, reason = self.faults[0]
        more = len(self.faults) - 1
        others = f" (and {more} more {'fault' if more == 1 else 'faults'})" if more else ""
        super().__init__(f"the file was not imported: {path} {reason}{others}")


class FaultList:
    """Faults as they are found, each once, up to `MOST_FAULTS`."""

    def __init__(self) -> None:
        self._faults: dict[Fault, None] = {}
        self._places: set[str] = set()
        self._holders: set[str] = set()

    def add(self, path: str, reason: str) -> None:
        """Keep the fault, unless there are enough."""
        self._places.add(path)
        if not path.endswith("]"):
            self._holders.add(path.rpartition(".")[0])
        if not self.is_full:
            self._faults[(path, reason)] = None

    @property
    def is_full(self) -> bool:
        """Whether looking for more faults is of no use."""
        return len(self._faults) >= MOST_FAULTS

    def is_at(self, *paths: str) -> bool:
        """Whether a fault was found at one of these places."""
        return not self._places.isdisjoint(paths)

    def is_in_member_of(self, path: str) -> bool:
        """Whether a fault was found in a member of an object, one that is missing included."""
        return path in self._holders

    def is_under(self, path: str) -> bool:
        """Whether a fault was found at a place or anywhere inside of it."""
        inside = (f"{path}.", f"{path}[")
        return any(place == path or place.startswith(inside) for place in self._places)

    def refuse(self) -> None:
        """Do nothing when there are no faults.

        Raises:
            ImportRefused: there are.
        """
        if self._faults:
            raise ImportRefused(tuple(self._faults))


def is_plain(name: str) -> bool:
    """Whether a member's name can be shown: an unknown one may hold anything, even a patient's."""
    return _PLAIN_NAME.fullmatch(name) is not None
