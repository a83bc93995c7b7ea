"""The findings of the selected point: every field writes through as soon as it can be kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tpdn_desktop.domain.trigger_point import TriggerPoint
from tpdn_desktop.services.charting import ChartDesk
from tpdn_desktop.ui.chart.chart_content import current_before
from tpdn_desktop.ui.chart.checked_line import CheckedLine
from tpdn_desktop.ui.chart.needle_rows import NeedleRows
from tpdn_desktop.ui.chart.needling_panel import NeedlingPanel
from tpdn_desktop.ui.chart.palpation_panel import PalpationPanel
from tpdn_desktop.ui.chart.response_panel import ResponsePanel
from tpdn_desktop.ui.controls import hairline


class FindingsPanel(QWidget):
    """Palpation, needles, needling and response of one point. Asks for edits in signals."""

    status_chosen = Signal(int)
    finding_changed = Signal(str, object)
    twitch_chosen = Signal(int)
    done = Signal()
    """A field was finished with Enter: the hand goes back to the map."""

    def __init__(self) -> None:
        super().__init__()
        self.palpation = PalpationPanel()
        self.needles = NeedleRows()
        self.needles.done.connect(self.done)
        self.needling = NeedlingPanel()
        self.response = ResponsePanel()
        self.note = self.response.note
        self.palpation.status_chosen.connect(self.status_chosen)
        self.palpation.changed.connect(self.finding_changed)
        self.response.changed.connect(self.finding_changed)
        self.response.twitch_chosen.connect(self.twitch_chosen)
        for part in (self.palpation, self.needling, self.response):
            part.done.connect(self.done)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.palpation)
        column.addWidget(hairline())
        column.addWidget(self.needles)
        column.addWidget(self.needling)
        column.addWidget(hairline())
        column.addWidget(self.response)

    def show_point(
        self,
        point: TriggerPoint,
        number: int,
        desk: ChartDesk,
        now: datetime,
        *,
        zones: Sequence[str] = (),
        editable: bool,
    ) -> None:
        """Show a point's findings without announcing them; `zones` are regions it may refer to."""
        self.palpation.show_point(point, zones, editable=editable)
        self.needles.show_point(point, number, now, editable=editable)
        again = current_before(desk.session, point.id) is not None
        self.needling.show_point(point, desk.tray, editable=editable, again=again)
        self.response.show_point(point, editable=editable)

    def forget(self) -> None:
        """Nothing of a patient is kept (lock)."""
        for line in self.findChildren(CheckedLine):
            line.forget()
        self.response.forget()
        self.needles.forget()

    def show_time(self, now: datetime) -> None:
        """The dwell times move on."""
        self.needles.show_time(now)

    @property
    def lines(self) -> dict[str, CheckedLine]:
        """The lines that a key goes to, by the name of what they hold."""
        return {
            "depth": self.needling.depth_mm,
            "felt_at": self.palpation.felt.line,
            "pain_during": self.response.pain,
            "frequency_hz": self.needling.stimulation.lines["frequency_hz"],
        }
