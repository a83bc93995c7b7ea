"""Keys as they look on the keyboard, for hint lines and inside the search field."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel
from typing_extensions import override

from tpdn_desktop.ui.theme import THEME, font


def paint_key_cap(painter: QPainter, rect: QRectF, text: str) -> None:
    """Paint a key with its word inside `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(THEME.colour("hairline_strong"))
    painter.setBrush(THEME.colour("control"))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setPen(THEME.colour("text_secondary"))
    painter.setFont(font("key_cap"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def key_cap_size(text: str) -> QSize:
    """The room that a key needs."""
    metrics = QFontMetrics(font("key_cap"))
    return QSize(max(18, metrics.horizontalAdvance(text) + 10), metrics.height() + 4)


class KeyCap(QLabel):
    """One key of a hint line."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFixedSize(key_cap_size(text))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_key_cap(painter, QRectF(self.rect()), self.text())
