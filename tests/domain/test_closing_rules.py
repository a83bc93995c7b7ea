"""What closes a session: count, reasons, signature, and what is written afterwards."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.domain.samples import (
    MODEL,
    NOW,
    SIZE,
    a_needle,
    a_point,
    a_session,
    a_signature,
    an_amendment,
)
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.needle import NeedleId, WastedNeedle
from tpdn_desktop.domain.override import Override
from tpdn_desktop.domain.session import (
    FinalCount,
    NarrativeEdit,
    PalpationFinding,
    Session,
    SessionState,
)
from tpdn_desktop.domain.signature import Signature

OVERRIDE = Override("pleura", "infraspinatus", Side.RIGHT, "Thin over the ribs.", "Flat", NOW)


def signed(**fields: object) -> Session:
    draft = a_session(**fields)
    return draft.signed(a_signature(draft))


def test_signing_keeps_all_that_was_charted() -> None:
    draft = a_session(trigger_points=(a_point(),), pain_before=6)
    closed = draft.signed(a_signature(draft))
    assert closed.is_signed
    assert replace(closed, state=SessionState.DRAFT, signature=None) == draft


def test_session_is_signed_once() -> None:
    with pytest.raises(RuleBroken, match="signed"):
        signed().signed(a_signature(a_session()))


def test_needles_in_cannot_be_signed_away() -> None:
    with pytest.raises(RuleBroken, match="needles in"):
        signed(trigger_points=(a_point(needles=(a_needle(),)),))
    out = a_point(needles=(a_needle(removed_at=NOW),))
    assert signed(trigger_points=(out,)).is_signed


def test_draft_carries_neither_signature_nor_amendments() -> None:
    with pytest.raises(RuleBroken, match="draft"):
        a_session(signature=a_signature(a_session()))
    with pytest.raises(RuleBroken, match="draft"):
        a_session(amendments=(an_amendment(),))


def test_session_that_was_signed_elsewhere_may_have_no_signature() -> None:
    assert a_session(state=SessionState.SIGNED).signature is None


@pytest.mark.parametrize("bad", ["", "0" * 63, "0" * 65, "g" * 64, "A" * 64, "0" * 64 + "\n"])
def test_hash_of_a_signature_has_64_hexadecimal_digits(bad: str) -> None:
    with pytest.raises(RuleBroken, match="64 hexadecimal"):
        Signature(MODEL, NOW, bad)


def test_time_of_signing_is_utc() -> None:
    with pytest.raises(RuleBroken, match="UTC"):
        Signature(MODEL, NOW.replace(tzinfo=None), "0" * 64)


def test_amendments_follow_one_another_and_never_replace() -> None:
    once = signed().with_amendment(an_amendment("a"))
    twice = once.with_amendment(an_amendment("b"))
    assert [a.id for a in twice.amendments] == ["a", "b"]
    assert replace(twice, amendments=()) == signed()
    with pytest.raises(RuleBroken, match="twice"):
        twice.with_amendment(an_amendment("a"))


def test_draft_is_edited_not_amended() -> None:
    with pytest.raises(RuleBroken, match="not amended"):
        a_session().with_amendment(an_amendment())


@pytest.mark.parametrize("field", ["reason", "text"])
@pytest.mark.parametrize("bad", ["", " \t", "a\x00b", "x" * 20_001])
def test_amendment_has_a_reason_and_a_text(field: str, bad: str) -> None:
    with pytest.raises(RuleBroken, match=field):
        an_amendment(**{field: bad})


def test_count_that_differs_needs_its_reason() -> None:
    assert FinalCount(3, NOW).settles(3)
    assert not FinalCount(2, NOW).settles(3)
    assert not FinalCount(2, NOW, "  ").settles(3)
    assert FinalCount(2, NOW, "One fell out and was found").settles(3)


@pytest.mark.parametrize("number", [-1, 10_001])
def test_count_is_a_number_that_can_be_counted(number: int) -> None:
    with pytest.raises(RuleBroken, match="final count"):
        FinalCount(number, NOW)


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501, "two\nlines"])
def test_going_past_a_caution_needs_a_typed_reason(reason: str) -> None:
    with pytest.raises(RuleBroken, match="reason"):
        replace(OVERRIDE, reason=reason)


def test_caution_is_answered_once_for_each_muscle_and_side() -> None:
    other_side = replace(OVERRIDE, side=Side.LEFT)
    both = replace(OVERRIDE, side=None)
    assert len({o.answers for o in (OVERRIDE, other_side, both)}) == 3
    assert a_session(overrides=(OVERRIDE, other_side, both)).overrides
    with pytest.raises(RuleBroken, match="override stands twice"):
        a_session(overrides=(OVERRIDE, replace(OVERRIDE, reason="Another")))


def test_what_is_kept_once_does_not_stand_twice() -> None:
    finding = PalpationFinding("infraspinatus.TrP1", Side.RIGHT, True)
    opposite = replace(finding, is_positive=False)
    waste = WastedNeedle(NeedleId("w"), SIZE, NOW)
    words = NarrativeEdit("findings", "Tender.")
    for fields in (
        {"palpated": (finding, opposite)},
        {"wasted": (waste, waste)},
        {"narrative": (words, words)},
    ):
        with pytest.raises(RuleBroken, match="stands twice"):
            a_session(**fields)


def test_what_closes_a_session_is_edited_as_its_details_are() -> None:
    count = FinalCount(0, NOW)
    edited = a_session().with_details(overrides=(OVERRIDE,), final_count=count, aftercare_version=2)
    assert (edited.overrides, edited.final_count) == ((OVERRIDE,), count)
    for part in ("signature", "amendments", "state", "trigger_points"):
        with pytest.raises(RuleBroken, match="cannot be edited"):
            a_session().with_details(**{part: ()})


@pytest.mark.parametrize("field", ["after_last_time", "adverse_note"])
def test_answers_of_the_patient_may_have_several_lines(field: str) -> None:
    assert getattr(a_session(**{field: "Sore.\nThen better."}), field)
    with pytest.raises(RuleBroken, match=field.replace("_", " ")):
        a_session(**{field: "a\x00b"})
