"""Paints what lies over the plate: outlines, letters, marks, the hover label.

No state of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from tpdn_desktop.atlas.bodymap import MuscleShape
from tpdn_desktop.atlas.drawing import Part
from tpdn_desktop.atlas.marks import mark_glyph
from tpdn_desktop.atlas.session_picture import leader_parts
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import Side, View
from tpdn_desktop.ui.chart.camera import Camera
from tpdn_desktop.ui.chart.corner_letters import paint_corner_letters
from tpdn_desktop.ui.chart.placed_marks import PlacedMarks
from tpdn_desktop.ui.chart.stance import Stance
from tpdn_desktop.ui.drawing_pen import DrawingPen
from tpdn_desktop.ui.theme import THEME, font

GHOST_SCALE = 0.9
_TALL = 100_000.0


class MapPainter:
    """One paint event: a painter, a sheet and a camera."""

    def __init__(
        self, painter: QPainter, pen: DrawingPen, sheet: Sheet, camera: Camera, width: int
    ) -> None:
        self._painter = painter
        self._pen = pen
        self._sheet = sheet
        self._camera = camera
        self._width = width

    def outlines(self, outlined: Sequence[tuple[str, Side]], current: MuscleShape | None) -> None:
        """The muscle of the selected point, and the muscle under the pointer."""
        for muscle_id, side in outlined:
            for shape in self._sheet.bodymap.muscle_shapes(muscle_id, side):
                self._outline(shape, (("paper", 0.85, 3.2), ("selected", 1.0, 1.4)))
        if current is not None:
            self._outline(current, (("hover", 1.0, 1.1),), fill=0.10)

    def letters(self, covered: Sequence[QRectF], *, zoomed: bool, height: int) -> None:
        """R and L at every view; when zoomed they may be out of sight, so in the corners too."""
        painter = self._painter
        if self._sheet.divide is not None:
            self._open_letters(self._camera.to_screen(self._sheet.divide, 0.0)[0], height, covered)
            return
        painter.save()
        painter.translate(self._camera.dx, self._camera.dy)
        painter.scale(self._camera.scale, self._camera.scale)
        self._pen.paint_part(painter, self._sheet.letters())
        painter.restore()
        if zoomed:
            middle = self._camera.to_sheet(self._width / 2, height / 2)
            whole = QRectF(0, 0, self._width, height)
            paint_corner_letters(painter, whole, self._sheet.to_map(*middle)[0], covered)

    def _open_letters(self, divide: float, height: int, covered: Sequence[QRectF]) -> None:
        """The line between the panes, and R and L in the corners of both."""
        column = round(divide) - 0.5
        self._painter.setPen(QPen(THEME.colour("hairline_strong"), 1))
        self._painter.drawLine(QPointF(column, 0), QPointF(column, height))
        front = QRectF(0, 0, divide, height)
        back = QRectF(divide, 0, self._width - divide, height)
        paint_corner_letters(self._painter, front, View.ANTERIOR, covered)
        paint_corner_letters(self._painter, back, View.POSTERIOR, covered)

    def marks(self, ghosts: PlacedMarks, placed: PlacedMarks, inside: QRect) -> None:
        """Ghosts, then today's marks over them, with leaders, as far as they show."""
        for marks, scale in ((ghosts.showing, GHOST_SCALE), (placed.showing, 1.0)):
            for part in leader_parts(marks.anchors, marks.drawn_at, 1.0):
                self._pen.paint_part(self._painter, part)
            for mark, (x, y) in zip(marks.marks, marks.drawn_at, strict=True):
                if _shows(x, y, inside):
                    self._pen.paint_part(self._painter, Part(mark_glyph(mark.look), x, y, scale))

    def label(
        self, text: str, at: QPointF, dangers: str = "", covered: Sequence[QRectF] = ()
    ) -> QRectF:
        """Muscle, side and layer beside the pointer, where nothing covers it; the box it fills.

        What a needle can hurt there is a second line, with the mark of danger.
        """
        painter = self._painter
        painter.setFont(font("control"))
        metrics = QFontMetricsF(painter.font())
        line = metrics.height()
        second = metrics.horizontalAdvance(dangers) + line if dangers else 0.0
        width = max(metrics.horizontalAdvance(text), second) + 16
        height = (2 * line if dangers else line) + 8
        box = label_box(at, QSizeF(width, height), self._width, covered)
        painter.setPen(QPen(THEME.colour("hairline_strong"), 1))
        painter.setBrush(THEME.colour("raised"))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(THEME.colour("text"))
        inside = box.adjusted(8, 4, -8, -4)
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignTop), text)
        if dangers:
            inside.setTop(inside.top() + line)
            self._danger_mark(QRectF(inside.left(), inside.top() + 1, line - 3, line - 3))
            painter.setPen(THEME.colour("danger"))
            inside.setLeft(inside.left() + line)
            painter.drawText(inside, int(Qt.AlignmentFlag.AlignTop), dangers)
        return box

    def _danger_mark(self, box: QRectF) -> None:
        """A ring with a stroke and a dot: danger without a word, in grey too."""
        painter = self._painter
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(THEME.colour("danger"), 1.3))
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        middle = box.center()
        painter.drawLine(middle + QPointF(0, -box.height() / 4), middle + QPointF(0, 0.5))
        painter.drawPoint(middle + QPointF(0, box.height() / 4.5))

    def _outline(
        self,
        shape: MuscleShape,
        strokes: Sequence[tuple[str, float, float]],
        *,
        fill: float = 0.0,
    ) -> None:
        """Strokes (role, opacity, pixels) round a muscle, at any zoom as wide."""
        path = self._pen.path_of(shape.outline)
        painter = self._painter
        painter.save()
        Stance(self._camera, self._sheet, self._width, _TALL).enter(painter, shape.view)
        if fill:
            painter.fillPath(path, THEME.colour(strokes[0][0], fill))
        for role, opacity, pixels in strokes:
            pen = QPen(THEME.colour(role, opacity), pixels)
            pen.setCosmetic(True)
            painter.strokePath(path, pen)
        painter.restore()


def label_box(at: QPointF, size: QSizeF, width: float, covered: Sequence[QRectF]) -> QRectF:
    """Where a label of a size stands beside a place, inside a map of a width.

    At the upper right, or else at the first other side on which nothing covers it.
    """
    right, left = at.x() + 14, at.x() - 14 - size.width()
    above, below = at.y() - size.height() - 10, at.y() + 18
    boxes = [
        QRectF(max(4.0, min(x, width - size.width() - 4)), max(y, 4.0), size.width(), size.height())
        for x, y in ((right, above), (left, above), (right, below), (left, below))
    ]
    free = (box for box in boxes if not any(box.intersects(one) for one in covered))
    return next(free, boxes[0])


def _shows(x: float, y: float, inside: QRect) -> bool:
    return inside.adjusted(-30, -30, 30, 30).contains(int(x), int(y))
