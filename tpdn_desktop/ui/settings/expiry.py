"""The date on a box of needles as it is printed: a day, or a month, whose last day counts."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Final

from tpdn_desktop.domain.errors import RuleBroken

_FORMS: Final = (
    re.compile(r"(?P<y>\d{4})[-./ ](?P<m>\d{1,2})(?:[-./ ](?P<d>\d{1,2}))?"),
    re.compile(r"(?:(?P<d>\d{1,2})[-./ ])?(?P<m>\d{1,2})[-./ ](?P<y>\d{4})"),
)
_YEARS: Final = (2000, 2100)


def expiry_from(text: str) -> date | None:
    """The last day of use: 2028-11, 11/2028, 2028-11-30 and 30.11.2028; nothing for nothing.

    Raises:
        RuleBroken: no date can be read, or there is no such day.
    """
    typed = text.strip()
    if not typed:
        return None
    found = next((f for form in _FORMS if (f := form.fullmatch(typed))), None)
    if found is None:
        raise RuleBroken("write the date as on the box, such as 2028-11 or 2028-11-30")
    year, month = int(found["y"]), int(found["m"])
    if not (_YEARS[0] <= year <= _YEARS[1] and 1 <= month <= 12):
        raise RuleBroken("the date of a box has a month from 1 to 12 and a year from 2000 to 2100")
    last = calendar.monthrange(year, month)[1]
    day = int(found["d"]) if found["d"] else last
    if not 1 <= day <= last:
        raise RuleBroken(f"that month has no day {day}; its last is {last}")
    return date(year, month, day)
