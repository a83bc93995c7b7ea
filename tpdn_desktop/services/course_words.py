"""A course of treatment in plain clinical English, from what was charted and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.domain.session import AdverseGrade, Session
from tpdn_desktop.services.course import compare, treated
from tpdn_desktop.services.dates import long_date
from tpdn_desktop.services.narrative_words import (
    capital,
    counted,
    joined,
    muscle_and_side,
    number_words,
)

MOST_NAMED = 3


def course_words(sessions: Sequence[Session], reference: Reference, zone: tzinfo) -> str:
    """A few sentences about the sessions of a course, oldest first.

    What was not asked is not guessed: without two pain scores there is no sentence on pain.
    """
    if not sessions:
        return ""
    said = (
        _span(sessions, zone),
        _pain(sessions),
        _treated(sessions, reference),
        _change(sessions),
        _adverse(sessions),
    )
    return " ".join(sentence for sentence in said if sentence)


def _span(sessions: Sequence[Session], zone: tzinfo) -> str:
    first, last = (s.started_at.astimezone(zone).date() for s in (sessions[0], sessions[-1]))
    if len(sessions) == 1:
        return f"One session, on {long_date(first)}."
    count = capital(number_words(len(sessions)))
    return f"{count} sessions from {long_date(first)} to {long_date(last)}."


def _pain(sessions: Sequence[Session]) -> str:
    scores = [s.pain_before for s in sessions if s.pain_before is not None]
    if len(scores) < 2:
        return ""
    first, last = scores[0], scores[-1]
    if first == last:
        return f"Pain before treatment was {first} of 10 at the first and at the last asking."
    way = "fell" if last < first else "rose"
    return f"Pain before treatment {way} from {first} to {last} of 10."


def _treated(sessions: Sequence[Session], reference: Reference) -> str:
    counts = treated(sessions)
    needles = sum(count.needles for count in counts.values())
    if not counts:
        return "No trigger point was charted."
    named = [
        f"{muscle_and_side(muscle, side, reference)} ({counted(count.sessions, 'session')})"
        for (muscle, side), count in list(counts.items())[:MOST_NAMED]
    ]
    muscles = len({muscle for muscle, _ in counts})
    placed = f"{capital(counted(needles, 'needle'))} {_were(needles)} placed in all. "
    most = "" if len(counts) == 1 else "most often "
    return (
        f"{placed if needles else ''}{capital(counted(muscles, 'muscle'))} {_were(muscles)} "
        f"charted, {most}{joined(named)}."
    )


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _change(sessions: Sequence[Session]) -> str:
    if len(sessions) < 2 or not sessions[0].trigger_points:
        return ""
    change = compare(sessions[0], sessions[-1])
    points = counted(len(sessions[0].trigger_points), "point")
    again, new = len(change.persisting), len(change.new)
    return (
        f"Of the {points} of the first session, {_how_many(again)} {_were(again)} charted again in "
        f"the last one; {_how_many(new)} {_were(new)} new there."
    )


def _how_many(number: int) -> str:
    return number_words(number) if number else "none"


def _adverse(sessions: Sequence[Session]) -> str:
    asked = [s for s in sessions if s.adverse is not None]
    if not asked:
        return ""
    bad = [s for s in asked if s.adverse is not AdverseGrade.NONE]
    if not bad:
        all_asked = len(asked) == len(sessions)
        where = "any session" if all_asked else f"the {counted(len(asked), 'session')} asked about"
        return f"No adverse event was reported in {where}."
    grades = [f"{s.adverse.value} in session {s.number}" for s in bad if s.adverse is not None]
    return f"Adverse events: {joined(grades)}."
