"""Which muscle or region lies under a point of the map: exact on the drawn outline, and quick.

Curves are flattened finely the first time they are asked for; each ring is cut into level bands,
so that a question looks at a handful of edges. Pure: no drawing library is involved.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from enum import StrEnum

from tpdn_desktop.atlas.bodymap import MapView, MuscleShape, RegionShape
from tpdn_desktop.atlas.geometry import Point, Shape, flattened
from tpdn_desktop.domain.anatomy import Layer

ALL_LAYERS = frozenset(Layer)
STEPS = 8
"""Chords for each cubic of an outline: they keep within a few hundredths of a map unit."""

_CELL = 16.0
_BAND = 4.0
_RANK = {Layer.SUPERFICIAL: 0, Layer.INTERMEDIATE: 1, Layer.DEEP: 2}

_Edge = tuple[float, float, float, float]
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
    """One shape, flattened when first asked."""

    __slots__ = ("_bands", "_edges", "_shape", "box", "floor")

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._edges: list[_Edge] | None = None
        self._bands: list[list[_Edge]] | None = None
        self.box = _control_box(shape)
        self.floor = math.floor(self.box[1] / _BAND)

    def edges(self) -> list[_Edge]:
        if self._edges is None:
            self._edges = []
            for curve in self._shape:
                ring = flattened(curve, STEPS)
                self._edges += [
                    (*a, *b) for a, b in zip(ring, (*ring[1:], ring[0]), strict=True) if a != b
                ]
        return self._edges

    def contains(self, x: float, y: float) -> bool:
        x0, y0, x1, y1 = self.box
        if not (x0 <= x <= x1 and y0 <= y <= y1):
            return False
        if self._bands is None:
            self._bands = self._cut()
        inside = False
        for xa, ya, xb, yb in self._bands[math.floor(y / _BAND) - self.floor]:
            if (ya > y) != (yb > y) and x < (xb - xa) * (y - ya) / (yb - ya) + xa:
                inside = not inside
        return inside

    def _cut(self) -> list[list[_Edge]]:
        bands: list[list[_Edge]] = [
            [] for _ in range(math.floor(self.box[3] / _BAND) - self.floor + 1)
        ]
        for edge in self.edges():
            low, high = sorted((edge[1], edge[3]))
            for i in range(math.floor(low / _BAND), math.floor(high / _BAND) + 1):
                bands[i - self.floor].append(edge)
        return bands

    def distance(self, x: float, y: float) -> float:
        """How far the point is from the nearest edge."""
        return min(_to_edge(edge, x, y) for edge in self.edges())

    def near(self, x: float, y: float, reach: float) -> bool:
        x0, y0, x1, y1 = self.box
        return x0 - reach <= x <= x1 + reach and y0 - reach <= y <= y1 + reach


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


class HitIndex:
    """Answers for one view. Cheap to build; `hit_index` keeps one for each view."""

    def __init__(self, map_view: MapView) -> None:
        self._muscles = sorted(map_view.muscles, key=_hit_order)
        self._areas = [_Area(shape.outline) for shape in self._muscles]
        self._grid = _Grid(self._areas)
        self._regions = map_view.regions
        self._region_grid = _Grid([_Area(region.outline) for region in map_view.regions])
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
        for i, shape in enumerate(self._muscles):
            if shape.layer in layers and self._areas[i].near(x, y, tolerance):
                away = self._areas[i].distance(x, y)
                if away <= tolerance:
                    close.append((away, i))
        return tuple(self._muscles[i] for _, i in sorted(close))

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


def _to_edge(edge: _Edge, x: float, y: float) -> float:
    xa, ya, xb, yb = edge
    dx, dy = xb - xa, yb - ya
    t = ((x - xa) * dx + (y - ya) * dy) / (dx * dx + dy * dy)
    t = min(1.0, max(0.0, t))
    return math.hypot(x - xa - t * dx, y - ya - t * dy)
