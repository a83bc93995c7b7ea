"""What lies still over the plate as one picture: areas of alerts, pain, referral, danger.

Drawn once a camera, moved while it moves.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QPainter, QPixmap

from tpdn_desktop.atlas.alert_areas import AlertArea, alert_items
from tpdn_desktop.atlas.bodymap import BodyMap
from tpdn_desktop.atlas.drawing import Item
from tpdn_desktop.atlas.hazard_areas import HazardArea, hazard_items
from tpdn_desktop.atlas.pain_picture import pain_items, pattern_scale
from tpdn_desktop.atlas.session_picture import LitZone, overlay_items, veil_item
from tpdn_desktop.domain.anatomy import View
from tpdn_desktop.domain.pain_drawing import Pain
from tpdn_desktop.ui.chart.stance import Stance
from tpdn_desktop.ui.drawing_pen import DrawingPen


@dataclass(frozen=True, slots=True)
class OverlayContent:
    """What lies over the plate, from back to front."""

    alerts: tuple[AlertArea, ...] = ()
    zones: tuple[LitZone, ...] = ()
    dangers: tuple[HazardArea, ...] = ()
    pains: tuple[Pain, ...] = ()

    def items(self, bodymap: BodyMap, view: View, line: float) -> tuple[Item, ...]:
        """The paths of one view; `line` is the width of hatching in map units."""
        veil = (veil_item(bodymap, view),) if self.zones else ()
        return (
            *alert_items(self.alerts, bodymap, view, line),
            *veil,
            *pain_items(bodymap, self.pains, view, scale=pattern_scale(line)),
            *overlay_items(bodymap, self.zones, view),
            *hazard_items(self.dangers, view, line),
        )


class ZoneOverlay:
    """Holds the picture of what lies over the plate now."""

    def __init__(self, pen: DrawingPen) -> None:
        self._pen = pen
        self._pixmap: QPixmap | None = None
        self._stance: Stance | None = None
        self._painted_under: Stance | None = None

    def forget(self) -> None:
        """There is nothing, or it is not yet drawn."""
        self._pixmap = None

    def draw(self, content: OverlayContent, stance: Stance, ratio: float) -> None:
        """Draw the content for a stance of the map."""
        if content == OverlayContent():
            self._pixmap = None
            return
        pixmap = QPixmap(QSizeF(stance.width * ratio, stance.height * ratio).toSize())
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bodymap = stance.sheet.bodymap
        for view in bodymap.views:
            painter.save()
            stance.enter(painter, view)
            self._pen.paint_items(painter, content.items(bodymap, view, 1.0 / stance.camera.scale))
            painter.restore()
        painter.end()
        self._pixmap, self._stance = pixmap, stance

    def paint(self, painter: QPainter, stance: Stance) -> None:
        """Paint the picture as it lies now (smoothed when the map is at rest)."""
        at_rest, self._painted_under = stance == self._painted_under, stance
        if self._pixmap is None or self._stance is None:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, at_rest)
        stance.paint_of(painter, self._stance, self._pixmap)
