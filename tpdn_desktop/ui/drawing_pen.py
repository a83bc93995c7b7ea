"""The screen's pen: paints drawing values (`atlas.drawing`) with a QPainter."""

from __future__ import annotations

import math
from collections.abc import Iterable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QApplication

from tpdn_desktop.atlas.drawing import (
    Clipped,
    Fill,
    Item,
    Part,
    Path,
    Picture,
    Stroke,
    Text,
    fine_share,
)
from tpdn_desktop.atlas.geometry import Shape
from tpdn_desktop.ui.theme import Theme

# WORKAROUND: PySide finds out what a constructor takes when it is first called, and two threads
# that do so at once break each other ("QGradient has no attribute 'Preset'"). The plate is painted
# on a thread of its own, so the constructors used here are called once before any.
_BEFORE_ANY_THREAD = (QBrush(QColor()), QPen(QBrush(QColor()), 1.0), QPen(QColor(), 1.0))


def painter_path(shape: Shape) -> QPainterPath:
    """A shape as a QPainterPath (even-odd)."""
    path = QPainterPath()
    # A path that grows by itself ends up with room for half as much again.
    path.reserve(sum(len(curve.numbers) // 2 + 1 for curve in shape))
    for curve in shape:
        n = curve.numbers
        path.moveTo(n[0], n[1])
        cubic = path.cubicTo
        for i in range(2, len(n), 6):
            cubic(n[i], n[i + 1], n[i + 2], n[i + 3], n[i + 4], n[i + 5])
        if curve.closed:
            path.closeSubpath()
    return path


_MOST_PENS = 500


def _scale_of(painter: QPainter) -> float:
    """How many pixels of the screen (not of the device) a unit is long."""
    across = painter.worldTransform()
    return math.hypot(across.m11(), across.m12())


class DrawingPen:
    """Paints drawing values in the colours of a theme.

    Paths of shapes painted with `keep=True` (the plate) are built once and kept.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        # Keyed by identity; the shape is kept beside its path so that the id cannot be used again.
        self._kept: dict[int, tuple[Shape, QPainterPath]] = {}
        self._brushes: dict[Fill, QBrush] = {}
        self._pens: dict[tuple[Stroke, float], QPen] = {}
        self._fine = 1.0
        self._colours = theme.colours

    def paint_picture(self, painter: QPainter, picture: Picture) -> None:
        """Paint a whole picture at the painter's present transform."""
        for part in picture.parts:
            self.paint_part(painter, part)

    def paint_part(self, painter: QPainter, part: Part, *, keep: bool = False) -> None:
        """Paint one part, moved and scaled as it says."""
        painter.save()
        painter.translate(part.dx, part.dy)
        painter.scale(part.scale, part.scale)
        self.paint_items(painter, part.items, keep=keep)
        painter.restore()

    def paint_items(self, painter: QPainter, items: Iterable[Item], *, keep: bool = False) -> None:
        """Paint items from back to front."""
        if self._colours is not self._theme.colours:
            self._colours = self._theme.colours
            self._brushes.clear()
            self._pens.clear()
        self._fine = fine_share(_scale_of(painter))
        for item in items:
            if isinstance(item, Path):
                self._paint_path(painter, item, keep=keep)
            elif isinstance(item, Text):
                self._paint_text(painter, item)
            else:
                self._paint_clipped(painter, item, keep=keep)

    def path_of(self, shape: Shape, *, keep: bool = True) -> QPainterPath:
        """The QPainterPath of a shape."""
        if not keep:
            return painter_path(shape)
        kept = self._kept.get(id(shape))
        if kept is None:
            kept = self._kept[id(shape)] = (shape, painter_path(shape))
        return kept[1]

    def _paint_path(self, painter: QPainter, item: Path, *, keep: bool) -> None:
        path = self.path_of(item.shape, keep=keep)
        if item.fill is not None:
            painter.fillPath(path, self._brush(item.fill))
        if item.stroke is not None:
            painter.strokePath(path, self._pen(item.stroke))

    def _brush(self, fill: Fill) -> QBrush:
        brush = self._brushes.get(fill)
        if brush is None:
            brush = self._brushes[fill] = QBrush(self._theme.colour(fill.role, fill.opacity))
        return brush

    def _pen(self, stroke: Stroke) -> QPen:
        share = self._fine if stroke.is_fine else 1.0
        kept = self._pens.get((stroke, share))
        if kept is not None:
            return kept
        pen = QPen(self._theme.colour(stroke.role, stroke.opacity), stroke.width * share)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if stroke.dash:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([d / stroke.width for d in stroke.dash])
        if len(self._pens) > _MOST_PENS:  # every camera has its own fine lines
            self._pens.clear()
        self._pens[stroke, share] = pen
        return pen

    def _paint_clipped(self, painter: QPainter, item: Clipped, *, keep: bool) -> None:
        painter.save()
        painter.setClipPath(self.path_of(item.clip, keep=keep), Qt.ClipOperation.IntersectClip)
        for path in item.items:
            self._paint_path(painter, path, keep=keep)
        painter.restore()

    def _paint_text(self, painter: QPainter, item: Text) -> None:
        font = QFont(QApplication.font())
        # Text is set at 16 px and scaled, because a font size below one unit would be rounded away.
        font.setPixelSize(16)
        font.setWeight(QFont.Weight.DemiBold if item.bold else QFont.Weight.Normal)
        width = QFontMetricsF(font).horizontalAdvance(item.text)
        shift = {"start": 0.0, "middle": -width / 2, "end": -width}[item.anchor]
        painter.save()
        painter.setFont(font)
        painter.setPen(self._theme.colour(item.role))
        painter.translate(item.x, item.y)
        painter.scale(item.size / 16, item.size / 16)
        painter.drawText(QPointF(shift, 0), item.text)
        painter.restore()
