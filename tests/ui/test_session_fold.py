"""The list of sessions makes room for the map in a narrow window, and comes back when asked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tpdn_desktop.ui.chart.chart_page import ChartPage
from tpdn_desktop.ui.chart.session_fold import NARROW_UNDER


def test_a_narrow_chart_hides_the_list_and_a_wide_one_shows_it(
    qtbot: QtBot, page: ChartPage
) -> None:
    page.resize(NARROW_UNDER - 40, 700)
    page.show()
    qtbot.waitExposed(page)
    button = page.findChild(QPushButton, "show_sessions")
    assert isinstance(button, QPushButton)
    assert not page.sessions.isVisible()
    assert button.isVisible()
    page.resize(NARROW_UNDER + 40, 700)
    assert page.sessions.isVisible()
    assert not button.isVisible()


def test_the_button_brings_the_list_back_and_a_small_change_of_size_leaves_it(
    qtbot: QtBot, page: ChartPage
) -> None:
    page.resize(NARROW_UNDER - 40, 700)
    page.show()
    qtbot.waitExposed(page)
    QTest.mouseClick(page.fold.button, Qt.MouseButton.LeftButton)
    assert page.sessions.isVisible()
    assert not page.fold.button.isVisible()
    page.resize(NARROW_UNDER - 60, 720)
    assert page.sessions.isVisible()
    page.toggle_sessions()
    assert page.fold.button.isVisible()
