"""Where a pain drawing and the palpation of its candidates are kept: a session, or only memory."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Protocol

from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.pain_drawing import Pain, PainId
from tpdn_desktop.domain.session import PalpationFinding
from tpdn_desktop.services.charting import ChartDesk


class PainKeeper(Protocol):
    """What the look-up reads and writes. Every write is one step of undo.

    Writes raise RuleBroken or Unavailable and then leave all as it was.
    """

    @property
    def may_edit(self) -> bool:
        """Whether writes are taken (not those of a signed session)."""

    @property
    def pains(self) -> tuple[Pain, ...]:
        """The drawing as it is kept."""

    @property
    def palpated(self) -> tuple[PalpationFinding, ...]:
        """What palpation found, in the order in which it was found."""

    def new_pain_id(self) -> PainId:
        """An id for a pain that is about to be drawn."""

    def set_pains(self, pains: Sequence[Pain]) -> None:
        """Keep a drawing."""

    def palpate(self, reference_point_id: str, side: Side, is_positive: bool | None) -> None:
        """Keep what the finger found; None takes it back."""

    def undo(self) -> str | None:
        """Take the last step back; its name, or None when there is none."""

    def redo(self) -> str | None:
        """Bring the last undone step again; its name, or None."""


class DeskKeeper:
    """Keeps in the session on a charting desk."""

    def __init__(self, desk: ChartDesk) -> None:
        self._desk = desk

    @property
    def may_edit(self) -> bool:
        return not self._desk.session.is_signed

    @property
    def pains(self) -> tuple[Pain, ...]:
        return self._desk.session.pains

    @property
    def palpated(self) -> tuple[PalpationFinding, ...]:
        return self._desk.session.palpated

    def new_pain_id(self) -> PainId:
        return self._desk.new_pain_id()

    def set_pains(self, pains: Sequence[Pain]) -> None:
        self._desk.history.end_merging()  # each stroke is undone by itself
        self._desk.set_pains(pains)

    def palpate(self, reference_point_id: str, side: Side, is_positive: bool | None) -> None:
        self._desk.palpate(reference_point_id, side, is_positive)

    def undo(self) -> str | None:
        return self._desk.undo()

    def redo(self) -> str | None:
        return self._desk.redo()


_State = tuple[tuple[Pain, ...], tuple[PalpationFinding, ...]]


class StudyKeeper:
    """Keeps in memory, for study without a patient. Never written."""

    def __init__(self) -> None:
        self._state: _State = ((), ())
        self._done: list[_State] = []
        self._undone: list[_State] = []
        self._ids = itertools.count(1)

    @property
    def may_edit(self) -> bool:
        return True

    @property
    def pains(self) -> tuple[Pain, ...]:
        return self._state[0]

    @property
    def palpated(self) -> tuple[PalpationFinding, ...]:
        return self._state[1]

    def new_pain_id(self) -> PainId:
        return PainId(f"study {next(self._ids)}")

    def set_pains(self, pains: Sequence[Pain]) -> None:
        self._edit((tuple(pains), self.palpated))

    def palpate(self, reference_point_id: str, side: Side, is_positive: bool | None) -> None:
        key = (reference_point_id, side)
        kept = [f for f in self.palpated if (f.reference_point_id, f.side) != key]
        if is_positive is not None:
            kept.append(PalpationFinding(reference_point_id, side, is_positive))
        self._edit((self.pains, tuple(kept)))

    def undo(self) -> str | None:
        if not self._done:
            return None
        self._undone.append(self._state)
        self._state = self._done.pop()
        return "Pain drawing"

    def redo(self) -> str | None:
        if not self._undone:
            return None
        self._done.append(self._state)
        self._state = self._undone.pop()
        return "Pain drawing"

    def _edit(self, state: _State) -> None:
        if state != self._state:
            self._done.append(self._state)
            self._undone.clear()
            self._state = state
