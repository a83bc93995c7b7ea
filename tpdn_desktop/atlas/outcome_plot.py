"""A plot of an outcome over the sessions of a course as a value, and where things stand in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import Final

LETTER: Final = 6.5
"""The height of letters at which the lengths below are meant."""
FOOT: Final = 12.0
"""Room for the days under the floor."""
_RIGHT, _TOP, _INSET = 8.0, 5.0, 8.0
_MOST_STEP: Final = 65.0
"""Few sessions stand closer than the width allows, so that two do not look like a trend."""
LETTER_WIDTH: Final = 0.57
"""Mean width of a letter in its height: enough to keep words apart without any font at hand."""
ROW: Final = 1.55
"""A row of the legend, in heights of its letters."""
LEGEND_ROW: Final = ROW * LETTER
"""The height of a row of the legend in letters of the usual height."""
_MOST_COLUMNS: Final = 3


class Mark(Enum):
    """The form of a line's marks, each with its own dashes."""

    DOT = ()
    RING = (2.2, 2.2)
    SQUARE = (5.0, 1.6)
    TRIANGLE = (0.8, 1.8)


Entry = tuple[str, Mark | None]
"""A name of the legend with its mark; None: the dots over a gap."""


@dataclass(frozen=True, slots=True)
class PlotLine:
    """A line of a plot: a value for each session, None where there is none."""

    name: str
    mark: Mark
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """What a plot shows, the oldest session first.

    `ticks` are levels with their words, the lowest first; the first is the floor and the last the
    top. `joined` draws an upright line between the first two lines in each session. `chosen` are
    places of sessions that stand out, with a letter. `gap_name` is what the legend calls the dots
    that lead over a gap.

    Raises:
        ValueError: a line without a value or None for each day, or fewer than two levels.
    """

    days: tuple[str, ...]
    lines: tuple[PlotLine, ...]
    ticks: tuple[tuple[float, str], ...]
    joined: bool = False
    chosen: tuple[tuple[int, str], ...] = ()
    gap_name: str = ""

    def __post_init__(self) -> None:
        if any(len(line.values) != len(self.days) for line in self.lines):
            raise ValueError("a line of a plot has a place for each session")
        if len(self.ticks) < 2 or not self.ticks[0][0] < self.ticks[-1][0]:
            raise ValueError("a plot has a floor and a top")

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What the legend names: lines with a name, and the dots over gaps if there are any."""
        named = tuple((line.name, line.mark) for line in self.lines if line.name)
        return (*named, (self.gap_name, None)) if self.gap_name and self._is_bridged else named

    @property
    def _is_bridged(self) -> bool:
        places = ([i for i, v in enumerate(line.values) if v is not None] for line in self.lines)
        return any(b > a + 1 for told in places for a, b in pairwise(told))


@dataclass(frozen=True, slots=True)
class Frame:
    """Where things stand in a plot of a size, in its own units."""

    left: float
    right: float
    top: float
    floor: float
    xs: tuple[float, ...]

    def nearest(self, x: float) -> int | None:
        """The place of the session nearest to `x`; None when there is none."""
        return min(range(len(self.xs)), key=lambda i: abs(self.xs[i] - x), default=None)


def frame_of(
    plot: Plot, width: float, height: float, *, letter: float = LETTER, least_rows: int = 0
) -> Frame:
    """Where floor, top and sessions stand in a plot of that size.

    `least_rows` leaves room for as many rows of legend, so that plots side by side share a floor.
    """
    unit = letter / LETTER
    widest = max(len(words) for _, words in plot.ticks)
    left = widest * LETTER_WIDTH * letter + 7 * unit
    room = max(1.0, width - left - (_RIGHT + 2 * _INSET) * unit)
    count = len(plot.days)
    step = min(room / max(1, count - 1), _MOST_STEP * unit)
    begin = left + _INSET * unit + (room / 2 if count == 1 else 0.0)
    top = _TOP * unit + (1.25 * letter if plot.chosen else 0.0)
    rows = max(least_rows, len(legend_rows(plot, width, letter=letter)))
    floor = height - FOOT * unit - rows * ROW * letter
    xs = tuple(begin + step * i for i in range(count))
    return Frame(left, width, top, max(floor, top + 1.0), xs)


def legend_rows(plot: Plot, width: float, *, letter: float = LETTER) -> list[list[Entry]]:
    """The legend, in as many columns as its names leave room for."""
    entries = plot.entries
    if not entries:
        return []
    widest = max(len(name) for name, _ in entries) * LETTER_WIDTH * letter + 3.4 * letter
    columns = max(1, min(_MOST_COLUMNS, len(entries), int(width / widest)))
    return [list(entries[i : i + columns]) for i in range(0, len(entries), columns)]
