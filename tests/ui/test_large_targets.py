"""Controls for fingers: nothing to press is smaller than the target, either way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tpdn_desktop.ui.chart.pain_cells import PainCells
from tpdn_desktop.ui.theme import THEME, style_sheet, touch_sheet

TARGET = 36


@pytest.fixture
def for_fingers() -> Iterator[None]:
    THEME.target = TARGET
    yield
    THEME.target = 0


def shown_cells(qtbot: QtBot) -> PainCells:
    cells = PainCells("Pain before", "Alt+B")
    qtbot.addWidget(cells)
    cells.setStyleSheet(style_sheet(THEME.colours) + touch_sheet(THEME.target))
    cells.show()
    return cells


@pytest.mark.usefixtures("for_fingers")
def test_cells_of_pain_are_as_wide_and_as_high_as_a_finger_asks_for(qtbot: QtBot) -> None:
    cells = shown_cells(qtbot)
    for score in range(11):
        size = cells.button(score).size()
        assert min(size.width(), size.height()) >= TARGET


@pytest.mark.usefixtures("for_fingers")
def test_cells_for_fingers_stand_in_two_rows(qtbot: QtBot) -> None:
    cells = shown_cells(qtbot)
    tops = [cells.button(score).y() for score in range(11)]
    assert tops == [tops[0]] * 6 + [tops[0] + cells.button(0).height()] * 5


def test_cells_for_a_mouse_stand_in_one_row(qtbot: QtBot) -> None:
    cells = shown_cells(qtbot)
    assert len({cells.button(score).y() for score in range(11)}) == 1


def test_cells_change_their_rows_with_the_theme(qtbot: QtBot) -> None:
    cells = shown_cells(qtbot)
    lefts = [cells.button(score).x() for score in range(11)]
    THEME.target = TARGET
    try:
        THEME.changed.emit()
    finally:
        THEME.target = 0
    THEME.changed.emit()
    qtbot.waitUntil(lambda: [cells.button(score).x() for score in range(11)] == lefts)
    assert [bool(cells.button(score).property("last")) for score in range(11)] == [False] * 10 + [
        True
    ]
