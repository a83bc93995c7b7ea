"""The settings, as one uses them: typed, clicked, kept at once, refused in a sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QSettings, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.services.record_in_memory import StoreInMemory
from tpdn_desktop.domain.aftercare import STANDARD_SHEET, sheet_of
from tpdn_desktop.domain.clinic import DEFAULT_TRAY, NeedleBox
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.needle import NeedleSize
from tpdn_desktop.domain.trigger_point import PressureUnit
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.ui.chart.chart_habits import ChartHabits
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.settings.charting_section import minutes_from
from tpdn_desktop.ui.settings.expiry import expiry_from
from tpdn_desktop.ui.settings.kept_here import KeptHere
from tpdn_desktop.ui.settings.paper_size import PaperSize
from tpdn_desktop.ui.settings.settings_page import SettingsPage
from tpdn_desktop.ui.view_settings import Colours, ViewSettings

LEFT = Qt.MouseButton.LeftButton
REFUSED = b"no picture"


def checked(picture: bytes) -> bytes:
    """Stands for the check of the papers: takes any file but one."""
    if picture == REFUSED:
        raise RuleBroken("The logo is not a PNG or JPEG picture, or it is damaged.")
    return picture


@pytest.fixture
def here(tmp_path: Path) -> KeptHere:
    kept = QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)
    return KeptHere(ViewSettings(kept), ChartHabits(kept), PaperSize(kept))


@pytest.fixture
def settings(qtbot: QtBot, icons: IconSet, here: KeptHere, record: ClinicRecord) -> SettingsPage:
    page = SettingsPage(icons, here, checked)
    qtbot.addWidget(page)
    page.resize(1306, 700)
    page.show_record(record)
    page.show()
    return page


def line(page: QWidget, name: str) -> QLineEdit:
    found = page.findChild(QLineEdit, name)
    assert found is not None
    return found


def type_over(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def press(page: QWidget, name: str) -> None:
    let_old_lines_go()
    found = page.findChild(QAbstractButton, name)
    assert found is not None
    assert found.isEnabled()
    found.click()


def let_old_lines_go() -> None:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def choose(qtbot: QtBot, page: QWidget, spoken: str) -> None:
    buttons = [b for b in page.findChildren(QAbstractButton) if b.accessibleName() == spoken]
    qtbot.mouseClick(buttons[0], LEFT)


# Clinic and therapist -----------------------------------------------------------------------------


def test_a_line_is_kept_at_enter(
    qtbot: QtBot, settings: SettingsPage, record: ClinicRecord
) -> None:
    settings.show_section(settings.clinic)
    type_over(qtbot, line(settings, "setting_phone"), "  000 111 ")
    type_over(qtbot, line(settings, "setting_therapist_licence_number"), "00-0001")
    assert record.clinic.phone == "000 111"
    assert record.clinic.therapist.licence_number == "00-0001"
    assert line(settings, "setting_phone").text() == "000 111"


def test_a_clinic_without_a_name_is_refused_under_the_line_and_esc_puts_it_back(
    qtbot: QtBot, settings: SettingsPage, record: ClinicRecord
) -> None:
    settings.show_section(settings.clinic)
    name = line(settings, "setting_name")
    type_over(qtbot, name, "")
    row = settings.clinic.rows[0]
    assert row.problem == "A clinic needs a name."
    assert record.clinic.name == "Demo clinic"
    qtbot.keyClick(name, Qt.Key.Key_Escape)
    assert name.text() == "Demo clinic"
    assert row.problem == ""


def test_a_full_disk_is_told_and_what_was_typed_stays(
    qtbot: QtBot, settings: SettingsPage, store: StoreInMemory
) -> None:
    settings.show_section(settings.clinic)
    store.is_full = True
    type_over(qtbot, line(settings, "setting_address"), "1 Sample Street")
    assert settings.clinic.rows[1].problem == "The disk is full."
    assert line(settings, "setting_address").text() == "1 Sample Street"
    assert store.held_clinic.address == ""


# Charting and appearance --------------------------------------------------------------------------


def test_the_dwell_target_is_kept_and_nothing_means_none(
    qtbot: QtBot, settings: SettingsPage, record: ClinicRecord
) -> None:
    dwell = line(settings, "setting_dwell")
    assert dwell.text() == "10 min"
    type_over(qtbot, dwell, "15")
    assert record.clinic.dwell_target_min == 15
    assert dwell.text() == "15 min"
    type_over(qtbot, dwell, "")
    assert record.clinic.dwell_target_min is None


@pytest.mark.parametrize("typed", ["0", "121", "ten", "1.5", "-3", "10 h"])
def test_impossible_minutes_are_refused(
    qtbot: QtBot, settings: SettingsPage, record: ClinicRecord, typed: str
) -> None:
    type_over(qtbot, line(settings, "setting_dwell"), typed)
    assert settings.charting.rows[0].problem
    assert record.clinic.dwell_target_min == 10


def test_minutes_are_read_with_and_without_their_unit() -> None:
    assert [minutes_from(text) for text in ("", " 10 ", "10 min", "10MIN.")] == [None, 10, 10, 10]


def test_sound_unit_hand_targets_and_colours_are_kept_on_this_computer(
    qtbot: QtBot, settings: SettingsPage, here: KeptHere, store: StoreInMemory
) -> None:
    writes = store.writes
    for spoken in (
        "Sound at the target time: One soft sound",
        "Unit of the algometer: kPa",
        "Layout: Left hand",
        "Targets: Touch",
        "Appearance: Dark",
    ):
        choose(qtbot, settings.charting, spoken)
    assert here.habits.dwell_sound
    assert here.habits.pressure_unit is PressureUnit.KPA
    assert here.view.inspector_left
    assert here.view.large_targets
    assert here.view.colours is Colours.DARK
    assert store.writes == writes


# Needle tray and boxes ----------------------------------------------------------------------------


def test_a_size_is_added_moved_to_the_front_and_removed(
    qtbot: QtBot, settings: SettingsPage, record: ClinicRecord
) -> None:
    settings.show_section(settings.tray)
    type_over(qtbot, line(settings, "tray_size"), "0,25 x 50")
    assert record.clinic.tray == (*DEFAULT_TRAY, NeedleSize(0.25, 50))
    for place in (4, 3, 2, 1):
        press(settings, f"up_size_{place}")
    assert record.clinic.tray[0] == NeedleSize(0.25, 50)
    press(settings, "remove_size_0")
    assert record.clinic.tray == DEFAULT_TRAY


def test_the_keyboard_stays_with_the_size_that_moves(
    qtbot: QtBot, settings: SettingsPage, record: ClinicRecord
) -> None:
    settings.show_section(settings.tray)
    push = settings.findChild(QAbstractButton, "down_size_0")
    assert push is not None
    push.setFocus()
    qtbot.keyClick(push, Qt.Key.Key_Space)
    assert record.clinic.tray[1] == DEFAULT_TRAY[0]
    let_old_lines_go()
    focus = settings.focusWidget()
    assert focus is not None
    assert focus.objectName() == "down_size_1"


@pytest.mark.parametrize("typed", ["", "long", "9 × 40", "0.30 × 40"])
def test_a_size_that_is_none_or_already_there_is_refused(
    qtbot: QtBot, settings: SettingsPage, record: ClinicRecord, typed: str
) -> None:
    settings.show_section(settings.tray)
    type_over(qtbot, line(settings, "tray_size"), typed)
    said = settings.findChild(QLabel, "tray_size_line")
    assert said is not None
    assert said.text()
    assert record.clinic.tray == DEFAULT_TRAY


def test_the_last_size_of_the_tray_cannot_be_removed(
    settings: SettingsPage, record: ClinicRecord
) -> None:
    record.save_clinic(replace(record.clinic, tray=DEFAULT_TRAY[:1]))
    let_old_lines_go()
    remove = settings.tray.findChild(QAbstractButton, "remove_size_0")
    assert remove is not None
    assert not remove.isEnabled()


def test_a_box_is_noted_and_one_past_its_date_is_marked(
    qtbot: QtBot, settings: SettingsPage, record: ClinicRecord
) -> None:
    settings.show_section(settings.boxes)
    for size, lot, until in (("0.30 x 40", "A-1", "2028-11"), ("0.25 x 30", "B-2", "10/2026")):
        line(settings, "box_size").setText(size)
        line(settings, "box_lot").setText(lot)
        type_over(qtbot, line(settings, "box_expiry"), until)
    assert record.clinic.boxes == (
        NeedleBox(NeedleSize(0.30, 40), "A-1", date(2028, 11, 30)),
        NeedleBox(NeedleSize(0.25, 30), "B-2", date(2026, 10, 31)),
    )
    let_old_lines_go()
    words = [label.text() for label in settings.boxes.findChildren(QLabel)]
    assert words.count("Past its date") == 1
    press(settings, "remove_box_1")
    assert len(record.clinic.boxes) == 1


def test_a_box_without_lot_or_with_an_impossible_date_is_refused(
    qtbot: QtBot, settings: SettingsPage, record: ClinicRecord
) -> None:
    settings.show_section(settings.boxes)
    said = settings.findChild(QLabel, "box_problem")
    assert said is not None
    line(settings, "box_size").setText("0.30 x 40")
    type_over(qtbot, line(settings, "box_lot"), "")
    assert said.text() == "A box of needles needs its lot."
    line(settings, "box_lot").setText("A-1")
    type_over(qtbot, line(settings, "box_expiry"), "2028-02-30")
    assert said.text() == "That month has no day 30; its last is 29."
    assert record.clinic.boxes == ()


def test_the_date_of_a_box_is_read_as_printed() -> None:
    november = date(2028, 11, 30)
    typed = ("2028-11", "2028.11", "11/2028", "2028-11-30", "30.11.2028", "")
    assert [expiry_from(text) for text in typed] == [november] * 5 + [None]
    for wrong in ("28-11", "2028-13", "soon", "2028", "1999-01"):
        with pytest.raises(RuleBroken):
            expiry_from(wrong)


# Logo and paper -----------------------------------------------------------------------------------


def png() -> bytes:
    image = QImage(60, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(kept.data())


def test_a_logo_is_checked_kept_shown_and_removed(
    qtbot: QtBot, settings: SettingsPage, store: StoreInMemory, tmp_path: Path
) -> None:
    settings.show_section(settings.paper)
    file = tmp_path / "logo.png"
    file.write_bytes(png())
    logo = settings.paper.logo
    with qtbot.waitSignal(logo.chosen):
        logo.take_file(file)
    assert store.held_logo == file.read_bytes()
    assert logo.has_picture
    press(settings, "remove_logo")
    assert store.held_logo is None
    assert not logo.has_picture


def test_a_file_that_is_no_picture_is_refused_in_a_sentence(
    qtbot: QtBot, settings: SettingsPage, store: StoreInMemory, tmp_path: Path
) -> None:
    settings.show_section(settings.paper)
    file = tmp_path / "logo.png"
    file.write_bytes(REFUSED)
    settings.paper.logo.take_file(file)
    qtbot.waitUntil(lambda: settings.paper.logo.problem != "")
    assert "not a PNG or JPEG" in settings.paper.logo.problem
    settings.paper.logo.take_file(tmp_path / "gone.png")
    qtbot.waitUntil(lambda: "cannot be read" in settings.paper.logo.problem)
    assert store.held_logo is None


def test_the_size_of_paper_is_kept_on_this_computer(
    qtbot: QtBot, settings: SettingsPage, here: KeptHere, tmp_path: Path
) -> None:
    settings.show_section(settings.paper)
    with qtbot.waitSignal(here.size.changed):
        choose(qtbot, settings.paper, "Size of paper: Letter")
    kept = QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)
    assert PaperSize(kept).letter


# Aftercare ----------------------------------------------------------------------------------------


def text(settings: SettingsPage, name: str) -> QPlainTextEdit:
    found = settings.findChild(QPlainTextEdit, f"aftercare_{name}")
    assert found is not None
    return found


def state(settings: SettingsPage) -> str:
    found = settings.findChild(QLabel, "aftercare_state")
    assert found is not None
    return found.text()


def test_saving_the_sheet_makes_an_edition_and_the_programs_words_come_back(
    qtbot: QtBot, settings: SettingsPage, record: ClinicRecord
) -> None:
    settings.show_section(settings.aftercare)
    assert state(settings) == "The program's words."
    text(settings, "helps").setFocus()
    qtbot.keyClick(text(settings, "helps"), Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(text(settings, "helps"), Qt.Key.Key_Return)
    qtbot.keyClicks(text(settings, "helps"), "A short walk")
    assert "not saved yet" in state(settings)
    assert record.clinic.aftercare_version == 0
    press(settings, "save_aftercare")
    assert record.clinic.aftercare_version == 1
    assert sheet_of(record.clinic).helps == (*STANDARD_SHEET.helps, "A short walk")
    assert state(settings) == "Edition 2, the clinic's own."
    press(settings, "standard_aftercare")
    assert sheet_of(record.clinic) == STANDARD_SHEET
    assert text(settings, "helps").toPlainText() == "\n".join(STANDARD_SHEET.helps)


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("normal", "\n".join(f"thing {n}" for n in range(9)), "at most 8"),
        ("wait", "x" * 300, "characters"),
        ("helps", "[call us]", "square brackets"),
        ("call_us", " ", "Say when to call"),
        ("emergency", "", "Say when to call"),
    ],
)
def test_a_sheet_that_cannot_be_printed_is_refused_and_stays_to_be_mended(
    settings: SettingsPage, record: ClinicRecord, name: str, typed: str, said: str
) -> None:
    settings.show_section(settings.aftercare)
    text(settings, name).setPlainText(typed)
    text(settings, name).document().setModified(True)
    press(settings, "save_aftercare")
    assert said in state(settings)
    assert text(settings, name).toPlainText() == typed
    assert record.clinic.aftercare_version == 0


# The page -----------------------------------------------------------------------------------------


def test_a_setting_is_found_by_its_words(qtbot: QtBot, settings: SettingsPage) -> None:
    qtbot.keyClicks(settings.field, "licence")
    assert settings.section is settings.clinic
    shown = [
        settings.list.item(row).text()
        for row in range(settings.list.count())
        if not settings.list.item(row).isHidden()
    ]
    assert shown == ["Clinic and therapist"]


def test_every_control_says_what_it_is(settings: SettingsPage) -> None:
    for kind in (QAbstractButton, QLineEdit, QPlainTextEdit):
        for widget in settings.findChildren(kind):
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                assert widget.accessibleName(), widget.objectName()
                assert widget.toolTip(), widget.accessibleName()


def test_after_a_lock_nothing_is_kept_any_more(
    qtbot: QtBot, settings: SettingsPage, store: StoreInMemory
) -> None:
    settings.show_section(settings.clinic)
    settings.forget_record()
    writes = store.writes
    type_over(qtbot, line(settings, "setting_phone"), "1")
    assert store.writes == writes
