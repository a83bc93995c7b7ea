"""Shading a pain and asking for candidates, without a screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpdn_desktop.atlas.bodymap import BodyMap
from tpdn_desktop.atlas.bodymap_file import load_bodymap
from tpdn_desktop.atlas.lookup import LookupIndex
from tpdn_desktop.atlas.reference_file import load_reference
from tpdn_desktop.domain.anatomy import Side, View
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.services.lookup_session import (
    MOST_PAINS,
    LookupSession,
    PainQuality,
    Palpation,
)
from tpdn_desktop.services.lookup_shading import (
    BrushStroke,
    RegionSamples,
    Shading,
    TickedRegion,
    shape_area,
)

RESOURCES = Path(__file__).parents[2] / "resources"
BODYMAP: BodyMap = load_bodymap(RESOURCES / "bodymaps")
REFERENCE = load_reference(RESOURCES / "reference" / "reference.sqlite")
SAMPLES = RegionSamples.of(BODYMAP)
INDEX = LookupIndex.of(REFERENCE, SAMPLES.sizes())


@pytest.fixture
def session() -> LookupSession:
    return LookupSession(INDEX, SAMPLES)


def middle_of(code: str, side: Side) -> tuple[View, float, float]:
    """A sampled place of a region near the middle of its largest face."""
    face = max(BODYMAP.region_shapes(code, side), key=lambda f: shape_area(f.outline))
    xs = face.outline[0].numbers[0::2]
    ys = face.outline[0].numbers[1::2]
    return face.view, (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def test_every_region_of_the_tables_has_samples_on_each_of_its_sides() -> None:
    for region in REFERENCE.regions.values():
        for side in region.sides:
            assert SAMPLES.of_region[region.code, side]
    assert set(SAMPLES.sizes()) == set(REFERENCE.regions)


def test_the_sizes_of_both_sides_agree_with_the_drawn_faces() -> None:
    for (code, side), area in SAMPLES.areas.items():
        drawn = sum(shape_area(face.outline) for face in BODYMAP.region_shapes(code, side))
        assert area == pytest.approx(drawn)


def test_a_ticked_region_is_painful_as_a_whole() -> None:
    shading = Shading(SAMPLES)
    shading.add(TickedRegion("temple", Side.RIGHT))
    assert shading.area() == {("temple", Side.RIGHT): pytest.approx(1.0)}


def test_a_stroke_hurts_on_the_side_of_the_patient_on_which_it_is_drawn() -> None:
    view, x, y = middle_of("deltoid_anterior", Side.LEFT)
    shading = Shading(SAMPLES)
    shading.add(BrushStroke(view, ((x, y),), 6.0))
    assert {side for _, side in shading.area()} == {Side.LEFT}


def test_a_wider_brush_never_hurts_less() -> None:
    view, x, y = middle_of("scapula", Side.RIGHT)
    reached = [SAMPLES.under(BrushStroke(view, ((x, y),), r)) for r in (4.0, 9.0, 20.0)]
    assert reached[0] < reached[1] < reached[2]


def test_the_eraser_takes_away_what_the_same_stroke_shaded() -> None:
    view, x, y = middle_of("scapula", Side.RIGHT)
    shading = Shading(SAMPLES)
    shading.add(BrushStroke(view, ((x, y), (x + 8, y + 20)), 9.0))
    assert not shading.is_empty
    shading.add(BrushStroke(view, ((x, y), (x + 8, y + 20)), 9.0, erases=True))
    assert shading.is_empty
    assert shading.area() == {}


def test_undo_takes_one_stroke_back_and_says_when_there_is_none() -> None:
    shading = Shading(SAMPLES)
    shading.add(TickedRegion("temple", Side.RIGHT))
    shading.add(TickedRegion("occiput", Side.RIGHT))
    assert shading.undo()
    assert set(shading.area()) == {("temple", Side.RIGHT)}
    assert shading.undo()
    assert not shading.undo()


@given(
    x=st.floats(-250, 250),
    y=st.floats(-20, 1020),
    radius=st.floats(2, 60),
    view=st.sampled_from((View.ANTERIOR, View.POSTERIOR, View.PLANTAR)),
)
def test_shares_lie_between_nothing_and_all_wherever_one_shades(
    x: float, y: float, radius: float, view: View
) -> None:
    shading = Shading(SAMPLES)
    shading.add(BrushStroke(view, ((x, y), (x + 30, y + 10)), radius))
    assert all(0 < share <= 1 for share in shading.area().values())


def test_nothing_shaded_asks_for_nothing_and_refuses_nothing(session: LookupSession) -> None:
    answer = session.answer()
    assert answer.rows == ()
    assert answer.refusal == ""


def test_the_best_candidate_of_a_shaded_pain_reaches_it_as_essential(
    session: LookupSession,
) -> None:
    session.pain.shading.add(TickedRegion("temple", Side.RIGHT))
    best = session.answer().rows[0]
    assert best.essential > 0.99
    assert best.side is Side.RIGHT


def test_pain_over_most_of_the_body_is_refused_in_a_sentence(session: LookupSession) -> None:
    for region in REFERENCE.regions.values():
        for side in region.sides:
            session.pain.shading.add(TickedRegion(region.code, side))
    answer = session.answer()
    assert answer.rows == ()
    assert "most of the body" in answer.refusal


def test_several_pains_are_kept_apart_and_asked_together(session: LookupSession) -> None:
    session.pain.shading.add(TickedRegion("temple", Side.RIGHT))
    session.add_pain()
    session.pain.quality = PainQuality.BURNING
    session.pain.shading.add(TickedRegion("calf_upper", Side.LEFT))
    assert [set(area) for area in session.areas()] == [
        {("temple", Side.RIGHT)},
        {("calf_upper", Side.LEFT)},
    ]
    muscles = {row.side for row in session.answer().rows}
    assert muscles >= {Side.LEFT, Side.RIGHT}


def test_there_is_an_end_to_pains_and_always_one_left(session: LookupSession) -> None:
    for _ in range(MOST_PAINS - 1):
        session.add_pain()
    with pytest.raises(RuleBroken):
        session.add_pain()
    for _ in range(MOST_PAINS + 2):
        session.remove_pain()
    assert len(session.pains) == 1
    assert session.current == 0


def test_a_muscle_found_positive_says_so_in_its_reason(session: LookupSession) -> None:
    session.pain.shading.add(TickedRegion("temple", Side.RIGHT))
    row = session.answer().rows[3]
    session.palpate((row.point_id, row.side), Palpation.POSITIVE)
    again = {(r.point_id, r.side): r for r in session.answer().rows}
    assert again[row.point_id, row.side].positive
    assert session.positives() == ((row.point_id, row.side),)
    session.palpate((row.point_id, row.side), Palpation.NOT_TESTED)
    assert session.positives() == ()
