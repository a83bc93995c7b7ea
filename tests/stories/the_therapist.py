"""A therapist at the running program: unlocks it, enters a patient, charts six points, and waits.

Run as a program of its own, so that the test can end it as a power cut would:

    python the_therapist.py CLINIC_FILE PASSWORD

Prints one JSON line when everything is charted, and then stays until it is killed.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

import tpdn_desktop.ui  # noqa: F401 - prepares Python 3.11 for Qt
from tpdn_desktop import app as program
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.ui.main_window import MainWindow

PATIENCE = 60.0


def wait_until(is_so: Callable[[], bool], what: str) -> None:
    """Let the program work until something is so."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > end:
            raise SystemExit(f"never came: {what}")
        QApplication.processEvents()


def field(window: QWidget, name: str) -> QLineEdit:
    found = window.findChild(QLineEdit, name)
    assert found is not None, name
    return found


def press(window: QWidget, name: str) -> None:
    found = window.findChild(QPushButton, name)
    assert found is not None, name
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def unlock(window: MainWindow, password: str) -> None:
    line = window.unlock.findChild(QLineEdit)
    assert line is not None
    QTest.keyClicks(line, password)
    QTest.keyClick(line, Qt.Key.Key_Return)
    wait_until(lambda: window.pages is not None, "the clinic file opens")


def enter_a_patient(window: MainWindow) -> None:
    assert window.pages is not None
    patients = window.pages.patients
    patients.begin_new_patient()
    QTest.keyClicks(field(patients, "family_name"), "Sample <b>")
    QTest.keyClicks(field(patients, "given_name"), "Alba (demo)")
    QTest.keyClicks(field(patients, "birth_date"), "12 Mar 1979")
    press(patients, "save_patient")
    QApplication.processEvents()
    patients.start_session()
    wait_until(lambda: window.pages is not None and window.pages.chart.desk is not None, "a chart")


def chart_six_points(window: MainWindow) -> None:
    """Three by mouse, one mirrored, two by keyboard alone."""
    assert window.pages is not None
    page = window.pages.chart
    wait_until(lambda: page.map.width() > 400 and page.map.isVisible(), "the map")
    for reference_point, keys in (
        ("infraspinatus.1", "2TTTAR"),
        ("gluteus_maximus.1", "TL"),
        ("gastrocnemius_medial.1", "3SA"),
    ):
        place = page.reference.reference_point(reference_point).place_on(Side.RIGHT)
        spot: QPoint = page.map.screen_place(place).toPoint()
        QTest.mouseClick(page.map, Qt.MouseButton.LeftButton, pos=spot)
        for key in keys:
            QTest.keyClick(page.map, key)
        QApplication.processEvents()
    QTest.keyClick(page.map, Qt.Key.Key_M)
    for letters in ("temporalis", "upper trap"):
        QTest.keyClick(page.map, Qt.Key.Key_Escape)
        QApplication.processEvents()
        QTest.keyClick(page.map, letters[0])
        QTest.keyClicks(page.finder.field, letters[1:] + " r")
        QTest.keyClick(page.finder.field, Qt.Key.Key_Return)
        QTest.keyClick(page.map, Qt.Key.Key_Return)
        QTest.keyClick(page.map, Qt.Key.Key_4)
        QApplication.processEvents()
    QTest.mouseClick(page.bar.pain_before.button(6), Qt.MouseButton.LeftButton)


def main() -> None:
    path, password = Path(sys.argv[1]), sys.argv[2]
    application = program.make_application()
    start = program.Start(database=path, theme="light")
    settings = QSettings(os.devnull, QSettings.Format.IniFormat)
    window = program.make_window(application, start, settings)
    window.resize(1366, 768)
    window.show()
    program.begin(window, start)
    unlock(window, password)
    enter_a_patient(window)
    chart_six_points(window)
    assert window.pages is not None
    desk = window.pages.chart.desk
    assert desk is not None
    points = [
        [p.muscle_id, p.side.value, p.status.value, len(p.needles), len(p.needles_in)]
        for p in desk.session.trigger_points
    ]
    sys.stdout.write(json.dumps({"session": desk.session.id, "points": points}) + "\n")
    sys.stdout.flush()
    wait_until(lambda: False, "the end")


if __name__ == "__main__":
    main()
