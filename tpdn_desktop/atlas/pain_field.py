"""The outline of a pain drawing: brush strokes, erasures and whole regions joined to one shape.

Each mark is a field over the view: how far a place lies inside it, in map units. Shading takes the
greater of two fields, erasing the lesser of one and the other's opposite; where the joined field is
zero runs the outline (marching squares). Pure, and the same for screen and paper.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, TypeVar

from tpdn_desktop.atlas.bodymap import UNITS, BodyMap
from tpdn_desktop.atlas.contour import Field, Node, contours
from tpdn_desktop.atlas.geometry import Point, Polygon, Shape, contains, flattened
from tpdn_desktop.domain.anatomy import View
from tpdn_desktop.domain.pain_drawing import PainMark, PainStroke

CELL: Final = 2.0
"""Width of a cell of the field, in map units; twice that is as far as a field reaches."""

_REACH: Final = 2 * CELL
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
            _merge(field, _stroke_field(mark), takes_away=mark.erases)
        return
    for face in bodymap.region_shapes(mark.region, mark.side):
        if face.view is view:
            outline = [flattened(curve, 4) for curve in face.outline]
            _merge(field, _region_field(outline), takes_away=not mark.painful)


def _merge(field: Field, mark: Field, *, takes_away: bool) -> None:
    if takes_away:
        for node, value in mark.items():
            if node in field:
                field[node] = min(field[node], -value)
    else:
        for node, value in mark.items():
            field[node] = max(field.get(node, -_REACH), value)


def _stroke_field(stroke: PainStroke) -> Field:
    radius = max(stroke.radius * UNITS, 0.8 * CELL)
    places = thinned(in_map_units(stroke), 0.2 * radius)
    field: Field = {}
    for a, b in pairwise(places if len(places) > 1 else places * 2):
        for node, away in _nodes_near(a, b, radius + _REACH):
            inside = radius - away
            if inside > field.get(node, -_REACH):
                field[node] = min(inside, _REACH)
    return field


def _region_field(outline: Sequence[Polygon]) -> Field:
    """Near the rim the true distance, inside the full reach."""
    near: Field = {}
    for polygon in outline:
        for a, b in pairwise((*polygon, polygon[0])):
            for node, away in _nodes_near(a, b, _REACH):
                near[node] = min(near.get(node, _REACH), away)
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


def _nodes_near(a: Point, b: Point, reach: float) -> Iterator[tuple[Node, float]]:
    """The nodes within reach of a piece of line, with their distance from it."""
    (ax, ay), (bx, by) = a, b
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    first = math.floor((min(ax, bx) - reach) / CELL)
    last = math.ceil((max(ax, bx) + reach) / CELL)
    for row in range(
        math.floor((min(ay, by) - reach) / CELL), math.ceil((max(ay, by) + reach) / CELL) + 1
    ):
        y = row * CELL
        for column in range(first, last + 1):
            x = column * CELL
            t = 0.0 if length == 0 else ((x - ax) * dx + (y - ay) * dy) / length
            t = 0.0 if t < 0.0 else min(t, 1.0)
            away = math.hypot(x - ax - t * dx, y - ay - t * dy)
            if away < reach:
                yield (column, row), away
