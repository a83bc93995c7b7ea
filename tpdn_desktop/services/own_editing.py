"""Adds to the clinic's own content and changes it: points, notes, needles of a muscle.

Nothing is deleted that a session may speak of: a point is retired, and can be brought back.
"""

from __future__ import annotations

from dataclasses import replace

from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.domain.errors import NotFound
from tpdn_desktop.domain.needle import NeedleSize, Technique
from tpdn_desktop.domain.own_content import OwnContent, OwnNeedle, OwnNote, OwnPoint
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.services.own_reference import checked_zones


class OwnEditing:
    """What the atlas page does to the clinic's own content.

    All methods raise RuleBroken or Unavailable and then leave everything as it was.
    """

    def __init__(self, record: ClinicRecord, reference: Reference) -> None:
        self._record = record
        self._reference = reference

    @property
    def content(self) -> OwnContent:
        """The content as it stands in the clinic file."""
        return self._record.own_content

    def new_id(self) -> str:
        """An id for a new point."""
        return self._record.new_own_point_id()

    def point(self, point_id: str) -> OwnPoint:
        """The own point of an id.

        Raises:
            NotFound: the clinic has no such point.
        """
        found = next((p for p in self.content.points if p.id == point_id), None)
        if found is None:
            raise NotFound("that reference point is not one of the clinic's own")
        return found

    def keep_point(self, point: OwnPoint) -> None:
        """Add a point, or keep it as it is now; its zones must be those of the atlas."""
        self._reference.muscle(point.muscle_id)
        checked_zones(point, self._reference)
        own = self.content
        if any(known.id == point.id for known in own.points):
            points = tuple(point if known.id == point.id else known for known in own.points)
        else:
            points = (*own.points, point)
        self._record.save_own_content(replace(own, points=points))

    def retire(self, point_id: str) -> None:
        """Offer a point no longer; sessions that used it keep its name."""
        self._put(replace(self.point(point_id), retired_at=self._record.clock.now()))

    def bring_back(self, point_id: str) -> None:
        """Offer a retired point again."""
        self._put(replace(self.point(point_id), retired_at=None))

    def keep_note(self, muscle_id: str, text: str) -> None:
        """Keep the clinic's note about a muscle; an empty text takes it away."""
        own = self.content
        notes = tuple(note for note in own.notes if note.muscle_id != muscle_id)
        if text.strip():
            notes = (*notes, OwnNote(muscle_id, text, self._record.clock.now()))
        self._record.save_own_content(replace(own, notes=notes))

    def keep_needle(
        self, muscle_id: str, size: NeedleSize | None, technique: Technique = Technique.PISTONING
    ) -> None:
        """Keep what the clinic needles a muscle with; no size: the first of the tray again."""
        own = self.content
        needles = tuple(needle for needle in own.needles if needle.muscle_id != muscle_id)
        if size is not None:
            needles = (*needles, OwnNeedle(muscle_id, size, technique))
        self._record.save_own_content(replace(own, needles=needles))

    def _put(self, point: OwnPoint) -> None:
        own = self.content
        points = tuple(point if known.id == point.id else known for known in own.points)
        self._record.save_own_content(replace(own, points=points))
