"""A needle as a small picture: the longer the needle, the longer the line; thick ones thicker."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tpdn_desktop.domain.needle import NeedleSize
from tpdn_desktop.ui.theme import THEME

_HANDLE = 26.0
_PIXELS_A_MM = 0.9
_LONGEST = 110.0


class NeedlePicture(QWidget):
    """Drawn to scale up to 120 mm."""

    def __init__(self, size: NeedleSize) -> None:
        super().__init__()
        self._size = size
        self.setFixedSize(144, 22)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        end = 2 + min(_LONGEST, self._size.length_mm * _PIXELS_A_MM)
        width = max(1.0, 5.0 * self._size.diameter_mm)
        painter.setPen(QPen(THEME.colour("text_secondary"), width))
        painter.drawLine(QPointF(2, middle), QPointF(end, middle))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(THEME.colour("text_secondary"))
        painter.drawRoundedRect(QRectF(end, middle - 2.5, _HANDLE, 5), 2.5, 2.5)
