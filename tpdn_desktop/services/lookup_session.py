"""The look-up of one session: the patient's pains, the candidates, what palpation found.

Kept in memory while the session is open and never written: what is worth keeping is charted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from tpdn_desktop.atlas.lookup import SPILLOVER_WEIGHT, LookupIndex, LookupRow, look_up
from tpdn_desktop.atlas.referral import Strength, referral
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.session import Session
from tpdn_desktop.services.lookup_shading import RegionSamples, RegionSide, Shading

MOST_PAINS = 6
"""Pains that may be told apart in one session."""

Candidate = tuple[str, Side]
"""A reference point on a side."""


class PainQuality(StrEnum):
    """How a pain feels, in the patient's words."""

    ACHE = "ache"
    SHARP = "sharp"
    BURNING = "burning"
    NUMB = "numb"
    TINGLING = "tingling"
    OTHER = "other"


class Palpation(StrEnum):
    """What the therapist's finger found at a candidate."""

    NEGATIVE = "negative"
    NOT_TESTED = "not tested"
    POSITIVE = "positive"


@dataclass(slots=True)
class Pain:
    """One of the patient's pains: how it feels and where."""

    shading: Shading
    quality: PainQuality = PainQuality.ACHE


@dataclass(frozen=True, slots=True)
class LookupAnswer:
    """The ranked candidates, or one sentence why there are none."""

    rows: tuple[LookupRow, ...] = ()
    refusal: str = ""


@dataclass(slots=True)
class LookupSession:
    """Pains and palpation of one session. `current` is the pain that is being shaded."""

    index: LookupIndex
    samples: RegionSamples
    pains: list[Pain] = field(default_factory=list)
    current: int = 0
    _palpated: dict[Candidate, Palpation] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.pains:
            self.pains.append(Pain(Shading(self.samples)))

    @property
    def pain(self) -> Pain:
        """The pain that is being shaded."""
        return self.pains[self.current]

    def add_pain(self) -> None:
        """Begin another pain and make it the current one.

        Raises:
            RuleBroken: there are as many as the map can tell apart.
        """
        if len(self.pains) >= MOST_PAINS:
            raise RuleBroken(f"A session holds at most {MOST_PAINS} pains.")
        self.pains.append(Pain(Shading(self.samples)))
        self.current = len(self.pains) - 1

    def remove_pain(self) -> None:
        """Take the current pain away; one empty pain always stays."""
        del self.pains[self.current]
        if not self.pains:
            self.pains.append(Pain(Shading(self.samples)))
        self.current = min(self.current, len(self.pains) - 1)

    def areas(self) -> list[dict[RegionSide, float]]:
        """The painful area of each pain that has one."""
        return [area for pain in self.pains if (area := pain.shading.area())]

    def answer(self, found_before: Iterable[tuple[str, Side]] = ()) -> LookupAnswer:
        """The candidates for all pains together, best first.

        Args:
            found_before: muscles, with side, in which the record holds a trigger point of this
                patient; those palpated positive here are added.
        """
        areas = self.areas()
        if not areas:
            return LookupAnswer()
        try:
            rows = look_up(self.index, areas, {*found_before, *self._positive_muscles()})
        except RuleBroken as error:
            return LookupAnswer(refusal=str(error))
        return LookupAnswer(rows)

    def palpation(self, candidate: Candidate) -> Palpation:
        """What palpation found at a candidate."""
        return self._palpated.get(candidate, Palpation.NOT_TESTED)

    def palpate(self, candidate: Candidate, found: Palpation) -> None:
        """Note what palpation found; `NOT_TESTED` takes it back."""
        if found is Palpation.NOT_TESTED:
            self._palpated.pop(candidate, None)
        else:
            self._palpated[candidate] = found

    def positives(self) -> tuple[Candidate, ...]:
        """The candidates found positive, in the order in which they were found."""
        return tuple(c for c, found in self._palpated.items() if found is Palpation.POSITIVE)

    def share_outside(self, candidate: Candidate) -> float:
        """The share of a candidate's pattern that lies outside all of the patient's pains.

        Spill-over counts at its weight, as in the look-up.
        """
        point, side = candidate
        reference = self.index.reference
        areas = self.areas()
        inside = whole = 0.0
        for zone in referral(reference.reference_point(point), side, reference.regions):
            weight = 1.0 if zone.strength is Strength.ESSENTIAL else SPILLOVER_WEIGHT
            size = weight * self.index.sizes[zone.region]
            whole += size
            inside += size * max((a.get((zone.region, zone.side), 0.0) for a in areas), default=0.0)
        return 1.0 - inside / whole

    def _positive_muscles(self) -> set[tuple[str, Side]]:
        points = self.index.reference.points
        return {(points[point].muscle_id, side) for point, side in self.positives()}


def muscles_charted(sessions: Iterable[Session]) -> frozenset[tuple[str, Side]]:
    """The muscles, with side, in which a trigger point was charted in any of the sessions."""
    return frozenset((p.muscle_id, p.side) for s in sessions for p in s.trigger_points)


def charted_as(session: Session | None, candidate: Candidate) -> int | None:
    """The number under which a candidate stands in the session already."""
    if session is not None:
        for number, point in enumerate(session.trigger_points, start=1):
            if (point.reference_point_id, point.side) == candidate:
                return number
    return None
