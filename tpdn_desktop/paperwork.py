"""Makes every paper of a record: session summary, hand-out, progress report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, tzinfo
from enum import StrEnum
from pathlib import Path

from tpdn_desktop import __version__
from tpdn_desktop.atlas.bodymap import BodyMap
from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.session_picture import session_picture
from tpdn_desktop.domain.session import Session
from tpdn_desktop.reports.drawing_pen import DrawingPen
from tpdn_desktop.reports.fonts import PaperFonts
from tpdn_desktop.reports.handout import handout
from tpdn_desktop.reports.handout_content import HandoutContent, handout_session, places_of
from tpdn_desktop.reports.progress import progress_report
from tpdn_desktop.reports.progress_content import ProgressContent, strip_of
from tpdn_desktop.reports.session_summary import session_summary
from tpdn_desktop.reports.summary_content import PainOfSession, Paper, SummaryContent, paper_sheet
from tpdn_desktop.services.clinic_record import ClinicRecord

MARKS = 1.5
MARKS_OF_A_SMALL_MAP = 3.2
MOST_LIT = 4


class Document(StrEnum):
    """The papers that can be made of a session or a course."""

    SUMMARY = "summary"
    HANDOUT = "handout"
    PROGRESS = "progress"


@dataclass(frozen=True, slots=True)
class Paperwork:
    """What all papers need: maps, tables, fonts, and one pen that remembers the body."""

    bodymap: BodyMap
    reference: Reference
    fonts: PaperFonts
    pen: DrawingPen

    @classmethod
    def with_fonts_of(cls, folder: Path, bodymap: BodyMap, reference: Reference) -> Paperwork:
        """With the faces of a folder."""
        fonts = PaperFonts.from_folder(folder)
        return cls(bodymap, reference, fonts, DrawingPen(fonts))

    def make(
        self, document: Document, record: ClinicRecord, session: Session, *, letter: bool = False
    ) -> bytes:
        """A paper as PDF: of this session, or of the patient's course up to it."""
        paper = Paper.LETTER if letter else Paper.A4
        if document is Document.HANDOUT:
            return self._handout(record, session, paper)
        if document is Document.PROGRESS:
            return self._progress(record, session, paper)
        return self._summary(record, session, paper)

    def _summary(self, record: ClinicRecord, session: Session, paper: Paper) -> bytes:
        # What is printed lights the referral of the points that gave the pain the patient knows.
        lit = [i for i, p in enumerate(session.trigger_points) if p.reproduces_pain][:MOST_LIT]
        content = SummaryContent(
            clinic=record.clinic,
            patient=record.store.patient(session.patient_id),
            session=session,
            reference=self.reference,
            picture=session_picture(
                session,
                paper_sheet(self.bodymap),
                self.reference,
                lit=[session.trigger_points[i] for i in lit],
                mark_scale=MARKS,
            ),
            program_version=__version__,
            course=tuple(
                PainOfSession(s.started_at, s.pain_before, s.pain_after)
                for s in _course(record, session)
                if s.id != session.id
            ),
            lit=tuple(i + 1 for i in lit),
            zone=_zone(session),
            paper=paper,
        )
        return session_summary(content, self.fonts, self.pen)

    def _handout(self, record: ClinicRecord, session: Session, paper: Paper) -> bytes:
        content = HandoutContent(
            clinic=record.clinic,
            patient=record.store.patient(session.patient_id),
            session=session,
            reference=self.reference,
            picture=session_picture(
                handout_session(session),
                paper_sheet(self.bodymap),
                self.reference,
                mark_scale=MARKS,
            ),
            places=places_of(session, self.bodymap, self.reference),
            zone=_zone(session),
            paper=paper,
        )
        return handout(content, self.fonts, self.pen)

    def _progress(self, record: ClinicRecord, session: Session, paper: Paper) -> bytes:
        sessions = _course(record, session)
        sheet = paper_sheet(self.bodymap)
        content = ProgressContent(
            clinic=record.clinic,
            patient=record.store.patient(session.patient_id),
            sessions=sessions,
            pictures=tuple(
                session_picture(s, sheet, self.reference, mark_scale=MARKS_OF_A_SMALL_MAP)
                for s in strip_of(sessions)
            ),
            reference=self.reference,
            program_version=__version__,
            zone=_zone(session),
            paper=paper,
        )
        return progress_report(content, self.fonts, self.pen)


def _course(record: ClinicRecord, session: Session) -> tuple[Session, ...]:
    """The patient's sessions up to this one, oldest first."""
    return tuple(
        s
        for s in reversed(record.store.sessions_of(session.patient_id))
        if s.started_at <= session.started_at
    )


def _zone(session: Session) -> tzinfo:
    """The zone of the computer at the time of the session."""
    return session.started_at.astimezone().tzinfo or UTC
