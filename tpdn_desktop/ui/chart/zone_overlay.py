"""The lit referral zones as one picture over the plate.

Drawn once a camera, moved while it moves.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from tpdn_desktop.atlas.drawing import Part
from tpdn_desktop.atlas.session_picture import LitZone, overlay_items, veil_item
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.ui.chart.camera import Camera
from tpdn_desktop.ui.drawing_pen import DrawingPen


class ZoneOverlay:
    """Holds the picture of the zones that are lit now."""

    def __init__(self, pen: DrawingPen) -> None:
        self._pen = pen
        self._pixmap: QPixmap | None = None
        self._camera = Camera()
        self._size = QSize()
        self._painted_under: Camera | None = None

    def forget(self) -> None:
        """Nothing is lit, or not yet drawn."""
        self._pixmap = None

    def draw(
        self,
        zones: Sequence[LitZone],
        sheet: Sheet,
        camera: Camera,
        size: QSize,
        ratio: float,
    ) -> None:
        """Draw the zones for a camera; `size` in logical pixels."""
        if not zones:
            self._pixmap = None
            return
        pixmap = QPixmap(size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(camera.dx, camera.dy)
        painter.scale(camera.scale, camera.scale)
        for view in sheet.bodymap.views:
            items = (veil_item(sheet.bodymap, view), *overlay_items(sheet.bodymap, zones, view))
            self._pen.paint_part(painter, Part(items, *sheet.origin(view)))
        painter.end()
        self._pixmap, self._camera, self._size = pixmap, camera, size

    def paint(self, painter: QPainter, camera: Camera) -> None:
        """Paint the zones as they lie under the camera of now (smoothed when it is at rest)."""
        at_rest, self._painted_under = camera == self._painted_under, camera
        if self._pixmap is None:
            return
        k = camera.scale / self._camera.scale
        target = QRectF(
            camera.dx - k * self._camera.dx,
            camera.dy - k * self._camera.dy,
            k * self._size.width(),
            k * self._size.height(),
        )
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, at_rest)
        painter.drawPixmap(target, self._pixmap, QRectF(self._pixmap.rect()))
