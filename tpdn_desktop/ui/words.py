"""Dates, sides and findings in words, as every page writes them."""

from __future__ import annotations

from datetime import date, datetime

from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.trigger_point import Status
from tpdn_desktop.ui.fixed_words import FixedWords, word

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(value: date) -> str:
    """21 Nov 2026: never to be misread."""
    return f"{value.day} {word(_MONTHS[value.month - 1])} {value.year}"


def local_day(moment: datetime) -> str:
    """The day of a UTC moment where the clinic is."""
    return day(moment.astimezone().date())


def local_time(moment: datetime) -> str:
    """Hours and minutes of a UTC moment where the clinic is."""
    return f"{moment.astimezone():%H:%M}"


def muscle_and_side(name: str, side: Side) -> str:
    """Infraspinatus, right. The midline is not a side."""
    return name if side is Side.MIDLINE else f"{name}, {word(side.value)}"


def minutes_seconds(seconds: float) -> str:
    """Seconds as 6:12."""
    whole = max(0, int(seconds))
    return f"{whole // 60}:{whole % 60:02d}"


STATUS_WORDS = FixedWords(
    {
        Status.ACTIVE: "active",
        Status.LATENT: "latent",
        Status.NOT_CLASSIFIED: "not classified",
    }
)
