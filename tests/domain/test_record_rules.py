"""The rules of the record, one sentence each."""

from __future__ import annotations

from datetime import date, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.samples import NOW, a_needle, a_point, a_session
from tpdn_desktop.domain.anatomy import BodyPlace, Side, View
from tpdn_desktop.domain.clinic import Clinic, Therapist
from tpdn_desktop.domain.errors import NotFound, RuleBroken
from tpdn_desktop.domain.moment import age_on, checked_birth_date
from tpdn_desktop.domain.needle import NeedleSize, Technique
from tpdn_desktop.domain.patient import AlertScope, Patient, PatientAlert, PatientId
from tpdn_desktop.domain.reconciliation import needle_count
from tpdn_desktop.domain.session import SessionState
from tpdn_desktop.domain.text import NAME_LIMIT, checked, tidied
from tpdn_desktop.domain.trigger_point import (
    Status,
    TriggerPointId,
    Twitch,
    TwitchGrade,
)


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), -float("inf"), 9.0])
def test_a_place_off_any_body_is_refused(bad: float) -> None:
    with pytest.raises(RuleBroken):
        BodyPlace(View.ANTERIOR, bad, 0.5)
    with pytest.raises(RuleBroken):
        BodyPlace(View.ANTERIOR, 0.0, bad)


def test_mirroring_twice_gives_the_place_again() -> None:
    place = BodyPlace(View.ANTERIOR, 0.0512, 0.7)
    assert place.mirrored().x == -0.0512
    assert place.mirrored().mirrored() == place


def test_a_right_point_on_the_left_half_of_the_body_is_refused() -> None:
    with pytest.raises(RuleBroken, match="other side"):
        a_point(place=BodyPlace(View.POSTERIOR, 0.06, 0.79))
    assert a_point(side=Side.LEFT, place=BodyPlace(View.POSTERIOR, 0.06, 0.79)).side is Side.LEFT


def test_a_place_may_lie_a_finger_over_the_midline() -> None:
    assert a_point(place=BodyPlace(View.POSTERIOR, 0.01, 0.79)).place.x == 0.01


def test_needle_sizes_that_do_not_exist_are_refused() -> None:
    for diameter, length in ((-0.3, 40), (0.3, -40), (3.0, 40), (0.3, 4000), (float("nan"), 40)):
        with pytest.raises(RuleBroken):
            NeedleSize(diameter, length)
    assert NeedleSize(0.3, 40).label == "0.30 × 40"


def test_a_needle_is_not_removed_before_it_was_placed() -> None:
    with pytest.raises(RuleBroken, match="before it was placed"):
        a_needle(removed_at=NOW - timedelta(seconds=1))
    assert a_needle(removed_at=NOW).is_in is False


def test_a_needle_is_not_deeper_than_it_is_long() -> None:
    with pytest.raises(RuleBroken, match="depth"):
        a_needle(depth_mm=41.0)
    assert a_needle(depth_mm=40.0).depth_mm == 40.0


def test_times_are_utc() -> None:
    with pytest.raises(RuleBroken, match="UTC"):
        a_needle(placed_at=NOW.replace(tzinfo=None))
    with pytest.raises(RuleBroken, match="UTC"):
        a_needle(placed_at=NOW.astimezone(timezone(timedelta(hours=2))))


def test_only_an_elicited_twitch_has_count_and_grade() -> None:
    with pytest.raises(RuleBroken):
        Twitch(sought=True, count=2)
    with pytest.raises(RuleBroken):
        Twitch(elicited=True)
    assert Twitch(sought=True, elicited=True, count=2, strongest=TwitchGrade.WEAK).count == 2


@pytest.mark.parametrize("score", [-1, 11])
def test_pain_is_zero_to_ten(score: int) -> None:
    with pytest.raises(RuleBroken):
        a_session(pain_before=score)
    with pytest.raises(RuleBroken):
        a_point(pain_during=score)


def test_a_signed_session_refuses_new_points_and_every_other_edit() -> None:
    signed = a_session(state=SessionState.SIGNED, trigger_points=(a_point(),))
    for edit in (
        lambda: signed.with_point(a_point("q")),
        lambda: signed.with_point_changed(a_point(status=Status.ACTIVE)),
        lambda: signed.without_point(TriggerPointId("p")),
        lambda: signed.with_details(pain_after=3),
    ):
        with pytest.raises(RuleBroken, match="signed"):
            edit()


def test_points_are_numbered_by_their_order() -> None:
    session = a_session(trigger_points=(a_point("a"), a_point("b"), a_point("c")))
    assert session.index_of(TriggerPointId("b")) == 1
    assert session.without_point(TriggerPointId("a")).index_of(TriggerPointId("b")) == 0
    with pytest.raises(NotFound):
        session.point(TriggerPointId("z"))


def test_a_point_cannot_stand_twice_in_a_session() -> None:
    with pytest.raises(RuleBroken, match="twice"):
        a_session(trigger_points=(a_point(), a_point()))


def test_only_known_parts_of_a_session_can_be_edited() -> None:
    assert a_session().with_details(plan="One week.").plan == "One week."
    with pytest.raises(RuleBroken):
        a_session().with_details(patient_id="other")


def test_needles_and_insertions_are_counted_apart() -> None:
    count = needle_count([a_needle("a", insertions=3), a_needle("b", removed_at=NOW)])
    assert (count.placed, count.removed, count.still_in, count.insertions) == (2, 1, 1, 4)
    assert not count.agrees
    assert needle_count([]).agrees


@given(st.lists(st.booleans(), max_size=30))
def test_placed_is_always_removed_plus_in(out: list[bool]) -> None:
    needles = [a_needle(str(i), removed_at=NOW if gone else None) for i, gone in enumerate(out)]
    count = needle_count(needles)
    assert count.placed == count.removed + count.still_in == len(out)


def test_static_and_electrical_needles_stay_in() -> None:
    staying = {t for t in Technique if t.stays_in}
    assert staying == {Technique.STATIC, Technique.ELECTRICAL}


def test_a_birth_date_in_the_future_or_before_anyone_living_is_refused() -> None:
    today = date(2026, 11, 21)
    for bad in (date(2026, 11, 22), date(1026, 11, 21)):
        with pytest.raises(RuleBroken):
            checked_birth_date(bad, today)
    assert age_on(date(1979, 11, 22), today) == 46
    assert age_on(date(1979, 11, 21), today) == 47


@pytest.mark.parametrize(
    "name",
    ["<b>Jane</b>", "O'Hara-Ș", "李", "שרה", "😀 smile", "x" * NAME_LIMIT, "Ω&<", "a\u0301"],
)
def test_any_name_that_people_have_is_kept_as_written(name: str) -> None:
    assert Patient(PatientId("p"), name).family_name == name


@pytest.mark.parametrize("name", ["x" * 5000, "a\x00b", "a\nb", "\ud800", "a\u202eb", "", "   "])
def test_names_that_cannot_be_kept_are_refused_without_being_repeated(name: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        Patient(PatientId("p"), name)
    assert "xxxx" not in str(refusal.value)


@given(st.text())
def test_tidied_text_is_always_fit_to_keep(text: str) -> None:
    for multiline in (False, True):
        kept = tidied(text, multiline=multiline)
        assert checked(kept, "note", limit=10_000, multiline=multiline) == kept
        assert tidied(kept, multiline=multiline) == kept


def test_an_alert_says_where_it_holds() -> None:
    with pytest.raises(RuleBroken):
        PatientAlert("lymphoedema", AlertScope.ARM)
    with pytest.raises(RuleBroken):
        PatientAlert("implant", AlertScope.REGION)
    with pytest.raises(RuleBroken):
        PatientAlert("other")
    assert PatientAlert("lymphoedema", AlertScope.ARM, Side.LEFT).side is Side.LEFT


def test_a_clinic_has_a_name_a_therapist_and_a_needle() -> None:
    therapist = Therapist("R. Model (demo)")
    with pytest.raises(RuleBroken):
        Clinic(" ", therapist)
    with pytest.raises(RuleBroken):
        Therapist("")
    with pytest.raises(RuleBroken):
        Clinic("Demo", therapist, tray=())
