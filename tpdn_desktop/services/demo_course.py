"""The course of one invented patient: sessions a week apart, pain that falls, not always."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.clinic import Clinic
from tpdn_desktop.domain.needle import NeedleId, OpenedNeedle, WastedNeedle
from tpdn_desktop.domain.pain_drawing import Pain, PainId
from tpdn_desktop.domain.patient import Patient
from tpdn_desktop.domain.session import AdverseGrade, FinalCount, Session, SessionId
from tpdn_desktop.domain.trigger_point import TriggerPoint
from tpdn_desktop.services import demo_cases as cases
from tpdn_desktop.services.demo_closing import amended, reasons, signed
from tpdn_desktop.services.demo_points import PointMaker

UNDER_WAY = 0
"""The first patient lies on the table: the newest session is a draft and needles are in."""
BOTH_SIDES = 1
"""The second is needled on both sides of the chest once, for which a reason is typed."""
FORGOTTEN = frozenset({3, 6})
"""The newest session of these was never finished."""


@dataclass(frozen=True, slots=True)
class Case:
    """A patient with a reason to come. `index` counts the patients from 0, `count` the sessions."""

    index: int
    patient: Patient
    complaint: cases.Complaint
    side: Side
    count: int

    @property
    def is_under_way(self) -> bool:
        """Whether the patient is being treated now."""
        return self.index == UNDER_WAY

    def is_draft(self, number: int) -> bool:
        """Whether that session is not signed."""
        unfinished = self.is_under_way or self.index in FORGOTTEN
        return number == self.count and unfinished

    def needs_reasons(self, number: int) -> bool:
        """Whether the points of that session can call for a typed reason."""
        return bool(self.patient.alerts) or self.on_both_sides(number)

    def on_both_sides(self, number: int) -> bool:
        """Whether both sides are needled in that session."""
        return self.index == BOTH_SIDES and number == 1

    @property
    def current(self) -> bool:
        """Whether current may run through needles."""
        paced = any(alert.code == "pacemaker" for alert in self.patient.alerts)
        return self.complaint.current and not paced


class CourseMaker:
    """Makes one course after another; the same chance gives the same courses."""

    def __init__(
        self, reference: Reference, clinic: Clinic, chance: random.Random, now: datetime
    ) -> None:
        self._reference = reference
        self._clinic = clinic
        self._chance = chance
        self._now = now
        self._make = PointMaker(reference, clinic, chance)

    def new_id(self) -> str:
        """An id in the form of all ids."""
        return self._make.new_id()

    def course(self, case: Case) -> Iterator[Session]:
        """The sessions by number, signed but for what is under way or forgotten."""
        chance = self._chance
        pain = chance.randint(5, 8)
        started = self._first_start(case)
        for number in range(1, case.count + 1):
            open_now = case.is_under_way and number == case.count
            begun = self._now - timedelta(minutes=12) if open_now else started
            after = max(0, pain - chance.choice((1, 1, 2, 2, 3)))
            yield self._session(case, self._draft(case, number, begun, pain), after)
            started += timedelta(days=7)
            pain = max(0, min(10, after + chance.choice((0, 1, 1, 2))))

    def _session(self, case: Case, draft: dict[str, Any], after: int) -> Session:
        number = draft["number"]
        if case.is_draft(number):
            return Session(**draft)
        session = signed(Session(**self._finished(case, draft, after)))
        told = case.is_under_way and number == 2
        return amended(session, self.new_id()) if told else session

    def _first_start(self, case: Case) -> datetime:
        chance = self._chance
        weeks = 7 * (case.count - 1)
        days = weeks + (0 if case.is_under_way else chance.randint(1, 30))
        started = self._now - timedelta(days=days)
        started = started.replace(minute=chance.choice((0, 10, 20, 30, 40, 50)), second=0)
        if case.is_under_way:
            started = min(started, self._now - timedelta(days=weeks, minutes=12))
        return started

    def _draft(self, case: Case, number: int, begun: datetime, pain: int) -> dict[str, Any]:
        """What stands in a session before it is finished."""
        chance = self._chance
        open_now = case.is_under_way and number == case.count
        charted = self._make.points(
            case.complaint.muscles,
            case.side,
            begun,
            open_now=open_now,
            both_sides=case.on_both_sides(number),
            current=case.current,
        )
        points = tuple(charted)
        opened: tuple[OpenedNeedle, ...] = ()
        if open_now:
            points, opened = self._make.with_pack_opened(points)
        return {
            "id": SessionId(self.new_id()),
            "patient_id": case.patient.id,
            "number": number,
            "therapist": self._clinic.therapist,
            "started_at": begun,
            "entered_at": begun,
            "content_version": self._reference.content_version,
            "complaint": case.complaint.words,
            "goal": case.complaint.goal,
            "position": chance.choice(case.complaint.positions),
            "pain_before": pain,
            "trigger_points": points,
            "opened": opened,
            "after_last_time": chance.choice(cases.AFTER_LAST_TIME) if number > 1 else "",
            "pains": self._drawing(case, number, pain),
        }

    def _finished(self, case: Case, draft: dict[str, Any], after: int) -> dict[str, Any]:
        """The same, ready to be signed."""
        chance = self._chance
        begun: datetime = draft["started_at"]
        points: tuple[TriggerPoint, ...] = draft["trigger_points"]
        ended = begun + timedelta(minutes=chance.randint(25, 45))
        bruised = chance.random() < 0.06
        asked = case.needs_reasons(draft["number"])
        return draft | {
            "ended_at": ended,
            "pain_after": after,
            "response": chance.choice(cases.RESPONSES),
            "adverse": AdverseGrade.MILD if bruised else AdverseGrade.NONE,
            "adverse_note": cases.BRUISE if bruised else "",
            "aftercare": "Sheet given and explained.",
            "aftercare_version": 0,
            "plan": chance.choice(cases.PLANS),
            "overrides": reasons(self._reference, case.patient, points, begun) if asked else (),
            "wasted": self._wasted(begun),
            "final_count": FinalCount(sum(len(point.needles) for point in points), ended),
        }

    def _wasted(self, begun: datetime) -> tuple[WastedNeedle, ...]:
        if self._chance.random() > 0.1:
            return ()
        size, at = self._clinic.tray[0], begun + timedelta(minutes=1)
        return (WastedNeedle(NeedleId(self.new_id()), size, at, "Touched the sleeve"),)

    def _drawing(self, case: Case, number: int, pain: int) -> tuple[Pain, ...]:
        """The patient draws at the first session, and at the newest of three or more."""
        first, later = number == 1, number == case.count >= 3
        if not first and not later:
            return ()
        name = PainId(self.new_id())
        return (case.complaint.pain.on(case.side, name, pain, wide=first),)
