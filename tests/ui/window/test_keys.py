"""F1 over every page: one panel, the keys of that page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.window.hands import begin_session, chart
from tpdn_desktop.ui.chart.chart_keys import KeyRow, When
from tpdn_desktop.ui.chart.key_list import KeyList, in_two_columns, told
from tpdn_desktop.ui.main_window import MainWindow
from tpdn_desktop.ui.rail import ATLAS, CHART, COURSE, LOOKUP, PATIENTS


def nothing() -> None:
    """An action without consequence."""


def words_in(panel: KeyList) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel)]


@pytest.mark.parametrize(
    ("page", "title", "some_words"),
    [
        (CHART, "Keys of the chart", "Twitch: next grade"),
        (ATLAS, "Keys of the atlas", "Whole body"),
        (LOOKUP, "Keys of the look-up", "Wider brush"),
        (PATIENTS, "Keys of the patients", "Lock"),
        (COURSE, "Keys of the course", "Both sessions one back, one on"),
    ],
)
def test_f1_shows_the_keys_of_the_page_in_front_and_puts_them_away(
    qtbot: QtBot, window: MainWindow, page: str, title: str, some_words: str
):
    begin_session(window, "p")
    window.show_page(page)
    window.show_keys()
    shown = [panel for panel in window.findChildren(KeyList) if panel.isVisible()]
    assert [panel.accessibleName() for panel in shown] == [title]
    assert some_words in words_in(shown[0])
    window.show_keys()
    assert not shown[0].isVisible()


def test_the_keys_lie_over_the_page_and_not_beyond_it(qtbot: QtBot, window: MainWindow):
    begin_session(window, "p")
    window.show_keys()
    QApplication.processEvents()
    page = chart(window)
    panel = page.findChild(KeyList)
    assert panel is not None
    assert page.rect().contains(panel.geometry())


def test_escape_puts_the_keys_away(qtbot: QtBot, window: MainWindow):
    begin_session(window, "p")
    window.show_keys()
    panel = chart(window).findChild(KeyList)
    assert panel is not None
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_rows_that_are_told_as_one_stand_there_once():
    rows = [
        KeyRow((str(n),), f"{n} needles", nothing, When.POINT, listed_as=("1 - 9", "Needles"))
        for n in range(1, 10)
    ]
    assert told(rows) == (("1 - 9", "Needles"),)


def test_two_columns_hold_every_row_in_order():
    rows = [KeyRow((key,), key, nothing, When.SESSION) for key in "ABCDE"]
    (_, first), (_, second) = in_two_columns(rows)
    assert [keys for keys, _ in (*first, *second)] == list("ABCDE")
    assert len(first) - len(second) in {0, 1}
