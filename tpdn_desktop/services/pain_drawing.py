"""Questions asked of a pain drawing: how a pattern meets it, and how it changed since last time.

Pure. Regions that the tables of today do not know are left out of the look-up, and stay in the
comparison: what was drawn was drawn.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tpdn_desktop.atlas.lookup import SPILLOVER_WEIGHT
from tpdn_desktop.atlas.reference import Region
from tpdn_desktop.atlas.referral import ReferredZone, Strength
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.pain_drawing import Pain

RegionSide = tuple[str, Side]

LEAST_CHANGE = 0.2
"""A share that differs by less than this between two drawings is the same: hands are not rulers."""


def area_of(pain: Pain, regions: Mapping[str, Region]) -> dict[RegionSide, float]:
    """The painful share of each region that the tables know, as the look-up asks for it."""
    return {
        (r.region, r.side): r.share
        for r in pain.regions
        if r.region in regions and r.side in regions[r.region].sides
    }


def joined_area(pains: Iterable[Pain]) -> dict[RegionSide, float]:
    """The painful share of each region over several pains: the largest of any one of them."""
    joined: dict[RegionSide, float] = {}
    for pain in pains:
        for r in pain.regions:
            key = (r.region, r.side)
            joined[key] = max(joined.get(key, 0.0), r.share)
    return joined


@dataclass(frozen=True, slots=True)
class Meeting:
    """How a referral pattern and the patient's own area meet, all from 0 to 1.

    `covered` is the share of the patient's area that the pattern reaches, `essential` the part of
    it reached by essential zones; `outside` the share of the pattern that lies outside the
    patient's area, spill-over counted at its weight in the look-up.
    """

    covered: float
    essential: float
    outside: float


def meeting(
    zones: Sequence[ReferredZone],
    area: Mapping[RegionSide, float],
    sizes: Mapping[str, float],
) -> Meeting | None:
    """How a pattern meets a painful area; None when either of them is empty.

    Args:
        zones: the pattern, on the sides of the patient (`atlas.referral.referral`).
        area: the painful share of each region.
        sizes: the size of each region on one side, in any one unit.
    """
    total = math.fsum(share * sizes.get(code, 0.0) for (code, _), share in area.items())
    essential = spillover = inside = whole = 0.0
    for zone in zones:
        size = sizes.get(zone.region, 0.0)
        painful = size * area.get((zone.region, zone.side), 0.0)
        is_essential = zone.strength is Strength.ESSENTIAL
        weight = 1.0 if is_essential else SPILLOVER_WEIGHT
        whole += weight * size
        inside += weight * painful
        essential += painful if is_essential else 0.0
        spillover += 0.0 if is_essential else painful
    if not total or not whole:
        return None
    covered = min(1.0, (essential + spillover) / total)
    return Meeting(covered, min(1.0, essential / total), 1.0 - min(1.0, inside / whole))


class RegionChange(StrEnum):
    """What became of a region between two drawings."""

    GONE = "gone"
    LESS = "less"
    KEPT = "kept"
    MORE = "more"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class ChangedRegion:
    """A region in two drawings: painful share before and after (0 where it did not hurt)."""

    region: str
    side: Side
    before: float
    after: float

    @property
    def change(self) -> RegionChange:
        """Gone, new, or how it changed; small differences of the hand are none."""
        if not self.after:
            return RegionChange.GONE
        if not self.before:
            return RegionChange.NEW
        if abs(self.after - self.before) < LEAST_CHANGE:
            return RegionChange.KEPT
        return RegionChange.MORE if self.after > self.before else RegionChange.LESS


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two drawings side by side.

    `regions` hold gone first, then less, kept, more and new, the largest difference first. The
    body shares are those of all pains together, at most 1; None stands for no drawing at all.
    """

    regions: tuple[ChangedRegion, ...]
    body_before: float | None
    body_after: float | None

    def of(self, *changes: RegionChange) -> tuple[ChangedRegion, ...]:
        """The regions that changed in one of these ways."""
        return tuple(r for r in self.regions if r.change in changes)


def compare(before: Sequence[Pain], after: Sequence[Pain]) -> Comparison:
    """Compare the drawings of two sessions, region by region, over all their pains.

    A session without a drawing says nothing about where it hurt: its body share is None, and then
    there are no changed regions either.
    """
    if not before or not after:
        return Comparison((), body_share(before), body_share(after))
    old, new = joined_area(before), joined_area(after)
    found = [
        ChangedRegion(code, side, old.get((code, side), 0.0), new.get((code, side), 0.0))
        for code, side in sorted({*old, *new})
    ]
    order = list(RegionChange)
    found.sort(key=lambda r: (order.index(r.change), -abs(r.after - r.before)))
    return Comparison(tuple(found), body_share(before), body_share(after))


def body_share(pains: Sequence[Pain]) -> float | None:
    """The painful part of the body over all pains, 0 to 1; None when nothing was drawn.

    Pains that lie over one another count each, but never beyond the whole body.
    """
    if not pains:
        return None
    return min(1.0, math.fsum(pain.body_share for pain in pains))
