"""Two sessions compared, and a course counted."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from tests.storage import samples
from tests.strategies import sessions
from tpdn_desktop.domain.anatomy import BodyPlace, Side, View
from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.trigger_point import TriggerPoint, TriggerPointId, Twitch
from tpdn_desktop.services.course import compare, figures, treated, with_muscle


def point(name: str, muscle: str = "infraspinatus", **fields: object) -> TriggerPoint:
    place = BodyPlace(View.POSTERIOR, 0.06, 0.8)
    made = TriggerPoint(TriggerPointId(name), muscle, Side.LEFT, place)
    return replace(made, **fields)  # type: ignore[arg-type]


def session(number: int, *points: TriggerPoint, **fields: object) -> Session:
    return replace(samples.session(number), trigger_points=points, **fields)  # type: ignore[arg-type]


def test_same_muscle_on_the_same_side_persists() -> None:
    change = compare(session(1, point("a")), session(2, point("b")))
    assert [(a.id, b.id) for a, b in change.persisting] == [("a", "b")]
    assert (change.new, change.resolved) == ((), ())


def test_the_other_side_is_another_point() -> None:
    right = point("b", side=Side.RIGHT, place=BodyPlace(View.POSTERIOR, -0.06, 0.8))
    change = compare(session(1, point("a")), session(2, right))
    assert [p.id for p in change.new] == ["b"]
    assert [p.id for p in change.resolved] == ["a"]


def test_several_points_of_a_muscle_go_by_reference_point_then_by_nearness() -> None:
    near = BodyPlace(View.POSTERIOR, 0.061, 0.8)
    far = BodyPlace(View.POSTERIOR, 0.09, 0.77)
    before = session(1, point("a", reference_point_id="infraspinatus.1"), point("b", place=far))
    after = session(
        2,
        point("c", place=far, reference_point_id="infraspinatus.1"),
        point("d", place=near),
        point("e", place=near),
    )
    change = compare(before, after)
    assert {(a.id, b.id) for a, b in change.persisting} == {("a", "c"), ("b", "d")}
    assert [p.id for p in change.new] == ["e"]


def test_figures_count_a_twitch_that_was_sought_and_not_found() -> None:
    twitched = point("a", twitch=Twitch(sought=True, elicited=True))
    none = point("b", twitch=Twitch(sought=True))
    seen = figures(session(1, twitched, none, point("c"), pain_before=6))
    assert (seen.points, seen.twitch_sought, seen.twitch_elicited) == (3, 2, 1)
    assert (seen.pain_before, seen.pain_after) == (6, None)


def test_a_course_is_counted_by_muscle_and_side_most_sessions_first() -> None:
    course = [session(1, point("a"), point("b", "soleus")), session(2, point("c"), point("d"))]
    counted = treated(course)
    assert list(counted) == [("infraspinatus", Side.LEFT), ("soleus", Side.LEFT)]
    most = counted["infraspinatus", Side.LEFT]
    assert (most.sessions, most.points) == (2, 3)
    assert with_muscle(course, "soleus") == (course[0],)


@settings(max_examples=30, deadline=None)
@given(sessions("erin"), sessions("erin"))
def test_every_point_is_told_of_exactly_once(before: Session, after: Session) -> None:
    change = compare(before, after)
    old = [a.id for a, _ in change.persisting] + [p.id for p in change.resolved]
    new = [b.id for _, b in change.persisting] + [p.id for p in change.new]
    assert sorted(old) == sorted(p.id for p in before.trigger_points)
    assert sorted(new) == sorted(p.id for p in after.trigger_points)
    assert all((a.muscle_id, a.side) == (b.muscle_id, b.side) for a, b in change.persisting)
