"""A record store in memory that keeps what it is given: for tests of services without files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tpdn_desktop.domain.clinic import Clinic, Therapist
from tpdn_desktop.domain.errors import NotFound, RuleBroken, Unavailable
from tpdn_desktop.domain.patient import Patient, PatientId
from tpdn_desktop.domain.session import Session, SessionId, SessionState
from tpdn_desktop.services.ports import PatientRow


@dataclass
class SteppedClock:
    """A clock that goes on by one second each time it is read, or where it is put."""

    time: datetime = datetime(2026, 11, 21, 9, 40, tzinfo=UTC)

    def now(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


@dataclass
class CountedIds:
    """Ids id-1, id-2 ..."""

    used: int = 0

    def new_id(self) -> str:
        self.used += 1
        return f"id-{self.used}"


@dataclass
class StoreInMemory:
    """Fulfils `services.ports.RecordStore`.

    `is_full` makes every write fail as a full disk does.
    """

    held_clinic: Clinic = field(
        default_factory=lambda: Clinic("Demo clinic", Therapist("R. Model (demo)"))
    )
    held_patients: dict[PatientId, Patient] = field(default_factory=dict)
    held_sessions: dict[SessionId, Session] = field(default_factory=dict)
    is_full: bool = False
    writes: int = 0

    def clinic(self) -> Clinic:
        return self.held_clinic

    def save_clinic(self, clinic: Clinic) -> None:
        self._write()
        self.held_clinic = clinic

    def patient(self, patient_id: PatientId) -> Patient:
        if patient_id not in self.held_patients:
            raise NotFound("no such patient")
        return self.held_patients[patient_id]

    def patients(self, text: str = "", limit: int = 200) -> tuple[PatientRow, ...]:
        found = [
            p for p in self.held_patients.values() if text.casefold() in p.full_name.casefold()
        ]
        return tuple(self._row(p) for p in found[:limit])

    def patient_count(self) -> int:
        return len(self.held_patients)

    def save_patient(self, patient: Patient) -> None:
        self._write()
        self.held_patients[patient.id] = patient

    def session(self, session_id: SessionId) -> Session:
        if session_id not in self.held_sessions:
            raise NotFound("no such session")
        return self.held_sessions[session_id]

    def sessions_of(self, patient_id: PatientId) -> tuple[Session, ...]:
        self.patient(patient_id)
        found = [s for s in self.held_sessions.values() if s.patient_id == patient_id]
        return tuple(sorted(found, key=lambda s: s.started_at, reverse=True))

    def save_session(self, session: Session, before: Session | None) -> None:
        self._write()
        assert self.held_sessions.get(session.id) == before
        self.held_sessions[session.id] = session

    def add_all(self, patients: Sequence[tuple[Patient, Sequence[Session]]]) -> None:
        self._write()
        if any(p.id in self.held_patients for p, _ in patients):
            raise RuleBroken("a patient is already there")
        for patient, sessions in patients:
            self.held_patients[patient.id] = patient
            self.held_sessions |= {s.id: s for s in sessions}

    def check(self) -> tuple[str, ...]:
        return ()

    def close(self) -> None:
        pass

    def _write(self) -> None:
        if self.is_full:
            raise Unavailable("the disk is full")
        self.writes += 1

    def _row(self, patient: Patient) -> PatientRow:
        sessions = self.sessions_of(patient.id)
        return PatientRow(
            id=patient.id,
            full_name=patient.full_name,
            birth_date=patient.birth_date,
            sex=patient.sex,
            number=patient.number,
            session_count=len(sessions),
            last_session_at=sessions[0].started_at if sessions else None,
            has_draft=any(s.state is SessionState.DRAFT for s in sessions),
            alerts=patient.alerts,
        )
