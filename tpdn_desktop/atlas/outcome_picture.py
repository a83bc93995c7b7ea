"""An outcome over the sessions of a course, as a drawing that screen and paper share.

Lines are told apart by the form of their marks and by their dashes, never by colour. A session
without a value has a tick on the floor and no mark; where a line goes on behind such a gap, a row
of faint dots leads there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
from tpdn_desktop.atlas.outcome_plot import (
    FOOT,
    LETTER,
    LETTER_WIDTH,
    ROW,
    Entry,
    Frame,
    Mark,
    Plot,
    PlotLine,
    frame_of,
    legend_rows,
)

_DOT, _TICK = 2.1, 2.2
_LEAST_STEP: Final = 24.0
"""Between the middles of two days that are named."""
_DENSE, _SMALL = 30, 0.62
"""From so many sessions on the marks are smaller, and by how much."""


def plot_picture(
    plot: Plot,
    width: float,
    height: float,
    *,
    letter: float = LETTER,
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


@dataclass(frozen=True, slots=True)
class _Pen:
    """Makes the items of one plot."""

    plot: Plot
    frame: Frame
    letter: float
    ground: str

    @property
    def _unit(self) -> float:
        return self.letter / LETTER

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
        apart = max(_LEAST_STEP, 3.9 * LETTER) * self._unit
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
        room = min(widest * LETTER_WIDTH * size + 3.4 * size, self.frame.right / columns)
        top = self.frame.floor + (FOOT - 2.0) * unit
        return [
            item
            for number, row in enumerate(rows, start=1)
            for column, entry in enumerate(row)
            for item in self._entry(entry, 2.0 * unit + column * room, top + number * ROW * size)
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
