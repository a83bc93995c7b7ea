"""Small maps for lists: the figures without detail and the session's points as dots."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from tpdn_desktop.atlas.drawing import Part
from tpdn_desktop.atlas.plate import Peel
from tpdn_desktop.atlas.session_picture import cached_plate
from tpdn_desktop.atlas.sheet import HEIGHT, Sheet
from tpdn_desktop.domain.anatomy import View
from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.trigger_point import Status
from tpdn_desktop.ui.drawing_pen import DrawingPen
from tpdn_desktop.ui.theme import THEME

SEPARATION = 430.0
MARGIN = 215.0


class MiniMaps:
    """Makes thumbnails; the bare figures are drawn once for each size and theme."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = Sheet(sheet.bodymap, SEPARATION, MARGIN, MARGIN)
        self._pen = DrawingPen(THEME)
        self._figures = lru_cache(maxsize=8)(self._draw_figures)

    def size(self, height: int) -> QSize:
        """Logical pixels of a thumbnail of that height."""
        return QSize(round(self._sheet.width * height / HEIGHT), height)

    def thumbnail(self, session: Session | None, height: int) -> QPixmap:
        """Both figures, `height` logical pixels high, with the points of a session."""
        pixmap = self._figures(height, THEME.is_dark).copy()
        if session is None or not session.trigger_points:
            return pixmap
        scale = height / HEIGHT
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = max(2.2, height / 26)
        for point in session.trigger_points:
            if point.place.view is View.PLANTAR:
                continue
            x, y = self._sheet.to_sheet(point.place)
            painter.setPen(QPen(THEME.colour("paper"), 1.0))
            active = point.status is Status.ACTIVE
            painter.setBrush(THEME.colour("ink" if active else "paper"))
            painter.drawEllipse(QPointF(x * scale, y * scale), radius, radius)
            if not active:
                painter.setPen(QPen(THEME.colour("ink"), 1.0))
                painter.drawEllipse(QPointF(x * scale, y * scale), radius - 0.8, radius - 0.8)
        painter.end()
        return pixmap

    def _draw_figures(self, height: int, _dark: bool) -> QPixmap:
        ratio = 2.0
        scale = height / HEIGHT
        pixmap = QPixmap(round(self._sheet.width * scale * ratio), round(height * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        for view in (View.ANTERIOR, View.POSTERIOR):
            x, y = self._sheet.origin(view)
            items = cached_plate(self._sheet.bodymap, view, Peel.ALL, detail=False)
            self._pen.paint_part(painter, Part(items, x, y))
        painter.end()
        return pixmap
