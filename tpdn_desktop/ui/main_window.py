"""The window: rail, patient band, pages. It wires panels to each other and holds no rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from tpdn_desktop.domain.errors import TpdnError
from tpdn_desktop.ui.entry.unlock_page import UnlockPage
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.note_bar import NoteBar
from tpdn_desktop.ui.rail import ATLAS, CHART, LOOKUP, PAPER, PATIENTS, Rail
from tpdn_desktop.ui.task_runner import TaskRunner

if TYPE_CHECKING:
    from tpdn_desktop.domain.clinic import Clinic
    from tpdn_desktop.domain.session import Session
    from tpdn_desktop.services.clinic_record import ClinicRecord
    from tpdn_desktop.ui.backstage import Backstage
    from tpdn_desktop.ui.entry.first_run_page import FirstRunPage
    from tpdn_desktop.ui.patient_band import PatientBand
    from tpdn_desktop.ui.record_pages import RecordPages

TITLE = "TPDN Desktop"


class MainWindow(QMainWindow):
    """Unlock first; then patients, chart and paper of the opened clinic file."""

    record_opened = Signal()
    chart_ready = Signal()

    def __init__(self, backstage: Backstage, icons: IconSet, settings: QSettings) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)  # never a name: task lists and screenshots leak
        self._backstage = backstage
        self._icons = icons
        self._settings = settings
        self.runner = TaskRunner(self)
        self._record: ClinicRecord | None = None
        self._path: Path | None = None
        self._wrong_passwords = 0
        self._first_run_page: FirstRunPage | None = None
        self.pages: RecordPages | None = None
        """The pages, once a clinic file was opened."""
        self._made: RecordPages | None = None
        self._parts_are_ready = self._is_opening = False
        self.rail = Rail(icons)
        self.band: PatientBand | None = None
        self.note = NoteBar()
        self._stack = QStackedWidget()
        self.unlock = UnlockPage(icons)
        self._stack.addWidget(self.unlock)
        self._lay_out()
        self._connect()
        self._restore_geometry()
        self._show_locked()

    # Opening -------------------------------------------------------------------------------------

    def begin(self, path: Path, *, exists: bool) -> None:
        """Offer to unlock a clinic file, or to make it when it is not there."""
        self._path = path
        if exists:
            self.unlock.show_file(path.name)
        else:
            self._first_run()

    def begin_demo(self) -> None:
        """Open the generated clinic without questions."""
        self.unlock.show_busy(True, self.tr("Preparing the demo clinic"))
        self.runner.run(
            self._backstage.demo_record, on_success=self._on_opened, on_failure=self._on_failed
        )
        self._use_the_wait()

    def parts_are_ready(self) -> None:
        """Maps, tables and modules are in memory: pages can be made without reading."""
        self._parts_are_ready = True
        if self._is_opening:
            self._use_the_wait()

    def _use_the_wait(self) -> None:
        """Make the pages while a worker derives the key, which leaves this thread idle."""
        self._is_opening = True
        if self._parts_are_ready:
            self._make_pages()

    def lock(self) -> None:
        """Close the file and show nothing of a patient; asks first when needles are in."""
        inside = self._needles_in()
        if inside and not self.note.is_confirmed("lock"):
            self.note.ask(
                "lock", self.tr("{0} needles are in. Press Ctrl+L again to lock.").format(inside)
            )
            return
        if self._record is None:
            return
        self._record.close()
        self._record = None
        if self.pages is not None:
            self.pages.forget_record()
        self._show_locked()
        if self._path is not None:
            self.unlock.show_file(self._path.name)

    def _first_run(self) -> None:
        from tpdn_desktop.ui.entry.first_run_page import FirstRunPage

        page = FirstRunPage(self._icons)
        page.create_requested.connect(self._on_create)
        page.demo_requested.connect(self.begin_demo)
        page.back_requested.connect(self._on_first_run_back)
        page.show_path(str(self._path or ""))
        self._first_run_page = page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    def _on_first_run_back(self) -> None:
        self._stack.setCurrentWidget(self.unlock)

    def _on_unlock(self, password: str) -> None:
        path = self._path
        if path is None:
            return
        self.unlock.show_busy(True, self.tr("Opening {0}").format(path.name))
        self.runner.run(
            lambda: self._backstage.open_record(path, password),
            on_success=self._on_opened,
            on_failure=self._on_failed,
        )
        self._use_the_wait()

    def _on_create(self, path: str, password: str, clinic: Clinic) -> None:
        self._path = Path(path)
        target = self._path
        if self._first_run_page is not None:
            self._first_run_page.show_busy(True, self.tr("Making the clinic file"))
        self.runner.run(
            lambda: self._backstage.create_record(target, password, clinic),
            on_success=self._on_opened,
            on_failure=self._on_create_failed,
        )

    def _on_create_failed(self, error: Exception) -> None:
        if self._first_run_page is None:
            return
        self._first_run_page.show_busy(False, "")
        self._first_run_page.show_problem(_sentence(error))

    def _on_failed(self, error: Exception) -> None:
        self.unlock.show_busy(False, "")
        self.unlock.show_problem(_sentence(error))

    def _on_opened(self, record: ClinicRecord) -> None:
        self._record = record
        if self._path is not None and not record.clinic.is_demo:
            self._settings.setValue("file", str(self._path))
        self.unlock.show_busy(False, "")
        self.unlock.clear()
        if self._first_run_page is not None:
            self._first_run_page.clear()
        self._is_opening = False
        self.pages = pages = self._make_pages()
        pages.show_record(record)
        self.rail.show()
        self.rail.allow(CHART, allowed=False)
        self.rail.allow(PAPER, allowed=False)
        self.record_opened.emit()
        self._begin_where(record, pages)

    def _make_pages(self) -> RecordPages:
        """The pages, made once; the window is on the screen long before they are needed."""
        if self._made is not None:
            return self._made
        from tpdn_desktop.ui.patient_band import PatientBand
        from tpdn_desktop.ui.record_pages import RecordPages, alert_choices, region_choices

        reference = self._backstage.reference
        self.band = PatientBand(self._icons)
        self.band.set_alert_choices(alert_choices(reference))
        self.band.set_region_choices(region_choices(reference))
        self.band.hide()
        self._column.insertWidget(0, self.band)
        pages = RecordPages(self._backstage, self._icons, self)
        pages.page_requested.connect(self.show_page)
        pages.session_opened.connect(self._on_session_opened)
        pages.problem.connect(self.note.tell)
        self._stack.addWidget(pages.chart)
        self._made = pages
        return pages

    def _begin_where(self, record: ClinicRecord, pages: RecordPages) -> None:
        begin_with = self._backstage.demo_session(record) if record.clinic.is_demo else None
        if begin_with is not None:
            pages.open_session(begin_with)
        else:
            self.show_page(PATIENTS)
        self.chart_ready.emit()

    # Pages ---------------------------------------------------------------------------------------

    def show_page(self, page: str) -> None:
        """Go to a page."""
        if self.pages is None or self._record is None:
            return
        widget = self.pages.widget(page)
        if self._stack.indexOf(widget) < 0:
            self._stack.addWidget(widget)  # made when it was first asked for
        self._stack.setCurrentWidget(widget)
        self.rail.show_page(page)
        if self.band is not None:
            self.band.setVisible(page != PATIENTS and self._needs_session())
        self.pages.shown(page)

    def _on_session_opened(self, session: Session) -> None:
        if self._record is None or self.band is None:
            return
        patient = self._record.store.patient(session.patient_id)
        self.band.show_patient(patient, self._record.clock.now().date())
        self.band.show_session(session)
        self.rail.allow(CHART, allowed=True)
        self.rail.allow(PAPER, allowed=True)

    def _needles_in(self) -> int:
        desk = self.pages.chart.desk if self.pages is not None else None
        return desk.count.still_in if desk is not None else 0

    def _show_locked(self) -> None:
        self._stack.setCurrentWidget(self.unlock)
        self.rail.hide()
        if self.band is not None:
            self.band.hide()
        self.note.clear()

    # ---------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.unlock.unlock_requested.connect(self._on_unlock)
        self.unlock.demo_requested.connect(self.begin_demo)
        self.unlock.new_file_requested.connect(self._first_run)
        self.unlock.other_file_requested.connect(self._on_other_file)
        self.rail.page_chosen.connect(self.show_page)
        self.rail.lock_requested.connect(self.lock)
        self.rail.about_requested.connect(self._on_about)
        for keys, slot in (
            ("F1", self._on_keys),
            ("F2", self._go_patients),
            ("F3", self._go_chart),
            ("F5", self._go_atlas),
            ("F6", self._go_lookup),
            ("F7", self._go_paper),
            ("Ctrl+P", self._go_paper),
            ("Ctrl+L", self.lock),
            ("Ctrl+F", self._find_patient),
            ("Ctrl+N", self._new_session),
            ("F11", self._full_screen),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(slot)

    def _go_patients(self) -> None:
        self.show_page(PATIENTS)

    def _go_chart(self) -> None:
        if self._needs_session():
            self.show_page(CHART)

    def _go_paper(self) -> None:
        if self._needs_session():
            self.show_page(PAPER)

    def _go_atlas(self) -> None:
        self.show_page(ATLAS)

    def _go_lookup(self) -> None:
        self.show_page(LOOKUP)

    def _needs_session(self) -> bool:
        return self.pages is not None and self.pages.chart.desk is not None

    def _find_patient(self) -> None:
        self.show_page(PATIENTS)
        if self.pages is not None:
            self.pages.patients.focus_search()

    def _new_session(self) -> None:
        if self.pages is not None:
            self.pages.new_session()

    def _full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _on_keys(self) -> None:
        if self.pages is not None:
            self.pages.show_keys()

    def _on_about(self) -> None:
        from tpdn_desktop.ui.about import AboutPanel

        panel = AboutPanel(self._backstage.reference, self)
        panel.show_over(self)

    def _on_other_file(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        chosen, _ = QFileDialog.getOpenFileName(
            self, self.tr("Choose a clinic file"), "", self.tr("Clinic files (*.tpdn)")
        )
        if chosen:
            self.begin(Path(chosen), exists=True)

    def _lay_out(self) -> None:
        central = QWidget()
        central.setObjectName("page")
        across = QHBoxLayout(central)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.rail)
        self._column = column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self.note)
        across.addLayout(column, 1)
        self.setCentralWidget(central)

    def _restore_geometry(self) -> None:
        room = self.screen().availableGeometry()
        width, height = round(0.85 * room.width()), round(0.85 * room.height())
        self.resize(min(max(1440, width), room.width()), min(max(900, height), room.height()))
        geometry = self._settings.value("geometry")
        if geometry is not None:
            self.restoreGeometry(geometry)
        if not room.intersects(self.frameGeometry()):
            self.move(room.topLeft())  # the screen it was on has gone

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        inside = self._needles_in()
        if inside and not self.note.is_confirmed("close"):
            self.note.ask(
                "close",
                self.tr("{0} needles are in. Close again to leave all the same.").format(inside),
            )
            event.ignore()
            return
        self._settings.setValue("geometry", self.saveGeometry())
        if self.pages is not None:
            self.pages.stop()
        self.runner.wait()
        if self._record is not None:
            self._record.close()
            self._record = None
        event.accept()


def _sentence(error: Exception) -> str:
    """The sentence for a person; anything that is not ours is a bug and goes to the crash path."""
    if isinstance(error, TpdnError):
        return str(error)
    raise error
