"""Where a reference point refers pain to, on the sides of the patient."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tpdn_desktop.atlas.reference import Reference, ReferencePoint, Region, Relation, Zone
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.errors import RuleBroken


class Strength(StrEnum):
    """Essential: felt by nearly all who have this pain. Spill-over: felt by some of them."""

    ESSENTIAL = "essential"
    SPILLOVER = "spillover"


UNPUBLISHED = "NOMAP"
"""The source of a point whose pattern is not published: its zone is local (docs/reference.md)."""


@dataclass(frozen=True, slots=True)
class ReferredZone:
    """A region on a side of the patient that pain is referred to. Unpaired regions: midline."""

    region: str
    side: Side
    strength: Strength


def referral(
    point: ReferencePoint, side: Side, regions: Mapping[str, Region]
) -> tuple[ReferredZone, ...]:
    """The zones of a point charted on that side, essential zones first, none twice.

    A region that is both on the same side counts once, as essential. A paired region referred to
    from a midline muscle is reached on both sides.

    Raises:
        RuleBroken: the point is not described on that side.
    """
    if side not in point.sides:
        raise RuleBroken(f"the reference point {point.id} is not described on the {side} side")
    strengths: dict[tuple[str, Side], Strength] = {}
    stated = ((Strength.ESSENTIAL, point.primary), (Strength.SPILLOVER, point.spillover))
    for strength, zones in stated:
        for zone in zones:
            for reached in zone_sides(zone, side, paired=regions[zone.region].paired):
                strengths.setdefault((zone.region, reached), strength)
    return tuple(ReferredZone(code, where, how) for (code, where), how in strengths.items())


def zone_sides(zone: Zone, side: Side, *, paired: bool) -> tuple[Side, ...]:
    """The sides of the patient on which a zone lies when the muscle is on `side`."""
    if not paired:
        return (Side.MIDLINE,)
    if zone.relation is Relation.BOTH or side is Side.MIDLINE:
        return (Side.LEFT, Side.RIGHT)
    return (side.opposite,) if zone.relation is Relation.CONTRA else (side,)


def joined_referral(
    charted: Iterable[tuple[ReferencePoint, Side]], regions: Mapping[str, Region]
) -> dict[tuple[str, Side], tuple[int, int]]:
    """How many of several charted points reach each region: (essential, spill-over).

    For overlays of all points of a muscle or of a session, where overlap adds up visibly.

    Raises:
        RuleBroken: a point is not described on its side.
    """
    counts: dict[tuple[str, Side], tuple[int, int]] = {}
    for point, side in charted:
        for zone in referral(point, side, regions):
            essential, spillover = counts.get((zone.region, zone.side), (0, 0))
            if zone.strength is Strength.ESSENTIAL:
                essential += 1
            else:
                spillover += 1
            counts[zone.region, zone.side] = (essential, spillover)
    return counts


def points_reaching(
    reference: Reference, region: str, side: Side
) -> tuple[tuple[ReferencePoint, Side, Strength], ...]:
    """Every reference point, with its side, that reaches a region.

    Essential zones before spill-over; then points of the region's own side; then points with a
    published pattern before those without; then small patterns before wide ones, since a small one
    says more; then the order of the tables.

    Raises:
        NotFound: no region has this code.
        RuleBroken: the region does not exist on that side.
    """
    if side not in reference.region(region).sides:
        raise RuleBroken(f"the region {region} does not exist on the {side} side")
    found: list[tuple[tuple[bool, bool, bool, int], tuple[ReferencePoint, Side, Strength]]] = []
    for point in reference.offered():
        for on in point.sides:
            zones = referral(point, on, reference.regions)
            for zone in zones:
                if zone.region == region and zone.side is side:
                    spills = zone.strength is not Strength.ESSENTIAL
                    across = on is not side and on is side.opposite
                    order = (spills, across, UNPUBLISHED in point.sources, len(zones))
                    found.append((order, (point, on, zone.strength)))
    return tuple(row for _, row in sorted(found, key=lambda pair: pair[0]))
