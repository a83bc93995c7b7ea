"""Depth without blur: darker rims, lighter middles and pale tendons as plain filled shapes."""

from __future__ import annotations

import numpy as np
from shapely import affinity
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from tools.bodymaps.outlines import ring_cubics
from tools.bodymaps.svg import Flat, flat

_TOLERANCE = 0.45


def polygons(shape: BaseGeometry, least: float) -> list[Polygon]:
    """The polygons of a shape above an area, largest first."""
    parts = [g for g in getattr(shape, "geoms", [shape]) if isinstance(g, Polygon)]
    return sorted((p for p in parts if p.area > least), key=lambda p: -p.area)


def inner_radius(area: BaseGeometry) -> float:
    """Radius of the largest disc that fits in, drawing units."""
    low, high = 0.0, 60.0
    plain = area.simplify(0.1)
    for _ in range(12):
        middle = (low + high) / 2
        if plain.buffer(-middle, quad_segs=3).is_empty:
            high = middle
        else:
            low = middle
    return low


def filled(shape: BaseGeometry, least: float = 0.6, tolerance: float = _TOLERANCE) -> list[Flat]:
    """A shape as closed runs, holes left out."""
    runs = []
    for part in polygons(shape, least):
        ring = np.array(part.exterior.coords)[:-1]
        if len(ring) >= 4:
            runs.append(flat(ring_cubics(ring, tolerance)))
    return runs


def inset(area: BaseGeometry, by: float) -> BaseGeometry:
    """The area without a rim of that width, its corners softened."""
    area = area.simplify(0.08)
    return (
        area.buffer(-by, quad_segs=6).buffer(-0.12 * by, quad_segs=4).buffer(0.12 * by, quad_segs=4)
    )


def rim(area: BaseGeometry, outline: list[Flat], radius: float) -> list[Flat]:
    """A ring along the outline (outline and inset, to be filled even-odd); empty if none fits."""
    hole = filled(inset(area, min(0.26 * radius, 1.9)))
    return [*outline, *hole] if hole else []


def sheens(area: BaseGeometry, radius: float) -> list[list[Flat]]:
    """Insets one inside the other, moved up toward the light, for the highlight."""
    if radius < 1.3:
        return []
    shares = (0.42, 0.68) if radius > 3 else (0.5,)
    steps = []
    for share in shares:
        shape = affinity.translate(
            inset(area, min(share * radius, share * 16.0)), 0, -0.07 * radius
        )
        runs = filled(shape.intersection(area), least=1.0)
        if runs:
            steps.append(runs)
    return steps
