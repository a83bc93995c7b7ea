"""What the chart shows of a session: marks, ghosts, lit points, legend. Pure; no widget."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from enum import Enum

from tpdn_desktop.atlas.marks import MarkLook, look_of
from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.safety import Caution, PlannedPoint
from tpdn_desktop.atlas.session_picture import LitZone
from tpdn_desktop.domain.anatomy import BodyPlace, Side
from tpdn_desktop.domain.needle import Needle, PlannedNeedle
from tpdn_desktop.domain.patient import AlertScope, PatientAlert
from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.stimulation import Stimulation
from tpdn_desktop.domain.trigger_point import TriggerPoint, TriggerPointId
from tpdn_desktop.ui.atlas.overlay import pattern
from tpdn_desktop.ui.chart.dwell import ring
from tpdn_desktop.ui.chart.map_content import MapMark
from tpdn_desktop.ui.words import muscle_and_side

GHOST_DISTANCE = 0.007
"""A ghost is not shown where a point of today lies this near (body heights, about 12 mm)."""


class Referral(Enum):
    """Whose referral is lit on the map."""

    SELECTED = "the selected point"
    ALL = "all points"
    OFF = "none"


def marks_of(
    session: Session,
    selected: TriggerPointId | None,
    now: datetime | None = None,
    waiting: Collection[TriggerPointId] = (),
) -> tuple[MapMark, ...]:
    """The marks of today, numbered in the order of the table.

    Rings of dwell are as of `now`; points that are `waiting` for a reason look unconfirmed.
    """
    return tuple(
        MapMark(
            p.id,
            p.muscle_id,
            p.side,
            p.place,
            look_of(p, i + 1, selected=p.id == selected, dwell=ring(p, now), waits=p.id in waiting),
        )
        for i, p in enumerate(session.trigger_points)
    )


def waiting_for_reason(
    session: Session, shown: Sequence[Caution], alerts: Sequence[PatientAlert]
) -> frozenset[TriggerPointId]:
    """The points in a limb or region that an alert bars, as long as no reason stands for them."""
    kept = {override.answers for override in session.overrides}
    barring = {alert.code for alert in alerts if alert.scope is not AlertScope.WHOLE}
    open_ones = [c for c in shown if c.alert in barring and not c.is_answered(kept)]
    muscles = {muscle for caution in open_ones for muscle in caution.muscles}
    return frozenset(p.id for p in session.trigger_points if (p.muscle_id, p.side) in muscles)


def missing_points(previous: Session | None, session: Session) -> tuple[TriggerPoint, ...]:
    """The points of the last session where none of today lies near."""
    today = [p.place for p in session.trigger_points]
    points = previous.trigger_points if previous else ()
    return tuple(p for p in points if all(_apart(p.place, place) for place in today))


def ghosts_of(previous: Session | None, session: Session) -> tuple[MapMark, ...]:
    """The points of the last session that are not on the chart, with the numbers of then."""
    missing = {p.id for p in missing_points(previous, session)}
    return tuple(
        MapMark(p.id, p.muscle_id, p.side, p.place, MarkLook(str(i + 1), ghost=True))
        for i, p in enumerate(previous.trigger_points if previous else ())
        if p.id in missing
    )


def lit_points(
    session: Session, selected: TriggerPointId | None, referral: Referral
) -> tuple[TriggerPoint, ...]:
    """The points whose referral is on the map."""
    if referral is Referral.ALL:
        return session.trigger_points
    if referral is Referral.OFF or selected is None:
        return ()
    return (session.point(selected),)


def legend_of(
    session: Session, lit: Sequence[TriggerPoint], names: Mapping[str, str]
) -> tuple[tuple[int, str], ...]:
    """The colour and the words of every lit point of the atlas, in the order of the marks."""
    return tuple(
        (
            colour,
            f"{session.index_of(p.id) + 1}  "
            + muscle_and_side(names.get(p.muscle_id, p.muscle_id), p.side),
        )
        for colour, p in enumerate(lit)
        if p.reference_point_id is not None
    )


def current_before(session: Session, point_id: TriggerPointId) -> Stimulation | None:
    """The newest current of another point of the session, to be used again."""
    for point in reversed(session.trigger_points):
        for needle in point.needles:
            if point.id != point_id and needle.stimulation is not None:
                return needle.stimulation
    return None


def zones_of(reference: Reference, point_id: str | None, side: Side) -> tuple[LitZone, ...]:
    """The zones of one reference point on a side; none when it is not described there."""
    point = reference.points.get(point_id or "")
    return tuple(pattern(point, side, reference, 0)) if point and side in point.sides else ()


def planned_points(
    session: Session, region_of: Callable[[BodyPlace], str | None]
) -> list[PlannedPoint]:
    """What the safety rules ask of each charted point."""
    return [
        PlannedPoint(
            p.muscle_id,
            p.side,
            region=region_of(p.place),
            techniques=frozenset(n.technique for n in _needles(p)),
            longest_mm=max((n.size.length_mm for n in _needles(p)), default=None),
        )
        for p in session.trigger_points
    ]


def _needles(point: TriggerPoint) -> tuple[Needle | PlannedNeedle, ...]:
    """What is in or was, and what will go in when the point is confirmed."""
    return (*point.needles, *point.planned)


def _apart(a: BodyPlace, b: BodyPlace) -> bool:
    return a.view is not b.view or abs(a.x - b.x) + abs(a.y - b.y) > GHOST_DISTANCE
