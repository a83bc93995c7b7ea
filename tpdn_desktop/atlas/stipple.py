"""Referral zones as stipple: dense for the essential zone, sparse for spill-over, on a thin tint.

Each lit point has its own colour role (`referral.0` to `referral.7`) and its own form of dot, so
that zones stay apart without colour and in grey print. Where zones meet, both are drawn.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

from tpdn_desktop.atlas.drawing import Fill, Path, Stroke, circle, polyline
from tpdn_desktop.atlas.geometry import Curve, Polygon, Shape, contains, flattened
from tpdn_desktop.atlas.referral import Strength

FORMS: Final = ("dot", "ring", "cross", "triangle", "dash", "square", "plus", "diamond")
"""The form of dot for each of the eight referral colours, in their order."""

_STROKED: Final = frozenset({"ring", "cross", "plus", "dash"})
# Distance between dots and half size of a dot, in map units (1000 = body height).
_SPACING: Final = {Strength.ESSENTIAL: 5.2, Strength.SPILLOVER: 9.6}
_HALF_SIZE: Final = {Strength.ESSENTIAL: 1.35, Strength.SPILLOVER: 1.2}


def stippled(shape: Shape, strength: Strength, colour: int) -> tuple[Path, ...]:
    """The paths that show one region as referral zone, in map units.

    Args:
        shape: the closed outline of the region.
        strength: essential (dense, tinted) or spillover (sparse).
        colour: index of the lit point, from 0; colours and forms repeat after eight.
    """
    form = FORMS[colour % len(FORMS)]
    role = f"referral.{colour % len(FORMS)}"
    half = _HALF_SIZE[strength]
    dots = tuple(
        curve for x, y in _dots(shape, _SPACING[strength]) for curve in _DRAW[form](x, y, half)
    )
    tint = Path(shape, Fill(role, 0.16 if strength is Strength.ESSENTIAL else 0.05))
    if not dots:
        return (tint,)
    if form in _STROKED:
        return tint, Path(dots, stroke=Stroke(role, 0.95))
    return tint, Path(dots, Fill(role))


@lru_cache(maxsize=512)
def _dots(shape: Shape, spacing: float) -> tuple[tuple[float, float], ...]:
    """Evenly scattered places inside the shape: a hexagonal lattice, each shaken a little.

    The shake is seeded by the lattice place, so neighbouring regions of one zone share one lattice
    and the same zone always looks the same.
    """
    polygons = [flattened(curve, 3) for curve in shape]
    x0, y0, x1, y1 = _bounds(polygons)
    row_height = spacing * math.sqrt(3) / 2
    places: list[tuple[float, float]] = []
    for row in range(math.floor(y0 / row_height), math.ceil(y1 / row_height) + 1):
        shift = spacing / 2 if row % 2 else 0.0
        for column in range(math.floor(x0 / spacing) - 1, math.ceil(x1 / spacing) + 1):
            shake = random.Random(row * 7919 + column)  # noqa: S311 - a look, not a secret
            x = column * spacing + shift + shake.uniform(-0.28, 0.28) * spacing
            y = row * row_height + shake.uniform(-0.28, 0.28) * spacing
            if sum(contains(p, x, y) for p in polygons) % 2:
                places.append((x, y))
    return tuple(places)


def _bounds(polygons: Sequence[Polygon]) -> tuple[float, float, float, float]:
    xs = [x for p in polygons for x, _ in p]
    ys = [y for p in polygons for _, y in p]
    return min(xs), min(ys), max(xs), max(ys)


_Form = Callable[[float, float, float], tuple[Curve, ...]]


def _cross(x: float, y: float, s: float) -> tuple[Curve, ...]:
    d = s * 1.05
    return polyline((x - d, y - d), (x + d, y + d)) + polyline((x - d, y + d), (x + d, y - d))


def _plus(x: float, y: float, s: float) -> tuple[Curve, ...]:
    d = s * 1.35
    return polyline((x - d, y), (x + d, y)) + polyline((x, y - d), (x, y + d))


def _dash(x: float, y: float, s: float) -> tuple[Curve, ...]:
    return polyline((x - s * 1.5, y), (x + s * 1.5, y))


def _triangle(x: float, y: float, s: float) -> tuple[Curve, ...]:
    return polyline(
        (x, y - s * 1.45), (x + s * 1.3, y + s * 0.9), (x - s * 1.3, y + s * 0.9), closed=True
    )


def _square(x: float, y: float, s: float) -> tuple[Curve, ...]:
    return polyline((x - s, y - s), (x + s, y - s), (x + s, y + s), (x - s, y + s), closed=True)


def _diamond(x: float, y: float, s: float) -> tuple[Curve, ...]:
    w, h = s * 1.2, s * 1.45
    return polyline((x, y - h), (x + w, y), (x, y + h), (x - w, y), closed=True)


_DRAW: Final[dict[str, _Form]] = {
    "dot": circle,
    "ring": circle,
    "cross": _cross,
    "triangle": _triangle,
    "dash": _dash,
    "square": _square,
    "plus": _plus,
    "diamond": _diamond,
}
