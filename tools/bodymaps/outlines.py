"""Hit outlines of the chartable muscles, the skin and the surface regions of one view."""

from __future__ import annotations

import numpy as np
from shapely import STRtree, affinity, make_valid
from shapely.geometry import LineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from tools.bodymaps.coverage import Coverage
from tools.bodymaps.curves import (
    Cubic,
    Line,
    calmed,
    evaluated,
    resampled,
    smooth_ring,
    splined,
    without_doubles,
)
from tools.bodymaps.figures import ChartMuscle, Figures
from tools.bodymaps.svg import Flat, flat

_GAP = 0.75  # units: neighbours closer than twice this are drawn together
_POCKET = 2.2, 9.0  # units: openings narrower than twice this and smaller than this are closed
_SWELL = 7.0  # units: radius of the arcs beside a reference point that stands out
_ON_EDGE = 0.35  # units: vertices of regions so near to the skin's edge lie on it
_ROUND = 1.1  # units: radius of the ends of tendons and slips


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
    _close_pockets(done)
    _round_ends(done, places)
    return {m.muscle: done.get(m.muscle, plain[m.muscle]) for m in muscles}


def _close_pockets(shapes: dict[str, BaseGeometry]) -> None:
    """Give each small opening between neighbours to the one that borders most of it."""
    reach, most = _POCKET
    whole = unary_union(list(shapes.values()))
    openings = whole.buffer(reach, quad_segs=4).buffer(-reach, quad_segs=4).difference(whole)
    names, tree = list(shapes), STRtree(list(shapes.values()))
    for pocket in getattr(openings, "geoms", [openings]):
        if not 0.05 < pocket.area < most:
            continue
        wide = pocket.buffer(0.05)
        near = {names[i]: shapes[names[i]].intersection(wide).area for i in tree.query(wide)}
        edge = pocket.boundary
        beside = unary_union([shapes[name] for name in near]).buffer(0.1)
        if edge.intersection(beside).length > 0.9 * edge.length:
            name = max(near, key=lambda name: near[name])
            shapes[name] = shapes[name].union(wide.difference(whole)).buffer(0)


def _round_ends(shapes: dict[str, BaseGeometry], places: dict[str, BaseGeometry]) -> None:
    """Round the free corners of a layer: cut tendons end in a curve.

    A corner that lies in one neighbour goes to it; where several meet, corners stay.
    """
    names, before = list(shapes), [shape.buffer(0) for shape in shapes.values()]
    tree = STRtree(before)
    for i, (name, shape) in enumerate(zip(names, before, strict=True)):
        opened = shape.buffer(-_ROUND, quad_segs=6).buffer(_ROUND, quad_segs=6)
        if opened.area < 0.5 * shape.area:
            continue
        corners = shape.difference(opened)
        for corner in getattr(corners, "geoms", [corners]):
            # At the midline the other side's shape goes on.
            if not 0.01 < corner.area < _ROUND**2 or corner.bounds[0] < 0.4:
                continue
            near = set(tree.query(corner, predicate="dwithin", distance=0.3)) - {i}
            if not near:
                shapes[name] = shapes[name].difference(corner.buffer(0.02))
            elif len(near) == 1 and _lies_in(corner, shape, before[other := near.pop()]):
                shapes[name] = shapes[name].difference(corner)
                shapes[names[other]] = shapes[names[other]].union(corner.buffer(0.01)).buffer(0)
        kept = places.get(name, Polygon()).intersection(shape)
        shapes[name] = shapes[name].union(kept).buffer(0)


def _lies_in(corner: BaseGeometry, shape: BaseGeometry, neighbour: BaseGeometry) -> bool:
    """Whether the outer edge of a shape's corner borders one neighbour nearly all along."""
    edge = corner.boundary.intersection(shape.boundary.buffer(0.02))
    return bool(edge.intersection(neighbour.buffer(0.1)).length > 0.9 * edge.length)


def _smooth_shapes(
    muscles: list[ChartMuscle],
    overlapping: set[frozenset[str]],
    inner: BaseGeometry,
    places: dict[str, BaseGeometry],
) -> dict[str, BaseGeometry]:
    """The smoothed areas of one layer, each with its reference points and without others'."""
    plain = {m.muscle: polygon(smoothed(m.outline)) for m in muscles}
    kept = {
        m.muscle: _bed(plain[m.muscle], places[m.muscle].intersection(_about(m)))
        for m in muscles
        if m.muscle in places
    }
    for muscle in muscles:
        shape = plain[muscle.muscle].union(kept.get(muscle.muscle, Polygon())).intersection(inner)
        if not (muscle.overlay or muscle.pieces):
            for name, bed in kept.items():
                if name != muscle.muscle and frozenset((name, muscle.muscle)) not in overlapping:
                    shape = shape.difference(bed)
        plain[muscle.muscle] = shape
    return plain


def _about(muscle: ChartMuscle) -> BaseGeometry:
    return polygon(muscle.outline).buffer(0.4)


def _bed(shape: BaseGeometry, discs: BaseGeometry) -> BaseGeometry:
    """What a muscle keeps round its reference points: discs that swell out of it gently.

    Where a disc stands out of the smoothed shape, the corners beside it are filled by wide arcs, so
    that no knob shows.
    """
    beds = []
    for disc in getattr(discs, "geoms", [discs]):
        beds.append(disc)
        if disc.difference(shape).area > 0.01:
            joined = shape.union(disc)
            filled = joined.buffer(_SWELL, quad_segs=16).buffer(-_SWELL, quad_segs=16)
            beside = unary_union([disc, shape.intersection(disc.buffer(_SWELL))]).convex_hull
            beds.append(filled.intersection(beside))
    return unary_union(beds).buffer(0)


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
    edge = _Edge(half, half if view == "plantar" else calmed(half))
    outlines = {}
    for face in figures.regions[view]:
        outline = _round_vertex(face.outline)
        outlines[face.code] = edge.moved(outline if face.paired else _left_part(outline))
    cover.add("", edge.line())
    for code, outline in outlines.items():
        cover.add(code, outline)
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


class _Edge:
    """The skin's edge before and after it was calmed, for the outlines of regions that end on it.

    Vertices of regions on the edge go where it went. Those between two vertices of the edge come to
    lie on the curve through its new ones and join it, so that it stays as smooth as without them.
    """

    def __init__(self, before: Line, after: Line) -> None:
        self._before, self._after = LineString(before), after
        self._along = np.r_[0.0, np.cumsum(np.hypot(*np.diff(before, axis=0).T))]
        no_corners = np.zeros(len(after), dtype=bool)
        self._curve = LineString(splined(after, no_corners, 0.1, closed=False))
        self._joined: dict[float, Line] = {}

    def moved(self, outline: Line) -> Line:
        """The outline with its vertices on the edge moved."""
        out = outline.copy()
        for k, point in enumerate(outline):
            if self._before.distance(Point(point)) > _ON_EDGE:
                continue
            out[k] = self._moved(float(self._before.project(Point(point))))
        return out

    def _moved(self, at: float) -> Line:
        """Where the point at that way along the edge went; near ones become one."""
        vertex = int(np.abs(self._along - at).argmin())
        if abs(self._along[vertex] - at) < _ON_EDGE:
            return np.asarray(self._after[vertex])
        for other, point in self._joined.items():
            if abs(other - at) < _ON_EDGE:
                return point
        chord = Point(*(np.interp(at, self._along, self._after[:, j]) for j in (0, 1)))
        self._joined[at] = np.array(self._curve.interpolate(self._curve.project(chord)).coords[0])
        return self._joined[at]

    def line(self) -> Line:
        """The edge with what joined it, in order."""
        at = np.r_[self._along, list(self._joined)]
        points = np.vstack([self._after, *self._joined.values()])
        return np.asarray(points[np.argsort(at, kind="stable")])


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
