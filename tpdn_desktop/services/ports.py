"""What the services need from outside: a store for the record, a clock, new ids.

The adapters (`storage`) fulfil these; the services own them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from tpdn_desktop.domain.clinic import Clinic
from tpdn_desktop.domain.patient import Patient, PatientAlert, PatientId, Sex
from tpdn_desktop.domain.session import Session, SessionId


class Clock(Protocol):
    """The one source of the present."""

    def now(self) -> datetime:
        """The present, in UTC, in whole seconds."""
        ...


class IdSource(Protocol):
    """The one source of new ids."""

    def new_id(self) -> str:
        """An id that was never used before."""
        ...


@dataclass(frozen=True, slots=True)
class PatientRow:
    """A patient as a line of a list: no more than the list shows."""

    id: PatientId
    full_name: str
    birth_date: date | None
    sex: Sex
    number: str
    session_count: int
    last_session_at: datetime | None
    has_draft: bool
    alerts: tuple[PatientAlert, ...]


class RecordStore(Protocol):
    """An opened clinic file. Every method is one transaction, written through before it returns.

    Raises (all methods):
        NotFound: the patient or session asked for is not there.
        Unavailable: the disk is full, gone, read-only or damaged; nothing was changed.
    """

    def clinic(self) -> Clinic: ...

    def save_clinic(self, clinic: Clinic) -> None: ...

    def patient(self, patient_id: PatientId) -> Patient: ...

    def patients(self, text: str = "", limit: int = 200) -> tuple[PatientRow, ...]:
        """Patients whose name, number or birth date matches every word of `text`.

        The newest session comes first, then by name.
        Accents and case do not matter; parts of words match. Any text is allowed. Empty text: all.
        """
        ...

    def patient_count(self) -> int: ...

    def save_patient(self, patient: Patient) -> None:
        """Add the patient, or replace the one of the same id."""
        ...

    def session(self, session_id: SessionId) -> Session: ...

    def sessions_of(self, patient_id: PatientId) -> tuple[Session, ...]:
        """All sessions of a patient, newest first."""
        ...

    def save_session(self, session: Session, before: Session | None) -> None:
        """Write a session; `before` is what the store holds now (None for a new one).

        Only the rows that differ between the two are written.
        """
        ...

    def add_all(self, patients: Sequence[tuple[Patient, Sequence[Session]]]) -> None:
        """Add patients with their sessions in one transaction: all or nothing.

        Raises:
            RuleBroken: a patient or session of the same id is already there.
        """
        ...

    def check(self) -> tuple[str, ...]:
        """Look through the whole file for damage: a sentence for each, none when all is well."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...
