"""The look-up of one session: the patient's pains, the candidates, what palpation found.

The pains and the palpation are those of the session, read and written through a `PainKeeper`; only
which pain is being drawn, and a pain that nobody has drawn yet, are held here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tpdn_desktop.atlas.lookup import LookupIndex, LookupRow, look_up
from tpdn_desktop.atlas.referral import referral
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.pain_drawing import (
    MOST_PAINS,
    Pain,
    PainedRegion,
    PainMark,
    PainQuality,
)
from tpdn_desktop.domain.session import Session
from tpdn_desktop.services.lookup_shading import PainMeasure, RegionSide
from tpdn_desktop.services.pain_drawing import Meeting, area_of, joined_area, meeting
from tpdn_desktop.services.pain_keeper import PainKeeper

Candidate = tuple[str, Side]
"""A reference point on a side."""


@dataclass(frozen=True, slots=True)
class LookupAnswer:
    """The ranked candidates, or one sentence why there are none."""

    rows: tuple[LookupRow, ...] = ()
    refusal: str = ""


class LookupSession:
    """Pains and palpation of one session.

    There is always a pain to draw: until something is known of it, it is not kept. Every edit may
    raise what the keeper raises, and then changes nothing.
    """

    def __init__(self, index: LookupIndex, measure: PainMeasure, keeper: PainKeeper) -> None:
        self.index = index
        self.keeper = keeper
        self._measure = measure
        self._current = 0
        self._first: Pain | None = None
        """The pain to begin with while none is kept."""
        self._blank: tuple[int, Pain] | None = None
        """Another pain that nothing is known of yet, and its place among the others."""

    # Pains ---------------------------------------------------------------------------------------

    @property
    def pains(self) -> tuple[Pain, ...]:
        """The pains that are kept, and the one that is not yet; never none."""
        kept = self.keeper.pains
        if not kept:
            self._blank = None
            if self._first is None:
                self._first = Pain(self.keeper.new_pain_id())
            return (self._first,)
        if self._blank is not None and any(p.id == self._blank[1].id for p in kept):
            self._blank = None  # an undo brought it back
        if self._blank is None or len(kept) >= MOST_PAINS:
            return kept
        index, blank = self._blank
        return (*kept[:index], blank, *kept[index:])

    @property
    def current(self) -> int:
        """The index of the pain that is being drawn."""
        return min(self._current, len(self.pains) - 1)

    @property
    def pain(self) -> Pain:
        """The pain that is being drawn."""
        return self.pains[self.current]

    def choose(self, index: int) -> None:
        """Go on with another pain."""
        self._current = index

    def add_mark(self, mark: PainMark) -> None:
        """Add a stroke or a ticked region to the current pain."""
        pain = self.pain
        # A drawing from elsewhere may have come without strokes: its regions are where one begins.
        begun = pain.marks or tuple(PainedRegion(r.region, r.side) for r in pain.regions)
        self._put(self._measure.measured(replace(pain, marks=(*begun, mark))))

    def clear(self) -> None:
        """Take all marks of the current pain away."""
        self._put(replace(self.pain, marks=(), regions=(), body_share=0.0))

    def set_quality(self, quality: PainQuality) -> None:
        """Say how the current pain feels."""
        self._put(replace(self.pain, quality=quality))

    def set_intensity(self, intensity: int | None) -> None:
        """Say how strong the current pain is, 0 to 10; None: not asked."""
        self._put(replace(self.pain, intensity=intensity))

    def add_pain(self) -> None:
        """Begin another pain and make it the current one.

        Raises:
            RuleBroken: there are as many as the map can tell apart.
        """
        pains = self.pains
        if self._blank is not None:
            self._current = self._blank[0]
            return
        if not self.keeper.pains:
            return
        if len(pains) >= MOST_PAINS:
            raise RuleBroken(f"A session holds at most {MOST_PAINS} pains.")
        self._blank = len(pains), Pain(self.keeper.new_pain_id(), _unused(pains))
        self._current = len(pains)

    def remove_pain(self) -> None:
        """Take the current pain away; one empty pain always stays."""
        pains = self.pains
        gone = pains[self.current]
        if self._blank is not None and gone.id == self._blank[1].id:
            self._blank = None
        else:
            self.keeper.set_pains([p for p in self.keeper.pains if p.id != gone.id])

    def start_from(self, drawing: Iterable[Pain]) -> None:
        """Begin with the pains of an earlier drawing, measured on the map of now.

        How strong they are is today's to ask.

        Raises:
            RuleBroken: there is a drawing already.
        """
        if self.keeper.pains:
            raise RuleBroken("There is a drawing already.")
        fresh = (replace(p, id=self.keeper.new_pain_id(), intensity=None) for p in drawing)
        self.keeper.set_pains([self._measure.measured(p) if p.marks else p for p in fresh])
        self._current = 0

    def undo(self) -> str | None:
        """Take the last edit of the session back; its name, or None."""
        return self.keeper.undo()

    def redo(self) -> str | None:
        """Bring the last undone edit again; its name, or None."""
        return self.keeper.redo()

    def _put(self, pain: Pain) -> None:
        """Keep the current pain as it is now; a pain of which nothing is known is not kept."""
        index, pains = self.current, list(self.pains)
        pains[index] = pain
        kept = [p for p in pains if p.marks or p.regions or p.intensity is not None]
        if kept != list(self.keeper.pains):
            self.keeper.set_pains(kept)
        blanks = [(n, p) for n, p in enumerate(pains) if p not in kept]
        self._first = None if kept else pain
        self._blank = blanks[0] if blanks and kept else None
        self._current = index

    # Candidates ----------------------------------------------------------------------------------

    def areas(self) -> list[dict[RegionSide, float]]:
        """The painful area of each pain that has one."""
        regions = self.index.reference.regions
        return [area for pain in self.keeper.pains if (area := area_of(pain, regions))]

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

    def palpation(self, candidate: Candidate) -> bool | None:
        """What palpation found at a candidate: positive, negative, or None: not tested."""
        return next(
            (
                f.is_positive
                for f in self.keeper.palpated
                if (f.reference_point_id, f.side) == candidate
            ),
            None,
        )

    def palpate(self, candidate: Candidate, is_positive: bool | None) -> None:
        """Note what palpation found; None takes it back."""
        self.keeper.palpate(*candidate, is_positive)

    def positives(self) -> tuple[Candidate, ...]:
        """The candidates found positive, in the order in which they were found."""
        return tuple((f.reference_point_id, f.side) for f in self.keeper.palpated if f.is_positive)

    def meeting(self, candidate: Candidate) -> Meeting | None:
        """How a candidate's pattern and all of the patient's pains meet."""
        point, side = candidate
        reference = self.index.reference
        zones = referral(reference.reference_point(point), side, reference.regions)
        return meeting(zones, joined_area(self.keeper.pains), self.index.sizes)

    def _positive_muscles(self) -> set[tuple[str, Side]]:
        points = self.index.reference.points
        return {
            (points[point].muscle_id, side)
            for point, side in self.positives()
            if point in points  # an own point, or one of another edition, may be gone
        }


def _unused(pains: Iterable[Pain]) -> PainQuality:
    """The first quality that no pain has yet: another pain mostly feels different."""
    taken = {pain.quality for pain in pains}
    return next((q for q in PainQuality if q not in taken), PainQuality.ACHE)


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
