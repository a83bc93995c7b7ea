"""What is drawn inside a muscle's outline, and which of the five tones it gets."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from tools.bodymaps.curves import Line, fitted, unit
from tools.bodymaps.fibres import fibre_lines
from tools.bodymaps.figures import ChartMuscle
from tools.bodymaps.outlines import polygon, ring_cubics, ring_of, smoothed
from tools.bodymaps.shading import filled, inner_radius, rim, sheens
from tools.bodymaps.svg import Flat, flat
from tools.bodymaps.tendons import tendon_of

# Courses the measured ones leave open: the upper fibres of latissimus run along its upper border
# (drawing units, left side).
FURTHER_COURSES: dict[str, tuple[list[tuple[float, float]], ...]] = {
    "latissimus_dorsi": (
        [(33.0, 260.0), (50.0, 256.0), (70.0, 251.5), (92.0, 243.0)],
        [(23.0, 292.0), (45.0, 277.0), (70.0, 262.0), (92.0, 245.0)],
    ),
}


@dataclass(slots=True)
class Stroke:
    """One path of the art: a role and its runs."""

    role: str
    runs: list[Flat] = field(default_factory=list)
    closed: bool = True


def muscle_strokes(
    muscle: ChartMuscle,
    rings: list[Line],
    outline: list[Flat],
    skin: BaseGeometry,
    *,
    veiled: bool,
) -> list[Stroke]:
    """The art of one muscle in painter's order, its fill apart."""
    if muscle.pieces:
        return _slips(muscle, skin, "overlay" if veiled else "muscle")
    area = unary_union([polygon(ring) for ring in rings])
    if veiled:
        lines = fibre_lines(area, muscle.fibres, 2.6, 8.0)
        runs = [open_run(line) for line in lines]
        return [Stroke("fibre", runs, closed=False)] if runs else []
    further = FURTHER_COURSES.get(muscle.muscle, ()) if len(muscle.fibres) > 1 else ()
    guides = (*muscle.fibres, *(np.array(line) for line in further))
    return belly_strokes(area, outline, guides, tendon_of(muscle.muscle, area))


def belly_strokes(
    area: BaseGeometry, outline: list[Flat], guides: tuple[Line, ...], tendon: BaseGeometry
) -> list[Stroke]:
    """Tendon, sheen, fibres and rim of one muscle."""
    radius = inner_radius(area)
    out = []
    if runs := filled(tendon, tolerance=0.12):
        out.append(Stroke("tendon", runs))
    out += [Stroke("sheen", runs) for runs in sheens(area, radius)]
    spacing = float(np.clip(0.24 * radius, 0.75, 2.3))
    lines = fibre_lines(area, guides, spacing, max(2.5, 0.5 * radius)) if radius > 0.5 else []
    if lines:
        out.append(Stroke("fibre", [open_run(line) for line in lines], closed=False))
    if runs := rim(area, outline, radius):
        out.append(Stroke("shade", runs))
    return out


def _slips(muscle: ChartMuscle, skin: BaseGeometry, role: str) -> list[Stroke]:
    """The slips of a set of small muscles, each with a rim."""
    out = []
    for piece in muscle.pieces:
        slip = polygon(smoothed(piece)).intersection(skin)
        if slip.is_empty or slip.area < 0.3:
            continue
        run = [flat(ring_cubics(ring_of(slip)))]
        out.append(Stroke(role, run))
    return out


def open_run(points: Line, tolerance: float = 0.3) -> Flat:
    """A dense open line as cubics."""
    start, end = unit(points[1] - points[0]), unit(points[-2] - points[-1])
    return flat(fitted(points, start, end, tolerance))


def tones_of(muscles: list[ChartMuscle], rings: dict[str, list[Line]]) -> dict[str, int]:
    """A tone from 0 to 4 for each muscle so that neighbours of a layer differ."""
    tones: dict[str, int] = {}
    areas = {
        m.muscle: unary_union([Polygon(r) for r in rings[m.muscle]]).buffer(1.0) for m in muscles
    }
    for muscle in sorted(muscles, key=lambda m: (m.layer, -m.z, m.muscle)):
        near = {
            tones[other.muscle]
            for other in muscles
            if other.layer == muscle.layer
            and other.muscle in tones
            and areas[other.muscle].intersects(areas[muscle.muscle])
        }
        count = [sum(t == k for t in tones.values()) for k in range(5)]
        free = [k for k in range(5) if k not in near] or list(range(5))
        tones[muscle.muscle] = min(free, key=lambda k: (count[k], k))
    return tones
