"""Danger areas: each hazard that has a place has an area, on the body and where anatomy says."""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, Polygon
from shapely.geometry import Point as PointOnMap

from tpdn_desktop.atlas.bodymap_file import load_bodymap
from tpdn_desktop.atlas.drawing import polyline
from tpdn_desktop.atlas.geometry import Point, flattened
from tpdn_desktop.atlas.hazard_areas import (
    HazardArea,
    areas_for,
    hatching,
    hazard_areas,
    hazard_items,
)
from tpdn_desktop.atlas.palette import DARK, LIGHT
from tpdn_desktop.atlas.reference import Severity
from tpdn_desktop.atlas.reference_file import load_reference
from tpdn_desktop.domain.anatomy import Side, View

RESOURCES = Path(__file__).parents[2] / "resources"
MAP = load_bodymap(RESOURCES / "bodymaps")
REFERENCE = load_reference(RESOURCES / "reference" / "reference.sqlite")
NO_PLACE = {"dvt", "pregnancy"}
FRONT, BACK = View.ANTERIOR, View.POSTERIOR


def polygon(area: HazardArea) -> Polygon:
    return Polygon(flattened(area.outline[0], 8))


def area(code: str, side: Side, view: View) -> Polygon:
    (found,) = (a for a in hazard_areas() if (a.code, a.side, a.view) == (code, side, view))
    return polygon(found)


def landmark(name: str, view: View) -> Point:
    return MAP.views[view].landmarks[name]


def between(a: Point, b: Point) -> Point:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def test_every_danger_that_has_a_place_has_an_area_and_no_other_code_has_one() -> None:
    dangers = {h.code for h in REFERENCE.hazards.values() if h.severity is Severity.DANGER}
    assert {a.code for a in hazard_areas()} == dangers - NO_PLACE


@pytest.mark.parametrize("one", hazard_areas(), ids=lambda a: f"{a.code}.{a.side}.{a.view}")
def test_an_area_is_closed_simple_and_on_the_body(one: HazardArea) -> None:
    assert all(curve.closed for curve in one.outline)
    shape = polygon(one)
    assert shape.is_valid
    figure = Polygon(max((flattened(c, 8) for c in MAP.views[one.view].silhouette), key=len))
    assert shape.difference(figure.buffer(0)).area < 0.02 * shape.area


def test_paired_areas_mirror_each_other_and_left_is_the_patients_left() -> None:
    for code in ("femoral_bundle", "sciatic_nerve", "carotid_sheath", "popliteal_bundle"):
        for view in (FRONT, BACK):
            sides = {a.side: polygon(a) for a in hazard_areas() if (a.code, a.view) == (code, view)}
            if sides:
                left, right = sides[Side.LEFT].bounds, sides[Side.RIGHT].bounds
                assert left == pytest.approx((-right[2], right[1], -right[0], right[3]))
                viewers_right = left[0] > 0
                assert viewers_right == (view is FRONT)


def test_single_organs_lie_on_their_side() -> None:
    liver, spleen = area("liver", Side.MIDLINE, FRONT), area("spleen", Side.MIDLINE, BACK)
    heart = area("heart", Side.MIDLINE, FRONT)
    assert liver.centroid.x < 0 < heart.centroid.x  # the patient's right is the viewer's left
    assert spleen.centroid.x < 0  # from behind the patient's left is the viewer's left


def test_vessels_and_nerves_run_where_textbooks_put_them() -> None:
    spine, symphysis = landmark("asis.left", FRONT), landmark("pubic_symphysis.midline", FRONT)
    inguinal = PointOnMap(between(spine, symphysis))
    assert area("femoral_bundle", Side.LEFT, FRONT).distance(inguinal) < 3
    seat = landmark("ischial_tuberosity.left", BACK)
    half_way = PointOnMap(between(seat, landmark("greater_trochanter.left", BACK)))
    assert area("sciatic_nerve", Side.LEFT, BACK).covers(half_way)
    knee = PointOnMap(landmark("knee_joint.left", BACK))
    assert area("popliteal_bundle", Side.LEFT, BACK).covers(knee)
    eye = PointOnMap(landmark("eye.left", FRONT))
    assert area("eyeball", Side.LEFT, FRONT).covers(eye)


def test_the_lung_rises_above_the_clavicle_and_ends_above_the_first_lumbar_spine() -> None:
    for side in (Side.LEFT, Side.RIGHT):
        _, top, _, _ = area("pleura", side, FRONT).bounds
        clavicle = [landmark(f"clavicle_{end}_end.left", FRONT)[1] for end in ("medial", "lateral")]
        assert top < sum(clavicle) / 2 - 8
        _, _, _, bottom = area("pleura", side, BACK).bounds
        assert landmark("t12_spinous_process.midline", BACK)[1] < bottom
        assert bottom < landmark("l1_spinous_process.midline", BACK)[1]


def test_a_muscle_gets_the_areas_of_its_side_and_a_midline_one_those_of_both() -> None:
    assert {a.side for a in areas_for({"pleura"}, Side.LEFT)} == {Side.LEFT}
    assert {a.side for a in areas_for({"pleura"}, Side.MIDLINE)} == {Side.LEFT, Side.RIGHT}
    assert {a.code for a in areas_for({"heart", "dvt"}, Side.RIGHT)} == {"heart"}
    assert areas_for(set(), Side.LEFT) == ()


def test_colours_are_those_of_hazards_and_hatching_can_be_left_out() -> None:
    areas = areas_for({"pleura"}, Side.LEFT)
    full, bare = hazard_items(areas, FRONT), hazard_items(areas, FRONT, hatched=False)
    assert len(full) == 3 * len(bare) == 3
    roles = {look.role for path in full for look in (path.fill, path.stroke) if look is not None}
    assert roles <= {"danger", "danger_mark"} & LIGHT.keys() & DARK.keys()


@given(
    st.lists(st.tuples(st.floats(-80, 80), st.floats(0, 200)), min_size=3, max_size=9, unique=True),
    st.floats(2, 30),
    st.booleans(),
)
def test_hatching_stays_inside_the_shape(
    corners: list[tuple[float, float]], spacing: float, falling: bool
) -> None:
    shape = Polygon(corners)
    if not shape.is_valid or shape.area < 1:
        return
    for curve in hatching(polyline(*corners, closed=True), spacing, falling=falling):
        (xa, ya), (xb, yb) = curve.start, curve.numbers[-2:]
        assert LineString([(xa, ya), (xb, yb)]).difference(shape.buffer(0.1)).length < 0.01
        assert math.isclose(abs(xb - xa), abs(yb - ya), abs_tol=1e-6)
        assert ((xb - xa) * (yb - ya) > 0) == falling


def test_the_lines_of_neighbours_meet() -> None:
    left = polyline((0, 0), (50, 0), (50, 50), (0, 50), closed=True)
    right = polyline((50, 0), (100, 0), (100, 50), (50, 50), closed=True)
    both = polyline((0, 0), (100, 0), (100, 50), (0, 50), closed=True)
    length = sum(
        math.dist(a, b)
        for shape in (left, right)
        for curve in hatching(shape, 6)
        for a, b in pairwise((curve.start, curve.numbers[-2:]))
    )
    assert length == pytest.approx(
        sum(math.dist(c.start, c.numbers[-2:]) for c in hatching(both, 6)), rel=0.05
    )
