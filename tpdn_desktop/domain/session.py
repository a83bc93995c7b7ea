"""A session: one treatment of one patient, its life, and who may change what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType

from tpdn_desktop.domain.clinic import Therapist
from tpdn_desktop.domain.errors import NotFound, RuleBroken
from tpdn_desktop.domain.moment import checked_moment
from tpdn_desktop.domain.needle import Needle
from tpdn_desktop.domain.patient import PatientId
from tpdn_desktop.domain.text import LINE_LIMIT, NOTE_LIMIT, checked
from tpdn_desktop.domain.trigger_point import TriggerPoint, TriggerPointId, nprs

SessionId = NewType("SessionId", str)

MOST_POINTS = 500


class SessionState(StrEnum):
    """A draft may change; a signed session never does."""

    DRAFT = "draft"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class Session:
    """One treatment of one patient.

    `number` counts the patient's sessions from 1. `started_at` is the time of treatment,
    `entered_at` the time of entry (both UTC). The order of `trigger_points` is their numbering on
    map and paper. `content_version` is the version of the reference tables the session was charted
    with.

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
        for what in ("complaint", "goal", "response", "aftercare", "plan", "note"):
            checked(getattr(self, what), what, limit=NOTE_LIMIT, multiline=True)
        if len(self.trigger_points) > MOST_POINTS:
            raise RuleBroken(f"a session holds at most {MOST_POINTS} trigger points")
        ids = [p.id for p in self.trigger_points]
        if len(set(ids)) != len(ids):
            raise RuleBroken("a trigger point stands twice in the session")

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
        allowed = {
            *("complaint", "goal", "position", "pain_before", "pain_after", "response"),
            *("aftercare", "plan", "note", "ended_at", "started_at"),
        }
        if not fields.keys() <= allowed:
            raise RuleBroken("that part of a session cannot be edited")
        return self._changed(**fields)

    @property
    def needles(self) -> tuple[Needle, ...]:
        """Every needle of the session, point by point."""
        return tuple(n for point in self.trigger_points for n in point.needles)

    def _changed(self, **fields: object) -> Session:
        if self.state is not SessionState.DRAFT:
            raise RuleBroken("a signed session cannot be changed; write an amendment")
        return replace(self, **fields)  # type: ignore[arg-type]
