"""Reverse look-up: from where it hurts to the reference points that commonly refer there.

The formula is explained with examples in docs/lookup.md; this module is its only implementation.
The result ranks what is worth palpating. It diagnoses nothing.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from tpdn_desktop.atlas.reference import Reference, Region, shown
from tpdn_desktop.atlas.referral import Strength, referral
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.errors import RuleBroken

RegionSide = tuple[str, Side]
PainfulArea = Mapping[RegionSide, float]

SPILLOVER_WEIGHT = 0.4
"""What a spill-over zone counts beside an essential zone."""

WIDEST_SHARE = 0.5
"""A pain over more than this share of all regions says nothing about single muscles."""


_NAMED = 4
"""As many regions are named in a reason; more are counted."""


@dataclass(frozen=True, slots=True)
class LookupRow:
    """One reference point on one side, with how well its pattern meets the patient's pain.

    `essential` and `spillover` are the shares of the painful area that these zones cover,
    `specificity` the share of the pattern inside the painful area, all from 0 to 1.
    """

    muscle_id: str
    side: Side
    point_id: str
    score: float
    essential: float
    spillover: float
    specificity: float
    positive: bool
    why: str


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A reference point on a side and the size of its zones, spill-over at its weight."""

    muscle_id: str
    point_id: str
    side: Side
    size: float


@dataclass(frozen=True, slots=True)
class LookupIndex:
    """Everything that does not change from one look-up to the next; build it once."""

    reference: Reference
    sizes: Mapping[str, float]
    patterns: tuple[_Pattern, ...]
    reached_by: Mapping[RegionSide, tuple[tuple[int, Strength], ...]]
    names: Mapping[RegionSide, str]
    """Every region with its side in words, for the reasons."""

    @classmethod
    def of(cls, reference: Reference, sizes: Mapping[str, float] | None = None) -> LookupIndex:
        """Index a reference database; `sizes` are the areas of the regions in any one unit.

        Without sizes all regions count as equally large.

        Raises:
            RuleBroken: a size is missing, or is not a positive number.
        """
        known = dict.fromkeys(reference.regions, 1.0) if sizes is None else dict(sizes)
        for code in reference.regions:
            size = known.get(code)
            if size is None or not math.isfinite(size) or size <= 0:
                raise RuleBroken(f"the region {code} needs a size above zero for the look-up")
        patterns: list[_Pattern] = []
        reached: dict[RegionSide, list[tuple[int, Strength]]] = defaultdict(list)
        for point in reference.offered():
            for side in point.sides:
                zones = referral(point, side, reference.regions)
                for zone in zones:
                    reached[zone.region, zone.side].append((len(patterns), zone.strength))
                size = math.fsum(known[zone.region] * _weight(zone.strength) for zone in zones)
                patterns.append(_Pattern(point.muscle_id, point.id, side, size))
        frozen = {key: tuple(rows) for key, rows in reached.items()}
        names = {
            (region.code, side): _name(region, side)
            for region in reference.regions.values()
            for side in region.sides
        }
        return cls(reference, known, tuple(patterns), frozen, names)


@dataclass(slots=True)
class _Match:
    """How one pattern meets one painful area; sizes, not yet shares."""

    essential: list[tuple[float, RegionSide]]
    spillover: list[tuple[float, RegionSide]]

    def sums(self) -> tuple[float, float]:
        return (
            math.fsum(size for size, _ in self.essential),
            math.fsum(size for size, _ in self.spillover),
        )


def look_up(
    index: LookupIndex,
    areas: Sequence[PainfulArea],
    positive: Collection[tuple[str, Side]] = frozenset(),
) -> tuple[LookupRow, ...]:
    """Rank the reference points of both sides that reach the painful areas, best first.

    Each area is one pain of the patient: the share of each region (0 to 1) that hurts. `positive`
    names the muscles, with side, already found positive in this patient; among rows of equal score
    they come first. Points that reach no area are left out.

    Raises:
        RuleBroken: no area or an empty one, an unknown region, a side that the region does not
            have, a share outside 0 to 1, or pain over most of the body.
    """
    _check(index, areas)
    matches = [_matches(index, area) for area in areas]
    totals = [math.fsum(_size(index, key, share) for key, share in a.items()) for a in areas]
    found = sorted({number for match in matches for number in match})
    rows = [_row(index, number, matches, totals, frozenset(positive)) for number in found]
    order = sorted(rows, key=lambda pair: (-pair[1].score, not pair[1].positive, -pair[0]))
    return tuple(row for _, row in order)


def _check(index: LookupIndex, areas: Sequence[PainfulArea]) -> None:
    if not areas or not all(areas):
        raise RuleBroken("Name or shade at least one painful region.")
    for (code, side), share in (pair for area in areas for pair in area.items()):
        region = index.reference.regions.get(code)
        if region is None:
            raise RuleBroken(f"There is no region {shown(code)}.")
        if side not in region.sides:
            if region.paired:
                raise RuleBroken(f"The region {code} is left or right, not on the {side}.")
            raise RuleBroken(f"The region {code} lies in the midline and has no {side} side.")
        if not (math.isfinite(share) and 0 < share <= 1):
            raise RuleBroken(f"The painful share of the region {code} must be above 0, at most 1.")
    painful = len({key for area in areas for key in area})
    every = sum(len(region.sides) for region in index.reference.regions.values())
    if painful > WIDEST_SHARE * every:
        raise RuleBroken(
            "The pain covers most of the body, so nearly every muscle would be named: "
            "choose the areas that matter most."
        )


def _weight(strength: Strength) -> float:
    return 1.0 if strength is Strength.ESSENTIAL else SPILLOVER_WEIGHT


def _size(index: LookupIndex, key: RegionSide, share: float) -> float:
    return share * index.sizes[key[0]]


def _matches(index: LookupIndex, area: PainfulArea) -> dict[int, _Match]:
    found: dict[int, _Match] = {}
    for key in sorted(area):
        size = _size(index, key, area[key])
        for number, strength in index.reached_by.get(key, ()):
            match = found.get(number)
            if match is None:
                match = found[number] = _Match([], [])
            zones = match.essential if strength is Strength.ESSENTIAL else match.spillover
            zones.append((size, key))
    return found


def _row(
    index: LookupIndex,
    number: int,
    matches: list[dict[int, _Match]],
    totals: list[float],
    positive: frozenset[tuple[str, Side]],
) -> tuple[float, LookupRow]:
    """The exact score, for ordering, and the row, whose score is rounded to two decimals."""
    pattern = index.patterns[number]
    essential: list[tuple[float, RegionSide]] = []
    spillover: list[tuple[float, RegionSide]] = []
    missed = 1.0
    specificity = 0.0
    for match, total in zip(matches, totals, strict=True):
        if number in match:
            inside, beside = match[number].sums()
            weighted = inside + SPILLOVER_WEIGHT * beside
            share = min(1.0, weighted / pattern.size)
            missed *= 1.0 - math.sqrt(min(1.0, weighted / total) * share)
            specificity = max(specificity, share)
            essential += match[number].essential
            spillover += match[number].spillover
    score = (1.0 - missed + (1.0 if essential else 0.0)) / 2
    everything = math.fsum(totals)
    known = (pattern.muscle_id, pattern.side) in positive
    covered = math.fsum(size for size, _ in essential) / everything
    brushed = math.fsum(size for size, _ in spillover) / everything
    zones = [(covered, essential, "essential"), (brushed, spillover, "spill-over")]
    row = LookupRow(
        muscle_id=pattern.muscle_id,
        side=pattern.side,
        point_id=pattern.point_id,
        score=round(score, 2),
        essential=round(min(1.0, covered), 3),
        spillover=round(min(1.0, brushed), 3),
        specificity=round(specificity, 3),
        positive=known,
        why=_why(index, zones, specificity, positive=known),
    )
    return score, row


def _why(
    index: LookupIndex,
    zones: list[tuple[float, list[tuple[float, RegionSide]], str]],
    specificity: float,
    *,
    positive: bool,
) -> str:
    parts = []
    for share, reached, kind in zones:
        if reached:
            names = _names(index, reached)
            parts.append(f"{kind} zone covers {_part(share)} of the painful area ({names})")
    text = "; ".join(parts)
    text = f"{text[0].upper()}{text[1:]}; {_part(specificity)} of its pattern lies inside."
    return f"{text} Already found positive in this patient." if positive else text


def _names(index: LookupIndex, reached: list[tuple[float, RegionSide]]) -> str:
    keys = [key for _, key in reached]
    if len(keys) > 1:  # several pains may hold the same region
        keys = list(dict.fromkeys(keys))
    words = [index.names[key] for key in (keys if len(keys) <= _NAMED else keys[: _NAMED - 1])]
    if len(keys) > _NAMED:
        words.append(f"{len(keys) - _NAMED + 1} more")
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _name(region: Region, side: Side) -> str:
    name = region.name[0].lower() + region.name[1:]
    return name if side is Side.MIDLINE else f"{side} {name}"


def _part(share: float) -> str:
    return "all" if share > 0.995 else f"{max(1, round(100 * share))} %"
