"""Unlocking a clinic file and setting up a new one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tpdn_desktop.domain.clinic import DEFAULT_TRAY
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.needle import NeedleSize
from tpdn_desktop.ui.entry.first_run_page import FirstRunPage
from tpdn_desktop.ui.entry.needle_step import needle_size_from
from tpdn_desktop.ui.entry.password_strength import Strength, strength
from tpdn_desktop.ui.entry.steps import PasswordStep
from tpdn_desktop.ui.entry.unlock_page import UnlockPage
from tpdn_desktop.ui.icons import IconSet

ICONS = Path(__file__).parents[2] / "resources" / "icons"
PASSWORD = "correct horse battery"


@pytest.fixture
def unlock(qtbot: QtBot) -> UnlockPage:
    page = UnlockPage(IconSet(ICONS))
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show_file("example-clinic.tpdn")
    page.show()
    return page


@pytest.fixture
def setup(qtbot: QtBot, tmp_path: Path) -> FirstRunPage:
    page = FirstRunPage(IconSet(ICONS))
    qtbot.addWidget(page)
    page.resize(1200, 740)
    page.show_path(str(tmp_path / "clinic.tpdn"))
    page.show()
    return page


def line(page: QWidget, name: str) -> QLineEdit:
    found = page.findChild(QLineEdit, name)
    assert found is not None
    return found


def press(page: QWidget, name: str) -> None:
    found = page.findChild(QAbstractButton, name)
    assert found is not None
    found.click()


def words(page: QWidget, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert found is not None
    return found.text() if found.isVisibleTo(page) else ""


# Unlock -------------------------------------------------------------------------------------------


def test_enter_asks_to_unlock_with_the_password(qtbot: QtBot, unlock: UnlockPage):
    qtbot.keyClicks(line(unlock, "password"), "secret words")
    with qtbot.waitSignal(unlock.unlock_requested) as asked:
        qtbot.keyClick(line(unlock, "password"), Qt.Key.Key_Return)
    assert asked.args == ["secret words"]


def test_no_password_asks_for_nothing(qtbot: QtBot, unlock: UnlockPage):
    with qtbot.assertNotEmitted(unlock.unlock_requested):
        press(unlock, "unlock")
    assert words(unlock, "password_line") == "Type the password of this file."


def test_a_wrong_password_is_said_under_the_field_until_it_is_edited(
    qtbot: QtBot, unlock: UnlockPage
):
    unlock.show_problem("That did not open the file.")
    assert words(unlock, "password_line") == "That did not open the file."
    qtbot.keyClicks(line(unlock, "password"), "x")
    assert words(unlock, "password_line") == ""


def test_nothing_can_be_asked_while_the_file_is_opened(qtbot: QtBot, unlock: UnlockPage):
    line(unlock, "password").setText("secret words")
    unlock.show_busy(True, "Opening example-clinic.tpdn")
    assert words(unlock, "busy_sentence") == "Opening example-clinic.tpdn"
    with qtbot.assertNotEmitted(unlock.unlock_requested):
        press(unlock, "unlock")


def test_clear_leaves_no_password_and_hides_the_next(unlock: UnlockPage):
    line(unlock, "password").setText("secret words")
    press(unlock, "password_eye")
    assert line(unlock, "password").echoMode() is QLineEdit.EchoMode.Normal
    unlock.clear()
    assert line(unlock, "password").text() == ""
    assert line(unlock, "password").echoMode() is QLineEdit.EchoMode.Password


def test_a_capital_without_shift_tells_of_caps_lock(qtbot: QtBot, unlock: UnlockPage):
    hint = unlock.findChild(QWidget, "caps_lock")
    qtbot.keyClick(line(unlock, "password"), "a")
    assert not hint.isVisibleTo(unlock)
    qtbot.keyClick(line(unlock, "password"), "A", Qt.KeyboardModifier.NoModifier)
    assert hint.isVisibleTo(unlock)
    qtbot.keyClick(line(unlock, "password"), Qt.Key.Key_CapsLock)
    assert not hint.isVisibleTo(unlock)


@pytest.mark.parametrize(
    ("name", "signal"),
    [
        ("other_file", "other_file_requested"),
        ("new_file", "new_file_requested"),
        ("demo", "demo_requested"),
    ],
)
def test_the_other_ways_in_are_announced(qtbot: QtBot, unlock: UnlockPage, name: str, signal: str):
    with qtbot.waitSignal(getattr(unlock, signal)):
        press(unlock, name)


# Set-up -------------------------------------------------------------------------------------------


def fill(setup: FirstRunPage) -> None:
    press(setup, "setup_continue")
    line(setup, "clinic_therapist").setText("R. Model (demo)")
    line(setup, "clinic_licence_number").setText("00-0000")
    line(setup, "clinic_clinic").setText("<b>Example</b> & Söhne (demo)")
    press(setup, "setup_continue")
    line(setup, "new_password").setText(PASSWORD)
    line(setup, "password_again").setText(PASSWORD)
    press(setup, "setup_continue")


def test_the_four_steps_end_in_a_clinic(qtbot: QtBot, setup: FirstRunPage, tmp_path: Path):
    fill(setup)
    line(setup, "new_size").setText("0,25 x 50")
    with qtbot.waitSignal(setup.create_requested) as asked:
        press(setup, "setup_continue")
    path, password, clinic = asked.args
    assert path == str(tmp_path / "clinic.tpdn")
    assert password == PASSWORD
    assert clinic.name == "<b>Example</b> & Söhne (demo)"
    assert clinic.therapist.licence_number == "00-0000"
    assert clinic.tray == (*DEFAULT_TRAY, NeedleSize(0.25, 50))


def test_the_first_needle_is_the_default(qtbot: QtBot, setup: FirstRunPage):
    fill(setup)
    press(setup, "default_size_2")
    with qtbot.waitSignal(setup.create_requested) as asked:
        press(setup, "setup_continue")
    assert asked.args[2].tray[0] == DEFAULT_TRAY[2]


def test_a_file_that_is_there_is_never_proposed_for_overwriting(
    setup: FirstRunPage, tmp_path: Path
):
    (tmp_path / "clinic.tpdn").touch()
    press(setup, "setup_continue")
    assert words(setup, "clinic_path_line") == (
        "A file of that name is already there. Choose another name."
    )


def test_a_file_that_came_to_be_meanwhile_stops_the_set_up(
    qtbot: QtBot, setup: FirstRunPage, tmp_path: Path
):
    fill(setup)
    (tmp_path / "clinic.tpdn").touch()
    with qtbot.assertNotEmitted(setup.create_requested):
        press(setup, "setup_continue")
    assert words(setup, "clinic_path_line") != ""


@pytest.mark.parametrize("path", ["", "clinic.tpdn", "a\0b", "/" + "x" * 5000])
def test_an_impossible_path_is_refused_at_its_field(setup: FirstRunPage, path: str):
    line(setup, "clinic_path").setText(path)
    press(setup, "setup_continue")
    assert words(setup, "clinic_path_line") != ""
    assert not line(setup, "clinic_therapist").isVisibleTo(setup)


def test_names_are_needed_and_long_ones_refused(setup: FirstRunPage):
    press(setup, "setup_continue")
    line(setup, "clinic_clinic").setText("c" * 5000)
    press(setup, "setup_continue")
    assert words(setup, "clinic_therapist_line") == "A therapist needs a name."
    assert words(setup, "clinic_clinic_line") == (
        "Clinic name has 5,000 characters; at most 200 are kept."
    )


def test_a_short_password_and_a_different_second_one_are_refused(setup: FirstRunPage):
    press(setup, "setup_continue")
    line(setup, "clinic_therapist").setText("R. Model (demo)")
    line(setup, "clinic_clinic").setText("Example (demo)")
    press(setup, "setup_continue")
    line(setup, "new_password").setText("short")
    press(setup, "setup_continue")
    assert words(setup, "new_password_line") == "A password has at least 8 characters."
    line(setup, "new_password").setText(PASSWORD)
    line(setup, "password_again").setText(PASSWORD + "!")
    press(setup, "setup_continue")
    assert words(setup, "password_again_line").startswith("The two passwords differ.")


def test_back_from_the_first_step_leaves_the_set_up(qtbot: QtBot, setup: FirstRunPage):
    with qtbot.waitSignal(setup.back_requested):
        press(setup, "setup_back")


def test_a_failure_is_said_and_the_set_up_can_be_tried_again(qtbot: QtBot, setup: FirstRunPage):
    fill(setup)
    setup.show_busy(True, "Making the clinic file")
    setup.show_problem("The folder is read-only.")
    assert words(setup, "setup_problem") == "The folder is read-only."
    with qtbot.waitSignal(setup.create_requested):
        press(setup, "setup_continue")


# What is typed ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("short", Strength.TOO_SHORT),
        ("password", Strength.WEAK),
        ("aaaaaaaaaaaaaaaa", Strength.WEAK),
        ("12345678901234", Strength.WEAK),
        (PASSWORD, Strength.STRONG),
    ],
)
def test_strength_sees_through_what_is_easy_to_guess(password: str, expected: Strength):
    assert strength(password) is expected


@given(st.text(max_size=60))
def test_every_password_has_a_strength(password: str):
    assert (strength(password) is Strength.TOO_SHORT) == (len(password) < 8)


@pytest.mark.parametrize(
    "typed", ["0.30 × 40", "0,3x40", ".30 40", "0.30*40 mm", " 0.3 mm x 40mm "]
)
def test_a_needle_size_is_read_as_people_write_it(typed: str):
    assert needle_size_from(typed) == NeedleSize(0.30, 40)


@pytest.mark.parametrize(
    "typed", ["", "40", "0.30", "3 × 40", "0.30 × 400", "nan x nan", "-0.3 x 40"]
)
def test_an_impossible_needle_size_is_refused(typed: str):
    with pytest.raises(RuleBroken):
        needle_size_from(typed)


def test_tab_goes_from_the_password_to_its_repetition(qtbot: QtBot) -> None:
    step = PasswordStep(IconSet(ICONS))
    qtbot.addWidget(step)
    first = step.findChild(QLineEdit, "new_password")
    second = step.findChild(QLineEdit, "password_again")
    assert first is not None
    with qtbot.waitExposed(step):
        step.show()
    step.activateWindow()
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert step.focusWidget() is second
