"""What an edit of a session changes in the tables: the rows that differ and no others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tpdn_desktop.domain.canonical import canonical_copy
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.trigger_point import TriggerPoint
from tpdn_desktop.storage.mapping import RowValues
from tpdn_desktop.storage.parts import AMENDMENTS, DRAFT_PARTS, Part
from tpdn_desktop.storage.session_mapping import (
    PointKey,
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
    """What differs between two states of a session; `session` is None when its own row stays.

    `parts` holds the further parts by field name; `copies` the canonical copies of sessions that
    are signed now.
    """

    session: RowValues | None = None
    points: TableChange = field(default_factory=TableChange)
    needles: TableChange = field(default_factory=TableChange)
    parts: dict[str, TableChange] = field(default_factory=dict)
    copies: list[RowValues] = field(default_factory=list)
    amendments: list[RowValues] = field(default_factory=list)


def session_change(before: Session, after: Session) -> SessionChange:
    """The rows that differ between two states of the same session."""
    change = SessionChange()
    row = session_row(after)
    if row != session_row(before):
        change.session = row
    if before.trigger_points is not after.trigger_points:
        _compare_points(before, after, change)
    for part in DRAFT_PARTS:
        old, new = getattr(before, part.field), getattr(after, part.field)
        if old is not new:
            change.parts[part.field] = _compare_parts(part, after.id, old, new)
    if after.signature is not None and before.signature is None:
        change.copies.append(_copy_row(after))
    change.amendments = _new_amendments(before, after)
    return change


def _compare_parts(
    part: Part, session_id: str, before: Sequence[Any], after: Sequence[Any]
) -> TableChange:
    old = {_key(part, row): row for row in part.rows(session_id, before)}
    change = TableChange()
    for row in part.rows(session_id, after):
        old_row = old.pop(_key(part, row), None)
        if old_row is None:
            change.added.append(row)
        elif row != old_row:
            change.rewritten.append(row)
    change.removed = list(old.values())
    return change


def _key(part: Part, row: RowValues) -> tuple[Any, ...]:
    return tuple(row[name] for name in part.key)


def _copy_row(session: Session) -> RowValues:
    assert session.signature is not None
    return {
        "session_id": session.id,
        "copy": canonical_copy(session),
        "record_hash": session.signature.record_hash,
    }


def _new_amendments(before: Session, after: Session) -> list[RowValues]:
    """The rows of the amendments that were added.

    Raises:
        RuleBroken: one that is written was changed or taken away.
    """
    kept = len(before.amendments)
    if after.amendments[:kept] != before.amendments:
        raise RuleBroken("an amendment stays as it was written")
    return AMENDMENTS.rows(after.id, after.amendments)[kept:]


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
    """Everything in sessions that are new to the tables, but their own rows."""
    change = SessionChange(parts={part.field: TableChange() for part in DRAFT_PARTS})
    for session in sessions:
        for part in DRAFT_PARTS:
            rows = part.rows(session.id, getattr(session, part.field))
            change.parts[part.field].added += rows
        if session.signature is not None:
            change.copies.append(_copy_row(session))
        change.amendments += AMENDMENTS.rows(session.id, session.amendments)
        for position, point in enumerate(session.trigger_points):
            change.points.added.append(point_row(session.id, position, point))
            change.needles.added += needle_rows((session.id, point.id), point)
    return change
