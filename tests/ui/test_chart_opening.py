"""Needles that are opened beforehand at the chart: opened, used, wasted, and seen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.services.record_in_memory import StoreInMemory
from tests.ui.at_the_chart import click, keys, press, selected, session_of
from tests.ui.test_chart_needles import words_in
from tpdn_desktop.domain.needle import NeedleSize
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.ui.chart.chart_page import ChartPage
from tpdn_desktop.ui.theme import THEME

ALT = Qt.KeyboardModifier.AltModifier


def open_list(page: ChartPage) -> None:
    QTest.keyClick(page.map, Qt.Key.Key_O, ALT)
    QApplication.processEvents()


def opened_sizes(page: ChartPage) -> list[NeedleSize]:
    return [needle.size for needle in session_of(page).opened]


def row_tip(page: ChartPage) -> str:
    """The tip of the first row of needles of the selected point; a row replaced goes later."""
    rows = page.inspector.findings.needles.findChildren(QLabel)
    row = [label.parentWidget() for label in rows if label.text() == "1a"][-1]
    assert row is not None
    return row.toolTip()


def test_quick_way_says_nothing_of_opening(qtbot: QtBot, page: ChartPage) -> None:
    click(qtbot, page, "infraspinatus.1")
    assert "Opened" not in words_in(page.bar)
    assert row_tip(page).startswith("placed ")


def test_one_key_leads_to_opening_and_enter_opens(page: ChartPage, store: StoreInMemory) -> None:
    open_list(page)
    assert page.needles.list.isVisible()
    hand = QApplication.focusWidget()
    assert isinstance(hand, QPushButton)
    assert hand.accessibleName() == "Open 1 needle, which then lies ready"
    QTest.keyClick(hand, Qt.Key.Key_Space)
    QApplication.processEvents()
    assert page.desk is not None
    assert opened_sizes(page) == [page.desk.tray[0]]
    assert store.session(session_of(page).id) == session_of(page)
    assert "Opened 1 · Placed 0 · Removed 0" in words_in(page.bar)
    assert "1 ready" in words_in(page.needles.list)


def test_pack_of_another_size_is_opened_and_used_from_the_map(
    qtbot: QtBot, page: ChartPage
) -> None:
    open_list(page)
    sizes = page.needles.list.findChild(QComboBox, "open_size")
    assert sizes is not None
    sizes.setCurrentIndex(1)
    press(page.needles.list, "open_5")
    press(page.needles.list, "open_1")
    chosen = sizes.currentData()
    assert opened_sizes(page) == [chosen] * 6
    click(qtbot, page, "infraspinatus.1")
    assert len(opened_sizes(page)) == 6  # the default needle is another size
    keys(page, "N")
    assert [n.size for n in selected(page).needles] == [chosen]
    assert len(opened_sizes(page)) == 5
    assert "Opened 6 · Placed 1" in words_in(page.bar)
    times = row_tip(page).split(" · ")
    assert [time.split()[0] for time in times] == ["opened", "placed", "out"]


def test_needles_opened_together_are_one_row_and_each_is_wasted_alone(page: ChartPage) -> None:
    open_list(page)
    press(page.needles.list, "open_5")
    assert len(page.needles.list.findChildren(QPushButton, "ready_wasted")) == 1
    why = page.needles.list.findChild(QLineEdit, "wasted_reason")
    assert why is not None
    QTest.keyClicks(why, "touched")
    press(page.needles.list, "ready_wasted")
    (wasted,) = session_of(page).wasted
    assert wasted.reason == "touched"
    assert wasted.opened_at is not None
    assert why.text() == ""
    assert "4 ready" in words_in(page.needles.list)


def test_slip_is_taken_back_and_the_rest_is_wasted_at_once(page: ChartPage) -> None:
    open_list(page)
    press(page.needles.list, "open_5")
    press(page.needles.list, "ready_slip")
    assert len(opened_sizes(page)) == 4
    assert session_of(page).wasted == ()
    press(page.needles.list, "all_wasted")
    assert opened_sizes(page) == []
    assert len(session_of(page).wasted) == 4
    assert "ready" not in words_in(page.needles.list)


def test_hand_stays_in_the_list_when_its_row_goes(page: ChartPage) -> None:
    open_list(page)
    press(page.needles.list, "open_1")
    waste = page.needles.list.findChild(QPushButton, "ready_wasted")
    assert waste is not None
    waste.setFocus()
    QTest.keyClick(waste, Qt.Key.Key_Space)
    QApplication.processEvents()
    hand = QApplication.focusWidget()
    assert hand is not None
    assert hand.objectName() == "open_1"
    QTest.keyClick(hand, Qt.Key.Key_Escape)
    assert not page.needles.list.isVisible()


def test_counter_says_how_many_lie_ready(page: ChartPage) -> None:
    open_list(page)
    press(page.needles.list, "open_5")
    counter = page.bar.findChild(QLabel, "needles_in")
    assert counter is not None
    beside = counter.parentWidget()
    assert beside is not None
    assert beside.toolTip().startswith("Opened 5\n5 opened needles lie ready")
    assert beside.accessibleDescription() == "Opened 5. 5 opened needles lie ready"


def test_signed_session_opens_no_needles(page: ChartPage, record: ClinicRecord) -> None:
    assert page.desk is not None
    record.sign(page.desk, "correct horse battery")
    page.open_session(record, session_of(page))
    open_list(page)
    for number in (1, 5, 10):
        push = page.needles.list.findChild(QPushButton, f"open_{number}")
        assert push is not None
        assert not push.isEnabled()


def test_nothing_of_a_session_stays_in_the_list_when_it_is_closed(page: ChartPage) -> None:
    open_list(page)
    press(page.needles.list, "open_5")
    page.close_session()
    QApplication.processEvents()
    assert "ready" not in words_in(page.needles.list)


@pytest.fixture
def for_fingers() -> Iterator[None]:
    THEME.target = 36
    yield
    THEME.target = 0


@pytest.mark.usefixtures("for_fingers")
def test_list_leaves_the_bar_free_where_controls_are_large(page: ChartPage) -> None:
    open_list(page)
    press(page.needles.list, "open_5")
    assert page.needles.list.geometry().bottom() < page.bar.geometry().top()
