"""A session: one treatment of one patient, its life, and who may change what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType

from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.clinic import Therapist
from tpdn_desktop.domain.errors import NotFound, RuleBroken
from tpdn_desktop.domain.moment import checked_moment
from tpdn_desktop.domain.needle import Needle, OpenedNeedle, WastedNeedle
from tpdn_desktop.domain.override import Override
from tpdn_desktop.domain.pain_drawing import MOST_PAINS, Pain
from tpdn_desktop.domain.patient import PatientId
from tpdn_desktop.domain.signature import Amendment, Signature
from tpdn_desktop.domain.text import LINE_LIMIT, NAME_LIMIT, NOTE_LIMIT, checked
from tpdn_desktop.domain.trigger_point import TriggerPoint, TriggerPointId, nprs

SessionId = NewType("SessionId", str)

MOST_POINTS = 500
MOST_FINDINGS = 2_000
MOST_COUNT = 10_000


class SessionState(StrEnum):
    """A draft may change; a signed session never does."""

    DRAFT = "draft"
    SIGNED = "signed"


class AdverseGrade(StrEnum):
    """How bad an adverse event was (the three grades used in surveys of dry needling)."""

    NONE = "none"
    MILD = "mild"
    SIGNIFICANT = "significant"
    SERIOUS = "serious"


@dataclass(frozen=True, slots=True)
class PalpationFinding:
    """What the finger found at a reference point that the look-up proposed."""

    reference_point_id: str
    side: Side
    is_positive: bool


@dataclass(frozen=True, slots=True)
class FinalCount:
    """The needles that the therapist counted at the end, by hand and eye.

    `reason` says why it is not the number of needles charted; empty when it is.
    """

    needles: int
    counted_at: datetime
    reason: str = ""

    def __post_init__(self) -> None:
        checked_moment(self.counted_at, "the time of the final count")
        if not 0 <= self.needles <= MOST_COUNT:
            raise RuleBroken(f"the final count is 0 to {MOST_COUNT:,} needles")
        checked(self.reason, "the reason of the final count", limit=LINE_LIMIT)

    def settles(self, placed: int) -> bool:
        """Whether it is the number of needles charted, or says why not."""
        return self.needles == placed or bool(self.reason.strip())


@dataclass(frozen=True, slots=True)
class NarrativeEdit:
    """A paragraph of the narrative that the therapist wrote in their own words."""

    paragraph: str
    text: str

    def __post_init__(self) -> None:
        checked(self.paragraph, "the name of a paragraph", limit=NAME_LIMIT)
        checked(self.text, "a paragraph", limit=NOTE_LIMIT, multiline=True)


@dataclass(frozen=True, slots=True)
class Session:
    """One treatment of one patient.

    `number` counts the patient's sessions from 1. `started_at` is the time of treatment,
    `entered_at` the time of entry (both UTC). The order of `trigger_points` is their numbering on
    map and paper. `content_version` is the version of the reference tables the session was charted
    with. `after_last_time` is the patient's answer to how it was after the last session;
    `aftercare_version` the edition of the clinic's aftercare text that was handed out. A signed
    session may be without `signature` only when it came from elsewhere. `opened` are the needles
    that were opened and lie ready, in the order in which they will be taken.

    Raises:
        RuleBroken: ended before it started, a score out of range, a text that cannot be kept.
    """

    id: SessionId
    patient_id: PatientId
    number: int
    therapist: Therapist
    started_at: datetime
    entered_at: datetime
    ended_at: datetime | None = None
    state: SessionState = SessionState.DRAFT
    content_version: str = ""
    complaint: str = ""
    goal: str = ""
    position: str = ""
    pain_before: int | None = None
    pain_after: int | None = None
    response: str = ""
    aftercare: str = ""
    plan: str = ""
    note: str = ""
    trigger_points: tuple[TriggerPoint, ...] = ()
    after_last_time: str = ""
    adverse: AdverseGrade | None = None
    adverse_note: str = ""
    aftercare_version: int | None = None
    pains: tuple[Pain, ...] = ()
    palpated: tuple[PalpationFinding, ...] = ()
    overrides: tuple[Override, ...] = ()
    wasted: tuple[WastedNeedle, ...] = ()
    final_count: FinalCount | None = None
    narrative: tuple[NarrativeEdit, ...] = ()
    signature: Signature | None = None
    amendments: tuple[Amendment, ...] = ()
    opened: tuple[OpenedNeedle, ...] = ()

    def __post_init__(self) -> None:
        checked_moment(self.started_at, "the time of treatment")
        checked_moment(self.entered_at, "the time of entry")
        if self.ended_at is not None:
            checked_moment(self.ended_at, "the end of treatment")
            if self.ended_at < self.started_at:
                raise RuleBroken("a session cannot end before it started")
        if not 1 <= self.number <= 100_000:
            raise RuleBroken("the session number counts from 1")
        nprs(self.pain_before, "pain before")
        nprs(self.pain_after, "pain after")
        checked(self.content_version, "content version", limit=LINE_LIMIT)
        checked(self.position, "position", limit=LINE_LIMIT)
        for what in _LONG_TEXTS:
            checked(getattr(self, what), what.replace("_", " "), limit=NOTE_LIMIT, multiline=True)
        self._check_parts()
        self._check_state()

    def _check_parts(self) -> None:
        for parts, most, what in (
            (self.trigger_points, MOST_POINTS, "trigger points"),
            (self.pains, MOST_PAINS, "pains"),
            (self.palpated, MOST_FINDINGS, "palpated points"),
            (self.overrides, MOST_FINDINGS, "overrides"),
            (self.opened, MOST_FINDINGS, "opened needles"),
            (self.wasted, MOST_FINDINGS, "wasted needles"),
            (self.amendments, MOST_FINDINGS, "amendments"),
        ):
            if len(parts) > most:
                raise RuleBroken(f"a session holds at most {most:,} {what}")
        for keys, what in (
            ([p.id for p in self.trigger_points], "a trigger point"),
            ([p.id for p in self.pains], "a pain"),
            ([(p.reference_point_id, p.side) for p in self.palpated], "a palpated point"),
            ([o.answers for o in self.overrides], "an override"),
            ([n.id for n in self.opened], "an opened needle"),
            ([n.id for n in self.wasted], "a wasted needle"),
            ([n.paragraph for n in self.narrative], "a paragraph"),
            ([a.id for a in self.amendments], "an amendment"),
        ):
            if len(set(keys)) != len(keys):
                raise RuleBroken(f"{what} stands twice in the session")

    def _check_state(self) -> None:
        if self.state is SessionState.DRAFT and (self.signature or self.amendments):
            raise RuleBroken("a draft carries neither signature nor amendments")
        if self.signature and any(needle.is_in for needle in self.needles):
            raise RuleBroken("a session with needles in cannot be signed")
        if self.signature and self.opened:
            raise RuleBroken("a session with opened needles left ready cannot be signed")

    def point(self, point_id: TriggerPointId) -> TriggerPoint:
        """The trigger point with that id.

        Raises:
            NotFound: it is not in this session.
        """
        return self.trigger_points[self.index_of(point_id)]

    def index_of(self, point_id: TriggerPointId) -> int:
        """The position of a point, from 0; its number on map and paper is one more.

        Raises:
            NotFound: it is not in this session.
        """
        for index, point in enumerate(self.trigger_points):
            if point.id == point_id:
                return index
        raise NotFound("that trigger point is not in this session")

    def with_point(self, point: TriggerPoint) -> Session:
        """The session with one more trigger point, numbered last."""
        return self._changed(trigger_points=(*self.trigger_points, point))

    def with_point_changed(self, point: TriggerPoint) -> Session:
        """The session with the point of the same id replaced."""
        index = self.index_of(point.id)
        points = self.trigger_points
        return self._changed(trigger_points=(*points[:index], point, *points[index + 1 :]))

    def without_point(self, point_id: TriggerPointId) -> Session:
        """The session without that point; later points move up by one number."""
        index = self.index_of(point_id)
        points = self.trigger_points
        return self._changed(trigger_points=points[:index] + points[index + 1 :])

    def with_details(self, **fields: object) -> Session:
        """The session with fields of its own changed (pain, complaint, response ...)."""
        if not fields.keys() <= _DETAILS:
            raise RuleBroken("that part of a session cannot be edited")
        return self._changed(**fields)

    def signed(self, signature: Signature) -> Session:
        """The session closed by a signature: from here on only amendments may be added.

        Raises:
            RuleBroken: it is signed already, or needles are still in or lie ready.
        """
        return self._changed(state=SessionState.SIGNED, signature=signature)

    def with_amendment(self, amendment: Amendment) -> Session:
        """The signed session with one more amendment, last.

        Raises:
            RuleBroken: the session is a draft, which is edited instead.
        """
        if self.state is SessionState.DRAFT:
            raise RuleBroken("a draft is edited, not amended")
        return replace(self, amendments=(*self.amendments, amendment))

    @property
    def is_signed(self) -> bool:
        """Whether nothing of the session may change any more."""
        return self.state is SessionState.SIGNED

    @property
    def needles(self) -> tuple[Needle, ...]:
        """Every needle of the session, point by point."""
        return tuple(n for point in self.trigger_points for n in point.needles)

    def _changed(self, **fields: object) -> Session:
        if self.state is not SessionState.DRAFT:
            raise RuleBroken("a signed session cannot be changed; write an amendment")
        return replace(self, **fields)  # type: ignore[arg-type]


_LONG_TEXTS = (
    *("complaint", "goal", "response", "aftercare", "plan", "note"),
    *("after_last_time", "adverse_note"),
)
_DETAILS = frozenset(
    {
        *_LONG_TEXTS,
        *("position", "pain_before", "pain_after", "ended_at", "started_at"),
        *("adverse", "aftercare_version", "pains", "palpated", "overrides", "opened"),
        *("wasted", "final_count", "narrative"),
    }
)
