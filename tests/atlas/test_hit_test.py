"""The hit test: exact on the outline, in the right order, nothing outside, quick."""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tpdn_desktop.atlas.bodymap import BodyMap, MapView, MuscleShape, RegionShape
from tpdn_desktop.atlas.bodymap_file import load_bodymap
from tpdn_desktop.atlas.geometry import Curve, Shape, flattened
from tpdn_desktop.atlas.hit_test import Direction, HitIndex
from tpdn_desktop.atlas.nearness import Nearness
from tpdn_desktop.atlas.outline import STEPS, Outline
from tpdn_desktop.atlas.plate import Peel
from tpdn_desktop.domain.anatomy import BodyPlace, Layer, Side, View

FOLDER = Path(__file__).parents[2] / "resources" / "bodymaps"
MAP: BodyMap = load_bodymap(FOLDER)
INDEX = {view: HitIndex(one) for view, one in MAP.views.items()}


def winds_round(shape: Shape, x: float, y: float) -> bool:
    """Whether any ring of the shape winds round the point: the sum of the angles it subtends."""
    for curve in shape:
        ring = flattened(curve, STEPS)
        total = 0.0
        for (xa, ya), (xb, yb) in zip(ring, (*ring[1:], ring[0]), strict=True):
            ax, ay, bx, by = xa - x, ya - y, xb - x, yb - y
            total += math.atan2(ax * by - ay * bx, ax * bx + ay * by)
        if abs(total) > math.pi:
            return True
    return False


def on_an_edge(shape: Shape, x: float, y: float) -> bool:
    """Within rounding of the outline, where two right answers may differ."""
    for curve in shape:
        ring = flattened(curve, STEPS)
        for (xa, ya), (xb, yb) in zip(ring, (*ring[1:], ring[0]), strict=True):
            dx, dy = xb - xa, yb - ya
            size = dx * dx + dy * dy
            t = 0.0 if size == 0 else min(1.0, max(0.0, ((x - xa) * dx + (y - ya) * dy) / size))
            if math.hypot(x - xa - t * dx, y - ya - t * dy) < 1e-6:
                return True
    return False


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(list(View)), st.floats(0, 1), st.floats(0, 1))
def test_hits_agree_with_winding_numbers(view: View, u: float, v: float) -> None:
    x0, y0, x1, y1 = MAP.views[view].bounds
    x, y = x0 + u * (x1 - x0), y0 + v * (y1 - y0)
    found = {(s.muscle_id, s.side) for s in INDEX[view].hits(x, y)}
    for shape in MAP.views[view].muscles:
        box = _box(shape.outline)
        near = box[0] <= x <= box[2] and box[1] <= y <= box[3]
        inside = near and winds_round(shape.outline, x, y)
        if ((shape.muscle_id, shape.side) in found) != inside:
            assert on_an_edge(shape.outline, x, y), (shape.muscle_id, shape.side)


def _box(shape: Shape) -> tuple[float, float, float, float]:
    points = [point for curve in shape for point in flattened(curve, STEPS)]
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(list(View)), st.floats(0, 1), st.floats(0, 1))
def test_a_region_is_found_just_where_the_figure_is(view: View, u: float, v: float) -> None:
    x0, y0, x1, y1 = MAP.views[view].bounds
    x, y = x0 + u * (x1 - x0), y0 + v * (y1 - y0)
    region = INDEX[view].region_at(x, y)
    if region is None:
        assert not INDEX[view].in_figure(x, y) or any(
            not math.isclose(dx, dy, abs_tol=-1) and INDEX[view].region_at(x + dx, y + dy)
            for dx, dy in ((0.03, 0.0), (-0.03, 0.0), (0.0, 0.03), (0.0, -0.03))
        )
    else:
        assert winds_round(region.outline, x, y) or on_an_edge(region.outline, x, y)


def test_nothing_is_hit_outside_the_figure() -> None:
    index = INDEX[View.ANTERIOR]
    for x, y in ((-190.0, 20.0), (0.0, -5.0), (0.0, 950.0), (1e9, 1e9)):
        assert index.hits(x, y, tolerance=5.0) == ()
        assert index.region_at(x, y) is None


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_impossible_coordinates_hit_nothing(bad: float) -> None:
    assert INDEX[View.ANTERIOR].hits(bad, 300.0, tolerance=2.0) == ()
    assert INDEX[View.ANTERIOR].hits(0.0, bad) == ()
    assert INDEX[View.ANTERIOR].region_at(bad, bad) is None


def test_superficial_comes_before_deep_and_overlay_last() -> None:
    rank = {Layer.SUPERFICIAL: 0, Layer.INTERMEDIATE: 1, Layer.DEEP: 2}
    seen = 0
    for view in View:
        x0, y0, x1, y1 = MAP.views[view].bounds
        for i in range(40):
            for j in range(80):
                hits = INDEX[view].hits(x0 + (x1 - x0) * i / 40, y0 + (y1 - y0) * j / 80)
                keys = [(h.overlay, rank[h.layer], h.field) for h in hits]
                assert keys == sorted(keys)
                seen += len(hits) > 1
    assert seen > 50


def test_upper_trapezius_is_under_the_pointer_at_the_angle_of_the_neck() -> None:
    for x, side in ((-50.0, Side.LEFT), (50.0, Side.RIGHT)):
        top = INDEX[View.POSTERIOR].hits(x, 163.0)[0]
        assert (top.muscle_id, top.side) == ("trapezius_upper", side)


def test_peeling_reaches_the_deeper_muscle() -> None:
    one = MAP.views[View.POSTERIOR]
    x, y = one.to_map(BodyPlace(View.POSTERIOR, 0.06, 0.52))
    assert INDEX[View.POSTERIOR].hits(x, y)[0].muscle_id == "gluteus_maximus"
    deep = INDEX[View.POSTERIOR].hits(x, y, layers=frozenset({Layer.DEEP}))
    assert deep
    assert all(shape.layer is Layer.DEEP for shape in deep)


def test_tolerance_widens_a_thin_muscle_only_where_nothing_is_hit() -> None:
    view = _small_view()
    index = HitIndex(view)
    assert index.hits(12.0, 20.0) == ()
    assert [s.muscle_id for s in index.hits(12.0, 20.0, tolerance=3.0)] == ["thin"]
    assert [s.muscle_id for s in index.hits(30.0, 20.0, tolerance=30.0)] == ["wide"]
    assert index.hits(60.0, 20.0, tolerance=50.0) == ()


def _square(x0: float, y0: float, x1: float, y1: float) -> Shape:
    numbers: list[float] = [x0, y0]
    ring = [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]
    for (xa, ya), (xb, yb) in pairwise(ring):
        numbers += [xa + (xb - xa) / 3, ya + (yb - ya) / 3]
        numbers += [xb - (xb - xa) / 3, yb - (yb - ya) / 3, xb, yb]
    return (Curve(tuple(numbers), closed=True),)


def _small_view() -> MapView:
    def muscle(name: str, outline: Shape, order: int) -> MuscleShape:
        return MuscleShape(
            name, Side.LEFT, View.ANTERIOR, Layer.SUPERFICIAL, outline, False, "drawn", order
        )

    return MapView(
        view=View.ANTERIOR,
        version=1,
        bounds=(0.0, 0.0, 80.0, 40.0),
        silhouette=_square(0, 0, 50, 40),
        plate=(),
        muscles=(
            muscle("thin", _square(10, 5, 10.5, 35), 0),
            muscle("wide", _square(20, 5, 45, 35), 1),
        ),
        regions=(RegionShape("all", Side.MIDLINE, View.ANTERIOR, _square(0, 0, 50, 40)),),
        landmarks={},
    )


def test_arrows_find_the_neighbour_on_that_side() -> None:
    view = _small_view()
    index = HitIndex(view)
    thin, wide = view.muscles
    assert index.neighbour(thin, Direction.RIGHT) is wide
    assert index.neighbour(wide, Direction.LEFT) is thin
    assert index.neighbour(wide, Direction.RIGHT) is None
    assert index.neighbour(thin, Direction.UP) is None


def test_arrows_lead_from_every_showing_muscle_to_another() -> None:
    for view in View:
        index = INDEX[view]
        for shape in MAP.views[view].muscles:
            if index.anchor(shape) is None:
                continue
            found = [index.neighbour(shape, direction) for direction in Direction]
            assert any(found), shape.muscle_id
            assert shape not in found


def test_a_hover_takes_less_than_a_fifth_of_a_millisecond() -> None:
    view = MAP.views[View.ANTERIOR]
    x0, y0, x1, y1 = view.bounds
    index = INDEX[View.ANTERIOR]
    places = [
        (x0 + (x1 - x0) * i / 30, y0 + (y1 - y0) * j / 60) for i in range(30) for j in range(60)
    ]
    times = []
    for x, y in places * 2:
        start = perf_counter()
        index.hits(x, y)
        times.append(perf_counter() - start)
    assert median(times) < 0.0002


def test_a_prepared_index_answers_as_an_unprepared_one_does() -> None:
    prepared, fresh = HitIndex(MAP.views[View.PLANTAR]), HitIndex(MAP.views[View.PLANTAR])
    prepared.warm()
    x0, y0, x1, y1 = MAP.views[View.PLANTAR].bounds
    for i in range(20):
        for j in range(20):
            x, y = x0 + (x1 - x0) * i / 20, y0 + (y1 - y0) * j / 20
            assert prepared.hits(x, y, tolerance=3.0) == fresh.hits(x, y, tolerance=3.0)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(list(View)),
    st.sampled_from(list(Peel)),
    st.floats(0, 1),
    st.floats(0, 1),
    st.floats(0.2, 14),
)
def test_the_muscles_within_the_tolerance_are_just_those_whose_outline_is_near(
    view: View, peel: Peel, u: float, v: float, reach: float
) -> None:
    index, one = INDEX[view], MAP.views[view]
    x0, y0, x1, y1 = one.bounds
    x, y = x0 + u * (x1 - x0), y0 + v * (y1 - y0)
    if index.hits(x, y, layers=peel.layers) or not index.in_figure(x, y):
        return
    found = index.hits(x, y, layers=peel.layers, tolerance=reach)
    away = {
        id(shape): min(_distance(flattened(curve, 12), x, y) for curve in shape.outline)
        for shape in one.muscles
        if shape.layer in peel.layers
    }
    for which, far in away.items():
        if abs(far - reach) > 0.3:  # a distance is measured to coarse chords
            assert (which in set(map(id, found))) == (far < reach)
    in_order = [away[id(shape)] for shape in found]
    assert all(near < far + 0.3 for near, far in pairwise(in_order))


def test_an_outline_is_as_far_as_its_nearest_side_wherever_the_point_lies() -> None:
    near = Nearness([Outline(_square(10, 10, 30, 20)), Outline(_square(40, 10, 50, 20))])

    def within(x: float, y: float, reach: float, *, first: bool = True) -> list[tuple[float, int]]:
        return [(round(away, 6), i) for away, i in near.within(x, y, reach, [first, True])]

    assert within(20.0, 15.0, 9.0) == [(5.0, 0)]
    assert within(35.0, 15.0, 6.0) == [(5.0, 0), (5.0, 1)]
    assert within(34.0, 15.0, 6.5) == [(4.0, 0), (6.0, 1)]
    assert within(35.0, 15.0, 6.0, first=False) == [(5.0, 1)]
    assert within(6.0, 7.0, 5.1) == [(5.0, 0)]
    assert within(6.0, 7.0, 4.9) == []


def _distance(ring: tuple[tuple[float, float], ...], x: float, y: float) -> float:
    """From a point to the nearest corner or side of a ring."""
    best = math.inf
    for (xa, ya), (xb, yb) in pairwise((*ring, ring[0])):
        length = math.dist((xa, ya), (xb, yb)) or 1.0
        t = ((x - xa) * (xb - xa) + (y - ya) * (yb - ya)) / length**2
        t = min(1.0, max(0.0, t))
        best = min(best, math.dist((x, y), (xa + t * (xb - xa), ya + t * (yb - ya))))
    return best
