"""Start from last time: ghosts are copied, copies ask to be confirmed, and any edit confirms."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.services.record_in_memory import SteppedClock, StoreInMemory
from tests.ui.at_the_chart import (
    LEFT_BUTTON,
    click,
    keys,
    point_at,
    press,
    selected,
    session_of,
    spot_of,
)
from tpdn_desktop.domain.patient import PatientId
from tpdn_desktop.domain.session import Session, SessionState
from tpdn_desktop.domain.trigger_point import Status
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.ui.chart.chart_page import ChartPage


@pytest.fixture
def second(qtbot: QtBot, page: ChartPage, record: ClinicRecord, store: StoreInMemory) -> Session:
    """The next session of a patient who had three points last week, one with two needles in."""
    for point, typed in (
        ("infraspinatus.1", "2SXA"),
        ("gluteus_medius.1", "TTL"),
        ("gastrocnemius_medial.1", ""),
    ):
        click(qtbot, page, point)
        keys(page, typed)
    first = session_of(page)
    assert page.desk is not None
    assert isinstance(record.clock, SteppedClock)
    record.clock.time = record.clock.time.replace(day=28)
    page.desk.set_details(ended_at=record.clock.now())
    closed = page.desk.session
    store.held_sessions[first.id] = replace(closed, state=SessionState.SIGNED)
    page.open_session(record, record.start_session(PatientId("p")))
    page.map.setFocus()
    QApplication.processEvents()
    return session_of(page)


def test_the_points_of_last_time_are_ghosts_and_a_click_copies_one_unconfirmed(
    qtbot: QtBot, page: ChartPage, second: Session
) -> None:
    assert len(page.map.content.ghosts) == 3
    QTest.mouseClick(page.map, LEFT_BUTTON, pos=spot_of(page, "infraspinatus.1"))
    point = selected(page)
    assert (point.muscle_id, point.confirmed, point.status) == (
        "infraspinatus",
        False,
        Status.ACTIVE,
    )
    assert point.needles == ()
    assert [plan.technique.value for plan in point.planned] == ["static", "static"]
    assert page.map.content.marks[0].look.unconfirmed
    assert len(page.map.content.ghosts) == 2


def test_the_table_asks_and_space_confirms_with_needles_placed_now(
    qtbot: QtBot, page: ChartPage, second: Session
) -> None:
    QTest.mouseClick(page.map, LEFT_BUTTON, pos=spot_of(page, "infraspinatus.1"))
    model = page.table.model()
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    assert model.index(0, 8).data() == "confirm?"
    assert model.index(0, 4).data() == "2 × 0.30×40"
    QTest.keyClick(page.map, Qt.Key.Key_Space)
    point = selected(page)
    assert point.confirmed
    assert len(point.needles_in) == 2
    assert all(n.placed_at >= second.started_at for n in point.needles)
    qtbot.waitUntil(lambda: "2 in" in model.index(0, 8).data())


def test_the_strip_of_a_copy_offers_to_confirm_it(
    qtbot: QtBot, page: ChartPage, second: Session
) -> None:
    QTest.mouseClick(page.map, LEFT_BUTTON, pos=spot_of(page, "infraspinatus.1"))
    press(page.floats.strip, "confirm_point")
    assert selected(page).confirmed
    assert len(selected(page).needles_in) == 2


def test_space_over_a_ghost_copies_it_and_again_confirms_it(
    qtbot: QtBot, page: ChartPage, second: Session
) -> None:
    point_at(qtbot, page, "gluteus_medius.1")
    QTest.keyClick(page.map, Qt.Key.Key_Space)
    assert selected(page).confirmed is False
    QTest.keyClick(page.map, Qt.Key.Key_Space)
    assert selected(page).confirmed
    assert len(selected(page).needles) == 1


def test_the_keyboard_reaches_a_ghost_by_its_muscle(
    qtbot: QtBot, page: ChartPage, second: Session
) -> None:
    QTest.keyClick(page.map, "g")
    QTest.keyClicks(page.finder.field, "astrocnemius med r")
    QTest.keyClick(page.finder.field, Qt.Key.Key_Return)
    QTest.keyClick(page.map, Qt.Key.Key_Space)
    assert (selected(page).muscle_id, selected(page).confirmed) == ("gastrocnemius_medial", False)


@pytest.mark.parametrize("typed", ["A", "T", "3", "R"])
def test_any_edit_of_a_copy_confirms_it(
    qtbot: QtBot, page: ChartPage, second: Session, typed: str
) -> None:
    QTest.mouseClick(page.map, LEFT_BUTTON, pos=spot_of(page, "gluteus_medius.1"))
    keys(page, typed)
    assert selected(page).confirmed
    assert selected(page).planned == ()


def test_delete_drops_a_copy_and_its_ghost_is_there_again(
    qtbot: QtBot, page: ChartPage, second: Session
) -> None:
    QTest.mouseClick(page.map, LEFT_BUTTON, pos=spot_of(page, "gluteus_medius.1"))
    QTest.keyClick(page.map, Qt.Key.Key_Delete)
    assert session_of(page).trigger_points == ()
    assert len(page.map.content.ghosts) == 3


def test_all_points_are_copied_and_confirmed_from_the_session_panel(
    qtbot: QtBot, page: ChartPage, second: Session
) -> None:
    page.map.focus_muscle(None)  # the pointer has left the map
    press(page.inspector.session, "copy_last_time")
    points = session_of(page).trigger_points
    assert [p.muscle_id for p in points] == [
        "infraspinatus",
        "gluteus_maximus",
        "gastrocnemius_medial",
    ]
    assert not any(p.confirmed for p in points)
    copy = page.inspector.session.findChild(QPushButton, "copy_last_time")
    assert copy is not None
    qtbot.waitUntil(lambda: not copy.isVisible())
    press(page.inspector.session, "confirm_all")
    points = session_of(page).trigger_points
    assert [(p.confirmed, len(p.needles)) for p in points] == [(True, 2), (True, 1), (True, 1)]
    page.undo()
    page.undo()
    assert session_of(page).trigger_points == ()


def test_copies_are_made_and_confirmed_by_keys_alone(
    qtbot: QtBot, page: ChartPage, second: Session
) -> None:
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(page.map, Qt.Key.Key_G, control | shift)
    assert len(session_of(page).trigger_points) == 3
    QTest.keyClick(page.map, Qt.Key.Key_Space, shift)
    assert all(p.confirmed for p in session_of(page).trigger_points)
