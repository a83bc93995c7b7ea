"""Which muscle or region lies under a point of the map: exact on the drawn outline, and quick.

The pieces of an outline are sorted into level bands the first time they are asked for. Of the few
in the band of a point, those beside it count by their ends alone; only a piece whose own box holds
the point is flattened. Pure: no drawing library is involved.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import pairwise

from tpdn_desktop.atlas.bodymap import MapView, MuscleShape, RegionShape
from tpdn_desktop.atlas.geometry import Curve, Point, Polygon, Shape, flattened
from tpdn_desktop.domain.anatomy import Layer

ALL_LAYERS = frozenset(Layer)
STEPS = 8
"""Chords for each cubic of an outline: they keep within a few hundredths of a map unit."""

_COARSE = 3
"""Chords for a distance, which need not be as exact."""

_CELL = 16.0
_BAND = 4.0
_RANK = {Layer.SUPERFICIAL: 0, Layer.INTERMEDIATE: 1, Layer.DEEP: 2}

_Cubic = tuple[float, float, float, float, float, float, float, float]
_Piece = tuple[float, float, float, float, _Cubic]
"""A cubic of an outline behind the box that holds it: left, top, right, bottom, the cubic."""

_Box = tuple[float, float, float, float]


class Direction(StrEnum):
    """Where an arrow key points on the screen."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"


_AHEAD = {
    Direction.LEFT: (-1.0, 0.0),
    Direction.RIGHT: (1.0, 0.0),
    Direction.UP: (0.0, -1.0),
    Direction.DOWN: (0.0, 1.0),
}


class _Area:
    """One shape, cut into bands when first asked."""

    __slots__ = ("_bands", "_shape", "box", "floor")

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._bands: list[list[_Piece]] | None = None
        self.box = _control_box(shape)
        self.floor = math.floor(self.box[1] / _BAND)

    def contains(self, x: float, y: float) -> bool:
        x0, y0, x1, y1 = self.box
        if not (x0 <= x <= x1 and y0 <= y <= y1):
            return False
        inside = False
        for left, top, right, bottom, cubic in self.bands()[math.floor(y / _BAND) - self.floor]:
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

    def bands(self) -> list[list[_Piece]]:
        if self._bands is None:
            self._bands = self._cut()
        return self._bands

    def _cut(self) -> list[list[_Piece]]:
        floor = self.floor
        bands: list[list[_Piece]] = [
            [] for _ in range(math.floor(self.box[3] / _BAND) - self.floor + 1)
        ]
        for curve in self._shape:
            for piece in _pieces(curve):
                first, last = math.floor(piece[1] / _BAND), math.floor(piece[3] / _BAND)
                for band in range(first - floor, last - floor + 1):
                    bands[band].append(piece)
        return bands

    def distance(self, x: float, y: float, reach: float) -> float:
        """How far the point is from the outline; more than `reach` stands for far away."""
        best = math.inf
        bands = self.bands()
        first = max(0, math.floor((y - reach) / _BAND) - self.floor)
        for band in bands[first : math.floor((y + reach) / _BAND) - self.floor + 1]:
            for left, top, right, bottom, cubic in band:
                if left - x <= reach and x - right <= reach and top - y <= reach >= y - bottom:
                    best = min(best, _to_line(_chords(cubic, _COARSE), x, y))
                    reach = min(reach, best)
        return best


class _Grid:
    """Areas by cells, in the order in which they are to be asked."""

    def __init__(self, areas: Sequence[_Area]) -> None:
        self._areas = areas
        self._cells: dict[tuple[int, int], list[int]] = {}
        for i, area in enumerate(areas):
            x0, y0, x1, y1 = area.box
            for column in range(math.floor(x0 / _CELL), math.floor(x1 / _CELL) + 1):
                for row in range(math.floor(y0 / _CELL), math.floor(y1 / _CELL) + 1):
                    self._cells.setdefault((column, row), []).append(i)

    def at(self, x: float, y: float) -> Iterable[int]:
        cell = (math.floor(x / _CELL), math.floor(y / _CELL))
        areas = self._areas
        return (i for i in self._cells.get(cell, ()) if areas[i].contains(x, y))

    def near(self, x: float, y: float, reach: float) -> set[int]:
        """The areas whose box comes within `reach` of a point."""
        columns = range(math.floor((x - reach) / _CELL), math.floor((x + reach) / _CELL) + 1)
        rows = range(math.floor((y - reach) / _CELL), math.floor((y + reach) / _CELL) + 1)
        return {
            i
            for column in columns
            for row in rows
            for i in self._cells.get((column, row), ())
            if _to_box(self._areas[i].box, x, y) <= reach
        }


class HitIndex:
    """Answers for one view. Cheap to build; `hit_index` keeps one for each view."""

    def __init__(self, map_view: MapView) -> None:
        self._muscles = sorted(map_view.muscles, key=_hit_order)
        self._areas = [_Area(shape.outline) for shape in self._muscles]
        self._grid = _Grid(self._areas)
        self._regions = map_view.regions
        self._region_areas = [_Area(region.outline) for region in map_view.regions]
        self._region_grid = _Grid(self._region_areas)
        self._silhouette = _Area(map_view.silhouette)
        self._anchors: dict[frozenset[Layer], dict[int, Point | None]] = {}

    def hits(
        self, x: float, y: float, *, layers: frozenset[Layer] = ALL_LAYERS, tolerance: float = 0.0
    ) -> tuple[MuscleShape, ...]:
        """The muscles at a point in map units, topmost first; none outside the figure.

        Superficial before deep, in a layer the painter's order; sets of small muscles (fields)
        after the whole muscles of their layer; overlay shapes last. If nothing is hit exactly, the
        muscles whose outline is within `tolerance` map units, nearest first.
        """
        if not (math.isfinite(x) and math.isfinite(y)):
            return ()
        found = tuple(
            self._muscles[i] for i in self._grid.at(x, y) if self._muscles[i].layer in layers
        )
        if found or tolerance <= 0.0 or not self._silhouette.contains(x, y):
            return found
        close = []
        for i in self._grid.near(x, y, tolerance):
            if self._muscles[i].layer in layers:
                away = self._areas[i].distance(x, y, tolerance)
                if away <= tolerance:
                    close.append((away, i))
        return tuple(self._muscles[i] for _, i in sorted(close))

    def warm(self) -> None:
        """Prepare all answers, so that none of them takes longer than the others."""
        for area in (*self._areas, *self._region_areas, self._silhouette):
            area.bands()
        self.showing()

    def region_at(self, x: float, y: float) -> RegionShape | None:
        """The surface region at a point in map units, or None outside the figure."""
        if not (math.isfinite(x) and math.isfinite(y)):
            return None
        for i in self._region_grid.at(x, y):
            return self._regions[i]
        return None

    def in_figure(self, x: float, y: float) -> bool:
        """Whether the point lies on the figure."""
        return math.isfinite(x) and math.isfinite(y) and self._silhouette.contains(x, y)

    def anchor(self, shape: MuscleShape, layers: frozenset[Layer] = ALL_LAYERS) -> Point | None:
        """A point in the part of the shape that shows with these layers, or None if none does."""
        for i, known in enumerate(self._muscles):
            if known is shape:
                return self._anchor(i, layers)
        return None

    def neighbour(
        self, shape: MuscleShape, direction: Direction, layers: frozenset[Layer] = ALL_LAYERS
    ) -> MuscleShape | None:
        """The nearest showing muscle in that direction of the screen, or None at the edge."""
        here = self.anchor(shape, layers) or _middle(_control_box(shape.outline))
        away = sorted((_to_box(area.box, *here), i) for i, area in enumerate(self._areas))
        best: MuscleShape | None = None
        best_cost = math.inf
        for least, i in away:
            if least > best_cost:
                break  # no anchor in a box is nearer than the box
            other = self._muscles[i]
            if other is shape or other.layer not in layers:
                continue
            point = self._anchor(i, layers)
            cost = _step_cost(here, point, direction) if point else math.inf
            if cost < best_cost:
                best, best_cost = other, cost
        return best

    def showing(
        self, layers: frozenset[Layer] = ALL_LAYERS
    ) -> tuple[tuple[Point, MuscleShape], ...]:
        """The muscles that show with these layers, each with a point in its showing part."""
        return tuple(
            (point, shape)
            for i, shape in enumerate(self._muscles)
            if shape.layer in layers and (point := self._anchor(i, layers)) is not None
        )

    def _anchor(self, i: int, layers: frozenset[Layer]) -> Point | None:
        known = self._anchors.setdefault(layers, {})
        if i not in known:
            known[i] = self._showing_point(i, layers)
        return known[i]

    def _showing_point(self, i: int, layers: frozenset[Layer]) -> Point | None:
        """The sampled point of shape i nearest to its middle at which it is the topmost."""
        shape, (x0, y0, x1, y1) = self._muscles[i], self._areas[i].box
        points = [
            (x0 + (x1 - x0) * (k + 0.5) / 7, y0 + (y1 - y0) * (m + 0.5) / 7)
            for k in range(7)
            for m in range(7)
        ]
        mid_x, mid_y = (x0 + x1) / 2, (y0 + y1) / 2
        points.sort(key=lambda p: (p[0] - mid_x) ** 2 + (p[1] - mid_y) ** 2)
        for x, y in points:
            if self._areas[i].contains(x, y):
                top = self.hits(x, y, layers=layers)
                if top and (top[0] is shape or shape.overlay):
                    return x, y
        return None


_indexes: dict[int, tuple[MapView, HitIndex]] = {}


def hit_index(map_view: MapView) -> HitIndex:
    """The index of a view, made once for all that ask: what one has flattened serves the others."""
    known = _indexes.get(id(map_view))
    if known is None:
        known = _indexes[id(map_view)] = (map_view, HitIndex(map_view))
    return known[1]


def _hit_order(shape: MuscleShape) -> tuple[bool, int, bool, int]:
    return shape.overlay, _RANK[shape.layer], shape.field, -shape.order


def _control_box(shape: Shape) -> _Box:
    """A box round all control points, which holds the curve too."""
    xs = [x for curve in shape for x in curve.numbers[0::2]]
    ys = [y for curve in shape for y in curve.numbers[1::2]]
    return min(xs), min(ys), max(xs), max(ys)


def _middle(box: _Box) -> Point:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _to_box(box: _Box, x: float, y: float) -> float:
    """How far a point is from a box; nought inside."""
    return math.hypot(max(box[0] - x, 0.0, x - box[2]), max(box[1] - y, 0.0, y - box[3]))


def _step_cost(here: Point, there: Point, direction: Direction) -> float:
    """How far it is to go there in that direction; going aside counts more, going back is out."""
    ahead_x, ahead_y = _AHEAD[direction]
    dx, dy = there[0] - here[0], there[1] - here[1]
    along = dx * ahead_x + dy * ahead_y
    aside = abs(dx * ahead_y) + abs(dy * ahead_x)
    if along <= 0.2 or aside > 1.8 * along:
        return math.inf
    return along + 1.6 * aside


def _pieces(curve: Curve) -> Iterator[_Piece]:
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


def _chords(cubic: _Cubic, steps: int) -> Polygon:
    return flattened(Curve(cubic, closed=False), steps)


def _crosses(cubic: _Cubic, x: float, y: float) -> bool:
    """Whether a ray to the right of the point crosses the cubic an odd number of times."""
    odd = False
    for (xa, ya), (xb, yb) in pairwise(_chords(cubic, STEPS)):
        if (ya > y) != (yb > y) and x < (xb - xa) * (y - ya) / (yb - ya) + xa:
            odd = not odd
    return odd


def _to_line(line: Polygon, x: float, y: float) -> float:
    """How far a point is from a row of chords."""
    best = math.inf
    xa, ya = line[0]
    for xb, yb in line[1:]:
        dx, dy = xb - xa, yb - ya
        px, py = x - xa, y - ya
        size = dx * dx + dy * dy
        t = (px * dx + py * dy) / size if size else 0.0
        if t > 1.0:
            px, py = x - xb, y - yb
        elif t > 0.0:
            px, py = px - t * dx, py - t * dy
        best = min(best, px * px + py * py)
        xa, ya = xb, yb
    return math.sqrt(best)
