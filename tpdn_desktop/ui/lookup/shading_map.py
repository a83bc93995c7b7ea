"""The body map under a brush: it says in signals what was shaded and shows the patient's pains."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from typing_extensions import override

from tpdn_desktop.atlas.bodymap import UNITS, RegionShape
from tpdn_desktop.atlas.geometry import Point
from tpdn_desktop.atlas.hit_test import hit_index
from tpdn_desktop.atlas.pain_field import thinned
from tpdn_desktop.atlas.reference import Region
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import Side, View
from tpdn_desktop.domain.pain_drawing import MOST_STROKE_POINTS, Pain, PainedRegion, PainStroke
from tpdn_desktop.ui.chart.map_painter import MapPainter
from tpdn_desktop.ui.chart.map_widget import MapWidget
from tpdn_desktop.ui.chart.pain_layer import PainLayer
from tpdn_desktop.ui.chart.pain_outlines import PainOutlines
from tpdn_desktop.ui.drawing_pen import DrawingPen
from tpdn_desktop.ui.fixed_words import word
from tpdn_desktop.ui.theme import THEME

LEAST_BRUSH, MOST_BRUSH, FIRST_BRUSH = 4, 60, 14
"""Radius of the brush in pixels: zoomed in, it is finer on the body."""

BRUSH_STEP = 4


@dataclass(slots=True)
class _Drawing:
    """The stroke under way, in map units of the view where it began."""

    view: View
    points: list[Point]
    radius: float


class ShadingMap(MapWidget):
    """Left button shades or erases, double click takes the whole region, wheel zooms."""

    stroked = Signal(object)
    """A `PainStroke` or, after a double click, a `PainedRegion`."""

    def __init__(
        self, sheet: Sheet, names: Mapping[str, str], regions: Mapping[str, Region]
    ) -> None:
        super().__init__(sheet, names)
        self.setAccessibleName(self.tr("Body map to shade the patient's pain on"))
        self._regions = regions
        self._region_at = {view: hit_index(v) for view, v in sheet.bodymap.views.items()}
        self._shade_pen = DrawingPen(THEME)
        self._pains: tuple[Pain, ...] = ()
        self._current_pain = 0
        outlines = PainOutlines(self)
        outlines.ready.connect(self.update)
        self._layer = PainLayer(outlines)
        self._read_only = False
        self._drawing: _Drawing | None = None
        self._region: RegionShape | None = None
        self._brush = FIRST_BRUSH
        self._erases = False
        self._at = QPoint(-1, -1)
        self._fingers.may_hold = False  # a finger held still shades
        self._show_cursor()

    @property
    def brush(self) -> int:
        """Radius of the brush in pixels."""
        return self._brush

    @property
    def erases(self) -> bool:
        """Whether the brush takes away."""
        return self._erases

    @property
    def is_read_only(self) -> bool:
        """Whether the drawing may only be looked at."""
        return self._read_only

    def set_brush(self, radius: int) -> None:
        """Make the brush wider or finer, within its bounds."""
        self._brush = min(max(radius, LEAST_BRUSH), MOST_BRUSH)
        self.update()

    def set_erases(self, erases: bool) -> None:  # a slot
        """Shade, or take away."""
        self._erases = erases
        self.update()

    def show_pains(self, pains: Sequence[Pain], current: int) -> None:
        """Show the patient's pains; strokes go to the current one."""
        self._pains, self._current_pain = tuple(pains), current
        self.update()

    def set_read_only(self, read_only: bool) -> None:  # a slot
        """Whether the drawing may only be looked at (a signed session)."""
        self._read_only = read_only
        self._drawing = None
        self._show_cursor()
        self.update()

    def forget_pains(self) -> None:
        """Keep nothing of a patient's drawing (lock)."""
        self._pains = ()
        self._layer.forget()
        self.update()

    def _show_cursor(self) -> None:
        cross, arrow = Qt.CursorShape.CrossCursor, Qt.CursorShape.ArrowCursor
        self.setCursor(arrow if self._read_only else cross)

    def region_words(self, region: RegionShape) -> str:
        """A region and its side in words."""
        name = self._regions[region.code].name
        return name if region.side is Side.MIDLINE else f"{name}, {word(region.side.value)}"

    # Mouse, pen, touch ---------------------------------------------------------------------------

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        if self._read_only:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        at = event.position()
        view, x, y = self.sheet.to_map(*self.camera.to_sheet(at.x(), at.y()))
        self._drawing = _Drawing(view, [(x, y)], self._brush / self.camera.scale)
        self.update()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        self._at = at.toPoint()
        drawing = self._drawing
        if drawing is None:
            super().mouseMoveEvent(event)
            return
        sheet_x, sheet_y = self.camera.to_sheet(at.x(), at.y())
        ox, oy = self.sheet.origin(drawing.view)
        drawing.points.append((sheet_x - ox, sheet_y - oy))
        self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drawing, self._drawing = self._drawing, None
        if drawing is None:
            super().mouseReleaseEvent(event)
            self._show_cursor()
            return
        self.stroked.emit(self._stroke(drawing))
        self.update()

    @override
    def forget_press(self) -> None:
        self._drawing = None
        super().forget_press()
        self._show_cursor()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._read_only:
            return
        region = self.region_at(event.position())
        if region is not None:
            self.stroked.emit(PainedRegion(region.code, region.side, painful=not self._erases))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._at = QPoint(-1, -1)
        self._region = None
        super().leaveEvent(event)

    def region_at(self, at: QPointF) -> RegionShape | None:
        """The region under a pixel."""
        view, x, y = self.sheet.to_map(*self.camera.to_sheet(at.x(), at.y()))
        return self._region_at[view].region_at(x, y)

    @override
    def _hover(self, at: QPoint) -> None:
        # Regions are what is pointed at here, not muscles.
        self._at = at
        self._region = self.region_at(QPointF(at))
        self.setAccessibleDescription(self.region_words(self._region) if self._region else "")
        self.update()

    def _stroke(self, drawing: _Drawing) -> PainStroke:
        """The stroke in body units, with as many places as its look needs."""
        sign = -UNITS if drawing.view is View.POSTERIOR else UNITS
        step = 0.15 * drawing.radius
        points = thinned(drawing.points, step)
        while len(points) > MOST_STROKE_POINTS:
            step *= 2
            points = thinned(drawing.points, step)
        places = tuple(
            (round(_on_body(x / sign), 5), round(_on_body(1.0 - y / UNITS), 5)) for x, y in points
        )
        radius = min(0.5, round(drawing.radius / UNITS, 5))
        return PainStroke(drawing.view, places, radius, self._erases)

    # Painting ------------------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        now = (self._current_pain, self._stroke(self._drawing)) if self._drawing else None
        self._layer.paint(painter, self._pains, self.sheet, self.camera, self.size(), now)
        over = MapPainter(painter, self._shade_pen, self.sheet, self.camera, self.width())
        over.marks(self._ghosts, self._marks, event.rect())
        if self._at.x() >= 0 and self.underMouse() and not self._read_only:
            self._paint_brush(painter, over)
        painter.end()

    def _paint_brush(self, painter: QPainter, over: MapPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for role, width in (("paper", 3.0), ("ink", 1.2)):
            pen = QPen(THEME.colour(role), width)
            if self._erases:
                pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawEllipse(QPointF(self._at), self._brush, self._brush)
        if self._region is not None and self._drawing is None:
            beside = QPointF(self._at) + QPointF(self._brush * 0.7, -self._brush * 0.7)
            over.label(self.region_words(self._region), beside)


def _on_body(value: float) -> float:
    """A stroke may run off the figure; what is kept lies within what a body can be."""
    return min(max(value, -1.0), 1.5)
