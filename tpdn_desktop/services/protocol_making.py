"""Making a protocol from what is charted, and telling what a protocol holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.protocol import Protocol
from tpdn_desktop.domain.trigger_point import TriggerPointId
from tpdn_desktop.services.charting import ChartDesk


def protocol_of(
    desk: ChartDesk,
    name: str,
    note: str = "",
    *,
    only: Collection[TriggerPointId] | None = None,
) -> Protocol:
    """The points of the session on the desk as a protocol, or only some; not yet kept.

    Raises:
        RuleBroken: there is no such point, or no name.
    """
    whole = desk.as_protocol(name.strip(), note)
    if only is None:
        return whole
    charted = desk.session.trigger_points
    chosen = tuple(
        planned for point, planned in zip(charted, whole.points, strict=True) if point.id in only
    )
    return replace(whole, points=chosen)


@dataclass(frozen=True, slots=True)
class ProtocolSummary:
    """What a protocol holds: numbers, sides (right first), and the muscles in their order."""

    points: int
    needles: int
    sides: tuple[Side, ...]
    muscles: tuple[str, ...]


def summary(protocol: Protocol) -> ProtocolSummary:
    """What a protocol holds, counted."""
    sides = {point.side for point in protocol.points}
    return ProtocolSummary(
        len(protocol.points),
        sum(len(point.needles) for point in protocol.points),
        tuple(side for side in (Side.RIGHT, Side.LEFT, Side.MIDLINE) if side in sides),
        tuple(dict.fromkeys(point.muscle_id for point in protocol.points)),
    )


def has_name(protocols: Iterable[Protocol], name: str) -> bool:
    """Whether one of the protocols has that name, whatever its capitals."""
    wanted = name.strip().casefold()
    return any(p.name.strip().casefold() == wanted for p in protocols)


@dataclass(frozen=True, slots=True)
class Sorted:
    """What of arriving protocols is new, and the names of those that are there already."""

    new: tuple[Protocol, ...]
    there: tuple[str, ...]


def sorted_out(present: Iterable[Protocol], arriving: Iterable[Protocol]) -> Sorted:
    """Tell new protocols from those of an id or a name that is kept already; none is replaced.

    Raises:
        RuleBroken: nothing arrives.
    """
    known = list(present)
    new: list[Protocol] = []
    there: list[str] = []
    for protocol in arriving:
        if any(p.id == protocol.id for p in known) or has_name(known, protocol.name):
            there.append(protocol.name)
        else:
            new.append(protocol)
            known.append(protocol)
    if not new and not there:
        raise RuleBroken("That file holds no protocols.")
    return Sorted(tuple(new), tuple(there))
