"""Crowded marks moved apart: the mark goes out along a hairline, the true place keeps a dot.

A pure function of places and mark size, so that screen and paper spread alike. A mark never leaves
its side of the body, never covers another mark, and leaders do not cross where that can be helped.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tpdn_desktop.atlas.geometry import Point

CLOSE: Final = 0.9
"""Two marks nearer than this share of a mark's size are spread."""

_RINGS: Final = (1.15, 1.6, 2.1, 2.7, 3.4, 4.2, 5.2, 6.4)
_MARGIN: Final = 0.8
"""How near the edge of a picture the middle of a mark may come, as a share of its size."""
_DIRECTIONS: Final = 20


@dataclass(frozen=True, slots=True)
class Anchor:
    """The true place of a mark, and the x of the midline of its figure (None: no midline)."""

    x: float
    y: float
    midline: float | None = None


def spread(
    anchors: Sequence[Anchor],
    size: float,
    frame: Point | None = None,
    *,
    beside: Sequence[Point] = (),
) -> tuple[Point, ...]:
    """Where each mark is drawn, in the order given: at its own place, or moved out of a crowd.

    Args:
        anchors: the true places, in any unit.
        size: the size of a mark in the same unit.
        frame: width and height of a picture that no mark may leave, if there is an edge.
        beside: where other marks are drawn already; they stay, and none of these covers them.
    """
    true_places = _Cells(size)
    for anchor in anchors:
        true_places.add((anchor.x, anchor.y))
    taken = _Cells(size)
    for drawn in beside:
        taken.add(drawn)
    leaders: list[tuple[Point, Point]] = []
    result: list[Point] = []
    for anchor in anchors:
        place = _best_place(anchor, size, taken, true_places, leaders, frame)
        taken.add(place)
        result.append(place)
        if place != (anchor.x, anchor.y):
            leaders.append(((anchor.x, anchor.y), place))
    return tuple(result)


class _Cells:
    """Points in a grid of cells, to ask quickly for the nearest few."""

    def __init__(self, size: float) -> None:
        self._size = size
        self._cells: dict[tuple[int, int], list[Point]] = defaultdict(list)

    def add(self, point: Point) -> None:
        self._cells[int(point[0] // self._size), int(point[1] // self._size)].append(point)

    def near(self, x: float, y: float) -> list[Point]:
        i, j = int(x // self._size), int(y // self._size)
        return [
            p
            for a in (i - 1, i, i + 1)
            for b in (j - 1, j, j + 1)
            for p in self._cells.get((a, b), ())
        ]


def _best_place(
    anchor: Anchor,
    size: float,
    taken: _Cells,
    true_places: _Cells,
    leaders: list[tuple[Point, Point]],
    frame: Point | None,
) -> Point:
    home = (anchor.x, anchor.y)
    crowded = sum(_distance(home, p) < CLOSE * size for p in true_places.near(*home)) > 1
    if not crowded and all(_distance(home, p) >= CLOSE * size for p in taken.near(*home)):
        return home
    best = home
    best_cost = math.inf
    outward = 0.0 if anchor.midline is None else math.copysign(1.0, anchor.x - anchor.midline)
    for ring in _RINGS:
        for k in range(_DIRECTIONS):
            a = 2 * math.pi * k / _DIRECTIONS
            place = (anchor.x + ring * size * math.cos(a), anchor.y + ring * size * math.sin(a))
            if _crosses_midline(anchor, place, size) or _leaves(frame, place, size):
                continue
            if any(_distance(place, p) < CLOSE * size for p in taken.near(*place)):
                continue
            cost = ring - 0.35 * outward * math.cos(a)
            cost += sum(0.8 for p in true_places.near(*place) if _distance(place, p) < 0.55 * size)
            cost += sum(1.5 for start, end in leaders if _cross(home, place, start, end))
            if cost < best_cost:
                best, best_cost = place, cost
        if best_cost < ring:
            break
    return best


def _crosses_midline(anchor: Anchor, place: Point, size: float) -> bool:
    if anchor.midline is None:
        return False
    before, after = anchor.x - anchor.midline, place[0] - anchor.midline
    return before * after < 0 or abs(after) < min(abs(before), 0.5 * size)


def _leaves(frame: Point | None, place: Point, size: float) -> bool:
    if frame is None:
        return False
    margin = _MARGIN * size
    return any(not margin <= v <= most - margin for v, most in zip(place, frame, strict=True))


def _distance(a: Point, b: Point) -> float:
    return math.hypot(a[0] - b[0], a[1] - b[1])


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    def turn(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0
