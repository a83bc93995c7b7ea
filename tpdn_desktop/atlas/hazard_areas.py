"""The hazards of the danger level as hatched areas over the drawn body.

A scheme on an average body: an area says "think of this here", never how deep the structure lies,
and outside it no needle is safe for it. Figures and their sources: `atlas.hazard_figures`.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from tpdn_desktop.atlas.drawing import Fill, Path, Stroke
from tpdn_desktop.atlas.geometry import Curve, Point, Polygon, Shape, flattened
from tpdn_desktop.atlas.hazard_figures import FIGURES, HazardFigure
from tpdn_desktop.domain.anatomy import Side, View

HATCH: Final = 7.0
"""Distance of the hatching's lines, in widths of the border line."""


@dataclass(frozen=True, slots=True)
class HazardArea:
    """Where a hazard lies in one view, in that view's map units.

    `side` is MIDLINE for what is not one of a pair.
    """

    code: str
    side: Side
    view: View
    outline: Shape


@cache
def hazard_areas() -> tuple[HazardArea, ...]:
    """All areas of all hazards that have a place on the body, both sides, in every view."""
    return tuple(area for figure in FIGURES for area in _areas_of(figure))


def areas_for(codes: Collection[str], side: Side) -> tuple[HazardArea, ...]:
    """The areas of these hazards for a muscle on that side: its own side's and the unpaired ones.

    A midline muscle has those of both sides. Codes without a place on the body have none.
    """
    return tuple(
        area
        for area in hazard_areas()
        if area.code in codes and (Side.MIDLINE in {side, area.side} or area.side is side)
    )


def hazard_items(
    areas: Iterable[HazardArea], view: View, line: float = 1.0, *, hatched: bool = True
) -> tuple[Path, ...]:
    """The areas of one view: a thin border, and light hatching, in the colour of danger.

    Args:
        areas: what to draw.
        view: of which view.
        line: width of the border in map units; on a screen, the map units in one pixel.
        hatched: False leaves the border alone.
    """
    items: list[Path] = []
    for area in areas:
        if area.view is not view:
            continue
        if hatched:
            items.append(Path(area.outline, Fill("danger_mark", 0.06)))
            lines = hatching(area.outline, HATCH * line)
            if lines:
                items.append(Path(lines, stroke=Stroke("danger", 0.8 * line, 0.36)))
        items.append(Path(area.outline, stroke=Stroke("danger", 1.1 * line, 0.75)))
    return tuple(items)


def hatching(shape: Shape, spacing: float, *, falling: bool = False) -> Shape:
    """Straight lines at 45 degrees inside a closed shape (even-odd), so that no clip is needed.

    The lines of neighbouring shapes lie on one lattice. Their distance is `spacing` rounded to a
    half power of two, so that a zooming map does not work them out for each frame. `falling` turns
    them from upper left to lower right.
    """
    return _hatching(shape, 2.0 ** (round(2.0 * math.log2(spacing)) / 2.0), falling)


@lru_cache(maxsize=512)
def _hatching(shape: Shape, spacing: float, falling: bool) -> Shape:
    sign = 1.0 if falling else -1.0
    # In a frame turned by 45 degrees the lines are level.
    rings = [
        [((x + sign * y) * _R, (y - sign * x) * _R) for x, y in flattened(curve, 4)]
        for curve in shape
    ]
    levels = [v for ring in rings for _, v in ring]
    lines: list[Curve] = []
    for k in range(math.ceil(min(levels) / spacing), math.floor(max(levels) / spacing) + 1):
        level = k * spacing
        cuts = sorted(u for ring in rings for u in _cuts(ring, level))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False):
            if end - start > spacing / 8:
                lines.append(_straight(*(_back(u, level, sign) for u in (start, end))))
    return tuple(lines)


_R: Final = math.sqrt(0.5)


def _back(u: float, v: float, sign: float) -> Point:
    return (u - sign * v) * _R, (v + sign * u) * _R


def _cuts(ring: Sequence[Point], level: float) -> Iterable[float]:
    """Where a ring crosses a level."""
    ua, va = ring[-1]
    for ub, vb in ring:
        if (va > level) != (vb > level):
            yield ua + (ub - ua) * (level - va) / (vb - va)
        ua, va = ub, vb


def _straight(a: Point, b: Point) -> Curve:
    (xa, ya), (xb, yb) = a, b
    dx, dy = (xb - xa) / 3, (yb - ya) / 3
    return Curve((xa, ya, xa + dx, ya + dy, xb - dx, yb - dy, xb, yb), closed=False)


def _areas_of(figure: HazardFigure) -> Iterable[HazardArea]:
    points = figure.points
    border = points if figure.half_width is None else _widened(points, figure.half_width)
    # From in front the patient's left lies at the viewer's right, from behind at the left.
    outline = (_smooth(border, -1.0 if figure.view is View.POSTERIOR else 1.0),)
    yield HazardArea(figure.code, figure.side, figure.view, outline)
    if figure.mirrored:
        other = tuple(curve.mirrored() for curve in outline)
        yield HazardArea(figure.code, figure.side.opposite, figure.view, other)


def _widened(line: Sequence[Point], half: float) -> Polygon:
    """A band round a middle line, with round ends."""
    smooth = flattened(Curve(tuple(_bowed(line, closed=False)), closed=False), 3)
    there, back = [], []
    for i, (x, y) in enumerate(smooth):
        (xa, ya), (xb, yb) = smooth[max(0, i - 1)], smooth[min(len(smooth) - 1, i + 1)]
        length = math.hypot(xb - xa, yb - ya)
        nx, ny = -(yb - ya) / length * half, (xb - xa) / length * half
        there.append((x + nx, y + ny))
        back.append((x - nx, y - ny))
    return *there, _beyond(smooth[-2:], half), *back[::-1], _beyond(smooth[1::-1], half)


def _beyond(end: Sequence[Point], by: float) -> Point:
    """The point that lies so far beyond the end of a line."""
    (xa, ya), (xb, yb) = end
    length = math.hypot(xb - xa, yb - ya)
    return xb + (xb - xa) / length * by * 0.8, yb + (yb - ya) / length * by * 0.8


def _smooth(points: Sequence[Point], sign: float) -> Curve:
    numbers = _bowed(points, closed=True)
    return Curve(tuple(n * sign if i % 2 == 0 else n for i, n in enumerate(numbers)), closed=True)


def _bowed(points: Sequence[Point], *, closed: bool) -> list[float]:
    """A smooth curve through the points (Catmull-Rom), as the numbers of a `Curve`."""
    count = len(points)
    numbers = [*points[0]]

    def at(i: int) -> Point:
        return points[i % count] if closed else points[min(max(i, 0), count - 1)]

    for i in range(count if closed else count - 1):
        (xa, ya), (xb, yb), (xc, yc), (xd, yd) = (at(i + k) for k in (-1, 0, 1, 2))
        numbers += [xb + (xc - xa) / 6, yb + (yc - ya) / 6, xc - (xd - xb) / 6, yc - (yd - yb) / 6]
        numbers += [xc, yc]
    return numbers
