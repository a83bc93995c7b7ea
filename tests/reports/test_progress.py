"""The progress report: the course of a patient in maps, pain, muscles and words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.reports import samples
from tests.reports.reading import pages_of, squeezed, words_of
from tpdn_desktop.atlas.session_picture import session_picture
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.pain_drawing import Pain, PainId
from tpdn_desktop.domain.session import Session, SessionId, SessionState
from tpdn_desktop.domain.trigger_point import PressureThreshold
from tpdn_desktop.reports.progress import muscle_courses, progress_report
from tpdn_desktop.reports.progress_content import ProgressContent, strip_of


def course(count: int, **fields: object) -> tuple[Session, ...]:
    """Sessions a week apart."""
    base = samples.session(ended_at=None, **fields)
    days = [samples.START + timedelta(days=7 * n) for n in range(count)]
    return tuple(
        replace(base, id=SessionId(f"s{n}"), number=n + 1, started_at=day, entered_at=day)
        for n, day in enumerate(days)
    )


def content(sessions: tuple[Session, ...], **fields: str) -> ProgressContent:
    pictures = tuple(
        session_picture(s, samples.sheet(), samples.reference(), mark_scale=3.2)
        for s in strip_of(sessions)
    )
    return ProgressContent(
        samples.CLINIC, samples.PATIENT, sessions, pictures, samples.reference(), "0.1", **fields
    )


def printed(what: ProgressContent) -> bytes:
    return progress_report(what, samples.fonts(), samples.pen())


def test_each_session_has_its_row_and_each_muscle_its_sums() -> None:
    words = words_of(printed(content(course(4), narrative="Sleeps on the right <side> again.")))
    for expected in (
        "21 November 2026 to 12 December 2026",
        "4 · 12 Dec 2026",
        "Progress report · 4 sessions",
        "Sleeps on the right <side> again.",
        "Levator scapulae, right",
        "4 of 4 sought",
    ):
        assert squeezed(expected) in words
    trapezius = next(c for c in muscle_courses(content(course(4))) if "trapezius" in c.name)
    assert trapezius.row()[1:4] == ["4", "4", "20"]


def test_the_strip_shows_first_and_last_and_at_most_six() -> None:
    sessions = course(40)
    shown = strip_of(sessions)
    assert (shown[0], shown[-1], len(shown)) == (sessions[0], sessions[-1], 6)
    assert strip_of(sessions[:3]) == sessions[:3]


def test_two_hundred_sessions_print_with_a_header_on_each_page() -> None:
    pages = pages_of(printed(content(course(200))))
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
    assert all("Session" in page and "Response" in page for page in pages[1:])


def test_a_response_longer_than_a_page_is_printed_whole() -> None:
    long = " ".join(f"word{n}" for n in range(2000))
    words = words_of(printed(content(course(1, response=long))))
    assert all(f"word{n}" in words for n in (0, 1200, 1999))


def test_sessions_out_of_order_are_refused() -> None:
    with pytest.raises(RuleBroken, match="oldest first"):
        content(course(2)[::-1])
    with pytest.raises(RuleBroken, match="at least one"):
        content(())


def test_the_same_course_gives_the_same_bytes() -> None:
    assert printed(content(course(3))) == progress_report(content(course(3)), samples.fonts())


# Outcomes -----------------------------------------------------------------------------------------


def with_area(session: Session, share: float) -> Session:
    return replace(session, pains=(Pain(PainId("p"), body_share=share),))


def with_threshold(session: Session, kilos: float) -> Session:
    first, *others = session.trigger_points
    measured = replace(first, pressure_threshold=PressureThreshold(kilos))
    return replace(session, trigger_points=(measured, *others))


def test_outcomes_with_values_of_two_sessions_have_a_plot_and_others_have_none() -> None:
    drafts = course(3, state=SessionState.DRAFT)
    plain = words_of(printed(content(drafts)))
    assert squeezed("Points charted") in plain
    assert squeezed("Points with a twitch") in plain
    assert squeezed("Painful part of the body") not in plain
    assert squeezed("Pressure pain threshold") not in plain
    first, second, third = drafts
    once = words_of(printed(content((with_area(first, 0.02), second, third))))
    assert squeezed("Painful part of the body") not in once
    twice = words_of(printed(content((with_area(first, 0.02), second, with_area(third, 0.01)))))
    assert squeezed("Painful part of the body, %") in twice
    assert squeezed("not drawn") in twice


def test_a_threshold_is_named_by_muscle_side_and_reference_point() -> None:
    first, second = course(2, state=SessionState.DRAFT)
    words = words_of(printed(content((with_threshold(first, 2.0), with_threshold(second, 3.0)))))
    assert squeezed("Pressure pain threshold, kgf/cm² (higher is better)") in words
    muscle = samples.reference().muscle("trapezius_upper")
    label = samples.reference().reference_point("trapezius_upper.1").label
    assert squeezed(f"{muscle.name}, right · {label}") in words


def test_what_was_not_asked_is_said_in_words() -> None:
    words = words_of(printed(content(course(2, pain_before=None, pain_after=None))))
    assert squeezed("Pain was not asked.") in words


def test_plots_give_way_before_a_second_page_is_begun() -> None:
    drafts = course(
        3, state=SessionState.DRAFT, response="Well tolerated.", points=samples.six_points()[:2]
    )
    sessions = tuple(with_area(with_threshold(s, 2.0), 0.02) for s in drafts)
    seen = []
    for words in range(0, 120, 10):
        pages = pages_of(printed(content(sessions, narrative="Sleeps on the side again. " * words)))
        if len(pages) > 1:
            break
        titles = ("Pain, 0 to 10", "Points charted", "Needles placed", "Pressure pain threshold")
        seen.append(sum(title in pages[0] for title in titles))
    assert seen[0] > seen[-1] > 0
    assert seen == sorted(seen, reverse=True)


def test_two_hundred_sessions_have_their_plots_on_the_first_page() -> None:
    pages = pages_of(printed(content(course(200))))
    assert all(title in pages[0] for title in ("Pain, 0 to 10", "Points charted", "Needles placed"))
