"""A row or card that stands for one thing: pointed at, it is announced; clicked, it is chosen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame
from typing_extensions import override

from tpdn_desktop.ui.theme import THEME

_KEYS: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class PointingRow(QFrame):
    """Speaks of its thing by id, to the pointer and to the keyboard alike."""

    hovered = Signal(str)
    """Its id when the pointer or the focus comes, empty when it goes."""
    chosen = Signal(str)

    def __init__(self, thing_id: str) -> None:
        super().__init__()
        self.thing_id = thing_id
        self._is_chosen = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    @property
    def is_chosen(self) -> bool:
        """Whether it is set apart."""
        return self._is_chosen

    def set_chosen(self, chosen: bool) -> None:
        """Set it apart, or not."""
        self._is_chosen = chosen
        self.update()

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._announce(self.thing_id)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._announce("")

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._announce(self.thing_id)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._announce("")

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and inside:
            self.chosen.emit(self.thing_id)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _KEYS:
            self.chosen.emit(self.thing_id)
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._is_chosen:
            painter.fillRect(self.rect(), THEME.colour("accent_soft"))
            painter.fillRect(0, 0, 3, self.height(), THEME.colour("accent"))
        elif self.underMouse():
            painter.fillRect(self.rect(), THEME.colour("control_hover"))
        if self.hasFocus():
            painter.setPen(QPen(THEME.colour("focus"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _announce(self, thing_id: str) -> None:
        self.hovered.emit(thing_id)
        self.update()
