"""What the screen needs from behind it: opening files and making paper. The program fulfils it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tpdn_desktop.atlas.bodymap import BodyMap
    from tpdn_desktop.atlas.reference import Reference
    from tpdn_desktop.domain.clinic import Clinic
    from tpdn_desktop.domain.session import Session, SessionId
    from tpdn_desktop.services.clinic_record import ClinicRecord
    from tpdn_desktop.ui.paper_press import Step


class Backstage(Protocol):
    """All methods may take a while; the screen calls them off its thread.

    `paper_work` and `paper_name` do not: they read, or name, and are called on it.
    """

    @property
    def bodymap(self) -> BodyMap:
        """The body maps, read when first asked for."""
        ...

    @property
    def reference(self) -> Reference:
        """The reference tables, read when first asked for."""
        ...

    def open_record(self, path: Path, password: str) -> ClinicRecord:
        """Open a clinic file.

        Raises:
            Unavailable: it cannot be opened; the sentence says why.
        """
        ...

    def create_record(self, path: Path, password: str, clinic: Clinic) -> ClinicRecord:
        """Make a new clinic file and open it.

        Raises:
            RuleBroken, Unavailable: it cannot be made; the sentence says why.
        """
        ...

    def demo_record(self) -> ClinicRecord:
        """A generated clinic in a temporary file that goes when it is closed."""
        ...

    def demo_session(self, record: ClinicRecord) -> SessionId | None:
        """The session of the demo clinic to begin with."""
        ...

    def paper_work(
        self, document: str, record: ClinicRecord, session: Session
    ) -> Callable[[Step], bytes]:
        """Read what a paper needs; the work that is left may be done on another thread.

        `summary` or `handout` of a session, `progress` up to it.
        """
        ...

    def use_letter(self, *, letter: bool) -> None:
        """Make papers of Letter size from now on, or of A4. Takes no time."""
        ...

    def checked_logo(self, picture: bytes) -> bytes:
        """What is kept of a file that was chosen as logo.

        Raises:
            RuleBroken: it is no picture that can be used; the sentence says why.
        """
        ...

    def paper_name(self, document: str, session: Session) -> str:
        """A file name for a paper that tells nothing of the patient."""
        ...

    def protected(self, pdf: bytes, password: str) -> bytes:
        """The same pages in a file that opens with the password only (see `ui.paper_press`)."""
        ...

    def excerpt(self, pdf: bytes, pages: Sequence[int]) -> bytes:
        """The pages of these numbers, from 1; the very file when that is all of it."""
        ...
