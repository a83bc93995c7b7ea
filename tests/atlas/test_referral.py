"""Zones of reference points on the sides of the patient."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tpdn_desktop.atlas.reference import Reference, Relation, Zone
from tpdn_desktop.atlas.reference_file import load_reference
from tpdn_desktop.atlas.referral import (
    UNPUBLISHED,
    ReferredZone,
    Strength,
    joined_referral,
    points_reaching,
    referral,
)
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.errors import NotFound, RuleBroken

SHIPPED = Path(__file__).resolve().parents[2] / "resources" / "reference" / "reference.sqlite"
LEFT, RIGHT, MIDLINE = Side.LEFT, Side.RIGHT, Side.MIDLINE


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference(SHIPPED)


def _sides(reference: Reference, point_id: str, side: Side, region: str) -> set[Side]:
    zones = referral(reference.reference_point(point_id), side, reference.regions)
    return {zone.side for zone in zones if zone.region == region}


def test_pain_is_referred_to_the_side_of_the_muscle(reference: Reference) -> None:
    for side in (LEFT, RIGHT):
        assert _sides(reference, "trapezius_upper.1", side, "temple") == {side}


def test_contralateral_pain_crosses_over(reference: Reference) -> None:
    zones = referral(
        reference.reference_point("sternocleidomastoid_clavicular.1"), LEFT, reference.regions
    )
    assert ReferredZone("forehead", LEFT, Strength.ESSENTIAL) in zones
    assert ReferredZone("forehead", RIGHT, Strength.SPILLOVER) in zones


def test_bilateral_pain_is_on_both_sides(reference: Reference) -> None:
    assert _sides(reference, "rectus_abdominis_lower.1", RIGHT, "lumbar") == {LEFT, RIGHT}


def test_an_unpaired_region_lies_in_the_midline(reference: Reference) -> None:
    assert _sides(reference, "gluteus_medius.1", LEFT, "sacrum") == {MIDLINE}


def test_a_midline_muscle_reaches_paired_regions_on_both_sides(reference: Reference) -> None:
    point = reference.reference_point("sphincter_ani_externus.1")
    point = replace(point, primary=(Zone("lumbar"),), spillover=())
    zones = referral(point, MIDLINE, reference.regions)
    assert {zone.side for zone in zones} == {LEFT, RIGHT}


def test_a_region_that_is_both_counts_once_as_essential(reference: Reference) -> None:
    point = reference.reference_point("soleus.1")
    point = replace(point, primary=(Zone("heel"),), spillover=(Zone("heel", Relation.BOTH),))
    assert referral(point, LEFT, reference.regions) == (
        ReferredZone("heel", LEFT, Strength.ESSENTIAL),
        ReferredZone("heel", RIGHT, Strength.SPILLOVER),
    )


def test_right_is_the_mirror_of_left_for_every_point(reference: Reference) -> None:
    for point in reference.points.values():
        if point.sides == (LEFT, RIGHT):
            left = referral(point, LEFT, reference.regions)
            right = referral(point, RIGHT, reference.regions)
            assert {(z.region, z.side.opposite, z.strength) for z in left} == {
                (z.region, z.side, z.strength) for z in right
            }


def test_every_zone_lies_on_a_side_that_its_region_has(reference: Reference) -> None:
    for point in reference.points.values():
        for side in point.sides:
            for zone in referral(point, side, reference.regions):
                assert zone.side in reference.regions[zone.region].sides


def test_a_side_on_which_the_point_is_not_described_is_refused(reference: Reference) -> None:
    with pytest.raises(RuleBroken, match="not described on the midline side"):
        referral(reference.reference_point("soleus.1"), MIDLINE, reference.regions)


def test_zones_of_several_points_add_up(reference: Reference) -> None:
    points = [(point, LEFT) for point in reference.muscle("soleus").reference_points]
    counts = joined_referral(points, reference.regions)
    assert counts["heel", LEFT] == (1, 1)
    assert ("heel", RIGHT) not in counts


def test_points_that_reach_a_region_are_found_essential_first(reference: Reference) -> None:
    rows = points_reaching(reference, "temple", RIGHT)
    strengths = [strength for _, _, strength in rows]
    assert strengths == sorted(strengths)
    assert ("trapezius_upper.1", RIGHT) in {(point.id, side) for point, side, _ in rows}
    assert ("trapezius_upper.1", LEFT) not in {(point.id, side) for point, side, _ in rows}


def test_of_equal_strength_its_own_side_and_the_smaller_pattern_come_first(
    reference: Reference,
) -> None:
    rows = points_reaching(reference, "forehead", RIGHT)
    across = [(strength, side is not RIGHT) for _, side, strength in rows]
    assert across == sorted(across)
    assert across[-1] == (Strength.SPILLOVER, True)
    sizes = [
        len(referral(point, side, reference.regions))
        for point, side, strength in rows
        if strength is Strength.ESSENTIAL
    ]
    assert sizes == sorted(sizes)


def test_points_without_a_published_pattern_come_after_those_with_one(
    reference: Reference,
) -> None:
    rows = points_reaching(reference, "buttock_mid", RIGHT)
    essential = [point for point, _, strength in rows if strength is Strength.ESSENTIAL]
    assert [UNPUBLISHED in point.sources for point in essential][-2:] == [True, True]
    assert essential[0].id == "iliocostalis_lumborum.1"


def test_a_midline_region_is_reached_from_both_sides(reference: Reference) -> None:
    rows = points_reaching(reference, "sacrum", MIDLINE)
    assert {side for point, side, _ in rows if point.id == "gluteus_medius.1"} == {LEFT, RIGHT}


def test_points_that_reach_an_impossible_region_are_refused(reference: Reference) -> None:
    with pytest.raises(NotFound):
        points_reaching(reference, "atlantis", LEFT)
    with pytest.raises(RuleBroken):
        points_reaching(reference, "sacrum", LEFT)
