"""Writing that is read on any ground: words with a rim of paper."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen

from tpdn_desktop.ui.theme import THEME


def paint_haloed(painter: QPainter, start: QPointF, face: QFont, text: str, ink: QColor) -> None:
    """Write a text from the start of its base line."""
    path = QPainterPath()
    path.addText(start, face, text)
    halo = QPen(THEME.colour("paper", 0.75), 3.0)
    halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, halo)
    painter.fillPath(path, ink)
