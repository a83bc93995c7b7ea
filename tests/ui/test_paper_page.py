"""The paper page as a therapist uses it: read, find, zoom, save, protect, open, print."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut, QWheelEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from tests.reports import samples
from tests.reports.reading import pages_of, words_of
from tests.services.record_in_memory import StoreInMemory
from tpdn_desktop.atlas.drawing import Fill
from tpdn_desktop.domain.errors import Unavailable
from tpdn_desktop.domain.paper_event import PaperAct
from tpdn_desktop.domain.patient import Patient, PatientId
from tpdn_desktop.domain.session import Session
from tpdn_desktop.reports import finished_file
from tpdn_desktop.reports.ink import Ink
from tpdn_desktop.reports.pdf_file import PdfFile
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.services.course_span import CourseSpan
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.paper_page import PaperPage
from tpdn_desktop.ui.paper_press import Step

PASSWORD = "three unrelated words"
Key, Button = Qt.Key, Qt.MouseButton


def paper_of(document: str, pages: int = 3) -> bytes:
    file = PdfFile((300.0, 400.0), samples.fonts(), title="A title", author="A clinic (demo)")
    for number in range(1, pages + 1):
        ink = Ink(file)
        for row, words in enumerate((f"{document}, page {number}", "Infraspinatus, right")):
            ink.text(words, 20, 40 + 260 * row, 10, Fill("ink"), bold=False)
        file.add_page(ink)
    return file.data()


class PressOfPages:
    """Makes papers of a few words. `gate` holds the work until the test lets it go on."""

    def __init__(self) -> None:
        self.gate = Event()
        self.gate.set()
        self.entered = Event()
        self.wrong: Exception | None = None
        self.made: list[str] = []
        self.spans: list[CourseSpan] = []

    def paper_work(
        self, document: str, record: ClinicRecord, session: Session
    ) -> Callable[[Step], bytes]:
        if self.wrong is not None:
            raise self.wrong

        def work(step: Step) -> bytes:
            step(0.5)
            self.entered.set()
            assert self.gate.wait(20)
            step(0.9)
            self.made.append(document)
            return paper_of(document)

        return work

    def course_work(
        self, record: ClinicRecord, session: Session, span: CourseSpan
    ) -> Callable[[Step], bytes]:
        span.of((session,))
        self.spans.append(span)
        return self.paper_work("progress", record, session)

    def paper_name(self, document: str, session: Session) -> str:
        return f"{document}.pdf"

    def protected(self, pdf: bytes, password: str) -> bytes:
        return finished_file.protected(pdf, password)

    def excerpt(self, pdf: bytes, pages: Sequence[int]) -> bytes:
        return finished_file.excerpt(pdf, pages)


@pytest.fixture
def press() -> PressOfPages:
    return PressOfPages()


@pytest.fixture
def treated(record: ClinicRecord) -> Session:
    return record.start_session(PatientId("p"))


@pytest.fixture
def page(
    qtbot: QtBot, icons: IconSet, press: PressOfPages, record: ClinicRecord, treated: Session
) -> Iterator[PaperPage]:
    """The page with the summary of an invented session, three pages."""
    page = PaperPage(icons, press)
    qtbot.addWidget(page)
    page.resize(1306, 700)
    page.show()
    qtbot.waitExposed(page)
    page.show_session(record, treated)
    qtbot.waitUntil(lambda: page.page_count == 3)
    yield page
    press.gate.set()
    page.stop()


def click(qtbot: QtBot, page: PaperPage, name: str) -> None:
    found = page.findChild(QPushButton, name)
    assert found is not None
    qtbot.mouseClick(found, Button.LeftButton)


def line(page: PaperPage, name: str) -> QLineEdit:
    found = page.findChild(QLineEdit, name)
    assert found is not None
    return found


def said(page: PaperPage, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert found is not None
    return found.text()


def history(store: StoreInMemory) -> list[tuple[PaperAct, str, str]]:
    events = store.paper_events(PatientId("p"))
    return [(event.act, event.paper, event.detail) for event in events]


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path | None], None]:
    """What the therapist answers when asked where to save; None is Cancel."""

    def answer(path: Path | None) -> None:
        monkeypatch.setattr(QFileDialog, "exec", lambda _: path is not None)
        monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _: [str(path)] if path else [])

    return answer


# Making -----------------------------------------------------------------------------------------


def test_the_bar_tells_page_and_pages(page: PaperPage) -> None:
    assert said(page, "paper_pages") == "Page 1 of 3"
    assert page.note == ""


def test_the_window_lives_while_a_paper_is_made_and_the_strip_tells_how_far(
    qtbot: QtBot, page: PaperPage, press: PressOfPages, record: ClinicRecord, treated: Session
) -> None:
    press.gate.clear()
    page.show_session(record, treated)
    strip = page.findChild(QPushButton, "call_off")
    assert strip is not None
    qtbot.waitUntil(strip.isVisible)
    qtbot.waitUntil(lambda: page._busy.value == 50)  # noqa: SLF001
    press.gate.set()
    qtbot.waitUntil(lambda: not strip.isVisible())
    assert page.page_count == 3


def test_a_paper_under_way_can_be_called_off(
    qtbot: QtBot, page: PaperPage, press: PressOfPages, record: ClinicRecord, treated: Session
) -> None:
    press.gate.clear()
    press.entered.clear()
    made = list(press.made)
    page.show_session(record, treated)
    qtbot.waitUntil(press.entered.is_set)
    qtbot.waitUntil(page.findChild(QPushButton, "call_off").isVisible)
    qtbot.keyClick(page, Key.Key_Escape)
    press.gate.set()
    page.stop()
    assert "Called off" in page.note
    assert press.made == made


def test_the_paper_asked_for_last_is_the_one_that_is_shown(
    qtbot: QtBot, page: PaperPage, press: PressOfPages, record: ClinicRecord, treated: Session
) -> None:
    press.gate.clear()
    page.show_session(record, treated)
    with qtbot.waitSignal(page.document_chosen):
        qtbot.mouseClick(page._bar._documents.button(2), Button.LeftButton)  # noqa: SLF001
    page.show_session(record, treated)
    press.gate.set()
    qtbot.waitUntil(lambda: page.page_count == 3)
    page.stop()
    assert press.made[-1] == "progress"
    assert "progress" in page.preview.pdf.getAllText(0).text()


def test_another_paper_is_never_under_the_old_ones_name(
    qtbot: QtBot, page: PaperPage, press: PressOfPages, record: ClinicRecord, treated: Session
) -> None:
    press.gate.clear()
    qtbot.mouseClick(page._bar._documents.button(1), Button.LeftButton)  # noqa: SLF001
    page.show_session(record, treated)
    assert page.page_count == 0
    assert not page.findChild(QPushButton, "print").isEnabled()


def test_a_paper_that_cannot_be_made_is_a_sentence(
    qtbot: QtBot, page: PaperPage, press: PressOfPages, record: ClinicRecord, treated: Session
) -> None:
    press.wrong = Unavailable("the clinic file is damaged")
    page.show_session(record, treated)
    assert page.note == "The clinic file is damaged."
    assert not page.findChild(QPushButton, "save_pdf").isEnabled()


def test_locking_forgets_paper_search_and_password(qtbot: QtBot, page: PaperPage) -> None:
    qtbot.keyClick(page.preview, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(line(page, "paper_find"), "Infra")
    click(qtbot, page, "protect")
    qtbot.keyClicks(line(page, "paper_password"), PASSWORD)
    page.forget()
    assert page.page_count == 0
    assert line(page, "paper_find").text() == line(page, "paper_password").text() == ""
    assert said(page, "paper_pages") == ""


def test_the_same_paper_again_stays_where_it_was_scrolled(
    qtbot: QtBot, page: PaperPage, press: PressOfPages, record: ClinicRecord, treated: Session
) -> None:
    click(qtbot, page, "fit_width")
    bar = page.preview.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 400)
    bar.setValue(400)
    made = len(press.made)
    page.show_session(record, treated)
    qtbot.waitUntil(lambda: len(press.made) > made and not page._maker.is_busy)  # noqa: SLF001
    assert bar.value() == 400


@pytest.fixture
def collecting() -> Iterator[None]:
    """Python collects garbage by itself, as it does unless somebody tells it not to."""
    was_on = gc.isenabled()
    gc.enable()
    yield
    if not was_on:
        gc.disable()


@pytest.mark.usefixtures("collecting")
def test_no_garbage_is_collected_beside_the_screen_while_a_paper_is_made(
    qtbot: QtBot, page: PaperPage, press: PressOfPages, record: ClinicRecord, treated: Session
) -> None:
    press.gate.clear()
    page.show_session(record, treated)
    page.show_session(record, treated)
    assert not gc.isenabled()
    press.gate.set()
    page.stop()
    assert gc.isenabled()


def test_what_was_being_saved_when_the_window_closed_is_noted(
    qtbot: QtBot, page: PaperPage, store: StoreInMemory, tmp_path: Path
) -> None:
    page.save_to(tmp_path / "out.pdf")
    page.stop()
    assert history(store) == [(PaperAct.SAVED, "summary", "")]


# Finding ----------------------------------------------------------------------------------------


def find(qtbot: QtBot, page: PaperPage, words: str) -> QLineEdit:
    qtbot.keyClick(page.preview, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = line(page, "paper_find")
    qtbot.keyClicks(field, words)
    return field


def test_what_is_typed_is_found_on_every_page_one_after_another(
    qtbot: QtBot, page: PaperPage
) -> None:
    field = find(qtbot, page, "infraspinatus")
    qtbot.waitUntil(lambda: said(page, "paper_found") == "1 of 3")
    qtbot.keyClick(field, Key.Key_Return)
    qtbot.waitUntil(lambda: said(page, "paper_found") == "2 of 3")
    qtbot.waitUntil(lambda: page.preview.current_page == 2)
    assert said(page, "paper_pages") == "Page 2 of 3"
    qtbot.keyClick(field, Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(field, Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert said(page, "paper_found") == "3 of 3"
    qtbot.waitUntil(lambda: page.preview.current_page == 3)


def test_a_place_far_down_a_page_is_brought_into_sight(qtbot: QtBot, page: PaperPage) -> None:
    click(qtbot, page, "fit_width")
    find(qtbot, page, "infraspinatus")
    bar = page.preview.verticalScrollBar()
    # The words stand 300 points down a page that is 300 wide and is shown about 1,300 wide.
    qtbot.waitUntil(lambda: 800 < bar.value() < 1300)
    assert page.preview.current_page == 1


def test_what_is_not_there_is_said_and_escape_closes_the_bar(qtbot: QtBot, page: PaperPage) -> None:
    field = find(qtbot, page, "multifidus")
    qtbot.waitUntil(lambda: said(page, "paper_found") == "Not found")
    qtbot.keyClick(field, Key.Key_Escape)
    assert not field.isVisible()
    assert page.preview.hasFocus() or page.focusWidget() is page.preview


def test_ctrl_f_is_the_papers_although_the_window_has_one(
    qtbot: QtBot, icons: IconSet, press: PressOfPages, record: ClinicRecord, treated: Session
) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    page = PaperPage(icons, press)
    window.setCentralWidget(page)
    went: list[str] = []
    QShortcut(QKeySequence("Ctrl+F"), window).activated.connect(lambda: went.append("patients"))
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    page.show_session(record, treated)
    qtbot.waitUntil(lambda: page.page_count == 3)
    page.preview.setFocus()
    qtbot.keyClick(window.windowHandle(), Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert went == []
    assert line(page, "paper_find").isVisible()
    page.stop()


# Zoom -------------------------------------------------------------------------------------------


def test_zoom_by_keys_goes_on_from_what_is_seen(qtbot: QtBot, page: PaperPage) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    fitted = page.preview.scale
    qtbot.keyClick(page.preview, Key.Key_Plus, control)
    assert page.preview.zoomMode() is QPdfView.ZoomMode.Custom
    assert page.preview.zoomFactor() == pytest.approx(1.25 * fitted)
    qtbot.keyClick(page.preview, Key.Key_Minus, control)
    assert page.preview.zoomFactor() == pytest.approx(fitted)
    qtbot.keyClick(page.preview, Key.Key_1, control)
    assert page.preview.zoomMode() is QPdfView.ZoomMode.FitToWidth
    qtbot.keyClick(page.preview, Key.Key_0, control)
    assert page.preview.zoomMode() is QPdfView.ZoomMode.FitInView


def test_zoom_by_wheel_with_ctrl_stays_within_bounds(qtbot: QtBot, page: PaperPage) -> None:
    view = page.preview.viewport()
    for _ in range(30):
        wheel = QWheelEvent(
            QPointF(100, 100), view.mapToGlobal(QPointF(100, 100)), QPoint(0, 0), QPoint(0, 240),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view, wheel)
    assert page.preview.zoomFactor() == 6.0


def test_home_and_end_lead_to_the_first_and_the_last_page(qtbot: QtBot, page: PaperPage) -> None:
    qtbot.keyClick(page.preview, Key.Key_End)
    assert page.preview.current_page == 3
    qtbot.keyClick(page.preview, Key.Key_Home)
    assert page.preview.current_page == 1


# Saving -----------------------------------------------------------------------------------------


def test_a_saved_paper_is_the_very_paper_and_stands_in_the_history(
    qtbot: QtBot,
    page: PaperPage,
    store: StoreInMemory,
    tmp_path: Path,
    answers: Callable[[Path | None], None],
) -> None:
    path = tmp_path / "out.pdf"
    answers(path)
    with qtbot.waitSignal(page.saved):
        click(qtbot, page, "save_pdf")
    assert path.read_bytes() == paper_of("summary")
    assert page.note == "Saved as out.pdf"
    assert history(store) == [(PaperAct.SAVED, "summary", "")]


def test_a_cancelled_dialog_changes_nothing(
    qtbot: QtBot,
    page: PaperPage,
    store: StoreInMemory,
    answers: Callable[[Path | None], None],
) -> None:
    answers(None)
    click(qtbot, page, "save_pdf")
    click(qtbot, page, "open_copy")
    page.stop()
    assert page.note == ""
    assert history(store) == []


def test_a_paper_that_cannot_be_written_is_a_sentence_and_no_history(
    qtbot: QtBot, page: PaperPage, store: StoreInMemory, tmp_path: Path
) -> None:
    page.save_to(tmp_path / "gone" / "out.pdf")
    qtbot.waitUntil(lambda: page.note != "")
    assert page.note == (
        "The file out.pdf was not written: that folder is not there. The session is saved. "
        "Choose another folder."
    )
    assert history(store) == []


def test_a_full_disk_leaves_the_older_copy(
    qtbot: QtBot, page: PaperPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.pdf"
    path.write_bytes(b"older")

    def full(_: int) -> None:
        raise OSError(28, "")

    monkeypatch.setattr(os, "fsync", full)
    page.save_to(path)
    qtbot.waitUntil(lambda: "the disk is full" in page.note)
    assert path.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [path]


def test_a_history_that_cannot_be_written_is_told(
    qtbot: QtBot, page: PaperPage, store: StoreInMemory, tmp_path: Path
) -> None:
    store.is_full = True
    page.save_to(tmp_path / "out.pdf")
    qtbot.waitUntil(lambda: "not noted in the history" in page.note)
    assert page.note.startswith("Saved as out.pdf")


def test_a_paper_saved_while_the_program_is_locked_is_whole_and_stays_silent(
    qtbot: QtBot, page: PaperPage, store: StoreInMemory, tmp_path: Path
) -> None:
    page.save_to(tmp_path / "out.pdf")
    store.broken = Unavailable("the clinic file is closed")
    page.forget()
    page.stop()
    assert (tmp_path / "out.pdf").read_bytes() == paper_of("summary")
    assert "history" not in page.note


# A password -------------------------------------------------------------------------------------


def type_passwords(qtbot: QtBot, page: PaperPage, first: str, second: str) -> None:
    click(qtbot, page, "protect")
    qtbot.keyClicks(line(page, "paper_password"), first)
    qtbot.keyClicks(line(page, "paper_password_again"), second)
    qtbot.keyClick(line(page, "paper_password_again"), Key.Key_Return)


def test_a_protected_paper_opens_with_its_password_only(
    qtbot: QtBot,
    page: PaperPage,
    store: StoreInMemory,
    tmp_path: Path,
    answers: Callable[[Path | None], None],
) -> None:
    path = tmp_path / "locked.pdf"
    answers(path)
    with qtbot.waitSignal(page.saved):
        type_passwords(qtbot, page, PASSWORD, PASSWORD)
    read = QPdfDocument()
    assert read.load(str(path)) is QPdfDocument.Error.IncorrectPassword
    read.setPassword(PASSWORD)
    assert read.load(str(path)) is QPdfDocument.Error.None_
    assert "summary, page 1" in read.getAllText(0).text()
    read.close()
    assert history(store) == [(PaperAct.SAVED, "summary", "with a password")]
    assert page.note == "Saved with a password as locked.pdf"


def test_after_saving_nothing_of_the_password_is_left(
    qtbot: QtBot, page: PaperPage, tmp_path: Path, answers: Callable[[Path | None], None]
) -> None:
    answers(tmp_path / "locked.pdf")
    with qtbot.waitSignal(page.saved):
        type_passwords(qtbot, page, PASSWORD, PASSWORD)
    assert line(page, "paper_password").text() == line(page, "paper_password_again").text() == ""
    assert not line(page, "paper_password").isVisible()
    assert not page.findChild(QPushButton, "protect").isChecked()


@pytest.mark.parametrize(
    ("first", "second", "where", "words"),
    [
        ("short", "short", "paper_password_line", "at least 8"),
        (PASSWORD, PASSWORD[:-1], "paper_password_again_line", "differ"),
    ],
)
def test_passwords_too_short_or_not_alike_save_nothing(
    qtbot: QtBot, page: PaperPage, first: str, second: str, where: str, words: str
) -> None:
    with qtbot.assertNotEmitted(page.saved):
        type_passwords(qtbot, page, first, second)
        page.stop()
    assert words in said(page, where)


def test_a_password_longer_than_readers_take_is_refused_beside_its_field(
    qtbot: QtBot, page: PaperPage, tmp_path: Path, answers: Callable[[Path | None], None]
) -> None:
    answers(tmp_path / "locked.pdf")
    type_passwords(qtbot, page, "x1y2" * 40, "x1y2" * 40)
    qtbot.waitUntil(lambda: "127 bytes" in said(page, "paper_password_line"))
    assert list(tmp_path.iterdir()) == []


def test_the_panel_tells_how_strong_the_password_is_and_escape_closes_it(
    qtbot: QtBot, page: PaperPage
) -> None:
    click(qtbot, page, "protect")
    field = line(page, "paper_password")
    qtbot.keyClicks(field, "aaaaaaaaaa")
    assert said(page, "paper_password_line") == "Weak · 10 characters"
    qtbot.keyClick(field, Key.Key_Escape)
    assert not field.isVisible()
    assert field.text() == ""


# Opening ----------------------------------------------------------------------------------------


class Viewer(QObject):
    """Stands for the system's viewer."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def viewer() -> Iterator[Viewer]:
    viewer = Viewer()
    QDesktopServices.setUrlHandler("file", viewer, "open")
    yield viewer
    QDesktopServices.unsetUrlHandler("file")


def test_the_viewer_is_given_a_copy_that_was_saved_where_the_therapist_chose(
    qtbot: QtBot,
    page: PaperPage,
    store: StoreInMemory,
    viewer: Viewer,
    tmp_path: Path,
    answers: Callable[[Path | None], None],
) -> None:
    path = tmp_path / "out.pdf"
    answers(path)
    click(qtbot, page, "open_copy")
    qtbot.waitUntil(lambda: viewer.opened == [path])
    answers(None)  # the second time nobody asks
    click(qtbot, page, "open_copy")
    assert viewer.opened == [path, path]
    acts = [act for act, _, _ in history(store)]
    assert sorted(acts) == sorted([PaperAct.SAVED, PaperAct.OPENED, PaperAct.OPENED])


def test_a_copy_of_an_older_paper_is_not_opened(
    qtbot: QtBot,
    page: PaperPage,
    viewer: Viewer,
    record: ClinicRecord,
    treated: Session,
    tmp_path: Path,
    answers: Callable[[Path | None], None],
) -> None:
    answers(tmp_path / "out.pdf")
    click(qtbot, page, "open_copy")
    qtbot.waitUntil(lambda: len(viewer.opened) == 1)
    qtbot.mouseClick(page._bar._documents.button(1), Button.LeftButton)  # noqa: SLF001
    page.show_session(record, treated)
    qtbot.waitUntil(lambda: page.page_count == 3)
    answers(tmp_path / "handout.pdf")
    click(qtbot, page, "open_copy")
    qtbot.waitUntil(lambda: viewer.opened[-1] == tmp_path / "handout.pdf")


# Printing ---------------------------------------------------------------------------------------


@pytest.fixture
def printer(tmp_path: Path) -> QPrinter:
    """What the dialog gives when it is told to print to a PDF file."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    return printer


def test_printing_to_a_file_gives_the_paper_itself(
    qtbot: QtBot, page: PaperPage, store: StoreInMemory, printer: QPrinter, tmp_path: Path
) -> None:
    with qtbot.waitSignal(page.saved):
        page.print_on(printer)
    assert (tmp_path / "printed.pdf").read_bytes() == paper_of("summary")
    assert history(store) == [(PaperAct.SAVED, "summary", "pages: 3")]


def test_a_range_of_pages_is_kept_and_stays_text(
    qtbot: QtBot, page: PaperPage, printer: QPrinter, tmp_path: Path
) -> None:
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    with qtbot.waitSignal(page.saved):
        page.print_on(printer)
    pages = pages_of((tmp_path / "printed.pdf").read_bytes())
    assert ["summary, page 2" in pages[0], "summary, page 3" in pages[1]] == [True, True]


def test_the_current_page_is_the_one_that_is_looked_at(
    qtbot: QtBot, page: PaperPage, printer: QPrinter, tmp_path: Path
) -> None:
    qtbot.keyClick(page.preview, Key.Key_End)
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    with qtbot.waitSignal(page.saved):
        page.print_on(printer)
    assert "page3" in words_of((tmp_path / "printed.pdf").read_bytes())


def test_pages_that_do_not_exist_are_told_of(
    qtbot: QtBot, page: PaperPage, printer: QPrinter, tmp_path: Path
) -> None:
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(8, 9)
    page.print_on(printer)
    assert page.note == "The paper has no page of that number. Nothing was printed."
    assert list(tmp_path.iterdir()) == []


def test_a_cancelled_print_dialog_prints_nothing(
    qtbot: QtBot, page: PaperPage, store: StoreInMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrintDialog, "exec", lambda _: QPrintDialog.DialogCode.Rejected)
    qtbot.keyClick(page.preview, Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    page.stop()
    assert page.note == ""
    assert history(store) == []


def test_ctrl_p_prints_as_the_dialog_was_told(
    qtbot: QtBot, page: PaperPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def accepted(dialog: QPrintDialog) -> QPrintDialog.DialogCode:
        chosen = dialog.printer()
        chosen.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        chosen.setOutputFileName(str(tmp_path / "printed.pdf"))
        return QPrintDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accepted)
    with qtbot.waitSignal(page.saved):
        qtbot.keyClick(page.preview, Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert len(pages_of((tmp_path / "printed.pdf").read_bytes())) == 3


# Where the system takes no PDF ------------------------------------------------------------------


class PrinterOfTheClinic(QPrinter):
    """A printer that is said to be a queue; what it prints lies in a file. `pages` it has."""

    def __init__(self, path: Path, pages: int) -> None:
        super().__init__(QPrinter.PrinterMode.HighResolution)
        self.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self.setOutputFileName(str(path))
        self._left = pages - 1
        self.is_aborted = False

    def outputFormat(self) -> QPrinter.OutputFormat:  # noqa: N802 - Qt's name
        return QPrinter.OutputFormat.NativeFormat

    def printerName(self) -> str:  # noqa: N802 - Qt's name
        return "Clinic"

    def newPage(self) -> bool:  # noqa: N802 - Qt's name
        self._left -= 1
        return self._left >= 0 and super().newPage()

    def abort(self) -> bool:
        self.is_aborted = True
        return super().abort()


@pytest.fixture
def no_spooler(page: PaperPage) -> None:
    page._printer._find = lambda: None  # noqa: SLF001 - a system without lp


@pytest.mark.usefixtures("no_spooler")
def test_pages_go_as_pictures_and_that_is_said(
    qtbot: QtBot, page: PaperPage, store: StoreInMemory, tmp_path: Path
) -> None:
    page.print_on(PrinterOfTheClinic(tmp_path / "printed.pdf", pages=9))
    qtbot.waitUntil(lambda: page.note != "")
    assert page.note.startswith("Sent to Clinic: 3 pages. As pictures of 300 dpi")
    read = PdfReader(tmp_path / "printed.pdf")
    assert [len(sheet.images) for sheet in read.pages] == [1, 1, 1]
    assert history(store) == [(PaperAct.PRINTED, "summary", "pages: 3, copies: 1")]


@pytest.mark.usefixtures("no_spooler")
def test_a_printer_that_goes_in_the_middle_is_told_of_with_the_page(
    qtbot: QtBot, page: PaperPage, store: StoreInMemory, tmp_path: Path
) -> None:
    printer = PrinterOfTheClinic(tmp_path / "printed.pdf", pages=2)
    page.print_on(printer)
    qtbot.waitUntil(lambda: page.note != "")
    assert page.note == (
        "Printing stopped after page 2 of 3. Nothing was lost; print the other pages again."
    )
    assert printer.is_aborted
    assert history(store) == []
    assert page.findChild(QPushButton, "print").isEnabled()


@pytest.mark.usefixtures("no_spooler")
@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)  # Qt grumbles beside our sentence
def test_a_printer_that_takes_nothing_is_told_of(
    qtbot: QtBot, page: PaperPage, tmp_path: Path
) -> None:
    page.print_on(PrinterOfTheClinic(tmp_path / "gone" / "printed.pdf", pages=9))
    qtbot.waitUntil(lambda: page.note != "")
    assert page.note.startswith("Clinic did not take the pages")


@pytest.mark.usefixtures("no_spooler")
def test_printing_pictures_can_be_called_off(qtbot: QtBot, page: PaperPage, tmp_path: Path) -> None:
    printer = PrinterOfTheClinic(tmp_path / "printed.pdf", pages=9)
    page.print_on(printer)
    page._busy.cancelled.emit()  # noqa: SLF001 - the strip shows after a moment only
    qtbot.waitUntil(lambda: page.note != "")
    assert printer.is_aborted


def test_a_file_that_cannot_be_printed_to_is_told_of(
    qtbot: QtBot, page: PaperPage, store: StoreInMemory, printer: QPrinter, tmp_path: Path
) -> None:
    printer.setOutputFileName(str(tmp_path / "gone" / "printed.pdf"))
    page.print_on(printer)
    qtbot.waitUntil(lambda: page.note != "")
    assert page.note == "The file printed.pdf was not written: that folder is not there."
    assert history(store) == []
    assert page.findChild(QPushButton, "print").isEnabled()


# What is chosen for a paper -----------------------------------------------------------------------


@pytest.fixture
def chosen(page: PaperPage, record: ClinicRecord, treated: Session) -> Callable[[], None]:
    """Makes what is chosen at once, as the window does."""

    def make() -> None:
        page.show_session(record, treated)

    page.document_chosen.connect(make)
    return make


def choose_paper(qtbot: QtBot, page: PaperPage, index: int) -> None:
    qtbot.mouseClick(page._bar._documents.button(index), Button.LeftButton)  # noqa: SLF001


def choose_span(qtbot: QtBot, page: PaperPage, index: int) -> None:
    qtbot.mouseClick(page._span._choices.button(index), Button.LeftButton)  # noqa: SLF001


@pytest.mark.usefixtures("chosen")
def test_the_tick_makes_the_summary_in_words_and_unticked_the_plain_one(
    qtbot: QtBot, page: PaperPage, press: PressOfPages, store: StoreInMemory, tmp_path: Path
) -> None:
    tick = page.findChild(QCheckBox, "in_words")
    qtbot.mouseClick(tick, Button.LeftButton, pos=QPoint(8, tick.height() // 2))
    qtbot.waitUntil(lambda: page.page_count == 3)
    assert press.made[-1] == "summary_in_words"
    with qtbot.waitSignal(page.saved):
        page.save_to(tmp_path / "out.pdf")
    assert history(store) == [(PaperAct.SAVED, "summary", "")]
    qtbot.keyClick(tick, Key.Key_Space)
    qtbot.waitUntil(lambda: press.made[-1] == "summary")


@pytest.mark.usefixtures("chosen")
def test_each_paper_shows_its_own_choices(qtbot: QtBot, page: PaperPage) -> None:
    tick, days = page.findChild(QCheckBox, "in_words"), page._span  # noqa: SLF001
    shown = []
    for index in (0, 1, 2, 0):
        choose_paper(qtbot, page, index)
        shown.append((tick.isVisible(), days.isVisible()))
    assert shown == [(True, False), (False, False), (False, True), (True, False)]


@pytest.mark.usefixtures("chosen")
def test_months_of_a_progress_report_end_with_the_session(
    qtbot: QtBot, page: PaperPage, press: PressOfPages, treated: Session
) -> None:
    day = treated.started_at.astimezone().date()
    choose_paper(qtbot, page, 2)
    for index in (1, 2, 0):
        choose_span(qtbot, page, index)
    assert press.spans == [
        CourseSpan(),
        CourseSpan.months_up_to(day, 3),
        CourseSpan.months_up_to(day, 12),
        CourseSpan(),
    ]


@pytest.mark.usefixtures("chosen")
def test_days_of_a_progress_report_are_typed(
    qtbot: QtBot, page: PaperPage, press: PressOfPages, treated: Session
) -> None:
    choose_paper(qtbot, page, 2)
    choose_span(qtbot, page, 3)
    first, last = line(page, "span_first"), line(page, "span_last")
    assert first.isVisible()
    qtbot.keyClicks(first, "1 Jan 2020")
    qtbot.keyClick(first, Key.Key_Return)
    assert press.spans[-1] == CourseSpan(first=date(2020, 1, 1))
    qtbot.keyClicks(last, "31.12.2090")
    qtbot.keyClick(last, Key.Key_Return)
    assert press.spans[-1] == CourseSpan(date(2020, 1, 1), date(2090, 12, 31))


@pytest.mark.usefixtures("chosen")
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("yesterday", "A day is written as day, month, year, such as 12 Mar 2026."),
        ("1 Jan 2090", "No session of this course lies on or after 1 January 2090."),
    ],
)
def test_days_that_give_no_report_are_a_sentence_and_no_paper(
    qtbot: QtBot, page: PaperPage, typed: str, words: str
) -> None:
    choose_paper(qtbot, page, 2)
    choose_span(qtbot, page, 3)
    qtbot.waitUntil(lambda: page.page_count == 3)
    first = line(page, "span_first")
    qtbot.keyClicks(first, typed)
    qtbot.keyClick(first, Key.Key_Return)
    assert page.note == words
    assert page.page_count == 0
    assert not page.findChild(QPushButton, "save_pdf").isEnabled()
    choose_span(qtbot, page, 0)
    qtbot.waitUntil(lambda: page.page_count == 3)
    assert page.note == ""


def test_days_typed_for_one_patient_are_gone_for_the_next_and_when_locked(
    qtbot: QtBot,
    page: PaperPage,
    press: PressOfPages,
    record: ClinicRecord,
    chosen: Callable[[], None],
) -> None:
    other = Patient(PatientId("q"), "Model", "Bo (demo)")
    record.save_patient(other)
    for leave in (
        lambda: page.show_session(record, record.start_session(other.id)),
        page.forget,
    ):
        choose_paper(qtbot, page, 2)
        choose_span(qtbot, page, 3)
        qtbot.keyClicks(line(page, "span_first"), "1 Jan 2020")
        leave()
        assert line(page, "span_first").text() == ""
        assert not line(page, "span_first").isVisible()
        chosen()
        assert press.spans[-1] == CourseSpan()
