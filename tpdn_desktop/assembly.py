"""Puts the parts together: resources, storage, services, paper.

Screen and command line share it.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from tpdn_desktop.resources_path import resources_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tpdn_desktop.atlas.bodymap import BodyMap
    from tpdn_desktop.atlas.reference import Reference
    from tpdn_desktop.domain.clinic import Clinic
    from tpdn_desktop.domain.protocol import Protocol
    from tpdn_desktop.domain.session import Session, SessionId
    from tpdn_desktop.paperwork import Paperwork, Step
    from tpdn_desktop.services.clinic_record import ClinicRecord
    from tpdn_desktop.services.course_span import CourseSpan
    from tpdn_desktop.services.paper_source import PaperSource
    from tpdn_desktop.services.ports import RecordStore

DEMO_PATIENTS = 14
DEMO_SESSIONS = 48
DEMO_SEED = 20261121
DEMO_PASSWORD = "demo clinic"  # noqa: S105 - opens invented patients in a temporary file


class Assembly:
    """The parts behind the screen.

    Heavy imports happen when a part is first used, never at start-up.
    """

    def __init__(self, resources: Path | None = None) -> None:
        self.resources = resources or resources_folder()
        # Two threads may ask for the same part (`get_ready`); it is read once.
        self._reading_bodymap = threading.Lock()
        self._reading_reference = threading.Lock()
        self._making_paperwork = threading.Lock()
        self._bodymap: BodyMap | None = None
        self._reference: Reference | None = None
        self._paperwork: Paperwork | None = None
        self._letter = False

    @property
    def bodymap(self) -> BodyMap:
        """The body maps."""
        with self._reading_bodymap:
            if self._bodymap is None:
                from tpdn_desktop.atlas.bodymap_file import load_bodymap

                self._bodymap = load_bodymap(self.resources / "bodymaps")
            return self._bodymap

    @property
    def reference(self) -> Reference:
        """The reference tables."""
        with self._reading_reference:
            if self._reference is None:
                from tpdn_desktop.atlas.reference_file import load_reference

                path = self.resources / "reference" / "reference.sqlite"
                self._reference = load_reference(path)
            return self._reference

    def get_ready(self) -> None:
        """Read what every clinic file needs, while a password is typed or a key is derived."""
        _ = self.reference, self.bodymap
        import tpdn_desktop.storage.record_file  # noqa: F401 - the import itself takes long

    def prepare_pointing(self) -> None:
        """Prepare what a pointer over the map asks, before there is a map to point at."""
        from tpdn_desktop.atlas.hit_test import hit_index

        for view in self.bodymap.views.values():
            hit_index(view).prepare()

    def open_record(self, path: Path, password: str) -> ClinicRecord:
        """Open a clinic file; see `storage.record_file.open_record`."""
        from tpdn_desktop.storage.record_file import open_record

        return self._record(open_record(path, password))

    def create_record(self, path: Path, password: str, clinic: Clinic) -> ClinicRecord:
        """Make and open a clinic file; the folder is made if it is not there."""
        from tpdn_desktop.storage.record_file import create_record

        path.parent.mkdir(parents=True, exist_ok=True)
        return self._record(create_record(path, password, clinic))

    def create_demo(
        self,
        path: Path,
        *,
        patients: int,
        sessions: int,
        seed: int,
        password: str = DEMO_PASSWORD,
    ) -> ClinicRecord:
        """Make a clinic file full of invented patients."""
        from tpdn_desktop.services.demo import (
            DEMO_CLINIC,
            demo_patients,
            demo_protocols,
            today,
        )

        record = self.create_record(path, password, DEMO_CLINIC)
        now = today(record.clock.now())
        generated = demo_patients(
            self.reference, patients=patients, sessions=sessions, seed=seed, now=now
        )
        record.store.add_all(generated)
        for protocol in demo_protocols(self.reference):
            record.store.save_protocol(protocol)
        return record

    def demo_record(self) -> ClinicRecord:
        """The demo clinic in a temporary folder, which goes with the program."""
        import tempfile

        self._demo_folder = tempfile.TemporaryDirectory(prefix="tpdn-demo-")
        path = Path(self._demo_folder.name) / "demo.tpdn"
        return self.create_demo(
            path, patients=DEMO_PATIENTS, sessions=DEMO_SESSIONS, seed=DEMO_SEED
        )

    def demo_session(self, record: ClinicRecord) -> SessionId | None:
        """The newest draft of the demo clinic."""
        for row in record.find_patients(""):
            if row.has_draft:
                for session in record.store.sessions_of(row.id):
                    return session.id
        return None

    def use_letter(self, *, letter: bool) -> None:
        """Make papers of Letter size unless it is said otherwise, or of A4."""
        self._letter = letter

    def checked_logo(self, picture: bytes) -> bytes:
        """What is kept of a file that was chosen as logo; see `reports.logo.checked_logo`."""
        from tpdn_desktop.reports.logo import checked_logo

        return checked_logo(picture)

    def paper_work(
        self, document: str, record: ClinicRecord, session: Session
    ) -> Callable[[Step], bytes]:
        """Read what a paper needs; the work left may be done on another thread, with progress."""
        from tpdn_desktop.services.paper_source import paper_source

        return self._work_of(document, paper_source(record, session))

    def course_work(
        self, record: ClinicRecord, session: Session, span: CourseSpan
    ) -> Callable[[Step], bytes]:
        """As `paper_work`, for the progress report over a range of days.

        Raises:
            RuleBroken: no session of the course lies in them.
        """
        from tpdn_desktop.services.paper_source import paper_source

        return self._work_of("progress", paper_source(record, session).within(span))

    def _work_of(self, document: str, source: PaperSource) -> Callable[[Step], bytes]:
        letter = self._letter

        def work(step: Step) -> bytes:
            # The libraries of paper are imported here, beside the screen.
            from tpdn_desktop.paperwork import Document

            return self._papers().make_of(Document(document), source, letter=letter, step=step)

        return work

    def protected(self, pdf: bytes, password: str) -> bytes:
        """The same pages in a file that opens with the password only (AES-256)."""
        from tpdn_desktop.reports.finished_file import protected

        return protected(pdf, password)

    def excerpt(self, pdf: bytes, pages: Sequence[int]) -> bytes:
        """The pages of these numbers, from 1; the very file when that is all of it."""
        from tpdn_desktop.reports.finished_file import excerpt

        return excerpt(pdf, pages)

    def protocols_document(self, protocols: Sequence[Protocol]) -> bytes:
        """Protocols as a document of the exchange format."""
        from tpdn_desktop.exchange.writer import write_document

        return write_document([], protocols=protocols)

    def protocols_of(self, document: bytes, record: ClinicRecord) -> tuple[Protocol, ...]:
        """The protocols that a document of the exchange format holds.

        Raises:
            ImportRefused: it is no such document, or has faults.
        """
        from tpdn_desktop.exchange.reader import read_document

        reference, bodymap = self.reference, self.bodymap
        own = {point.id: point.muscle_id for point in record.own_content.points}
        found = read_document(
            document,
            muscle_views={
                muscle.id: (
                    frozenset(
                        shape.view.value
                        for side in muscle.sides
                        for shape in bodymap.muscle_shapes(muscle.id, side)
                    ),
                    muscle.paired,
                )
                for muscle in reference.muscles.values()
            },
            reference_points=own | {p.id: p.muscle_id for p in reference.points.values()},
            region_codes=frozenset(reference.regions),
            today=record.clock.now().date(),
        )
        return found.protocols or ()

    def paper_name(self, document: str, session: Session) -> str:
        """A file name that tells nothing of the patient."""
        day = session.started_at.astimezone().date().isoformat()
        return f"{document}-{day}-{session.id[:8]}.pdf"

    def _papers(self) -> Paperwork:
        with self._making_paperwork:
            if self._paperwork is None:
                from tpdn_desktop.paperwork import Paperwork

                fonts = self.resources / "fonts"
                self._paperwork = Paperwork.with_fonts_of(fonts, self.bodymap, self.reference)
            return self._paperwork

    def _record(self, store: RecordStore) -> ClinicRecord:
        from tpdn_desktop.services.clinic_record import ClinicRecord, RandomIds, SystemClock

        return ClinicRecord(
            store,
            clock=SystemClock(),
            ids=RandomIds(),
            content_version=self.reference.content_version,
            map_version=self.bodymap.version,
        )
