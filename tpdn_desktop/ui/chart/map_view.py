"""The body map as it is shown: plate, zones, names, marks, camera, and what lies where.

It answers to no hand; `MapWidget` does. It knows no record and shows a `MapContent`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QPainter,
    QPaintEvent,
    QRegion,
)
from PySide6.QtWidgets import QSizePolicy
from typing_extensions import override

from tpdn_desktop.atlas.bodymap import MuscleShape
from tpdn_desktop.atlas.hazard_areas import HazardArea
from tpdn_desktop.atlas.labels import Box
from tpdn_desktop.atlas.plate import Peel
from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import BodyPlace, Side
from tpdn_desktop.ui.chart.alert_badges import paint_badges
from tpdn_desktop.ui.chart.danger_areas import DangerAreas
from tpdn_desktop.ui.chart.map_content import MapContent, Pointed
from tpdn_desktop.ui.chart.map_hits import MapHits
from tpdn_desktop.ui.chart.map_names import FROM_ZOOM, MapNames
from tpdn_desktop.ui.chart.map_painter import MapPainter
from tpdn_desktop.ui.chart.map_stage import MapStage
from tpdn_desktop.ui.chart.placed_marks import HIT_PIXELS, PlacedMarks
from tpdn_desktop.ui.chart.plate_cache import PlateCache, PlateKey
from tpdn_desktop.ui.chart.zone_overlay import OverlayContent, ZoneOverlay
from tpdn_desktop.ui.drawing_pen import DrawingPen
from tpdn_desktop.ui.fixed_words import word
from tpdn_desktop.ui.theme import THEME

TOLERANCE_PIXELS = 4.0
SETTLE_MS = 70


class MapView(MapStage):
    """Both figures and the soles, to be looked at."""

    muscle_hovered = Signal(object)
    """The muscle under the pointer or the keyboard changed: a MuscleShape or None."""

    def __init__(self, sheet: Sheet, names: Mapping[str, str]) -> None:
        super().__init__(sheet)
        self.setObjectName("map")
        self.setAccessibleName(self.tr("Body map"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(420, 320)
        self._names = names
        self._hits = MapHits(sheet.bodymap)
        self._pen = DrawingPen(THEME)
        self._plates = PlateCache(THEME, self, before_first=self._hits.prepare)
        self._plates.ready.connect(self.update)
        self._plates.do_afterwards(self._hits.warm)
        self._content = MapContent()
        self._marks = PlacedMarks()
        self._ghosts = PlacedMarks()
        self._overlay = ZoneOverlay(self._pen)
        self._dangers = DangerAreas(self._pen)
        self._muscle_names = MapNames(names)
        self._names_on = True
        self._current: MuscleShape | None = None
        self._depth = 0
        self._pointer = QPoint(-1, -1)
        self._is_pointed = False
        self._shows_label = True
        self.label_box = QRectF()  # where the name under the hand was last written
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._on_settled)
        THEME.changed.connect(self.theme_changed)

    # What is shown -------------------------------------------------------------------------------

    def show_content(self, content: MapContent) -> None:
        """Show marks, ghosts and lit zones; what changed is painted before this returns.

        The zones follow an event later, so that a click is never kept waiting by its own referral.
        """
        old, marks_before, ghosts_before = self._content, self._marks, self._ghosts
        self._content = content
        self._place_marks()
        if (old.zones, old.alerts, old.pains) != (content.zones, content.alerts, content.pains):
            QTimer.singleShot(0, self, self._on_zones_changed)
        changed = QRegion()
        for box in (
            *self._marks.differing(marks_before),
            *self._ghosts.differing(ghosts_before),
            *self._changed_boxes(old),
        ):
            changed += box
        if not changed.isEmpty():
            self.repaint(changed)

    def _changed_boxes(self, old: MapContent) -> Iterator[QRect]:
        """Where other things than marks look otherwise: outlines."""
        if old.outlined != self._content.outlined:
            for muscle_id, side in (*old.outlined, *self._content.outlined):
                for shape in self.sheet.bodymap.muscle_shapes(muscle_id, side):
                    yield self.box_of(shape)
            areas = self._dangers.of((*old.outlined, *self._content.outlined))
            yield from self._dangers.boxes(areas, self.sheet, self._camera)

    def _on_zones_changed(self) -> None:
        self._draw_overlay()
        self.update()

    def know_dangers(self, reference: Reference) -> None:
        """Mark from now on what a needle can hurt in the muscle that is pointed at or selected."""
        self._dangers.know(reference)

    @property
    def knows_dangers(self) -> bool:
        """Whether danger areas can be shown."""
        return self._dangers.are_known

    @property
    def shows_dangers(self) -> bool:
        """Whether danger areas show now."""
        return self._dangers.always or bool(self._danger_areas())

    def show_all_dangers(self, on: bool) -> None:  # a slot
        """Show the danger areas of all muscles, or only of the one that is pointed at."""
        self._dangers.always = on
        self._on_zones_changed()

    def set_peel(self, peel: Peel) -> None:
        """Peel the body to a layer."""
        self._hits.peel = peel
        self._set_current(None)
        self._plates.want(self._plate_key())
        self.update()

    @property
    def peel(self) -> Peel:
        """How far the body is peeled."""
        return self._hits.peel

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

    def show_names(self, on: bool) -> None:
        """Write the names of muscles on the zoomed map, or not."""
        self._names_on = on
        self._on_settled()

    @override
    def _looked_at(self) -> QPointF:
        if self._framed is None and self._pointer.x() >= 0:
            return QPointF(self._pointer)
        return super()._looked_at()

    def mark_position(self, mark_id: str) -> QPointF | None:
        """The pixel where a mark is drawn, which in a crowd is not its true place."""
        return self._marks.position(mark_id)

    def mark_positions(self) -> tuple[QPointF, ...]:
        """The pixels where marks are drawn."""
        return self._marks.positions()

    # Hits ----------------------------------------------------------------------------------------

    def hits_at(self, px: float, py: float) -> tuple[MuscleShape, ...]:
        """The muscles under a pixel, topmost first."""
        view, x, y = self.sheet.to_map(*self._camera.to_sheet(px, py))
        return self._hits.at(view, x, y, TOLERANCE_PIXELS / self._camera.scale)

    def mark_at(self, px: float, py: float, reach: float = HIT_PIXELS) -> str | None:
        """The mark under a pixel; of several the nearest."""
        return self._marks.at(px, py, reach)

    def ghost_at(self, px: float, py: float, reach: float = HIT_PIXELS) -> str | None:
        """The ghost under a pixel; of several the nearest."""
        return self._ghosts.at(px, py, reach)

    def ghost_in(self, shape: MuscleShape) -> str | None:
        """A ghost in a muscle, in the view where the muscle was asked about."""
        of_muscle = (shape.muscle_id, shape.side, shape.view)
        for ghost in self._content.ghosts:
            if (ghost.muscle_id, ghost.side, ghost.place.view) == of_muscle:
                return ghost.id
        return None

    def focus_muscle(self, shape: MuscleShape | None) -> None:
        """Put the keyboard's muscle somewhere (after a search, say).

        From then on the pointer's place counts for nothing until the pointer moves: what is charted
        by Enter lies in this muscle, wherever the pointer happens to rest.
        """
        self._is_pointed = False
        self._set_current(shape)

    def point_to(self, shape: MuscleShape) -> Pointed:
        """A muscle at the middle of what shows of it."""
        return self._hits.pointed(shape)

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
        side = "" if shape.side is Side.MIDLINE else f", {word(shape.side.value)}"
        return f"{name}{side} · {word(shape.layer.value)}"

    def told_of(self, shape: MuscleShape) -> str:
        """What a screen reader says when the keyboard comes to a muscle: its dangers too."""
        dangers = self._dangers.names(shape.muscle_id)
        words = self.tr("{0} · danger: {1}") if dangers else "{0}"
        return words.format(self.words_for(shape), dangers)

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
        stance = self.stance
        self._plates.paint(painter, stance)
        self._overlay.paint(painter, stance)
        pen = MapPainter(painter, self._pen, self.sheet, self._camera, self.width())
        if not self._dangers.always:
            self._dangers.paint(painter, self._danger_areas(), stance)
        pen.outlines(self._content.outlined, self._current)
        self._muscle_names.paint(painter, self._camera)
        covered, zoomed = self.covered(), self.zoom > 1.4
        pen.letters(covered, zoomed=zoomed, height=self.height())
        paint_badges(painter, self._content.alerts, self.sheet, self._camera, zoomed=zoomed)
        pen.marks(self._ghosts, self._marks, event.rect())
        self.label_box = QRectF()
        if self._current is not None and self._shows_label:
            spot = self._label_spot(self._current)
            dangers = self._dangers.names(self._current.muscle_id)
            words = self.words_for(self._current)
            self.label_box = pen.label(words, spot, dangers, covered)
        painter.end()

    def _danger_areas(self) -> tuple[HazardArea, ...]:
        now = self._current
        pointed = ((now.muscle_id, now.side),) if now is not None else ()
        return self._dangers.of((*self._content.outlined, *pointed))

    def _label_spot(self, shape: MuscleShape) -> QPointF:
        if self._is_pointed:
            return QPointF(self._pointer)
        return self.screen_place(self.point_to(shape).place)

    # What lies where, for others ------------------------------------------------------------------

    @property
    def content(self) -> MapContent:
        """What is shown besides the body."""
        return self._content

    def showing(self) -> tuple[MuscleShape, ...]:
        """The muscles that show."""
        return self._hits.showing()

    def name_of(self, muscle_id: str) -> str:
        """The name of a muscle."""
        return self._names.get(muscle_id, muscle_id)

    def box_of(self, shape: MuscleShape) -> QRect:
        """The pixels that a muscle lies in."""
        box = self._pen.path_of(shape.outline).controlPointRect()
        ox, oy = self.sheet.origin(shape.view)
        x0, y0 = self._camera.to_screen(ox + box.left(), oy + box.top())
        x1, y1 = self._camera.to_screen(ox + box.right(), oy + box.bottom())
        return QRect(QPoint(int(x0) - 4, int(y0) - 4), QPoint(int(x1) + 4, int(y1) + 4))

    def region_of(self, place: BodyPlace) -> str | None:
        """The surface region at a place."""
        return self._hits.region_of(place)

    def lies_in(self, muscle_id: str, side: Side, place: BodyPlace) -> bool:
        """Whether a place lies inside the drawn outline of a muscle."""
        return self._hits.lies_in(muscle_id, side, place)

    # ---------------------------------------------------------------------------------------------

    @override
    def _on_resized(self) -> None:
        self._overlay.forget()
        self._place_marks()
        self._plates.want(self._plate_key())
        self._settle_overlay_soon()

    @override
    def _on_moved(self) -> None:
        self._place_marks()
        self._settle.start()
        self.update()

    def _on_settled(self) -> None:
        self._plates.want(self._plate_key())
        self._draw_overlay()
        self._muscle_names.forget()
        if self._names_on and self.zoom >= FROM_ZOOM:
            self._muscle_names.work_out(
                self.sheet,
                self._hits.indexes,
                self.peel.layers,
                self._camera,
                self.size(),
                [*self._marks.boxes(), *self._kept_free()],
            )
        self.update()

    def _kept_free(self) -> Iterator[Box]:
        for box in self.covered():
            yield box.left(), box.top(), box.right(), box.bottom()
        if (divide := self.stance.divide) is not None:
            yield divide - 2, 0, divide + 2, self.height()

    def _settle_overlay_soon(self) -> None:
        if not self._settle.isActive():
            QTimer.singleShot(0, self, self._on_settled)

    def _draw_overlay(self) -> None:
        ratio = self.devicePixelRatioF()
        dangers = self._dangers.all() if self._dangers.always else ()
        now = self._content
        content = OverlayContent(now.alerts, now.zones, dangers, now.pains)
        self._overlay.draw(content, self.stance, ratio)

    def _place_marks(self) -> None:
        self._marks = PlacedMarks.under(self._camera, self.sheet, self._content.marks)
        self._ghosts = PlacedMarks.under(
            self._camera, self.sheet, self._content.ghosts, beside=self._marks
        )

    def _set_current(self, shape: MuscleShape | None) -> None:
        if shape is self._current:
            if shape is not None:
                self.update(self._label_area())
            return
        self._current = shape
        if shape is not None and not self._is_pointed:
            # Walking by key is told to a screen reader; the pointer's wanderings are not.
            event = QAccessibleAnnouncementEvent(self, self.told_of(shape))
            QAccessible.updateAccessibility(event)
        self.muscle_hovered.emit(shape)
        self.update()

    def _label_area(self) -> QRect:
        """Where the label was and where it may be now, whichever way it gives way at an edge."""
        around = QRect(self._pointer.x() - 640, self._pointer.y() - 90, 1280, 180)
        return around.united(self.label_box.toAlignedRect().adjusted(-2, -2, 2, 2))

    def _plate_key(self) -> PlateKey:
        return PlateKey(self.stance, self.devicePixelRatioF(), self.peel, THEME.is_dark)
