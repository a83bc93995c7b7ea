"""What a therapist does at the whole window, and the parts behind it with a record in memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.reports import samples
from tpdn_desktop.atlas.bodymap import BodyMap
from tpdn_desktop.atlas.drawing import Fill
from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.clinic import Clinic
from tpdn_desktop.domain.session import Session, SessionId
from tpdn_desktop.reports import finished_file
from tpdn_desktop.reports.ink import Ink
from tpdn_desktop.reports.pdf_file import PdfFile
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.ui.chart.chart_page import ChartPage
from tpdn_desktop.ui.main_window import MainWindow
from tpdn_desktop.ui.paper_press import Step

LEFT = Qt.MouseButton.LeftButton


class BackstageInMemory:
    """The parts behind the screen with a record in memory; the file opens by any password."""

    def __init__(self, bodymap: BodyMap, reference: Reference, record: ClinicRecord) -> None:
        self.bodymap = bodymap
        self.reference = reference
        self._record = record

    def open_record(self, path: Path, password: str) -> ClinicRecord:
        return self._record

    def create_record(self, path: Path, password: str, clinic: Clinic) -> ClinicRecord:
        return self._record

    def demo_record(self) -> ClinicRecord:
        return self._record

    def demo_session(self, record: ClinicRecord) -> SessionId | None:
        return None

    def paper_work(
        self, document: str, record: ClinicRecord, session: Session
    ) -> Callable[[Step], bytes]:
        return lambda _: a_paper(document)

    def use_letter(self, *, letter: bool) -> None:
        self.letter = letter

    def checked_logo(self, picture: bytes) -> bytes:
        return picture

    def paper_name(self, document: str, session: Session) -> str:
        return "session.pdf"

    def protected(self, pdf: bytes, password: str) -> bytes:
        return finished_file.protected(pdf, password)

    def excerpt(self, pdf: bytes, pages: Sequence[int]) -> bytes:
        return finished_file.excerpt(pdf, pages)


def a_paper(document: str) -> bytes:
    """A page that says which paper it is."""
    file = PdfFile((300.0, 400.0), samples.fonts(), title="A title", author="A clinic (demo)")
    ink = Ink(file)
    ink.text(document, 20, 40, 10, Fill("ink"), bold=False)
    file.add_page(ink)
    return file.data()


def take_out(window: MainWindow) -> None:
    """So that the window may close: no needle is in, nothing is being drawn."""
    window.take_all_out()
    for _ in range(3):  # what was drawn may ask for the next picture
        QApplication.processEvents()
        if window.pages is not None:
            window.pages.stop()


def unlock(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClicks(window.focusWidget(), "any password")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.record is not None)


def chart(window: MainWindow) -> ChartPage:
    assert window.pages is not None
    return window.pages.chart


def begin_session(window: MainWindow, patient: str) -> None:
    assert window.pages is not None
    window.pages.patients.new_session_requested.emit(patient)
    QApplication.processEvents()


def leave_one_needle_in(qtbot: QtBot, window: MainWindow) -> None:
    page = chart(window)
    place = page.reference.reference_point("infraspinatus.1").place_on(Side.RIGHT)
    qtbot.mouseClick(page.map, LEFT, pos=page.map.screen_place(place).toPoint())
    qtbot.keyClick(page.map, Qt.Key.Key_S)
    QApplication.processEvents()
    assert window.needles_in() == 1


def patient_on_chart(window: MainWindow) -> str:
    desk = chart(window).desk
    assert desk is not None
    return desk.session.patient_id


def answer(qtbot: QtBot, window: MainWindow, number: int) -> None:
    push = window.ask.findChild(QPushButton, f"answer_{number}")
    assert push is not None
    qtbot.mouseClick(push, LEFT)
    QApplication.processEvents()
