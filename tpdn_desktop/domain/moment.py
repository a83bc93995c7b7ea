"""Times and dates: always aware, always UTC, whole seconds."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from tpdn_desktop.domain.errors import RuleBroken

EARLIEST_BIRTH = date(1890, 1, 1)
EARLIEST_TREATMENT = datetime(1950, 1, 1, tzinfo=UTC)


def checked_moment(moment: datetime, what: str) -> datetime:
    """The moment, when it is aware, in UTC, and after 1950.

    Raises:
        RuleBroken: it is not.
    """
    # The usual case at once: a long record has thousands of times.
    if moment.tzinfo is UTC and moment >= EARLIEST_TREATMENT:
        return moment
    if moment.tzinfo is None or moment.utcoffset() != timedelta(0):
        raise RuleBroken(f"{what} must be a time in UTC")
    if moment < EARLIEST_TREATMENT:
        raise RuleBroken(f"{what} must be after 1950")
    return moment


def checked_birth_date(birth_date: date, today: date) -> date:
    """The date, when a living patient can have been born on it.

    Raises:
        RuleBroken: it lies in the future or before 1890.
    """
    if birth_date > today:
        raise RuleBroken("the birth date lies in the future")
    if birth_date < EARLIEST_BIRTH:
        raise RuleBroken(f"the birth date must be after {EARLIEST_BIRTH.year}")
    return birth_date


def age_on(birth_date: date, day: date) -> int:
    """Completed years of life on a day."""
    had_birthday = (day.month, day.day) >= (birth_date.month, birth_date.day)
    return day.year - birth_date.year - (0 if had_birthday else 1)
