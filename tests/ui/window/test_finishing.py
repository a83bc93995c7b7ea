"""The way from the chart to the signature in the whole window."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.services.record_in_memory import PASSWORD, SteppedClock, StoreInMemory
from tests.ui.window.hands import LEFT, begin_session, chart, leave_one_needle_in, unlock
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.patient import PatientAlert, PatientId
from tpdn_desktop.domain.reconciliation import session_count
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.ui.main_window import MainWindow
from tpdn_desktop.ui.rail import CHART, PATIENTS
from tpdn_desktop.ui.sign.sign_page import SignPage

CONTROL = Qt.KeyboardModifier.ControlModifier


def sign_button(window: MainWindow) -> QPushButton:
    found = window.findChild(QPushButton, "go_sign")
    assert found is not None
    return found


def log_one(qtbot: QtBot, window: MainWindow) -> None:
    page = chart(window)
    place = page.reference.reference_point("infraspinatus.1").place_on(Side.RIGHT)
    spot: QPoint = page.map.screen_place(place).toPoint()
    qtbot.mouseClick(page.map, LEFT, pos=spot)
    QApplication.processEvents()


def to_sign_page(qtbot: QtBot, window: MainWindow) -> SignPage:
    qtbot.keyClick(chart(window).map, Qt.Key.Key_Return, CONTROL)
    QApplication.processEvents()
    page = window.page_in_front()
    assert isinstance(page, SignPage)
    return page


def count_and_sign(qtbot: QtBot, page: SignPage) -> None:
    count = page.findChild(QLineEdit, "final_count")
    password = page.findChild(QLineEdit, "sign_password")
    assert count is not None
    assert password is not None
    qtbot.keyClicks(count, "1")
    qtbot.keyClicks(password, PASSWORD)
    qtbot.keyClick(password, Qt.Key.Key_Return)


def test_the_sign_button_says_what_holds_the_signature_up(qtbot: QtBot, window: MainWindow) -> None:
    begin_session(window, "p")
    assert sign_button(window).text() == "Sign"
    leave_one_needle_in(qtbot, window)
    assert "1 needle is in" in sign_button(window).toolTip()
    window.resize(1500, 800)
    QApplication.processEvents()
    assert sign_button(window).text() == "Sign · 1 needle in"
    qtbot.keyClick(chart(window).map, Qt.Key.Key_X)
    QApplication.processEvents()
    assert sign_button(window).text() == "Sign · not counted"
    qtbot.mouseClick(sign_button(window), LEFT)
    assert isinstance(window.page_in_front(), SignPage)


def test_ctrl_enter_goes_there_and_escape_comes_back(qtbot: QtBot, window: MainWindow) -> None:
    begin_session(window, "p")
    log_one(qtbot, window)
    page = to_sign_page(qtbot, window)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert window.page_in_front() is chart(window)


def test_without_a_session_there_is_nothing_to_sign(window: MainWindow) -> None:
    assert window.pages is not None
    window.show_page("sign")
    assert window.page_in_front() is window.pages.widget(PATIENTS)


def test_a_point_that_is_dropped_while_finishing_is_gone_from_the_chart(
    qtbot: QtBot, window: MainWindow
) -> None:
    begin_session(window, "p")
    log_one(qtbot, window)
    page = to_sign_page(qtbot, window)
    desk = chart(window).desk
    assert desk is not None
    assert chart(window).selected is not None
    desk.remove_point(desk.session.trigger_points[0].id)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert chart(window).selected is None


def test_a_signed_session_says_so_in_the_band_and_has_one_action(
    qtbot: QtBot, window: MainWindow
) -> None:
    begin_session(window, "p")
    log_one(qtbot, window)
    page = to_sign_page(qtbot, window)
    count_and_sign(qtbot, page)
    qtbot.waitUntil(lambda: not page.is_signing)
    assert window.band is not None
    state = window.band.findChild(QLabel, "session_state")
    assert state is not None
    assert state.text().startswith("Signed")
    window.show_page(CHART)
    QApplication.processEvents()
    assert not sign_button(window).isVisible()
    assert window.pages is not None
    assert window.pages.finish.strip.isVisible()
    begin_session(window, "q")
    assert sign_button(window).isVisible()
    assert not window.pages.finish.strip.isVisible()


def test_locking_while_signing_leaves_the_draft(
    qtbot: QtBot, window: MainWindow, record: ClinicRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin_session(window, "p")
    log_one(qtbot, window)
    page = to_sign_page(qtbot, window)
    door = threading.Event()
    store = record.store
    assert isinstance(store, StoreInMemory)
    monkeypatch.setattr(store, "proves", lambda _password: door.wait(20))
    count_and_sign(qtbot, page)
    assert page.is_signing
    window.lock()
    door.set()
    page.stop()
    QApplication.processEvents()
    assert window.record is None
    unlock(qtbot, window)
    (session,) = record.store.sessions_of(PatientId("p"))
    assert not session.is_signed
    shown = [label.text() for label in page.findChildren(QLabel) if not label.isHidden()]
    assert not any("Infraspinatus" in words for words in shown)


def test_an_alert_that_comes_in_the_middle_asks_for_its_reason(
    qtbot: QtBot, window: MainWindow, record: ClinicRecord
) -> None:
    begin_session(window, "p")
    page = chart(window)
    place = page.reference.reference_point("gluteus_medius.1").place_on(Side.RIGHT)
    qtbot.mouseClick(page.map, LEFT, pos=page.map.screen_place(place).toPoint())
    QApplication.processEvents()
    assert "reason" not in sign_button(window).toolTip()
    patient = record.store.patient(PatientId("p"))
    record.save_patient(replace(patient, alerts=(PatientAlert("anticoagulant"),)))
    assert "1 caution asks for a reason" in sign_button(window).toolTip()


def test_all_out_on_the_page_leads_to_the_line_that_asks_since_when(
    qtbot: QtBot, window: MainWindow, record: ClinicRecord
) -> None:
    begin_session(window, "p")
    leave_one_needle_in(qtbot, window)
    assert isinstance(record.clock, SteppedClock)
    record.clock.time += timedelta(hours=20)
    page = to_sign_page(qtbot, window)
    out = page.findChild(QPushButton, "finish_all_out")
    assert out is not None
    out.click()
    QApplication.processEvents()
    assert window.page_in_front() is chart(window)
    desk, line = chart(window).desk, chart(window).findChild(QLineEdit, "needles_out_at")
    assert desk is not None
    assert line is not None
    assert desk.count.still_in == 1
    assert line.isVisible()


def test_signed_session_keeps_when_its_pack_was_opened(qtbot: QtBot, window: MainWindow) -> None:
    begin_session(window, "p")
    qtbot.keyClick(chart(window).map, Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    QApplication.processEvents()
    five = chart(window).needles.list.findChild(QPushButton, "open_5")
    assert five is not None
    five.click()
    qtbot.keyClick(five, Qt.Key.Key_Escape)
    log_one(qtbot, window)
    page = to_sign_page(qtbot, window)
    waste = page.findChild(QPushButton, "finish_waste_ready")
    assert waste is not None
    waste.click()
    count_and_sign(qtbot, page)
    desk = chart(window).desk
    assert desk is not None
    qtbot.waitUntil(lambda: desk.session.is_signed)
    kept = desk.session
    count = session_count(kept)
    assert (count.opened, count.placed, count.wasted, count.ready) == (5, 1, 4, 0)
    assert {n.opened_at for n in (*kept.needles, *kept.wasted)} == {kept.needles[0].opened_at}
