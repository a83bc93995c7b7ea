"""The patients page as a therapist uses it: find, look, open, write down, keep."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.fakes import (
    ALERT_CHOICES,
    NOW,
    REGIONS,
    demo_patients,
    make_session,
    record_with,
)
from tpdn_desktop.domain.errors import RuleBroken, Unavailable
from tpdn_desktop.domain.patient import AlertScope, Patient, PatientAlert, PatientId
from tpdn_desktop.domain.session import SessionState
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.patient_band import PatientBand
from tpdn_desktop.ui.patients.patient_table import PatientTable
from tpdn_desktop.ui.patients.patients_page import PatientsPage
from tpdn_desktop.ui.patients.typed_date import birth_date_from

ICONS = Path(__file__).parents[2] / "resources" / "icons"
TODAY = date(2026, 11, 21)
ODD_NAMES = ["x" * 200, "<b>Bold</b>", "כהן, שרה", "🦵 & Söhne", "a\u200bb"]


@pytest.fixture
def icons(qapp: QApplication) -> IconSet:
    return IconSet(ICONS)


@pytest.fixture
def page(qtbot: QtBot, icons: IconSet) -> PatientsPage:
    return opened(qtbot, icons, record_with(demo_patients()))


def opened(qtbot: QtBot, icons: IconSet, record: ClinicRecord) -> PatientsPage:
    page = PatientsPage(icons)
    qtbot.addWidget(page)
    page.set_alert_choices(ALERT_CHOICES)
    page.set_region_choices(REGIONS)
    page.resize(1300, 740)
    page.show_record(record)
    page.show()
    return page


def line(page: QWidget, name: str) -> QLineEdit:
    found = page.findChild(QLineEdit, name)
    assert found is not None
    return found


def button(page: QWidget, name: str) -> QAbstractButton:
    found = page.findChild(QAbstractButton, name)
    assert found is not None
    return found


def words(page: QWidget, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert found is not None
    return found.text() if found.isVisibleTo(page) else ""


def listed(page: QWidget) -> list[str]:
    table = page.findChild(PatientTable)
    assert table is not None
    model = table.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def wait_for_list(qtbot: QtBot, page: QWidget, names: list[str]) -> None:
    qtbot.waitUntil(lambda: listed(page) == names)


def test_three_letters_find_a_patient(qtbot: QtBot, page: PatientsPage):
    qtbot.keyClicks(line(page, "patient_search"), "alb")
    wait_for_list(qtbot, page, ["Sample, Alba (demo)"])
    assert words(page, "overview_name") == "Sample, Alba (demo)"


def test_accents_and_case_do_not_matter(qtbot: QtBot, page: PatientsPage):
    qtbot.keyClicks(line(page, "patient_search"), "VERA")
    wait_for_list(qtbot, page, ["Vzor, Věra (demo)"])


def test_the_first_patient_is_shown_with_age_sex_birth_date_and_number(page: PatientsPage):
    assert words(page, "overview_who") == "47 years · female · born 12 Mar 1979 · D-00417"


def test_enter_in_the_search_goes_on_with_the_draft(qtbot: QtBot, page: PatientsPage):
    field = line(page, "patient_search")
    qtbot.keyClicks(field, "alba")
    with qtbot.waitSignal(page.session_requested) as asked:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert asked.args == ["alba-s5"]


def test_enter_without_a_draft_starts_nothing_until_the_button_is_pressed(
    qtbot: QtBot, page: PatientsPage
):
    field = line(page, "patient_search")
    qtbot.keyClicks(field, "hana")
    with qtbot.assertNotEmitted(page.new_session_requested):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert button(page, "start_session").text() == "New session"
    with qtbot.waitSignal(page.new_session_requested) as asked:
        qtbot.mouseClick(button(page, "start_session"), Qt.MouseButton.LeftButton)
    assert asked.args == ["p0"]


def test_arrows_in_the_search_choose_the_next_patient(qtbot: QtBot, page: PatientsPage):
    with qtbot.waitSignal(page.patient_selected) as chosen:
        qtbot.keyClick(line(page, "patient_search"), Qt.Key.Key_Down)
    assert chosen.args == ["p0"]


def test_letters_typed_on_the_table_go_to_the_search(qtbot: QtBot, page: PatientsPage):
    table = page.findChild(PatientTable)
    qtbot.keyClicks(table, "be")
    assert line(page, "patient_search").text() == "be"


def test_nobody_found_offers_a_new_patient_of_that_name(qtbot: QtBot, page: PatientsPage):
    qtbot.keyClicks(line(page, "patient_search"), "smp <b>&")
    qtbot.waitUntil(lambda: words(page, "nobody_matches") == "No one matches “smp <b>&”.")
    qtbot.mouseClick(button(page, "new_patient_named"), Qt.MouseButton.LeftButton)
    assert line(page, "family_name").text() == "smp <b>&"
    assert line(page, "number").text() == "P-00022"


def test_a_record_without_patients_says_so(qtbot: QtBot, icons: IconSet):
    page = opened(qtbot, icons, record_with())
    assert words(page, "no_patient") == "No patient yet"
    assert button(page, "first_patient").isVisibleTo(page)


def test_a_click_on_a_session_opens_it(qtbot: QtBot, page: PatientsPage):
    with qtbot.waitSignal(page.session_requested) as asked:
        qtbot.mouseClick(button(page, "session_2"), Qt.MouseButton.LeftButton)
    assert asked.args == ["alba-s2"]


def test_a_session_says_date_state_points_and_pain(page: PatientsPage):
    told = button(page, "session_5").accessibleName()
    assert told == "21 Nov 2026, Session 5, draft, 5 points, pain 4 → –"


def test_pain_that_was_not_asked_is_never_a_nought(page: PatientsPage):
    plot = page.findChild(QWidget, "pain_plot")
    assert plot.accessibleDescription().endswith("21 Nov 2026: before 4, after not asked")


def test_a_new_patient_is_kept_and_shown(qtbot: QtBot, page: PatientsPage):
    page.begin_new_patient()
    line(page, "family_name").setText("  Neu\t")
    line(page, "given_name").setText("Nina (demo)")
    line(page, "birth_date").setText("3/4/1990")
    with qtbot.waitSignal(page.patient_selected):
        qtbot.mouseClick(button(page, "save_patient"), Qt.MouseButton.LeftButton)
    assert words(page, "overview_name") == "Neu, Nina (demo)"
    assert "born 3 Apr 1990" in words(page, "overview_who")


@pytest.mark.parametrize("name", ODD_NAMES)
def test_any_name_is_shown_as_it_was_typed(qtbot: QtBot, icons: IconSet, name: str):
    patient = Patient(PatientId("odd"), name, note=name)
    page = opened(qtbot, icons, record_with([(patient, [])]))
    assert listed(page) == [name]
    assert words(page, "overview_name") == name
    page.grab()


def test_a_name_of_five_thousand_letters_is_refused_at_its_field(qtbot: QtBot, page: PatientsPage):
    page.begin_new_patient()
    line(page, "family_name").setText("n" * 5000)
    qtbot.mouseClick(button(page, "save_patient"), Qt.MouseButton.LeftButton)
    said = "Family name has 5,000 characters; at most 200 are kept."
    assert words(page, "family_name_line") == said
    assert line(page, "family_name").text() == "n" * 5000


def test_a_patient_without_a_family_name_is_refused_at_its_field(qtbot: QtBot, page: PatientsPage):
    page.begin_new_patient()
    qtbot.mouseClick(button(page, "save_patient"), Qt.MouseButton.LeftButton)
    assert words(page, "family_name_line") == "A patient needs a family name."


def test_what_the_record_refuses_is_said_and_the_form_stays(qtbot: QtBot, page: PatientsPage):
    qtbot.mouseClick(button(page, "edit_patient"), Qt.MouseButton.LeftButton)
    line(page, "birth_date").setText("1 Nov 2026")
    qtbot.mouseClick(button(page, "save_patient"), Qt.MouseButton.LeftButton)
    assert words(page, "form_problem") == "The birth date lies after a session of this patient."
    assert line(page, "birth_date").text() == "1 Nov 2026"


def test_a_failed_write_loses_nothing_that_was_typed(qtbot: QtBot, icons: IconSet):
    record = record_with(demo_patients())
    page = opened(qtbot, icons, record)
    page.begin_new_patient("Neu")
    record.store.broken = Unavailable("the disk is full")
    qtbot.mouseClick(button(page, "save_patient"), Qt.MouseButton.LeftButton)
    assert words(page, "form_problem") == "The disk is full."
    assert line(page, "family_name").text() == "Neu"


def test_typed_words_are_dropped_only_when_asked_twice(qtbot: QtBot, page: PatientsPage):
    page.begin_new_patient("Neu")
    line(page, "phone").setText("000")
    button(page, "cancel_patient").click()
    assert words(page, "form_problem").startswith("This is not saved.")
    assert line(page, "phone").isVisibleTo(page)
    button(page, "cancel_patient").click()
    assert not line(page, "phone").isVisibleTo(page)


def test_a_change_keeps_every_field_that_was_not_touched(qtbot: QtBot, icons: IconSet):
    record = record_with(demo_patients())
    page = opened(qtbot, icons, record)
    before = record.store.patient(PatientId("alba"))
    qtbot.mouseClick(button(page, "edit_patient"), Qt.MouseButton.LeftButton)
    note = page.findChild(QPlainTextEdit, "note")
    note.setPlainText("two\nlines")
    qtbot.mouseClick(button(page, "save_patient"), Qt.MouseButton.LeftButton)
    assert record.store.patient(PatientId("alba")) == replace(before, note="two\nlines")


def test_an_alert_that_was_begun_is_not_lost_by_saving(qtbot: QtBot, icons: IconSet):
    record = record_with(demo_patients())
    page = opened(qtbot, icons, record)
    page.begin_new_patient("Neu")
    choose(page, "alert_kind", "Implant")
    choose(page, "alert_scope", "region")
    choose(page, "alert_region", "Knee")
    line(page, "alert_text").setText("new joint")
    qtbot.mouseClick(button(page, "save_patient"), Qt.MouseButton.LeftButton)
    kept = record.find_patients("Neu")[0].alerts
    assert kept == (
        PatientAlert("implant", AlertScope.REGION, None, "knee", "new joint", asked_on=TODAY),
    )


def test_an_alert_of_an_arm_without_a_side_is_refused(qtbot: QtBot, page: PatientsPage):
    page.begin_new_patient("Neu")
    choose(page, "alert_kind", "Lymphoedema")
    button(page, "add_alert").click()
    assert words(page, "alert_problem") == (
        "An alert for an arm or a leg needs a side, left or right."
    )


def choose(page: QWidget, name: str, text: str) -> None:
    combo = page.findChild(QComboBox, name)
    combo.setCurrentIndex(combo.findText(text))


def test_the_page_reads_again_what_changed_while_it_was_hidden(qtbot: QtBot, icons: IconSet):
    record = record_with(demo_patients())
    page = opened(qtbot, icons, record)
    page.hide()
    record.save_patient(replace(record.store.patient(PatientId("alba")), family_name="Other"))
    page.show()
    assert words(page, "overview_name") == "Other, Alba (demo)"


def test_a_forgotten_record_leaves_nothing_of_a_patient(qtbot: QtBot, page: PatientsPage):
    page.begin_new_patient("Neu")
    page.forget_record()
    said = [w.text() for kind in (QLabel, QLineEdit) for w in page.findChildren(kind)]
    assert not [text for text in said if "Alba" in text or "Neu" in text]
    assert listed(page) == []


def test_the_table_model_is_consistent(qtbot: QtBot, page: PatientsPage):
    table = page.findChild(PatientTable)
    QAbstractItemModelTester(table.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    qtbot.keyClicks(line(page, "patient_search"), "alba")
    wait_for_list(qtbot, page, ["Sample, Alba (demo)"])


def test_every_control_has_a_name_and_a_tool_tip(page: PatientsPage):
    page.begin_new_patient("Neu")
    kinds = (QAbstractButton, QLineEdit, QComboBox)
    controls = [w for kind in kinds for w in page.findChildren(kind)]
    own = [w for w in controls if w.isVisibleTo(page)]
    own = [w for w in own if not isinstance(w.parentWidget(), (QLineEdit, PatientTable))]
    assert [w.objectName() for w in own if not w.accessibleName() or not w.toolTip()] == []


# The band -----------------------------------------------------------------------------------------


@pytest.fixture
def band(qtbot: QtBot, icons: IconSet) -> PatientBand:
    band = PatientBand(icons)
    qtbot.addWidget(band)
    band.set_alert_choices(ALERT_CHOICES)
    patient, sessions = demo_patients()[0]
    band.resize(1500, 50)
    band.show()
    band.show_patient(patient, NOW.date())
    band.show_session(sessions[-1])
    return band


def chips(band: PatientBand) -> list[str]:
    labels = [w for w in band.findChildren(QLabel) if w.isVisibleTo(band) and w.text()]
    own = {"band_name", "band_who", "band_session", "session_state"}
    return [w.text() for w in labels if w.objectName() not in own]


def test_the_band_puts_danger_before_caution(qtbot: QtBot, band: PatientBand):
    expected = [
        "Left arm: lymphoedema, no needles",
        "Anticoagulant: apixaban",
        "Fainted before: treat lying down",
    ]
    qtbot.waitUntil(lambda: chips(band) == expected)
    assert words(band, "session_state") == "Draft"


def test_a_band_with_less_room_keeps_the_worst_alert_in_words(qtbot: QtBot, band: PatientBand):
    band.resize(800, 50)
    expected = ["Left arm: lymphoedema, no needles", "2 more"]
    qtbot.waitUntil(lambda: chips(band) == expected)


def test_a_narrow_band_folds_the_alerts_and_keeps_the_name(qtbot: QtBot, band: PatientBand):
    band.resize(480, 50)
    qtbot.waitUntil(lambda: chips(band) == ["3 alerts"])
    assert words(band, "band_name") == "Sample, Alba (demo)"
    assert words(band, "band_session") == "Session 5"
    assert words(band, "band_who") == ""


def test_the_band_says_signed_of_a_signed_session(band: PatientBand):
    patient, _ = demo_patients()[0]
    band.show_session(make_session(patient, 3, state=SessionState.SIGNED))
    assert words(band, "session_state") == "Signed"


# Birth dates --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        *("12 Mar 1979", "12 march 1979", "March 12, 1979", "12.3.1979", "12/03/1979", "12-3-1979"),
        *("1979-03-12", " 12mar1979 ", "12. 3. 1979", "12th March 1979"),
    ],
)
def test_a_birth_date_is_read_day_first(typed: str):
    assert birth_date_from(typed, TODAY) == date(1979, 3, 12)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("30 Feb 1979", "February 1979 has no day 30; its last is 28"),
        ("3/25/1979", "there is no month 25; the day comes first"),
        ("12.3.79", "four digits"),
        ("22 Nov 2026", "future"),
        ("1 Jan 1850", "after 1890"),
        ("0000-00-00", "four digits"),
        ("12 Ma 1979", "day, month, year"),
        ("12.3.19790000000000000000", "four digits"),
        ("soon", "day, month, year"),
    ],
)
def test_an_impossible_birth_date_is_refused_with_its_reason(typed: str, said: str):
    with pytest.raises(RuleBroken, match=said):
        birth_date_from(typed, TODAY)


@given(st.text(max_size=40))
def test_any_text_as_a_birth_date_is_read_or_refused(typed: str):
    try:
        born = birth_date_from(typed, TODAY)
    except RuleBroken:
        return
    assert born is None or born <= TODAY


@given(st.dates(date(1890, 1, 1), TODAY))
def test_a_birth_date_is_read_as_it_is_shown(born: date):
    assert birth_date_from(f"{born:%d.%m.%Y}", TODAY) == born
    assert birth_date_from(born.isoformat(), TODAY) == born


def test_an_unsigned_session_of_last_week_never_stands_in_the_way_of_a_new_one(
    qtbot: QtBot, icons: IconSet
):
    patient, _ = demo_patients()[0]
    old = make_session(patient, 4, state=SessionState.DRAFT)
    page = opened(qtbot, icons, record_with([(patient, [old])]))
    with qtbot.waitSignal(page.new_session_requested) as asked:
        page.start_session()
    assert asked.args == [patient.id]
