"""What lies still over the plate as one picture: alerts' areas, lit referral zones, danger areas.

Drawn once a camera, moved while it moves.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from tpdn_desktop.atlas.alert_areas import AlertArea, alert_items
from tpdn_desktop.atlas.bodymap import BodyMap
from tpdn_desktop.atlas.drawing import Part, Path
from tpdn_desktop.atlas.hazard_areas import HazardArea, hazard_items
from tpdn_desktop.atlas.session_picture import LitZone, overlay_items, veil_item
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import View
from tpdn_desktop.ui.chart.camera import Camera
from tpdn_desktop.ui.drawing_pen import DrawingPen


@dataclass(frozen=True, slots=True)
class OverlayContent:
    """What lies over the plate, from back to front."""

    alerts: tuple[AlertArea, ...] = ()
    zones: tuple[LitZone, ...] = ()
    dangers: tuple[HazardArea, ...] = ()

    def items(self, bodymap: BodyMap, view: View, line: float) -> tuple[Path, ...]:
        """The paths of one view; `line` is the width of hatching in map units."""
        lit = (veil_item(bodymap, view), *overlay_items(bodymap, self.zones, view))
        return (
            *alert_items(self.alerts, bodymap, view, line),
            *(lit if self.zones else ()),
            *hazard_items(self.dangers, view, line),
        )


class ZoneOverlay:
    """Holds the picture of what lies over the plate now."""

    def __init__(self, pen: DrawingPen) -> None:
        self._pen = pen
        self._pixmap: QPixmap | None = None
        self._camera = Camera()
        self._size = QSize()
        self._painted_under: Camera | None = None

    def forget(self) -> None:
        """There is nothing, or it is not yet drawn."""
        self._pixmap = None

    def draw(
        self,
        content: OverlayContent,
        sheet: Sheet,
        camera: Camera,
        size: QSize,
        ratio: float,
    ) -> None:
        """Draw the content for a camera; `size` in logical pixels."""
        if content == OverlayContent():
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
            items = content.items(sheet.bodymap, view, 1.0 / camera.scale)
            self._pen.paint_part(painter, Part(items, *sheet.origin(view)))
        painter.end()
        self._pixmap, self._camera, self._size = pixmap, camera, size

    def paint(self, painter: QPainter, camera: Camera) -> None:
        """Paint the picture as it lies under the camera of now (smoothed when it is at rest)."""
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
