"""The whole window with an opened clinic file of two invented patients."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from tests.services.record_in_memory import CountedIds, SteppedClock, StoreInMemory
from tests.ui.window.hands import BackstageInMemory, take_out, unlock
from tpdn_desktop.atlas.bodymap import BodyMap
from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.domain.patient import Patient, PatientId
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.main_window import MainWindow


@pytest.fixture
def record() -> ClinicRecord:
    record = ClinicRecord(
        StoreInMemory(),
        clock=SteppedClock(),
        ids=CountedIds(),
        content_version="2026.11",
        map_version=1,
    )
    record.save_patient(Patient(PatientId("p"), "Sample", "Alba (demo)", number="D-1"))
    record.save_patient(Patient(PatientId("q"), "Specimen", "Borys (demo)", number="D-2"))
    return record


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def window(
    qtbot: QtBot,
    bodymap: BodyMap,
    reference: Reference,
    icons: IconSet,
    record: ClinicRecord,
    settings: QSettings,
) -> Iterator[MainWindow]:
    """The window with an opened clinic file of two invented patients."""
    window = MainWindow(BackstageInMemory(bodymap, reference, record), icons, settings)
    qtbot.addWidget(window, before_close_func=take_out)
    window.resize(1366, 768)
    window.show()
    window.begin(Path("clinic.tpdn"), exists=True)
    unlock(qtbot, window)
    yield window
    window.runner.wait()
