"""Fingers on a map: one is a mouse that can be held for the menu, two pan and zoom.

The place between two fingers stays between them. Qt's own pinch gesture is not used: of a pinch it
counts little more than the beginning.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QEventPoint, QGuiApplication, QInputDevice, QTouchEvent
from PySide6.QtWidgets import QWidget

from tpdn_desktop.ui.chart.as_mouse import AsMouse

SLACK = 10
"""A finger that has moved no further, in pixels, has been held still."""

REACH = 22.0
"""A finger hits a mark within this many pixels of its middle."""

_LEAST_SPAN = 24.0


@dataclass(frozen=True, slots=True)
class _Pinch:
    """Fingers that move the map: which, and how they stood when they came down."""

    fingers: tuple[int, ...]
    middle: QPointF
    span: float


class Fingers(QObject):
    """Follows the fingers on the map that is its parent."""

    press_forgotten = Signal()
    """The finger was not a click after all."""
    pinch_began = Signal()
    pinched = Signal(QPointF, QPointF, float)
    """Where the middle was when it began, where it is now, how many times wider the span is."""

    def __init__(self, widget: QWidget, as_mouse: AsMouse) -> None:
        super().__init__(widget)
        widget.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self._as_mouse = as_mouse
        self._pinch: _Pinch | None = None
        self._start = QPointF()
        self._hold = QTimer(self)
        self._hold.setSingleShot(True)
        self._hold.timeout.connect(self._on_held)
        self.may_hold = True
        """Whether a finger held still asks for the menu."""
        self.is_down = False
        """Whether the mouse events of now are a finger's."""

    def take(self, event: QTouchEvent) -> bool:
        """Follow an event; False leaves it to others: buttons over the map, a trackpad."""
        points = event.points()
        kind = event.type()
        if event.device().type() is QInputDevice.DeviceType.TouchPad:
            return False
        if kind == QEvent.Type.TouchBegin and self._is_over_a_child(points):
            return False
        event.accept()
        if kind == QEvent.Type.TouchCancel:
            self._let_go()
            return True
        down = [p for p in points if p.state() is not QEventPoint.State.Released]
        if len(down) > 1 or self._pinch is not None:
            self._move_map(down[:2])
        else:
            self._one_finger(points[0], event.timestamp())
        return True

    def _is_over_a_child(self, points: Sequence[QEventPoint]) -> bool:
        widget = self.parent()
        assert isinstance(widget, QWidget)
        return any(widget.childAt(p.position().toPoint()) is not None for p in points)

    def _let_go(self) -> None:
        self._hold.stop()
        self._pinch = None
        self.is_down = False
        self.press_forgotten.emit()

    def _one_finger(self, point: QEventPoint, when: int) -> None:
        at = point.position()
        state = point.state()
        if state is QEventPoint.State.Pressed:
            self.is_down = True
            self._start = at
            if self.may_hold:
                self._hold.start(QGuiApplication.styleHints().mousePressAndHoldInterval())
            self._as_mouse.press(at, when)
        elif state is QEventPoint.State.Released:
            self._hold.stop()
            self._as_mouse.release(at, when)
            self.is_down = False
        elif (at - self._start).manhattanLength() > SLACK or not self._hold.isActive():
            self._hold.stop()
            self._as_mouse.move(at, when, Qt.MouseButton.LeftButton)

    def _on_held(self) -> None:
        self.press_forgotten.emit()
        self._as_mouse.press(self._start, 0, Qt.MouseButton.RightButton)

    def _move_map(self, down: Sequence[QEventPoint]) -> None:
        """Two fingers pan and zoom; the one that stays when the other is lifted goes on panning."""
        self._hold.stop()
        if not down:
            self._let_go()
            return
        fingers = tuple(point.id() for point in down)
        middle, span = _middle_and_span([point.position() for point in down])
        if self._pinch is None or self._pinch.fingers != fingers:
            self.press_forgotten.emit()
            self._pinch = _Pinch(fingers, middle, span)
            self.pinch_began.emit()
        else:
            self.pinched.emit(self._pinch.middle, middle, span / self._pinch.span)


def _middle_and_span(spots: Sequence[QPointF]) -> tuple[QPointF, float]:
    """The point between the fingers and how far they are apart (of one finger: always as far)."""
    if len(spots) == 1:
        return spots[0], _LEAST_SPAN
    a, b = spots
    return (a + b) / 2, max(_LEAST_SPAN, math.hypot(b.x() - a.x(), b.y() - a.y()))
