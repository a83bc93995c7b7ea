"""From a path to an opened clinic file: unlock page, first run, and the worker between them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from tpdn_desktop.domain.errors import TpdnError
from tpdn_desktop.ui.entry.unlock_page import UnlockPage
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.task_runner import TaskRunner

if TYPE_CHECKING:
    from tpdn_desktop.domain.clinic import Clinic
    from tpdn_desktop.services.clinic_record import ClinicRecord
    from tpdn_desktop.ui.backstage import Backstage
    from tpdn_desktop.ui.entry.first_run_page import FirstRunPage


class Opening(QObject):
    """Asks for a password or makes a file, and hands over the opened record."""

    opened = Signal(object)
    """The `ClinicRecord`."""
    waiting = Signal()
    """A worker derives the key: the screen's thread is idle for a moment."""

    def __init__(
        self, backstage: Backstage, icons: IconSet, runner: TaskRunner, stack: QStackedWidget
    ) -> None:
        super().__init__(stack)
        self._backstage = backstage
        self._icons = icons
        self._runner = runner
        self._stack = stack
        self.path: Path | None = None
        """The file that is opened or asked for; None for the demo."""
        self._first_run: FirstRunPage | None = None
        self.unlock = UnlockPage(icons)
        stack.addWidget(self.unlock)
        self.unlock.unlock_requested.connect(self._on_unlock)
        self.unlock.demo_requested.connect(self.begin_demo)
        self.unlock.new_file_requested.connect(self._show_first_run)
        self.unlock.other_file_requested.connect(self._on_other_file)

    def begin(self, path: Path, *, exists: bool) -> None:
        """Offer to unlock a clinic file, or to make it when it is not there."""
        self.path = path
        if exists:
            self.unlock.show_file(path.name)
            self._stack.setCurrentWidget(self.unlock)
        else:
            self._show_first_run()

    def begin_demo(self) -> None:
        """Open the generated clinic without questions."""
        self.unlock.show_busy(True, self.tr("Preparing the demo clinic"))
        self._runner.run(
            self._backstage.demo_record, on_success=self._on_opened, on_failure=self._on_failed
        )
        self.waiting.emit()

    def show_locked(self) -> None:
        """Show the unlock page for the file that was open."""
        self._stack.setCurrentWidget(self.unlock)
        if self.path is not None:
            self.unlock.show_file(self.path.name)

    # ---------------------------------------------------------------------------------------------

    def _show_first_run(self) -> None:
        from tpdn_desktop.ui.entry.first_run_page import FirstRunPage

        if self._first_run is not None:
            self._stack.removeWidget(self._first_run)
            self._first_run.deleteLater()
        page = FirstRunPage(self._icons)
        page.create_requested.connect(self._on_create)
        page.demo_requested.connect(self.begin_demo)
        page.back_requested.connect(self._on_back)
        page.show_path(str(self.path or ""))
        self._first_run = page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    def _on_back(self) -> None:
        self._stack.setCurrentWidget(self.unlock)

    def _on_unlock(self, password: str) -> None:
        path = self.path
        if path is None:
            return
        self.unlock.show_busy(True, self.tr("Opening {0}").format(path.name))
        self._runner.run(
            lambda: self._backstage.open_record(path, password),
            on_success=self._on_opened,
            on_failure=self._on_failed,
        )
        self.waiting.emit()

    def _on_create(self, path: str, password: str, clinic: Clinic) -> None:
        self.path = target = Path(path)
        if self._first_run is not None:
            self._first_run.show_busy(True, self.tr("Making the clinic file"))
        self._runner.run(
            lambda: self._backstage.create_record(target, password, clinic),
            on_success=self._on_opened,
            on_failure=self._on_create_failed,
        )
        self.waiting.emit()

    def _on_create_failed(self, error: Exception) -> None:
        if self._first_run is None:
            return
        self._first_run.show_busy(False, "")
        self._first_run.show_problem(_sentence(error))

    def _on_failed(self, error: Exception) -> None:
        self.unlock.show_busy(False, "")
        self.unlock.show_problem(_sentence(error))

    def _on_opened(self, record: ClinicRecord) -> None:
        self.unlock.show_busy(False, "")
        self.unlock.clear()
        if self._first_run is not None:
            self._first_run.clear()
        self.opened.emit(record)

    def _on_other_file(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        chosen, _ = QFileDialog.getOpenFileName(
            self.unlock, self.tr("Choose a clinic file"), "", self.tr("Clinic files (*.tpdn)")
        )
        if chosen:
            self.begin(Path(chosen), exists=True)


def _sentence(error: Exception) -> str:
    """The sentence for a person; anything that is not ours is a bug and goes to the crash path."""
    if isinstance(error, TpdnError):
        return str(error)
    raise error
