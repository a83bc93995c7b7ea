"""What a paper is made of, read from the record at one moment.

Frozen values only: the paper can then be made on another thread, while the therapist charts on.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from tpdn_desktop.domain.clinic import Clinic
from tpdn_desktop.domain.own_content import OwnContent
from tpdn_desktop.domain.patient import Patient
from tpdn_desktop.domain.session import Session
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.services.course_span import CourseSpan


@dataclass(frozen=True, slots=True)
class PaperSource:
    """A session with whose it is, and the patient's sessions up to it, oldest first.

    `logo` is the clinic's, as it is kept (`ClinicRecord.save_logo`); `own` is what it added to the
    atlas, by which its own reference points are named.
    """

    clinic: Clinic
    logo: bytes | None
    patient: Patient
    session: Session
    course: tuple[Session, ...]
    own: OwnContent = field(default_factory=OwnContent)

    def within(self, span: CourseSpan) -> PaperSource:
        """With only the sessions of the course that lie in these days.

        Raises:
            RuleBroken: there is none.
        """
        return replace(self, course=span.of(self.course))


def paper_source(record: ClinicRecord, session: Session) -> PaperSource:
    """Read what any paper of this session needs.

    Raises:
        TpdnError: the record could not be read.
    """
    before = record.store.sessions_of(session.patient_id)
    return PaperSource(
        record.clinic,
        record.store.logo(),
        record.store.patient(session.patient_id),
        session,
        tuple(s for s in reversed(before) if s.started_at <= session.started_at),
        record.own_content,
    )
