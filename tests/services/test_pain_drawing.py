"""How a pattern meets a drawing, and how two drawings differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpdn_desktop.atlas.referral import ReferredZone, Strength
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.pain_drawing import Pain, PainId, RegionShare
from tpdn_desktop.services.pain_drawing import (
    Meeting,
    RegionChange,
    body_share,
    compare,
    joined_area,
    meeting,
)

R, L = Side.RIGHT, Side.LEFT
SIZES = {"arm": 10.0, "hand": 5.0, "neck": 20.0}
PLACES = [("arm", R), ("hand", R), ("neck", L)]
ESSENTIAL, SPILLOVER = Strength.ESSENTIAL, Strength.SPILLOVER


def pain(*shares: tuple[str, Side, float], body: float = 0.0, name: str = "a") -> Pain:
    regions = tuple(RegionShare(*share) for share in shares)
    return Pain(PainId(name), regions=regions, body_share=body)


def zone(region: str, strength: Strength, side: Side = R) -> ReferredZone:
    return ReferredZone(region, side, strength)


def test_a_pattern_that_is_the_patients_area_covers_all_and_has_nothing_outside() -> None:
    met = meeting([zone("arm", ESSENTIAL)], {("arm", R): 1.0}, SIZES)
    assert met == Meeting(1.0, 1.0, 0.0)


def test_regions_count_by_their_size_and_spill_over_by_its_weight() -> None:
    zones = [zone("arm", ESSENTIAL), zone("hand", SPILLOVER)]
    met = meeting(zones, {("arm", R): 0.5, ("hand", R): 1.0, ("neck", R): 0.5}, SIZES)
    assert met is not None
    assert met.covered == pytest.approx((5 + 5) / 20)
    assert met.essential == pytest.approx(5 / 20)
    assert met.outside == pytest.approx(1 - (5 + 0.4 * 5) / (10 + 0.4 * 5))


def test_a_pattern_on_the_other_side_does_not_reach_it() -> None:
    met = meeting([zone("arm", ESSENTIAL, L)], {("arm", R): 1.0}, SIZES)
    assert met == Meeting(0.0, 0.0, 1.0)


def test_nothing_drawn_or_no_pattern_gives_no_answer() -> None:
    assert meeting([], {("arm", R): 1.0}, SIZES) is None
    assert meeting([zone("arm", ESSENTIAL)], {}, SIZES) is None
    assert meeting([zone("arm", ESSENTIAL)], {("third_arm", R): 1.0}, SIZES) is None


@given(
    area=st.dictionaries(
        st.sampled_from([("arm", R), ("hand", R), ("neck", L)]), st.floats(0.01, 1)
    ),
    strengths=st.dictionaries(
        st.sampled_from(sorted(SIZES)), st.sampled_from(Strength), min_size=1
    ),
)
def test_all_shares_of_a_meeting_lie_between_nothing_and_all(
    area: dict[tuple[str, Side], float], strengths: dict[str, Strength]
) -> None:
    met = meeting([zone(r, s) for r, s in strengths.items()], area, SIZES)
    if met is not None:
        assert 0 <= met.essential <= met.covered <= 1
        assert 0 <= met.outside <= 1


def test_several_pains_join_to_the_largest_share_of_each_region() -> None:
    joined = joined_area([pain(("arm", R, 0.3)), pain(("arm", R, 0.7), ("hand", R, 0.1))])
    assert joined == {("arm", R): 0.7, ("hand", R): 0.1}


def test_regions_are_gone_less_kept_more_or_new() -> None:
    before = [pain(("arm", R, 1.0), ("hand", R, 0.9), ("neck", L, 0.5), ("neck", R, 0.2))]
    after = [pain(("hand", R, 0.3), ("neck", L, 0.55), ("neck", R, 0.9), ("arm", L, 0.4))]
    compared = compare(before, after)
    assert [(r.region, r.side, r.change) for r in compared.regions] == [
        ("arm", R, RegionChange.GONE),
        ("hand", R, RegionChange.LESS),
        ("neck", L, RegionChange.KEPT),
        ("neck", R, RegionChange.MORE),
        ("arm", L, RegionChange.NEW),
    ]
    assert [r.region for r in compared.of(RegionChange.GONE, RegionChange.NEW)] == ["arm", "arm"]


def test_a_drawing_compared_with_itself_has_only_kept_regions() -> None:
    drawing = [pain(("arm", R, 0.4), ("neck", L, 1.0), body=0.02)]
    compared = compare(drawing, drawing)
    assert {r.change for r in compared.regions} == {RegionChange.KEPT}
    assert compared.body_before == compared.body_after == 0.02


def test_a_session_without_a_drawing_claims_neither_gone_nor_new() -> None:
    compared = compare([], [pain(("arm", R, 0.4), body=0.02)])
    assert compared.regions == ()
    assert compared.body_before is None
    assert compared.body_after == 0.02


def test_the_body_share_of_several_pains_is_their_sum_and_never_more_than_the_body() -> None:
    assert body_share([]) is None
    assert body_share([pain(body=0.02), pain(body=0.03)]) == pytest.approx(0.05)
    assert body_share([pain(body=0.8), pain(body=0.7)]) == 1.0
