"""The days of a progress report."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports import samples
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.services.course_span import CourseSpan

DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))


def test_both_ends_belong_to_it() -> None:
    span = CourseSpan(date(2026, 1, 1), date(2026, 6, 30))
    assert span.holds(date(2026, 1, 1))
    assert span.holds(date(2026, 6, 30))
    assert not span.holds(date(2025, 12, 31))
    assert not span.holds(date(2026, 7, 1))


@given(DAYS)
def test_an_open_span_holds_every_day(day: date) -> None:
    assert CourseSpan().holds(day)


@pytest.mark.parametrize(
    ("day", "months", "first"),
    [
        (date(2026, 11, 21), 3, date(2026, 8, 21)),
        (date(2026, 1, 15), 3, date(2025, 10, 15)),
        (date(2026, 5, 31), 3, date(2026, 2, 28)),
        (date(2028, 5, 31), 3, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2027, 2, 28)),
        (date(2026, 12, 1), 12, date(2025, 12, 1)),
    ],
)
def test_months_are_those_of_the_calendar(day: date, months: int, first: date) -> None:
    assert CourseSpan.months_up_to(day, months) == CourseSpan(first, day)


@given(DAYS, st.integers(1, 48))
def test_the_last_months_begin_that_many_months_before(day: date, months: int) -> None:
    first = CourseSpan.months_up_to(day, months).first
    assert first is not None
    assert (day.year - first.year) * 12 + day.month - first.month == months


def test_a_range_does_not_end_before_it_begins() -> None:
    with pytest.raises(RuleBroken, match="ends before it begins"):
        CourseSpan(date(2026, 2, 1), date(2026, 1, 31))


def test_sessions_outside_are_left_out_and_none_at_all_is_refused() -> None:
    session = samples.session()
    day = session.started_at.astimezone().date()
    assert CourseSpan(day, day).of((session,)) == (session,)
    with pytest.raises(RuleBroken, match="no session of this course lies on or after"):
        CourseSpan(first=day + timedelta(days=1)).of((session,))
