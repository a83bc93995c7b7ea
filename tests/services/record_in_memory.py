"""A record store in memory that keeps what it is given: for tests of services and screens."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tpdn_desktop.domain.clinic import Clinic, Therapist
from tpdn_desktop.domain.errors import NotFound, RuleBroken, Unavailable
from tpdn_desktop.domain.own_content import OwnContent
from tpdn_desktop.domain.paper_event import PaperEvent
from tpdn_desktop.domain.patient import Patient, PatientId
from tpdn_desktop.domain.protocol import Protocol, ProtocolId
from tpdn_desktop.domain.reconciliation import needle_count
from tpdn_desktop.domain.session import Session, SessionId, SessionState
from tpdn_desktop.services.ports import DraftRow, PatientRow

PASSWORD = "correct horse battery"


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


def folded(text: str) -> str:
    """Without case and accents, as the real store compares."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@dataclass
class StoreInMemory:
    """Fulfils `services.ports.RecordStore`.

    `is_full` makes every write fail as a full disk does; `broken` makes every call fail.
    """

    held_clinic: Clinic = field(
        default_factory=lambda: Clinic("Demo clinic", Therapist("R. Model (demo)"))
    )
    held_patients: dict[PatientId, Patient] = field(default_factory=dict)
    held_sessions: dict[SessionId, Session] = field(default_factory=dict)
    held_logo: bytes | None = None
    held_own: OwnContent = field(default_factory=OwnContent)
    held_protocols: dict[ProtocolId, Protocol] = field(default_factory=dict)
    held_papers: list[PaperEvent] = field(default_factory=list)
    is_full: bool = False
    is_closed: bool = False
    broken: Exception | None = None
    writes: int = 0

    def clinic(self) -> Clinic:
        self._read()
        return self.held_clinic

    def save_clinic(self, clinic: Clinic) -> None:
        self._write()
        self.held_clinic = clinic

    def patient(self, patient_id: PatientId) -> Patient:
        self._read()
        if patient_id not in self.held_patients:
            raise NotFound("that patient is not in the clinic file")
        return self.held_patients[patient_id]

    def patients(self, text: str = "", limit: int = 200) -> tuple[PatientRow, ...]:
        self._read()
        words = folded(text).split()
        found = [p for p in self.held_patients.values() if all(w in _searched(p) for w in words)]
        return tuple(sorted((self._row(p) for p in found), key=_listed)[:limit])

    def patient_count(self) -> int:
        self._read()
        return len(self.held_patients)

    def save_patient(self, patient: Patient) -> None:
        self._write()
        self.held_patients[patient.id] = patient

    def session(self, session_id: SessionId) -> Session:
        self._read()
        if session_id not in self.held_sessions:
            raise NotFound("that session is not in the clinic file")
        return self.held_sessions[session_id]

    def sessions_of(self, patient_id: PatientId) -> tuple[Session, ...]:
        self.patient(patient_id)
        found = [s for s in self.held_sessions.values() if s.patient_id == patient_id]
        return tuple(sorted(found, key=lambda s: (s.started_at, s.number), reverse=True))

    def save_session(self, session: Session, before: Session | None) -> None:
        self._write()
        assert self.held_sessions.get(session.id) == before
        self.held_sessions[session.id] = session

    def add_all(self, patients: Sequence[tuple[Patient, Sequence[Session]]]) -> None:
        self._write()
        for patient, sessions in patients:
            there = (s.id in self.held_sessions for s in sessions)
            if patient.id in self.held_patients or any(there):
                raise RuleBroken("a patient or session of that id is already there")
        for patient, sessions in patients:
            self.held_patients[patient.id] = patient
            self.held_sessions |= {s.id: s for s in sessions}

    def drafts(self, limit: int = 200) -> tuple[DraftRow, ...]:
        self._read()
        drafts = [s for s in self.held_sessions.values() if s.state is SessionState.DRAFT]
        drafts.sort(key=lambda s: s.started_at)
        return tuple(self._draft(s) for s in drafts[:limit])

    def proves(self, password: str) -> bool:
        self._read()
        return password == PASSWORD

    def logo(self) -> bytes | None:
        self._read()
        return self.held_logo

    def save_logo(self, png: bytes | None) -> None:
        self._write()
        self.held_logo = png

    def own_content(self) -> OwnContent:
        self._read()
        return self.held_own

    def save_own_content(self, own: OwnContent) -> None:
        self._write()
        self.held_own = own

    def protocols(self) -> tuple[Protocol, ...]:
        self._read()
        return tuple(sorted(self.held_protocols.values(), key=lambda p: folded(p.name)))

    def save_protocol(self, protocol: Protocol) -> None:
        self._write()
        self.held_protocols[protocol.id] = protocol

    def remove_protocol(self, protocol_id: ProtocolId) -> None:
        self._write()
        self.held_protocols.pop(protocol_id, None)

    def paper_events(self, patient_id: PatientId) -> tuple[PaperEvent, ...]:
        self._read()
        return tuple(e for e in reversed(self.held_papers) if e.patient_id == patient_id)

    def add_paper_event(self, event: PaperEvent) -> None:
        self._write()
        self.held_papers.append(event)

    def check(self) -> tuple[str, ...]:
        self._read()
        return ()

    def close(self) -> None:
        self.is_closed = True

    def _read(self) -> None:
        if self.broken is not None:
            raise self.broken

    def _write(self) -> None:
        self._read()
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
            last_session_at=max((s.started_at for s in sessions), default=None),
            has_draft=any(s.state is SessionState.DRAFT for s in sessions),
            alerts=patient.alerts,
        )

    def _draft(self, session: Session) -> DraftRow:
        return DraftRow(
            session.id,
            session.patient_id,
            self.held_patients[session.patient_id].full_name,
            session.number,
            session.started_at,
            len(session.trigger_points),
            needle_count(session.needles).still_in,
        )


def _searched(patient: Patient) -> str:
    born = "" if patient.birth_date is None else patient.birth_date.isoformat()
    return folded(f"{patient.full_name} {patient.number} {born}")


def _listed(row: PatientRow) -> tuple[float, str]:
    last = row.last_session_at
    return (0.0 if last is None else -last.timestamp(), folded(row.full_name))
