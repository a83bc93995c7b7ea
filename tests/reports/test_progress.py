"""The progress report: the course of a patient in maps, pain, muscles and words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.reports import samples
from tests.reports.reading import pages_of, squeezed, words_of
from tpdn_desktop.atlas.session_picture import session_picture
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.session import Session, SessionId
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
