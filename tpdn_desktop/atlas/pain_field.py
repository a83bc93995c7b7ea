"""The outline of a pain drawing: brush strokes, erasures and whole regions joined to one shape.

Each mark is a field over the view: how far a place lies inside it, in map units. Shading takes the
greater of two fields, erasing the lesser of one and the other's opposite; where the joined field is
zero runs the outline (marching squares). Pure, and the same for screen and paper.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, TypeVar

from tpdn_desktop.atlas.bodymap import UNITS, BodyMap
from tpdn_desktop.atlas.contour import Field, Node, contours
from tpdn_desktop.atlas.geometry import Point, Polygon, Shape, contains, flattened
from tpdn_desktop.domain.anatomy import View
from tpdn_desktop.domain.pain_drawing import PainMark, PainStroke

CELL: Final = 2.0
"""Width of a cell of the field, in map units, and as far as a field reaches."""

_REACH: Final = CELL
_STEP: Final = 0.35
"""Places of a stroke nearer to one another than this share of its radius are left out."""

_KEPT: Final = 24

_Key = tuple[int, View, tuple[PainMark, ...]]
_Kept = TypeVar("_Kept")


def in_map_units(stroke: PainStroke) -> tuple[Point, ...]:
    """The places of a stroke in map units of its view."""
    sign = -UNITS if stroke.view is View.POSTERIOR else UNITS
    return tuple((x * sign, (1.0 - y) * UNITS) for x, y in stroke.places)


def thinned(places: Sequence[Point], step: float) -> tuple[Point, ...]:
    """The places of a line without those nearer than `step` to the one before; the last stays."""
    kept = [places[0]]
    for place in places[1:-1]:
        if math.dist(place, kept[-1]) >= step:
            kept.append(place)
    return (*kept, places[-1]) if len(places) > 1 else tuple(kept)


def pain_shape(bodymap: BodyMap, marks: tuple[PainMark, ...], view: View) -> Shape:
    """The outline of all marks together in one view; empty when nothing hurts there.

    Regions that this map does not know are left out. The shape is even-odd: holes are holes.
    """
    here = tuple(m for m in marks if not isinstance(m, PainStroke) or m.view is view)
    return _FIELDS.shape(bodymap, here, view)


def forget_shapes() -> None:
    """Keep nothing of any patient's drawing (lock)."""
    _FIELDS.forget()


class _Fields:
    """The last fields that were asked for: a drawing grows mark by mark, so most is known."""

    def __init__(self) -> None:
        self._fields: OrderedDict[_Key, Field] = OrderedDict()
        self._shapes: OrderedDict[_Key, Shape] = OrderedDict()

    def shape(self, bodymap: BodyMap, marks: tuple[PainMark, ...], view: View) -> Shape:
        key = (bodymap.version, view, marks)
        shape = self._shapes.get(key)
        if shape is None:
            shape = contours(self._field(bodymap, marks, view), CELL)
            _keep(self._shapes, key, shape)
        return shape

    def forget(self) -> None:
        self._fields.clear()
        self._shapes.clear()

    def _field(self, bodymap: BodyMap, marks: tuple[PainMark, ...], view: View) -> Field:
        key = (bodymap.version, view, marks)
        known = self._fields.get(key)
        if known is not None:
            return known
        field = dict(self._fields.get((bodymap.version, view, marks[:-1]), {}))
        begun = (bodymap.version, view, marks[:-1]) in self._fields
        for mark in marks[-1:] if begun else marks:
            _join(field, bodymap, mark, view)
        _keep(self._fields, key, field)
        return field


def _keep(kept: OrderedDict[_Key, _Kept], key: _Key, value: _Kept) -> None:
    kept[key] = value
    while len(kept) > _KEPT:
        kept.popitem(last=False)


_FIELDS = _Fields()


def _join(field: Field, bodymap: BodyMap, mark: PainMark, view: View) -> None:
    if isinstance(mark, PainStroke):
        if mark.view is view:
            _draw_stroke(field, mark)
        return
    for face in bodymap.region_shapes(mark.region, mark.side):
        if face.view is view:
            outline = [flattened(curve, 4) for curve in face.outline]
            _merge(field, _region_field(outline).items(), takes_away=not mark.painful)


def _merge(field: Field, nodes: Iterable[tuple[Node, float]], *, takes_away: bool) -> None:
    if takes_away:
        for node, inside in nodes:
            if -inside < field.get(node, -_REACH):
                field[node] = -inside
    else:
        for node, inside in nodes:
            if inside > field.get(node, -_REACH):
                field[node] = inside


def _draw_stroke(field: Field, stroke: PainStroke) -> None:
    radius = max(stroke.radius * UNITS, 0.8 * CELL)
    places = thinned(in_map_units(stroke), _STEP * radius)
    for a, b in pairwise(places if len(places) > 1 else places * 2):
        _merge(field, _capsule(a, b, radius), takes_away=stroke.erases)


def _capsule(a: Point, b: Point, radius: float) -> Iterator[tuple[Node, float]]:
    """The nodes round a piece of a stroke and how far inside it they lie, row by row.

    Deep inside nothing is worked out: the field reaches no farther than `_REACH`.
    """
    low, high = min(a[1], b[1]) - radius - _REACH, max(a[1], b[1]) + radius + _REACH
    for row in range(math.ceil(low / CELL), math.floor(high / CELL) + 1):
        y = row * CELL
        outer = _span(a, b, radius + _REACH, y)
        if outer is None:
            continue
        inner = _span(a, b, radius - _REACH, y) if radius > _REACH else None
        first, last = math.ceil(outer[0] / CELL), math.floor(outer[1] / CELL)
        deep = range(0) if inner is None else _between(inner)
        for column in deep:
            yield (column, row), _REACH
        for column in range(first, last + 1):
            if column not in deep:
                away = _distance(column * CELL, y, a, b)
                yield (column, row), min(_REACH, radius - away)


def _between(span: tuple[float, float]) -> range:
    return range(math.ceil(span[0] / CELL), math.floor(span[1] / CELL) + 1)


def _span(a: Point, b: Point, reach: float, y: float) -> tuple[float, float] | None:
    """From where to where a level line lies within reach of a piece of line."""
    xs: list[float] = []
    for x0, y0 in (a, b):
        if abs(y - y0) <= reach:
            half = math.sqrt(reach * reach - (y - y0) * (y - y0))
            xs += (x0 - half, x0 + half)
    (ax, ay), (bx, by) = a, b
    length = math.hypot(bx - ax, by - ay)
    if length and ay != by:
        nx, ny = (ay - by) / length * reach, (bx - ax) / length * reach
        for sign in (1.0, -1.0):
            t = (y - ay - sign * ny) / (by - ay)
            if 0.0 <= t <= 1.0:
                xs.append(ax + sign * nx + t * (bx - ax))
    return (min(xs), max(xs)) if xs else None


def _distance(x: float, y: float, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = 0.0 if length == 0 else ((x - a[0]) * dx + (y - a[1]) * dy) / length
    t = 0.0 if t < 0.0 else min(t, 1.0)
    return math.hypot(x - a[0] - t * dx, y - a[1] - t * dy)


def _region_field(outline: Sequence[Polygon]) -> Field:
    """Near the rim the true distance, inside the full reach."""
    near: Field = {}
    for polygon in outline:
        for a, b in pairwise((*polygon, polygon[0])):
            for node, inside in _capsule(a, b, _REACH):
                near[node] = min(near.get(node, _REACH), _REACH - inside)
    ys = [y for polygon in outline for _, y in polygon]
    xs = [x for polygon in outline for x, _ in polygon]
    field: Field = {}
    for row in range(math.floor(min(ys) / CELL), math.ceil(max(ys) / CELL) + 1):
        for column in range(math.floor(min(xs) / CELL), math.ceil(max(xs) / CELL) + 1):
            x, y = column * CELL, row * CELL
            inside = sum(contains(polygon, x, y) for polygon in outline) % 2 == 1
            away = near.get((column, row), _REACH)
            field[column, row] = away if inside else -away
    return field
