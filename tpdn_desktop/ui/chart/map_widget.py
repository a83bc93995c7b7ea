"""The body map under the hand: pan, zoom, hover, click, drag, keys. It knows no record.

It shows a `MapContent` and says in signals what was pointed at; the chart page decides what that
means.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture, QSizePolicy, QWidget
from typing_extensions import override

from tpdn_desktop.atlas.bodymap import MuscleShape
from tpdn_desktop.atlas.frames import Frame, nearest_frame
from tpdn_desktop.atlas.hit_test import Direction, HitIndex
from tpdn_desktop.atlas.plate import Peel
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.atlas.spread import Anchor, spread
from tpdn_desktop.domain.anatomy import BodyPlace, Side, View
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.ui.chart.camera import Camera, fitted, framing
from tpdn_desktop.ui.chart.glide import Glide
from tpdn_desktop.ui.chart.map_content import MapContent, MapMark, Pointed
from tpdn_desktop.ui.chart.map_names import FROM_ZOOM, MapNames
from tpdn_desktop.ui.chart.map_painter import MapPainter
from tpdn_desktop.ui.chart.plate_cache import PlateCache, PlateKey
from tpdn_desktop.ui.chart.zone_overlay import ZoneOverlay
from tpdn_desktop.ui.drawing_pen import DrawingPen
from tpdn_desktop.ui.theme import THEME

MARK_PIXELS = 24.0
HIT_PIXELS = 13.0
MARK_REACH = 26
"""A mark with all its corners and its ring lies within this many pixels of where it is drawn."""

TOLERANCE_PIXELS = 4.0
CLICK_SLACK = 4
SETTLE_MS = 70
_ARROWS = {
    Qt.Key.Key_Left: Direction.LEFT,
    Qt.Key.Key_Right: Direction.RIGHT,
    Qt.Key.Key_Up: Direction.UP,
    Qt.Key.Key_Down: Direction.DOWN,
}


@dataclass(slots=True)
class _Press:
    """A mouse button held down: where, on what, and whether it has become a drag."""

    at: QPoint
    camera: Camera
    mark: str | None = None
    panning: bool = False
    place: BodyPlace | None = None


class MapWidget(QWidget):
    """Both figures and the soles."""

    muscle_chosen = Signal(object)
    """A muscle was clicked or entered: a `Pointed`."""
    muscle_hovered = Signal(object)
    """The muscle under the pointer or the keyboard changed: a MuscleShape or None."""
    entered = Signal(object)
    """Enter was pressed: a `Pointed` for the muscle of now, or None."""
    mark_chosen = Signal(str)
    mark_moved = Signal(str, object)
    ground_clicked = Signal()
    menu_requested = Signal(QPoint)
    typed = Signal(str)
    camera_changed = Signal()

    def __init__(self, sheet: Sheet, names: Mapping[str, str]) -> None:
        super().__init__()
        self.setObjectName("map")
        self.setAccessibleName(self.tr("Body map"))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(420, 320)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self.sheet = sheet
        self._names = names
        self._indexes = {view: HitIndex(v) for view, v in sheet.bodymap.views.items()}
        self._pen = DrawingPen(THEME)
        self._plates = PlateCache(sheet, THEME, self)
        self._plates.ready.connect(self.update)
        self._camera = Camera()
        self._fit = Camera()
        self._peel = Peel.ALL
        self._content = MapContent()
        self._anchors: tuple[Anchor, ...] = ()
        self._drawn_at: tuple[tuple[float, float], ...] = ()
        self._overlay = ZoneOverlay(self._pen)
        self._muscle_names = MapNames(names)
        self._framed: tuple[Frame, View] | None = None
        self._names_on = True
        self._current: MuscleShape | None = None
        self._depth = 0
        self._pointer = QPoint(-1, -1)
        self._is_pointed = False
        self._press: _Press | None = None
        self._last_click: tuple[float, QPoint] = (-math.inf, QPoint())
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._on_settled)
        self._glide = Glide(self.set_camera, self)

    # What is shown -------------------------------------------------------------------------------

    def show_content(self, content: MapContent) -> None:
        """Show marks, ghosts and lit zones; what changed is painted before this returns.

        The zones follow an event later, so that a click is never kept waiting by its own referral.
        """
        old, drawn_before = self._content, dict(self._drawn_positions())
        self._content = content
        self._place_marks()
        if old.zones != content.zones:
            QTimer.singleShot(0, self, self._on_zones_changed)
        changed = QRegion()
        for box in self._changed_boxes(old, drawn_before):
            changed += box
        if not changed.isEmpty():
            self.repaint(changed)

    def _drawn_positions(self) -> Iterator[tuple[MapMark, tuple[float, float]]]:
        return zip(self._content.marks, self._drawn_at, strict=False)

    def _changed_boxes(
        self, old: MapContent, drawn_before: dict[MapMark, tuple[float, float]]
    ) -> Iterator[QRect]:
        """Where the picture differs: marks that came, went, moved or look otherwise; outlines."""
        drawn_now = dict(self._drawn_positions())
        for mark, (x, y) in (*drawn_before.items(), *drawn_now.items()):
            if drawn_before.get(mark) != drawn_now.get(mark):
                spot = self.screen_place(mark.place).toPoint()
                reach = MARK_REACH
                yield (
                    QRect(spot, QPoint(int(x), int(y)))
                    .normalized()
                    .adjusted(-reach, -reach, reach, reach)
                )
        if old.outlined != self._content.outlined:
            for muscle_id, side in (*old.outlined, *self._content.outlined):
                for shape in self.sheet.bodymap.muscle_shapes(muscle_id, side):
                    yield self._box_of(shape)
        if old.ghosts != self._content.ghosts:
            yield self.rect()

    def _box_of(self, shape: MuscleShape) -> QRect:
        box = self._pen.path_of(shape.outline).controlPointRect()
        ox, oy = self.sheet.origin(shape.view)
        x0, y0 = self._camera.to_screen(ox + box.left(), oy + box.top())
        x1, y1 = self._camera.to_screen(ox + box.right(), oy + box.bottom())
        return QRect(QPoint(int(x0) - 4, int(y0) - 4), QPoint(int(x1) + 4, int(y1) + 4))

    def _on_zones_changed(self) -> None:
        self._draw_overlay()
        self.update()

    def set_peel(self, peel: Peel) -> None:
        """Peel the body to a layer."""
        self._peel = peel
        self._set_current(None)
        self._plates.want(self._plate_key())
        self.update()

    @property
    def peel(self) -> Peel:
        """How far the body is peeled."""
        return self._peel

    @property
    def camera(self) -> Camera:
        """The camera of now."""
        return self._camera

    @property
    def zoom(self) -> float:
        """How many times larger than the whole body the map is shown."""
        return self._camera.scale / self._fit.scale

    @property
    def current(self) -> MuscleShape | None:
        """The muscle under the pointer or the keyboard."""
        return self._current

    def theme_changed(self) -> None:
        """Draw everything again in the colours of now."""
        self._overlay.forget()
        self._plates.want(self._plate_key())
        self._settle_overlay_soon()
        self.update()

    def render_now(self) -> None:
        """Have plate and overlay exact before the next paint (for pictures and tests)."""
        self._plates.draw_now(self._plate_key())
        self._draw_overlay()

    def stop(self) -> None:
        """Wait for drawing under way; to be called before the program ends."""
        self._settle.stop()
        self._plates.wait()

    # Camera --------------------------------------------------------------------------------------

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom about a pixel, or about the middle."""
        centre = at if at is not None else QPointF(self.width() / 2, self.height() / 2)
        self._set_camera(self._camera.zoomed(factor, centre.x(), centre.y(), fit=self._fit))

    def zoom_to_fit(self) -> None:
        """Show the whole body."""
        self._framed = None
        self._glide.go(self._camera, self._fit)

    def zoom_to(self, view: View, box: tuple[float, float, float, float]) -> None:
        """Glide to a box of a view, in its map units."""
        ox, oy = self.sheet.origin(view)
        on_sheet = (ox + box[0], oy + box[1], ox + box[2], oy + box[3])
        self._glide.go(self._camera, framing(on_sheet, (self.width(), self.height())))

    def zoom_to_frame(self, frame: Frame) -> None:
        """Glide to a part of the body, in the view and on the side that was last pointed at.

        Asked for again there, it shows the same part in the other view.
        """
        view, x, _ = self.sheet.to_map(*self._camera.to_sheet(*self._looked_at()))
        view = View.POSTERIOR if view is View.PLANTAR else view
        if self._framed == (frame, view):
            view = View.ANTERIOR if view is View.POSTERIOR else View.POSTERIOR
            x = -x
        self._framed = (frame, view)
        self.zoom_to(view, frame.on(left_half=x < 0))

    def show_names(self, on: bool) -> None:
        """Write the names of muscles on the zoomed map, or not."""
        self._names_on = on
        self._on_settled()

    def _looked_at(self) -> tuple[float, float]:
        if self._framed is None and self._pointer.x() >= 0:
            return self._pointer.x(), self._pointer.y()
        return self.width() / 2, self.height() / 2

    def set_camera(self, camera: Camera) -> None:
        """Put the camera somewhere at once."""
        self._set_camera(camera)

    def screen_place(self, place: BodyPlace) -> QPointF:
        """The pixel of a place of the body."""
        return QPointF(*self._camera.to_screen(*self.sheet.to_sheet(place)))

    def mark_position(self, mark_id: str) -> QPointF | None:
        """The pixel where a mark is drawn, which in a crowd is not its true place."""
        for mark, position in zip(self._content.marks, self._drawn_at, strict=False):
            if mark.id == mark_id:
                return QPointF(*position)
        return None

    def mark_positions(self) -> tuple[QPointF, ...]:
        """The pixels where marks are drawn."""
        return tuple(QPointF(*position) for position in self._drawn_at)

    # Hits ----------------------------------------------------------------------------------------

    def hits_at(self, px: float, py: float) -> tuple[MuscleShape, ...]:
        """The muscles under a pixel, topmost first."""
        view, x, y = self.sheet.to_map(*self._camera.to_sheet(px, py))
        tolerance = TOLERANCE_PIXELS / self._camera.scale
        return self._indexes[view].hits(x, y, layers=self._peel.layers, tolerance=tolerance)

    def place_at(self, px: float, py: float) -> BodyPlace:
        """The place on the body under a pixel.

        Raises:
            RuleBroken: the pixel lies off any body.
        """
        view, x, y = self.sheet.to_map(*self._camera.to_sheet(px, py))
        return self.sheet.bodymap.views[view].to_place(x, y)

    def mark_at(self, px: float, py: float) -> str | None:
        """The mark under a pixel; of several the nearest."""
        best: tuple[float, str] | None = None
        for mark, (x, y) in zip(self._content.marks, self._drawn_at, strict=False):
            away = math.hypot(px - x, py - y)
            if away <= HIT_PIXELS and (best is None or away < best[0]):
                best = away, mark.id
        return best[1] if best else None

    def focus_muscle(self, shape: MuscleShape | None) -> None:
        """Put the keyboard's muscle somewhere (after a search, say).

        From then on the pointer's place counts for nothing until the pointer moves: what is charted
        by Enter lies in this muscle, wherever the pointer happens to rest.
        """
        self._is_pointed = False
        self._set_current(shape)

    def point_to(self, shape: MuscleShape) -> Pointed:
        """A muscle at the middle of what shows of it."""
        index = self._indexes[shape.view]
        x, y = index.anchor(shape, self._peel.layers) or shape.outline[0].start
        return Pointed(shape, self.sheet.bodymap.views[shape.view].to_place(x, y))

    def walk_down(self, step: int) -> None:
        """The next deeper (or shallower) muscle at the same place."""
        stack = self._stack_here()
        if not stack:
            return
        index = stack.index(self._current) if self._current in stack else 0
        self._depth = (index + step) % len(stack)
        self._set_current(stack[self._depth])

    def _stack_here(self) -> tuple[MuscleShape, ...]:
        if self._is_pointed:
            return self.hits_at(self._pointer.x(), self._pointer.y())
        if self._current is None:
            return ()
        pointed = self.point_to(self._current)
        spot = self.screen_place(pointed.place)
        return self.hits_at(spot.x(), spot.y())

    def words_for(self, shape: MuscleShape) -> str:
        """Muscle, side and layer in words: what the label and the screen reader say."""
        name = self._names.get(shape.muscle_id, shape.muscle_id)
        side = "" if shape.side is Side.MIDLINE else f", {shape.side.value}"
        return f"{name}{side} · {shape.layer.value}"

    # Painting ------------------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        key = self._plate_key()
        if not self._plates.is_exact(key) and not self._settle.isActive():
            self._plates.want(key)
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform,
            on=True,
        )
        painter.fillRect(event.rect(), THEME.colour("map_ground"))
        self._plates.paint(painter, self._camera)
        self._overlay.paint(painter, self._camera)
        pen = MapPainter(painter, self._pen, self.sheet, self._camera, self.width())
        pen.outlines(self._content.outlined, self._current)
        self._muscle_names.paint(painter, self._camera)
        pen.letters(zoomed=self.zoom > 1.4, height=self.height())
        pen.marks(self._content, self._anchors, self._drawn_at, event.rect())
        if self._current is not None and self._press is None:
            pen.label(self.words_for(self._current), self._label_spot(self._current))
        painter.end()

    def _label_spot(self, shape: MuscleShape) -> QPointF:
        if self._is_pointed:
            return QPointF(self._pointer)
        return self.screen_place(self.point_to(shape).place)

    # For a screen reader -------------------------------------------------------------------------

    def thing_count(self) -> int:
        """Muscles that show, and marks."""
        return len(self._showing()) + len(self._content.marks)

    def thing_words(self, index: int) -> str:
        """Muscle, side, layer and what is charted there; or the mark's number, muscle and side."""
        showing = self._showing()
        if index < len(showing):
            shape = showing[index]
            numbers = [
                m.look.number
                for m in self._content.marks
                if (m.muscle_id, m.side) == (shape.muscle_id, shape.side)
            ]
            charted = self.tr(" · charted: {0}").format(", ".join(numbers)) if numbers else ""
            return self.words_for(shape) + charted
        mark = self._content.marks[index - len(showing)]
        name = self._names.get(mark.muscle_id, mark.muscle_id)
        return self.tr("Trigger point {0}: {1}, {2}").format(
            mark.look.number, name, mark.side.value
        )

    def thing_box(self, index: int) -> QRect:
        """Where it lies in the widget, in pixels."""
        showing = self._showing()
        if index < len(showing):
            return self._box_of(showing[index])
        x, y = self._drawn_at[index - len(showing)]
        return QRect(int(x) - 12, int(y) - 12, 24, 24)

    def _showing(self) -> list[MuscleShape]:
        return [
            shape
            for index in self._indexes.values()
            for _, shape in index.showing(self._peel.layers)
        ]

    # Mouse, pen, touch ---------------------------------------------------------------------------

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._glide.stop()
        at = event.position().toPoint()
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

    def region_of(self, place: BodyPlace) -> str | None:
        """The surface region at a place."""
        x, y = self.sheet.bodymap.views[place.view].to_map(place)
        region = self._indexes[place.view].region_at(x, y)
        return region.code if region is not None else None

    def lies_in(self, muscle_id: str, side: Side, place: BodyPlace) -> bool:
        """Whether a place lies inside the drawn outline of a muscle."""
        x, y = self.sheet.bodymap.views[place.view].to_map(place)
        return any(
            shape.muscle_id == muscle_id and shape.side is side
            for shape in self._indexes[place.view].hits(x, y)
        )

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

    # ---------------------------------------------------------------------------------------------

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        was_fitted = self._camera == self._fit
        old = self._camera.to_sheet(event.oldSize().width() / 2, event.oldSize().height() / 2)
        if was_fitted or event.oldSize().width() <= 0:
            self.sheet = Sheet.across(self.sheet.bodymap, self.width() / max(1, self.height()))
            self._plates.sheet = self.sheet
        self._fit = fitted((self.sheet.width, self.sheet.height), (self.width(), self.height()))
        if was_fitted or event.oldSize().width() <= 0:
            self._camera = self._fit
        else:
            x, y = self._camera.to_screen(*old)
            self._camera = self._camera.moved(self.width() / 2 - x, self.height() / 2 - y)
        self._overlay.forget()
        self._place_marks()
        self._plates.want(self._plate_key())
        self._settle_overlay_soon()
        self.camera_changed.emit()

    def _set_camera(self, camera: Camera) -> None:
        size = (float(self.width()), float(self.height()))
        self._camera = camera.kept_in_sight((self.sheet.width, self.sheet.height), size)
        self._place_marks()
        self._settle.start()
        self.update()
        self.camera_changed.emit()

    def _on_settled(self) -> None:
        self._plates.want(self._plate_key())
        self._draw_overlay()
        self._muscle_names.forget()
        if self._names_on and self.zoom >= FROM_ZOOM:
            self._muscle_names.work_out(
                self.sheet,
                self._indexes,
                self._peel.layers,
                self._camera,
                self.size(),
                [(x - 14, y - 14, x + 14, y + 14) for x, y in self._drawn_at],
            )
        self.update()

    def _settle_overlay_soon(self) -> None:
        if not self._settle.isActive():
            QTimer.singleShot(0, self, self._on_settled)

    def _draw_overlay(self) -> None:
        ratio = self.devicePixelRatioF()
        self._overlay.draw(self._content.zones, self.sheet, self._camera, self.size(), ratio)

    def _place_marks(self) -> None:
        anchors = []
        for mark in self._content.marks:
            spot = self.screen_place(mark.place)
            middle = self._camera.to_screen(self.sheet.midline(mark.place.view), 0)[0]
            anchors.append(
                Anchor(spot.x(), spot.y(), None if mark.side is Side.MIDLINE else middle)
            )
        self._anchors = tuple(anchors)
        self._drawn_at = spread(self._anchors, MARK_PIXELS)

    def _set_current(self, shape: MuscleShape | None) -> None:
        if shape is self._current:
            if shape is not None:
                self.update(self._label_area())
            return
        self._current = shape
        if shape is not None and not self._is_pointed:
            # Walking by key is told to a screen reader; the pointer's wanderings are not.
            QAccessible.updateAccessibility(
                QAccessibleAnnouncementEvent(self, self.words_for(shape))
            )
        self.muscle_hovered.emit(shape)
        self.update()

    def _label_area(self) -> QRect:
        return QRect(self._pointer.x() - 360, self._pointer.y() - 80, 740, 140)

    def _plate_key(self) -> PlateKey:
        return PlateKey(
            self._camera,
            self.width(),
            self.height(),
            self.devicePixelRatioF(),
            self._peel,
            THEME.is_dark,
            self.sheet.width,
        )
