"""What stands on a progress report: a course of sessions of one patient."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import Final

from tpdn_desktop.atlas.drawing import Picture
from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.domain.clinic import Clinic
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.patient import Patient
from tpdn_desktop.domain.session import Session
from tpdn_desktop.reports.summary_content import Paper

STRIP: Final = 6
"""The most small maps that stand in the strip."""


@dataclass(frozen=True, slots=True)
class ProgressContent:
    """What stands on a progress report.

    `sessions` are oldest first. `pictures` are the maps of `strip_of(sessions)`, in that order,
    drawn with larger marks, because they are printed small. `narrative` is the therapist's own
    text.

    Raises:
        RuleBroken: no session, sessions not oldest first, or not as many pictures as maps.
    """

    clinic: Clinic
    patient: Patient
    sessions: tuple[Session, ...]
    pictures: tuple[Picture, ...]
    reference: Reference
    program_version: str
    narrative: str = ""
    zone: tzinfo = UTC
    paper: Paper = Paper.A4
    logo: bytes | None = None

    def __post_init__(self) -> None:
        if not self.sessions:
            raise RuleBroken("a progress report needs at least one session")
        times = [session.started_at for session in self.sessions]
        if times != sorted(times):
            raise RuleBroken("the sessions of a progress report stand oldest first")
        if len(self.pictures) != len(strip_of(self.sessions)):
            raise RuleBroken("a progress report needs a picture for each session of its strip")


def strip_of(sessions: tuple[Session, ...]) -> tuple[Session, ...]:
    """The sessions whose maps stand in the strip: first, last, and evenly between."""
    last = len(sessions) - 1
    if last < STRIP:
        return sessions
    return tuple(sessions[round(n * last / (STRIP - 1))] for n in range(STRIP))
