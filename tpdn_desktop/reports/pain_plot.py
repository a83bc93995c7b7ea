"""The course of pain over the sessions, as a drawing: open dots before, solid dots after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tpdn_desktop.atlas.drawing import Picture
from tpdn_desktop.atlas.outcome_picture import plot_picture
from tpdn_desktop.atlas.outcome_plot import Mark, Plot, PlotLine

Scores = tuple[int | None, int | None]

_LEVELS: Final = ((0.0, "0"), (5.0, "5"), (10.0, "10"))


def pain_plot(
    days: Sequence[str], scores: Sequence[Scores], width: float, height: float
) -> Picture:
    """Pain before and after each session, 0 to 10; a score that was not asked leaves a gap.

    Args:
        days: the label of each session, oldest first.
        scores: before and after, in the same order.
        width: of the plot, in points.
        height: of the plot, in points.
    """
    before = PlotLine("", Mark.RING, tuple(first for first, _ in scores))
    after = PlotLine("", Mark.DOT, tuple(last for _, last in scores))
    plot = Plot(tuple(days), (before, after), _LEVELS, joined=True)
    return plot_picture(plot, width, height)
