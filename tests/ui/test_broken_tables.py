"""The window when the reference tables are missing, damaged, or of another version."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.conftest import RESOURCES
from tpdn_desktop.atlas.bodymap import BodyMap
from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.reference_file import load_reference
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.main_window import MainWindow


class BackstageWithTables:
    """A record in memory behind a reference database that is read when it is asked for."""

    def __init__(self, bodymap: BodyMap, tables: Path, record: ClinicRecord) -> None:
        self.bodymap = bodymap
        self._tables = tables
        self._record = record
        self.closed = 0
        record.store.close = self._on_closed  # type: ignore[method-assign]

    @property
    def reference(self) -> Reference:
        return load_reference(self._tables)

    def open_record(self, path: Path, password: str) -> ClinicRecord:
        return self._record

    def use_letter(self, *, letter: bool) -> None:
        pass

    def _on_closed(self) -> None:
        self.closed += 1


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    path = tmp_path / "reference.sqlite"
    path.write_bytes((RESOURCES / "reference" / "reference.sqlite").read_bytes())
    return path


@pytest.fixture
def backstage(bodymap: BodyMap, tables: Path, record: ClinicRecord) -> BackstageWithTables:
    return BackstageWithTables(bodymap, tables, record)


@pytest.fixture
def window(
    qtbot: QtBot, backstage: BackstageWithTables, icons: IconSet, tmp_path: Path
) -> Iterator[MainWindow]:
    settings = QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)
    window = MainWindow(backstage, icons, settings)  # type: ignore[arg-type]
    qtbot.addWidget(window)
    window.show()
    window.begin(Path("clinic.tpdn"), exists=True)
    yield window
    window.runner.wait()
    if window.pages is not None:
        window.pages.stop()


def unlock(qtbot: QtBot, window: MainWindow) -> None:
    field = window.unlock.findChild(QLineEdit)
    assert field is not None
    qtbot.keyClicks(field, "a password")
    qtbot.keyClick(field, Qt.Key.Key_Return)


def said(window: MainWindow) -> str:
    labels = window.unlock.findChildren(QLabel)
    return " ".join(label.text() for label in labels if label.isVisible())


def spoil(tables: Path, how: str) -> None:
    if how == "missing":
        tables.unlink()
    elif how == "damaged":
        tables.write_bytes(b"not a database" * 999)
    else:
        connection = sqlite3.connect(tables, isolation_level=None)
        connection.execute("PRAGMA user_version = 1")
        connection.close()


@pytest.mark.parametrize("how", ["missing", "damaged", "older"])
def test_the_file_stays_closed_and_the_sentence_says_what_to_do(
    qtbot: QtBot, window: MainWindow, backstage: BackstageWithTables, tables: Path, how: str
) -> None:
    spoil(tables, how)
    unlock(qtbot, window)
    qtbot.waitUntil(lambda: "reference.sqlite" in said(window))
    assert how in said(window)
    assert "install the program again" in said(window)
    assert str(tables.parent) not in said(window)
    assert window.record is None
    assert window.pages is None
    assert backstage.closed == 1


def test_after_the_repair_the_same_window_opens_the_file(
    qtbot: QtBot, window: MainWindow, tables: Path
) -> None:
    whole = tables.read_bytes()
    spoil(tables, "damaged")
    unlock(qtbot, window)
    qtbot.waitUntil(lambda: "damaged" in said(window))
    tables.write_bytes(whole)
    with qtbot.waitSignal(window.chart_ready, timeout=10_000):
        unlock(qtbot, window)
    assert window.record is not None
