"""What a clinic adds to the atlas for itself: reference points, notes, needle defaults.

It lives in the clinic file and is always shown as the clinic's own; the bundled tables are never
written. Nothing is deleted that a session may have used: it is retired.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tpdn_desktop.domain.anatomy import BodyPlace
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.moment import checked_moment
from tpdn_desktop.domain.needle import NeedleSize, Technique
from tpdn_desktop.domain.text import NAME_LIMIT, NOTE_LIMIT, checked

OWN_PREFIX = "own:"
"""The ids of own reference points begin so, and no id of the bundled tables does."""

MOST_OWN = 2_000


@dataclass(frozen=True, slots=True)
class OwnPoint:
    """A reference point of the clinic's own.

    `place` is on the left side of the patient (or the midline) on map version `map_version`, as in
    the reference tables; the right one mirrors it. `essential` and `spillover` hold zone codes as
    there too (`deltoid`, `contra:head_temporal`). `retired_at` is None while it is offered.

    Raises:
        RuleBroken: no name, an id that is not an own one, or a text that cannot be kept.
    """

    id: str
    muscle_id: str
    name: str
    place: BodyPlace
    map_version: int = 1
    essential: tuple[str, ...] = ()
    spillover: tuple[str, ...] = ()
    note: str = ""
    retired_at: datetime | None = None

    def __post_init__(self) -> None:
        if not self.id.startswith(OWN_PREFIX):
            raise RuleBroken("the id of an own reference point begins with 'own:'")
        if not self.name.strip():
            raise RuleBroken("a reference point needs a name")
        checked(self.name, "the name of a reference point", limit=NAME_LIMIT)
        checked(self.note, "the note of a reference point", limit=NOTE_LIMIT, multiline=True)
        for code in (*self.essential, *self.spillover):
            checked(code, "a zone code", limit=NAME_LIMIT)
        if self.place.x < 0:
            raise RuleBroken("an own reference point is stored for the left side of the patient")
        if self.retired_at is not None:
            checked_moment(self.retired_at, "the time a reference point was retired")


@dataclass(frozen=True, slots=True)
class OwnNote:
    """A note of the clinic about a muscle."""

    muscle_id: str
    text: str
    written_at: datetime

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise RuleBroken("a note about a muscle needs a text")
        checked(self.text, "a note about a muscle", limit=NOTE_LIMIT, multiline=True)
        checked_moment(self.written_at, "the time of a note")


@dataclass(frozen=True, slots=True)
class OwnNeedle:
    """What the clinic needles a muscle with unless the hand decides otherwise."""

    muscle_id: str
    size: NeedleSize
    technique: Technique = Technique.PISTONING


@dataclass(frozen=True, slots=True)
class OwnContent:
    """All that a clinic added.

    Raises:
        RuleBroken: an id or a muscle stands twice, or there is far too much.
    """

    points: tuple[OwnPoint, ...] = ()
    notes: tuple[OwnNote, ...] = ()
    needles: tuple[OwnNeedle, ...] = ()

    def __post_init__(self) -> None:
        for keys, what in (
            ([p.id for p in self.points], "a reference point"),
            ([n.muscle_id for n in self.notes], "the note about a muscle"),
            ([n.muscle_id for n in self.needles], "the needle of a muscle"),
        ):
            if len(set(keys)) != len(keys):
                raise RuleBroken(f"{what} stands twice in the clinic's own content")
            if len(keys) > MOST_OWN:
                raise RuleBroken(f"a clinic keeps at most {MOST_OWN:,} of its own")

    def note_about(self, muscle_id: str) -> OwnNote | None:
        """The clinic's note about a muscle."""
        return next((n for n in self.notes if n.muscle_id == muscle_id), None)

    def needle_for(self, muscle_id: str) -> OwnNeedle | None:
        """The clinic's needle for a muscle."""
        return next((n for n in self.needles if n.muscle_id == muscle_id), None)

    def points_of(self, muscle_id: str, *, retired: bool = False) -> tuple[OwnPoint, ...]:
        """The clinic's reference points in a muscle; retired ones only when asked for."""
        return tuple(
            p for p in self.points if p.muscle_id == muscle_id and (retired or p.retired_at is None)
        )
