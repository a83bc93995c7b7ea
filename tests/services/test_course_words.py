"""A course told in words: only what was asked and charted, with its numbers right."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta

from tests.reports.samples import reference, six_points
from tests.storage import samples
from tpdn_desktop.domain.session import AdverseGrade, Session
from tpdn_desktop.services.course_words import course_words


def session(number: int, points: int, **fields: object) -> Session:
    at = samples.NOW + timedelta(days=7 * (number - 1))
    made = replace(samples.session(number), started_at=at, trigger_points=six_points()[:points])
    return replace(made, **fields)  # type: ignore[arg-type]


def told(*sessions: Session) -> str:
    return course_words(sessions, reference(), UTC)


def test_a_course_is_told_with_its_span_pain_needles_and_change() -> None:
    course = (
        session(1, 2, pain_before=8, adverse=AdverseGrade.NONE),
        session(2, 3, pain_before=5, adverse=AdverseGrade.NONE),
        session(3, 3, pain_before=2, adverse=AdverseGrade.NONE),
    )
    words = told(*course)
    assert words.startswith("Three sessions from 2 March 2026 to 16 March 2026.")
    assert "Pain before treatment fell from 8 to 2 of 10." in words
    assert "Upper trapezius, right (three sessions)" in words
    assert "two were charted again in the last one; one was new there." in words
    assert words.endswith("No adverse event was reported in any session.")


def test_what_was_not_asked_is_not_told() -> None:
    words = told(session(1, 0), session(2, 0, pain_before=4))
    assert "Pain" not in words
    assert "dverse" not in words
    assert "No trigger point was charted." in words


def test_pain_that_rose_and_an_adverse_event_are_told_as_they_were() -> None:
    words = told(
        session(1, 1, pain_before=3, adverse=AdverseGrade.NONE),
        session(2, 1, pain_before=6, adverse=AdverseGrade.MILD),
    )
    assert "rose from 3 to 6" in words
    assert "Adverse events: mild in session 2." in words


def test_one_session_has_no_change() -> None:
    words = told(session(1, 1))
    assert words.startswith("One session, on 2 March 2026.")
    assert "again" not in words


def test_no_session_no_words() -> None:
    assert told() == ""
