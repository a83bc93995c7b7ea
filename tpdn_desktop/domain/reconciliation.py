"""Needles opened, placed and removed: the count that keeps one from being forgotten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tpdn_desktop.domain.needle import Needle
from tpdn_desktop.domain.session import Session


@dataclass(frozen=True, slots=True)
class NeedleCount:
    """How many needles were placed and removed; insertions are counted apart.

    `ready` needles are opened and neither placed nor wasted; `beforehand` are those, placed, wasted
    or ready, whose opening was noted: the others were opened as they were used.
    """

    placed: int
    removed: int
    insertions: int
    ready: int = 0
    wasted: int = 0
    beforehand: int = 0

    @property
    def opened(self) -> int:
        """All needles that left their wrapping: placed, wasted, or ready."""
        return self.placed + self.wasted + self.ready

    @property
    def still_in(self) -> int:
        """Needles in the patient now."""
        return self.placed - self.removed

    @property
    def agrees(self) -> bool:
        """Whether every placed needle came out."""
        return self.still_in == 0


def needle_count(needles: Iterable[Needle]) -> NeedleCount:
    """Count the placed needles of a point, or of several."""
    placed = removed = insertions = beforehand = 0
    for needle in needles:
        placed += 1
        removed += not needle.is_in
        insertions += needle.insertions
        beforehand += needle.opened_at is not None
    return NeedleCount(placed, removed, insertions, beforehand=beforehand)


def session_count(session: Session) -> NeedleCount:
    """Count every needle of a session, with those that lie ready and those that were wasted."""
    placed = needle_count(session.needles)
    ready, wasted = len(session.opened), len(session.wasted)
    noted = sum(needle.opened_at is not None for needle in session.wasted)
    beforehand = placed.beforehand + ready + noted
    return replace(placed, ready=ready, wasted=wasted, beforehand=beforehand)
