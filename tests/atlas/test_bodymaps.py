"""The drawn maps: complete, closed, mirrored, inside the figure, with every point in its muscle."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from tpdn_desktop.atlas.bodymap import BodyMap, MapView, PlateRole
from tpdn_desktop.atlas.bodymap_file import load_bodymap
from tpdn_desktop.atlas.geometry import Shape, flattened
from tpdn_desktop.domain.anatomy import BodyPlace, Side, View
from tpdn_desktop.domain.errors import CatalogError

FOLDER = Path(__file__).parents[2] / "resources" / "bodymaps"


def measured(name: str) -> Any:
    return json.loads((FOLDER / "measured" / f"{name}.json").read_text(encoding="utf-8"))


def area(shape: Shape) -> BaseGeometry:
    """The filled shape, as the independent library sees it."""
    return unary_union([Polygon(flattened(curve, 10)).buffer(0) for curve in shape])


@pytest.fixture(scope="module")
def body_map() -> BodyMap:
    return load_bodymap(FOLDER)


@pytest.fixture(scope="module")
def figures(body_map: BodyMap) -> dict[View, BaseGeometry]:
    return {view: area(one.silhouette) for view, one in body_map.views.items()}


def test_every_muscle_has_its_shapes_in_its_views_and_no_other(body_map: BodyMap) -> None:
    shapes = measured("chart_shapes")["shapes"]
    assert len(shapes) == 181
    for view, one in body_map.views.items():
        due = {
            (muscle, side)
            for muscle, entry in shapes.items()
            if view.value in entry["views"]
            for side in ([Side.LEFT, Side.RIGHT] if entry["paired"] else [Side.MIDLINE])
        }
        drawn = [(shape.muscle_id, shape.side) for shape in one.muscles]
        assert len(drawn) == len(set(drawn))
        assert set(drawn) == due


def test_layers_and_sources_are_those_of_the_tables(body_map: BodyMap) -> None:
    shapes = measured("chart_shapes")["shapes"]
    for one in body_map.views.values():
        for shape in one.muscles:
            entry = shapes[shape.muscle_id]
            assert (shape.layer, shape.source) == (entry["layer"], entry["source"])
            assert shape.overlay == bool(entry.get("overlay"))


def test_every_region_has_its_faces_in_its_views_and_no_other(body_map: BodyMap) -> None:
    regions = measured("region_shapes")["regions"]
    assert len(regions) == 115
    for view, one in body_map.views.items():
        due = {
            (code, side)
            for code, entry in regions.items()
            if view.value in entry["views"]
            for side in _sides(entry["paired"])
        }
        assert {(region.code, region.side) for region in one.regions} == due
        assert len(one.regions) == len(due)


def _sides(paired: bool) -> list[Side]:
    return [Side.LEFT, Side.RIGHT] if paired else [Side.MIDLINE]


def test_outlines_are_closed(body_map: BodyMap) -> None:
    for one in body_map.views.values():
        for shape in (*one.muscles, *one.regions):
            for curve in shape.outline:
                assert curve.closed
                assert curve.numbers[:2] == curve.numbers[-2:]


def test_left_and_right_are_mirror_images(body_map: BodyMap) -> None:
    for one in body_map.views.values():
        left: dict[str, Shape] = {}
        right: dict[str, Shape] = {}
        for muscle in one.muscles:
            sides = {Side.LEFT: left, Side.RIGHT: right}
            sides.get(muscle.side, {})[muscle.muscle_id] = muscle.outline
        for region in one.regions:
            sides = {Side.LEFT: left, Side.RIGHT: right}
            sides.get(region.side, {})[region.code] = region.outline
        assert left.keys() == right.keys()
        for name, outline in left.items():
            for a, b in zip(outline, right[name], strict=True):
                assert a.mirrored().numbers == pytest.approx(b.numbers, abs=1e-6), name


def test_left_is_the_patients_left(body_map: BodyMap) -> None:
    for view, one in body_map.views.items():
        sign = -1 if view is View.POSTERIOR else 1
        for muscle in one.muscles:
            if muscle.side is Side.LEFT:
                middle = area(muscle.outline).centroid.x * sign
                assert middle > 0, (view, muscle.muscle_id)


def test_muscles_lie_inside_the_silhouette(
    body_map: BodyMap, figures: dict[View, BaseGeometry]
) -> None:
    for view, one in body_map.views.items():
        room = figures[view].buffer(0.3)
        for shape in one.muscles:
            outside = area(shape.outline).difference(room).area
            assert outside < 0.05, (view, shape.muscle_id, outside)


def test_the_silhouette_is_symmetrical_and_man_sized(figures: dict[View, BaseGeometry]) -> None:
    for view in (View.ANTERIOR, View.POSTERIOR):
        x0, y0, x1, y1 = figures[view].bounds
        assert x0 == pytest.approx(-x1, abs=1e-6)
        assert -1 < y0 < 1
        assert 999 < y1 < 1001
    assert figures[View.ANTERIOR].area == pytest.approx(figures[View.POSTERIOR].area, rel=1e-3)


def test_regions_tile_the_figure(body_map: BodyMap, figures: dict[View, BaseGeometry]) -> None:
    finger_tip = 20.0  # square units: a disc of 8.6 mm on a body of 1.7 m
    for view, one in body_map.views.items():
        faces = [area(region.outline) for region in one.regions]
        whole = unary_union(faces)
        overlap = sum(face.area for face in faces) - whole.area
        assert overlap <= 0.01 * figures[view].area
        holes = figures[view].difference(whole.buffer(0.02))
        assert max((hole.area for hole in _parts(holes)), default=0.0) < finger_tip
        assert whole.difference(figures[view].buffer(0.05)).area < 1.0


def _parts(shape: BaseGeometry) -> list[Any]:
    return [part for part in getattr(shape, "geoms", [shape]) if not part.is_empty]


def test_every_reference_point_lies_in_its_muscle(body_map: BodyMap) -> None:
    places = measured("point_places")["places"]
    assert len(places) == 267
    areas: dict[tuple[View, str], BaseGeometry] = {}
    for view, one in body_map.views.items():
        for shape in one.muscles:
            if shape.side is not Side.RIGHT:
                areas[view, shape.muscle_id] = area(shape.outline)
    for name, entry in places.items():
        for spot in (entry, *entry.get("also", ())):
            view = View(spot["view"])
            at = body_map.views[view].to_map(BodyPlace(view, spot["x"], spot["y"]))
            assert areas[view, entry["muscle"]].contains(Point(at)), (name, view)


def test_neighbours_of_a_layer_share_their_borders(body_map: BodyMap) -> None:
    """Shared borders are the same figures, so that no sliver shows: most outlines share some."""
    one = body_map.views[View.ANTERIOR]
    by_name = {(m.muscle_id, m.side): m.outline for m in one.muscles}
    for a, b in (
        ("rectus_abdominis_upper", "rectus_abdominis_middle"),
        ("deltoid_anterior_part", "deltoid_middle_part"),
        ("biceps_brachii_long", "biceps_brachii_short"),
        ("pectoralis_major_clavicular", "pectoralis_major_sternal"),
    ):
        first, second = (_ends(by_name[name, Side.LEFT]) for name in (a, b))
        assert len(first & second) >= 2, (a, b)


def _ends(shape: Shape) -> set[tuple[float, float]]:
    return {(x, y) for curve in shape for *_, x, y in curve.cubics()}


def test_plate_has_a_role_for_everything_and_skin_at_the_bottom(body_map: BodyMap) -> None:
    for one in body_map.views.values():
        assert one.plate[0].role is PlateRole.SKIN
        roles = {element.role for element in one.plate}
        assert {PlateRole.MUSCLE, PlateRole.FIBRE, PlateRole.SHEEN, PlateRole.LINE} <= roles
        assert all(0 <= element.tone <= 4 for element in one.plate)


def test_landmarks_are_there_for_both_sides(body_map: BodyMap) -> None:
    marks = body_map.views[View.POSTERIOR].landmarks
    left, right = marks["olecranon.left"], marks["olecranon.right"]
    assert left == (pytest.approx(-126.3), pytest.approx(349.8))
    assert right == (-left[0], left[1])


@given(
    st.sampled_from(list(View)),
    st.floats(-0.5, 0.5, allow_nan=False),
    st.floats(-0.1, 1.1, allow_nan=False),
)
def test_body_and_map_coordinates_are_inverses(view: View, x: float, y: float) -> None:
    one = MapView(view, 1, (0, 0, 1, 1), (), (), (), (), {})
    place = BodyPlace(view, x, y)
    back = one.to_place(*one.to_map(place))
    assert (back.x, back.y) == (pytest.approx(x, abs=1e-12), pytest.approx(y, abs=1e-12))
    assert back.view is view


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    folder = tmp_path / "maps"
    folder.mkdir()
    for name in ("anterior.svg", "posterior.svg", "plantar.svg", "shapes.json"):
        shutil.copy(FOLDER / name, folder / name)
    return folder


def _break(folder: Path, pattern: str, replacement: str) -> None:
    path = folder / "plantar.svg"
    text, count = re.subn(pattern, replacement, path.read_text(encoding="utf-8"), count=1)
    assert count == 1
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("pattern", "replacement", "name", "reason"),
    [
        (r'<path id="region\.heel\.left"[^>]*/>', "", "region.heel.left", "missing"),
        (r'id="region\.heel\.right"', 'id="region.heel.left"', "region.heel.left", "twice"),
        (r'(id="region\.heel\.left"[^>]*)Z"', r'\1"', "region.heel.left", "open"),
        (r'(id="region\.heel\.left"[^>]*) [\d.]+Z"', r'\1 1Z"', "region.heel.left", "open"),
        (r'(id="region\.heel\.left" class="hit" d="M)', r"\1x", "region.heel.left", "M, C, Z"),
        (r'(id="region\.heel\.left" class="hit" d=")M', r"\1L", "region.heel.left", "begin"),
        (r'(id="region\.heel\.left"[^>]*) [\d.]+Z"', r'\1Z"', "region.heel.left", "cubics|open"),
        (r'id="abductor_hallucis\.left"', 'id="nobody"', "abductor_hallucis.left", "missing"),
        (r'<g id="regions">', '<g id="other">', "regions", "group is missing"),
        (r'data-view="plantar"', 'data-view="anterior"', "svg", "does not name"),
        (r'data-map-version="1"', 'data-map-version="x"', "svg", "whole number"),
        (r'class="skin"', 'class="colour"', "skin", "not a role"),
        (r'href="#', 'href="#no-', "no-", "mirror image"),
        (r"</svg>", "", "", "not a readable SVG"),
    ],
)
def test_a_broken_map_is_refused_with_file_id_and_reason(
    copied: Path, pattern: str, replacement: str, name: str, reason: str
) -> None:
    _break(copied, pattern, replacement)
    with pytest.raises(CatalogError, match=reason) as refusal:
        load_bodymap(copied)
    assert "plantar.svg" in str(refusal.value)
    assert name in str(refusal.value)


@pytest.mark.parametrize("name", ["anterior.svg", "posterior.svg", "plantar.svg", "shapes.json"])
def test_a_missing_file_is_named(copied: Path, name: str) -> None:
    (copied / name).unlink()
    with pytest.raises(CatalogError, match=re.escape(name)):
        load_bodymap(copied)


def test_paths_hold_two_decimals_at_most() -> None:
    for view in View:
        text = (FOLDER / f"{view.value}.svg").read_text(encoding="utf-8")
        paths = re.findall(r' d="([^"]*)"', text)
        assert paths
        assert not any(re.search(r"\.\d{3}|[^MCZ\d .\-]", path) for path in paths)
