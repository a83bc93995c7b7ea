"""One closed outline of the map: does a point lie inside it? Exact on the drawn curve, and quick.

The pieces of the outline are sorted into level bands the first time they are asked for. Of the few
in the band of a point, those beside it count by their ends alone; only a piece whose own box holds
the point is flattened.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from tpdn_desktop.atlas.geometry import Curve, Shape, flattened

STEPS = 8
"""Chords for each cubic of an outline: they keep within a few hundredths of a map unit."""

_BAND = 4.0

Cubic = tuple[float, float, float, float, float, float, float, float]
Piece = tuple[float, float, float, float, Cubic]
"""A cubic of an outline behind the box that holds it: left, top, right, bottom, the cubic."""

Box = tuple[float, float, float, float]


class Outline:
    """One shape, cut into pieces and bands when first asked."""

    __slots__ = ("_bands", "_floor", "_pieces", "_shape", "box")

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._pieces: tuple[Piece, ...] = ()
        self._bands: list[list[Piece]] | None = None
        self.box = control_box(shape)
        self._floor = math.floor(self.box[1] / _BAND)

    def contains(self, x: float, y: float) -> bool:
        """Whether the point lies inside (even-odd rule)."""
        x0, y0, x1, y1 = self.box
        if not (x0 <= x <= x1 and y0 <= y <= y1):
            return False
        inside = False
        bands = self._bands or self.prepare()
        for left, top, right, bottom, cubic in bands[math.floor(y / _BAND) - self._floor]:
            if right < x or y < top or bottom < y:
                continue  # nothing of it lies to the right at this height
            if left > x:
                # However it bends, it crosses the level an odd number of times just if its ends
                # lie on different sides.
                if (cubic[1] > y) != (cubic[7] > y):
                    inside = not inside
            elif _crosses(cubic, x, y):
                inside = not inside
        return inside

    def pieces(self) -> tuple[Piece, ...]:
        """The cubics of the outline with their boxes, in their order along it."""
        self._pieces = self._pieces or tuple(
            piece for curve in self._shape for piece in _pieces(curve)
        )
        return self._pieces

    def prepare(self) -> list[list[Piece]]:
        """Cut the outline into its bands, so that no answer takes longer than the next."""
        if self._bands is None:
            self._bands = self._cut()
        return self._bands

    def _cut(self) -> list[list[Piece]]:
        floor = self._floor
        bands: list[list[Piece]] = [[] for _ in range(math.floor(self.box[3] / _BAND) - floor + 1)]
        for piece in self.pieces():
            first, last = math.floor(piece[1] / _BAND), math.floor(piece[3] / _BAND)
            for band in range(first - floor, last - floor + 1):
                bands[band].append(piece)
        return bands


def control_box(shape: Shape) -> Box:
    """A box round all control points, which holds the curve too."""
    xs = [x for curve in shape for x in curve.numbers[0::2]]
    ys = [y for curve in shape for y in curve.numbers[1::2]]
    return min(xs), min(ys), max(xs), max(ys)


def _pieces(curve: Curve) -> Iterator[Piece]:
    """The cubics of a closed outline with their boxes; the line that closes it is one more."""
    numbers = curve.numbers
    for i in range(0, len(numbers) - 2, 6):
        x0, y0, x1, y1, x2, y2, x3, y3 = cubic = numbers[i : i + 8]
        yield (
            min(x0, x1, x2, x3),
            min(y0, y1, y2, y3),
            max(x0, x1, x2, x3),
            max(y0, y1, y2, y3),
            cubic,  # type: ignore[misc] # eight numbers
        )
    (x0, y0), (x3, y3) = numbers[-2:], numbers[:2]
    if (x0, y0) != (x3, y3):
        box = min(x0, x3), min(y0, y3), max(x0, x3), max(y0, y3)
        yield *box, (x0, y0, x0, y0, x3, y3, x3, y3)


def _crosses(cubic: Cubic, x: float, y: float) -> bool:
    """Whether a ray to the right of the point crosses the cubic an odd number of times."""
    odd = False
    for (xa, ya), (xb, yb) in pairwise(flattened(Curve(cubic, closed=False), STEPS)):
        if (ya > y) != (yb > y) and x < (xb - xa) * (y - ya) / (yb - ya) + xa:
            odd = not odd
    return odd
