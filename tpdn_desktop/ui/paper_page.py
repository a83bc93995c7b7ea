"""The paper page: summary, hand-out or progress report as it will print; find, save, print it.

Nothing of a paper touches a temporary folder: the preview reads from memory, the queue from a
pipe, and another program is given only a copy that the therapist saved.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from tpdn_desktop.domain.errors import TpdnError
from tpdn_desktop.domain.paper_event import PaperAct
from tpdn_desktop.domain.patient import PatientId
from tpdn_desktop.domain.session import Session
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.services.course_span import CourseSpan
from tpdn_desktop.ui.controls import hairline
from tpdn_desktop.ui.field import sentence
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.paper_bar import PaperBar
from tpdn_desktop.ui.paper_busy import BusyStrip
from tpdn_desktop.ui.paper_find import FindBar
from tpdn_desktop.ui.paper_keys import PageKeys
from tpdn_desktop.ui.paper_maker import PaperMaker
from tpdn_desktop.ui.paper_note import NoteLine
from tpdn_desktop.ui.paper_press import CoursePress, Press, Step
from tpdn_desktop.ui.paper_preview import Preview
from tpdn_desktop.ui.paper_printer import PaperPrinter, PaperToPrint
from tpdn_desktop.ui.paper_protect import ProtectPanel
from tpdn_desktop.ui.paper_runner import PaperRunner
from tpdn_desktop.ui.paper_saver import PaperSaver
from tpdn_desktop.ui.paper_shown import DOCUMENTS, ShownPaper
from tpdn_desktop.ui.paper_span import SpanRow


class PaperPage(QWidget):
    """One paper of one session. Its parts do the work; the page wires them."""

    saved = Signal(str)
    document_chosen = Signal()

    def __init__(self, icons: IconSet, press: Press | None = None) -> None:
        """Without a `press` papers are shown (`show_pdf`), not made, and not protected."""
        super().__init__()
        self.setObjectName("page")
        self._press = press
        self._runner = PaperRunner(self)
        self._paper: ShownPaper | None = None
        self._coming: ShownPaper | None = None
        self._printing: ShownPaper | None = None
        self._record: ClinicRecord | None = None
        self._patient_id: PatientId | None = None
        self.preview = Preview(self)
        self._bar = PaperBar(icons)
        self._bar.protect_button.setVisible(press is not None)
        self._span = SpanRow()
        self._note = NoteLine()
        self._busy = BusyStrip()
        self._find = FindBar(self.preview, icons)
        self._protect = ProtectPanel(icons)
        self._maker = PaperMaker(self._runner, self)
        self._printer = PaperPrinter(self, self._runner, self._excerpt)
        self._saver = PaperSaver(self, self._runner, press)
        self._lay_out()
        self._connect_bar()
        self._connect_parts()
        self._take_keys()
        self._show_span()
        self._allow()

    # What is shown --------------------------------------------------------------------------------

    @property
    def document(self) -> str:
        """Which paper is chosen: summary, handout or progress."""
        return DOCUMENTS[self._bar.choice]

    def choose_document(self, document: str) -> None:
        """Choose a paper by its name; it is made when the page is shown."""
        self._bar.show_choice(DOCUMENTS.index(document))
        self._show_span()

    @property
    def page_count(self) -> int:
        """Pages of the paper shown."""
        return self.preview.page_count

    @property
    def note(self) -> str:
        """The sentence under the bar."""
        return self._note.text()

    def show_session(self, record: ClinicRecord, session: Session) -> None:
        """Make the chosen paper of a session and show it; the screen stays alive meanwhile."""
        assert self._press is not None, "papers are made by a press"
        document = self.document
        self._record = record
        if self._patient_id != session.patient_id:
            self._patient_id = session.patient_id
            self._span.forget()  # days typed for one patient would hide sessions of another
        try:
            choice = self._choice(session)
            work = self._work(choice, record, session)
        except TpdnError as error:
            self._maker.cancel()
            self._busy.end()
            self._coming = None
            self._let_go()
            self.show_problem(sentence(error))
            return
        name = self._press.paper_name(document, session)
        self._coming = ShownPaper(document, b"", name, record, session, choice)
        if self._paper is None or not self._paper.is_edition_of(self._coming):
            self._let_go()  # never the paper of one under the name of another
        self._busy.begin(self.tr("Making the paper"))
        self._maker.make(work)

    def _choice(self, session: Session) -> CourseSpan | str:
        """The days of a progress report, where the press can keep to them; else which paper."""
        if self.document == "progress" and isinstance(self._press, CoursePress):
            return self._span.span(session.started_at.astimezone().date())
        return "summary_in_words" if self._bar.in_words else self.document

    def _work(
        self, choice: CourseSpan | str, record: ClinicRecord, session: Session
    ) -> Callable[[Step], bytes]:
        assert self._press is not None, "papers are made by a press"
        if isinstance(choice, str):
            return self._press.paper_work(choice, record, session)
        assert isinstance(self._press, CoursePress), "days are chosen where they can be kept to"
        return self._press.course_work(record, session, choice)

    def show_pdf(self, pdf: bytes, name: str, note: str = "") -> None:
        """Show a finished PDF; `name` is proposed for saving."""
        self._show(ShownPaper(self.document, pdf, name))
        self._note.tell(note)

    def show_problem(self, words: str) -> None:
        """Say under the bar what went wrong."""
        self._note.tell(words)

    def forget(self) -> None:
        """Let go of the paper and of all that was typed (lock)."""
        self._maker.cancel()
        self._printer.cancel()
        self._busy.end()
        self._coming = self._printing = self._record = self._patient_id = None
        self._span.forget()
        self._let_go()
        self._saver.forget()
        self._find.forget()
        self._protect.close_panel()

    def stop(self) -> None:
        """Wait for what is under way (the window closes)."""
        self._maker.cancel()
        self._printer.cancel()
        self._runner.wait()

    def _show(self, paper: ShownPaper) -> None:
        self._paper = paper
        self.preview.show_bytes(paper.pdf)
        self._bar.show_pages(self.preview.current_page, self.page_count)
        self._allow()

    def _let_go(self) -> None:
        self._paper = None
        self.preview.forget()
        self._bar.show_pages(0, 0)
        self._note.tell("")
        self._allow()

    def _on_made(self, pdf: bytes) -> None:
        self._busy.end()
        coming, self._coming = self._coming, None
        if coming is not None:
            self._note.tell("")
            self._show(replace(coming, pdf=pdf))

    def _on_not_made(self, words: str) -> None:
        self._busy.end()
        self._coming = None
        self._note.tell(words)

    def _on_call_off(self) -> None:
        self._busy.end()
        self._coming = None
        if self._printer.is_busy:
            self._printer.cancel()
        elif self._maker.is_busy:
            self._maker.cancel()
            self._note.tell(self.tr("Called off. Choose a paper to make it again."))
            self.preview.setFocus()

    # Saving, opening, printing --------------------------------------------------------------------

    def ask_and_save(self) -> None:
        """Ask where, then save."""
        if self._paper is not None:
            self._saver.ask(self._paper)

    def save_to(self, path: Path, password: str = "") -> None:
        """Save the paper shown; `saved` or a sentence follows."""
        if self._paper is not None:
            self._saver.save_to(path, self._paper, password)

    def open_copy(self) -> None:
        """Open a saved copy with the system's viewer; ask where to save it when there is none."""
        if self._paper is not None:
            self._saver.open_copy(self._paper)

    def ask_and_print(self) -> None:
        """The system's print dialog, then the pages."""
        self._print(self._printer.ask)

    def print_on(self, printer: QPrinter) -> None:
        """Print as the printer's dialog was told."""
        self._print(lambda paper: self._printer.print_on(printer, paper))

    def _print(self, send: Callable[[PaperToPrint], None]) -> None:
        paper = self._paper
        if paper is None or self._printer.is_busy:
            return
        self._printing = paper
        send(
            PaperToPrint(
                paper.pdf,
                paper.title,
                self.page_count,
                self.preview.current_page,
                self.preview.page_size,
            )
        )
        self._allow()

    def _on_protected_save(self, password: str) -> None:
        if self._paper is not None:
            self._saver.ask(self._paper, password)

    def _on_saved(self, paper: ShownPaper, path: str, protected: bool) -> None:
        if protected:
            self._protect.close_panel()
        detail = "with a password" if protected else ""
        self._note_in_history(paper, PaperAct.SAVED, detail)
        self.saved.emit(path)

    def _on_opened(self, paper: ShownPaper) -> None:
        self._note_in_history(paper, PaperAct.OPENED, "")

    def _on_printed(self, pages: int, copies: int) -> None:
        if self._printing is not None:
            detail = f"pages: {pages}, copies: {copies}"
            self._note_in_history(self._printing, PaperAct.PRINTED, detail)

    def _on_written(self, path: str, pages: int) -> None:
        if self._printing is not None:
            self._note_in_history(self._printing, PaperAct.SAVED, f"pages: {pages}")
        self.saved.emit(path)

    def _note_in_history(self, paper: ShownPaper, act: PaperAct, detail: str) -> None:
        if paper.record is not self._record:
            return  # locked meanwhile: the clinic file is closed
        try:
            paper.note(act, detail)
        except TpdnError as error:
            words = self.tr("{0} It is not noted in the history: {1}")
            self._note.tell(words.format(self._note.text(), sentence(error)))

    def _excerpt(self, pdf: bytes, pages: Sequence[int]) -> bytes:
        return pdf if self._press is None else self._press.excerpt(pdf, pages)

    # Wiring ---------------------------------------------------------------------------------------

    def _allow(self) -> None:
        self._bar.allow(shown=self._paper is not None, printing=self._printer.is_busy)

    def _on_document(self) -> None:
        self._show_span()
        self.document_chosen.emit()

    def _show_span(self) -> None:
        able = isinstance(self._press, CoursePress)
        self._span.setVisible(able and self.document == "progress")

    def _on_page(self, page: int) -> None:
        self._bar.show_pages(page, self.page_count)

    def _on_protect(self) -> None:
        if self._protect.isHidden():
            self._protect.open()
        else:
            self._protect.close_panel()
        self._show_protect_state()

    def _show_protect_state(self) -> None:
        self._bar.protect_button.setChecked(not self._protect.isHidden())

    def _on_printing_ended(self) -> None:
        self._busy.end()
        self._allow()

    def _connect_bar(self) -> None:
        bar = self._bar
        bar.document_chosen.connect(self._on_document)
        self._span.chosen.connect(self.document_chosen)
        bar.larger_clicked.connect(self.preview.larger)
        bar.smaller_clicked.connect(self.preview.smaller)
        bar.whole_page_clicked.connect(self.preview.fit_page)
        bar.page_width_clicked.connect(self.preview.fit_width)
        bar.find_clicked.connect(self._find.open)
        bar.protect_clicked.connect(self._on_protect)
        bar.open_copy_clicked.connect(self.open_copy)
        bar.save_clicked.connect(self.ask_and_save)
        bar.print_clicked.connect(self.ask_and_print)

    def _connect_parts(self) -> None:
        self.preview.page_changed.connect(self._on_page)
        self._find.closed.connect(self.preview.setFocus)
        self._protect.closed.connect(self.preview.setFocus)
        self._protect.closed.connect(self._show_protect_state)
        self._protect.save_requested.connect(self._on_protected_save)
        self._maker.made.connect(self._on_made)
        self._maker.failed.connect(self._on_not_made)
        self._maker.progressed.connect(self._busy.progress)
        self._busy.cancelled.connect(self._on_call_off)
        self._printer.told.connect(self._note.tell)
        self._printer.began.connect(self._busy.begin)
        self._printer.progressed.connect(self._busy.progress)
        self._printer.ended.connect(self._on_printing_ended)
        self._printer.printed.connect(self._on_printed)
        self._printer.written.connect(self._on_written)
        self._saver.told.connect(self._note.tell)
        self._saver.refused.connect(self._protect.show_problem)
        self._saver.saved.connect(self._on_saved)
        self._saver.opened.connect(self._on_opened)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._span)
        for widget in (self._note, self._busy, self._find, self._protect, hairline()):
            column.addWidget(widget)
        column.addWidget(self.preview, 1)

    # Keys -----------------------------------------------------------------------------------------

    def _take_keys(self) -> None:
        preview = self.preview
        keys = {
            Qt.Key.Key_F: self._find.open,
            Qt.Key.Key_E: self.ask_and_save,
            Qt.Key.Key_P: self.ask_and_print,
            Qt.Key.Key_Plus: preview.larger,
            Qt.Key.Key_Equal: preview.larger,
            Qt.Key.Key_Minus: preview.smaller,
            Qt.Key.Key_0: preview.fit_page,
            Qt.Key.Key_1: preview.fit_width,
        }
        self.installEventFilter(PageKeys(keys, self))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._busy.isVisible():
            self._on_call_off()
        else:
            super().keyPressEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.preview.setFocus()
