"""The body map under the hand: hover, click, drag, pan, zoom, keys.

It says in signals what was pointed at; the page that holds it decides what that means.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture
from typing_extensions import override

from tpdn_desktop.atlas.bodymap import MuscleShape
from tpdn_desktop.atlas.frames import nearest_frame
from tpdn_desktop.atlas.hit_test import Direction
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import BodyPlace, View
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.ui.chart.camera import Camera
from tpdn_desktop.ui.chart.map_content import MapContent, MapMark, Pointed
from tpdn_desktop.ui.chart.map_view import MapView

CLICK_SLACK = 4
_ARROWS = {
    Qt.Key.Key_Left: Direction.LEFT,
    Qt.Key.Key_Right: Direction.RIGHT,
    Qt.Key.Key_Up: Direction.UP,
    Qt.Key.Key_Down: Direction.DOWN,
}
# Where the sheet goes when the view looks that way, in pixels.
_PAN = {
    Direction.LEFT: (60.0, 0.0),
    Direction.RIGHT: (-60.0, 0.0),
    Direction.UP: (0.0, 60.0),
    Direction.DOWN: (0.0, -60.0),
}


@dataclass(slots=True)
class _Press:
    """A mouse button held down: where, on what, and whether it has become a drag."""

    at: QPoint
    camera: Camera
    mark: str | None = None
    panning: bool = False
    place: BodyPlace | None = None


class MapWidget(MapView):
    """Both figures and the soles, to be pointed at."""

    muscle_chosen = Signal(object)
    """A muscle was clicked or entered: a `Pointed`."""
    entered = Signal(object)
    """Enter was pressed: a `Pointed` for the muscle of now, or None."""
    mark_chosen = Signal(str)
    mark_moved = Signal(str, object)
    ground_clicked = Signal()
    menu_requested = Signal(QPoint)
    typed = Signal(str)

    def __init__(self, sheet: Sheet, names: Mapping[str, str]) -> None:
        super().__init__(sheet, names)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self._press: _Press | None = None
        self._last_click: tuple[float, QPoint] = (-math.inf, QPoint())

    # Mouse, pen, touch ---------------------------------------------------------------------------

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._glide.stop()
        self._shows_label = False
        at = self._pointer = event.position().toPoint()
        if event.button() is Qt.MouseButton.LeftButton:
            self._press = _Press(at, self._camera, self.mark_at(at.x(), at.y()))
        elif event.button() is Qt.MouseButton.MiddleButton:
            self._press = _Press(at, self._camera, panning=True)
        elif event.button() is Qt.MouseButton.RightButton:
            mark = self.mark_at(at.x(), at.y())
            if mark is not None:
                self.mark_chosen.emit(mark)
            self.menu_requested.emit(event.globalPosition().toPoint())
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        self._pointer = at
        press = self._press
        if press is None:
            self._hover(at)
            return
        moved = (at - press.at).manhattanLength()
        if press.mark is not None and (press.place is not None or moved > CLICK_SLACK):
            self._drag_mark(press, at)
        elif press.panning or moved > 2 * CLICK_SLACK:
            press.panning = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._set_camera(press.camera.moved(at.x() - press.at.x(), at.y() - press.at.y()))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        press, self._press = self._press, None
        self._shows_label = True
        self.unsetCursor()
        if press is None:
            return
        if press.place is not None and press.mark is not None:
            self.mark_moved.emit(press.mark, press.place)
        elif press.mark is not None:
            self.mark_chosen.emit(press.mark)
        elif not press.panning:
            self._click(event)
        self._hover(event.position().toPoint())

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # The second press of a double click: over a muscle it must not log a second point.
        at = event.position().toPoint()
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if self.mark_at(at.x(), at.y()) is None and not self.hits_at(at.x(), at.y()):
            if self.zoom > 1.3:
                self.zoom_to_fit()
            else:
                view, x, y = self.sheet.to_map(*self._camera.to_sheet(at.x(), at.y()))
                self.zoom_to(view, nearest_frame(x, y)[1])

    def _click(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            # A plain click charts, so walking down by clicks at one place takes Alt, as the wheel.
            self._hover(at)
            self.walk_down(1)
            return
        when = event.timestamp()
        last_when, last_at = self._last_click
        near = (at - last_at).manhattanLength() <= 2 * CLICK_SLACK
        again = when - last_when <= QApplication.doubleClickInterval() and near
        self._last_click = (when, at)
        if again:
            return
        shape = self._under(at)
        if shape is None:
            self.ground_clicked.emit()
            return
        try:
            place = self.place_at(at.x(), at.y())
        except RuleBroken:
            return
        self.muscle_chosen.emit(Pointed(shape, place))

    def _under(self, at: QPoint) -> MuscleShape | None:
        stack = self.hits_at(at.x(), at.y())
        if self._current in stack:
            return self._current
        return stack[0] if stack else None

    def _hover(self, at: QPoint) -> None:
        self._is_pointed = True
        stack = self.hits_at(at.x(), at.y())
        if not stack:
            self._set_current(None)
        elif self._depth and self._current in stack:
            self.update()
        else:
            self._depth = 0
            self._set_current(stack[0])

    def _drag_mark(self, press: _Press, at: QPoint) -> None:
        """Move the mark's place inside its muscle.

        Over the edge it sticks where it was last inside.
        """
        mark = next((m for m in self._content.marks if m.id == press.mark), None)
        if mark is None or not self.rect().contains(at):
            return
        try:
            place = self.place_at(at.x(), at.y())
        except RuleBroken:
            return
        if place.view is mark.place.view and self.lies_in(mark.muscle_id, mark.side, place):
            press.place = place
            marks = tuple(
                MapMark(m.id, m.muscle_id, m.side, place, m.look) if m.id == mark.id else m
                for m in self._content.marks
            )
            self._content = MapContent(
                marks, self._content.ghosts, self._content.zones, self._content.outlined
            )
            self._place_marks()
            self.update()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta().y() or event.angleDelta().x()
        if not turn:
            return
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.walk_down(-1 if turn > 0 else 1)
        else:
            self.zoom_by(1.0015**turn, event.position())
        event.accept()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = QPoint(-1, -1)
        if self._is_pointed:
            self._is_pointed = False
            self._set_current(None)
        super().leaveEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_by(1.0 + event.value(), event.position())
                return True
        elif isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                self.zoom_by(pinch.scaleFactor(), QPointF(self.mapFromGlobal(
                    pinch.hotSpot().toPoint())))  # fmt: skip
                return True
        elif (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
            and self._next_view(event)
        ):
            return True
        return super().event(event)

    # Keys ----------------------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in _ARROWS and control and key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.walk_down(1 if key is Qt.Key.Key_Down else -1)
        elif key in _ARROWS and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            dx, dy = _PAN[_ARROWS[key]]
            self.set_camera(self._camera.moved(dx, dy))
        elif key in _ARROWS and not control:
            self._step(_ARROWS[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit(self._pointed_now())
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.zoom_by(1.25)
        elif key is Qt.Key.Key_Minus:
            self.zoom_by(0.8)
        elif event.text().isalpha() and not control:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _pointed_now(self) -> Pointed | None:
        if self._current is None:
            return None
        if self._is_pointed:
            return Pointed(self._current, self.place_at(self._pointer.x(), self._pointer.y()))
        return self.point_to(self._current)

    def _step(self, direction: Direction) -> None:
        self._is_pointed = False
        if self._current is None:
            first = self._first_muscle(View.ANTERIOR)
            self._set_current(first)
            return
        index = self._indexes[self._current.view]
        following = index.neighbour(self._current, direction, self._peel.layers)
        if following is not None:
            self._set_current(following)

    def _next_view(self, event: QKeyEvent) -> bool:
        self._is_pointed = False
        views = list(self.sheet.bodymap.views)
        back = event.key() == Qt.Key.Key_Backtab
        if self._current is None:
            return False
        index = views.index(self._current.view) + (-1 if back else 1)
        if not 0 <= index < len(views):
            self._set_current(None)
            return False
        self._set_current(self._first_muscle(views[index]))
        return True

    def _first_muscle(self, view: View) -> MuscleShape | None:
        index = self._indexes[view]
        middle = self.sheet.bodymap.views[view].bounds
        y = middle[1] + (middle[3] - middle[1]) * 0.25
        for k in range(40):
            found = index.hits(middle[0] + (middle[2] - middle[0]) * (k + 0.5) / 40, y,
                               layers=self._peel.layers)  # fmt: skip
            if found:
                return found[0]
        muscles = self.sheet.bodymap.views[view].muscles
        return next((m for m in muscles if m.layer in self._peel.layers), None)
