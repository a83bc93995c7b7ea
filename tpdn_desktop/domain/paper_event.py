"""One line of a session's history on paper: what was printed, saved or handed on, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.moment import checked_moment
from tpdn_desktop.domain.patient import PatientId
from tpdn_desktop.domain.session import SessionId
from tpdn_desktop.domain.text import LINE_LIMIT, checked


class PaperAct(StrEnum):
    """What became of a paper."""

    PRINTED = "printed"
    SAVED = "saved"
    OPENED = "opened"


@dataclass(frozen=True, slots=True)
class PaperEvent:
    """That a paper about a patient left the program.

    `paper` says which (summary, handout, progress, json). `session_id` is None when it is about
    more than one session. `detail` never holds a path or a name: number of pages, paper size,
    whether a password was set.
    """

    patient_id: PatientId
    session_id: SessionId | None
    act: PaperAct
    paper: str
    at: datetime
    detail: str = ""

    def __post_init__(self) -> None:
        checked_moment(self.at, "the time of a print")
        if not self.paper:
            raise RuleBroken("the history of prints names the paper")
        checked(self.paper, "paper", limit=LINE_LIMIT)
        checked(self.detail, "detail", limit=LINE_LIMIT)
