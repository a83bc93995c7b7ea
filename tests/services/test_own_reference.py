"""The clinic's own reference points among those of the atlas."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tpdn_desktop.atlas.lookup import LookupIndex, look_up
from tpdn_desktop.atlas.reference import Reference, Relation, Zone
from tpdn_desktop.atlas.reference_file import load_reference
from tpdn_desktop.atlas.referral import points_reaching
from tpdn_desktop.atlas.search import SearchIndex, search
from tpdn_desktop.domain.anatomy import BodyPlace, Side, View
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.own_content import OwnContent, OwnPoint
from tpdn_desktop.services.own_reference import (
    OwnReference,
    checked_zones,
    with_own,
    zone_from,
)
from tpdn_desktop.services.targeting import nearest_reference_point

DATABASE = Path(__file__).parents[2] / "resources" / "reference" / "reference.sqlite"
PLACE = BodyPlace(View.POSTERIOR, 0.09, 0.79)
POINT = OwnPoint(
    "own:1",
    "infraspinatus",
    "Lateral corner",
    PLACE,
    essential=("wrist_palmar",),
    spillover=("contra:scapula",),
    note="Felt as a deep thumb ache.",
)


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference(DATABASE)


def merged(reference: Reference, *points: OwnPoint) -> Reference:
    return with_own(reference, OwnContent(points))


def known_region(reference: Reference) -> str:
    return next(code for code, region in reference.regions.items() if region.paired)


def own_point(reference: Reference, **fields: object) -> OwnPoint:
    base = replace(POINT, essential=(known_region(reference),), spillover=())
    return replace(base, **fields)  # type: ignore[arg-type]


def test_an_own_point_stands_after_those_of_the_atlas_and_is_named_as_own(
    reference: Reference,
) -> None:
    found = merged(reference, own_point(reference)).muscle("infraspinatus").reference_points
    assert found[:-1] == reference.muscle("infraspinatus").reference_points
    assert found[-1].label == "Lateral corner (own)"
    assert found[-1].is_own
    assert found[-1].sides == (Side.LEFT, Side.RIGHT)


def test_the_right_side_mirrors_the_place_that_is_kept_for_the_left(reference: Reference) -> None:
    point = merged(reference, own_point(reference)).reference_point("own:1")
    assert point.place_on(Side.LEFT) == PLACE
    assert point.place_on(Side.RIGHT) == PLACE.mirrored()


def test_a_click_near_an_own_point_is_taken_to_be_it(reference: Reference) -> None:
    muscle = merged(reference, own_point(reference)).muscle("infraspinatus")
    found = nearest_reference_point(muscle, Side.RIGHT, PLACE.mirrored())
    assert found is not None
    assert found.id == "own:1"


def test_look_up_regions_and_search_offer_it(reference: Reference) -> None:
    region = known_region(reference)
    both = merged(reference, own_point(reference, note="a deep zugzwang ache"))
    rows = look_up(LookupIndex.of(both), [{(region, Side.LEFT): 1.0}])
    assert ("own:1", Side.LEFT) in {(row.point_id, row.side) for row in rows}
    assert "own:1" in {point.id for point, _, _ in points_reaching(both, region, Side.LEFT)}
    hits = search(SearchIndex.of(both), "zugzwang")
    assert [hit.muscle_id for hit in hits] == ["infraspinatus"]


def test_a_retired_point_is_offered_nowhere_and_still_has_its_name(reference: Reference) -> None:
    region = known_region(reference)
    both = merged(reference, own_point(reference, retired_at=datetime(2026, 11, 1, tzinfo=UTC)))
    assert both.muscle("infraspinatus") == reference.muscle("infraspinatus")
    assert "own:1" not in {point.id for point, _, _ in points_reaching(both, region, Side.LEFT)}
    rows = look_up(LookupIndex.of(both), [{(region, Side.LEFT): 1.0}])
    assert "own:1" not in {row.point_id for row in rows}
    assert both.points["own:1"].label == "Lateral corner (own)"


def test_what_these_tables_do_not_know_is_left_out(reference: Reference) -> None:
    strange = own_point(reference, muscle_id="no_such_muscle")
    assert merged(reference, strange) is reference
    point = own_point(reference, essential=("no_such_region", known_region(reference)))
    kept = merged(reference, point).reference_point("own:1").primary
    assert kept == (Zone(known_region(reference)),)


def test_zones_are_written_as_in_the_tables(reference: Reference) -> None:
    code = known_region(reference)
    assert zone_from(code, reference.regions) == Zone(code)
    contra = zone_from(f"contra:{code}", reference.regions)
    assert contra == Zone(code, Relation.CONTRA)
    assert zone_from(f"both:{code}", reference.regions) == Zone(code, Relation.BOTH)
    assert contra.written == f"contra:{code}"


@pytest.mark.parametrize("code", ["", "nowhere", "left:{0}", "contra:", ":{0}", "contra:both:{0}"])
def test_an_unknown_zone_is_refused_in_words(reference: Reference, code: str) -> None:
    with pytest.raises(RuleBroken, match="There is no region"):
        zone_from(code.format(known_region(reference)), reference.regions)


def test_the_midline_has_no_other_side(reference: Reference) -> None:
    midline = next(code for code, region in reference.regions.items() if not region.paired)
    with pytest.raises(RuleBroken, match="midline"):
        zone_from(f"contra:{midline}", reference.regions)


def test_a_point_without_a_zone_or_with_one_twice_is_refused(reference: Reference) -> None:
    code = known_region(reference)
    with pytest.raises(RuleBroken, match="essential"):
        checked_zones(own_point(reference, essential=()), reference)
    with pytest.raises(RuleBroken, match="once"):
        checked_zones(own_point(reference, spillover=(code,)), reference)


def test_one_value_follows_the_content_and_loses_it_with_the_file(reference: Reference) -> None:
    following = OwnReference(reference)
    shared = following.reference
    assert following.take(OwnContent((own_point(reference),)))
    assert shared.points["own:1"].label == "Lateral corner (own)"
    assert shared.muscle("infraspinatus").reference_points[-1].id == "own:1"
    assert not following.take(OwnContent((own_point(reference),)))
    assert following.take(OwnContent())
    assert "own:1" not in shared.points
    assert dict(shared.muscles) == dict(reference.muscles)


def test_the_bundled_tables_are_never_written(reference: Reference) -> None:
    before = hashlib.sha256(DATABASE.read_bytes()).hexdigest()
    following = OwnReference(reference)
    following.take(OwnContent((own_point(reference),)))
    assert "own:1" not in reference.points
    assert hashlib.sha256(DATABASE.read_bytes()).hexdigest() == before
