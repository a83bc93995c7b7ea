"""The outlines of pain drawings, worked out between the events: a long one halts no hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from tpdn_desktop.atlas.bodymap import BodyMap
from tpdn_desktop.atlas.pain_field import work_out
from tpdn_desktop.atlas.pain_picture import marks_shown
from tpdn_desktop.domain.pain_drawing import Pain

AT_ONCE = 5
"""Marks that are joined without delay, as when a stroke is added to a drawing that shows."""

AT_A_TIME = 2
"""Marks that are joined between two events; a long stroke takes about 10 ms."""


class PainOutlines(QObject):
    """Says which pains can be painted now, and when the others can."""

    ready = Signal()
    """A pain that had to wait can be painted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bodymap: BodyMap | None = None
        self._waiting: list[Pain] = []
        self._later = QTimer(self)
        self._later.setInterval(0)
        self._later.timeout.connect(self._go_on)

    def known(self, bodymap: BodyMap, pains: Sequence[Pain]) -> tuple[Pain, ...]:
        """The pains that can be painted at once; the others are being worked out from now on."""
        self._bodymap, self._waiting = bodymap, []
        known, marks = [], AT_ONCE
        for pain in pains:
            left = _work_out(bodymap, pain, marks)
            if left <= marks:
                known.append(pain)
            else:
                self._waiting.append(pain)
                self._later.start()
            marks = max(0, marks - left)
        return tuple(known)

    def forget(self) -> None:
        """Work nothing out any more (lock)."""
        self._later.stop()
        self._waiting = []

    def _go_on(self) -> None:
        if self._bodymap is None or not self._waiting:
            self._later.stop()
        elif _work_out(self._bodymap, self._waiting[0], AT_A_TIME) <= AT_A_TIME:
            del self._waiting[0]
            self.ready.emit()


def _work_out(bodymap: BodyMap, pain: Pain, most: int) -> int:
    """Join up to so many marks of a pain in all views; how many were to be joined before."""
    left = 0
    for view in bodymap.views:
        left += work_out(bodymap, marks_shown(pain), view, max(0, most - left))
    return left
