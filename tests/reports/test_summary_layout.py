"""How a summary is laid out: full pages, nothing lonely, alerts beside the map."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.reports import samples
from tests.reports.reading import pages_of, squeezed, words_of
from tpdn_desktop.atlas.session_picture import is_used
from tpdn_desktop.domain.anatomy import BodyPlace, Side, View
from tpdn_desktop.domain.pain_drawing import Pain, PainId, PainQuality, PainStroke
from tpdn_desktop.domain.session import (
    FinalCount,
    NarrativeEdit,
    PalpationFinding,
    Session,
)
from tpdn_desktop.reports.handout_content import handout_session
from tpdn_desktop.reports.session_summary import session_summary
from tpdn_desktop.reports.side_column import ALERTS, side_column
from tpdn_desktop.reports.summary_content import Paper, SummaryContent, paper_sheet
from tpdn_desktop.services.demo import demo_patients
from tpdn_desktop.services.narrative import point_paragraph

LONG = "A complaint that goes on. " * 9
NOW = datetime(2026, 11, 21, 9, 40, tzinfo=UTC)


def printed(session: Session, **fields: object) -> bytes:
    content = samples.content(session, **fields)
    return session_summary(content, samples.fonts(), samples.pen())


def burning() -> Pain:
    stroke = PainStroke(View.POSTERIOR, ((0.06, 0.82), (0.1, 0.8)), 0.03)
    return Pain(PainId("a"), PainQuality.BURNING, 6, (stroke,), (), 0.02)


def test_finished_sessions_of_the_demo_clinic_fill_one_page_each() -> None:
    known = samples.reference()
    people = demo_patients(known, patients=6, sessions=20, seed=3, now=NOW)
    for patient, sessions in people:
        session = next(s for s in reversed(sessions) if s.is_signed)
        if session.overrides or session.amendments:
            continue
        assert len(pages_of(printed(session, patient=patient, course=(), lit=()))) == 1


def column(content: SummaryContent, height: float) -> tuple[str, ...]:
    """The labels of the facts that do not fit beside a map of that height."""
    moved = side_column(content, 190.0, height, samples.fonts(), samples.pen()).moved
    return tuple(label for label, _ in moved)


def test_alerts_are_the_last_to_leave_the_place_beside_the_map() -> None:
    alerts = tuple(replace(alert, text=LONG) for alert in samples.PATIENT.alerts)
    patient = replace(samples.PATIENT, alerts=alerts)
    content = samples.content(samples.session(complaint="Short."), patient=patient)
    moved_at = [column(content, height) for height in (700.0, 400.0, 350.0, 300.0, 200.0)]
    for moved in moved_at:
        assert ALERTS not in moved or len(moved) == 4
    assert moved_at[0] == ()
    assert ALERTS in moved_at[-1]


def test_facts_that_are_too_long_are_continued_below_the_map() -> None:
    words = words_of(printed(samples.session(complaint=LONG * 3, goal=LONG * 3)))
    assert squeezed("Session, continued") in words
    assert words.count(squeezed(LONG)) == 6


def test_the_last_row_of_a_long_table_is_never_alone_on_its_page() -> None:
    known = [p for p in samples.reference().points.values() if Side.LEFT in p.sides]
    for count in range(14, 60, 5):
        points = tuple(
            samples.point(p.id, Side.LEFT, name=p.id, needles=(samples.needle(p.id),))
            for p in known[:count]
        )
        for page in pages_of(printed(samples.session(points), lit=())):
            assert page.count("pistoning, 20 mm") != 1


def test_words_too_long_for_a_column_stand_in_full_under_the_row() -> None:
    first, *rest = samples.six_points()
    words = words_of(printed(samples.session((replace(first, felt_at=LONG.strip()), *rest))))
    assert squeezed(f"Felt at: {LONG}") in words


@pytest.mark.parametrize(
    ("counted", "reason", "said"),
    [
        (7, "", "Counted by hand at 10:21: 7. Agrees."),
        (
            6,
            "one went with him",
            "Counted by hand at 10:21: 6. 7 were charted. Reason: one went with him.",
        ),
    ],
)
def test_the_count_by_hand_says_whether_it_agrees(counted: int, reason: str, said: str) -> None:
    count = FinalCount(counted, samples.START + timedelta(minutes=41), reason)
    words = words_of(printed(samples.session(final_count=count)))
    assert squeezed(said) in words
    assert (squeezed("Placed and removed agree") in words) is (counted != 7)


def test_the_pain_drawing_stands_on_the_summary_with_a_legend_and_not_on_the_handout() -> None:
    session = samples.session(pains=(burning(),))
    assert squeezed("drawn by the patient: burning 6/10") in words_of(printed(session))
    assert len(printed(session)) > len(printed(samples.session()))
    assert handout_session(session).pains == ()


def test_the_legend_tells_of_alerts_that_lie_on_the_map() -> None:
    bodywide = replace(samples.PATIENT, alerts=samples.PATIENT.alerts[1:])
    for patient, told in ((samples.PATIENT, True), (bodywide, False)):
        words = words_of(printed(samples.session(), patient=patient))
        assert (squeezed("hatched grey = alert") in words) is told


def test_a_point_of_another_clinic_prints_no_raw_id() -> None:
    first, *rest = samples.six_points()
    foreign = replace(first, reference_point_id="own:4f1c")
    found = (PalpationFinding("own:4f1c", Side.RIGHT, is_positive=True),)
    words = words_of(printed(samples.session((foreign, *rest), palpated=found), lit=()))
    assert squeezed("Upper trapezius, right own") in words
    assert "4f1c" not in words


def test_the_soles_are_left_out_where_nothing_was_charted_on_them() -> None:
    bodymap, known = samples.sheet().bodymap, samples.reference()
    session = samples.session()
    point = session.trigger_points[0]
    on_the_sole = replace(point, place=BodyPlace(View.PLANTAR, -0.05, 0.05))
    used = replace(session, trigger_points=(on_the_sole,))
    assert not is_used(View.PLANTAR, session, bodymap, known)
    assert is_used(View.PLANTAR, used, bodymap, known)
    assert View.PLANTAR not in paper_sheet(bodymap, soles=False).bodymap.views


def test_what_the_therapist_rewrote_is_printed_also_when_the_point_is_gone() -> None:
    edits = (
        NarrativeEdit("plan", "Again on Friday."),
        NarrativeEdit(point_paragraph(samples.six_points()[0].id), "Jumped at the first touch."),
        NarrativeEdit(f"{point_paragraph(samples.six_points()[0].id)} old", "Was a bruise."),
    )
    for told in (False, True):
        words = words_of(printed(samples.session(narrative=edits), words=told))
        for said in ("Again on Friday.", "Jumped at the first touch.", "Was a bruise."):
            assert words.count(squeezed(said)) == 1
        assert (squeezed("The session in words") in words) is told


def test_what_the_finger_found_is_printed() -> None:
    found = (
        PalpationFinding("infraspinatus.1", Side.RIGHT, is_positive=True),
        PalpationFinding("supraspinatus.1", Side.RIGHT, is_positive=False),
    )
    words = words_of(printed(samples.session(palpated=found)))
    assert squeezed("positive: Infraspinatus, right (TrP1)") in words
    assert squeezed("Palpated, negative: Supraspinatus, right") in words


def test_a_long_note_and_complaint_take_two_pages_on_either_paper() -> None:
    for paper in Paper:
        pages = pages_of(printed(samples.session(complaint=LONG * 8, note=LONG * 8), paper=paper))
        assert len(pages) == 2
