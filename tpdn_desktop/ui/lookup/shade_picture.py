"""The shaded pain as a picture over the map: tint, hatching and a rim in the colour of the pain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QImage, QPainter, QPen, QPolygonF

from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.services.lookup_shading import BrushStroke, PainMark, TickedRegion
from tpdn_desktop.ui.chart.camera import Camera
from tpdn_desktop.ui.drawing_pen import DrawingPen
from tpdn_desktop.ui.theme import THEME

Mode = QPainter.CompositionMode

RIM = 1.5
"""Width of the rim in pixels."""


@dataclass(frozen=True, slots=True)
class Shade:
    """One pain to draw: its marks in order, and the palette role of its quality."""

    marks: tuple[PainMark, ...]
    role: str


@dataclass(frozen=True, slots=True)
class _Key:
    shade: Shade
    camera: Camera
    width: int
    height: int
    ratio: float
    dark: bool


class ShadePicture:
    """Keeps the picture of one pain for the camera of now."""

    def __init__(self, pen: DrawingPen) -> None:
        self._pen = pen
        self._key: _Key | None = None
        self._image: QImage | None = None
        self._at = QPoint()

    def paint(
        self, painter: QPainter, shade: Shade, sheet: Sheet, camera: Camera, size: QSize
    ) -> None:
        """Paint a pain as it lies under the camera, in a widget of that size."""
        ratio = painter.device().devicePixelRatioF()
        key = _Key(shade, camera, size.width(), size.height(), ratio, THEME.is_dark)
        if key != self._key:
            self._key = key
            self._image = self._draw(key, sheet)
        if self._image is not None:
            painter.drawImage(self._at, self._image)

    def _draw(self, key: _Key, sheet: Sheet) -> QImage | None:
        box = self._box(key, sheet)
        if box.isEmpty():
            return None
        self._at = box.topLeft()
        mask = self._mask(key, sheet, box)
        colour = THEME.colour(key.shade.role)
        result = _blank(box.size(), key.ratio)
        painter = QPainter(result)
        steps = (-RIM, 0.0, RIM)
        for dx, dy in ((x, y) for x in steps for y in steps if x or y):
            painter.drawImage(QPointF(dx, dy), mask)
        painter.setCompositionMode(Mode.CompositionMode_DestinationOut)
        painter.drawImage(QPointF(0, 0), mask)
        painter.setCompositionMode(Mode.CompositionMode_SourceIn)
        painter.fillRect(QRect(QPoint(), box.size()), colour)
        painter.end()
        painter = QPainter(result)
        painter.drawImage(QPointF(0, 0), self._hatched(key, mask, box))
        painter.end()
        return result

    def _hatched(self, key: _Key, mask: QImage, box: QRect) -> QImage:
        """Tint and hatching inside the mask; the lines lie fast on the screen."""
        inside = _blank(box.size(), key.ratio)
        painter = QPainter(inside)
        whole = QRect(QPoint(), box.size())
        painter.fillRect(whole, THEME.colour(key.shade.role, 0.2))
        painter.setBrushOrigin(-box.x(), -box.y())
        lines = QBrush(THEME.colour(key.shade.role, 0.55), Qt.BrushStyle.BDiagPattern)
        painter.fillRect(whole, lines)
        painter.setCompositionMode(Mode.CompositionMode_DestinationIn)
        painter.drawImage(QPointF(0, 0), mask)
        painter.end()
        return inside

    def _mask(self, key: _Key, sheet: Sheet, box: QRect) -> QImage:
        """Opaque where it hurts."""
        mask = _blank(box.size(), key.ratio)
        painter = QPainter(mask)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-box.topLeft())
        painter.translate(key.camera.dx, key.camera.dy)
        painter.scale(key.camera.scale, key.camera.scale)
        for mark in key.shade.marks:
            painter.save()
            if isinstance(mark, BrushStroke):
                self._brush(painter, mark, sheet)
            else:
                self._fill(painter, mark, sheet)
            painter.restore()
        painter.end()
        return mask

    def _brush(self, painter: QPainter, stroke: BrushStroke, sheet: Sheet) -> None:
        painter.translate(*sheet.origin(stroke.view))
        silhouette = sheet.bodymap.views[stroke.view].silhouette
        painter.setClipPath(self._pen.path_of(silhouette))
        if stroke.erases:
            painter.setCompositionMode(Mode.CompositionMode_DestinationOut)
        pen = QPen(Qt.GlobalColor.black, 2 * stroke.radius)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        points = [QPointF(*point) for point in stroke.points]
        if len(points) == 1:
            painter.drawPoint(points[0])
        else:
            painter.drawPolyline(QPolygonF(points))

    def _fill(self, painter: QPainter, tick: TickedRegion, sheet: Sheet) -> None:
        if not tick.painful:
            painter.setCompositionMode(Mode.CompositionMode_DestinationOut)
        for face in sheet.bodymap.region_shapes(tick.region, tick.side):
            painter.save()
            painter.translate(*sheet.origin(face.view))
            painter.fillPath(self._pen.path_of(face.outline), Qt.GlobalColor.black)
            painter.restore()

    def _box(self, key: _Key, sheet: Sheet) -> QRect:
        """What of the widget the marks may reach, in pixels."""
        box = QRectF()
        for mark in key.shade.marks:
            for part in self._mark_boxes(mark, sheet):
                box = box.united(part)
        if box.isNull():
            return QRect()
        corner = QPointF(*key.camera.to_screen(box.left(), box.top()))
        away = QPointF(*key.camera.to_screen(box.right(), box.bottom()))
        reach = QRectF(corner, away).toAlignedRect().adjusted(-4, -4, 4, 4)
        return reach.intersected(QRect(0, 0, key.width, key.height))

    def _mark_boxes(self, mark: PainMark, sheet: Sheet) -> list[QRectF]:
        """Boxes on the sheet; what takes away adds none."""
        if isinstance(mark, BrushStroke):
            if mark.erases:
                return []
            ox, oy = sheet.origin(mark.view)
            xs, ys = zip(*mark.points, strict=True)
            r = mark.radius
            return [
                QRectF(
                    QPointF(ox + min(xs) - r, oy + min(ys) - r),
                    QPointF(ox + max(xs) + r, oy + max(ys) + r),
                )
            ]
        if not mark.painful:
            return []
        return [
            self._pen.path_of(face.outline).controlPointRect().translated(*sheet.origin(face.view))
            for face in sheet.bodymap.region_shapes(mark.region, mark.side)
        ]


def swatch(role: str, size: QSize, ratio: float = 2.0) -> QImage:
    """A small rectangle shaded as a pain, for legends and buttons."""
    image = _blank(size, ratio)
    painter = QPainter(image)
    box = QRect(QPoint(), size).adjusted(0, 0, -1, -1)
    painter.setPen(QPen(THEME.colour(role), 1.4))
    painter.setBrush(THEME.colour(role, 0.22))
    painter.drawRect(box)
    painter.fillRect(box, QBrush(THEME.colour(role, 0.6), Qt.BrushStyle.BDiagPattern))
    painter.end()
    return image


def _blank(size: QSize, ratio: float) -> QImage:
    image = QImage(
        round(size.width() * ratio),
        round(size.height() * ratio),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    return image


def shade_of(marks: Sequence[PainMark], quality: str) -> Shade:
    """How a pain of that quality is drawn."""
    return Shade(tuple(marks), f"pain.{quality}")
