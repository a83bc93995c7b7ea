"""The paper that is shown, as a value: what it is, whose history it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tpdn_desktop.domain.paper_event import PaperAct
from tpdn_desktop.domain.session import Session
from tpdn_desktop.services.clinic_record import ClinicRecord

DOCUMENTS: Final = ("summary", "handout", "progress")
_OF_A_COURSE: Final = "progress"
_TITLES: Final = {
    "summary": "TPDN session summary",
    "handout": "TPDN patient hand-out",
    "progress": "TPDN progress report",
}


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """A finished paper. Without record and session it has no history to be noted in."""

    document: str
    pdf: bytes
    name: str
    record: ClinicRecord | None = None
    session: Session | None = None
    choice: object = None
    """What else was chosen for it (in words; which days), to tell its editions apart."""

    @property
    def title(self) -> str:
        """How a print job is called where others see it: never about a patient."""
        return _TITLES[self.document]

    def is_edition_of(self, other: ShownPaper) -> bool:
        """Whether both are the same paper of the same session, before and after an edit."""
        chosen_alike = self.document == other.document and self.choice == other.choice
        ours, theirs = self.session, other.session
        same_session = ours is not None and theirs is not None and ours.id == theirs.id
        return same_session and chosen_alike

    def note(self, act: PaperAct, detail: str) -> None:
        """Note in the history that the paper left the program.

        Args:
            act: what became of it.
            detail: pages, copies, whether a password was set; never a path or a name.

        Raises:
            TpdnError: the history could not be written.
        """
        if self.record is None or self.session is None:
            return
        session_id = None if self.document == _OF_A_COURSE else self.session.id
        self.record.note_paper(self.session.patient_id, session_id, act, self.document, detail)
