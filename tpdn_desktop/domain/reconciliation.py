"""Needles placed against needles removed: the count that keeps one from being forgotten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tpdn_desktop.domain.needle import Needle


@dataclass(frozen=True, slots=True)
class NeedleCount:
    """How many needles were placed and removed; insertions are counted apart."""

    placed: int
    removed: int
    insertions: int

    @property
    def still_in(self) -> int:
        """Needles in the patient now."""
        return self.placed - self.removed

    @property
    def agrees(self) -> bool:
        """Whether every placed needle came out."""
        return self.still_in == 0


def needle_count(needles: Iterable[Needle]) -> NeedleCount:
    """Count the needles of a point or of a session."""
    placed = removed = insertions = 0
    for needle in needles:
        placed += 1
        removed += not needle.is_in
        insertions += needle.insertions
    return NeedleCount(placed, removed, insertions)
