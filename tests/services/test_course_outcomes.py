"""Outcomes over a course: what was not asked, sought or measured is a gap and never a zero."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.storage import samples
from tests.strategies import sessions
from tpdn_desktop.atlas.outcome_plot import Mark
from tpdn_desktop.domain.anatomy import BodyPlace, Side, View
from tpdn_desktop.domain.needle import Needle, NeedleId, NeedleSize
from tpdn_desktop.domain.pain_drawing import Pain, PainId, RegionShare
from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.trigger_point import (
    KPA_IN_KGF_CM2,
    PressureThreshold,
    PressureUnit,
    Status,
    TriggerPoint,
    TriggerPointId,
    Twitch,
)
from tpdn_desktop.services.course_outcomes import (
    MOST_THRESHOLDS,
    CourseOutcome,
    Measure,
    OutcomeKind,
    Values,
    course_outcome,
)
from tpdn_desktop.services.course_plot import even_top, plot_of

TWITCHED, NOT_ELICITED = Twitch(sought=True, elicited=True), Twitch(sought=True)


def point(name: str, muscle: str = "infraspinatus", **fields: object) -> TriggerPoint:
    place = BodyPlace(View.POSTERIOR, 0.06, 0.8)
    made = TriggerPoint(TriggerPointId(name), muscle, Side.LEFT, place)
    return replace(made, **fields)  # type: ignore[arg-type]


def measured(
    kilos: float, reference: str | None = "infraspinatus.1", name: str = "a"
) -> TriggerPoint:
    return point(name, reference_point_id=reference, pressure_threshold=PressureThreshold(kilos))


def session(number: int, *points: TriggerPoint, **fields: object) -> Session:
    at = samples.NOW + timedelta(days=7 * number)
    made = replace(samples.session(number), trigger_points=points, started_at=at, pains=())
    return replace(made, **fields)  # type: ignore[arg-type]


def values(outcome: CourseOutcome) -> dict[Measure, Values]:
    return {line.measure: line.values for line in outcome.lines}


def test_pain_that_was_not_asked_is_a_gap() -> None:
    course = [session(1, pain_before=0, pain_after=None), session(2, pain_before=4, pain_after=2)]
    asked = course_outcome(OutcomeKind.PAIN, reversed(course))
    assert values(asked) == {Measure.BEFORE: (0, 4), Measure.AFTER: (None, 2)}
    assert [s.number for s in asked.sessions] == [1, 2]


def test_the_painful_area_is_in_percent_and_a_session_without_one_is_a_gap() -> None:
    share = RegionShare("temple", Side.LEFT, 0.5)
    drawn = Pain(PainId("p"), regions=(share,), body_share=0.018)
    only_a_score = Pain(PainId("q"), intensity=4)
    course = [session(1, pains=(drawn, replace(drawn, id=PainId("r")))), session(2)]
    course.append(session(3, pains=(only_a_score,)))
    (line,) = course_outcome(OutcomeKind.AREA, course).lines
    assert line.values == (pytest.approx(3.6), None, None)


def test_points_are_counted_by_status_and_unclassified_ones_do_not_vanish() -> None:
    active, latent = point("a", status=Status.ACTIVE), point("b", status=Status.LATENT)
    two = course_outcome(OutcomeKind.POINTS, [session(1, active, latent), session(2)])
    assert values(two) == {Measure.ACTIVE: (1, None), Measure.LATENT: (1, None)}
    three = course_outcome(OutcomeKind.POINTS, [session(1, point("c")), session(2, latent)])
    assert values(three)[Measure.NOT_CLASSIFIED] == (1, 0)
    assert values(three)[Measure.ACTIVE] == (0, 0)


def test_a_copy_that_nobody_touched_is_not_counted() -> None:
    planned = point("a", confirmed=False)
    outcome = course_outcome(OutcomeKind.POINTS, [session(1, planned)])
    assert values(outcome)[Measure.ACTIVE] == (None,)


def test_a_twitch_that_was_not_sought_is_a_gap_and_one_not_elicited_a_zero() -> None:
    course = [
        session(1, point("a", twitch=TWITCHED), point("b", twitch=NOT_ELICITED), point("c")),
        session(2, point("a")),
        session(3, point("a", twitch=NOT_ELICITED)),
    ]
    assert values(course_outcome(OutcomeKind.TWITCHES, course)) == {
        Measure.SOUGHT: (2, None, 1),
        Measure.ELICITED: (1, None, 0),
    }


def test_needles_of_a_session_without_points_are_a_gap_and_of_points_not_needled_zero() -> None:
    needle = Needle(NeedleId("n"), NeedleSize(0.3, 40), samples.NOW, samples.NOW)
    course = [session(1, point("a", needles=(needle,))), session(2, point("a")), session(3)]
    (line,) = course_outcome(OutcomeKind.NEEDLES, course).lines
    assert line.values == (1, 0, None)


def test_a_muscle_narrows_everything_but_the_patients_own_pain() -> None:
    course = [
        session(1, point("a"), point("b", "soleus", status=Status.ACTIVE), pain_before=5),
        session(2, point("c"), pain_before=3),
    ]
    of_soleus = course_outcome(OutcomeKind.POINTS, course, "soleus")
    assert values(of_soleus)[Measure.ACTIVE] == (1, None)
    pain = course_outcome(OutcomeKind.PAIN, course, "soleus")
    assert values(pain)[Measure.BEFORE] == (5, 3)
    assert not OutcomeKind.AREA.is_of_a_muscle


def test_a_threshold_has_a_line_only_where_the_same_spot_was_measured_twice() -> None:
    course = [
        session(1, measured(2.0), measured(3.0, "infraspinatus.2", "b")),
        session(2),
        session(3, measured(2.5), measured(4.0, None, "c")),
    ]
    outcome = course_outcome(OutcomeKind.THRESHOLD, course)
    (line,) = outcome.lines
    assert line.point is not None
    assert line.point.reference_point_id == "infraspinatus.1"
    assert line.values == (2.0, None, 2.5)
    assert outcome.left_out == 2
    assert outcome.sessions_told == 2


def test_readings_of_one_spot_in_one_session_are_averaged_and_units_agree() -> None:
    in_kpa = PressureThreshold(3.0 * KPA_IN_KGF_CM2, PressureUnit.KPA)
    other = point("b", reference_point_id="infraspinatus.1", pressure_threshold=in_kpa)
    outcome = course_outcome(
        OutcomeKind.THRESHOLD, [session(1, measured(2.0), other), session(2, measured(2.0))]
    )
    assert outcome.lines[0].values == (pytest.approx(2.5), 2.0)


def test_the_spots_measured_most_often_are_shown_and_the_others_counted() -> None:
    spots = [f"infraspinatus.{n}" for n in range(1, 7)]
    course = [
        session(k, *(measured(2.0, spot, f"p{i}") for i, spot in enumerate(spots[k - 1 :])))
        for k in range(1, 7)
    ]
    outcome = course_outcome(OutcomeKind.THRESHOLD, course)
    shown = [line.point.reference_point_id for line in outcome.lines if line.point]
    assert shown == ["infraspinatus.6", "infraspinatus.5", "infraspinatus.4", "infraspinatus.3"]
    assert (len(shown), outcome.left_out) == (MOST_THRESHOLDS, 2)


@settings(max_examples=30, deadline=None)
@given(st.lists(sessions("erin"), max_size=5), st.sampled_from(OutcomeKind))
def test_every_line_has_a_place_for_each_session_and_fits_its_scale(
    course: list[Session], kind: OutcomeKind
) -> None:
    outcome = course_outcome(kind, course)
    assert all(len(line.values) == len(course) for line in outcome.lines)
    plot = plot_of(outcome, [""] * len(course), lambda line: line.measure.value)
    low, high = plot.ticks[0][0], plot.ticks[-1][0]
    assert all(low <= v <= high for line in plot.lines for v in line.values if v is not None)


@settings(max_examples=30, deadline=None)
@given(st.lists(sessions("erin"), max_size=4))
def test_the_lines_of_the_points_add_up_to_those_charted(course: list[Session]) -> None:
    outcome = course_outcome(OutcomeKind.POINTS, course)
    ordered = sorted(course, key=lambda s: (s.started_at, s.number))
    for index, of in enumerate(ordered):
        charted = sum(p.confirmed for p in of.trigger_points)
        counted = [line.values[index] for line in outcome.lines]
        assert sum(v or 0 for v in counted) == charted
        assert charted > 0 or set(counted) == {None}


@given(st.floats(0.001, 1e6))
def test_the_top_of_a_scale_is_not_below_the_highest_value_nor_far_above(highest: float) -> None:
    top = even_top(highest, least=0.001)
    assert highest <= top + 1e-9
    assert top <= 2.01 * highest or top <= 0.0021


@pytest.mark.parametrize(("highest", "top"), [(0, 2), (2, 2), (3, 4), (9, 10), (11, 20), (0.3, 2)])
def test_counts_have_whole_levels(highest: float, top: float) -> None:
    assert even_top(highest, least=2.0) == top


def test_thresholds_of_four_spots_have_four_different_marks() -> None:
    course = [
        session(k, *(measured(2.0, f"infraspinatus.{n}", f"p{n}") for n in range(1, 5)))
        for k in (1, 2)
    ]
    outcome = course_outcome(OutcomeKind.THRESHOLD, course)
    plot = plot_of(outcome, ("a", "b"), lambda line: "")
    assert {line.mark for line in plot.lines} == set(Mark)
