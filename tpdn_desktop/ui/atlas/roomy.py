"""Room for the semibold words of a chosen segment, so that nothing is cut or moves."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPushButton

from tpdn_desktop.ui.controls import Segments
from tpdn_desktop.ui.theme import font


def give_room(segments: Segments) -> Segments:
    """Make every segment wide enough for its words in semibold; the same segments."""
    metrics = QFontMetrics(font("control", 600))
    for button in segments.findChildren(QPushButton):
        icon = 0 if button.icon().isNull() else button.iconSize().width() + 6
        words = metrics.horizontalAdvance(button.text()) + 2
        # The house style names a least width, which would win over setMinimumWidth.
        button.setStyleSheet(f"min-width: {words + icon}px;")
    return segments
