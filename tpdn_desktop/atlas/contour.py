"""Outlines of a field by marching squares, and the rows of a pattern inside such outlines.

A field says at the nodes of a square lattice how far inside a place is; below zero is outside.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import pairwise

from tpdn_desktop.atlas.drawing import polyline
from tpdn_desktop.atlas.geometry import Curve, Point, Polygon, Shape

Node = tuple[int, int]
Field = dict[Node, float]

_Edge = tuple[int, int, bool]
"""A node, and whether the edge runs down from it (else to the right)."""


def contours(field: Field, cell: float) -> Shape:
    """Where a field is zero, as closed outlines of straight pieces; where it is not known is out.

    `cell` is the distance between two nodes of the field, in map units.
    """
    inside = {node for node, value in field.items() if value > 0}
    rim = {
        (column, row)
        for column, row in inside
        if (column + 1, row) not in inside
        or (column - 1, row) not in inside
        or (column, row + 1) not in inside
        or (column, row - 1) not in inside
    }
    cells = {(column - dx, row - dy) for column, row in rim for dx in (0, 1) for dy in (0, 1)}
    following: dict[_Edge, _Edge] = {}
    for column, row in cells:
        following.update(_crossing(field, column, row))
    curves: list[Curve] = []
    while following:
        edge, after = following.popitem()
        ring = [edge]
        while after in following:
            ring.append(after)
            after = following.pop(after)
        if len(ring) > 2:
            curves += polyline(*(_at(field, e, cell) for e in ring), closed=True)
    return tuple(curves)


def _crossing(field: Field, column: int, row: int) -> Iterator[tuple[_Edge, _Edge]]:
    """The pieces of outline through one cell, the painful side always on the same hand."""
    corners = ((column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1))
    edges: tuple[_Edge, ...] = (
        *((column, row, False), (column + 1, row, True)),
        *((column, row + 1, False), (column, row, True)),
    )
    inside = [field.get(node, -1.0) > 0 for node in corners]
    enters = [edges[i] for i in range(4) if inside[i] and not inside[(i + 1) % 4]]
    leaves = [edges[i] for i in range(4) if not inside[i] and inside[(i + 1) % 4]]
    yield from zip(enters, leaves, strict=True)


def _at(field: Field, edge: _Edge, cell: float) -> Point:
    """Where the outline crosses an edge."""
    column, row, down = edge
    a = field.get((column, row), -cell)
    b = field.get((column, row + 1) if down else (column + 1, row), -cell)
    t = a / (a - b) if a != b else 0.5
    return (column + (0 if down else t)) * cell, (row + (t if down else 0)) * cell


Along = Callable[[float, float], tuple[float, float]]
"""From a place to its row (counted from 0, not whole) and how far along that row it lies."""


def rows_inside(shape: Shape, along: Along) -> Iterator[tuple[int, float, float]]:
    """The pieces of parallel rows inside a shape of short straight sides (even-odd).

    Yields the number of the row and from where to where it runs inside.
    """
    crossings: dict[int, list[float]] = {}
    for curve in shape:
        places = [along(x, y) for x, y in _corners(curve)]
        for (row_a, run_a), (row_b, run_b) in pairwise((places[-1], *places)):
            low, high = sorted((row_a, row_b))
            for row in range(math.ceil(low), math.ceil(high)):
                t = (row - row_a) / (row_b - row_a)
                crossings.setdefault(row, []).append(run_a + t * (run_b - run_a))
    for row, runs in crossings.items():
        runs.sort()
        for start, end in zip(runs[::2], runs[1::2], strict=False):
            yield row, start, end


def _corners(curve: Curve) -> Polygon:
    numbers = curve.numbers
    return tuple((numbers[i + 4], numbers[i + 5]) for i in range(2, len(numbers), 6))
