"""Choices that are clicked, or typed as digits once the keyboard is there."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from tpdn_desktop.ui.controls import Segments

_ENDS: Final = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}
_DIGITS: Final = frozenset("0123456789")
_PLAIN: Final = {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}


class TypedSegments(Segments):
    """Segments that take digits; `digit_typed` says what one means."""

    done = Signal()
    """Enter or Esc: the hand goes back to the map."""

    def digit_typed(self, digit: int) -> None:
        """A digit was typed while the keyboard is here."""
        raise NotImplementedError

    @override
    def event(self, event: QEvent) -> bool:
        # Digits set the number of needles elsewhere on the chart; here they are a choice.
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and _is_mine(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _is_mine(event):
            super().keyPressEvent(event)
        elif event.text() in _DIGITS:
            self.digit_typed(int(event.text()))
        else:
            self.done.emit()


def _is_mine(event: QKeyEvent) -> bool:
    return event.modifiers() in _PLAIN and (event.key() in _ENDS or event.text() in _DIGITS)
