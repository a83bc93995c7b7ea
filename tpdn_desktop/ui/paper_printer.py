"""Prints the paper that is shown: the system's dialog, then the queue, a file or pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QSizeF, Signal
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from tpdn_desktop.domain.errors import TpdnError
from tpdn_desktop.services.whole_file import write_whole
from tpdn_desktop.ui.field import sentence
from tpdn_desktop.ui.paper_order import PrintOrder, order_of
from tpdn_desktop.ui.paper_pictures import PICTURE_DPI, PicturePress
from tpdn_desktop.ui.paper_spool import find_spooler, hand_over
from tpdn_desktop.ui.task_runner import TaskRunner

Excerpt = Callable[[bytes, Sequence[int]], bytes]


@dataclass(frozen=True, slots=True)
class PaperToPrint:
    """A paper as the preview shows it; `size` is that of its first page in points."""

    pdf: bytes
    title: str
    page_count: int
    current_page: int
    size: QSizeF


class PaperPrinter(QObject):
    """One print at a time. It ends with a sentence (`told`) and, when it went well, a fact."""

    told = Signal(str)
    began = Signal(str)
    """A sentence on what is under way."""
    progressed = Signal(float)
    ended = Signal()
    printed = Signal(int, int)
    """Pages and copies that a printer or its queue took."""
    written = Signal(str, int)
    """The file that the dialog was told to print to, and its pages."""

    def __init__(
        self,
        page: QWidget,
        runner: TaskRunner,
        excerpt: Excerpt,
        find: Callable[[], str | None] = find_spooler,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._runner = runner
        self._excerpt = excerpt
        self._find = find
        self._pictures: PicturePress | None = None
        self._is_busy = False

    @property
    def is_busy(self) -> bool:
        """Whether pages are on their way."""
        return self._is_busy

    def ask(self, paper: PaperToPrint) -> None:
        """The system's print dialog; what it is told is then done. Cancelled, nothing happens."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(paper.title)
        printer.setPageSize(QPageSize(paper.size, QPageSize.Unit.Point))
        dialog = QPrintDialog(printer, self._page)
        options = QAbstractPrintDialog.PrintDialogOption
        dialog.setOption(options.PrintPageRange)
        dialog.setOption(options.PrintCurrentPage)
        dialog.setMinMax(1, max(1, paper.page_count))
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self.print_on(printer, paper)

    def print_on(self, printer: QPrinter, paper: PaperToPrint) -> None:
        """Print as the printer's dialog was told."""
        if self._is_busy:
            return
        order = order_of(printer, paper.page_count, paper.current_page, paper.size)
        if not order.pages:
            self.told.emit(self.tr("The paper has no page of that number. Nothing was printed."))
            return
        self._is_busy = True
        spooler = self._find()
        if order.file:
            self._write(order, paper)
        elif spooler is not None:
            self._hand_over(spooler, order, paper)
        else:
            self._print_pictures(printer, order, paper)

    def cancel(self) -> None:
        """Print no further page. What a queue has taken is the queue's."""
        if self._pictures is not None:
            self._pictures.stop()

    # A file ---------------------------------------------------------------------------------------

    def _write(self, order: PrintOrder, paper: PaperToPrint) -> None:
        path = Path(order.file)

        def work() -> None:
            write_whole(path, self._excerpt(paper.pdf, order.pages))

        def written(_: object) -> None:
            self._end(self.tr("Saved as {0}").format(path.name))
            self.written.emit(str(path), len(order.pages))

        def failed(error: Exception) -> None:
            self._end(sentence(_ours(error)))

        self.began.emit(self.tr("Writing {0}").format(path.name))
        self._runner.run(work, on_success=written, on_failure=failed)

    # A queue --------------------------------------------------------------------------------------

    def _hand_over(self, spooler: str, order: PrintOrder, paper: PaperToPrint) -> None:
        def work() -> str:
            return hand_over(spooler, order, self._excerpt(paper.pdf, order.pages), paper.title)

        def taken(job: str) -> None:
            words = self._sent(order)
            self._end(self.tr("{0} Job {1}.").format(words, job) if job else words)
            self.printed.emit(len(order.pages), order.copies)

        def failed(error: Exception) -> None:
            _ours(error)
            self._end(self._not_taken(order))

        self.began.emit(self.tr("Sending to {0}").format(order.queue))
        self._runner.run(work, on_success=taken, on_failure=failed)

    # Pictures -------------------------------------------------------------------------------------

    def _print_pictures(self, printer: QPrinter, order: PrintOrder, paper: PaperToPrint) -> None:
        press = PicturePress(paper.pdf, order.pages, printer, self)
        self._pictures = press

        def page_done(done: int, count: int) -> None:
            self.progressed.emit(done / count)

        def ended(done: int) -> None:
            self._pictures = None
            press.deleteLater()
            if done == press.page_count:
                self._end(
                    self.tr(
                        "{0} As pictures of {1} dpi: this system has no lp command, which would "
                        "take the PDF itself."
                    ).format(self._sent(order), PICTURE_DPI)
                )
                self.printed.emit(done, order.copies)
            elif done:
                self._end(
                    self.tr(
                        "Printing stopped after page {0} of {1}. Nothing was lost; print the "
                        "other pages again."
                    ).format(done, press.page_count)
                )
            else:
                self._end(self._not_taken(order))

        press.page_done.connect(page_done)
        press.ended.connect(ended)
        self.began.emit(self.tr("Printing on {0}").format(order.queue))
        press.start()

    # Words ----------------------------------------------------------------------------------------

    def _end(self, words: str) -> None:
        self._is_busy = False
        self.ended.emit()
        self.told.emit(words)

    def _sent(self, order: PrintOrder) -> str:
        count = len(order.pages)
        pages = self.tr("1 page") if count == 1 else self.tr("{0} pages").format(count)
        if order.copies == 1:
            return self.tr("Sent to {0}: {1}.").format(order.queue, pages)
        return self.tr("Sent to {0}: {1}, {2} copies.").format(order.queue, pages, order.copies)

    def _not_taken(self, order: PrintOrder) -> str:
        return self.tr(
            "{0} did not take the pages: the printer is gone or takes no jobs now. Nothing was "
            "lost; print again or choose another printer."
        ).format(order.queue or self.tr("The printer"))


def _ours(error: Exception) -> TpdnError:
    """The error when a person can be told of it; anything else is a bug and is raised."""
    if isinstance(error, TpdnError):
        return error
    raise error
