"""The legend of the look-up map: the pains and the lit pattern."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel
from typing_extensions import override

from tpdn_desktop.atlas.drawing import polyline
from tpdn_desktop.atlas.referral import Strength
from tpdn_desktop.atlas.stipple import stippled
from tpdn_desktop.domain.pain_drawing import Pain
from tpdn_desktop.ui.chart.pain_layer import swatch_image
from tpdn_desktop.ui.controls import PlainLabel, clear_layout
from tpdn_desktop.ui.drawing_pen import DrawingPen
from tpdn_desktop.ui.pain_words import legend_words
from tpdn_desktop.ui.theme import THEME

SWATCH = QSize(20, 14)
WIDTH = 148
"""Narrow enough to stand beside the feet."""


class LitLegend(QFrame):
    """Stands over the lower left of the map; the pointer goes through it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("lit_legend")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedWidth(WIDTH)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(1, 1)

    def show_state(self, pains: Sequence[Pain], lit: str = "") -> None:
        """Show the pains in words, and the lit point."""
        clear_layout(self._grid)
        for row, pain in enumerate(pains):
            picture = QPixmap.fromImage(swatch_image(pain.quality, SWATCH))
            self._line(row, picture, legend_words(pain))
        if lit:
            self._line(len(pains), _stipple(), lit)
        self._grid.activate()
        self.setFixedHeight(max(0, self._grid.heightForWidth(self.width())))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._grid.count():  # legible over a zoomed figure too
            painter = QPainter(self)
            painter.fillRect(self.rect(), THEME.colour("map_ground", 0.8))

    def _line(self, row: int, picture: QPixmap, words: str) -> None:
        mark = QLabel()
        mark.setPixmap(picture)
        self._grid.addWidget(mark, row, 0, Qt.AlignmentFlag.AlignTop)
        said = PlainLabel(words, "secondary", wrap=True)
        self._grid.addWidget(said, row, 1)
        for widget in (mark, said):
            widget.show()  # a child that is not yet shown takes no room in the layout


def _stipple() -> QPixmap:
    pixmap = QPixmap(SWATCH * 2)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    w, h = SWATCH.width(), SWATCH.height()
    box = polyline((0, 0), (w, 0), (w, h), (0, h), closed=True)
    DrawingPen(THEME).paint_items(painter, stippled(box, Strength.ESSENTIAL, 0))
    painter.end()
    return pixmap
