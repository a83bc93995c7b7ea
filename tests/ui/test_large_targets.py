"""Controls for fingers: nothing to press is smaller than the target, either way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tpdn_desktop.atlas.bodymap import BodyMap
from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.pain_drawing import PainedRegion
from tpdn_desktop.ui.chart.pain_cells import PainCells
from tpdn_desktop.ui.course.outcome_choice import OutcomeChoice
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.lookup.candidate_row import CandidateRow, RowWords
from tpdn_desktop.ui.lookup.lookup_page import LookupPage
from tpdn_desktop.ui.lookup.region_ticks import RegionTicks
from tpdn_desktop.ui.palette.entry import Entry
from tpdn_desktop.ui.palette.palette_panel import PalettePanel
from tpdn_desktop.ui.palette.shelf import Shelf
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


def dressed(qtbot: QtBot, widget: QWidget, width: int, height: int) -> None:
    qtbot.addWidget(widget)
    widget.setStyleSheet(style_sheet(THEME.colours) + touch_sheet(THEME.target))
    widget.resize(width, height)
    widget.show()
    qtbot.waitExposed(widget)


def too_small(widget: QWidget) -> list[str]:
    """The names of shown buttons that a finger may miss."""
    return [
        button.accessibleName()
        for button in widget.findChildren(QAbstractButton)
        if button.isVisible()
        and button.accessibleName()
        and min(button.width(), button.height()) < TARGET
    ]


@pytest.mark.usefixtures("for_fingers")
def test_a_candidate_of_the_look_up_is_palpated_and_charted_with_a_finger(qtbot: QtBot) -> None:
    row = CandidateRow()
    row.show_words(
        RowWords(1, "Infraspinatus, right", "TrP1", 0.4, 0.1, "Why.", True, None, may_chart=True)
    )
    dressed(qtbot, row, 400, 140)
    assert row.chart.isVisible()
    assert too_small(row) == []


@pytest.mark.usefixtures("for_fingers")
def test_everything_to_press_on_the_look_up_is_large_enough(
    qtbot: QtBot, bodymap: BodyMap, reference: Reference, icons: IconSet
) -> None:
    lookup = LookupPage(Sheet(bodymap), reference, icons)
    try:
        dressed(qtbot, lookup, 1306, 700)
        assert too_small(lookup) == []
        assert lookup.brush_bar.size_slider.height() >= TARGET
    finally:
        lookup.stop()


@pytest.mark.usefixtures("for_fingers")
def test_a_region_is_ticked_by_a_press_anywhere_on_its_row(
    qtbot: QtBot, reference: Reference
) -> None:
    regions = RegionTicks(reference)
    dressed(qtbot, regions, 400, 500)
    box = regions.list.visualItemRect(regions.item("temple", Side.RIGHT))
    assert box.height() >= TARGET
    at = QPoint(box.right() - 30, box.center().y())
    for painful in (True, False):
        with qtbot.waitSignal(regions.ticked) as said:
            qtbot.mouseClick(regions.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert said.args == [PainedRegion("temple", Side.RIGHT, painful)]


@pytest.mark.usefixtures("for_fingers")
def test_lines_of_the_palette_are_as_high_as_a_finger_asks_for(qtbot: QtBot) -> None:
    shelf = Shelf()
    shelf.add(lambda typed: (Entry("Undo", lambda: None),))
    window = QWidget()
    dressed(qtbot, window, 900, 600)
    panel = PalettePanel(shelf, window)
    panel.begin()
    assert panel.list.visualItemRect(panel.list.item(0)).height() >= TARGET


@pytest.mark.usefixtures("for_fingers")
def test_the_outcomes_of_a_course_stand_in_two_rows_where_a_finger_needs_it(qtbot: QtBot) -> None:
    words = [(word, word) for word in ("Pain", "Area", "Points", "Twitches", "Needles", "Pressure")]
    choice = OutcomeChoice(words, "Outcome")
    panel = QWidget()
    QVBoxLayout(panel).addWidget(choice)
    dressed(qtbot, panel, 260, 120)
    qtbot.waitUntil(lambda: choice.button(3).y() > choice.button(2).y())
    assert choice.button(0).y() == choice.button(2).y()
    assert too_small(choice) == []
