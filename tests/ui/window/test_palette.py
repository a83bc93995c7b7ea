"""The command palette: what fits typed letters, and what Enter does with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.window.hands import begin_session, chart, leave_one_needle_in
from tpdn_desktop.ui.main_window import MainWindow
from tpdn_desktop.ui.palette.entry import Entry
from tpdn_desktop.ui.palette.fuzzy import fit
from tpdn_desktop.ui.palette.palette_panel import PalettePanel
from tpdn_desktop.ui.palette.shelf import Shelf
from tpdn_desktop.ui.rail import PATIENTS, SETTINGS

# What fits ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["zoom", "ZOOM in", "in zo", "zi", "zmin", "zöom"])
def test_letters_fit_whole_beginning_initials_and_scattered(typed: str):
    assert fit(typed, "Zoom in") is not None


@pytest.mark.parametrize("typed", ["zoom out", "x", "niz", "mooz"])
def test_letters_that_do_not_stand_there_do_not_fit(typed: str):
    assert fit(typed, "Zoom in") is None


def test_a_beginning_fits_better_than_an_inside_and_that_than_scattered_letters():
    beginning, inside, scattered = (
        fit("inf", words) for words in ("Infraspinatus", "Set reinforced", "Is not found")
    )
    assert beginning is not None
    assert inside is not None
    assert scattered is not None
    assert beginning > inside > scattered


def test_words_that_are_not_shown_count_less():
    shown, aside = fit("dark", "Dark colours"), fit("dark", "Colours", also="dark")
    assert shown is not None
    assert aside is not None
    assert shown > aside


@given(st.text(max_size=30), st.text(max_size=60))
def test_whatever_is_typed_has_an_answer(typed: str, words: str):
    how_well = fit(typed, words)
    assert how_well is None or -0.1 <= how_well <= 1.2


def nothing() -> None:
    """An action without consequence."""


def test_what_cannot_be_done_now_stands_after_what_can():
    shelf = Shelf()
    shelf.add(
        lambda _: (
            Entry("Undo here", nothing, hindrance="open a session first"),
            Entry("Undo there", nothing),
        )
    )
    assert [e.words for e in shelf.find("undo")] == ["Undo there", "Undo here"]


def test_the_same_words_of_a_place_are_offered_once():
    shelf = Shelf()
    for _ in range(2):
        shelf.add(lambda _: (Entry("Lock", nothing, "Window"),))
    assert len(shelf.find("lock")) == 1


# The panel over the window -----------------------------------------------------------------------


def panel_of(window: MainWindow) -> PalettePanel:
    panel = window.findChild(PalettePanel)
    assert panel is not None
    return panel


def open_palette(qtbot: QtBot, window: MainWindow, typed: str = "") -> PalettePanel:
    window.toggle_palette()
    panel = panel_of(window)
    QApplication.processEvents()
    qtbot.keyClicks(panel.field, typed)
    return panel


def words_of(panel: PalettePanel) -> list[str]:
    return [entry.words for entry in panel.entries]


def test_the_palette_stays_shut_while_locked(window: MainWindow):
    window.lock()
    window.toggle_palette()
    assert window.findChild(PalettePanel) is None


def test_enter_does_what_stands_first(qtbot: QtBot, window: MainWindow):
    panel = open_palette(qtbot, window, "look-up")
    assert panel.entries[0].words == "Look-up"
    assert panel.entries[0].keys == "F6"
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    assert window.pages is not None
    assert window.page_in_front() is window.pages.study.lookup
    assert not panel.isVisible()


def test_escape_leaves_all_as_it_was(qtbot: QtBot, window: MainWindow):
    begin_session(window, "p")
    panel = open_palette(qtbot, window, "pati")
    qtbot.keyClick(panel.field, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert window.focusWidget() is chart(window).map


def test_a_patient_is_found_by_name_and_opened(qtbot: QtBot, window: MainWindow):
    begin_session(window, "p")
    panel = open_palette(qtbot, window, "borys")
    assert panel.entries[0].where.startswith("Patient")
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert window.pages is not None
    assert window.page_in_front() is window.pages.widget(PATIENTS)
    window.new_session()
    desk = chart(window).desk
    assert desk is not None
    assert desk.session.patient_id == "q"


def test_a_muscle_is_found_with_a_slip_and_shown_in_the_atlas(qtbot: QtBot, window: MainWindow):
    panel = open_palette(qtbot, window, "infraspinatsu")
    assert words_of(panel)[0] == "Infraspinatus"
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    assert window.pages is not None
    atlas = window.pages.study.atlas
    assert atlas.muscle is not None
    assert atlas.muscle.id == "infraspinatus"


def test_every_key_of_the_chart_is_offered(qtbot: QtBot, window: MainWindow):
    begin_session(window, "p")
    assert window.pages is not None
    rows = window.pages.keys.rows
    window.toggle_palette()
    panel = panel_of(window)
    for row in rows:
        panel.field.setText(row.words)
        panel.refresh()
        assert row.words in words_of(panel), row.words


def test_an_action_of_a_point_waits_for_a_point(qtbot: QtBot, window: MainWindow):
    begin_session(window, "p")
    panel = open_palette(qtbot, window, "mirror")
    entry = panel.entries[0]
    assert entry.words == "Mirror to the other side"
    assert entry.hindrance == "select a point first"
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    assert panel.isVisible()


def test_an_action_of_the_chart_is_done_from_another_page(qtbot: QtBot, window: MainWindow):
    begin_session(window, "p")
    leave_one_needle_in(qtbot, window)
    window.show_page(PATIENTS)
    panel = open_palette(qtbot, window, "all needles are out")
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    assert window.needles_in() == 0
    assert window.page_in_front() is chart(window)


def test_actions_of_pages_not_yet_seen_are_found(qtbot: QtBot, window: MainWindow):
    panel = open_palette(qtbot, window, "wider brush")
    qtbot.waitUntil(lambda: "Wider brush" in words_of(panel))


def test_what_is_chosen_stays_chosen_while_pages_are_made(qtbot: QtBot, window: MainWindow):
    panel = open_palette(qtbot, window, "a")
    qtbot.keyClick(panel.field, Qt.Key.Key_Down)
    chosen = panel.entries[panel.list.currentRow()]
    qtbot.waitUntil(lambda: window.made_page(SETTINGS) is not None)
    now = panel.entries[panel.list.currentRow()]
    assert (now.words, now.where) == (chosen.words, chosen.where)


def test_a_button_of_another_page_is_pressed_there(qtbot: QtBot, window: MainWindow):
    begin_session(window, "p")
    panel = open_palette(qtbot, window, "width paper")
    qtbot.waitUntil(lambda: "Width" in words_of(panel))
    entry = panel.entries[0]
    assert (entry.words, entry.where) == ("Width", "Paper")
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    assert window.pages is not None
    assert window.page_in_front() is window.pages.paper


def test_buttons_of_the_paper_wait_for_a_session(qtbot: QtBot, window: MainWindow):
    panel = open_palette(qtbot, window, "width paper")
    qtbot.waitUntil(lambda: "Width" in words_of(panel))
    assert panel.entries[0].hindrance == "open a session first"


def test_a_click_does_what_is_clicked(qtbot: QtBot, window: MainWindow):
    panel = open_palette(qtbot, window, "atlas")
    row = words_of(panel).index("Atlas")
    spot = panel.list.visualItemRect(panel.list.item(row)).center()
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert window.pages is not None
    assert window.page_in_front() is window.pages.study.atlas


def test_arrows_and_page_keys_go_through_the_list(qtbot: QtBot, window: MainWindow):
    panel = open_palette(qtbot, window)
    last = len(panel.entries) - 1
    for key, row in (
        (Qt.Key.Key_Down, 1),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_PageDown, min(8, last)),
        (Qt.Key.Key_PageUp, 0),
    ):
        qtbot.keyClick(panel.field, key)
        assert panel.list.currentRow() == row


def test_every_line_speaks_words_place_and_key(qtbot: QtBot, window: MainWindow):
    panel = open_palette(qtbot, window, "find a patient")
    spoken = panel.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Find a patient, Window, Ctrl+F"


def test_lock_leaves_no_name_in_the_palette(qtbot: QtBot, window: MainWindow):
    panel = open_palette(qtbot, window, "alba")
    assert panel.entries
    window.lock()
    assert not panel.isVisible()
    assert panel.entries == ()
    assert panel.field.text() == ""


def test_settings_of_the_view_are_reached(qtbot: QtBot, window: MainWindow):
    panel = open_palette(qtbot, window, "left hand")
    window.view.blockSignals(True)  # the look of the test run stays
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    assert window.view.inspector_left
