"""What may be said of a trigger point: pressure, twitch, copies that nobody has touched yet."""

from __future__ import annotations

import pytest

from tests.domain.samples import SIZE, a_needle, a_point
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.needle import PlannedNeedle
from tpdn_desktop.domain.text import LINE_LIMIT
from tpdn_desktop.domain.trigger_point import (
    MOST_NEEDLES,
    PressureThreshold,
    PressureUnit,
    Twitch,
    TwitchSign,
)


def test_pressure_is_the_same_in_both_units() -> None:
    thumb = PressureThreshold(4, PressureUnit.KGF_CM2)
    assert thumb.kilopascal == pytest.approx(392.266)
    assert PressureThreshold(392.266, PressureUnit.KPA).kilopascal == 392.266


@pytest.mark.parametrize(
    ("value", "unit"),
    [
        (0, PressureUnit.KGF_CM2),
        (-1, PressureUnit.KPA),
        (2000.1, PressureUnit.KPA),
        (20.4, PressureUnit.KGF_CM2),
        (float("nan"), PressureUnit.KPA),
        (float("inf"), PressureUnit.KGF_CM2),
    ],
)
def test_pressure_that_nobody_presses_is_refused(value: float, unit: PressureUnit) -> None:
    with pytest.raises(RuleBroken, match="kPa"):
        PressureThreshold(value, unit)


def test_only_an_elicited_twitch_was_seen_felt_or_reported() -> None:
    signs = frozenset({TwitchSign.SEEN, TwitchSign.REPORTED})
    assert Twitch(sought=True, elicited=True, signs=signs).signs == signs
    with pytest.raises(RuleBroken, match="elicited"):
        Twitch(sought=True, signs=signs)


def test_confirmed_point_has_needles_not_plans() -> None:
    with pytest.raises(RuleBroken, match="plans"):
        a_point(planned=(PlannedNeedle(SIZE),))
    copy = a_point(confirmed=False, planned=(PlannedNeedle(SIZE),))
    assert copy.planned
    assert not copy.needles


def test_point_holds_thirty_needles_placed_or_planned() -> None:
    needles = tuple(a_needle(str(number)) for number in range(MOST_NEEDLES + 1))
    plans = (PlannedNeedle(SIZE),) * (MOST_NEEDLES + 1)
    assert a_point(needles=needles[1:]).needles
    with pytest.raises(RuleBroken, match="at most 30"):
        a_point(needles=needles)
    with pytest.raises(RuleBroken, match="at most 30"):
        a_point(confirmed=False, planned=plans)


def test_response_of_a_point_is_one_line() -> None:
    for bad in ("x" * (LINE_LIMIT + 1), "two\nlines"):
        with pytest.raises(RuleBroken, match="response"):
            a_point(response=bad)


def test_map_versions_count_from_one() -> None:
    with pytest.raises(RuleBroken, match="map version"):
        a_point(map_version=0)
