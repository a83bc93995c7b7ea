"""The body map under a brush: it says in signals what was shaded and shows the patient's pains."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from typing_extensions import override

from tpdn_desktop.atlas.bodymap import RegionShape
from tpdn_desktop.atlas.geometry import Point
from tpdn_desktop.atlas.hit_test import hit_index
from tpdn_desktop.atlas.reference import Region
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import Side, View
from tpdn_desktop.services.lookup_shading import BrushStroke, TickedRegion
from tpdn_desktop.ui.chart.map_painter import MapPainter
from tpdn_desktop.ui.chart.map_widget import MapWidget
from tpdn_desktop.ui.drawing_pen import DrawingPen
from tpdn_desktop.ui.lookup.shade_picture import Shade, ShadePicture
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
    """A `BrushStroke` or, after a double click, a `TickedRegion`."""

    def __init__(
        self, sheet: Sheet, names: Mapping[str, str], regions: Mapping[str, Region]
    ) -> None:
        super().__init__(sheet, names)
        self.setAccessibleName(self.tr("Body map to shade the patient's pain on"))
        self._regions = regions
        self._region_at = {view: hit_index(v) for view, v in sheet.bodymap.views.items()}
        self._shade_pen = DrawingPen(THEME)
        self._shades: tuple[Shade, ...] = ()
        self._current_shade = 0
        self._pictures: list[ShadePicture] = []
        self._drawing: _Drawing | None = None
        self._region: RegionShape | None = None
        self._brush = FIRST_BRUSH
        self._erases = False
        self._at = QPoint(-1, -1)
        self._fingers.may_hold = False  # a finger held still shades
        self.setCursor(Qt.CursorShape.CrossCursor)

    @property
    def brush(self) -> int:
        """Radius of the brush in pixels."""
        return self._brush

    @property
    def erases(self) -> bool:
        """Whether the brush takes away."""
        return self._erases

    def set_brush(self, radius: int) -> None:
        """Make the brush wider or finer, within its bounds."""
        self._brush = min(max(radius, LEAST_BRUSH), MOST_BRUSH)
        self.update()

    def set_erases(self, erases: bool) -> None:  # a slot
        """Shade, or take away."""
        self._erases = erases
        self.update()

    def show_shades(self, shades: Sequence[Shade], current: int) -> None:
        """Show the patient's pains; strokes go to the current one."""
        self._shades, self._current_shade = tuple(shades), current
        while len(self._pictures) < len(self._shades):
            self._pictures.append(ShadePicture(self._shade_pen))
        self.update()

    def region_words(self, region: RegionShape) -> str:
        """A region and its side in words."""
        name = self._regions[region.code].name
        return name if region.side is Side.MIDLINE else f"{name}, {region.side.value}"

    # Mouse, pen, touch ---------------------------------------------------------------------------

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
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
            self.setCursor(Qt.CursorShape.CrossCursor)
            return
        self.stroked.emit(self._stroke(drawing))
        self.update()

    @override
    def forget_press(self) -> None:
        self._drawing = None
        super().forget_press()
        self.setCursor(Qt.CursorShape.CrossCursor)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        region = self.region_at(event.position())
        if region is not None:
            self.stroked.emit(TickedRegion(region.code, region.side, painful=not self._erases))

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

    def _stroke(self, drawing: _Drawing) -> BrushStroke:
        return BrushStroke(drawing.view, tuple(drawing.points), drawing.radius, erases=self._erases)

    # Painting ------------------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, shade in enumerate(self._shades):
            marks = shade.marks
            if index == self._current_shade and self._drawing is not None:
                marks = (*marks, self._stroke(self._drawing))
            self._pictures[index].paint(
                painter, Shade(marks, shade.role), self.sheet, self.camera, self.size()
            )
        over = MapPainter(painter, self._shade_pen, self.sheet, self.camera, self.width())
        over.marks(self._content.ghosts, self._marks, event.rect())
        if self._at.x() >= 0 and self.underMouse():
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
