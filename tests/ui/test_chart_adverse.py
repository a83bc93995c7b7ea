"""Adverse events are asked beside the map: E at a point, Alt+E anywhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.services.record_in_memory import StoreInMemory
from tests.ui.at_the_chart import click, keys, selected, session_of
from tpdn_desktop.domain.session import AdverseGrade
from tpdn_desktop.ui.chart.chart_page import ChartPage


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.mark.parametrize(("digit", "grade"), list(zip("0123", AdverseGrade, strict=True)))
def test_e_and_a_digit_are_a_grade_and_leave_the_needles_as_they_are(
    qtbot: QtBot, page: ChartPage, store: StoreInMemory, digit: str, grade: AdverseGrade
) -> None:
    click(qtbot, page, "infraspinatus.1")
    keys(page, "E")
    QTest.keyClick(focus(), digit)
    assert store.session(session_of(page).id).adverse is grade
    assert len(selected(page).needles) == 1


def test_words_follow_when_something_happened(
    qtbot: QtBot, page: ChartPage, store: StoreInMemory
) -> None:
    click(qtbot, page, "infraspinatus.1")
    keys(page, "E")
    line = page.inspector.adverse
    assert line.isVisible()
    assert not line.words.isVisible()
    QTest.keyClick(focus(), "1")
    assert focus() is line.words
    QTest.keyClicks(focus(), "Bruise")
    assert store.session(session_of(page).id).adverse_note == "Bruise"
    assert page.selected is not None


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_the_line_goes_and_the_map_has_the_keys_again(
    qtbot: QtBot, page: ChartPage, key: Qt.Key
) -> None:
    point = click(qtbot, page, "infraspinatus.1")
    keys(page, "E")
    QTest.keyClick(focus(), "0")
    QTest.keyClick(focus(), key)
    assert not page.inspector.adverse.isVisible()
    assert page.map.hasFocus()
    assert page.selected == point.id


def test_the_line_goes_with_the_point_it_was_opened_at(qtbot: QtBot, page: ChartPage) -> None:
    click(qtbot, page, "infraspinatus.1")
    keys(page, "E")
    click(qtbot, page, "gluteus_medius.1")
    assert not page.inspector.adverse.isVisible()


def test_a_second_click_on_a_grade_says_not_asked(
    qtbot: QtBot, page: ChartPage, store: StoreInMemory
) -> None:
    click(qtbot, page, "infraspinatus.1")
    keys(page, "E")
    for grade in (AdverseGrade.NONE, None):
        page.inspector.adverse.grade.button(0).click()
        assert store.session(session_of(page).id).adverse is grade


def test_with_nothing_selected_the_session_asks(page: ChartPage) -> None:
    QTest.keyClick(page.map, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    assert page.inspector.session.adverse.isAncestorOf(focus())
    QTest.keyClick(focus(), "3")
    assert session_of(page).adverse is AdverseGrade.SERIOUS
    assert focus() is page.inspector.session.adverse.words
