"""What the paper page needs from behind it: papers, passwords, single pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from tpdn_desktop.domain.session import Session
    from tpdn_desktop.services.clinic_record import ClinicRecord
    from tpdn_desktop.services.course_span import CourseSpan

Step = Callable[[float], None]
"""Told how much is done, from 0 to 1. It may raise, which ends the work."""


class Press(Protocol):
    """Makes the papers of a record."""

    def paper_work(
        self, document: str, record: ClinicRecord, session: Session
    ) -> Callable[[Step], bytes]:
        """Read what a paper needs, now; the work that is left may be done on another thread.

        Raises:
            TpdnError: what it is made of could not be read.
        """
        ...

    def paper_name(self, document: str, session: Session) -> str:
        """A file name for a paper that tells nothing of the patient."""
        ...

    def protected(self, pdf: bytes, password: str) -> bytes:
        """The same pages in a file that opens with the password only.

        Raises:
            RuleBroken: the password cannot be taken; the sentence says why.
        """
        ...

    def excerpt(self, pdf: bytes, pages: Sequence[int]) -> bytes:
        """The pages of these numbers (from 1); the very file when that is all of it."""
        ...


@runtime_checkable
class CoursePress(Press, Protocol):
    """A press that can also make a progress report over a range of days."""

    def course_work(
        self, record: ClinicRecord, session: Session, span: CourseSpan
    ) -> Callable[[Step], bytes]:
        """As `Press.paper_work`, for the sessions of the course up to this one in these days.

        Raises:
            RuleBroken: no session lies in them.
            TpdnError: the course could not be read.
        """
        ...
