"""The session in words: what was charted, nothing more, and the therapist's own paragraphs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.samples import NOW, SIZE, a_needle, a_point, a_session
from tests.reports.samples import reference
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.needle import (
    Needle,
    NeedleId,
    OpenedNeedle,
    PlannedNeedle,
    Technique,
    WastedNeedle,
)
from tpdn_desktop.domain.override import Override
from tpdn_desktop.domain.pain_drawing import Pain, PainId, PainQuality, RegionShare
from tpdn_desktop.domain.session import (
    AdverseGrade,
    FinalCount,
    NarrativeEdit,
    PalpationFinding,
    Session,
)
from tpdn_desktop.domain.stimulation import Stimulation
from tpdn_desktop.domain.trigger_point import (
    Palpation,
    PressureThreshold,
    Status,
    TriggerPoint,
    Twitch,
    TwitchGrade,
    TwitchSign,
)
from tpdn_desktop.services.narrative import Layout, narrative, plain_text, point_paragraph

STRONG = Twitch(
    sought=True,
    elicited=True,
    count=3,
    strongest=TwitchGrade.STRONG,
    signs=frozenset({TwitchSign.FELT, TwitchSign.SEEN}),
)


def out(name: str, **fields: object) -> Needle:
    """A needle that came out ten minutes later."""
    return a_needle(name, removed_at=NOW + timedelta(minutes=10), **fields)


def words_of(session: Session, layout: Layout = Layout.NARRATIVE) -> str:
    return plain_text(narrative(session, reference(), layout, UTC))


def of_point(point: TriggerPoint) -> str:
    sections = narrative(a_session(trigger_points=(point,)), reference(), zone=UTC)
    (found,) = (p for p in sections[0].paragraphs if p.name == point_paragraph(point.id))
    return found.text


def full_session() -> Session:
    return a_session(
        number=2,
        ended_at=NOW + timedelta(minutes=44),
        position="Side-lying, then prone",
        complaint="Right shoulder ache",
        goal="reach the back pocket.",
        after_last_time="sore for a day",
        pain_before=6,
        pain_after=3,
        response="turns freer to the right",
        adverse=AdverseGrade.MILD,
        adverse_note="small bruise",
        aftercare="sheet given and explained",
        plan="again in one week",
        note="Sister came along.",
        trigger_points=(
            a_point(
                "one",
                reference_point_id="infraspinatus.1",
                status=Status.ACTIVE,
                needles=(out("a", technique=Technique.STATIC, depth_mm=20.0),),
                twitch=STRONG,
                reproduces_pain=True,
            ),
        ),
        final_count=FinalCount(1, NOW),
    )


def test_narrative_tells_the_whole_session_in_order() -> None:
    assert words_of(full_session()) == (
        "Treatment on 21 November 2026, 09:40 to 10:24, patient side-lying, then prone.\n"
        "Complaint: Right shoulder ache. Goal: reach the back pocket.\n"
        "After the last session: sore for a day.\n"
        "Pain before treatment 6 of 10.\n"
        "Infraspinatus, right (TrP1, active): one needle 0.30 × 40 mm, static,"
        " left in for ten minutes, 20 mm deep; strong twitch, three times, seen and felt;"
        " reproduced the known pain.\n"
        "One needle placed, all removed; counted at the end: 1.\n"
        "Pain after treatment 3 of 10. Response: turns freer to the right.\n"
        "Mild adverse event. Small bruise.\n"
        "Aftercare given: sheet given and explained.\n"
        "Plan: again in one week.\n"
        "Sister came along."
    )


def test_soap_has_the_same_paragraphs_under_its_four_headings() -> None:
    session = full_session()
    sections = narrative(session, reference(), Layout.SOAP, UTC)
    assert [s.title for s in sections] == ["Subjective", "Objective", "Assessment", "Plan"]
    grouped = [p for section in sections for p in section.paragraphs]
    (run_on,) = narrative(session, reference(), Layout.NARRATIVE, UTC)
    assert sorted(p.text for p in grouped) == sorted(p.text for p in run_on.paragraphs)
    assert [p.title for p in sections[0].paragraphs] == [
        "Complaint and goal",
        "After last time",
        "Pain before",
    ]


def test_empty_session_says_that_nothing_was_charted_and_no_more() -> None:
    assert words_of(a_session()) == (
        "Treatment on 21 November 2026, 09:40.\nNo trigger point was charted."
    )
    titles = [s.title for s in narrative(a_session(), reference(), Layout.SOAP, UTC)]
    assert titles == ["Objective"]


def test_equal_needles_are_told_once_and_different_ones_apart() -> None:
    point = a_point(
        needles=(
            out("a", technique=Technique.WINDING, insertions=4),
            out("b", technique=Technique.WINDING, insertions=4),
            out("c", technique=Technique.PISTONING, direction="up and in", depth_tissue="bone"),
        ),
        palpation=Palpation.PINCER,
    )
    assert of_point(point) == (
        "Infraspinatus, right: two needles 0.30 × 40 mm, winding, four insertions each;"
        " one needle 0.30 × 40 mm, pistoning, to bone, directed up and in, pincer grip;"
        " twitch not sought."
    )


def test_needles_that_are_in_are_said_to_be_in() -> None:
    point = a_point(needles=(a_needle("a", technique=Technique.STATIC), out("b")))
    session = a_session(trigger_points=(point,))
    text = words_of(session)
    assert "static, still in" in text
    assert "Two needles placed, one removed, one still in." in text


@pytest.mark.parametrize(
    ("twitch", "words"),
    [
        (Twitch(), "twitch not sought"),
        (Twitch(sought=True), "no twitch"),
        (Twitch(sought=True, elicited=True), "twitch"),
        (Twitch(sought=True, elicited=True, count=1), "twitch, once"),
        (Twitch(sought=True, elicited=True, count=2), "twitch, twice"),
        (STRONG, "strong twitch, three times, seen and felt"),
    ],
)
def test_twitch_is_a_finding_whatever_it_was(twitch: Twitch, words: str) -> None:
    assert of_point(a_point(twitch=twitch)) == (
        f"Infraspinatus, right: palpated, not needled; {words}."
    )


def test_findings_that_were_looked_for_are_told_present_or_absent() -> None:
    point = a_point(
        taut_band=True,
        tender_spot=True,
        jump_sign=False,
        referred_pain=False,
        pressure_threshold=PressureThreshold(2.1),
        reproduces_pain=False,
        felt_at="front of the shoulder",
        pain_during=4,
        response="softer.",
        note="thin skin here",
    )
    assert of_point(point) == (
        "Infraspinatus, right: taut band, tender spot, no jump sign, no referred pain,"
        " pressure pain threshold 2.1 kgf/cm²; palpated, not needled; twitch not sought;"
        " did not reproduce the known pain; felt at front of the shoulder;"
        " pain during needling 4 of 10; response: softer. Thin skin here."
    )


def test_current_is_told_with_every_setting_that_was_noted() -> None:
    current = Stimulation("Device (demo)", "A: 1-2", 2.0, 200.0, 3.5, 10)
    point = a_point(needles=(out("a", technique=Technique.ELECTRICAL, stimulation=current),))
    assert (
        "electrical stimulation (Device (demo), leads A: 1-2, 2 Hz, 200 µs, 3.5 mA, ten minutes)"
        in of_point(point)
    )


def test_a_point_that_nobody_confirmed_claims_nothing() -> None:
    point = a_point(confirmed=False, planned=(PlannedNeedle(SIZE),), status=Status.ACTIVE)
    assert of_point(point) == "Infraspinatus, right (active): planned, not yet confirmed."


def test_sides_are_words_and_the_midline_is_none() -> None:
    left = a_point("l", side=Side.LEFT, place=a_point().place.mirrored())
    assert of_point(left).startswith("Infraspinatus, left: ")
    middle = a_point("m", side=Side.MIDLINE, place=replace(left.place, x=0.0))
    assert of_point(middle).startswith("Infraspinatus: ")


def test_a_muscle_that_the_tables_do_not_know_is_told_by_its_id() -> None:
    point = a_point(muscle_id="some_new_muscle", reference_point_id="some_new_muscle.1")
    assert of_point(point).startswith("Some new muscle, right: ")


def test_cautions_palpation_pains_and_wasted_needles_are_told() -> None:
    session = a_session(
        overrides=(
            Override("r", "infraspinatus", Side.RIGHT, "Near the lung", "flat", NOW),
            Override("r", "infraspinatus", Side.LEFT, "Near the lung", "flat", NOW),
        ),
        palpated=(
            PalpationFinding("infraspinatus.1", Side.RIGHT, is_positive=True),
            PalpationFinding("teres_minor.1", Side.LEFT, is_positive=False),
        ),
        pains=(
            Pain(PainId("a"), PainQuality.BURNING, 5, regions=(_share("forehead", 0.5),)),
            Pain(PainId("b"), PainQuality.NUMB),
        ),
        wasted=(WastedNeedle(NeedleId("w"), SIZE, NOW, "dropped"),),
    )
    text = words_of(session)
    assert (
        "Caution considered (Infraspinatus, right; Infraspinatus, left): Near the lung."
        " Reason to go on: flat."
    ) in text
    assert "positive: Infraspinatus, right (TrP1)." in text
    assert "Palpated, negative: Teres minor, left (TrP1)." in text
    assert "Pain drawn by the patient: burning in forehead, right, 5 of 10; numb." in text
    assert "One needle opened, not used (dropped)." in text


def test_needles_opened_beforehand_are_told_before_those_that_were_placed() -> None:
    opened_at = NOW - timedelta(minutes=1)
    needles = tuple(a_needle(name, opened_at=opened_at, removed_at=NOW) for name in ("a", "b", "c"))
    ready = OpenedNeedle(NeedleId("o"), SIZE, opened_at)
    wasted = WastedNeedle(NeedleId("w"), SIZE, NOW, "touched", opened_at)
    charted = a_session(trigger_points=(a_point(needles=needles),), opened=(ready,))
    assert "Four needles opened, three placed, all removed, one still to be used." in words_of(
        charted
    )
    ended = replace(charted, opened=(), wasted=(wasted,), final_count=FinalCount(3, NOW))
    assert (
        "Four needles opened, three placed, all removed; counted at the end: 3."
        " One needle opened, not used (touched)."
    ) in words_of(ended)
    untouched = a_session(opened=(ready,))
    assert "One needle opened, none placed, one still to be used." in words_of(untouched)


def _share(region: str, share: float) -> RegionShare:
    return RegionShare(region, Side.RIGHT, share)


def test_a_rewritten_paragraph_stands_in_its_place_and_is_marked() -> None:
    session = full_session()
    own = NarrativeEdit(point_paragraph(session.trigger_points[0].id), "In my own words.")
    session = session.with_details(narrative=(own, NarrativeEdit("plan", "Ring on Monday.")))
    (section,) = narrative(session, reference(), zone=UTC)
    edited = [p for p in section.paragraphs if p.is_edited]
    assert [(p.text, p.lead) for p in edited] == [("In my own words.", ""), ("Ring on Monday.", "")]
    assert edited[0].written.startswith("Infraspinatus, right (TrP1, active): one needle")
    assert edited[1].written == "Plan: again in one week."


def test_own_words_about_a_point_that_was_removed_are_not_shown() -> None:
    session = a_session(narrative=(NarrativeEdit(point_paragraph(a_point().id), "Gone."),))
    assert "Gone" not in words_of(session)


def test_a_difference_in_the_count_is_told_with_its_reason() -> None:
    session = a_session(
        trigger_points=(a_point(needles=(out("a"), out("b"))),),
        final_count=FinalCount(3, NOW, "one was dropped"),
    )
    assert "Two needles placed, all removed; counted at the end: 3 (one was dropped)." in words_of(
        session
    )


@given(st.integers(0, 30), st.text(alphabet="abc .\n", max_size=30))
def test_every_session_reads_as_sentences(number: int, typed: str) -> None:
    needles = tuple(out(f"n{i}") for i in range(number))
    session = a_session(trigger_points=(a_point(needles=needles, note=typed),), response=typed)
    for section in narrative(session, reference(), zone=UTC):
        for paragraph in section.paragraphs:
            assert paragraph.text.endswith((".", "!", "?", "…"))
            assert "  " not in paragraph.text
            assert paragraph.text.startswith(paragraph.lead)
    assert "failed" not in words_of(session)
