"""The opened record of a clinic: patients and sessions, and what a therapist asks of them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from tpdn_desktop.domain.clinic import Clinic
from tpdn_desktop.domain.errors import NotFound, RuleBroken
from tpdn_desktop.domain.moment import checked_birth_date
from tpdn_desktop.domain.own_content import OWN_PREFIX, OwnContent
from tpdn_desktop.domain.paper_event import PaperAct, PaperEvent
from tpdn_desktop.domain.patient import Patient, PatientId
from tpdn_desktop.domain.protocol import Protocol, ProtocolId
from tpdn_desktop.domain.session import Session, SessionId, SessionState
from tpdn_desktop.domain.signature import Amendment, AmendmentId, AmendmentKind
from tpdn_desktop.services.changes import Change, Changed, News
from tpdn_desktop.services.charting import ChartDesk
from tpdn_desktop.services.ports import Clock, DraftRow, IdSource, PatientRow, RecordStore
from tpdn_desktop.services.signing import Answer, signed_session

SAME_TREATMENT = timedelta(hours=8)
"""A draft begun less than this ago belongs to the treatment under way."""


RECENT = timedelta(days=1)
RECENT_AT_MOST = 200


class SystemClock:
    """The computer's clock, in UTC, in whole seconds."""

    def now(self) -> datetime:
        return datetime.now(UTC).replace(microsecond=0)


class RandomIds:
    """Random ids (UUID 4)."""

    def new_id(self) -> str:
        return str(uuid.uuid4())


class ClinicRecord:
    """What the screen and the command line do with an opened clinic file."""

    def __init__(
        self,
        store: RecordStore,
        *,
        clock: Clock,
        ids: IdSource,
        content_version: str,
        map_version: int,
    ) -> None:
        self.store = store
        self.clock = clock
        self.news = News()
        self._ids = ids
        self._content_version = content_version
        self._map_version = map_version

    @property
    def clinic(self) -> Clinic:
        """The clinic whose record this is."""
        return self.store.clinic()

    def save_clinic(self, clinic: Clinic) -> None:
        """Keep the clinic's letterhead, therapist and tray."""
        self.store.save_clinic(clinic)
        self.news.publish(Change(Changed.CLINIC))

    def find_patients(self, text: str, limit: int = 200) -> tuple[PatientRow, ...]:
        """Patients that match what was typed; every patient for an empty text."""
        return self.store.patients(text, limit)

    def new_patient(self, family_name: str = "", **fields: object) -> Patient:
        """A patient with a new id, not yet kept."""
        return Patient(PatientId(self._ids.new_id()), family_name, **fields)  # type: ignore[arg-type]

    def next_patient_number(self) -> str:
        """A number to propose for a new patient; the therapist may type another."""
        return f"P-{self.store.patient_count() + 1:05d}"

    def save_patient(self, patient: Patient) -> None:
        """Keep a new or edited patient.

        Raises:
            RuleBroken: the birth date lies in the future or after a session of the patient.
        """
        if patient.birth_date is not None:
            checked_birth_date(patient.birth_date, self.clock.now().date())
            self._check_birth_before_sessions(patient.id, patient.birth_date)
        self.store.save_patient(patient)
        self.news.publish(Change(Changed.PATIENT, patient.id))

    def start_session(self, patient_id: PatientId) -> Session:
        """Start a draft session now; a draft begun in the last hours is gone on with instead."""
        sessions = self.store.sessions_of(patient_id)
        now = self.clock.now()
        for session in sessions:
            is_draft = session.state is SessionState.DRAFT
            if is_draft and abs(now - session.started_at) < SAME_TREATMENT:
                return session
        session = Session(
            id=SessionId(self._ids.new_id()),
            patient_id=patient_id,
            number=1 + max((s.number for s in sessions), default=0),
            therapist=self.clinic.therapist,
            started_at=now,
            entered_at=now,
            content_version=self._content_version,
        )
        self.store.save_session(session, None)
        self.news.publish(Change(Changed.SESSION, session.id))
        return session

    def drafts_with_needles_in(self) -> tuple[Session, ...]:
        """Draft sessions of the last day in which needles are still in, newest first.

        Asked when a file is opened: after a power cut nobody else remembers them.
        """
        since = self.clock.now() - RECENT
        recent = [
            row
            for row in self.store.patients("", RECENT_AT_MOST)
            if row.has_draft and row.last_session_at is not None and row.last_session_at >= since
        ]
        return tuple(
            session
            for row in recent
            for session in self.store.sessions_of(row.id)
            if session.state is SessionState.DRAFT
            and session.started_at >= since
            and any(needle.is_in for needle in session.needles)
        )

    def drafts_to_finish(self, limit: int = 200) -> tuple[DraftRow, ...]:
        """Sessions that nobody has signed yet, the oldest first."""
        return self.store.drafts(limit)

    def desk(self, session: Session) -> ChartDesk:
        """The charting desk for a session."""
        return ChartDesk(
            session,
            store=self.store,
            news=self.news,
            clock=self.clock,
            ids=self._ids,
            map_version=self._map_version,
        )

    # Signing, and what is written afterwards -----------------------------------------------------

    def sign(self, desk: ChartDesk, password: str, reasons_needed: Sequence[Answer] = ()) -> None:
        """Sign the session on the desk in the name of the clinic's therapist.

        Args:
            desk: the desk with the draft; its undo ends here.
            password: the password of the clinic file, typed again.
            reasons_needed: the cautions that ask for a typed reason.

        Raises:
            RuleBroken: the password is wrong, or something that holds the signature up is open.
        """
        self._signed(desk, reasons_needed)
        if not self.store.proves(password):
            raise RuleBroken("That is not the password of this clinic file.")
        self.sign_proven(desk, reasons_needed)

    def sign_proven(self, desk: ChartDesk, reasons_needed: Sequence[Answer] = ()) -> None:
        """Sign like `sign`, when `store.proves` has just said yes to the typed password.

        The screen asks that off its thread, where nothing may be announced.

        Raises:
            RuleBroken: it is signed already, or something that holds it up is open.
        """
        desk.closed_as(self._signed(desk, reasons_needed))

    def amend(
        self, session_id: SessionId, kind: AmendmentKind, reason: str, text: str
    ) -> Amendment:
        """Add to a signed session what must still be said; it is never taken away again.

        Raises:
            RuleBroken: the session is a draft, or reason or text is missing.
        """
        session = self.store.session(session_id)
        amendment = Amendment(
            AmendmentId(self._ids.new_id()),
            kind,
            self.clinic.therapist,
            self.clock.now(),
            reason,
            text,
        )
        self.store.save_session(session.with_amendment(amendment), session)
        self.news.publish(Change(Changed.SESSION, session_id))
        return amendment

    def note_paper(
        self,
        patient_id: PatientId,
        session_id: SessionId | None,
        act: PaperAct,
        paper: str,
        detail: str = "",
    ) -> None:
        """Note that a paper was printed, saved or opened (see `PaperEvent` for what stays out)."""
        event = PaperEvent(patient_id, session_id, act, paper, self.clock.now(), detail)
        self.store.add_paper_event(event)
        self.news.publish(Change(Changed.PAPER, patient_id))

    def paper_history(self, session: Session) -> tuple[PaperEvent, ...]:
        """What was printed or saved of one session, newest first."""
        events = self.store.paper_events(session.patient_id)
        return tuple(e for e in events if e.session_id == session.id)

    # The clinic's own ----------------------------------------------------------------------------

    @property
    def own_content(self) -> OwnContent:
        """What the clinic added to the atlas for itself."""
        return self.store.own_content()

    def save_own_content(self, own: OwnContent) -> None:
        """Keep what the clinic added to the atlas."""
        self.store.save_own_content(own)
        self.news.publish(Change(Changed.OWN_CONTENT))

    def new_own_point_id(self) -> str:
        """An id for an own reference point."""
        return OWN_PREFIX + self._ids.new_id()

    @property
    def protocols(self) -> tuple[Protocol, ...]:
        """The clinic's protocols, by name."""
        return self.store.protocols()

    def save_protocol(self, protocol: Protocol) -> None:
        """Keep a new or edited protocol.

        Raises:
            RuleBroken: another protocol has that name.
        """
        name = protocol.name.strip().casefold()
        if any(p.name.strip().casefold() == name and p.id != protocol.id for p in self.protocols):
            raise RuleBroken("there is a protocol of that name already")
        self.store.save_protocol(protocol)
        self.news.publish(Change(Changed.PROTOCOLS))

    def remove_protocol(self, protocol_id: ProtocolId) -> None:
        """Take a protocol away; sessions that used it keep their points."""
        self.store.remove_protocol(protocol_id)
        self.news.publish(Change(Changed.PROTOCOLS))

    def save_logo(self, png: bytes | None) -> None:
        """Keep the clinic's logo, already checked and re-encoded (`reports.logo`); None removes."""
        self.store.save_logo(png)
        self.news.publish(Change(Changed.CLINIC))

    def close(self) -> None:
        """Let go of the file."""
        self.store.close()

    def _signed(self, desk: ChartDesk, reasons_needed: Sequence[Answer]) -> Session:
        therapist, now = self.clinic.therapist, self.clock.now()
        return signed_session(desk.session, therapist, now, reasons_needed)

    def _check_birth_before_sessions(self, patient_id: PatientId, birth_date: date) -> None:
        try:
            sessions = self.store.sessions_of(patient_id)
        except NotFound:
            return  # a new patient has no sessions
        first = min((s.started_at for s in sessions), default=None)
        if first is not None and first.date() < birth_date:
            raise RuleBroken("the birth date lies after a session of this patient")
