"""The window as a whole: opening, ways out of a session, lock, theme, hand, large targets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from tests.ui.window.hands import (
    LEFT,
    answer,
    begin_session,
    chart,
    leave_one_needle_in,
    patient_on_chart,
    unlock,
)
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.patient import PatientId
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.ui.hand import turn_round
from tpdn_desktop.ui.main_window import MainWindow
from tpdn_desktop.ui.rail import ATLAS, CHART, PATIENTS
from tpdn_desktop.ui.theme import THEME, style_sheet, touch_sheet
from tpdn_desktop.ui.view_settings import (
    LEAST_TARGET,
    MOST_TARGET,
    Colours,
    ViewSettings,
    target_pixels,
)

# Needles in sight --------------------------------------------------------------------------------


def test_another_patient_opens_at_once_when_no_needle_is_in(window: MainWindow):
    begin_session(window, "p")
    begin_session(window, "q")
    assert patient_on_chart(window) == "q"
    assert window.ask.question == ""


def test_another_patient_is_asked_about_first_while_a_needle_is_in(
    qtbot: QtBot, window: MainWindow, record: ClinicRecord
):
    begin_session(window, "p")
    leave_one_needle_in(qtbot, window)
    begin_session(window, "q")
    assert patient_on_chart(window) == "p"
    assert window.ask.question == "1 needle is still in."
    assert not record.store.sessions_of(PatientId("q"))


def test_go_back_has_the_focus_and_stays_with_the_patient(qtbot: QtBot, window: MainWindow):
    begin_session(window, "p")
    leave_one_needle_in(qtbot, window)
    window.show_page(PATIENTS)
    begin_session(window, "q")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    QApplication.processEvents()
    assert patient_on_chart(window) == "p"
    assert window.page_in_front() is chart(window)
    assert window.ask.question == ""


def test_they_are_out_asks_on_the_chart_when_the_clock_cannot_know_since_when(
    qtbot: QtBot, window: MainWindow, record: ClinicRecord
):
    begin_session(window, "p")
    leave_one_needle_in(qtbot, window)
    record.clock.time += timedelta(hours=20)
    window.lock()
    answer(qtbot, window, 1)
    assert window.record is not None
    assert window.needles_in() == 1
    assert window.page_in_front() is chart(window)
    assert chart(window).needles.list.isVisible()


def test_escape_answers_as_go_back_does(qtbot: QtBot, window: MainWindow):
    begin_session(window, "p")
    leave_one_needle_in(qtbot, window)
    window.lock()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert window.ask.question == ""
    assert window.record is not None


def test_they_are_out_notes_the_removal_and_goes_on(
    qtbot: QtBot, window: MainWindow, record: ClinicRecord
):
    begin_session(window, "p")
    leave_one_needle_in(qtbot, window)
    begin_session(window, "q")
    answer(qtbot, window, 1)
    assert patient_on_chart(window) == "q"
    before = record.store.sessions_of(PatientId("p"))[0]
    assert not any(needle.is_in for needle in before.needles)


def test_needles_can_be_left_in_for_another_patient(
    qtbot: QtBot, window: MainWindow, record: ClinicRecord
):
    begin_session(window, "p")
    leave_one_needle_in(qtbot, window)
    begin_session(window, "q")
    answer(qtbot, window, 2)
    assert patient_on_chart(window) == "q"
    before = record.store.sessions_of(PatientId("p"))[0]
    assert any(needle.is_in for needle in before.needles)


def test_going_on_with_the_same_session_asks_nothing(qtbot: QtBot, window: MainWindow):
    begin_session(window, "p")
    leave_one_needle_in(qtbot, window)
    begin_session(window, "p")
    assert window.ask.question == ""


def test_lock_asks_first_while_a_needle_is_in(qtbot: QtBot, window: MainWindow):
    begin_session(window, "p")
    leave_one_needle_in(qtbot, window)
    window.lock()
    assert window.record is not None
    answer(qtbot, window, 2)
    assert window.record is None
    assert window.page_in_front() is window.unlock
    assert window.ask.question == ""


def test_closing_asks_first_while_a_needle_is_in(qtbot: QtBot, window: MainWindow):
    begin_session(window, "p")
    leave_one_needle_in(qtbot, window)
    window.close()
    assert window.isVisible()
    answer(qtbot, window, 2)
    assert not window.isVisible()


def test_lock_while_a_mark_is_dragged_moves_nothing(
    qtbot: QtBot, window: MainWindow, record: ClinicRecord
):
    begin_session(window, "p")
    page = chart(window)
    place = page.reference.reference_point("infraspinatus.1").place_on(Side.RIGHT)
    spot = page.map.screen_place(place).toPoint()
    qtbot.mouseClick(page.map, LEFT, pos=spot)
    QApplication.processEvents()
    before = record.store.sessions_of(PatientId("p"))[0]
    qtbot.mousePress(page.map, LEFT, pos=spot)
    for step in range(1, 6):
        qtbot.mouseMove(page.map, spot + QPoint(2 * step, step))
    window.lock()
    assert window.record is None
    qtbot.mouseRelease(page.map, LEFT, pos=spot + QPoint(10, 5))
    QApplication.processEvents()
    assert record.store.sessions_of(PatientId("p"))[0] == before
    assert page.desk is None
    assert page.selected is None


def test_after_a_lock_the_next_patient_is_charted_as_ever(qtbot: QtBot, window: MainWindow):
    begin_session(window, "p")
    window.lock()
    unlock(qtbot, window)
    begin_session(window, "q")
    leave_one_needle_in(qtbot, window)
    assert patient_on_chart(window) == "q"


# Theme, hand, targets ----------------------------------------------------------------------------


@pytest.fixture
def light(window: MainWindow) -> Iterator[None]:
    THEME.choose(dark=False)
    yield
    THEME.choose(dark=False)


def pixels(widget: QPushButton | QToolButton) -> bytes:
    image = widget.icon().pixmap(20, 20).toImage()
    return bytes(image.constBits())


def test_a_change_of_theme_reaches_icons_plates_and_small_maps(
    qtbot: QtBot, window: MainWindow, light: None
):
    window.resize(1500, 850)  # wide enough for the list of sessions
    begin_session(window, "p")
    leave_one_needle_in(qtbot, window)
    page = chart(window)
    button = window.rail.findChild(QToolButton, "rail_lock")
    assert button is not None
    page.map.render_now()
    qtbot.waitUntil(lambda: page.sessions.is_drawn)
    before = pixels(button), page.map.grab().toImage(), page.sessions.grab().toImage()
    THEME.choose(dark=True)
    page.map.render_now()
    qtbot.waitUntil(lambda: page.sessions.is_drawn)
    qtbot.waitUntil(lambda: pixels(button) != before[0])
    assert page.map.grab().toImage() != before[1]
    assert page.sessions.grab().toImage() != before[2]


def test_a_change_of_theme_reaches_the_paper_page(qtbot: QtBot, window: MainWindow, light: None):
    begin_session(window, "p")
    assert window.pages is not None
    save = window.pages.paper.findChild(QPushButton, "save_pdf")
    assert save is not None
    window._add_page(window.pages.paper)  # noqa: SLF001 - without making a paper
    before = pixels(save)
    THEME.choose(dark=True)
    qtbot.waitUntil(lambda: pixels(save) != before)


def test_settings_of_the_view_are_kept(settings: QSettings, qtbot: QtBot):
    view = ViewSettings(settings)
    view.choose_colours(Colours.DARK)
    view.set_large_targets(True)
    view.set_inspector_left(True)
    again = ViewSettings(settings)
    assert (again.colours, again.large_targets, again.inspector_left) == (Colours.DARK, True, True)
    assert again.is_dark


def test_colours_of_the_command_line_hold_for_one_run(settings: QSettings, qtbot: QtBot):
    ViewSettings(settings).choose_colours(Colours.DARK)
    assert ViewSettings(settings, Colours.LIGHT).colours is Colours.LIGHT
    assert ViewSettings(settings).colours is Colours.DARK


def test_the_left_hand_swaps_panels_and_keeps_their_widths(window: MainWindow):
    window.resize(1500, 850)  # wide enough for the list of sessions
    begin_session(window, "p")
    page = chart(window)
    widths = page.sessions.width(), page.inspector.width()
    turn_round(page, True)
    QApplication.processEvents()
    assert page.inspector.x() < page.map.mapTo(page, QPoint()).x() < page.sessions.x()
    assert (page.sessions.width(), page.inspector.width()) == widths
    turn_round(page, True)  # no third turn
    turn_round(page, False)
    QApplication.processEvents()
    assert page.sessions.x() < page.inspector.x()


def test_pages_made_later_follow_the_hand(window: MainWindow):
    window.view.blockSignals(True)  # the theme of the test run stays
    window.view.set_inspector_left(True)
    window.show_page(ATLAS)
    QApplication.processEvents()
    assert window.pages is not None
    atlas = window.pages.study.atlas
    assert atlas.list.mapTo(atlas, QPoint()).x() > atlas.map.mapTo(atlas, QPoint()).x()


def test_a_target_for_fingers_is_nine_millimetres_within_reason(qtbot: QtBot):
    assert LEAST_TARGET <= target_pixels() <= MOST_TARGET


def test_large_targets_reach_buttons_of_fixed_size(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
):
    begin_session(window, "p")
    page = chart(window)
    monkeypatch.setattr(THEME, "target", 40)
    THEME.changed.emit()
    page.setStyleSheet(style_sheet(THEME.colours) + touch_sheet(40))
    QApplication.processEvents()
    buttons = [b for b in page.findChildren(QPushButton) if b.isVisible()]
    assert buttons
    assert min(b.height() for b in buttons) >= 40
    small = [b for b in page.findChildren(QToolButton) if b.isVisible()]
    assert min(min(b.width(), b.height()) for b in small) >= 40


def test_pages_that_need_a_session_wait_for_one(window: MainWindow):
    window.show_page(CHART)
    assert window.pages is not None
    assert window.page_in_front() is window.pages.patients
