"""The canonical copy: the same for equal sessions, another for any change, stable over time."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import timedelta
from enum import Enum
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests import strategies
from tests.domain.samples import MODEL, NOW, SIZE, a_needle, a_point, a_session, an_amendment
from tpdn_desktop.domain.anatomy import BodyPlace, Side, View
from tpdn_desktop.domain.canonical import canonical_copy, record_hash
from tpdn_desktop.domain.needle import (
    NeedleId,
    NeedleSize,
    OpenedNeedle,
    PlannedNeedle,
    Technique,
    WastedNeedle,
)
from tpdn_desktop.domain.override import Override
from tpdn_desktop.domain.pain_drawing import Pain, PainId
from tpdn_desktop.domain.session import (
    AdverseGrade,
    FinalCount,
    NarrativeEdit,
    PalpationFinding,
    Session,
)
from tpdn_desktop.domain.trigger_point import Twitch, TwitchGrade, TwitchSign

_few = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])

CHANGED: dict[str, Any] = {
    "id": "other",
    "patient_id": "other",
    "number": 2,
    "therapist": replace(MODEL, licence_number="1"),
    "started_at": NOW - timedelta(seconds=1),
    "entered_at": NOW + timedelta(seconds=1),
    "ended_at": NOW,
    "content_version": "2026.11",
    "complaint": "x",
    "goal": "x",
    "position": "x",
    "pain_before": 0,
    "pain_after": 0,
    "response": "x",
    "aftercare": "x",
    "plan": "x",
    "note": "x",
    "trigger_points": (a_point(),),
    "after_last_time": "x",
    "adverse": AdverseGrade.NONE,
    "adverse_note": "x",
    "aftercare_version": 0,
    "pains": (Pain(PainId("a")),),
    "palpated": (PalpationFinding("infraspinatus.TrP1", Side.LEFT, False),),
    "overrides": (Override("pleura", "scalenus", None, "Careful.", "Flat", NOW),),
    "opened": (OpenedNeedle(NeedleId("o"), SIZE, NOW),),
    "wasted": (WastedNeedle(NeedleId("w"), SIZE, NOW),),
    "final_count": FinalCount(0, NOW),
    "narrative": (NarrativeEdit("plan", ""),),
}


def _copied(thing: Any) -> Any:
    """The same values in new objects, whole numbers as reals and sets in another order."""
    if isinstance(thing, tuple):
        return tuple(_copied(part) for part in thing)
    if isinstance(thing, frozenset):
        return frozenset(sorted(thing, reverse=True))
    if hasattr(thing, "__dataclass_fields__"):
        return replace(thing, **{f.name: _copied(getattr(thing, f.name)) for f in fields(thing)})
    if isinstance(thing, int) and not isinstance(thing, bool | Enum):
        return float(thing)
    return thing


@_few
@given(session=strategies.sessions("somebody"))
def test_equal_sessions_have_the_same_copy(session: Session) -> None:
    again = _copied(session)
    assert again == session
    assert canonical_copy(again) == canonical_copy(session)


@_few
@given(session=strategies.signed_sessions("somebody"))
def test_copy_leaves_out_the_signature_and_what_came_after_it(session: Session) -> None:
    assert session.signature is not None
    copy = canonical_copy(session)
    assert not json.loads(copy).keys() & {"state", "signature", "amendments"}
    assert record_hash(copy) == session.signature.record_hash
    assert canonical_copy(session.with_amendment(an_amendment("new"))) == copy


@pytest.mark.parametrize("field", CHANGED)
def test_any_change_changes_the_hash(field: str) -> None:
    session = a_session()
    changed = replace(session, **{field: CHANGED[field]})
    assert record_hash(canonical_copy(changed)) != record_hash(canonical_copy(session))


def test_every_field_of_a_session_is_signed_for() -> None:
    names = {field.name for field in fields(Session)}
    assert names - CHANGED.keys() == {"state", "signature", "amendments"}


@pytest.mark.parametrize(
    "change",
    [
        {"needles": (a_needle("other"),)},
        {"needles": (a_needle(depth_mm=12.0),)},
        {"needles": (a_needle(lot="L-1"),)},
        {"needles": (a_needle(opened_at=NOW),)},
        {"needles": (a_needle(size=NeedleSize(0.25, 40)),)},
        {"twitch": Twitch(sought=True)},
        {"twitch": Twitch(True, True, strongest=TwitchGrade.WEAK)},
        {"twitch": Twitch(True, True, signs=frozenset({TwitchSign.FELT}))},
        {"confirmed": False},
        {"confirmed": False, "planned": (PlannedNeedle(SIZE),)},
        {"taut_band": False},
        {"note": " "},
    ],
)
def test_any_change_inside_a_point_changes_the_hash(change: dict[str, Any]) -> None:
    before = a_point(needles=(a_needle(),))
    after = replace(before, **change)
    copies = {canonical_copy(a_session(trigger_points=(p,))) for p in (before, after)}
    assert len(copies) == 2


def test_order_of_points_is_signed_for() -> None:
    one, two = a_point("a"), a_point("b")
    there, back = a_session(trigger_points=(one, two)), a_session(trigger_points=(two, one))
    assert canonical_copy(there) != canonical_copy(back)


def test_what_stands_at_its_default_is_left_out() -> None:
    assert canonical_copy(a_session()) == (
        '{"entered_at":"2026-11-21T09:40:00+00:00","id":"s","number":1.0,"patient_id":"x",'
        '"started_at":"2026-11-21T09:40:00+00:00","therapist":{"name":"R. Model (demo)"}}'
    )


def test_session_signed_before_openings_were_noted_keeps_its_copy_and_its_hash() -> None:
    # As the program of schema revision 0002 wrote and signed it.
    copy = (
        '{"entered_at":"2026-11-21T09:40:00+00:00","id":"s","number":1.0,"patient_id":"x",'
        '"started_at":"2026-11-21T09:40:00+00:00","therapist":{"name":"R. Model (demo)"},'
        '"trigger_points":[{"id":"p","muscle_id":"infraspinatus","needles":[{"id":"n",'
        '"lot":"L-1","placed_at":"2026-11-21T09:40:00+00:00",'
        '"removed_at":"2026-11-21T09:50:00+00:00","size":{"diameter_mm":0.3,"length_mm":40.0},'
        '"technique":"static"}],"place":{"view":"posterior","x":-0.06,"y":0.79},'
        '"side":"right"}],"wasted":[{"id":"w","reason":"Bent",'
        '"size":{"diameter_mm":0.3,"length_mm":40.0},"wasted_at":"2026-11-21T09:40:00+00:00"}]}'
    )
    needle = a_needle(removed_at=NOW + timedelta(minutes=10), technique=Technique.STATIC, lot="L-1")
    wasted = WastedNeedle(NeedleId("w"), SIZE, NOW, "Bent")
    session = a_session(trigger_points=(a_point(needles=(needle,)),), wasted=(wasted,))
    assert canonical_copy(session) == copy
    assert record_hash(copy) == "72c53778c0fc83bb98c0224b916aa4e73a8b66ed4a5c15c9f7b79ef3e1db3079"


def test_forty_millimetres_are_forty_however_they_are_kept() -> None:
    whole, real = (a_needle(size=NeedleSize(0.3, length)) for length in (40, 40.0))
    copies = {
        canonical_copy(a_session(trigger_points=(a_point(needles=(n,)),))) for n in (whole, real)
    }
    assert len(copies) == 1


def test_midline_point_that_was_mirrored_has_the_copy_that_the_file_gives_back() -> None:
    place = BodyPlace(View.ANTERIOR, 0.0, 0.9)
    copies = {
        canonical_copy(a_session(trigger_points=(a_point(side=Side.MIDLINE, place=p),)))
        for p in (place, place.mirrored())
    }
    assert len(copies) == 1


def test_hash_is_the_sha_256_of_the_copy_in_utf_8() -> None:
    assert record_hash("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert len(record_hash("Ştefăniţă 李")) == 64
