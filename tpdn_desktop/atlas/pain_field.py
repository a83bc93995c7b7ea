"""The outline of a pain drawing: brush strokes, erasures and whole regions joined to one shape.

Each mark is a field over the view: how far a place lies inside it, in map units. Shading takes the
greater of two fields, erasing the lesser of one and the other's opposite; where the joined field is
zero runs the outline (marching squares). Pure, and the same for screen and paper.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise, repeat
from typing import Final, NamedTuple, TypeVar

from tpdn_desktop.atlas.bodymap import UNITS, BodyMap
from tpdn_desktop.atlas.contour import Field, Node, contours
from tpdn_desktop.atlas.geometry import Point, Polygon, Shape, flattened
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


def work_out(bodymap: BodyMap, marks: tuple[PainMark, ...], view: View, most: int) -> int:
    """Join up to `most` further marks, so that `pain_shape` has less to do.

    A drawing of many long strokes takes half a second: a screen works it out between its events.

    Returns:
        how many marks were still to be joined before this step; none if it is not above `most`
        afterwards.
    """
    here = tuple(m for m in marks if not isinstance(m, PainStroke) or m.view is view)
    return _FIELDS.work_out(bodymap, here, view, most)


def forget_shapes() -> None:
    """Keep nothing of any patient's drawing (lock)."""
    _FIELDS.forget()


class _Fields:
    """The last fields that were asked for: a drawing grows mark by mark, so most is known."""

    def __init__(self) -> None:
        self._fields: OrderedDict[_Key, Field] = OrderedDict()
        self._shapes: OrderedDict[_Key, Shape] = OrderedDict()
        self._begun: OrderedDict[_Key, tuple[int, Field]] = OrderedDict()

    def shape(self, bodymap: BodyMap, marks: tuple[PainMark, ...], view: View) -> Shape:
        key = (bodymap.version, view, marks)
        shape = self._shapes.get(key)
        if shape is None:
            field = self._advanced(bodymap, key, len(marks)) or {}
            shape = contours(field, CELL)
            _keep(self._shapes, key, shape)
        return shape

    def forget(self) -> None:
        self._fields.clear()
        self._shapes.clear()
        self._begun.clear()

    def work_out(self, bodymap: BodyMap, marks: tuple[PainMark, ...], view: View, most: int) -> int:
        key = (bodymap.version, view, marks)
        if key in self._shapes or key in self._fields:
            return 0
        done, _ = self._begun.setdefault(key, self._start(key))
        self._advanced(bodymap, key, most)
        return len(marks) - done

    def _advanced(self, bodymap: BodyMap, key: _Key, most: int) -> Field | None:
        """The field with up to `most` further marks, once all are joined."""
        known = self._fields.get(key)
        if known is not None:
            return known
        _, view, marks = key
        done, field = self._begun.pop(key) if key in self._begun else self._start(key)
        upto = min(done + most, len(marks))
        for mark in marks[done:upto]:
            _join(field, bodymap, mark, view)
        if upto < len(marks):
            _keep(self._begun, key, (upto, field))
            return None
        _keep(self._fields, key, field)
        return field

    def _start(self, key: _Key) -> tuple[int, Field]:
        """The marks that are joined already, and their field: all but the last, or none."""
        version, view, marks = key
        known = self._fields.get((version, view, marks[:-1]))
        return (0, {}) if known is None else (len(marks) - 1, dict(known))


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
    """Join a stroke; deep inside it nothing is worked out, as the field reaches no farther."""
    radius = max(stroke.radius * UNITS, 0.8 * CELL)
    places = thinned(in_map_units(stroke), _STEP * radius)
    rows = list(_rows(places if len(places) > 1 else places * 2, radius))
    deep = _joined((row.number, row.deep) for row in rows)
    rim: Field = {}
    for row in rows:
        for column in _outside(row.whole, deep.get(row.number, ())):
            node = column, row.number
            inside = radius - _distance(column * CELL, row.number * CELL, row.a, row.b)
            if inside > rim.get(node, -_REACH):
                rim[node] = min(_REACH, inside)
    _merge(field, rim.items(), takes_away=stroke.erases)
    # As deep as a field goes: it stands over whatever was there.
    for number, spans in deep.items():
        for span in spans:
            nodes = zip(span, repeat(number), strict=False)
            field.update(dict.fromkeys(nodes, -_REACH if stroke.erases else _REACH))


class _Row(NamedTuple):
    """What a straight piece of a stroke, from `a` to `b`, covers of one row of nodes."""

    number: int
    whole: range
    deep: range
    a: Point
    b: Point


def _rows(places: Sequence[Point], radius: float) -> Iterator[_Row]:
    """The rows of all pieces of a stroke, with the columns near them and those deep inside."""
    for a, b in pairwise(places):
        low, high = min(a[1], b[1]) - radius - _REACH, max(a[1], b[1]) + radius + _REACH
        outer = _spans(a, b, radius + _REACH)
        inner = _spans(a, b, radius - _REACH) if radius > _REACH else None
        for number in range(math.ceil(low / CELL), math.floor(high / CELL) + 1):
            whole = outer(number * CELL)
            if whole is not None:
                deep = inner(number * CELL) if inner is not None else None
                yield _Row(number, _between(whole), _between(deep) if deep else range(0), a, b)


def _joined(spans: Iterable[tuple[int, range]]) -> dict[int, list[range]]:
    """The columns of each row that lie in any of its spans, as few spans in their order."""
    found: dict[int, list[range]] = {}
    for number, span in sorted(((n, s) for n, s in spans if s), key=lambda one: one[1].start):
        row = found.setdefault(number, [])
        if row and span.start <= row[-1].stop:
            row[-1] = range(row[-1].start, max(row[-1].stop, span.stop))
        else:
            row.append(span)
    return found


def _outside(whole: range, deep: Sequence[range]) -> Iterator[int]:
    """The columns of a span that lie in none of these others, which stand in their order."""
    start = whole.start
    for span in deep:
        yield from range(start, min(span.start, whole.stop))
        start = max(start, span.stop)
    yield from range(start, whole.stop)


def _between(span: tuple[float, float]) -> range:
    return range(math.ceil(span[0] / CELL), math.floor(span[1] / CELL) + 1)


def _spans(a: Point, b: Point, reach: float) -> Callable[[float], tuple[float, float] | None]:
    """From where to where a level line lies within reach of a piece of line, asked by its level."""
    (ax, ay), (bx, by) = a, b
    length = math.hypot(bx - ax, by - ay)
    slope, nx, ny = 0.0, 0.0, 0.0
    if length and ay != by:
        slope = (bx - ax) / (by - ay)
        nx, ny = (ay - by) / length * reach, (bx - ax) / length * reach

    def span(y: float) -> tuple[float, float] | None:
        low, high = math.inf, -math.inf
        for x0, y0 in (a, b):
            square = reach * reach - (y - y0) * (y - y0)
            if square >= 0.0:
                half = math.sqrt(square)
                low, high = min(low, x0 - half), max(high, x0 + half)
        if nx:
            for side_x, side_y in ((nx, ny), (-nx, -ny)):
                if 0.0 <= (y - ay - side_y) / (by - ay) <= 1.0:
                    x = ax + side_x + slope * (y - ay - side_y)
                    low, high = min(low, x), max(high, x)
        return (low, high) if low <= high else None

    return span


def _distance(x: float, y: float, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = 0.0 if length == 0 else ((x - a[0]) * dx + (y - a[1]) * dy) / length
    t = 0.0 if t < 0.0 else min(t, 1.0)
    return math.hypot(x - a[0] - t * dx, y - a[1] - t * dy)


def _region_field(outline: Sequence[Polygon]) -> Field:
    """Near the rim the true distance, inside the full reach."""
    near = _rim(outline)
    ys = [y for polygon in outline for _, y in polygon]
    xs = [x for polygon in outline for x, _ in polygon]
    columns = range(math.floor(min(xs) / CELL), math.ceil(max(xs) / CELL) + 1)
    field: Field = {}
    for number in range(math.floor(min(ys) / CELL), math.ceil(max(ys) / CELL) + 1):
        for column in columns:
            field[column, number] = -near.get((column, number), _REACH)
        crossings = sorted(_crossings(outline, number * CELL))
        for start, end in zip(crossings[::2], crossings[1::2], strict=True):
            for column in range(math.ceil(start / CELL), math.ceil(end / CELL)):
                field[column, number] = near.get((column, number), _REACH)
    return field


def _rim(outline: Sequence[Polygon]) -> Field:
    """How far the nodes near an outline are from it, on either side."""
    near: Field = {}
    for polygon in outline:
        for a, b in pairwise((*polygon, polygon[0])):
            for number, whole, _, _, _ in _rows((a, b), _REACH):
                for column in whole:
                    away = _distance(column * CELL, number * CELL, a, b)
                    near[column, number] = min(near.get((column, number), _REACH), away)
    return near


def _crossings(outline: Sequence[Polygon], y: float) -> Iterator[float]:
    """Where the sides of an outline cross a level line."""
    for polygon in outline:
        xa, ya = polygon[-1]
        for xb, yb in polygon:
            if (ya > y) != (yb > y):
                yield xa + (y - ya) / (yb - ya) * (xb - xa)
            xa, ya = xb, yb
