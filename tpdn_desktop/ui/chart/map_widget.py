"""The body map under the hand: hover, click, drag, pan, zoom, keys.

It says in signals what was pointed at; the page that holds it decides what that means.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QTabletEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from tpdn_desktop.atlas.bodymap import MuscleShape
from tpdn_desktop.atlas.frames import nearest_frame
from tpdn_desktop.atlas.hit_test import Direction
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import BodyPlace
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.ui.chart import fingers
from tpdn_desktop.ui.chart.as_mouse import AsMouse
from tpdn_desktop.ui.chart.map_content import MapContent, Pointed
from tpdn_desktop.ui.chart.map_stage import Grasp
from tpdn_desktop.ui.chart.map_view import MapView
from tpdn_desktop.ui.chart.pen import Pen
from tpdn_desktop.ui.chart.placed_marks import HIT_PIXELS

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


_ZOOM = {Qt.Key.Key_Plus: 1.25, Qt.Key.Key_Equal: 1.25, Qt.Key.Key_Minus: 0.8}


@dataclass(slots=True)
class _Press:
    """A mouse button held down: where, on what, and whether it has become a drag."""

    at: QPoint
    grasp: Grasp
    mark: str | None = None
    grip: QPoint = field(default_factory=QPoint)
    """From the press to the middle of the mark, which keeps this distance while it is dragged."""
    panning: bool = False
    on_label: bool = False
    slack: int = CLICK_SLACK
    place: BodyPlace | None = None
    beyond: BodyPlace | None = None
    """Where the pointer is while the mark sticks at the edge of its muscle."""
    before: MapContent | None = None
    """What was shown before the mark was dragged."""


class MapWidget(MapView):
    """Both figures and the soles, to be pointed at."""

    muscle_chosen = Signal(object)
    """A muscle was clicked or entered: a `Pointed`."""
    entered = Signal(object)
    """Enter was pressed: a `Pointed` for the muscle of now, or None."""
    mark_chosen = Signal(str)
    mark_moved = Signal(str, object)
    mark_left = Signal(str, object)
    """A mark was dragged beyond its muscle and let go there: the mark, and the place."""
    ghost_chosen = Signal(str)
    """A ghost was clicked, or Space pressed over it."""
    spaced = Signal()
    """Space was pressed where there is no ghost."""
    ground_clicked = Signal()
    menu_requested = Signal(QPoint)
    typed = Signal(str)

    def __init__(self, sheet: Sheet, names: Mapping[str, str]) -> None:
        super().__init__(sheet, names)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._press: _Press | None = None
        as_mouse = AsMouse(self)
        self._fingers = fingers.Fingers(self, as_mouse)
        self._fingers.press_forgotten.connect(self.forget_press)
        self._fingers.pinch_began.connect(self._on_pinch_began)
        self._fingers.pinched.connect(self._on_pinched)
        self._pinched: Grasp | None = None
        self._pen_at_hand = Pen(self, as_mouse)
        self._last_click: tuple[float, QPoint] = (-math.inf, QPoint())

    # Mouse, pen, touch ---------------------------------------------------------------------------

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._glide.stop()
        at = event.position().toPoint()
        if event.button() is Qt.MouseButton.LeftButton:
            self._press = self._pressed(at)
        elif event.button() is Qt.MouseButton.MiddleButton:
            self._press = _Press(at, self.grasp(event.position()), panning=True)
        elif event.button() is Qt.MouseButton.RightButton:
            mark = self.mark_at(at.x(), at.y())
            if mark is not None:
                self.mark_chosen.emit(mark)
            self.menu_requested.emit(event.globalPosition().toPoint())
        if self._press is None or not self._press.on_label:
            self._pointer = at
            self._shows_label = False
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def _pressed(self, at: QPoint) -> _Press:
        grasp = self.grasp(QPointF(at))
        if self._stands_on_label(at):
            return _Press(at, grasp, on_label=True)
        by_finger = self._fingers.is_down
        mark = self.mark_at(at.x(), at.y(), fingers.REACH if by_finger else HIT_PIXELS)
        middle = self.mark_position(mark) if mark is not None else None
        grip = middle.toPoint() - at if middle is not None else QPoint()
        slack = fingers.SLACK if by_finger else CLICK_SLACK
        return _Press(at, grasp, mark, grip, slack=slack)

    def _stands_on_label(self, at: QPoint) -> bool:
        """Whether a press meets the muscle's name: it stands still for fingers and the keyboard.

        Before the mouse and the pen it gives way.
        """
        still = self._fingers.is_down or not self._is_pointed
        return still and self.label_box.contains(at)

    @property
    def is_pressed(self) -> bool:
        """Whether a button is held, so that a mark may be under way."""
        return self._press is not None

    def forget_press(self) -> None:
        """What was pressed is no click and no drag after all: a dragged mark goes back."""
        press, self._press = self._press, None
        self._shows_label = True
        self.unsetCursor()
        if press is not None and press.before is not None:
            self._content = press.before
            self._place_marks()
        self.update()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        press = self._press
        if press is None:
            self._pointer = at
            self._hover(at)
            return
        moved = (at - press.at).manhattanLength()
        if press.on_label and moved <= 2 * fingers.SLACK:
            return
        press.on_label = False
        self._pointer = at
        if press.mark is not None and (press.place is not None or moved > press.slack):
            self._drag_mark(press, at + press.grip)
        elif press.panning or moved > 2 * press.slack:
            press.panning = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.hold(press.grasp, QPointF(at))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        press, self._press = self._press, None
        self._shows_label = True
        self.unsetCursor()
        if press is None:
            return
        if press.on_label:
            self.walk_down(1)
            return
        if press.place is not None and press.mark is not None:
            self.mark_moved.emit(press.mark, press.place)
            self._leave_muscle(press)
        elif press.beyond is not None:
            self._leave_muscle(press)
        elif press.mark is not None:
            self.mark_chosen.emit(press.mark)
        elif not press.panning:
            self._click(event)
        self._hover(event.position().toPoint())

    def _leave_muscle(self, press: _Press) -> None:
        if press.beyond is not None and press.mark is not None:
            self.mark_left.emit(press.mark, press.beyond)

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
        ghost = self.ghost_at(at.x(), at.y())
        if ghost is not None:
            self.ghost_chosen.emit(ghost)
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
        press.beyond = None
        if mark is None or not self.rect().contains(at):
            return
        try:
            place = self.place_at(at.x(), at.y())
        except RuleBroken:
            return
        if place.view is mark.place.view and self.lies_in(mark.muscle_id, mark.side, place):
            press.place = place
            press.before = press.before or self._content
            marks = tuple(
                replace(m, place=place) if m.id == mark.id else m for m in self._content.marks
            )
            self._content = replace(self._content, marks=marks)
            self._place_marks()
            self.update()
        else:
            press.beyond = place

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
        elif isinstance(event, QTouchEvent):
            return self._fingers.take(event)
        elif (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
            and self._next_view(event)
        ):
            return True
        return super().event(event)

    @override
    def tabletEvent(self, event: QTabletEvent) -> None:
        self._pen_at_hand.take(event)

    def _on_pinch_began(self) -> None:
        self._glide.stop()
        self._pinched = None

    def _on_pinched(self, then: QPointF, now: QPointF, factor: float) -> None:
        if self._pinched is None:
            self._pinched = self.grasp(then)
        self.hold(self._pinched, now, factor)

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
            self.entered.emit(self.pointed_now())
        elif key is Qt.Key.Key_Space and not event.modifiers():
            self._space()
        elif key in _ZOOM:
            self.zoom_by(_ZOOM[key])
        elif event.text().isalpha() and not control:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _space(self) -> None:
        """The ghost under the pointer, or the one in the muscle that the keyboard stands on."""
        ghost = self.ghost_at(self._pointer.x(), self._pointer.y()) if self._is_pointed else None
        if ghost is None and self._current is not None and not self._is_pointed:
            ghost = self.ghost_in(self._current)
        if ghost is not None:
            self.ghost_chosen.emit(ghost)
        else:
            self.spaced.emit()

    def pointed_now(self) -> Pointed | None:
        """The muscle under the pointer or the keyboard, and the place that is meant."""
        if self._current is None:
            return None
        if self._is_pointed:
            return Pointed(self._current, self.place_at(self._pointer.x(), self._pointer.y()))
        return self.point_to(self._current)

    def _step(self, direction: Direction) -> None:
        self._is_pointed = False
        if self._current is None:
            self._set_current(self._hits.first_muscle(next(iter(self.sheet.bodymap.views))))
            return
        following = self._hits.neighbour(self._current, direction)
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
        self._set_current(self._hits.first_muscle(views[index]))
        return True
