"""From the first click to the amendment: charted, finished, signed and added to in one window.

The file on the disk is looked at afterwards by itself: what stands there was signed, and nothing
can change it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.stories.the_therapist import chart_six_points, enter_a_patient, unlock
from tpdn_desktop.app import parts
from tpdn_desktop.cli import main as command
from tpdn_desktop.domain.canonical import canonical_copy, record_hash
from tpdn_desktop.domain.errors import TpdnError
from tpdn_desktop.domain.session import AdverseGrade, Session
from tpdn_desktop.domain.signature import AmendmentKind
from tpdn_desktop.services.finishing import Asked
from tpdn_desktop.storage.record_file import open_record
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.main_window import MainWindow
from tpdn_desktop.ui.rail import CHART, PATIENTS
from tpdn_desktop.ui.sign.sign_page import SignPage

PASSWORD = "an invented password"
CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def clinic_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty clinic file, made by the command line."""
    words = tmp_path / "password"
    words.write_text(PASSWORD + "\n", "utf-8")
    monkeypatch.setenv("TPDN_PASSWORD_FILE", str(words))
    path = tmp_path / "clinic.tpdn"
    arguments = ["--clinic", "Demo clinic", "--therapist", "R. Model (demo)", "--licence", "00-0"]
    assert command(["database", "create", str(path), *arguments]) == 0
    return path


@pytest.fixture
def window(qtbot: QtBot, clinic_file: Path) -> Iterator[MainWindow]:
    """The real window on the real file, with six points charted, needles still in."""
    assembly = parts()
    settings = QSettings(os.devnull, QSettings.Format.IniFormat)
    window = MainWindow(assembly, IconSet(assembly.resources / "icons"), settings)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.begin(clinic_file, exists=True)
    unlock(window, PASSWORD)
    enter_a_patient(window)
    chart_six_points(window)
    yield window
    window.take_all_out()
    window.close()


def sign_page(window: MainWindow) -> SignPage:
    page = window.page_in_front()
    assert isinstance(page, SignPage)
    QApplication.processEvents()
    return page


def press(window: MainWindow, name: str, number: int = 0) -> None:
    shown = [b for b in window.findChildren(QAbstractButton, name) if b.isVisible()]
    shown[number].click()
    QApplication.processEvents()


def field(window: MainWindow, kind: type[QLineEdit] | type[QPlainTextEdit], name: str) -> QLineEdit:
    (found,) = (w for w in window.findChildren(kind, name) if w.isVisible())
    return found  # type: ignore[return-value]


def said(window: MainWindow, name: str) -> str:
    return next(label.text() for label in window.findChildren(QLabel, name) if label.isVisible())


def quick(page: SignPage, asked: Asked, number: int) -> None:
    """Press a quick word on the card of something that is missing."""
    card = page.parts.fields[asked]
    pressed = [b for b in card.findChildren(QAbstractButton) if b.isVisible()]
    pressed[number].click()
    QApplication.processEvents()


def kept(clinic_file: Path) -> Session:
    """The one session of the file, read from the disk."""
    store = open_record(clinic_file, PASSWORD)
    try:
        (row,) = store.patients()
        (session,) = store.sessions_of(row.id)
        return session
    finally:
        store.close()


def test_a_session_is_charted_finished_signed_and_amended(
    qtbot: QtBot, window: MainWindow, clinic_file: Path
) -> None:
    assert window.pages is not None
    chart = window.pages.chart
    qtbot.keyClick(chart.map, Qt.Key.Key_Return, CONTROL)
    page = sign_page(window)
    assert "6 needles are in" in said(window, "held_up")

    press(window, "finish_all_out")
    count = field(window, QLineEdit, "final_count")
    assert chart.desk is not None
    qtbot.keyClicks(count, str(chart.desk.count.placed))
    answer_what_is_missing(qtbot, window, page)
    view = page.parts.words.view("plan")
    view.begin()
    assert view.editor is not None
    view.editor.selectAll()
    qtbot.keyClicks(view.editor, "Seen again on Monday.")

    qtbot.keyClicks(field(window, QLineEdit, "sign_password"), "not the password")
    qtbot.keyClick(page, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: not page.is_signing, timeout=30_000)
    assert "not the password of this clinic file" in said(window, "sign_password_line")
    assert not chart.desk.session.is_signed

    qtbot.keyClicks(field(window, QLineEdit, "sign_password"), PASSWORD)
    qtbot.keyClick(page, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: not page.is_signing, timeout=30_000)
    assert chart.desk.session.is_signed
    assert said(window, "session_state").startswith("Signed")

    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert window.page_in_front() is window.pages.widget(CHART)
    amend_on_the_chart(qtbot, window)
    window.show_page(PATIENTS)
    QApplication.processEvents()
    assert "Ice was given." in [label.text() for label in window.findChildren(QLabel)]
    window.close()
    check_the_file(clinic_file)


def answer_what_is_missing(qtbot: QtBot, window: MainWindow, page: SignPage) -> None:
    page.parts.rules.rows[Asked.PAIN].click()
    cells = page.parts.fields[Asked.PAIN].findChildren(QAbstractButton)
    qtbot.mouseClick(next(b for b in cells if b.accessibleName() == "Pain after: 3"), LEFT)
    quick(page, Asked.RESPONSE, 1)
    quick(page, Asked.ADVERSE, 0)
    quick(page, Asked.AFTERCARE, 0)
    quick(page, Asked.PLAN, 0)
    qtbot.keyClicks(field(window, QPlainTextEdit, "finish_complaint"), "ache")
    qtbot.keyClicks(field(window, QPlainTextEdit, "finish_goal"), "sleep")


def amend_on_the_chart(qtbot: QtBot, window: MainWindow) -> None:
    press(window, "amend")
    press(window, "write_amendment")
    assert said(window, "amendment_reason_line") == "An amendment needs a reason."
    qtbot.keyClicks(field(window, QLineEdit, "amendment_reason"), "forgotten")
    text = field(window, QPlainTextEdit, "amendment_text")
    qtbot.keyClicks(text, "Ice was given.")
    qtbot.keyClick(text, Qt.Key.Key_Return, CONTROL)
    QApplication.processEvents()
    assert window.pages is not None
    desk = window.pages.chart.desk
    assert desk is not None
    assert [a.text for a in desk.session.amendments] == ["Ice was given."]
    with pytest.raises(TpdnError, match="signed"):
        desk.set_details(plan="another")


def check_the_file(clinic_file: Path) -> None:
    session = kept(clinic_file)
    assert session.signature is not None
    assert session.signature.record_hash == record_hash(canonical_copy(session))
    assert session.signature.therapist.licence_number == "00-0"
    assert session.final_count is not None
    assert session.final_count.needles == len(session.needles)
    assert not [needle for needle in session.needles if needle.is_in]
    assert (session.pain_before, session.pain_after) == (6, 3)
    assert (session.response, session.adverse) == ("Better", AdverseGrade.NONE)
    assert session.aftercare == "Sheet given and explained"
    assert [n.text for n in session.narrative] == ["Seen again on Monday."]
    (amendment,) = session.amendments
    assert (amendment.kind, amendment.reason) == (AmendmentKind.ADDENDUM, "forgotten")
    assert command(["database", "verify", str(clinic_file)]) == 0
