"""Which muscle or region lies under a point of the map: exact on the drawn outline, and quick.

Pure: no drawing library is involved. How an outline is asked is in `outline`, how near outlines
come in `nearness`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from enum import StrEnum

from tpdn_desktop.atlas.bodymap import MapView, MuscleShape, RegionShape
from tpdn_desktop.atlas.geometry import Point, Shape
from tpdn_desktop.atlas.nearness import Nearness
from tpdn_desktop.atlas.outline import Box, Outline, control_box
from tpdn_desktop.domain.anatomy import Layer

ALL_LAYERS = frozenset(Layer)
_CELL = 16.0
_RANK = {Layer.SUPERFICIAL: 0, Layer.INTERMEDIATE: 1, Layer.DEEP: 2}


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


class _Areas:
    """The outlines of shapes, by cells in the order in which they are to be asked.

    Made when they are first asked: a chart is on the screen before the pointer is over it.
    """

    def __init__(self, shapes: Iterable[Shape]) -> None:
        self._shapes = shapes
        self._outlines: tuple[Outline, ...] = ()
        self._cells: dict[tuple[int, int], list[int]] = {}

    @property
    def outlines(self) -> tuple[Outline, ...]:
        """The outlines in their order."""
        if not self._outlines:
            outlines = tuple(Outline(shape) for shape in self._shapes)
            self._cells = _cells(outlines)
            self._outlines = outlines  # last: another thread may be asking
        return self._outlines

    def at(self, x: float, y: float) -> Iterable[int]:
        """The numbers of the shapes that hold a point."""
        outlines = self.outlines
        cell = (math.floor(x / _CELL), math.floor(y / _CELL))
        return (i for i in self._cells.get(cell, ()) if outlines[i].contains(x, y))


def _cells(outlines: Sequence[Outline]) -> dict[tuple[int, int], list[int]]:
    cells: dict[tuple[int, int], list[int]] = {}
    for i, outline in enumerate(outlines):
        x0, y0, x1, y1 = outline.box
        for column in range(math.floor(x0 / _CELL), math.floor(x1 / _CELL) + 1):
            for row in range(math.floor(y0 / _CELL), math.floor(y1 / _CELL) + 1):
                cells.setdefault((column, row), []).append(i)
    return cells


class HitIndex:
    """Answers for one view. Cheap to build; `hit_index` keeps one for each view."""

    def __init__(self, map_view: MapView) -> None:
        self._muscles = sorted(map_view.muscles, key=_hit_order)
        self._areas = _Areas([shape.outline for shape in self._muscles])
        self._regions = map_view.regions
        self._region_areas = _Areas([region.outline for region in map_view.regions])
        self._silhouette = Outline(map_view.silhouette)
        self._nearness: Nearness | None = None
        self._in_layers: dict[frozenset[Layer], list[bool]] = {}
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
        shown = self._shown(layers)
        found = tuple(self._muscles[i] for i in self._areas.at(x, y) if shown[i])
        if found or tolerance <= 0.0 or not self._silhouette.contains(x, y):
            return found
        near = self._measure().within(x, y, tolerance, shown)
        return tuple(self._muscles[i] for _, i in near)

    def prepare(self) -> None:
        """Prepare what the pointer asks for, so that its first answer is as quick as the next."""
        for area in (*self._areas.outlines, *self._region_areas.outlines, self._silhouette):
            area.prepare()
        self._measure()

    def warm(self) -> None:
        """Prepare all answers, those for the keyboard too."""
        self.prepare()
        self.showing()

    def region_at(self, x: float, y: float) -> RegionShape | None:
        """The surface region at a point in map units, or None outside the figure."""
        if not (math.isfinite(x) and math.isfinite(y)):
            return None
        for i in self._region_areas.at(x, y):
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
        here = self.anchor(shape, layers) or _middle(control_box(shape.outline))
        away = sorted((_to_box(area.box, *here), i) for i, area in enumerate(self._areas.outlines))
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

    def _shown(self, layers: frozenset[Layer]) -> list[bool]:
        """For each muscle, whether it is in one of the layers."""
        known = self._in_layers.get(layers)
        if known is None:
            known = self._in_layers[layers] = [m.layer in layers for m in self._muscles]
        return known

    def _measure(self) -> Nearness:
        if self._nearness is None:
            self._nearness = Nearness(self._areas.outlines)
        return self._nearness

    def _anchor(self, i: int, layers: frozenset[Layer]) -> Point | None:
        known = self._anchors.setdefault(layers, {})
        if i not in known:
            known[i] = self._showing_point(i, layers)
        return known[i]

    def _showing_point(self, i: int, layers: frozenset[Layer]) -> Point | None:
        """The sampled point of shape i nearest to its middle at which it is the topmost."""
        shape, (x0, y0, x1, y1) = self._muscles[i], self._areas.outlines[i].box
        points = [
            (x0 + (x1 - x0) * (k + 0.5) / 7, y0 + (y1 - y0) * (m + 0.5) / 7)
            for k in range(7)
            for m in range(7)
        ]
        mid_x, mid_y = (x0 + x1) / 2, (y0 + y1) / 2
        points.sort(key=lambda p: (p[0] - mid_x) ** 2 + (p[1] - mid_y) ** 2)
        for x, y in points:
            if self._areas.outlines[i].contains(x, y):
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


def _middle(box: Box) -> Point:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _to_box(box: Box, x: float, y: float) -> float:
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
