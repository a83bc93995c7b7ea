"""What goes wrong at the chart, and the sensible answer: 300 points, drags gone astray, locks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.services.record_in_memory import StoreInMemory
from tests.ui.at_the_chart import LEFT_BUTTON, click, keys, press, selected, session_of, spot_of
from tpdn_desktop.domain.anatomy import BodyPlace, Side, View
from tpdn_desktop.domain.session import MOST_POINTS, Session
from tpdn_desktop.domain.trigger_point import TriggerPoint, TriggerPointId
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.ui.chart.chart_page import ChartPage
from tpdn_desktop.ui.chart.checked_line import CheckedLine


def with_points(session: Session, number: int) -> Session:
    """The session with so many points, in a grid over the back."""
    for index in range(number):
        place = BodyPlace(View.POSTERIOR, -0.02 - 0.004 * (index % 20), 0.6 + 0.008 * (index // 20))
        point = TriggerPoint(TriggerPointId(f"n{index}"), "infraspinatus", Side.RIGHT, place)
        session = session.with_point(point)
    return session


def open_with(page: ChartPage, record: ClinicRecord, number: int) -> None:
    before = session_of(page)
    after = with_points(before, number)
    record.store.save_session(after, before)
    page.open_session(record, after)
    QApplication.processEvents()


def drag(page: ChartPage, start: QPoint, *steps: QPoint, drop: bool = True) -> None:
    """Press at a place, move by the steps, and let go at the last."""
    QTest.mousePress(page.map, LEFT_BUTTON, pos=start)
    QTest.mouseMove(page.map, start + QPoint(7, 7))
    for step in steps:
        QTest.mouseMove(page.map, step)
    if drop:
        QTest.mouseRelease(page.map, LEFT_BUTTON, pos=steps[-1])
    QApplication.processEvents()


def test_three_hundred_points_are_charted_on_selected_and_listed(
    qtbot: QtBot, page: ChartPage, record: ClinicRecord
) -> None:
    open_with(page, record, 300)
    assert page.table.model().rowCount() == 300
    assert len(page.map.content.marks) == 300
    point = click(qtbot, page, "gastrocnemius_medial.1")
    assert page.selected == point.id
    qtbot.waitUntil(lambda: page.table.currentIndex().row() == 300)
    keys(page, "2A")
    assert len(selected(page).needles) == 2
    QTest.keyClick(page.map, Qt.Key.Key_Delete)
    assert len(session_of(page).trigger_points) == 300


def test_a_full_session_refuses_one_more_in_a_sentence(
    qtbot: QtBot, page: ChartPage, record: ClinicRecord
) -> None:
    open_with(page, record, MOST_POINTS)
    QTest.mouseClick(page.map, LEFT_BUTTON, pos=spot_of(page, "gastrocnemius_medial.1"))
    assert len(session_of(page).trigger_points) == MOST_POINTS
    assert page.bar.sentence == "a session holds at most 500 trigger points"


def test_thirty_needles_are_the_most_of_a_point(qtbot: QtBot, page: ChartPage) -> None:
    click(qtbot, page, "infraspinatus.1")
    keys(page, "9")
    for _ in range(25):
        press(page.inspector, "add_needle")
    assert len(selected(page).needles) == 30
    assert page.bar.sentence == "a trigger point holds at most 30 needles"


def test_a_mark_dragged_beyond_its_muscle_sticks_and_asks_what_is_meant(
    qtbot: QtBot, page: ChartPage, store: StoreInMemory
) -> None:
    point = click(qtbot, page, "infraspinatus.1")
    beyond = spot_of(page, "gluteus_maximus.1")
    drag(page, spot_of(page, "infraspinatus.1"), beyond)
    offer = page.floats.strip.offer
    assert offer.question == "Beyond Infraspinatus, right"
    assert page.map.lies_in("infraspinatus", Side.RIGHT, selected(page).place)
    press(offer, "offer_0")
    moved = store.session(session_of(page).id).point(point.id)
    assert (moved.muscle_id, moved.outside_muscle) == ("gluteus_maximus", False)
    assert page.map.lies_in("gluteus_maximus", Side.RIGHT, moved.place)
    assert moved.needles == point.needles


def test_a_mark_may_be_left_outside_on_purpose_and_is_then_nudged_there(
    qtbot: QtBot, page: ChartPage
) -> None:
    click(qtbot, page, "infraspinatus.1")
    drag(page, spot_of(page, "infraspinatus.1"), spot_of(page, "gluteus_maximus.1"))
    press(page.floats.strip.offer, "offer_1")
    outside = selected(page)
    assert outside.muscle_id == "infraspinatus"
    assert outside.outside_muscle
    assert page.map.screen_place(outside.place).toPoint() == spot_of(page, "gluteus_maximus.1")
    QTest.keyClick(page.map, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert selected(page).place.y < outside.place.y
    assert selected(page).outside_muscle


@pytest.mark.parametrize("how", ["escape", "button"])
def test_a_mark_that_was_dragged_out_is_put_back(qtbot: QtBot, page: ChartPage, how: str) -> None:
    point = click(qtbot, page, "infraspinatus.1")
    drag(page, spot_of(page, "infraspinatus.1"), spot_of(page, "gluteus_maximus.1"))
    if how == "escape":
        QTest.keyClick(page.floats.strip.offer, Qt.Key.Key_Escape)
    else:
        press(page.floats.strip.offer, "offer_2")
    assert selected(page).place == point.place
    assert page.floats.strip.offer.question == ""
    assert page.map.hasFocus()


def test_a_mark_dragged_to_the_other_side_of_the_body_cannot_be_left_there(
    qtbot: QtBot, page: ChartPage
) -> None:
    point = click(qtbot, page, "infraspinatus.1")
    drag(
        page,
        spot_of(page, "infraspinatus.1"),
        spot_of(page, "infraspinatus.1", Side.LEFT),
    )
    press(page.floats.strip.offer, "offer_1")
    assert page.bar.sentence == "side is right but the place is on the other side of the body"
    assert selected(page).side is Side.RIGHT
    assert not selected(page).outside_muscle
    assert selected(page).id == point.id


def test_a_drag_out_of_the_window_leaves_the_mark_where_it_was_last_inside(
    qtbot: QtBot, page: ChartPage
) -> None:
    click(qtbot, page, "infraspinatus.1")
    drag(
        page,
        spot_of(page, "infraspinatus.1"),
        QPoint(-400, -400),
        QPoint(page.map.width() + 900, 20),
    )
    point = selected(page)
    assert page.map.lies_in("infraspinatus", Side.RIGHT, point.place)
    assert page.floats.strip.offer.question == ""


def test_a_lock_during_a_drag_drops_it_and_keeps_nothing_on_the_screen(
    qtbot: QtBot, page: ChartPage, store: StoreInMemory
) -> None:
    point = click(qtbot, page, "infraspinatus.1")
    session_id = session_of(page).id
    start = spot_of(page, "infraspinatus.1")
    drag(page, start, start + QPoint(9, 9), drop=False)
    page.close_session()
    QTest.mouseRelease(page.map, LEFT_BUTTON, pos=start + QPoint(9, 9))
    QApplication.processEvents()
    assert page.map.content.marks == ()
    assert page.floats.strip.offer.question == ""
    assert store.session(session_id).trigger_points == (point,)


def test_a_lock_while_a_question_is_asked_takes_the_question_with_it(
    qtbot: QtBot, page: ChartPage
) -> None:
    click(qtbot, page, "infraspinatus.1")
    keys(page, "S")
    page.toggle_needle_list()
    QTest.keyClick(page.map, Qt.Key.Key_Delete)
    page.close_session()
    assert page.floats.strip.offer.question == ""
    assert not page.needles.list.isVisible()


def test_two_clicks_in_a_breath_on_two_muscles_are_two_points(
    qtbot: QtBot, page: ChartPage
) -> None:
    """Only at the same place is a second click the rest of a double click."""
    for point in ("infraspinatus.1", "gastrocnemius_medial.1"):
        QTest.mouseClick(page.map, LEFT_BUTTON, pos=spot_of(page, point))
    assert len(session_of(page).trigger_points) == 2


def test_a_lock_leaves_nothing_of_the_patient_in_any_field(
    qtbot: QtBot, page: ChartPage, record: ClinicRecord
) -> None:
    session = session_of(page)
    secret = "unmistakable"
    click(qtbot, page, "infraspinatus.1")
    findings = page.inspector.findings
    for line in findings.findChildren(CheckedLine):
        if line.isVisible() and line is not findings.palpation.pressure:
            line.line.setText(secret)
    findings.note.setPlainText(secret)
    page.toggle_needle_list()
    why = page.needles.list.findChild(QLineEdit, "wasted_reason")
    assert why is not None
    why.setText(secret)
    page.close_session()
    QApplication.processEvents()
    held = [line.text() for line in page.findChildren(QLineEdit)]
    held += [note.toPlainText() for note in page.findChildren(QPlainTextEdit)]
    assert secret not in held
    assert page.table.model().rowCount() == 0
    page.open_session(record, record.store.session(session.id))
    assert page.table.model().rowCount() == 1
    page.select(session_of(page).trigger_points[0].id)
    qtbot.waitUntil(lambda: findings.note.toPlainText() == secret)
