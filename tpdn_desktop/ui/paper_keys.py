"""Keys with Ctrl that a page takes before the window does, while the page has the focus."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

Action = Callable[[], None]

# The plus of some keyboards needs Shift, that of the keypad says where it lies.
_DO_NOT_MATTER: Final = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class PageKeys(QObject):
    """On the paper page Ctrl+F finds on the paper; elsewhere it leads to the patients.

    Installed as an event filter on the page, which hears of every key that its parts leave alone.
    """

    def __init__(self, actions: Mapping[Qt.Key, Action], parent: QObject) -> None:
        super().__init__(parent)
        self._actions = dict(actions)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is not QEvent.Type.ShortcutOverride and kind is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        action = self._action(event) if isinstance(event, QKeyEvent) else None
        if action is None:
            return super().eventFilter(watched, event)
        event.accept()  # asked first whether the key is ours, the window keeps its shortcut back
        if kind is QEvent.Type.KeyPress:
            action()
        return True

    def _action(self, event: QKeyEvent) -> Action | None:
        if event.modifiers() & ~_DO_NOT_MATTER != Qt.KeyboardModifier.ControlModifier:
            return None
        return self._actions.get(Qt.Key(event.key()))
