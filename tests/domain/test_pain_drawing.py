"""The patient's pain drawing: strokes on the body, shares of regions, up to six pains."""

from __future__ import annotations

import pytest

from tests.domain.samples import a_session
from tpdn_desktop.domain.anatomy import Side, View
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.pain_drawing import (
    MOST_MARKS,
    MOST_PAINS,
    MOST_STROKE_POINTS,
    Pain,
    PainedRegion,
    PainId,
    PainStroke,
    RegionShare,
)

PLACE = (-0.1, 0.8)
NAN = float("nan")


@pytest.mark.parametrize("places", [(), (PLACE,) * (MOST_STROKE_POINTS + 1)])
def test_stroke_has_a_beginning_and_an_end(places: tuple[tuple[float, float], ...]) -> None:
    with pytest.raises(RuleBroken, match="5,000 places"):
        PainStroke(View.ANTERIOR, places, 0.02)


@pytest.mark.parametrize("place", [(NAN, 0.5), (0.0, 1.6), (-1.1, 0.5), (0.0, float("inf"))])
def test_stroke_lies_on_the_body(place: tuple[float, float]) -> None:
    with pytest.raises(RuleBroken, match="on the body"):
        PainStroke(View.ANTERIOR, (PLACE, place), 0.02)


@pytest.mark.parametrize("radius", [0.0, -0.1, 0.51, NAN])
def test_brush_has_a_width(radius: float) -> None:
    with pytest.raises(RuleBroken, match="brush"):
        PainStroke(View.ANTERIOR, (PLACE,), radius)


@pytest.mark.parametrize("share", [0.0, 1.01, -0.5, NAN])
def test_region_that_does_not_hurt_has_no_share(share: float) -> None:
    with pytest.raises(RuleBroken, match="share"):
        RegionShare("deltoid", Side.RIGHT, share)
    assert RegionShare("deltoid", Side.RIGHT, 1).share == 1


def test_region_code_is_a_short_line() -> None:
    with pytest.raises(RuleBroken, match="region"):
        PainedRegion("two\nlines", Side.LEFT)


@pytest.mark.parametrize("intensity", [-1, 11])
def test_intensity_is_zero_to_ten(intensity: int) -> None:
    with pytest.raises(RuleBroken, match="0 to 10"):
        Pain(PainId("a"), intensity=intensity)


@pytest.mark.parametrize("share", [-0.01, 1.01, NAN])
def test_nobody_hurts_on_more_than_all_of_the_body(share: float) -> None:
    with pytest.raises(RuleBroken, match="0 to 1"):
        Pain(PainId("a"), body_share=share)


def test_pain_is_drawn_with_as_many_strokes_as_a_hand_makes() -> None:
    stroke = PainStroke(View.ANTERIOR, (PLACE,), 0.02)
    assert Pain(PainId("a"), marks=(stroke,) * MOST_MARKS).marks
    with pytest.raises(RuleBroken, match="2,000 strokes"):
        Pain(PainId("a"), marks=(stroke,) * (MOST_MARKS + 1))


def test_session_tells_six_pains_apart() -> None:
    pains = tuple(Pain(PainId(str(number))) for number in range(MOST_PAINS + 1))
    assert len(a_session(pains=pains[1:]).pains) == MOST_PAINS
    with pytest.raises(RuleBroken, match="at most 6 pains"):
        a_session(pains=pains)
    with pytest.raises(RuleBroken, match="a pain stands twice"):
        a_session(pains=(pains[0], pains[0]))
