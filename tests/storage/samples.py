"""A patient, a session and a trigger point that every storage test can start from."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tpdn_desktop.domain.anatomy import BodyPlace, Side, View
from tpdn_desktop.domain.clinic import Therapist
from tpdn_desktop.domain.needle import Needle, NeedleId, NeedleSize
from tpdn_desktop.domain.patient import Patient, PatientId
from tpdn_desktop.domain.session import Session, SessionId
from tpdn_desktop.domain.trigger_point import TriggerPoint, TriggerPointId

PASSWORD = "correct horse battery"
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
ERIN = Patient(PatientId("erin"), "Example", "Erin", date(1979, 3, 12), number="A-17")


def session(number: int = 1, patient: Patient = ERIN) -> Session:
    """An empty draft."""
    session_id = SessionId(f"{patient.id}-{number}")
    return Session(session_id, patient.id, number, Therapist("Sam Sample"), NOW, NOW)


def point(name: str = "t1", needles: int = 1) -> TriggerPoint:
    """A point in the left upper trapezius."""
    size = NeedleSize(0.25, 30.0)
    return TriggerPoint(
        id=TriggerPointId(name),
        muscle_id="trapezius_upper",
        side=Side.LEFT,
        place=BodyPlace(View.POSTERIOR, 0.05, 0.84),
        needles=tuple(Needle(NeedleId(f"{name}-n{n}"), size, NOW) for n in range(needles)),
    )
