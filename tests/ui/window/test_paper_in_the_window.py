"""From the chart to paper, at the whole window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.window.hands import a_paper, begin_session
from tpdn_desktop.domain.paper_event import PaperAct
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.ui.main_window import MainWindow
from tpdn_desktop.ui.paper_page import PaperPage

CONTROL = Qt.KeyboardModifier.ControlModifier


def go_to_paper(qtbot: QtBot, window: MainWindow) -> PaperPage:
    begin_session(window, "p")
    qtbot.keyClick(window, Qt.Key.Key_F7)
    assert window.pages is not None
    page = window.pages.paper
    qtbot.waitUntil(lambda: page.page_count == 1)
    return page


def test_paper_of_the_session_on_the_chart_is_made_saved_and_noted(
    qtbot: QtBot, window: MainWindow, record: ClinicRecord, tmp_path: Path
) -> None:
    page = go_to_paper(qtbot, window)
    with qtbot.waitSignal(page.saved):
        page.save_to(tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").read_bytes() == a_paper("summary")
    assert window.pages is not None
    desk = window.pages.chart.desk
    assert desk is not None
    (event,) = record.paper_history(desk.session)
    assert (event.act, event.paper) == (PaperAct.SAVED, "summary")


def test_the_segments_choose_the_paper(qtbot: QtBot, window: MainWindow) -> None:
    page = go_to_paper(qtbot, window)
    found = [b for b in page.findChildren(QPushButton) if b.text() == "Patient hand-out"]
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: page.page_count == 1 and "handout" in page.preview.pdf.getAllText(0).text()
    )


def test_a_password_can_be_set(qtbot: QtBot, window: MainWindow) -> None:
    page = go_to_paper(qtbot, window)
    protect = page.findChild(QPushButton, "protect")
    assert protect.isVisible()
    qtbot.mouseClick(protect, Qt.MouseButton.LeftButton)
    assert page.findChild(QLineEdit, "paper_password").isVisible()


def test_locking_takes_the_paper_away(qtbot: QtBot, window: MainWindow) -> None:
    page = go_to_paper(qtbot, window)
    window.lock()
    assert page.page_count == 0
