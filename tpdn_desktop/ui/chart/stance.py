"""How the sheet stands in the widget at one moment; and a picture of then as it lies now.

Zoomed, the sheet may be open: front and back side by side, each in its pane.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter, QPixmap

from tpdn_desktop.atlas.geometry import Point
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import View
from tpdn_desktop.ui.chart.camera import Camera


@dataclass(frozen=True, slots=True)
class Stance:
    """Camera, sheet and size of a map; lengths in logical pixels."""

    camera: Camera
    sheet: Sheet
    width: float
    height: float

    @property
    def whole(self) -> QRectF:
        """The widget."""
        return QRectF(0, 0, self.width, self.height)

    @property
    def divide(self) -> float | None:
        """The pixel column that parts the two panes, or None when there is one."""
        if self.sheet.divide is None:
            return None
        return self.camera.to_screen(self.sheet.divide, 0.0)[0]

    def pane(self, view: View) -> QRectF:
        """The part of the widget in which a view shows."""
        divide = self.divide
        if divide is None:
            return self.whole
        if view is View.ANTERIOR:
            return QRectF(0, 0, divide, self.height)
        return QRectF(divide, 0, self.width - divide, self.height)

    def origin(self, view: View) -> Point:
        """The pixel of a view's map unit (0, 0)."""
        return self.camera.to_screen(*self.sheet.origin(view))

    def enter(self, painter: QPainter, view: View) -> None:
        """Have a painter paint one view: in its pane, in its map units. Save it before."""
        if self.sheet.divide is not None:
            painter.setClipRect(self.pane(view))
        painter.translate(QPointF(*self.origin(view)))
        painter.scale(self.camera.scale, self.camera.scale)

    def paint_of(self, painter: QPainter, then: Stance, picture: QImage | QPixmap) -> None:
        """Paint a picture that was made for another stance as it lies in this one."""
        k = self.camera.scale / then.camera.scale
        if self.sheet.divide is None and then.sheet.divide is None:
            x = self.camera.dx - k * then.camera.dx
            y = self.camera.dy - k * then.camera.dy
            _draw(painter, QRectF(x, y, k * then.width, k * then.height), picture)
            return
        for view in (View.ANTERIOR, View.POSTERIOR):
            (x0, y0), (x1, y1) = then.origin(view), self.origin(view)
            target = QRectF(x1 - k * x0, y1 - k * y0, k * then.width, k * then.height)
            source = then.pane(view)
            shown = QRectF(
                target.left() + k * source.left(), target.top(), k * source.width(), target.height()
            )
            painter.save()
            painter.setClipRect(self.pane(view).intersected(shown))
            _draw(painter, target, picture)
            painter.restore()


def _draw(painter: QPainter, target: QRectF, picture: QImage | QPixmap) -> None:
    if isinstance(picture, QImage):
        painter.drawImage(target, picture, QRectF(picture.rect()))
    else:
        painter.drawPixmap(target, picture, QRectF(picture.rect()))
