"""The window: rail, patient band, pages. It wires panels to each other and holds no rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tpdn_desktop.domain.errors import CatalogError
from tpdn_desktop.ui.ask_bar import AskBar
from tpdn_desktop.ui.entry.opening import Opening
from tpdn_desktop.ui.hand import turn_round
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.needles_guard import NeedlesGuard
from tpdn_desktop.ui.note_bar import NoteBar
from tpdn_desktop.ui.rail import CHART, COURSE, PAPER, PATIENTS, SETTINGS, SIGN, Rail
from tpdn_desktop.ui.task_runner import TaskRunner
from tpdn_desktop.ui.theme import THEME
from tpdn_desktop.ui.told_keys import keys_everywhere
from tpdn_desktop.ui.view_settings import ViewSettings
from tpdn_desktop.ui.window_actions import window_actions

if TYPE_CHECKING:
    from tpdn_desktop.domain.session import Session
    from tpdn_desktop.services.clinic_record import ClinicRecord
    from tpdn_desktop.ui.backstage import Backstage
    from tpdn_desktop.ui.entry.unlock_page import UnlockPage
    from tpdn_desktop.ui.palette.window_palette import WindowPalette
    from tpdn_desktop.ui.patient_band import PatientBand
    from tpdn_desktop.ui.record_pages import RecordPages
    from tpdn_desktop.ui.view_menu import ViewMenu

TITLE = "TPDN Desktop"


class MainWindow(QMainWindow):
    """Unlock first; then patients, chart and paper of the opened clinic file."""

    record_opened = Signal()
    chart_ready = Signal()

    def __init__(
        self,
        backstage: Backstage,
        icons: IconSet,
        settings: QSettings,
        view: ViewSettings | None = None,
    ) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)  # never a name: task lists and screenshots leak
        self._backstage = backstage
        self._icons = icons
        self._settings = settings
        self.view = view or ViewSettings(settings)
        self.runner = TaskRunner(self)
        self._record: ClinicRecord | None = None
        self.pages: RecordPages | None = None
        """The pages, once a clinic file was opened."""
        self._made: RecordPages | None = None
        self._by_name: dict[str, QWidget] = {}
        self._parts_are_ready = self._is_opening = self._may_close = False
        self.rail = Rail(icons)
        self.band: PatientBand | None = None
        self.note = NoteBar()
        self.ask = AskBar()
        self.guard = NeedlesGuard(self.ask, self)
        self._palette: WindowPalette | None = None
        self._view_menu: ViewMenu | None = None
        self._stack = QStackedWidget()
        self.opening = Opening(backstage, icons, self.runner, self._stack)
        self._lay_out()
        self._connect()
        self._restore_geometry()
        self._show_locked()

    # Opening and locking -------------------------------------------------------------------------

    @property
    def unlock(self) -> UnlockPage:
        """The unlock page."""
        return self.opening.unlock

    def begin(self, path: Path, *, exists: bool) -> None:
        """Offer to unlock a clinic file, or to make it when it is not there."""
        self.opening.begin(path, exists=exists)

    def begin_demo(self) -> None:
        """Open the generated clinic without questions."""
        self.opening.begin_demo()

    def parts_are_ready(self) -> None:
        """Maps, tables and modules are in memory: pages can be made without reading."""
        self._parts_are_ready = True
        if self._is_opening:
            self._use_the_wait()

    def lock(self) -> None:
        """Close the file and show nothing of a patient; asks first when needles are in."""
        if self._record is not None:
            self.guard.leave(self.tr("Leave them in and lock"), self._lock_now)

    def _lock_now(self) -> None:
        if self._record is None:
            return
        self._finish_typing()
        self._record.close()
        self._record = None
        if self.pages is not None:
            self.pages.forget_record()
        self._show_locked()
        self.opening.show_locked()

    def _finish_typing(self) -> None:
        """A line that is typed in is kept when it is left: it is left before the file closes."""
        line = self.focusWidget()
        if isinstance(line, QLineEdit):
            line.clearFocus()

    def _use_the_wait(self) -> None:
        """Make the pages while a worker derives the key, which leaves this thread idle."""
        self._is_opening = True
        if self._parts_are_ready:
            self._make_pages()

    def _on_opened(self, record: ClinicRecord) -> None:
        self._is_opening = False
        try:
            self.pages = pages = self._make_pages()
        except CatalogError as error:  # without maps and tables nothing can be charted
            record.close()
            self._show_locked()
            self.unlock.show_problem(str(error))
            return
        self._record = record
        path = self.opening.path
        if path is not None and not record.clinic.is_demo:
            self._settings.setValue("file", str(path))
        pages.show_record(record)
        self.rail.show()
        for page in (CHART, COURSE, PAPER):
            self.rail.allow(page, allowed=False)
        self.record_opened.emit()
        self._begin_where(record, pages)

    def _make_pages(self) -> RecordPages:
        """The pages, made once; the window is on the screen long before they are needed.

        Raises:
            CatalogError: the maps or tables cannot be read; nothing of the window has changed.
        """
        if self._made is not None:
            return self._made
        from tpdn_desktop.ui.chart.chart_habits import ChartHabits
        from tpdn_desktop.ui.course.plot_habit import PlotHabit
        from tpdn_desktop.ui.patient_band import PatientBand
        from tpdn_desktop.ui.record_pages import RecordPages, alert_choices, region_choices
        from tpdn_desktop.ui.settings.kept_here import KeptHere
        from tpdn_desktop.ui.settings.paper_size import PaperSize

        reference, _ = self._backstage.reference, self._backstage.bodymap  # before any is shown
        self.band = PatientBand(self._icons)
        self.band.set_alert_choices(alert_choices(reference))
        self.band.set_region_choices(region_choices(reference))
        self.band.hide()
        self._column.insertWidget(0, self.band)
        habits, size = ChartHabits(self._settings), PaperSize(self._settings)
        here = KeptHere(self.view, habits, size, PlotHabit(self._settings))
        pages = RecordPages(self._backstage, self._icons, self.guard, here, self)
        here.size.changed.connect(self._use_paper_size)
        self._backstage.use_letter(letter=here.size.letter)
        pages.page_requested.connect(self.show_page)
        pages.session_opened.connect(self._on_session_opened)
        pages.finish.session_signed.connect(self._on_session_opened)
        pages.problem.connect(self.note.tell)
        self._add_page(pages.chart)
        self._made = pages
        return pages

    def _use_paper_size(self) -> None:
        if self._made is not None:
            self._backstage.use_letter(letter=self._made.here.size.letter)

    def _add_page(self, page: QWidget) -> None:
        self._stack.addWidget(page)
        turn_round(page, self.view.inspector_left)

    def _begin_where(self, record: ClinicRecord, pages: RecordPages) -> None:
        begin_with = self._backstage.demo_session(record) if record.clinic.is_demo else None
        if begin_with is not None:
            pages.open_session(begin_with)
        else:
            self.show_page(PATIENTS)
        self.chart_ready.emit()

    # Pages ---------------------------------------------------------------------------------------

    @property
    def record(self) -> ClinicRecord | None:
        """The opened clinic file; None while locked."""
        return self._record

    @property
    def has_session(self) -> bool:
        """Whether a session is open."""
        return self.pages is not None and self.pages.chart.desk is not None

    def show_page(self, page: str) -> None:
        """Go to a page; chart and paper only when a session is open."""
        if self.pages is None or self._record is None:
            return
        if page in {CHART, COURSE, PAPER, SIGN} and not self.has_session:
            return
        self._stack.setCurrentWidget(self.make_page(self.pages, page))
        self.rail.show_page(page)
        if self.band is not None:
            self.band.setVisible(page not in {PATIENTS, SETTINGS} and self.has_session)
        self.pages.shown(page)

    def make_page(self, pages: RecordPages, page: str) -> QWidget:
        """A page, made and given its place in the window when it is first asked for."""
        widget = pages.widget(page)
        if self._stack.indexOf(widget) < 0:
            self._add_page(widget)
        self._by_name[page] = widget
        return widget

    def made_page(self, page: str) -> QWidget | None:
        """A page if it was asked for before."""
        return self._by_name.get(page)

    def page_in_front(self) -> QWidget | None:
        """The page that is shown."""
        return self._stack.currentWidget()

    def _on_session_opened(self, session: Session) -> None:
        if self._record is None or self.band is None:
            return
        patient = self._record.store.patient(session.patient_id)
        self.band.show_patient(patient, self._record.clock.now().date())
        self.band.show_session(session)
        for page in (CHART, COURSE, PAPER):
            self.rail.allow(page, allowed=True)

    def _show_locked(self) -> None:
        self._stack.setCurrentWidget(self.unlock)
        self.rail.hide()
        if self.band is not None:
            self.band.hide()
        if self._palette is not None:
            self._palette.clear()
        self.note.clear()
        self.ask.clear()

    # What the guard of the needles asks ----------------------------------------------------------

    def needles_in(self) -> int:
        """How many needles of the open session are in."""
        desk = self.pages.chart.desk if self.pages is not None else None
        return desk.count.still_in if desk is not None else 0

    def take_all_out(self) -> None:
        """Note that all needles of the open session are out, or have the chart ask since when."""
        if self.pages is not None:
            self.pages.chart.take_all_out()

    def show_chart(self) -> None:
        """Go to the chart."""
        self.show_page(CHART)

    # Actions -------------------------------------------------------------------------------------

    def find_patient(self) -> None:
        """Go to the search field of the patients."""
        self.show_page(PATIENTS)
        if self.pages is not None:
            self.pages.patients.focus_search()

    def new_patient(self) -> None:
        """Open the form for a new patient."""
        self.show_page(PATIENTS)
        if self.pages is not None:
            self.pages.patients.begin_new_patient()

    def new_session(self) -> None:
        """Start a session for the patient of the page in front, or go on with the draft."""
        if self.pages is None or self._record is None:
            return
        if self.page_in_front() is self.pages.patients:
            self.pages.patients.start_session()
        else:
            self.pages.new_session()

    def show_keys(self) -> None:
        """The keys of the page in front."""
        if self.pages is not None and self._record is not None:
            self.pages.show_keys(keys_everywhere(window_actions(self)))

    def turn_full_screen(self) -> None:
        """Fill the screen, or be a window again."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def show_about(self) -> None:
        """What the program is, over the window."""
        from tpdn_desktop.ui.about import AboutPanel

        AboutPanel(self._backstage.reference, self).show_over(self)

    def show_view_menu(self) -> None:
        """The settings of the view, beside the rail."""
        from tpdn_desktop.ui.view_menu import ViewMenu

        if self._view_menu is None:
            self._view_menu = ViewMenu(self.view, self)
        self._view_menu.popup(self.rail.beside_view())

    def toggle_palette(self) -> None:
        """Open the command palette, or put it away; only while a clinic file is open."""
        if self.pages is None or self._record is None:
            return
        if self._palette is None:
            from tpdn_desktop.ui.palette.window_palette import WindowPalette

            self._palette = WindowPalette(self, self.pages, self.pages.reference)
        self._palette.toggle()

    # ---------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.opening.opened.connect(self._on_opened)
        self.opening.waiting.connect(self._use_the_wait)
        self.rail.page_chosen.connect(self.show_page)
        self.rail.lock_requested.connect(self.lock)
        self.rail.about_requested.connect(self.show_about)
        self.rail.view_requested.connect(self.show_view_menu)
        self.view.changed.connect(self._on_view_changed)
        THEME.changed.connect(self._on_theme_changed)
        for entry in window_actions(self):
            if entry.keys:
                QShortcut(QKeySequence(entry.keys), self).activated.connect(entry.run)

    def _on_view_changed(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self.view.put_on(app)
        for place in range(self._stack.count()):
            page = self._stack.widget(place)
            if page is not None:
                turn_round(page, self.view.inspector_left)

    def _on_theme_changed(self) -> None:
        """Icons in the colours of now, when the controls have theirs."""
        QTimer.singleShot(0, self, self._recolour)

    def _recolour(self) -> None:
        self._icons.recolour(self.findChildren(QWidget))

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
        column.addWidget(self.ask)
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

    def _close_now(self) -> None:
        self._may_close = True
        self.close()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_close and self.needles_in():
            self.guard.leave(self.tr("Leave them in and close"), self._close_now)
            event.ignore()
            return
        self._finish_typing()
        self._settings.setValue("geometry", self.saveGeometry())
        if self.pages is not None:
            self.pages.stop()
        self.runner.wait()
        if self._record is not None:
            self._record.close()
            self._record = None
        event.accept()
