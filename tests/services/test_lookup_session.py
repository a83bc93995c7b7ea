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
from tpdn_desktop.domain.pain_drawing import (
    MOST_PAINS,
    Pain,
    PainedRegion,
    PainId,
    PainMark,
    PainQuality,
    PainStroke,
    RegionShare,
)
from tpdn_desktop.services.lookup_session import LookupSession
from tpdn_desktop.services.lookup_shading import (
    PainMeasure,
    RegionSamples,
    region_sizes,
    shape_area,
)
from tpdn_desktop.services.pain_keeper import StudyKeeper

RESOURCES = Path(__file__).parents[2] / "resources"
BODYMAP: BodyMap = load_bodymap(RESOURCES / "bodymaps")
REFERENCE = load_reference(RESOURCES / "reference" / "reference.sqlite")
SAMPLES = RegionSamples.of(BODYMAP)
MEASURE = PainMeasure(SAMPLES)
INDEX = LookupIndex.of(REFERENCE, SAMPLES.sizes())


@pytest.fixture
def session() -> LookupSession:
    return LookupSession(INDEX, MEASURE, StudyKeeper())


def middle_of(code: str, side: Side) -> tuple[View, float, float]:
    """The middle of the largest face of a region, in body units."""
    face = max(BODYMAP.region_shapes(code, side), key=lambda f: shape_area(f.outline))
    xs = face.outline[0].numbers[0::2]
    ys = face.outline[0].numbers[1::2]
    place = BODYMAP.views[face.view].to_place((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    return face.view, place.x, place.y


def measured(*marks: PainMark) -> Pain:
    return MEASURE.measured(Pain(PainId("a"), marks=marks))


def area(*marks: PainMark) -> dict[tuple[str, Side], float]:
    return {(r.region, r.side): r.share for r in measured(*marks).regions}


def tick(code: str, side: Side = Side.RIGHT) -> PainedRegion:
    return PainedRegion(code, side)


def test_every_region_of_the_tables_has_samples_on_each_of_its_sides() -> None:
    for region in REFERENCE.regions.values():
        for side in region.sides:
            assert SAMPLES.of_region[region.code, side]
    assert set(SAMPLES.sizes()) == set(REFERENCE.regions)


def test_the_sizes_of_both_sides_agree_with_the_drawn_faces() -> None:
    for (code, side), area in SAMPLES.areas.items():
        drawn = sum(shape_area(face.outline) for face in BODYMAP.region_shapes(code, side))
        assert area == pytest.approx(drawn)


def test_the_sizes_without_samples_are_those_of_the_samples() -> None:
    sizes = region_sizes(BODYMAP)
    assert sizes == pytest.approx(SAMPLES.sizes())


def test_a_ticked_region_is_painful_as_a_whole() -> None:
    assert area(tick("temple")) == {("temple", Side.RIGHT): pytest.approx(1.0)}


def test_a_stroke_hurts_on_the_side_of_the_patient_on_which_it_is_drawn() -> None:
    for code in ("deltoid_anterior", "scapula"):  # one in front, one behind
        view, x, y = middle_of(code, Side.LEFT)
        assert {side for _, side in area(PainStroke(view, ((x, y),), 0.006))} == {Side.LEFT}


def test_a_wider_brush_never_hurts_less() -> None:
    view, x, y = middle_of("scapula", Side.RIGHT)
    reached = [SAMPLES.under(PainStroke(view, ((x, y),), r)) for r in (0.004, 0.009, 0.02)]
    assert reached[0] < reached[1] < reached[2]


def test_the_eraser_takes_away_what_the_same_stroke_shaded() -> None:
    view, x, y = middle_of("scapula", Side.RIGHT)
    places = ((x, y), (x + 0.008, y - 0.02))
    shaded = PainStroke(view, places, 0.009)
    assert measured(shaded).body_share > 0
    erased = measured(shaded, PainStroke(view, places, 0.009, erases=True))
    assert erased.regions == ()
    assert erased.body_share == 0


def test_the_share_of_the_body_grows_with_the_painful_regions_and_ends_at_the_whole() -> None:
    one, two = measured(tick("temple")), measured(tick("temple"), tick("scapula"))
    assert 0 < one.body_share < two.body_share < 0.05
    every = [PainedRegion(r.code, s) for r in REFERENCE.regions.values() for s in r.sides]
    assert measured(*every).body_share == pytest.approx(1.0)


def test_a_region_that_the_map_of_today_does_not_know_is_passed_over() -> None:
    assert area(tick("third_arm"), tick("temple")) == {("temple", Side.RIGHT): pytest.approx(1.0)}


@given(
    x=st.floats(-0.25, 0.25),
    y=st.floats(-0.02, 1.02),
    radius=st.floats(0.002, 0.06),
    view=st.sampled_from((View.ANTERIOR, View.POSTERIOR, View.PLANTAR)),
)
def test_shares_lie_between_nothing_and_all_wherever_one_shades(
    x: float, y: float, radius: float, view: View
) -> None:
    pain = measured(PainStroke(view, ((x, y), (x + 0.03, y + 0.01)), radius))
    assert all(0 < r.share <= 1 for r in pain.regions)
    assert 0 <= pain.body_share <= 1


def test_nothing_shaded_asks_for_nothing_and_refuses_nothing(session: LookupSession) -> None:
    answer = session.answer()
    assert answer.rows == ()
    assert answer.refusal == ""


def test_the_best_candidate_of_a_shaded_pain_reaches_it_as_essential(
    session: LookupSession,
) -> None:
    session.add_mark(tick("temple"))
    best = session.answer().rows[0]
    assert best.essential > 0.99
    assert best.side is Side.RIGHT


def test_pain_over_most_of_the_body_is_refused_in_a_sentence(session: LookupSession) -> None:
    for region in REFERENCE.regions.values():
        for side in region.sides:
            session.add_mark(tick(region.code, side))
    answer = session.answer()
    assert answer.rows == ()
    assert "most of the body" in answer.refusal


def test_several_pains_are_kept_apart_and_asked_together(session: LookupSession) -> None:
    session.add_mark(tick("temple"))
    session.add_pain()
    session.set_quality(PainQuality.BURNING)
    session.add_mark(tick("calf_upper", Side.LEFT))
    session.set_intensity(7)
    assert [set(area) for area in session.areas()] == [
        {("temple", Side.RIGHT)},
        {("calf_upper", Side.LEFT)},
    ]
    assert [(p.quality, p.intensity) for p in session.keeper.pains] == [
        (PainQuality.ACHE, None),
        (PainQuality.BURNING, 7),
    ]
    muscles = {row.side for row in session.answer().rows}
    assert muscles >= {Side.LEFT, Side.RIGHT}


def test_a_pain_of_which_nothing_is_known_is_shown_and_not_kept(session: LookupSession) -> None:
    session.set_quality(PainQuality.NUMB)
    assert [p.quality for p in session.pains] == [PainQuality.NUMB]
    assert session.keeper.pains == ()
    session.set_intensity(4)
    assert [(p.quality, p.intensity) for p in session.keeper.pains] == [(PainQuality.NUMB, 4)]


def test_clearing_the_first_of_two_pains_leaves_the_second_where_it_stands(
    session: LookupSession,
) -> None:
    session.add_mark(tick("temple"))
    session.add_pain()
    session.add_mark(tick("scapula"))
    session.choose(0)
    session.clear()
    assert [bool(p.marks) for p in session.pains] == [False, True]
    assert session.current == 0
    assert len(session.keeper.pains) == 1


def test_there_is_an_end_to_pains_and_always_one_left(session: LookupSession) -> None:
    for _ in range(MOST_PAINS):
        session.add_mark(tick("temple"))
        if len(session.pains) < MOST_PAINS:
            session.add_pain()
    with pytest.raises(RuleBroken):
        session.add_pain()
    assert len({p.quality for p in session.pains}) == MOST_PAINS
    for _ in range(MOST_PAINS + 2):
        session.remove_pain()
    assert len(session.pains) == 1
    assert session.current == 0
    assert session.keeper.pains == ()


def test_every_stroke_is_one_step_of_undo_and_of_redo(session: LookupSession) -> None:
    session.add_mark(tick("temple"))
    session.add_mark(tick("occiput"))
    assert session.undo()
    assert [set(a) for a in session.areas()] == [{("temple", Side.RIGHT)}]
    assert session.redo()
    assert [set(a) for a in session.areas()] == [{("temple", Side.RIGHT), ("occiput", Side.RIGHT)}]
    assert session.undo()
    assert session.undo()
    assert session.areas() == []
    assert session.undo() is None
    assert len(session.pains) == 1


def test_a_drawing_that_came_without_strokes_is_gone_on_with_from_its_regions(
    session: LookupSession,
) -> None:
    came = Pain(PainId("b"), regions=(RegionShare("temple", Side.RIGHT, 0.8),), body_share=0.004)
    session.keeper.set_pains((came,))
    assert session.areas() == [{("temple", Side.RIGHT): 0.8}]
    session.add_mark(tick("occiput"))
    assert set(session.areas()[0]) == {("temple", Side.RIGHT), ("occiput", Side.RIGHT)}


def test_an_earlier_drawing_is_copied_with_new_ids_and_without_its_intensity(
    session: LookupSession,
) -> None:
    earlier = Pain(PainId("a"), PainQuality.SHARP, 8, (tick("temple"),))
    session.start_from([earlier])
    (pain,) = session.keeper.pains
    assert (pain.quality, pain.intensity, pain.marks) == (earlier.quality, None, earlier.marks)
    assert pain.id != earlier.id
    assert session.areas() == [{("temple", Side.RIGHT): 1.0}]
    with pytest.raises(RuleBroken):
        session.start_from([earlier])


def test_shares_of_regions_that_the_tables_do_not_know_are_kept_but_not_looked_up(
    session: LookupSession,
) -> None:
    shares = (RegionShare("third_arm", Side.LEFT, 1.0), RegionShare("temple", Side.LEFT, 1.0))
    session.keeper.set_pains((Pain(PainId("b"), regions=shares),))
    assert session.areas() == [{("temple", Side.LEFT): 1.0}]
    assert session.answer().rows


def test_a_muscle_found_positive_says_so_in_its_reason(session: LookupSession) -> None:
    session.add_mark(tick("temple"))
    row = session.answer().rows[3]
    candidate = (row.point_id, row.side)
    session.palpate(candidate, True)
    again = {(r.point_id, r.side): r for r in session.answer().rows}
    assert again[candidate].positive
    assert session.positives() == (candidate,)
    session.palpate(candidate, None)
    assert session.positives() == ()
    assert session.palpation(candidate) is None


def test_a_finding_of_a_point_that_left_the_tables_does_no_harm(session: LookupSession) -> None:
    session.add_mark(tick("temple"))
    session.palpate(("gone.1", Side.RIGHT), True)
    assert session.answer().rows
