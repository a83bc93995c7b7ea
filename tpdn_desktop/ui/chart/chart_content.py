"""What the chart shows of a session: marks, ghosts, lit points, legend. Pure; no widget."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum

from tpdn_desktop.atlas.marks import MarkLook, look_of
from tpdn_desktop.atlas.safety import PlannedPoint
from tpdn_desktop.domain.anatomy import BodyPlace
from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.trigger_point import TriggerPoint, TriggerPointId
from tpdn_desktop.ui.chart.map_content import MapMark
from tpdn_desktop.ui.words import muscle_and_side

GHOST_DISTANCE = 0.007
"""A ghost is not shown where a point of today lies this near (body heights, about 12 mm)."""


class Referral(Enum):
    """Whose referral is lit on the map."""

    SELECTED = "the selected point"
    ALL = "all points"
    OFF = "none"


def marks_of(session: Session, selected: TriggerPointId | None) -> tuple[MapMark, ...]:
    """The marks of today, numbered in the order of the table."""
    return tuple(
        MapMark(p.id, p.muscle_id, p.side, p.place, look_of(p, i + 1, selected=p.id == selected))
        for i, p in enumerate(session.trigger_points)
    )


def ghosts_of(previous: Session | None, session: Session) -> tuple[MapMark, ...]:
    """The points of the last session where none of today lies near."""
    today = [p.place for p in session.trigger_points]
    return tuple(
        MapMark(p.id, p.muscle_id, p.side, p.place, MarkLook(str(i + 1), ghost=True))
        for i, p in enumerate(previous.trigger_points if previous else ())
        if all(_apart(p.place, place) for place in today)
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


def planned_points(
    session: Session, region_of: Callable[[BodyPlace], str | None]
) -> list[PlannedPoint]:
    """What the safety rules ask of each charted point."""
    return [
        PlannedPoint(
            p.muscle_id,
            p.side,
            region=region_of(p.place),
            techniques=frozenset(n.technique for n in p.needles),
            longest_mm=max((n.size.length_mm for n in p.needles), default=None),
        )
        for p in session.trigger_points
    ]


def _apart(a: BodyPlace, b: BodyPlace) -> bool:
    return a.view is not b.view or abs(a.x - b.x) + abs(a.y - b.y) > GHOST_DISTANCE
