"""Finger and pen speak to a map in the mouse's words, double clicks too.

A map takes touch and pen events itself, so Qt makes no mouse events of them.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

_NONE = Qt.MouseButton.NoButton


class AsMouse(QObject):
    """Sends mouse events to the widget that is its parent."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._last_press: tuple[int, QPointF] | None = None

    def press(
        self, at: QPointF, when: int, button: Qt.MouseButton = Qt.MouseButton.LeftButton
    ) -> None:
        """A button goes down: a double click when the left one went down there a moment ago.

        Args:
            at: the pixel in the widget.
            when: the time stamp of the event it comes from, in ms.
            button: which button.
        """
        is_left = button == Qt.MouseButton.LeftButton
        last = self._last_press
        again = is_left and last is not None and self._is_again(*last, at, when)
        self._last_press = (when, at) if is_left and not again else None
        kind = QEvent.Type.MouseButtonDblClick if again else QEvent.Type.MouseButtonPress
        self._send(kind, at, when, button, button)

    def move(self, at: QPointF, when: int, held: Qt.MouseButton) -> None:
        """The pointer moves with a button held, or none."""
        self._send(QEvent.Type.MouseMove, at, when, _NONE, held)

    def release(
        self, at: QPointF, when: int, button: Qt.MouseButton = Qt.MouseButton.LeftButton
    ) -> None:
        """A button goes up."""
        self._send(QEvent.Type.MouseButtonRelease, at, when, button, _NONE)

    @staticmethod
    def _is_again(then: int, there: QPointF, at: QPointF, when: int) -> bool:
        hints = QGuiApplication.styleHints()
        near = (at - there).manhattanLength() <= hints.touchDoubleTapDistance()
        return near and when - then <= hints.mouseDoubleClickInterval()

    def _send(
        self,
        kind: QEvent.Type,
        at: QPointF,
        when: int,
        button: Qt.MouseButton,
        held: Qt.MouseButton,
    ) -> None:
        widget = self.parent()
        assert isinstance(widget, QWidget)
        event = QMouseEvent(
            kind,
            at,
            widget.mapToGlobal(at),
            button,
            held,
            QGuiApplication.keyboardModifiers(),
        )
        event.setTimestamp(when)
        QApplication.sendEvent(widget, event)
