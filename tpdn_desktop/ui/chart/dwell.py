"""How long needles have been in, in words and as a share of the target. Pure; no widget."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QCoreApplication

from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.needle import LONGEST_IN, Needle
from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.trigger_point import TriggerPoint
from tpdn_desktop.ui.words import local_time, minutes_seconds

_HOUR = timedelta(hours=1)
_STEPS = 120
"""A ring is drawn anew this many times on its way to the target, not every second."""


@dataclass(frozen=True, slots=True)
class NeedleIn:
    """A needle that is in, with its name on the chart (3a) and its trigger point."""

    name: str
    needle: Needle
    point: TriggerPoint


def needle_name(number: int, index: int) -> str:
    """The name of a needle on the chart: the number of its point and a letter."""
    return f"{number}{chr(ord('a') + index) if index < 26 else f'-{index + 1}'}"


def needles_in(session: Session) -> tuple[NeedleIn, ...]:
    """The needles that are in, oldest first."""
    found = [
        NeedleIn(needle_name(number, index), needle, point)
        for number, point in enumerate(session.trigger_points, start=1)
        for index, needle in enumerate(point.needles)
        if needle.is_in
    ]
    return tuple(sorted(found, key=lambda one: one.needle.placed_at))


def seconds_in(needle: Needle, now: datetime) -> float | None:
    """How long a needle has been in; None when the clock was set back since it was placed."""
    seconds = (now - needle.placed_at).total_seconds()
    return seconds if seconds >= 0 else None


def is_time_open(needle: Needle, now: datetime) -> bool:
    """Whether only the therapist knows when a needle came out: clock set back, or a day gone."""
    gone = now - needle.placed_at
    return needle.is_in and not timedelta(0) <= gone < LONGEST_IN


def asks_for_the_eye(needle: Needle, now: datetime) -> bool:
    """Whether a needle that is in has reached its target, or nobody noted when it came out."""
    return is_past(needle, now) or is_time_open(needle, now)


def check_moment_out(text: str, needles: Iterable[Needle], now: datetime) -> str:
    """The text, which says for all these needles when they came out.

    Raises:
        RuleBroken: for one of them it does not (see `moment_out`).
    """
    for needle in needles:
        moment_out(text, needle, now)
    return text


def moment_out(text: str, needle: Needle, now: datetime) -> datetime | None:
    """The moment of hh:mm, where the clinic is, at which a needle came out; None for no text.

    It is the first such moment since the needle was placed, in UTC.

    Raises:
        RuleBroken: the text is no time, or the moment is still to come.
    """
    if not text:
        return None
    read = re.fullmatch(r"([01]?[0-9]|2[0-3])[:.]?([0-5][0-9])", text)
    if read is None:
        raise RuleBroken(
            QCoreApplication.translate("dwell", "the time is hours and minutes, such as 14:05")
        )
    placed = needle.placed_at.astimezone().replace(tzinfo=None, second=0, microsecond=0)
    at = placed.replace(hour=int(read[1]), minute=int(read[2]))
    if at < placed:
        at += timedelta(days=1)
    moment = max(at.astimezone(UTC), needle.placed_at)
    if needle.placed_at <= now < moment:
        raise RuleBroken(QCoreApplication.translate("dwell", "that time is still to come"))
    return moment


def is_past(needle: Needle, now: datetime) -> bool:
    """Whether a needle that is in has reached its target."""
    seconds = seconds_in(needle, now)
    target = needle.dwell_target_min
    return needle.is_in and seconds is not None and target is not None and seconds >= target * 60


def share(needle: Needle, now: datetime) -> float | None:
    """The part of the target that has passed; None without a target or a time."""
    seconds = seconds_in(needle, now)
    if not needle.is_in or seconds is None or needle.dwell_target_min is None:
        return None
    return seconds / (needle.dwell_target_min * 60)


def ring(point: TriggerPoint, now: datetime | None) -> float | None:
    """The ring of a point's mark: of its needles that are in, the one furthest on."""
    if now is None:
        return None
    shares = [s for n in point.needles_in if (s := share(n, now)) is not None]
    if not shares:
        return None
    return min(1.0, int(max(shares) * _STEPS) / _STEPS)


def times_words(needle: Needle) -> str:
    """The life of a needle, as far as it was noted: opened 10:02 · placed 10:04 · out 10:14."""
    times = (
        (QCoreApplication.translate("dwell", "opened {0}"), needle.opened_at),
        (QCoreApplication.translate("dwell", "placed {0}"), needle.placed_at),
        (QCoreApplication.translate("dwell", "out {0}"), needle.removed_at),
    )
    return " · ".join(words.format(local_time(at)) for words, at in times if at is not None)


def dwell_words(needle: Needle, now: datetime) -> str:
    """6:12 / 10:00; 12:31, past 10:00; 6:12 without a target; over 12 h; or unknown."""
    seconds = seconds_in(needle, now)
    if seconds is None:
        return QCoreApplication.translate("dwell", "unknown")
    if seconds >= LONGEST_IN.total_seconds():
        return QCoreApplication.translate("dwell", "over {0} h").format(LONGEST_IN // _HOUR)
    gone, target = minutes_seconds(seconds), needle.dwell_target_min
    if target is None:
        return gone
    aim = minutes_seconds(target * 60)
    if is_past(needle, now):
        return QCoreApplication.translate("dwell", "{0}, past {1}").format(gone, aim)
    return f"{gone} / {aim}"
