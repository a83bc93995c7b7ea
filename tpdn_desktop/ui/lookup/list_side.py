"""The right side of the look-up: head with its note, candidates or regions, foot with *Chart*."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.ui.atlas.roomy import give_room
from tpdn_desktop.ui.controls import PlainLabel, Segments, button, hairline
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.lookup.candidate_list import CandidateList
from tpdn_desktop.ui.lookup.pain_intensity import PainIntensity
from tpdn_desktop.ui.lookup.pain_tabs import PainTabs
from tpdn_desktop.ui.lookup.region_ticks import RegionTicks


class ListSide(QFrame):
    """Holds the lists; what is in them is the page's affair."""

    def __init__(self, reference: Reference, icons: IconSet) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setMinimumWidth(360)
        self.pains = PainTabs(icons)
        self.intensity = PainIntensity()
        self.candidates = CandidateList()
        self.regions = RegionTicks(reference)
        self._tabs = Segments(
            (self.tr("Candidates"), self.tr("Regions")),
            self.tr("List"),
            tips=(self.tr("What may refer there (Alt+C)"), self.tr("Tick regions (Alt+R)")),
        )
        give_room(self._tabs)
        self._say = PlainLabel("", "secondary", tone="secondary", wrap=True)
        self._say.setObjectName("lookup_message")
        self._say.setContentsMargins(12, 10, 12, 10)
        self._reach = PlainLabel("", "secondary", tone="secondary", wrap=True)
        self._reach.setObjectName("lookup_reach")
        self.chart_all = button("", primary=True, tip=self.tr("Chart all positive (Ctrl+Enter)"))
        self.chart_all.setObjectName("chart_all")
        self.last_time = button("", name="last_drawing")
        self.last_time.setToolTip(self.tr("Copy it; then change what is different today (Alt+L)"))
        self.last_time.hide()
        self._stack = QStackedWidget()
        self._lay_out()
        self._tabs.chosen.connect(self.show_tab)
        self.show_tab(0)

    def show_tab(self, index: int) -> None:
        """Show the candidates (0) or the regions (1)."""
        self._tabs.show_choice(index)
        self._stack.setCurrentIndex(index)

    def say(self, words: str) -> None:
        """Say something in the place of candidates; nothing when it is empty."""
        self._say.setText(words)
        self._say.setVisible(bool(words))

    def offer_last(self, day: str) -> None:
        """Offer to begin with the drawing of an earlier day; nothing when it is empty."""
        self.last_time.setText(self.tr("Start from the drawing of {0}").format(day))
        self.last_time.setAccessibleName(self.last_time.text())
        self.last_time.setVisible(bool(day))

    def show_foot(self, reach: str, waiting: int) -> None:
        """Show how many points reach the area, and how many wait to be charted."""
        self._reach.setText(reach)
        self.chart_all.setVisible(waiting > 0)
        self.chart_all.setText(self.tr("Chart {0} positive").format(waiting))
        self.chart_all.setAccessibleName(self.chart_all.text())

    def _lay_out(self) -> None:
        found = QWidget()
        inner = QVBoxLayout(found)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self._say)
        inner.addWidget(self.candidates, 1)
        self._stack.addWidget(found)
        self._stack.addWidget(self.regions)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 8, 12, 8)
        foot.addWidget(self._reach, 1)
        foot.addWidget(self.chart_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(hairline())
        column.addWidget(self._stack, 1)
        column.addWidget(hairline())
        column.addLayout(foot)

    def _head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setContentsMargins(12, 10, 12, 8)
        head.setSpacing(6)
        head.addWidget(PlainLabel(self.tr("May refer to the shaded area"), "panel_title", 600))
        note = self.tr(
            "Bar: share of the patient's area, solid essential, ruled spill-over. Commonly "
            "reported, not diagnostic."
        )
        head.addWidget(PlainLabel(note, "secondary", tone="secondary", wrap=True))
        tools = QHBoxLayout()
        tools.addWidget(self.pains, 1)
        tools.addWidget(self._tabs)
        head.addLayout(tools)
        head.addWidget(self.intensity)
        head.addWidget(self.last_time, 0, Qt.AlignmentFlag.AlignLeft)
        return head
