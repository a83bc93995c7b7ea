"""Reverse look-up: ranking by coverage and specificity, and the laws that the formula keeps."""

from __future__ import annotations

import math
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpdn_desktop.atlas.lookup import LookupIndex, LookupRow, RegionSide, look_up
from tpdn_desktop.atlas.reference_file import load_reference
from tpdn_desktop.atlas.referral import Strength, referral
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.errors import RuleBroken

SHIPPED = Path(__file__).resolve().parents[2] / "resources" / "reference" / "reference.sqlite"
LEFT, RIGHT, MIDLINE = Side.LEFT, Side.RIGHT, Side.MIDLINE
REFERENCE = load_reference(SHIPPED)
INDEX = LookupIndex.of(REFERENCE)
KEYS: list[RegionSide] = [(r.code, side) for r in REFERENCE.regions.values() for side in r.sides]

areas = st.dictionaries(st.sampled_from(KEYS), st.floats(0.01, 1.0), min_size=1, max_size=12)
patterns = st.sampled_from([(p, side) for p in REFERENCE.points.values() for side in p.sides])


def _find(rows: tuple[LookupRow, ...], point_id: str, side: Side) -> LookupRow | None:
    return next((row for row in rows if (row.point_id, row.side) == (point_id, side)), None)


def _score(area: dict[RegionSide, float], point_id: str, side: Side) -> float:
    row = _find(look_up(INDEX, [area]), point_id, side)
    return row.score if row else 0.0


def test_the_painful_side_is_the_side_of_the_muscle() -> None:
    rows = look_up(INDEX, [{("temple", RIGHT): 1.0, ("neck_lateral", RIGHT): 1.0}])
    assert rows[0].point_id == "trapezius_upper.1"
    assert {row.side for row in rows[:5]} == {RIGHT}


def test_contralateral_referral_is_found_from_the_other_side() -> None:
    rows = look_up(INDEX, [{("forehead", LEFT): 1.0}])
    crossed = _find(rows, "sternocleidomastoid_clavicular.1", RIGHT)
    assert crossed
    assert (crossed.essential, crossed.spillover) == (0.0, 1.0)


def test_a_small_pattern_inside_beats_a_big_one_that_merely_touches() -> None:
    rows = look_up(INDEX, [{("heel", LEFT): 1.0}])
    assert rows[0].point_id == "quadratus_plantae.1"
    assert rows[0].score == 1.0
    assert rows[0].specificity == 1.0


@given(areas)
def test_essential_comes_before_spill_over(area: dict[RegionSide, float]) -> None:
    rows = look_up(INDEX, [area])
    tiers = [row.essential > 0 for row in rows]
    assert tiers == sorted(tiers, reverse=True)


@given(areas)
def test_rows_come_best_first_within_bounds(area: dict[RegionSide, float]) -> None:
    rows = look_up(INDEX, [area])
    assert [row.score for row in rows] == sorted((row.score for row in rows), reverse=True)
    for row in rows:
        assert 0 <= row.score <= 1
        assert 0 <= row.essential <= 1
        assert 0 <= row.spillover <= 1
        assert row.essential + row.spillover <= 1.001
        assert 0 < row.specificity <= 1


@given(areas)
def test_exactly_the_points_that_reach_the_area_are_listed(area: dict[RegionSide, float]) -> None:
    listed = {(row.point_id, row.side) for row in look_up(INDEX, [area])}
    expected = {
        (point.id, side)
        for point in REFERENCE.points.values()
        for side in point.sides
        if any(
            (zone.region, zone.side) in area for zone in referral(point, side, REFERENCE.regions)
        )
    }
    assert listed == expected


@given(areas)
def test_the_mirrored_pain_gives_the_mirrored_rows(area: dict[RegionSide, float]) -> None:
    def values(rows: tuple[LookupRow, ...], *, mirror: bool) -> set[tuple[object, ...]]:
        return {
            (r.point_id, r.side.opposite if mirror else r.side, r.score, r.essential, r.spillover)
            for r in rows
            if len(REFERENCE.points[r.point_id].sides) == 2
        }

    mirrored = {(code, side.opposite): share for (code, side), share in area.items()}
    assert values(look_up(INDEX, [area]), mirror=True) == values(
        look_up(INDEX, [mirrored]), mirror=False
    )


@given(st.lists(areas, min_size=1, max_size=3), st.randoms())
def test_the_order_of_regions_and_areas_does_not_matter(
    pains: list[dict[RegionSide, float]], chance: object
) -> None:
    shuffled = [dict(reversed(area.items())) for area in reversed(pains)]
    first = {(r.point_id, r.side): (r.score, r.essential) for r in look_up(INDEX, pains)}
    second = {(r.point_id, r.side): (r.score, r.essential) for r in look_up(INDEX, shuffled)}
    assert first == second


@given(areas, patterns)
def test_pain_in_one_more_essential_region_never_lowers_a_point(
    area: dict[RegionSide, float], pattern: tuple[object, Side]
) -> None:
    point, side = pattern
    zones = referral(point, side, REFERENCE.regions)  # type: ignore[arg-type]
    essential = next(z for z in zones if z.strength is Strength.ESSENTIAL)
    area.pop((essential.region, essential.side), None)
    if not area:
        return
    wider = {**area, (essential.region, essential.side): 1.0}
    point_id = point.id  # type: ignore[attr-defined]
    assert _score(wider, point_id, side) >= _score(area, point_id, side)


@given(areas, patterns)
def test_pain_in_a_region_outside_the_pattern_never_raises_a_point(
    area: dict[RegionSide, float], pattern: tuple[object, Side]
) -> None:
    point, side = pattern
    zones = referral(point, side, REFERENCE.regions)  # type: ignore[arg-type]
    inside = {(zone.region, zone.side) for zone in zones}
    outside = next(key for key in KEYS if key not in inside and key not in area)
    wider = {**area, outside: 1.0}
    point_id = point.id  # type: ignore[attr-defined]
    assert _score(wider, point_id, side) <= _score(area, point_id, side)


@given(st.lists(areas, min_size=2, max_size=3))
def test_one_more_pain_never_lowers_a_score(pains: list[dict[RegionSide, float]]) -> None:
    fewer = {(r.point_id, r.side): r.score for r in look_up(INDEX, pains[:-1])}
    more = {(r.point_id, r.side): r.score for r in look_up(INDEX, pains)}
    assert all(more[key] >= score for key, score in fewer.items())


def test_a_point_that_explains_two_pains_beats_one_that_explains_one() -> None:
    pains = [{("orbit", LEFT): 1.0}, {("occiput", LEFT): 1.0}]
    rows = look_up(INDEX, pains)
    both = _find(rows, "occipitalis.1", LEFT)
    alone = _find(look_up(INDEX, pains[:1]), "occipitalis.1", LEFT)
    assert both
    assert alone
    assert both.score >= alone.score


def test_a_positive_muscle_comes_first_among_equals_and_only_there() -> None:
    area = {("temple", LEFT): 1.0}
    plain = look_up(INDEX, [area])
    equals = [row for row in plain if row.score == plain[3].score]
    assert len(equals) > 1
    last = equals[-1]
    ranked = look_up(INDEX, [area], {(last.muscle_id, LEFT)})
    same = [row for row in ranked if row.score == last.score]
    assert same[0].point_id == last.point_id
    assert same[0].positive
    assert "Already found positive" in same[0].why
    assert [row.score for row in ranked] == [row.score for row in plain]


def test_positive_on_the_other_side_does_not_count() -> None:
    rows = look_up(INDEX, [{("heel", LEFT): 1.0}], {("soleus", RIGHT)})
    assert not any(row.positive for row in rows)


def test_each_row_says_why_in_words() -> None:
    rows = look_up(INDEX, [{("orbit", LEFT): 1.0, ("temple", LEFT): 1.0}])
    row = _find(rows, "trapezius_upper.1", LEFT)
    assert row
    assert row.why == (
        "Essential zone covers 50 % of the painful area (left temple); spill-over zone covers "
        "50 % of the painful area (left eye and orbit); 29 % of its pattern lies inside."
    )


def test_a_big_region_counts_more_than_a_small_one() -> None:
    sizes = dict.fromkeys(REFERENCE.regions, 1.0) | {"temple": 9.0}
    index = LookupIndex.of(REFERENCE, sizes)
    rows = look_up(index, [{("orbit", LEFT): 1.0, ("temple", LEFT): 1.0}])
    row = _find(rows, "trapezius_upper.1", LEFT)
    assert row
    assert (row.essential, row.spillover) == (0.9, 0.1)


def test_half_a_region_counts_half() -> None:
    rows = look_up(INDEX, [{("orbit", LEFT): 1.0, ("temple", LEFT): 0.5}])
    row = _find(rows, "trapezius_upper.1", LEFT)
    assert row
    assert row.essential == pytest.approx(1 / 3, abs=0.001)


@pytest.mark.parametrize(
    ("pains", "told"),
    [
        ([], "at least one painful region"),
        ([{}], "at least one painful region"),
        ([{("temple", LEFT): 1.0}, {}], "at least one painful region"),
        ([{("atlantis", LEFT): 1.0}], "no region 'atlantis'"),
        ([{("temple", MIDLINE): 1.0}], "left or right"),
        ([{("sacrum", LEFT): 1.0}], "lies in the midline"),
        ([{("temple", LEFT): 0.0}], "share"),
        ([{("temple", LEFT): -1.0}], "share"),
        ([{("temple", LEFT): 1.01}], "share"),
        ([{("temple", LEFT): math.nan}], "share"),
        ([{("temple", LEFT): math.inf}], "share"),
        ([dict.fromkeys(KEYS, 1.0)], "most of the body"),
        ([dict.fromkeys(KEYS[:200], 1.0)], "most of the body"),
        ([dict.fromkeys(KEYS[:80], 1.0), dict.fromkeys(KEYS[80:], 1.0)], "most of the body"),
    ],
)
def test_an_impossible_area_is_refused_in_words(
    pains: list[dict[RegionSide, float]], told: str
) -> None:
    with pytest.raises(RuleBroken, match=told):
        look_up(INDEX, pains)


@pytest.mark.parametrize("size", [0.0, -1.0, math.nan])
def test_a_region_without_a_real_size_is_refused(size: float) -> None:
    with pytest.raises(RuleBroken, match="size above zero"):
        LookupIndex.of(REFERENCE, dict.fromkeys(REFERENCE.regions, 1.0) | {"temple": size})
    with pytest.raises(RuleBroken, match="size above zero"):
        LookupIndex.of(REFERENCE, {})


def test_the_widest_area_is_looked_up_between_two_keystrokes() -> None:
    area = dict.fromkeys(KEYS[: len(KEYS) // 2], 1.0)
    assert min(_timed(area) for _ in range(5)) < 0.05, "the budget is 10 ms; five times is a fault"


def _timed(area: dict[RegionSide, float]) -> float:
    start = time.perf_counter()
    look_up(INDEX, [area])
    return time.perf_counter() - start
