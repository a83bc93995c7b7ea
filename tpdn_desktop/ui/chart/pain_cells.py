"""Eleven cells for a pain score: clicked, or typed as digits once the keyboard is there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from tpdn_desktop.ui.controls import Segments

_CELL = QSize(21, 26)


class PainCells(Segments):
    """0 to 10; a second click on a cell clears it. 1 and then 0 is ten."""

    done = Signal()
    """Enter or Esc: the hand goes back to the map."""

    def __init__(self, name: str, key: str) -> None:
        words = [str(n) for n in range(11)]
        super().__init__(
            words,
            name,
            clearable=True,
            tips=[f"{name}: {n} ({key}, {n})" for n in words],
            cell=_CELL,
        )
        self._typed = ""

    def begin(self) -> None:
        """Put the keyboard on the score of now, or on 0."""
        self._typed = ""
        self.button(self.choice or 0).setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def event(self, event: QEvent) -> bool:
        # Digits set the number of needles elsewhere on the chart; here they are a score.
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and _is_mine(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _is_mine(event):
            super().keyPressEvent(event)
        elif event.text().isdigit():
            self._type(event.text())
        else:
            self.done.emit()

    def _type(self, digit: str) -> None:
        ten = self._typed == "1" and digit == "0"
        score = 10 if ten else int(digit)
        self._typed = "" if ten else digit
        self.show_choice(score)
        self.button(score).setFocus()
        self.chosen.emit(score)


def _is_mine(event: QKeyEvent) -> bool:
    ends = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}
    plain = event.modifiers() in {
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.KeypadModifier,
    }
    return plain and (event.key() in ends or event.text() in set("0123456789"))
