"""The session's pain drawing on the chart: the switch, the legend, and how lit zones meet it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from tpdn_desktop.atlas.bodymap import BodyMap
from tpdn_desktop.atlas.referral import ReferredZone, Strength
from tpdn_desktop.atlas.session_picture import LitZone
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.pain_drawing import Pain
from tpdn_desktop.services.lookup_shading import region_sizes
from tpdn_desktop.services.pain_drawing import joined_area, meeting
from tpdn_desktop.ui.chart.map_content import MapContent
from tpdn_desktop.ui.chart.pain_layer import swatch_image
from tpdn_desktop.ui.chart.pain_outlines import PainOutlines
from tpdn_desktop.ui.controls import PlainLabel, button, clear_layout
from tpdn_desktop.ui.meeting_words import short_meeting_words
from tpdn_desktop.ui.pain_words import legend_words
from tpdn_desktop.ui.theme import THEME

SWATCH = QSize(20, 15)
WIDTH = 148
"""Narrow enough to stand beside the feet."""


class PainOnMap(QObject):
    """Puts the patient's drawing under what the chart shows, while it is switched on."""

    toggled = Signal()
    """It is switched on or off, or can be painted at last."""

    def __init__(self, bodymap: BodyMap) -> None:
        super().__init__()
        self._bodymap = bodymap
        self._sizes: dict[str, float] = {}
        self.switch = button(
            self.tr("Pain"), tip=self.tr("The patient's pain drawing (Ctrl+D)"), name="pain_switch"
        )
        self.switch.setCheckable(True)
        self.switch.setProperty("toggle", True)
        self.switch.setFixedSize(104, 26)
        self.switch.toggled.connect(self.toggled)
        self.legend = PainLegend()
        self._outlines = PainOutlines(self)
        self._outlines.ready.connect(self.toggled)

    def over(self, content: MapContent, pains: tuple[Pain, ...]) -> MapContent:
        """The content with the drawing, if it is switched on; the legend follows an event later."""
        if not self.switch.isChecked():
            self.legend.show_soon(None, "")
            return content
        self.legend.show_soon(pains, self._met(content.zones, pains))
        return replace(content, pains=self._outlines.known(self._bodymap, pains))

    def forget(self) -> None:
        """Keep nothing of a patient (lock)."""
        self._outlines.forget()
        self.legend.show_soon(None, "")

    def _met(self, zones: Sequence[LitZone], pains: Sequence[Pain]) -> str:
        """How all that is lit meets the patient's area, in words."""
        self._sizes = self._sizes or region_sizes(self._bodymap)
        strongest: dict[tuple[str, Side], Strength] = {}
        for zone in zones:
            key = (zone.region, zone.side)
            if strongest.get(key) is not Strength.ESSENTIAL:
                strongest[key] = zone.strength
        referred = [ReferredZone(code, side, how) for (code, side), how in strongest.items()]
        met = meeting(referred, joined_area(pains), self._sizes)
        return short_meeting_words(met) if met is not None else ""


class PainLegend(QWidget):
    """The pains with their patterns, in words, and how lit zones meet them."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pain_legend")
        self.setFixedWidth(WIDTH)
        self._wanted: tuple[tuple[Pain, ...] | None, str] = (None, "")
        self._shown: tuple[tuple[Pain, ...] | None, str] = (None, "")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._show)
        THEME.changed.connect(self._fill)
        self.hide()

    def show_soon(self, pains: tuple[Pain, ...] | None, met: str) -> None:
        """Show pains, or nothing for None, once the map is painted."""
        self._wanted = pains, met
        if self._wanted != self._shown:
            self._later.start()

    def _show(self) -> None:
        if self._wanted != self._shown:
            self._shown = self._wanted
            self._fill()
            self.changed.emit()

    def _fill(self) -> None:
        pains, met = self._shown
        clear_layout(self._grid)
        self.setVisible(pains is not None)
        if pains is None:
            return
        drawn = [p for p in pains if p.marks or p.regions]
        for pain in drawn:
            swatch = QLabel()
            swatch.setPixmap(QPixmap.fromImage(swatch_image(pain.quality, SWATCH)))
            self._line(swatch, legend_words(pain))
        if not drawn:
            self._line(None, self.tr("No pain drawn; look-up (F6) draws it."))
        elif met:
            self._line(None, met)
        self._grid.activate()
        self.setFixedHeight(max(0, self._grid.heightForWidth(WIDTH)))

    def _line(self, mark: QLabel | None, words: str) -> None:
        row = self._grid.rowCount()
        said = PlainLabel(words, "secondary", tone="secondary", wrap=True)
        if mark is not None:
            self._grid.addWidget(mark, row, 0)
            self._grid.addWidget(said, row, 1)
            mark.show()
        else:
            self._grid.addWidget(said, row, 0, 1, 2)
        said.show()  # a child that is not yet shown takes no room in the layout
