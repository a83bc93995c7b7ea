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
LEGEND_ROW: Final = _ROW * _LETTER
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
    plot: Plot, width: float, height: float, *, letter: float = _LETTER, least_rows: int = 0
) -> Frame:
    """Where floor, top and sessions stand in a plot of that size.

    `least_rows` leaves room for as many rows of legend, so that plots side by side share a floor.
    """
    unit = letter / _LETTER
    widest = max(len(words) for _, words in plot.ticks)
    left = widest * _LETTER_WIDTH * letter + 7 * unit
    room = max(1.0, width - left - (_RIGHT + 2 * _INSET) * unit)
    count = len(plot.days)
    step = min(room / max(1, count - 1), _MOST_STEP * unit)
    begin = left + _INSET * unit + (room / 2 if count == 1 else 0.0)
    top = _TOP * unit + (1.25 * letter if plot.chosen else 0.0)
    rows = max(least_rows, len(legend_rows(plot, width, letter=letter)))
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
    least_rows: int = 0,
) -> Picture:
    """The plot as a picture of that size.

    Args:
        plot: what it shows.
        width: of the picture, in its own units.
        height: of the picture, the legend included.
        letter: the height of letters; marks and lines grow with it.
        ground: the role of what the picture lies on, which shows through open marks.
        least_rows: rows of legend to leave room for, as in `frame_of`.
    """
    frame = frame_of(plot, width, height, letter=letter, least_rows=least_rows)
    pen = _Pen(plot, frame, letter, ground)
    items = [*pen.chosen(), *pen.scale(), *pen.falls()]
    for line in plot.lines:
        items += pen.course(line)
    # Open marks first: a solid one on the same place then shows as a dot within a ring.
    for line in sorted(plot.lines, key=lambda n: n.mark in {Mark.DOT, Mark.SQUARE}):
        items += pen.marks(line)
    items += pen.days()
    items += pen.legend(legend_rows(plot, width, letter=letter))
    return Picture(width, height, (Part(tuple(items)),))


def legend_rows(plot: Plot, width: float, *, letter: float = _LETTER) -> list[list[Entry]]:
    """The legend, in as many columns as its names leave room for."""
    entries = plot.entries
    if not entries:
        return []
    widest = max(len(name) for name, _ in entries) * _LETTER_WIDTH * letter + 3.4 * letter
    columns = max(1, min(_MOST_COLUMNS, len(entries), int(width / widest)))
    return [list(entries[i : i + columns]) for i in range(0, len(entries), columns)]


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
        whole, faint = self._whole(line.mark), self._faint
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

    def legend(self, rows: Sequence[Sequence[Entry]]) -> list[Item]:
        size, unit = self.letter, self._unit
        columns = max((len(row) for row in rows), default=1)
        widest = max((len(name) for row in rows for name, _ in row), default=0)
        room = min(widest * _LETTER_WIDTH * size + 3.4 * size, self.frame.right / columns)
        top = self.frame.floor + (_FOOT - 2.0) * unit
        return [
            item
            for number, row in enumerate(rows, start=1)
            for column, entry in enumerate(row)
            for item in self._entry(entry, 2.0 * unit + column * room, top + number * _ROW * size)
        ]

    def _entry(self, entry: Entry, x: float, y: float) -> list[Item]:
        name, mark = entry
        size = self.letter
        middle = y - 0.36 * size
        line = polyline((x, middle), (x + 2.0 * size, middle))
        text = Text(name, x + 2.6 * size, y, size, "text_secondary", anchor="start")
        if mark is None:
            return [Path(line, stroke=self._faint), text]
        return [Path(line, stroke=self._whole(mark)), self._mark(mark, x + size, middle), text]

    @property
    def _faint(self) -> Stroke:
        unit = self._unit
        return Stroke("text_secondary", 0.7 * unit, dash=(0.8 * unit, 2.6 * unit))

    def _whole(self, mark: Mark) -> Stroke:
        unit = self._unit
        dash = tuple(d * unit for d in mark.value)
        return Stroke("text", (1.2 if mark is Mark.DOT else 0.8) * unit, dash=dash)
