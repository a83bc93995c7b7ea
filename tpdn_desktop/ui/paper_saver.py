"""Saves the paper that is shown, with or without a password, and opens a saved copy."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from tpdn_desktop.domain.errors import RuleBroken, TpdnError
from tpdn_desktop.services.whole_file import write_whole
from tpdn_desktop.ui.field import sentence
from tpdn_desktop.ui.paper_press import Press
from tpdn_desktop.ui.paper_shown import ShownPaper
from tpdn_desktop.ui.task_runner import TaskRunner


class PaperSaver(QObject):
    """Another program is given only a copy that the therapist saved where they chose."""

    told = Signal(str)
    saved = Signal(object, str, bool)
    """The paper, its path, and whether a password was set."""
    refused = Signal(str)
    """Why a password cannot be taken."""
    opened = Signal(object)
    """The paper whose copy another program was given."""

    def __init__(self, page: QWidget, runner: TaskRunner, press: Press | None) -> None:
        super().__init__(page)
        self._page = page
        self._runner = runner
        self._press = press
        self._folder = ""
        self._copy: tuple[ShownPaper, Path] | None = None

    def forget(self) -> None:
        """Forget which paper was saved where (lock); the folder is offered again."""
        self._copy = None

    def ask(self, paper: ShownPaper, password: str = "", *, then_open: bool = False) -> None:
        """Ask where, then save; cancelled, nothing happens."""
        dialog = QFileDialog(self._page, self.tr("Save as PDF"), self._folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("PDF (*.pdf)"))
        # The dialog adds it before it asks whether a file may be overwritten.
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(paper.name)
        if dialog.exec() and dialog.selectedFiles():
            self._folder = dialog.directory().absolutePath()
            self.save_to(Path(dialog.selectedFiles()[0]), paper, password, then_open=then_open)

    def save_to(
        self, path: Path, paper: ShownPaper, password: str = "", *, then_open: bool = False
    ) -> None:
        """Save the PDF whole or not at all; what went wrong becomes a sentence."""

        def work() -> None:
            write_whole(path, self._locked(paper.pdf, password))

        def saved(_: object) -> None:
            self._copy = paper, path
            words = self.tr("Saved with a password as {0}") if password else self.tr("Saved as {0}")
            self.told.emit(words.format(path.name))
            self.saved.emit(paper, str(path), bool(password))
            if then_open:
                self._open(paper, path)

        def failed(error: Exception) -> None:
            if isinstance(error, RuleBroken):
                self.refused.emit(sentence(error))
            elif isinstance(error, TpdnError):
                advice = self.tr("{0} The session is saved. Choose another folder.")
                self.told.emit(advice.format(sentence(error)))
            else:
                raise error

        self._runner.run(work, on_success=saved, on_failure=failed)

    def open_copy(self, paper: ShownPaper) -> None:
        """Open the copy that was saved of this paper; without one, ask where to save it."""
        if self._copy is not None and self._copy[0] == paper and self._copy[1].exists():
            self._open(*self._copy)
        else:
            self.ask(paper, then_open=True)

    def _open(self, paper: ShownPaper, path: Path) -> None:
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.told.emit(self.tr("Opened {0} with the system's viewer").format(path.name))
            self.opened.emit(paper)
        else:
            self.told.emit(
                self.tr("The system has no viewer for PDF files. The copy is saved as {0}.").format(
                    path.name
                )
            )

    def _locked(self, pdf: bytes, password: str) -> bytes:
        if not password:
            return pdf
        assert self._press is not None, "no password is asked for without a press"
        return self._press.protected(pdf, password)
