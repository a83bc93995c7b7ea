"""An outcome over the sessions of a course, as a drawing that screen and paper share.

Lines are told apart by the form of their marks and by their dashes, never by colour. A session
without a value has a tick on the floor and no mark; where a line goes on behind such a gap, a row
of faint dots leads there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import Final

from tpdn_desktop.atlas.drawing import (
    Fill,
    Item,
    Part,
    Path,
    Picture,
    Stroke,
    Text,
    circle,
    polyline,
)

MOST_LINES: Final = 4
"""As many lines have a mark of their own."""

_LETTER: Final = 6.5
"""The height of letters at which the lengths below are meant."""
_RIGHT, _TOP, _FOOT = 8.0, 5.0, 12.0
_INSET, _DOT, _TICK = 8.0, 2.1, 2.2
_MOST_STEP: Final = 65.0
"""Few sessions stand closer than the width allows, so that two do not look like a trend."""
_LEAST_STEP: Final = 24.0
_DENSE, _SMALL = 30, 0.62
_LETTER_WIDTH: Final = 0.57
"""Mean width of a letter in its height: enough to keep words apart without any font at hand."""
_ROW: Final = 1.55
_MOST_COLUMNS: Final = 3


class Mark(Enum):
    """The form of a line's marks, each with its own dashes."""

    DOT = ()
    RING = (2.2, 2.2)
    SQUARE = (5.0, 1.6)
    TRIANGLE = (0.8, 1.8)


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
    places of sessions that stand out, with a letter.

    Raises:
        ValueError: a line without a value or None for each day, or fewer than two levels.
    """

    days: tuple[str, ...]
    lines: tuple[PlotLine, ...]
    ticks: tuple[tuple[float, str], ...]
    joined: bool = False
    chosen: tuple[tuple[int, str], ...] = ()

    def __post_init__(self) -> None:
        if any(len(line.values) != len(self.days) for line in self.lines):
            raise ValueError("a line of a plot has a place for each session")
        if len(self.ticks) < 2 or not self.ticks[0][0] < self.ticks[-1][0]:
            raise ValueError("a plot has a floor and a top")


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
    plot: Plot, width: float, height: float, *, letter: float = _LETTER, legend: bool = True
) -> Frame:
    """Where floor, top and sessions stand in a plot of that size."""
    unit = letter / _LETTER
    widest = max(len(words) for _, words in plot.ticks)
    left = widest * _LETTER_WIDTH * letter + 7 * unit
    room = max(1.0, width - left - (_RIGHT + 2 * _INSET) * unit)
    count = len(plot.days)
    step = min(room / max(1, count - 1), _MOST_STEP * unit)
    begin = left + _INSET * unit + (room / 2 if count == 1 else 0.0)
    top = _TOP * unit + (1.25 * letter if plot.chosen else 0.0)
    rows = len(_legend_rows(plot, width, letter)) if legend else 0
    floor = height - _FOOT * unit - rows * _ROW * letter
    xs = tuple(begin + step * i for i in range(count))
    return Frame(left, width, top, max(floor, top + 1.0), xs)


def plot_picture(
    plot: Plot,
    width: float,
    height: float,
    *,
    letter: float = _LETTER,
    ground: str = "paper",
    legend: bool = True,
) -> Picture:
    """The plot as a picture of that size.

    Args:
        plot: what it shows.
        width: of the picture, in its own units.
        height: of the picture, the legend included.
        letter: the height of letters; marks and lines grow with it.
        ground: the role of what the picture lies on, which shows through open marks.
        legend: whether the names of the lines stand under the days.
    """
    frame = frame_of(plot, width, height, letter=letter, legend=legend)
    pen = _Pen(plot, frame, letter, ground)
    items = [*pen.chosen(), *pen.scale(), *pen.falls()]
    for line in plot.lines:
        items += pen.course(line)
    # Open marks first: a solid one on the same place then shows as a dot within a ring.
    for line in sorted(plot.lines, key=lambda n: n.mark in {Mark.DOT, Mark.SQUARE}):
        items += pen.marks(line)
    items += pen.days()
    if legend:
        items += pen.legend(_legend_rows(plot, width, letter), height)
    return Picture(width, height, (Part(tuple(items)),))


def _legend_rows(plot: Plot, width: float, letter: float) -> list[list[PlotLine]]:
    """The lines that have a name, in as many columns as their names leave room for."""
    named = [line for line in plot.lines if line.name]
    if not named:
        return []
    widest = max(len(line.name) for line in named) * _LETTER_WIDTH * letter + 3.4 * letter
    columns = max(1, min(_MOST_COLUMNS, len(named), int(width / widest)))
    return [named[i : i + columns] for i in range(0, len(named), columns)]


@dataclass(frozen=True, slots=True)
class _Pen:
    """Makes the items of one plot."""

    plot: Plot
    frame: Frame
    letter: float
    ground: str

    @property
    def _unit(self) -> float:
        return self.letter / _LETTER

    def _level(self, value: float) -> float:
        low, high = self.plot.ticks[0][0], self.plot.ticks[-1][0]
        share = (value - low) / (high - low)
        return self.frame.floor - (self.frame.floor - self.frame.top) * share

    def _spots(self, line: PlotLine) -> list[tuple[int, float, float]]:
        """Place among the sessions, x and y of each value that is there."""
        return [
            (i, self.frame.xs[i], self._level(v))
            for i, v in enumerate(line.values)
            if v is not None
        ]

    def chosen(self) -> list[Item]:
        items: list[Item] = []
        letters: dict[int, str] = {}
        for index, words in self.plot.chosen:
            letters[index] = f"{letters[index]} {words}" if index in letters else words
        for index, words in letters.items():
            x = self.frame.xs[index]
            line = polyline((x, self.frame.top - 1.5 * self._unit), (x, self.frame.floor))
            items.append(Path(line, stroke=Stroke("accent", 0.7 * self._unit)))
            y = self.frame.top - 3.2 * self._unit
            items.append(Text(words, x, y, self.letter * 1.05, "accent", bold=True))
        return items

    def scale(self) -> list[Item]:
        items: list[Item] = []
        left, right, unit = self.frame.left, self.frame.right, self._unit
        for number, (value, words) in enumerate(self.plot.ticks):
            y = self._level(value)
            role = "hairline" if number else "hairline_strong"
            items.append(Path(polyline((left, y), (right, y)), stroke=Stroke(role, 0.5 * unit)))
            place = left - 4 * unit, y + 0.35 * self.letter
            items.append(Text(words, *place, self.letter, "text_secondary", anchor="end"))
        if len(self.frame.xs) <= _DENSE:
            floor = self.frame.floor
            for x in self.frame.xs:
                tick = polyline((x, floor), (x, floor + _TICK * unit))
                items.append(Path(tick, stroke=Stroke("hairline_strong", 0.5 * unit)))
        return items

    def falls(self) -> list[Item]:
        if not self.plot.joined or len(self.plot.lines) < 2:
            return []
        first, second = self.plot.lines[:2]
        stroke = Stroke("text", 0.6 * self._unit)
        return [
            Path(polyline((x, self._level(a)), (x, self._level(b))), stroke=stroke)
            for x, a, b in zip(self.frame.xs, first.values, second.values, strict=True)
            if a is not None and b is not None and a != b
        ]

    def course(self, line: PlotLine) -> list[Item]:
        unit = self._unit
        dash = tuple(d * unit for d in line.mark.value)
        whole = Stroke("text", (1.2 if line.mark is Mark.DOT else 0.8) * unit, dash=dash)
        faint = Stroke("text_secondary", 0.6 * unit, dash=(0.7 * unit, 3.0 * unit))
        return [
            Path(polyline((x0, y0), (x1, y1)), stroke=whole if j == i + 1 else faint)
            for (i, x0, y0), (j, x1, y1) in pairwise(self._spots(line))
        ]

    def marks(self, line: PlotLine) -> list[Item]:
        scale = _SMALL if len(self.frame.xs) > _DENSE else 1.0
        return [self._mark(line.mark, x, y, scale) for _, x, y in self._spots(line)]

    def _mark(self, mark: Mark, x: float, y: float, scale: float = 1.0) -> Item:
        unit = self._unit * scale
        r = _DOT * unit
        solid, open_ = Fill("text"), Fill(self.ground)
        line = Stroke("text", 0.8 * unit)
        if mark is Mark.DOT:
            return Path(circle(x, y, 0.85 * r), solid)
        if mark is Mark.RING:
            return Path(circle(x, y, 1.3 * r), open_, line)
        if mark is Mark.SQUARE:
            corners = ((x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r))
            return Path(polyline(*corners, closed=True), solid)
        corners_3 = ((x, y - 1.3 * r), (x + 1.25 * r, y + 0.9 * r), (x - 1.25 * r, y + 0.9 * r))
        return Path(polyline(*corners_3, closed=True), open_, line)

    def days(self) -> list[Item]:
        """The days as far as they stand clear of one another: the last, the chosen, the others."""
        xs = self.frame.xs
        newest_first = range(len(xs) - 1, -1, -1)
        wanted = dict.fromkeys(
            (*newest_first[:1], *(i for i, _ in self.plot.chosen), *newest_first)
        )
        apart = max(_LEAST_STEP, 3.9 * _LETTER) * self._unit
        named: list[int] = []
        for index in wanted:
            if all(abs(xs[index] - xs[other]) >= apart for other in named):
                named.append(index)
        y = self.frame.floor + 10.0 * self._unit
        return [
            Text(self.plot.days[i], xs[i], y, self.letter, "text_secondary") for i in sorted(named)
        ]

    def legend(self, rows: Sequence[Sequence[PlotLine]], height: float) -> list[Item]:
        items: list[Item] = []
        size, unit = self.letter, self._unit
        columns = max((len(row) for row in rows), default=1)
        names = [line.name for row in rows for line in row]
        room = max((len(n) for n in names), default=0) * _LETTER_WIDTH * size + 3.4 * size
        room = min(room, self.frame.right / columns)
        for number, row in enumerate(rows):
            y = height - (len(rows) - 1 - number) * _ROW * size - 2.0 * unit
            for column, line in enumerate(row):
                x = 2.0 * unit + column * room
                items += self._entry(line, x, y)
        return items

    def _entry(self, line: PlotLine, x: float, y: float) -> list[Item]:
        size, unit = self.letter, self._unit
        middle = y - 0.36 * size
        dash = tuple(d * unit for d in line.mark.value)
        stroke = Stroke("text", (1.2 if line.mark is Mark.DOT else 0.8) * unit, dash=dash)
        return [
            Path(polyline((x, middle), (x + 2.0 * size, middle)), stroke=stroke),
            self._mark(line.mark, x + size, middle),
            Text(line.name, x + 2.6 * size, y, size, "text_secondary", anchor="start"),
        ]
