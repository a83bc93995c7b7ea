"""Which outlines come near a point, and how near: quick where many thin muscles crowd.

The pieces of all outlines are kept in short runs, which lie in the cells of a grid. The ends of the
pieces say how near an outline comes at most; only the few pieces that may come nearer than that are
measured, to chords.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, product

from tpdn_desktop.atlas.outline import Cubic, Outline, Piece

_CELL = 16.0
_RUN = 6
"""Pieces that lie one behind the other on an outline and share a box."""

_ONE_27TH, _TWO_NINTHS, _EIGHT_27THS = 1 / 27, 2 / 9, 8 / 27
"""What the points of a cubic weigh after a third and two thirds of the way."""

_Run = tuple[float, float, float, float, int, tuple[Piece, ...]]
"""Pieces behind the box that holds them and the number of their outline."""

_Candidate = tuple[float, int, Cubic]
"""A cubic behind the square of how near it comes at most, and the number of its outline."""


class Nearness:
    """Measures from points to outlines, which are named by their numbers."""

    def __init__(self, outlines: Sequence[Outline]) -> None:
        self._runs: list[_Run] = []
        self._cells: dict[tuple[int, int], list[int]] = {}
        for i, outline in enumerate(outlines):
            for run in _runs(i, outline.pieces()):
                self._keep(run)

    def _keep(self, run: _Run) -> None:
        left, top, right, bottom, _, _ = run
        for column in range(math.floor(left / _CELL), math.floor(right / _CELL) + 1):
            for row in range(math.floor(top / _CELL), math.floor(bottom / _CELL) + 1):
                self._cells.setdefault((column, row), []).append(len(self._runs))
        self._runs.append(run)

    def within(
        self, x: float, y: float, reach: float, asked: Sequence[bool]
    ) -> list[tuple[float, int]]:
        """The outlines that come within `reach` of a point, nearest first: how near, and which.

        Args:
            x: the point.
            y: the point.
            reach: how far to look, in map units.
            asked: for each outline, whether it counts.
        """
        farthest = reach * reach
        limits: dict[int, float] = {}
        candidates: list[_Candidate] = []
        for number in self._at_hand(x, y, reach):
            run = self._runs[number]
            i = run[4]
            if asked[i]:
                limits[i] = _gather(run, x, y, limits.get(i, farthest), candidates)
        found: dict[int, float] = {}
        for least, i, cubic in sorted(c for c in candidates if c[0] <= limits[c[1]]):
            if least <= limits[i]:
                found[i] = min(found.get(i, math.inf), _square_to_cubic(cubic, x, y))
                limits[i] = min(limits[i], found[i])
        return sorted((math.sqrt(s), i) for i, s in found.items() if s <= farthest)

    def _at_hand(self, x: float, y: float, reach: float) -> Iterable[int]:
        """The runs in the cells that come within `reach` of a point, those of its own first."""
        columns = range(math.floor((x - reach) / _CELL), math.floor((x + reach) / _CELL) + 1)
        rows = range(math.floor((y - reach) / _CELL), math.floor((y + reach) / _CELL) + 1)
        own = math.floor(x / _CELL), math.floor(y / _CELL)
        cells = [own, *product(columns, rows)]
        return dict.fromkeys(chain.from_iterable(self._cells.get(cell, ()) for cell in cells))


def _runs(i: int, pieces: Sequence[Piece]) -> Iterator[_Run]:
    for k in range(0, len(pieces), _RUN):
        run = tuple(pieces[k : k + _RUN])
        yield (
            min(p[0] for p in run),
            min(p[1] for p in run),
            max(p[2] for p in run),
            max(p[3] for p in run),
            i,
            run,
        )


def _gather(run: _Run, x: float, y: float, limit: float, into: list[_Candidate]) -> float:
    """Add what may be nearer than the limit; the limit from now on."""
    left, top, right, bottom, i, pieces = run
    aside = left - x if left > x else x - right if right < x else 0.0
    along = top - y if top > y else y - bottom if bottom < y else 0.0
    if aside * aside + along * along > limit:
        return limit
    for left, top, right, bottom, cubic in pieces:
        aside = left - x if left > x else x - right if right < x else 0.0
        along = top - y if top > y else y - bottom if bottom < y else 0.0
        least = aside * aside + along * along
        if least <= limit:
            into.append((least, i, cubic))
            # The outline goes through the ends of a piece: it is no farther than they.
            aside, along = cubic[0] - x, cubic[1] - y
            end = aside * aside + along * along
            limit = min(limit, end)
    return limit


def _square_to_cubic(cubic: Cubic, x: float, y: float) -> float:
    """The square of how far a point is from the three chords that stand for a cubic."""
    x0, y0, x1, y1, x2, y2, x3, y3 = cubic
    x0, y0, x3, y3 = x0 - x, y0 - y, x3 - x, y3 - y
    x1, y1 = _TWO_NINTHS * (x1 - x), _TWO_NINTHS * (y1 - y)
    x2, y2 = _TWO_NINTHS * (x2 - x), _TWO_NINTHS * (y2 - y)
    xa = _EIGHT_27THS * x0 + x1 + x1 + x2 + _ONE_27TH * x3
    ya = _EIGHT_27THS * y0 + y1 + y1 + y2 + _ONE_27TH * y3
    xb = _ONE_27TH * x0 + x1 + x2 + x2 + _EIGHT_27THS * x3
    yb = _ONE_27TH * y0 + y1 + y2 + y2 + _EIGHT_27THS * y3
    return min(
        _square_to_chord(x0, y0, xa, ya),
        _square_to_chord(xa, ya, xb, yb),
        _square_to_chord(xb, yb, x3, y3),
    )


def _square_to_chord(xa: float, ya: float, xb: float, yb: float) -> float:
    """The square of how far the origin is from a straight line between two points."""
    dx, dy = xb - xa, yb - ya
    along = -(xa * dx + ya * dy)
    if along <= 0.0:
        return xa * xa + ya * ya
    size = dx * dx + dy * dy
    if along >= size:
        return xb * xb + yb * yb
    aside = xa * dy - ya * dx
    return aside * aside / size
