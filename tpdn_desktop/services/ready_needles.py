"""Which ready needle is used: a needle that is placed takes one, a slip gives it back. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from tpdn_desktop.domain.needle import Needle, NeedleId, NeedleSize, OpenedNeedle, WastedNeedle
from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.trigger_point import TriggerPoint, TriggerPointId

_Key = tuple[TriggerPointId, NeedleId]


def oldest_ready(session: Session, size: NeedleSize) -> OpenedNeedle | None:
    """The ready needle of a size that was opened first; None when none lies ready."""
    return _oldest(session.opened, size)


def as_wasted(needle: OpenedNeedle, at: datetime, reason: str, new_id: str) -> WastedNeedle:
    """A ready needle as it is noted when it was not used.

    Of a clock that was set back since, the earlier time is taken for its opening.
    """
    opened_at = min(needle.opened_at, at)
    return WastedNeedle(NeedleId(new_id), needle.size, at, reason, opened_at, needle.lot)


def with_ready_settled(before: Session, after: Session, new_id: Callable[[], str]) -> Session:
    """The session after an edit, with the ready needles as that edit leaves them.

    A needle that came takes the oldest ready one of its size, with the time of its opening and its
    lot; one that went is given back if it had been opened beforehand; a needle whose size changed
    is another needle and does both.
    """
    if after.trigger_points == before.trigger_points:
        return after
    had, has = _placed(before), _placed(after)
    back = [
        OpenedNeedle(NeedleId(new_id()), needle.size, needle.opened_at, needle.lot)
        for key, needle in had.items()
        if needle.opened_at is not None and not _is_same(needle, has.get(key))
    ]
    ready = [*after.opened, *back]
    if not ready:
        return after
    settled = after
    for point in after.trigger_points:
        needles = tuple(
            needle if _is_same(had.get((point.id, needle.id)), needle) else _taken(ready, needle)
            for needle in point.needles
        )
        if needles != point.needles:
            settled = settled.with_point_changed(replace(point, needles=needles))
    return settled.with_details(opened=tuple(ready))


def _taken(ready: list[OpenedNeedle], needle: Needle) -> Needle:
    """The placed needle as the ready one that it is, if there is one; it is taken off the list."""
    one = _oldest(ready, needle.size)
    if one is None:
        return replace(needle, opened_at=None)
    ready.remove(one)
    # The clock may have been set back since; a needle is never placed before it was opened.
    opened_at = min(one.opened_at, needle.placed_at)
    return replace(needle, opened_at=opened_at, lot=one.lot or needle.lot)


def _oldest(
    ready: list[OpenedNeedle] | tuple[OpenedNeedle, ...], size: NeedleSize
) -> OpenedNeedle | None:
    fit = (needle for needle in ready if needle.size == size)
    return min(fit, key=lambda needle: needle.opened_at, default=None)


def _is_same(one: Needle | None, other: Needle | None) -> bool:
    return one is not None and other is not None and one.size == other.size


def _placed(session: Session) -> dict[_Key, Needle]:
    points: tuple[TriggerPoint, ...] = session.trigger_points
    return {(point.id, needle.id): needle for point in points for needle in point.needles}
