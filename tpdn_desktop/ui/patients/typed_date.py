"""Birth dates as people type them: day first, month as number or name, or ISO; nothing guessed."""

from __future__ import annotations

import calendar
import re
from datetime import date

from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.moment import checked_birth_date

_ISO = re.compile(r"(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-./ ]+(\d{1,2})[-./ ]+(\d+)")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-./, ]*([a-z]{3,9})[-./, ]*(\d+)")
_NAMED_FIRST = re.compile(r"([a-z]{3,9})[-./, ]*(\d{1,2})(?:st|nd|rd|th)?[-./, ]+(\d+)")
_MONTHS = tuple(name.lower() for name in (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
))  # fmt: skip
_FORM = "write the birth date as day, month, year, such as 12 Mar 1979"


def birth_date_from(text: str, today: date) -> date | None:
    """The birth date that was typed; None for nothing typed.

    Read are 12 Mar 1979, 12 March 1979, March 12 1979, 12.3.1979, 12/3/1979 (day first) and
    1979-03-12. A year has four digits: two would be a guess between two centuries.

    Raises:
        RuleBroken: no date can be read, there is no such day, or nobody alive was born on it.
    """
    typed = " ".join(text.split()).lower()
    if not typed:
        return None
    year, month, day = _parts(typed)
    if year < 1000:
        raise RuleBroken("write the year of birth with four digits, such as 1979")
    if not 1 <= month <= 12:
        raise RuleBroken(f"there is no month {month}; the day comes first, such as 25 Mar 1979")
    if not 1 <= day <= (last := calendar.monthrange(year, month)[1]):
        name = _MONTHS[month - 1].capitalize()
        raise RuleBroken(f"{name} {year} has no day {day}; its last is {last}")
    return checked_birth_date(date(year, month, day), today)


def _parts(typed: str) -> tuple[int, int, int]:
    if found := _ISO.fullmatch(typed):
        return _year(found[1]), int(found[2]), int(found[3])
    if found := _DAY_FIRST.fullmatch(typed):
        return _year(found[3]), int(found[2]), int(found[1])
    if found := _NAMED.fullmatch(typed):
        return _year(found[3]), _month(found[2]), int(found[1])
    if found := _NAMED_FIRST.fullmatch(typed):
        return _year(found[3]), _month(found[1]), int(found[2])
    raise RuleBroken(_FORM)


def _year(digits: str) -> int:
    if len(digits) > 4:
        raise RuleBroken("write the year of birth with four digits, such as 1979")
    # The calendar knows the years 1 to 9999; a year with fewer digits is refused by its reader.
    return int(digits)


def _month(word: str) -> int:
    matching = [n for n, name in enumerate(_MONTHS, start=1) if name.startswith(word)]
    if word == "sept":
        matching = [9]
    if len(matching) != 1:
        raise RuleBroken(_FORM)
    return matching[0]
