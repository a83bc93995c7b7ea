"""What is done with the needles of trigger points: placed, used, left in, taken out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from tpdn_desktop.domain.needle import Needle, NeedleId, NeedleSize, PlannedNeedle, Technique
from tpdn_desktop.domain.stimulation import Stimulation
from tpdn_desktop.domain.trigger_point import TriggerPoint, TriggerPointId
from tpdn_desktop.services.opening import Opening

Since = Callable[[Needle], datetime | None]
"""Since when a needle is out; None when it comes out now."""


class Needling(Opening):
    """The edits that concern the needles of points. Every method is one edit."""

    @property
    def tray(self) -> tuple[NeedleSize, ...]:
        """The needle sizes that lie ready, the default first."""
        return self._clinic.tray

    def set_needle_number(self, point_id: TriggerPointId, number: int) -> None:
        """Make the point hold `number` needles.

        More are placed now, fewer means the last were a slip.
        """
        point = self._touched(point_id)
        kept = point.needles[:number]
        model = point.needles[-1] if point.needles else None
        more = tuple(self._like(model, point.muscle_id) for _ in range(number - len(kept)))
        self._change(point_id, "Number of needles", needles=(*kept, *more))

    def set_needle_size(self, point_id: TriggerPointId, size: NeedleSize) -> None:
        """Give every needle of the point this size; depths beyond the new length are dropped."""
        self._each_needle(point_id, "Needle size", lambda n: self._resized(n, size))

    def next_needle_size(self, point_id: TriggerPointId, step: int = 1) -> None:
        """The next size of the tray for all needles of the point."""
        needles = self._session.point(point_id).needles
        current = needles[0].size if needles else self.tray[-1]
        index = self.tray.index(current) if current in self.tray else -1
        self.set_needle_size(point_id, self.tray[(index + step) % len(self.tray)])

    def set_technique(self, point_id: TriggerPointId, technique: Technique) -> None:
        """Set how the needles were used; a technique that leaves them in puts them in from now."""

        def used(needle: Needle) -> Needle:
            current = needle.stimulation if technique is Technique.ELECTRICAL else None
            needle = replace(needle, stimulation=current)
            if technique.stays_in:
                return self._left_in(needle, technique)
            return replace(self._out(needle), technique=technique, dwell_target_min=None)

        self._each_needle(point_id, "Technique", used)

    def set_depth(self, point_id: TriggerPointId, depth_mm: float | None) -> None:
        """Set the depth of every needle of the point, in mm; None when it was not noted."""
        self._each_needle(point_id, "Depth", lambda n: replace(n, depth_mm=depth_mm))

    def set_insertions(self, point_id: TriggerPointId, insertions: int) -> None:
        """Set the number of passes of every needle of the point."""
        self._each_needle(point_id, "Insertions", lambda n: replace(n, insertions=insertions))

    def toggle_dwell(self, point_id: TriggerPointId) -> None:
        """Leave the needles of the point in place, or take note that they came straight out."""
        point = self._session.point(point_id)
        if point.needles_in:
            self.take_out(point_id)
        else:
            self._each_needle(
                point_id,
                "Leave needles in",
                lambda n: replace(self._left_in(n, Technique.STATIC), removed_at=None),
            )

    def take_out(
        self,
        point_id: TriggerPointId,
        needle_id: NeedleId | None = None,
        at: datetime | None = None,
    ) -> None:
        """Note that the needles of a point (or one of them) are out: now, or since a moment."""
        self._each_needle(
            point_id,
            "Needle out" if needle_id else "Needles out",
            lambda n: self._out(n, at) if needle_id in (None, n.id) else n,
        )

    def take_all_out(self, since: Since | None = None) -> None:
        """Note that every needle of the session is out: now, or since its moment."""
        self._take_out(self._session.trigger_points, "All needles out", since)

    def take_out_since(self, since: Since) -> int:
        """Note that those needles are out whose moment is known; the others stay in.

        Returns how many came out.
        """
        after, number = self._session, 0
        for point in self._session.trigger_points:
            known = {n.id: at for n in point.needles_in if (at := since(n)) is not None}
            if known:
                number += len(known)
                out = tuple(
                    self._out(n, known[n.id]) if n.id in known else n for n in point.needles
                )
                after = after.with_point_changed(replace(point, needles=out))
        self._edit("Needles out", after)
        return number

    def set_stimulation(self, point_id: TriggerPointId, current: Stimulation | None) -> None:
        """Note how current runs through the needles of the point, which are then left in for it.

        None takes the current away and leaves the needles as they are, static.
        """

        def used(needle: Needle) -> Needle:
            if current is None:
                if needle.technique is not Technique.ELECTRICAL:
                    return replace(needle, stimulation=None)
                return replace(needle, stimulation=None, technique=Technique.STATIC)
            return self._left_in(replace(needle, stimulation=current), Technique.ELECTRICAL)

        self._each_needle(point_id, "Electrical stimulation", used)

    def set_needle_field(self, point_id: TriggerPointId, **fields: object) -> None:
        """Set direction, depth_tissue, lot or dwell_target_min of every needle of the point."""
        self._each_needle(
            point_id,
            "Needle",
            lambda n: replace(n, **fields),  # type: ignore[arg-type]
        )

    def take_out_where(
        self, is_meant: Callable[[TriggerPoint], bool], name: str, since: Since | None = None
    ) -> int:
        """Note that the needles of every point that is meant are out: of a muscle, a region.

        Returns how many came out; `name` is what undo calls it.
        """
        meant = [p for p in self._session.trigger_points if is_meant(p)]
        return self._take_out(meant, name, since)

    def _take_out(self, points: Iterable[TriggerPoint], name: str, since: Since | None) -> int:
        after, number = self._session, 0
        for point in points:
            if point.needles_in:
                number += len(point.needles_in)
                out = tuple(self._out(n, since(n) if since else None) for n in point.needles)
                after = after.with_point_changed(replace(point, needles=out))
        self._edit(name, after)
        return number

    def _like(self, model: Needle | None, muscle_id: str) -> Needle:
        if model is not None:
            plan = PlannedNeedle(model.size, model.technique, model.dwell_target_min)
            return replace(self._placed(plan), stimulation=model.stimulation)
        own = self._own.needle_for(muscle_id)
        if own is not None:
            return self._placed(PlannedNeedle(own.size, own.technique))
        return self._placed(PlannedNeedle(self.tray[0]))

    def _resized(self, needle: Needle, size: NeedleSize) -> Needle:
        if needle.size == size:
            return needle
        fits = needle.depth_mm is not None and needle.depth_mm <= size.length_mm
        return replace(
            needle,
            size=size,
            depth_mm=needle.depth_mm if fits else None,
            lot=self._lot_of_other(needle, size),
        )

    def _lot_of_other(self, needle: Needle, size: NeedleSize) -> str:
        """The lot of the needle of another size: a lot that was typed stays, a box's does not."""
        day = needle.placed_at.date()
        noted = needle.opened_at is not None or needle.lot == self._clinic.lot_of(needle.size, day)
        return self._clinic.lot_of(size, day) if noted else needle.lot

    def _left_in(self, needle: Needle, technique: Technique) -> Needle:
        """The needle used so that it stays: in from now on, unless it was already left in."""
        stayed = needle.technique.stays_in
        return replace(
            needle,
            technique=technique,
            removed_at=needle.removed_at if stayed else None,
            dwell_target_min=needle.dwell_target_min or self._clinic.dwell_target_min,
        )

    def _out(self, needle: Needle, at: datetime | None = None) -> Needle:
        if not needle.is_in:
            return needle
        # The clock may have been set back during the dwell; a needle never leaves before it came.
        return replace(needle, removed_at=max(at or self._clock.now(), needle.placed_at))
