"""What an edit of a session changes in the tables: the rows that differ and no others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.trigger_point import TriggerPoint
from tpdn_desktop.storage.mapping import (
    PointKey,
    RowValues,
    needle_row,
    needle_rows,
    point_row,
    session_row,
)


@dataclass(slots=True)
class TableChange:
    """The rows of one table that differ."""

    added: list[RowValues] = field(default_factory=list)
    rewritten: list[RowValues] = field(default_factory=list)
    removed: list[RowValues] = field(default_factory=list)


@dataclass(slots=True)
class SessionChange:
    """What differs between two states of a session; `session` is None when its own row stays."""

    session: RowValues | None = None
    points: TableChange = field(default_factory=TableChange)
    needles: TableChange = field(default_factory=TableChange)


def session_change(before: Session, after: Session) -> SessionChange:
    """The rows that differ between two states of the same session."""
    change = SessionChange()
    row = session_row(after)
    if row != session_row(before):
        change.session = row
    if before.trigger_points is not after.trigger_points:
        _compare_points(before, after, change)
    return change


def _compare_points(before: Session, after: Session, change: SessionChange) -> None:
    old = {point.id: (position, point) for position, point in enumerate(before.trigger_points)}
    for position, point in enumerate(after.trigger_points):
        old_position, old_point = old.pop(point.id, (-1, None))
        key = (after.id, point.id)
        if old_point is None:
            change.points.added.append(point_row(after.id, position, point))
            change.needles.added += needle_rows(key, point)
            continue
        if old_point is point and old_position == position:
            continue
        row = point_row(after.id, position, point)
        if row != point_row(after.id, old_position, old_point):
            change.points.rewritten.append(row)
        if old_point.needles is not point.needles:
            _compare_needles(key, old_point, point, change.needles)
    for _, gone in old.values():
        change.points.removed.append(point_row(after.id, 0, gone))
        change.needles.removed += needle_rows((after.id, gone.id), gone)


def _compare_needles(
    key: PointKey, before: TriggerPoint, after: TriggerPoint, change: TableChange
) -> None:
    old = {needle.id: (position, needle) for position, needle in enumerate(before.needles)}
    for row in needle_rows(key, after):
        old_position, old_needle = old.pop(row["id"], (-1, None))
        if old_needle is None:
            change.added.append(row)
        elif row != needle_row(key, old_position, old_needle):
            change.rewritten.append(row)
    change.removed += [needle_row(key, position, gone) for position, gone in old.values()]


def all_rows(sessions: Iterable[Session]) -> SessionChange:
    """All trigger points and needles of sessions that are new to the tables."""
    change = SessionChange()
    for session in sessions:
        for position, point in enumerate(session.trigger_points):
            change.points.added.append(point_row(session.id, position, point))
            change.needles.added += needle_rows((session.id, point.id), point)
    return change
