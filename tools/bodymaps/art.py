"""What is drawn inside a muscle's outline, and which of the five tones it gets."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from bodymaps.curves import Line, fitted, splined, unit
from bodymaps.figures import ChartMuscle
from bodymaps.outlines import polygon, ring_cubics, ring_of, smoothed
from bodymaps.svg import Flat, flat


@dataclass(slots=True)
class Stroke:
    """One path of the art: a role and its runs."""

    role: str
    runs: list[Flat] = field(default_factory=list)
    closed: bool = True


def muscle_strokes(muscle: ChartMuscle, rings: list[Line], skin: BaseGeometry) -> list[Stroke]:
    """The art of one muscle in painter's order."""
    out = []
    area = unary_union([polygon(ring) for ring in rings])
    if muscle.pieces:
        for piece in muscle.pieces:
            slip = polygon(smoothed(piece)).intersection(skin)
            out.append(Stroke("muscle", [flat(ring_cubics(ring_of(slip)))]))
    fibres = [run for line in muscle.fibres if (run := _fibre(line, area)) is not None]
    if fibres and not muscle.pieces:
        out.append(Stroke("fibre", fibres, closed=False))
    return out


def _fibre(line: Line, area: BaseGeometry) -> Flat | None:
    """A fibre line inside the muscle, as a curve."""
    dense = splined(line, np.zeros(len(line), dtype=bool), 0.5, closed=False)
    kept = LineString(dense).intersection(area.buffer(-0.3))
    parts = [g for g in getattr(kept, "geoms", [kept]) if isinstance(g, LineString)]
    if not parts:
        return None
    points = np.array(max(parts, key=lambda part: part.length).coords)
    if len(points) < 3:
        return None
    return open_run(points)


def open_run(points: Line, tolerance: float = 0.12) -> Flat:
    """A dense open line as cubics."""
    start, end = unit(points[1] - points[0]), unit(points[-2] - points[-1])
    return flat(fitted(points, start, end, tolerance))


def tones_of(muscles: list[ChartMuscle], rings: dict[str, list[Line]]) -> dict[str, int]:
    """A tone from 0 to 4 for each muscle so that neighbours of a layer differ."""
    tones: dict[str, int] = {}
    areas = {m.muscle: unary_union([polygon(r) for r in rings[m.muscle]]).buffer(1.0) for m in muscles}
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
