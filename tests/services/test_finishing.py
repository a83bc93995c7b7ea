"""What is asked of the record of a session, and how it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.domain.samples import NOW, SIZE, a_needle, a_point, a_session
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.clinic import Therapist
from tpdn_desktop.domain.needle import NeedleId, OpenedNeedle, PlannedNeedle
from tpdn_desktop.domain.override import Override
from tpdn_desktop.domain.patient import Patient, PatientId
from tpdn_desktop.domain.session import AdverseGrade, FinalCount, Session
from tpdn_desktop.domain.trigger_point import Twitch
from tpdn_desktop.services.finishing import Asked, AskedRow, Standing, asked_of, completeness

PATIENT = Patient(PatientId("x"), "Sample", "Alba (demo)", birth_date=date(1979, 3, 12))
ANSWER = ("lung", "infraspinatus", Side.RIGHT)
OUT = a_needle(removed_at=NOW, depth_mm=20.0)


def row(what: Asked, session: Session, *needed: tuple[str, str, Side | None]) -> AskedRow:
    (found,) = (r for r in asked_of(session, PATIENT, needed) if r.asked is what)
    return found


def complete() -> Session:
    return a_session(
        number=2,
        therapist=Therapist("R. Model (demo)", "PT", "00-0000"),
        complaint="ache",
        goal="sleep",
        after_last_time="sore",
        pain_before=6,
        pain_after=0,
        response="better",
        adverse=AdverseGrade.NONE,
        aftercare="sheet",
        plan="one week",
        trigger_points=(a_point(needles=(OUT,), twitch=Twitch(sought=True)),),
        final_count=FinalCount(1, NOW),
    )


def test_a_complete_record_misses_nothing() -> None:
    rows = asked_of(complete(), PATIENT)
    assert [r for r in rows if r.is_open] == []
    assert completeness(rows) == (15, 15)
    assert {r.asked for r in rows} == set(Asked)


def test_an_empty_draft_is_asked_for_much_but_nothing_holds_it_up() -> None:
    rows = asked_of(a_session(), PATIENT)
    assert not [r for r in rows if r.standing is Standing.HOLDS_UP]
    done, asked = completeness(rows)
    assert done == 2
    assert asked == 10


@pytest.mark.parametrize(
    ("what", "field"),
    [
        (Asked.COMPLAINT, {"goal": ""}),
        (Asked.LAST_TIME, {"after_last_time": ""}),
        (Asked.PAIN, {"pain_after": None}),
        (Asked.RESPONSE, {"response": ""}),
        (Asked.ADVERSE, {"adverse": None}),
        (Asked.AFTERCARE, {"aftercare": ""}),
        (Asked.PLAN, {"plan": ""}),
        (Asked.LICENCE, {"therapist": Therapist("R. Model (demo)")}),
        (Asked.POINTS, {"trigger_points": (), "final_count": None}),
        (Asked.DEPTH, {"trigger_points": (a_point(needles=(a_needle(removed_at=NOW),)),)}),
    ],
)
def test_what_is_not_there_is_named_and_holds_nothing_up(
    what: Asked, field: dict[str, object]
) -> None:
    session = replace(complete(), **field)  # type: ignore[arg-type]
    assert row(what, session).standing is Standing.MISSING
    assert row(what, complete()).standing is Standing.DONE


def test_pain_that_is_nought_was_asked() -> None:
    assert row(Asked.PAIN, a_session(pain_before=0, pain_after=0)).standing is Standing.DONE


def test_the_first_session_is_not_asked_how_it_was_after_the_last() -> None:
    assert row(Asked.LAST_TIME, a_session()).standing is Standing.NOT_ASKED


def test_two_identifiers_are_a_name_and_a_birth_date_or_a_number() -> None:
    bare = replace(PATIENT, birth_date=None)
    assert asked_of(a_session(), bare)[0].standing is Standing.MISSING
    assert asked_of(a_session(), replace(bare, number="D-1"))[0].standing is Standing.DONE


def test_copies_that_nobody_confirmed_hold_the_signature_up() -> None:
    copy = a_point("copy", confirmed=False, planned=(PlannedNeedle(SIZE),))
    session = a_session(trigger_points=(a_point(), copy))
    assert row(Asked.CONFIRMED, session) == AskedRow(Asked.CONFIRMED, Standing.HOLDS_UP, 1, 2)


def test_needles_in_and_a_count_that_differs_hold_the_signature_up() -> None:
    inside = a_session(trigger_points=(a_point(needles=(a_needle(),)),))
    assert row(Asked.COUNT, inside).standing is Standing.HOLDS_UP
    counted = replace(inside, final_count=FinalCount(1, NOW))
    assert row(Asked.COUNT, counted).standing is Standing.HOLDS_UP
    out = a_session(trigger_points=(a_point(needles=(OUT,)),))
    assert row(Asked.COUNT, out).standing is Standing.HOLDS_UP
    differs = replace(out, final_count=FinalCount(2, NOW))
    assert row(Asked.COUNT, differs) == AskedRow(Asked.COUNT, Standing.HOLDS_UP, 2, 1)
    told = replace(out, final_count=FinalCount(2, NOW, "one was dropped"))
    assert row(Asked.COUNT, told).standing is Standing.DONE
    assert row(Asked.COUNT, a_session()).standing is Standing.NOT_ASKED


def test_needles_that_lie_ready_hold_the_signature_up_though_none_was_placed() -> None:
    ready = (OpenedNeedle(NeedleId("o"), SIZE, NOW),)
    assert row(Asked.COUNT, a_session(opened=ready)).standing is Standing.HOLDS_UP
    counted = a_session(
        trigger_points=(a_point(needles=(OUT,)),), final_count=FinalCount(1, NOW), opened=ready
    )
    assert row(Asked.COUNT, counted).standing is Standing.HOLDS_UP
    assert row(Asked.COUNT, replace(counted, opened=())).standing is Standing.DONE


def test_cautions_hold_the_signature_up_until_each_has_its_reason() -> None:
    kept = Override(*ANSWER, "Near the lung.", "flat", NOW)
    session = a_session(overrides=(kept,))
    other = ("lung", "infraspinatus", Side.LEFT)
    assert row(Asked.REASONS, session, ANSWER).standing is Standing.DONE
    assert row(Asked.REASONS, session, ANSWER, other) == AskedRow(
        Asked.REASONS, Standing.HOLDS_UP, 1, 2
    )
    assert row(Asked.REASONS, session).standing is Standing.NOT_ASKED


def test_the_licence_is_that_of_who_signs() -> None:
    licensed = Therapist("R. Model (demo)", licence_number="00-0000")
    rows = asked_of(a_session(), PATIENT, (), licensed)
    assert rows[-1] == AskedRow(Asked.LICENCE, Standing.DONE)
    assert asked_of(a_session(), PATIENT)[-1].standing is Standing.MISSING
