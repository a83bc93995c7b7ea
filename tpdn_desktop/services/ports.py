"""What the services need from outside: a store for the record, a clock, new ids.

The adapters (`storage`) fulfil these; the services own them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol as Port

from tpdn_desktop.domain.clinic import Clinic
from tpdn_desktop.domain.own_content import OwnContent
from tpdn_desktop.domain.paper_event import PaperEvent
from tpdn_desktop.domain.patient import Patient, PatientAlert, PatientId, Sex
from tpdn_desktop.domain.protocol import Protocol, ProtocolId
from tpdn_desktop.domain.session import Session, SessionId


class Clock(Port):
    """The one source of the present."""

    def now(self) -> datetime:
        """The present, in UTC, in whole seconds."""
        ...


class IdSource(Port):
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


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft that waits to be finished, as a line of a list."""

    session_id: SessionId
    patient_id: PatientId
    full_name: str
    number: int
    started_at: datetime
    points: int
    needles_in: int


class RecordStore(Port):
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

    def drafts(self, limit: int = 200) -> tuple[DraftRow, ...]:
        """Sessions that are not signed, the oldest first."""
        ...

    def proves(self, password: str) -> bool:
        """Whether the file opens with this password. Takes a good part of a second."""
        ...

    def logo(self) -> bytes | None:
        """The clinic's logo as a PNG, or None."""
        ...

    def save_logo(self, png: bytes | None) -> None: ...

    def own_content(self) -> OwnContent:
        """What the clinic added to the atlas."""
        ...

    def save_own_content(self, own: OwnContent) -> None:
        """Put the clinic's own content in the place of what is there."""
        ...

    def protocols(self) -> tuple[Protocol, ...]:
        """The clinic's protocols, by name."""
        ...

    def save_protocol(self, protocol: Protocol) -> None:
        """Add the protocol, or replace the one of the same id."""
        ...

    def remove_protocol(self, protocol_id: ProtocolId) -> None:
        """Take a protocol away; nothing happens when it is not there."""
        ...

    def paper_events(self, patient_id: PatientId) -> tuple[PaperEvent, ...]:
        """What was printed or saved about a patient, newest first."""
        ...

    def add_paper_event(self, event: PaperEvent) -> None:
        """Add to the history of prints, from which nothing is ever taken."""
        ...

    def check(self) -> tuple[str, ...]:
        """Look through the whole file for damage: a sentence for each, none when all is well."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...
