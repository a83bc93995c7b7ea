"""Hit outlines of the chartable muscles, the skin and the surface regions of one view."""

from __future__ import annotations

import numpy as np
from shapely import affinity, make_valid
from shapely.geometry import Point, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from tools.bodymaps.coverage import Coverage
from tools.bodymaps.curves import Cubic, Line, evaluated, resampled, smooth_ring, without_doubles
from tools.bodymaps.figures import ChartMuscle, Figures
from tools.bodymaps.svg import Flat, flat

_GAP = 0.75  # units: neighbours closer than twice this are drawn together


def polygon(ring: Line) -> BaseGeometry:
    """The ring as a valid polygon, its largest part if it crossed itself."""
    shape: BaseGeometry = Polygon(ring)
    return largest(shape if shape.is_valid else make_valid(shape, method="structure"))


def largest(shape: BaseGeometry) -> BaseGeometry:
    """The largest polygon of a shape, without its holes."""
    parts = [g for g in getattr(shape, "geoms", [shape]) if isinstance(g, Polygon)]
    if not parts:
        return Polygon()
    return Polygon(max(parts, key=lambda part: part.area).exterior)


def ring_of(shape: BaseGeometry) -> Line:
    """The outer ring of a polygon, last point not repeated."""
    return np.array(largest(shape).exterior.coords)[:-1]


def smoothing(ring: Line) -> tuple[float, int]:
    """Step and rounds of smoothing for a ring: small shapes are smoothed less."""
    shape = Polygon(ring)
    thick = 2.0 * abs(shape.area) / max(shape.length, 1e-9)
    if thick < 1.2:
        return 0.25, 5
    return (0.35, 14) if thick < 3.0 else (0.5, 36)


def smoothed(ring: Line) -> Line:
    """The ring smoothed as far as it keeps its shape: thin branches must not fold over."""
    step, rounds = smoothing(ring)
    plain = polygon(ring)
    for fewer in (rounds, rounds // 3, 2, 0):
        smooth = smooth_ring(ring, step=step, rounds=fewer)
        shape = Polygon(smooth)
        if shape.is_valid and shape.difference(plain).buffer(-0.6).area < 0.04 * plain.area:
            return smooth
    return resampled(np.array(plain.exterior.coords)[:-1], step, closed=True)


def skin_polygon(skin: Flat) -> BaseGeometry:
    """The left half of the figure (or the left sole) from its drawn outline."""
    return largest(polygon(flattened(skin)).intersection(box(0, -2000, 2000, 2000)))


def flattened(run: Flat, steps: int = 8) -> Line:
    """A closed run of cubics as a dense ring."""
    numbers = np.array(run[2:]).reshape(-1, 3, 2)
    start = np.array(run[:2])
    at = np.linspace(0, 1, steps, endpoint=False)
    pieces = []
    for control1, control2, end in numbers:
        pieces.append(evaluated((start, control1, control2, end), at))
        start = end
    return without_doubles(np.vstack(pieces), closed=True)


def parts_of(shape: BaseGeometry) -> list[BaseGeometry]:
    """The polygons of a shape without holes and crumbs, largest first."""
    parts = [g for g in getattr(shape, "geoms", [shape]) if isinstance(g, Polygon) and g.area > 0]
    parts.sort(key=lambda part: -part.area)
    whole = sum(part.area for part in parts)
    return [Polygon(p.exterior) for p in parts if p.area > 1.5 and p.area > 0.03 * whole] or parts[
        :1
    ]


def muscle_rings(figures: Figures, view: str, skin: BaseGeometry) -> dict[str, list[Line]]:
    """Dense outlines of the muscles of a view, borders of neighbours made to coincide.

    Most muscles have one ring; where a neighbour lies right across, there are two or three.
    Those of an unpaired muscle are its left half.
    """
    whole = skin.union(affinity.scale(skin, -1, 1, origin=(0, 0)))
    inner = whole.buffer(-0.1).intersection(box(0, -2000, 2000, 2000))
    places = _reserved(figures, view)
    rings: dict[str, list[Line]] = {}
    for layer in ("deep", "intermediate", "superficial"):
        muscles = [m for m in figures.chart[view] if m.layer == layer]
        shapes = _layer_shapes(muscles, figures.overlapping.get(view, set()), inner, places)
        for name, shape in shapes.items():
            rings[name] = [np.array(part.exterior.coords)[:-1] for part in parts_of(shape)]
    return rings


def _reserved(figures: Figures, view: str) -> dict[str, BaseGeometry]:
    """Small discs round the reference points: their muscle keeps them whatever is smoothed."""
    discs: dict[str, list[BaseGeometry]] = {}
    for place in figures.places.values():
        for spot in [place, *place.get("also", [])]:
            if spot["view"] == view:
                at = (1000 * abs(spot["x"]), 1000 * (1 - spot["y"]))
                discs.setdefault(place["muscle"], []).append(Point(at).buffer(1.6))
    return {name: unary_union(shapes) for name, shapes in discs.items()}


def _layer_shapes(
    muscles: list[ChartMuscle],
    overlapping: set[frozenset[str]],
    inner: BaseGeometry,
    places: dict[str, BaseGeometry],
) -> dict[str, BaseGeometry]:
    """The areas of one layer: gaps between neighbours closed, what lies under them cut off."""
    plain = _smooth_shapes(muscles, overlapping, inner, places)
    joined = [m for m in muscles if not m.overlay and not m.pieces]
    union = unary_union([plain[m.muscle] for m in joined])
    gaps = union.buffer(_GAP).buffer(-_GAP).difference(union).buffer(0.02)
    done: dict[str, BaseGeometry] = {}
    for muscle in sorted(joined, key=lambda m: -m.z):
        shape = plain[muscle.muscle]
        grown = shape.union(shape.buffer(2 * _GAP).intersection(gaps)).buffer(0)
        grown = grown.intersection(inner)
        for name, above in done.items():
            if frozenset((muscle.muscle, name)) not in overlapping and grown.intersects(above):
                grown = grown.difference(above)
        done[muscle.muscle] = _without_tails(grown.buffer(0))
    return {m.muscle: done.get(m.muscle, plain[m.muscle]) for m in muscles}


def _smooth_shapes(
    muscles: list[ChartMuscle],
    overlapping: set[frozenset[str]],
    inner: BaseGeometry,
    places: dict[str, BaseGeometry],
) -> dict[str, BaseGeometry]:
    """The smoothed areas of one layer, each with its reference points and without others'."""
    kept = {
        m.muscle: places[m.muscle].intersection(polygon(m.outline).buffer(0.4))
        for m in muscles
        if m.muscle in places
    }
    plain = {}
    for muscle in muscles:
        shape = polygon(smoothed(muscle.outline)).union(kept.get(muscle.muscle, Polygon()))
        shape = shape.intersection(inner)
        if not (muscle.overlay or muscle.pieces):
            for name, disc in kept.items():
                if name != muscle.muscle and frozenset((name, muscle.muscle)) not in overlapping:
                    shape = shape.difference(disc)
        plain[muscle.muscle] = shape
    return plain


def _without_tails(shape: BaseGeometry) -> BaseGeometry:
    """The shape without threads thinner than 0.3 unit that cutting left behind."""
    opened = shape.buffer(-0.15, join_style="mitre").buffer(0.17, join_style="mitre").buffer(0)
    return shape if opened.area < 0.5 * shape.area else shape.intersection(opened)


def muscle_runs(figures: Figures, view: str, rings: dict[str, list[Line]]) -> dict[str, list[Flat]]:
    """The outlines as runs of cubics, every shared border fitted once."""
    out: dict[str, list[Flat]] = {}
    for layer in ("deep", "intermediate", "superficial"):
        cover = Coverage(tolerance=0.15)
        muscles = [m for m in figures.chart[view] if m.layer == layer]
        for muscle in sorted(muscles, key=lambda m: -m.z):
            if not (muscle.overlay or muscle.pieces):
                for i, ring in enumerate(rings[muscle.muscle]):
                    cover.add(f"{muscle.muscle}#{i}", ring)
        for muscle in muscles:
            if muscle.overlay or muscle.pieces:
                cubics = [ring_cubics(ring) for ring in rings[muscle.muscle]]
            else:
                count = len(rings[muscle.muscle])
                cubics = [cover.cubics(f"{muscle.muscle}#{i}") for i in range(count)]
            if not muscle.paired:
                cubics = [with_mirror(run) for run in cubics]
            out[muscle.muscle] = [flat(run) for run in cubics]
    return out


def ring_cubics(
    ring: Line, tolerance: float = 0.12, corner: float = 50.0, *, midline: bool = False
) -> list[Cubic]:
    """One dense ring as cubics."""
    cover = Coverage(tolerance, corner, midline=midline)
    cover.add("ring", ring)
    return cover.cubics("ring")


def region_runs(figures: Figures, view: str) -> tuple[dict[str, Flat], Flat]:
    """Regions (left side, or whole) and the skin of the whole figure (or the left sole).

    Regions and skin come from one net of lines, so that the regions tile the figure exactly.
    """
    cover = Coverage(tolerance=0.07, corner=70.0, spline=0.4, midline=view != "plantar")
    half = figures.skin_half(view)
    if view != "plantar":
        half = _round_vertex(np.vstack([half[:1] * [0, 1], half[1:-1], half[-1:] * [0, 1]]))
    cover.add("", half)
    for face in figures.regions[view]:
        outline = _round_vertex(face.outline)
        cover.add(face.code, outline if face.paired else _left_part(outline))
    whole = {face.code for face in figures.regions[view] if not face.paired}
    runs = {}
    for name in cover.names():
        mirrored = (name in whole or name == "") and view != "plantar"
        runs[name] = flat(with_mirror(cover.cubics(name)) if mirrored else cover.cubics(name))
    return {name: run for name, run in runs.items() if name}, runs[""]


def _round_vertex(ring: Line) -> Line:
    """The ring with the measured dent at the vertex of the scalp taken out."""
    ring = ring.copy()
    ring[(np.abs(ring[:, 0]) < 0.01) & (np.abs(ring[:, 1] - 0.4) < 0.05), 1] = 0.02
    return ring


def _left_part(ring: Line) -> Line:
    """The part of a symmetrical ring at x >= 0."""
    shape = largest(polygon(ring).intersection(box(0, -2000, 2000, 2000)))
    points = np.array(shape.exterior.coords)[:-1]
    points[np.abs(points[:, 0]) < 5e-3, 0] = 0.0
    return points


def with_mirror(cubics: list[Cubic]) -> list[Cubic]:
    """A half ring without its way along the midline, and its mirror image."""
    inner = [all(abs(p[0]) < 0.006 for p in cubic) for cubic in cubics]
    if not any(inner):
        raise ValueError("the ring does not run along the midline")
    first = next(i for i in range(len(cubics)) if inner[i - 1] and not inner[i])
    turned = cubics[first:] + cubics[:first]
    outer = [c for c in turned if not all(abs(p[0]) < 0.006 for p in c)]
    flip = np.array([-1.0, 1.0])
    back = [tuple(p * flip for p in cubic[::-1]) for cubic in reversed(outer)]
    return [*outer, *back]
