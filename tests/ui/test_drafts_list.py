"""Sessions to finish on the first page, and how an amended session is told everywhere."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QListWidget
from pytestqt.qtbot import QtBot

from tests.domain.samples import a_needle, a_signature, an_amendment
from tests.services.record_in_memory import StoreInMemory
from tests.ui.fakes import NOW, demo_patients, make_session, record_with
from tpdn_desktop.domain.errors import Unavailable
from tpdn_desktop.domain.patient import Patient, PatientId
from tpdn_desktop.domain.session import Session, SessionState
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.patient_band import PatientBand
from tpdn_desktop.ui.patients.course_strip import SessionCell
from tpdn_desktop.ui.patients.patients_page import PatientsPage
from tpdn_desktop.ui.sign.amendments import AmendmentList


@pytest.fixture
def patients(qtbot: QtBot, icons: IconSet) -> PatientsPage:
    page = PatientsPage(icons)
    qtbot.addWidget(page)
    page.resize(1300, 700)
    page.show()
    return page


def drafts(page: PatientsPage) -> list[str]:
    shown = page.findChild(QListWidget, "drafts")
    assert shown is not None
    if not shown.isVisible():
        return []
    spoken = Qt.ItemDataRole.AccessibleTextRole
    return [shown.item(i).data(spoken) for i in range(shown.count())]


def with_amendment(session: Session) -> Session:
    return replace(session, signature=a_signature(session), amendments=(an_amendment(),))


def test_sessions_to_finish_are_listed_the_oldest_first(patients: PatientsPage) -> None:
    patients.show_record(record_with(demo_patients()))
    assert drafts(patients) == [
        "Placeholder, Dan (demo), session 1, 19 Nov 2026, 1 point",
        "Sample, Alba (demo), session 5, 21 Nov 2026, 5 points",
    ]


def test_needles_in_are_told_beside_the_draft(patients: PatientsPage) -> None:
    patient = Patient(PatientId("x"), "Sample", "Alba (demo)")
    session = make_session(patient, 1, state=SessionState.DRAFT)
    point = replace(session.trigger_points[0], needles=(a_needle("a"), a_needle("b")))
    session = replace(session, trigger_points=(point,))
    patients.show_record(record_with([(patient, [session])]))
    assert drafts(patients)[0].endswith("1 point, 2 needles in")


def test_enter_opens_the_draft(qtbot: QtBot, patients: PatientsPage) -> None:
    patients.show_record(record_with(demo_patients()))
    shown = patients.findChild(QListWidget, "drafts")
    assert shown is not None
    shown.setFocus()
    with qtbot.waitSignal(patients.session_requested) as asked:
        qtbot.keyClick(shown, Qt.Key.Key_End)
        qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert asked.args == ["alba-s5"]


def test_without_drafts_the_list_is_not_there(patients: PatientsPage) -> None:
    patient = Patient(PatientId("x"), "Sample", "Alba (demo)")
    patients.show_record(record_with([(patient, [make_session(patient, 1)])]))
    assert drafts(patients) == []


def test_a_draft_goes_from_the_list_when_it_is_signed(patients: PatientsPage) -> None:
    patient = Patient(PatientId("x"), "Sample", "Alba (demo)")
    session = make_session(patient, 1, state=SessionState.DRAFT)
    record = record_with([(patient, [session])])
    patients.show_record(record)
    assert len(drafts(patients)) == 1
    record.sign_proven(record.desk(session))
    assert drafts(patients) == []


def test_drafts_are_forgotten_with_a_lock(patients: PatientsPage) -> None:
    patients.show_record(record_with(demo_patients()))
    patients.forget_record()
    shown = patients.findChild(QListWidget, "drafts")
    assert shown is not None
    assert shown.count() == 0


def test_drafts_that_cannot_be_read_are_said_in_the_list(
    patients: PatientsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = record_with(demo_patients())
    patients.show_record(record)

    def broken(_store: StoreInMemory, _limit: int = 200) -> tuple[()]:
        raise Unavailable("the clinic file is damaged")

    monkeypatch.setattr(StoreInMemory, "drafts", broken)
    patients.refresh()
    shown = [label.text() for label in patients.findChildren(QLabel) if label.isVisible()]
    assert "The clinic file is damaged." in shown


# Amended ------------------------------------------------------------------------------------------


def amended_record() -> ClinicRecord:
    patient = Patient(PatientId("x"), "Sample", "Alba (demo)")
    return record_with([(patient, [with_amendment(make_session(patient, 3))])])


def test_amendments_stand_in_the_overview_and_the_course(patients: PatientsPage) -> None:
    patients.show_record(amended_record())
    QApplication.processEvents()
    (shown,) = (a for a in patients.findChildren(AmendmentList) if a.isVisible())
    said = [label.text() for label in shown.findChildren(QLabel)]
    assert said == ["Addendum", said[1], "Reason: Forgotten", "Ice was given."]
    assert "R. Model (demo)" in said[1]
    (cell,) = (c for c in patients.findChildren(SessionCell) if c.isVisible())
    assert "Session 3, amended" in cell.accessibleName()


def test_the_band_says_when_and_by_whom_a_session_was_signed(qtbot: QtBot, icons: IconSet) -> None:
    band = PatientBand(icons)
    qtbot.addWidget(band)
    band.resize(1300, 50)
    band.show()
    patient = Patient(PatientId("x"), "Sample", "Alba (demo)")
    band.show_patient(patient, NOW.date())
    session = with_amendment(make_session(patient, 3))
    band.show_session(replace(session, amendments=()))
    state = band.findChild(QLabel, "session_state")
    assert state is not None
    assert state.text() == "Signed 21 Nov, R. Model (demo)"
    band.show_session(session)
    assert state.text() == "Signed 21 Nov, R. Model (demo), amended"
    band.resize(500, 50)
    qtbot.waitUntil(lambda: state.text() == "Signed, amended")
