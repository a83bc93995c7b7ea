"""What is set for this computer, not for the clinic: it is kept outside the clinic file."""

from __future__ import annotations

from dataclasses import dataclass, field

from tpdn_desktop.ui.chart.chart_habits import ChartHabits
from tpdn_desktop.ui.course.plot_habit import PlotHabit
from tpdn_desktop.ui.settings.paper_size import PaperSize
from tpdn_desktop.ui.view_settings import ViewSettings


@dataclass(frozen=True, slots=True)
class KeptHere:
    """How the program looks, how charting goes, which paper there is, what the course plots."""

    view: ViewSettings
    habits: ChartHabits
    size: PaperSize
    plot: PlotHabit = field(default_factory=PlotHabit)
