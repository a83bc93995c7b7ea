"""The days that a progress report covers, and the part of a course that lies in them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.session import Session
from tpdn_desktop.services.dates import long_date


@dataclass(frozen=True, slots=True)
class CourseSpan:
    """Days from `first` to `last`, both included; a missing one leaves that end open.

    Raises:
        RuleBroken: it ends before it begins.
    """

    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        if self.first and self.last and self.last < self.first:
            raise RuleBroken("the range of dates ends before it begins")

    @classmethod
    def months_up_to(cls, day: date, months: int) -> CourseSpan:
        """The last months up to a day: 3 months up to 31 May begin on 28 or 29 February."""
        years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
        return cls(date(years, month + 1, min(day.day, monthrange(years, month + 1)[1])), day)

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def of(self, course: tuple[Session, ...]) -> tuple[Session, ...]:
        """The sessions that began on one of these days, by this computer's calendar, in order.

        Raises:
            RuleBroken: there is none.
        """
        found = tuple(s for s in course if self.holds(s.started_at.astimezone().date()))
        if not found:
            raise RuleBroken(f"no session of this course lies {self._words()}")
        return found

    def _words(self) -> str:
        if self.first and self.last:
            return f"between {long_date(self.first)} and {long_date(self.last)}"
        if self.first:
            return f"on or after {long_date(self.first)}"
        return f"on or before {long_date(self.last)}" if self.last else "in it"
