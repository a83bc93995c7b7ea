"""A protocol: a set of points that a therapist needles again and again, kept under a name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import NewType

from tpdn_desktop.domain.anatomy import BodyPlace, Side
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.needle import PlannedNeedle
from tpdn_desktop.domain.text import NAME_LIMIT, NOTE_LIMIT, checked

ProtocolId = NewType("ProtocolId", str)

MOST_PROTOCOL_POINTS = 100


@dataclass(frozen=True, slots=True)
class ProtocolPoint:
    """A point of a protocol: where it goes and with which needles."""

    muscle_id: str
    side: Side
    place: BodyPlace
    map_version: int = 1
    reference_point_id: str | None = None
    needles: tuple[PlannedNeedle, ...] = ()

    def mirrored(self) -> ProtocolPoint:
        """The same point on the other side of the patient."""
        return ProtocolPoint(
            self.muscle_id,
            self.side.opposite,
            self.place.mirrored(),
            self.map_version,
            self.reference_point_id,
            self.needles,
        )

    @property
    def whichever_side(self) -> tuple[str, str | BodyPlace]:
        """What it shares with its twin: muscle and reference point, or else the mirrored place."""
        at = self.place.mirrored() if self.side is Side.RIGHT else self.place
        return self.muscle_id, self.reference_point_id or at


@dataclass(frozen=True, slots=True)
class Protocol:
    """A named set of points.

    Raises:
        RuleBroken: no name, no point, or too many.
    """

    id: ProtocolId
    name: str
    points: tuple[ProtocolPoint, ...]
    note: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise RuleBroken("a protocol needs a name")
        checked(self.name, "the name of a protocol", limit=NAME_LIMIT)
        checked(self.note, "the note of a protocol", limit=NOTE_LIMIT, multiline=True)
        if not 1 <= len(self.points) <= MOST_PROTOCOL_POINTS:
            raise RuleBroken(f"a protocol holds 1 to {MOST_PROTOCOL_POINTS} points")

    def on(self, side: Side) -> tuple[ProtocolPoint, ...]:
        """The points, all on one side of the patient; `MIDLINE` leaves each on its own side.

        Of a point that the protocol holds on both sides only the first goes there: one upper
        trapezius, not two at one place.
        """
        if side is Side.MIDLINE:
            return self.points
        kept: list[ProtocolPoint] = []
        without_twin: Counter[tuple[object, Side]] = Counter()
        for point in self.points:
            twin = point.whichever_side, point.side.opposite
            if point.side is not Side.MIDLINE and without_twin[twin]:
                without_twin[twin] -= 1
                continue
            without_twin[point.whichever_side, point.side] += 1
            kept.append(point.mirrored() if point.side is side.opposite else point)
        return tuple(kept)
