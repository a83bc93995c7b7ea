"""Makes every paper of a record: session summary, hand-out, progress report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, tzinfo
from enum import StrEnum
from pathlib import Path
from threading import Lock

from tpdn_desktop import __version__
from tpdn_desktop.atlas.alert_areas import alert_areas
from tpdn_desktop.atlas.bodymap import BodyMap
from tpdn_desktop.atlas.drawing import Picture
from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.session_picture import is_used, session_picture
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.aftercare import sheet_of
from tpdn_desktop.domain.anatomy import View
from tpdn_desktop.domain.own_content import OwnContent
from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.trigger_point import TriggerPoint
from tpdn_desktop.reports.drawing_pen import DrawingPen
from tpdn_desktop.reports.fonts import PaperFonts
from tpdn_desktop.reports.handout import handout
from tpdn_desktop.reports.handout_content import HandoutContent, handout_session, places_of
from tpdn_desktop.reports.pdf_file import watched
from tpdn_desktop.reports.progress import progress_report
from tpdn_desktop.reports.progress_content import ProgressContent, strip_of
from tpdn_desktop.reports.script_fonts import installed
from tpdn_desktop.reports.session_summary import session_summary
from tpdn_desktop.reports.summary_content import PainOfSession, Paper, SummaryContent, paper_sheet
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.services.course_words import course_words
from tpdn_desktop.services.own_reference import with_own
from tpdn_desktop.services.paper_source import PaperSource, paper_source

MARKS = 1.5
MARKS_OF_A_SMALL_MAP = 3.2
MOST_LIT = 4
ALERTS_ON_MAPS = "Grey hatching on the maps marks areas of the patient's alerts, not pain."

Step = Callable[[float], None]
SHARE_OF_MAPS = 0.3
PIECES_OF_A_REPORT = 150
PIECES_OF_A_SESSION = 14
"""About how many pieces of text a progress report sets: enough for a bar that tells progress."""


class Document(StrEnum):
    """The papers that can be made of a session or a course."""

    SUMMARY = "summary"
    SUMMARY_IN_WORDS = "summary_in_words"
    HANDOUT = "handout"
    PROGRESS = "progress"


@dataclass(frozen=True, slots=True)
class _Stationery:
    """What a paper is printed on: its size and the clinic's logo."""

    size: Paper
    logo: bytes | None


@dataclass(frozen=True, slots=True)
class Paperwork:
    """What all papers need: maps, tables, fonts, and one pen that remembers the body."""

    bodymap: BodyMap
    reference: Reference
    fonts: PaperFonts
    pen: DrawingPen
    _lock: Lock = field(default_factory=Lock, repr=False, compare=False)

    @classmethod
    def with_fonts_of(cls, folder: Path, bodymap: BodyMap, reference: Reference) -> Paperwork:
        """With the faces of a folder, and those of the optional packages that are installed."""
        fonts = PaperFonts.from_folder(folder, scripts=installed())
        return cls(bodymap, reference, fonts, DrawingPen(fonts))

    def make(
        self, document: Document, record: ClinicRecord, session: Session, *, letter: bool = False
    ) -> bytes:
        """A paper as PDF: of this session, or of the patient's course up to it."""
        return self.make_of(document, paper_source(record, session), letter=letter)

    def make_of(
        self,
        document: Document,
        source: PaperSource,
        *,
        letter: bool = False,
        step: Step | None = None,
    ) -> bytes:
        """A paper as PDF, on any thread: one at a time, since fonts and pen are shared.

        `step` is told now and then how much is done, from 0 to 1; what it raises ends the work.
        """
        if source.own.points:  # they are named on paper as on the screen
            with_names = replace(self, reference=with_own(self.reference, source.own))
            plain = replace(source, own=OwnContent())
            return with_names.make_of(document, plain, letter=letter, step=step)
        paper = _Stationery(Paper.LETTER if letter else Paper.A4, source.logo)
        tell = step or _untold
        with self._lock, watched(lambda: tell(0.0)):
            tell(0.0)
            if document is Document.HANDOUT:
                return self._handout(source, paper)
            if document is Document.PROGRESS:
                return self._progress(source, paper, tell)
            words = document is Document.SUMMARY_IN_WORDS
            return self._summary(source, paper, words=words)

    def _summary(self, source: PaperSource, paper: _Stationery, *, words: bool) -> bytes:
        session = source.session
        # What is printed lights the referral of the points that gave the pain the patient knows.
        lit = [i for i, p in enumerate(session.trigger_points) if p.reproduces_pain][:MOST_LIT]
        lit_points = [session.trigger_points[i] for i in lit]
        content = SummaryContent(
            clinic=source.clinic,
            patient=source.patient,
            session=session,
            reference=self.reference,
            picture=session_picture(
                session,
                self._sheet(session, lit=lit_points),
                self.reference,
                lit=lit_points,
                mark_scale=MARKS,
                alerts=alert_areas(source.patient.alerts, self.reference),
            ),
            program_version=__version__,
            course=tuple(
                PainOfSession(s.started_at, s.pain_before, s.pain_after)
                for s in source.course
                if s.id != session.id
            ),
            lit=tuple(i + 1 for i in lit),
            zone=_zone(session),
            paper=paper.size,
            logo=paper.logo,
            words=words,
        )
        return session_summary(content, self.fonts, self.pen)

    def _sheet(self, *sessions: Session, lit: Sequence[TriggerPoint] = ()) -> Sheet:
        """The frame of these sessions' maps, with the soles where one of them uses them."""
        bodymap, reference = self.bodymap, self.reference
        soles = any(is_used(View.PLANTAR, s, bodymap, reference, lit) for s in sessions)
        return paper_sheet(bodymap, soles=soles)

    def _handout(self, source: PaperSource, paper: _Stationery) -> bytes:
        # Without the areas of alerts: what they mean is for who needles, not for who takes it home.
        session, shown = source.session, handout_session(source.session)
        content = HandoutContent(
            clinic=source.clinic,
            patient=source.patient,
            session=session,
            reference=self.reference,
            picture=session_picture(
                shown,
                self._sheet(shown),
                self.reference,
                mark_scale=MARKS,
            ),
            places=places_of(session, self.bodymap, self.reference),
            sheet=sheet_of(source.clinic),
            zone=_zone(session),
            paper=paper.size,
            logo=paper.logo,
        )
        return handout(content, self.fonts, self.pen)

    def _progress(self, source: PaperSource, paper: _Stationery, step: Step) -> bytes:
        course = source.course
        shown = strip_of(course)
        sheet = self._sheet(*shown)
        barred = alert_areas(source.patient.alerts, self.reference)
        zone = _zone(course[-1])
        told = course_words(course, self.reference, zone)
        pictures: list[Picture] = []
        for session in shown:
            step(SHARE_OF_MAPS * len(pictures) / len(shown))
            pictures.append(
                session_picture(
                    session,
                    sheet,
                    self.reference,
                    mark_scale=MARKS_OF_A_SMALL_MAP,
                    alerts=barred,
                )
            )
        content = ProgressContent(
            clinic=source.clinic,
            patient=source.patient,
            sessions=course,
            pictures=tuple(pictures),
            reference=self.reference,
            program_version=__version__,
            narrative=" ".join(filter(None, (told, ALERTS_ON_MAPS if barred else ""))),
            zone=zone,
            paper=paper.size,
            logo=paper.logo,
        )
        with watched(_counted(step, PIECES_OF_A_REPORT + PIECES_OF_A_SESSION * len(course))):
            return progress_report(content, self.fonts, self.pen)


def _counted(step: Step, expected: int) -> Callable[[], None]:
    """Turns pieces of text that were set into the share that is done after the maps."""
    done = 0

    def piece() -> None:
        nonlocal done
        done += 1
        step(SHARE_OF_MAPS + (1.0 - SHARE_OF_MAPS) * min(1.0, done / expected))

    return piece


def _untold(_: float) -> None:
    """For who does not ask how much is done."""


def _zone(session: Session) -> tzinfo:
    """The zone of the computer at the time of the session."""
    return session.started_at.astimezone().tzinfo or UTC
