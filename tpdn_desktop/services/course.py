"""A course of treatment: two sessions compared, and what was treated how often over all of them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.reconciliation import needle_count
from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.trigger_point import TriggerPoint, TriggerPointId

MuscleSide = tuple[str, Side]
"""A muscle on a side."""


@dataclass(frozen=True, slots=True)
class Change:
    """The trigger points of an earlier session A against those of a later session B.

    `persisting` pairs the point of A with that of B; `new` are of B alone, `resolved` of A alone.
    Points keep the order in which they were charted.
    """

    new: tuple[TriggerPoint, ...]
    persisting: tuple[tuple[TriggerPoint, TriggerPoint], ...]
    resolved: tuple[TriggerPoint, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of one session; pain is 0 to 10 or None when it was not asked."""

    pain_before: int | None
    pain_after: int | None
    points: int
    needles: int
    twitch_sought: int
    twitch_elicited: int


@dataclass(frozen=True, slots=True)
class Treated:
    """How often a muscle was treated on a side: sessions in which it was, points, needles."""

    sessions: int
    points: int
    needles: int


def compare(earlier: Session, later: Session) -> Change:
    """Which trigger points are new, persist, or are resolved from one session to the other.

    Two points are the same when muscle and side agree. Where a muscle has several, those of the
    same reference point go together first, then the nearest places in the same view.
    """
    partner = dict(_pairs(earlier.trigger_points, later.trigger_points))
    kept = {b.id for b in partner.values()}
    by_id = {p.id: p for p in earlier.trigger_points}
    return Change(
        new=tuple(p for p in later.trigger_points if p.id not in kept),
        persisting=tuple((by_id[a], b) for a, b in partner.items()),
        resolved=tuple(p for p in earlier.trigger_points if p.id not in partner),
    )


def figures(session: Session) -> Figures:
    """The numbers that are set side by side."""
    points = session.trigger_points
    return Figures(
        pain_before=session.pain_before,
        pain_after=session.pain_after,
        points=len(points),
        needles=needle_count(session.needles).placed,
        twitch_sought=sum(p.twitch.sought for p in points),
        twitch_elicited=sum(p.twitch.elicited for p in points),
    )


def treated(sessions: Iterable[Session]) -> dict[MuscleSide, Treated]:
    """How often each muscle was treated on each side, the most sessions first."""
    seen: dict[MuscleSide, set[str]] = defaultdict(set)
    points: dict[MuscleSide, int] = defaultdict(int)
    needles: dict[MuscleSide, int] = defaultdict(int)
    for session in sessions:
        for point in session.trigger_points:
            key = (point.muscle_id, point.side)
            seen[key].add(session.id)
            points[key] += 1
            needles[key] += len(point.needles)
    order = sorted(seen, key=lambda k: (-len(seen[k]), -points[k], k))
    return {key: Treated(len(seen[key]), points[key], needles[key]) for key in order}


def with_muscle(sessions: Sequence[Session], muscle_id: str) -> tuple[Session, ...]:
    """The sessions in which a muscle was charted, in their order."""
    return tuple(s for s in sessions if any(p.muscle_id == muscle_id for p in s.trigger_points))


def _pairs(
    earlier: Sequence[TriggerPoint], later: Sequence[TriggerPoint]
) -> list[tuple[TriggerPointId, TriggerPoint]]:
    """The id of each point of A that persists, in the order of A, with its partner in B."""
    ranked = sorted(
        (_distance(a, b), i, j)
        for i, a in enumerate(earlier)
        for j, b in enumerate(later)
        if (a.muscle_id, a.side) == (b.muscle_id, b.side)
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in ranked:
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    return [(earlier[i].id, later[partner[i]]) for i in sorted(partner)]


def _distance(a: TriggerPoint, b: TriggerPoint) -> tuple[int, float]:
    """Same reference point first, then same view, then nearness in body heights."""
    if a.reference_point_id is not None and a.reference_point_id == b.reference_point_id:
        rank = 0
    else:
        rank = 1 if a.place.view is b.place.view else 2
    return rank, math.dist((a.place.x, a.place.y), (b.place.x, b.place.y))
