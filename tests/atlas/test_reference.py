"""The values of the reference database and its loader."""

from __future__ import annotations

import json
import sqlite3
import time
from pathlib import Path

import pytest

from tpdn_desktop.atlas.reference import MuscleGroup, Reference, Relation, Severity
from tpdn_desktop.atlas.reference_file import load_reference
from tpdn_desktop.domain.anatomy import Side, View
from tpdn_desktop.domain.errors import CatalogError, NotFound, RuleBroken

SHIPPED = Path(__file__).resolve().parents[2] / "resources" / "reference" / "reference.sqlite"


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference(SHIPPED)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    path = tmp_path / "reference.sqlite"
    path.write_bytes(SHIPPED.read_bytes())
    return path


def _change(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_every_muscle_point_region_and_hazard_of_the_tables_is_there(reference: Reference) -> None:
    assert len(reference.muscles) == 181
    assert len(reference.points) == 267
    assert len(reference.regions) == 115
    assert len(reference.hazards) == 84


def test_edition_and_review_state_are_told(reference: Reference) -> None:
    assert reference.content_version == "2026.11.1"
    assert reference.review_state == "not reviewed by a clinician"
    assert reference.map_version


def test_a_muscle_carries_everything_the_table_says(reference: Reference) -> None:
    muscle = reference.muscle("trapezius_upper")
    assert muscle.name == "Upper trapezius"
    assert muscle.group is MuscleGroup.NECK
    assert muscle.views == (View.POSTERIOR, View.ANTERIOR)
    assert muscle.roots == ("CN XI", "C3", "C4")
    assert "pleura" in muscle.needling.hazards
    assert muscle.needling.needle_mm is not None
    first = muscle.reference_points[0]
    assert first.id == "trapezius_upper.1"
    assert [zone.written for zone in first.primary] == [
        "neck_lateral",
        "mastoid",
        "temple",
        "jaw_angle",
    ]


def test_unknown_ids_are_refused_in_words(reference: Reference) -> None:
    for ask in (
        reference.muscle,
        reference.reference_point,
        reference.region,
        reference.hazard,
    ):
        with pytest.raises(NotFound, match="in the reference tables"):
            ask("no_such_thing")


def test_a_long_unknown_id_gives_a_short_sentence(reference: Reference) -> None:
    with pytest.raises(NotFound) as caught:
        reference.muscle("x\n" * 5000)
    assert len(str(caught.value)) < 140
    assert "\n" not in str(caught.value)


def test_the_right_place_is_the_mirror_of_the_left(reference: Reference) -> None:
    point = reference.reference_point("abductor_hallucis.1")
    left, right = point.places_on(Side.LEFT), point.places_on(Side.RIGHT)
    assert len(left) == 3
    assert [(p.view, -p.x, p.y) for p in left] == [(p.view, p.x, p.y) for p in right]
    assert point.place_on(Side.LEFT) == left[0]
    assert left[0].view is View.PLANTAR


def test_a_point_described_on_one_side_has_no_place_on_the_other(reference: Reference) -> None:
    point = reference.reference_point("pectoralis_major_costal.3")
    assert point.sides == (Side.RIGHT,)
    assert point.place_on(Side.RIGHT).x < 0
    with pytest.raises(RuleBroken, match="not described on the left side"):
        point.place_on(Side.LEFT)
    muscle = reference.muscle("pectoralis_major_costal")
    assert point not in muscle.points_on(Side.LEFT)
    assert point in muscle.points_on(Side.RIGHT)


def test_a_midline_muscle_has_its_points_in_the_midline(reference: Reference) -> None:
    muscle = reference.muscle("sphincter_ani_externus")
    assert muscle.sides == (Side.MIDLINE,)
    assert all(point.sides == (Side.MIDLINE,) for point in muscle.reference_points)


def test_every_point_lies_in_a_view_of_its_muscle(reference: Reference) -> None:
    for point in reference.points.values():
        views = reference.muscle(point.muscle_id).views
        assert {place.view for place in (point.place, *point.also)} <= set(views)


def test_muscles_over_the_lung_are_the_thorax_muscles(reference: Reference) -> None:
    ids = {muscle.id for muscle in reference.thorax_muscles()}
    assert {"trapezius_upper", "rhomboid_major", "serratus_anterior"} <= ids
    assert "soleus" not in ids


def test_hazards_come_heaviest_first(reference: Reference) -> None:
    for muscle in reference.muscles.values():
        weights = [hazard.severity.weight for hazard in reference.hazards_of(muscle)]
        assert weights == sorted(weights, reverse=True)
    assert Severity.DANGER.weight > Severity.CAUTION.weight > Severity.INFO.weight


def test_relations_of_zones_are_kept(reference: Reference) -> None:
    contra = reference.reference_point("sternocleidomastoid_clavicular.1").spillover[0]
    assert (contra.region, contra.relation) == ("forehead", Relation.CONTRA)
    assert contra.written == "contra:forehead"


def test_loading_is_quick_enough_to_do_before_the_window() -> None:
    best = min(_timed() for _ in range(5))
    assert best < 0.1, "the budget is 25 ms; four times that is a fault on any computer"


def _timed() -> float:
    start = time.perf_counter()
    load_reference(SHIPPED)
    return time.perf_counter() - start


def test_loading_leaves_no_file_beside_the_database(copy: Path) -> None:
    load_reference(copy)
    assert list(copy.parent.iterdir()) == [copy]


def test_a_path_with_odd_characters_loads(tmp_path: Path) -> None:
    path = tmp_path / "ä b#c%20?.sqlite"
    path.write_bytes(SHIPPED.read_bytes())
    assert len(load_reference(path).muscles) == 181


def test_a_missing_file_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match=r"reference.sqlite is missing.*install"):
        load_reference(tmp_path / "reference.sqlite")


def test_an_older_or_newer_file_is_refused(copy: Path) -> None:
    _change(copy, "PRAGMA user_version = 0")
    with pytest.raises(CatalogError, match="older format"):
        load_reference(copy)
    _change(copy, "PRAGMA user_version = 99")
    with pytest.raises(CatalogError, match="newer format"):
        load_reference(copy)


def test_a_foreign_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "reference.sqlite"
    _change(path, "CREATE TABLE t (x)")
    with pytest.raises(CatalogError, match="not a reference database"):
        load_reference(path)


@pytest.mark.parametrize("content", [b"", b"not a database" * 1000])
def test_a_file_of_nonsense_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "reference.sqlite"
    path.write_bytes(content)
    with pytest.raises(CatalogError, match=r"reference\.sqlite"):
        load_reference(path)


def test_a_cut_off_file_is_refused(copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[: 60 * 1024])
    with pytest.raises(CatalogError, match="damaged"):
        load_reference(copy)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE muscle SET layer = 'shallow' WHERE id = 'soleus'",
        "DELETE FROM place WHERE point = 'soleus.1'",
        "UPDATE place SET x = 'east' WHERE point = 'soleus.1'",
        "INSERT INTO zone VALUES ('soleus.1', 'essential', 'same', 'atlantis')",
        "INSERT INTO muscle_hazard VALUES ('soleus', 'dragon')",
        "DROP TABLE zone",
        "DELETE FROM edition",
    ],
)
def test_a_database_that_was_tampered_with_is_refused(copy: Path, statement: str) -> None:
    _change(copy, statement)
    with pytest.raises(CatalogError, match="damaged"):
        load_reference(copy)


def test_no_needle_over_the_lung_without_a_caution_that_says_so(reference: Reference) -> None:
    for muscle in reference.thorax_muscles():
        if muscle.needling.needle_mm is not None:
            words = muscle.needling.caution.lower()
            assert any(word in words for word in ("lung", "pleura", "pneumothorax")), muscle.id


def test_a_longer_or_thicker_needle_than_any_in_use_is_not_usual(reference: Reference) -> None:
    for muscle in reference.muscles.values():
        needle, gauge = muscle.needling.needle_mm, muscle.needling.gauge_mm
        assert (needle is None) == (gauge is None)
        assert needle is None or needle[1] <= 100
        assert gauge is None or gauge[1] <= 0.30


def test_layer_views_and_sides_agree_with_the_measured_shapes(reference: Reference) -> None:
    measured = SHIPPED.parents[1] / "bodymaps" / "measured" / "chart_shapes.json"
    shapes = json.loads(measured.read_text(encoding="utf-8"))["shapes"]
    assert set(shapes) == set(reference.muscles)
    for muscle in reference.muscles.values():
        shape = shapes[muscle.id]
        assert shape["layer"] == muscle.layer
        assert shape["paired"] == muscle.paired
        assert set(shape["views"]) == set(muscle.views)
