"""The usual needle of a muscle: its lengths on the scale of needles one can buy, and in figures."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from tpdn_desktop.atlas.reference import Needling
from tpdn_desktop.ui.controls import PlainLabel
from tpdn_desktop.ui.theme import THEME

LENGTHS: Final = (13, 15, 25, 30, 40, 50, 60, 75, 100, 125)
"""Lengths of needles as sold, in mm; they stand evenly on the scale."""


class NeedleScale(QWidget):
    """A small scale with a bar over the usual lengths, and the range in words."""

    def __init__(self, needling: Needling) -> None:
        super().__init__()
        words = needle_words(needling)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        if needling.needle_mm is not None:
            row.addWidget(_Scale(needling.needle_mm))
            self.setToolTip(self.tr("Usual length and diameter in mm"))
        label = PlainLabel(words, "secondary", wrap=needling.needle_mm is None, tabular=True)
        row.addWidget(label, 1)
        self.setAccessibleName(words)


def needle_words(needling: Needling) -> str:
    """`30–50 × 0.25–0.30 mm`, or that none is usual."""
    if needling.needle_mm is None:
        return "none usual: treated by hand or by specialists"
    least, most = needling.needle_mm
    words = f"{least}–{most}" if least != most else f"{least}"
    if needling.gauge_mm is not None:
        thin, thick = needling.gauge_mm
        words += f" × {thin:.2f}–{thick:.2f}" if thin != thick else f" × {thin:.2f}"
    return f"{words} mm"


class _Scale(QWidget):
    def __init__(self, needle_mm: tuple[int, int]) -> None:
        super().__init__()
        self._range = needle_mm
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(92, 14)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        base = self.height() - 3.5
        painter.setPen(QPen(THEME.colour("hairline_strong"), 1))
        painter.drawLine(QPointF(1, base), QPointF(self.width() - 1, base))
        for length in LENGTHS:
            x = self._x(length)
            painter.drawLine(QPointF(x, base - 4), QPointF(x, base))
        left, right = (self._x(length) for length in self._range)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(THEME.colour("text"))
        painter.drawRoundedRect(QRectF(left - 1.5, 1.5, max(3.0, right - left + 3), 4), 1.5, 1.5)

    def _x(self, length: float) -> float:
        """Where a length stands; between two of the scale in proportion."""
        step = (self.width() - 4) / (len(LENGTHS) - 1)
        for index, (low, high) in enumerate(pairwise(LENGTHS)):
            if length <= high:
                return 2 + step * (index + max(0.0, (length - low) / (high - low)))
        return self.width() - 2.0
