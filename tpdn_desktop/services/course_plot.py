"""An outcome of a course as a plot: the marks of its lines and the levels of its scale."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Final

from tpdn_desktop.atlas.outcome_plot import Mark, Plot, PlotLine
from tpdn_desktop.services.course_outcomes import (
    CourseOutcome,
    Measure,
    OutcomeKind,
    OutcomeLine,
)

NameOf = Callable[[OutcomeLine], str]
"""The name of a line in the language of who draws; empty where the title says it."""

_MARKS: Final = {
    Measure.BEFORE: Mark.RING,
    Measure.AFTER: Mark.DOT,
    Measure.AREA: Mark.DOT,
    Measure.ACTIVE: Mark.DOT,
    Measure.LATENT: Mark.RING,
    Measure.NOT_CLASSIFIED: Mark.TRIANGLE,
    Measure.SOUGHT: Mark.RING,
    Measure.ELICITED: Mark.DOT,
    Measure.NEEDLES: Mark.DOT,
}
_OF_SPOTS: Final = (Mark.DOT, Mark.RING, Mark.SQUARE, Mark.TRIANGLE)
_TOPS: Final = (2, 4, 6, 8, 10)
_PAIN: Final = ((0.0, "0"), (5.0, "5"), (10.0, "10"))
_MOST_SHARE: Final = 100.0


def plot_of(
    outcome: CourseOutcome,
    days: Sequence[str],
    name_of: NameOf,
    chosen: Sequence[tuple[int, str]] = (),
    *,
    gap_name: str = "",
) -> Plot:
    """The plot of an outcome.

    Args:
        outcome: what is plotted.
        days: the label of each session, the oldest first.
        name_of: what a line is called.
        chosen: places of sessions that stand out, with a letter.
        gap_name: what the legend says of sessions without a value between others.
    """
    lines = tuple(
        PlotLine(name_of(line), _mark(line, number), line.values)
        for number, line in enumerate(outcome.lines)
    )
    return Plot(
        tuple(days),
        lines,
        _ticks(outcome),
        joined=outcome.kind is OutcomeKind.PAIN,
        chosen=tuple(chosen),
        gap_name=gap_name,
    )


def _mark(line: OutcomeLine, number: int) -> Mark:
    return _MARKS.get(line.measure) or _OF_SPOTS[number % len(_OF_SPOTS)]


def _ticks(outcome: CourseOutcome) -> tuple[tuple[float, str], ...]:
    if outcome.kind is OutcomeKind.PAIN:
        return _PAIN
    highest = max((v for line in outcome.lines for v in line.values if v is not None), default=0.0)
    top = even_top(highest, least=0.2 if outcome.kind is OutcomeKind.AREA else 2.0)
    if outcome.kind is OutcomeKind.AREA:
        top = min(top, _MOST_SHARE)
    return tuple((share * top, f"{share * top:g}") for share in (0.0, 0.5, 1.0))


def even_top(highest: float, *, least: float) -> float:
    """The lowest of 2, 4, 6, 8, 10 times a power of ten that is not below `highest` or `least`."""
    wanted = max(highest, least)
    power = math.floor(math.log10(wanted / 2))
    tops = (top * 10.0**p for p in (power - 1, power, power + 1) for top in _TOPS)
    return next(round(top, 9) for top in tops if round(top, 9) >= wanted - 1e-9)
