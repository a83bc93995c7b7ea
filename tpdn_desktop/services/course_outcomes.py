"""What became of a patient over a course: values for each session, and gaps where there are none.

A value that was not asked, drawn, sought or measured is None and never 0. Points, twitches, needles
and thresholds can be those of one muscle; pain and its drawing are the patient's as a whole.

Thresholds are never averaged over different points: which spots are measured changes from session
to session, and the mean would move with the choice of spots. Each reference point of a side that
was measured in at least two sessions has a line of its own.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.reconciliation import needle_count
from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.trigger_point import Status, TriggerPoint
from tpdn_desktop.services.pain_drawing import body_share

Values = tuple[float | None, ...]

MOST_THRESHOLDS: Final = 4
"""More lines than this cannot be told apart in a small plot."""


class OutcomeKind(StrEnum):
    """What is followed over the course."""

    PAIN = "pain"
    AREA = "area"
    POINTS = "points"
    TWITCHES = "twitches"
    NEEDLES = "needles"
    THRESHOLD = "threshold"

    @property
    def is_of_a_muscle(self) -> bool:
        """Whether it can be narrowed to one muscle."""
        return self not in {OutcomeKind.PAIN, OutcomeKind.AREA}


class Measure(StrEnum):
    """What a line counts or measures."""

    BEFORE = "before"
    AFTER = "after"
    AREA = "area"
    ACTIVE = "active"
    LATENT = "latent"
    NOT_CLASSIFIED = "not_classified"
    SOUGHT = "sought"
    ELICITED = "elicited"
    NEEDLES = "needles"
    THRESHOLD = "threshold"


@dataclass(frozen=True, slots=True, order=True)
class MeasuredPoint:
    """A reference point on a side: the same spot in every session."""

    muscle_id: str
    reference_point_id: str
    side: Side


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """One measure over the sessions; `point` is the spot of a threshold."""

    measure: Measure
    values: Values
    point: MeasuredPoint | None = None

    @property
    def told(self) -> int:
        """How many sessions have a value."""
        return sum(value is not None for value in self.values)


@dataclass(frozen=True, slots=True)
class OutcomeSession:
    """A session of the course, as far as a plot names it."""

    number: int
    started_at: datetime


@dataclass(frozen=True, slots=True)
class CourseOutcome:
    """An outcome over the sessions, the oldest first.

    Every line has a value or None for each session. `left_out` counts the measured spots that have
    no line: measured once, no reference point, or beyond the most that are shown.
    """

    kind: OutcomeKind
    sessions: tuple[OutcomeSession, ...]
    lines: tuple[OutcomeLine, ...]
    left_out: int = 0

    @property
    def sessions_told(self) -> int:
        """In how many sessions at least one line has a value."""
        by_session = zip(*(line.values for line in self.lines), strict=True)
        return sum(any(v is not None for v in values) for values in by_session)


def course_outcome(
    kind: OutcomeKind, sessions: Iterable[Session], muscle_id: str | None = None
) -> CourseOutcome:
    """An outcome over the sessions; `muscle_id` narrows those that are of a muscle.

    Areas are in % of the drawn body surface, thresholds in kgf/cm² (the mean of one session's
    readings at the spot, as algometry takes it).
    """
    ordered = sorted(sessions, key=lambda s: (s.started_at, s.number))
    named = tuple(OutcomeSession(s.number, s.started_at) for s in ordered)
    if kind is OutcomeKind.THRESHOLD:
        lines, left_out = _thresholds(ordered, muscle_id)
        return CourseOutcome(kind, named, lines, left_out)
    return CourseOutcome(kind, named, _lines(kind, ordered, muscle_id))


def _lines(
    kind: OutcomeKind, sessions: Sequence[Session], muscle_id: str | None
) -> tuple[OutcomeLine, ...]:
    if kind is OutcomeKind.PAIN:
        return (
            OutcomeLine(Measure.BEFORE, tuple(s.pain_before for s in sessions)),
            OutcomeLine(Measure.AFTER, tuple(s.pain_after for s in sessions)),
        )
    if kind is OutcomeKind.AREA:
        return (OutcomeLine(Measure.AREA, tuple(_area(s) for s in sessions)),)
    charted = [_of_muscle(s, muscle_id) for s in sessions]
    if kind is OutcomeKind.POINTS:
        return _by_status(charted)
    if kind is OutcomeKind.TWITCHES:
        return (
            OutcomeLine(Measure.SOUGHT, tuple(_sought(points) for points in charted)),
            OutcomeLine(Measure.ELICITED, tuple(_elicited(points) for points in charted)),
        )
    return (OutcomeLine(Measure.NEEDLES, tuple(_needles(points) for points in charted)),)


def _of_muscle(session: Session, muscle_id: str | None) -> list[TriggerPoint]:
    """The points that are charted: a copy that nobody has touched yet is only planned."""
    return [
        p
        for p in session.trigger_points
        if p.confirmed and (muscle_id is None or p.muscle_id == muscle_id)
    ]


def _area(session: Session) -> float | None:
    share = body_share(session.pains)
    return 100.0 * share if share else None  # a drawing without an area was not drawn


def _by_status(charted: Sequence[Sequence[TriggerPoint]]) -> tuple[OutcomeLine, ...]:
    """Active and latent points; those not classified have a line when there are any."""

    def count(status: Status) -> Values:
        return tuple(
            sum(p.status is status for p in points) if points else None for points in charted
        )

    lines = (
        OutcomeLine(Measure.ACTIVE, count(Status.ACTIVE)),
        OutcomeLine(Measure.LATENT, count(Status.LATENT)),
    )
    open_ones = OutcomeLine(Measure.NOT_CLASSIFIED, count(Status.NOT_CLASSIFIED))
    return (*lines, open_ones) if any(open_ones.values) else lines


def _sought(points: Sequence[TriggerPoint]) -> int | None:
    return sum(p.twitch.sought for p in points) or None


def _elicited(points: Sequence[TriggerPoint]) -> int | None:
    return sum(p.twitch.elicited for p in points) if _sought(points) else None


def _needles(points: Sequence[TriggerPoint]) -> int | None:
    if not points:
        return None
    return needle_count(n for point in points for n in point.needles).placed


def _thresholds(
    sessions: Sequence[Session], muscle_id: str | None
) -> tuple[tuple[OutcomeLine, ...], int]:
    """A line for each spot measured in at least two sessions, the most measured first."""
    readings: dict[MeasuredPoint, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    nameless: set[tuple[str, Side]] = set()
    for index, session in enumerate(sessions):
        for point in _of_muscle(session, muscle_id):
            if point.pressure_threshold is None:
                continue
            if point.reference_point_id is None:
                nameless.add((point.muscle_id, point.side))
                continue
            spot = MeasuredPoint(point.muscle_id, point.reference_point_id, point.side)
            readings[spot][index].append(point.pressure_threshold.kgf_cm2)
    again = [spot for spot, by_session in readings.items() if len(by_session) > 1]
    again.sort(key=lambda spot: (-len(readings[spot]), spot))
    shown = again[:MOST_THRESHOLDS]
    lines = tuple(
        OutcomeLine(
            Measure.THRESHOLD,
            tuple(_mean(readings[spot].get(i, ())) for i in range(len(sessions))),
            spot,
        )
        for spot in shown
    )
    return lines, len(readings) - len(shown) + len(nameless)


def _mean(values: Sequence[float]) -> float | None:
    return math.fsum(values) / len(values) if values else None
