"""The chart, as a therapist uses it: by mouse, by keyboard, by table."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.services.record_in_memory import StoreInMemory
from tests.ui.at_the_chart import (
    LEFT_BUTTON,
    click,
    point_at,
    selected,
    session_of,
    spot_of,
)
from tpdn_desktop.atlas.plate import Peel
from tpdn_desktop.domain.anatomy import Side, View
from tpdn_desktop.domain.trigger_point import Status, TwitchGrade
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.ui.chart.chart_page import ChartPage


def test_one_click_logs_a_point_in_the_muscle_under_the_pointer(
    qtbot: QtBot, page: ChartPage, store: StoreInMemory
) -> None:
    point = click(qtbot, page, "infraspinatus.1")
    assert (point.muscle_id, point.side, point.place.view) == (
        "infraspinatus",
        Side.RIGHT,
        View.POSTERIOR,
    )
    assert len(point.needles) == 1
    assert store.session(session_of(page).id).trigger_points == (point,)
    assert page.selected == point.id


def test_the_patients_left_is_left_in_both_views(qtbot: QtBot, page: ChartPage) -> None:
    behind = click(qtbot, page, "infraspinatus.1", Side.LEFT)
    front = click(qtbot, page, "pectoralis_major_clavicular.1", Side.LEFT)
    assert behind.side is front.side is Side.LEFT
    assert behind.place.x > 0
    assert front.place.x > 0
    middle = page.map.width() / 2
    assert page.map.screen_place(behind.place).x() > middle
    assert page.map.screen_place(front.place).x() < middle


def test_two_clicks_needed_for_a_needled_point_with_a_twitch(qtbot: QtBot, page: ChartPage) -> None:
    click(qtbot, page, "gluteus_medius.1")
    qtbot.keyClick(page.map, Qt.Key.Key_T)
    qtbot.keyClick(page.map, Qt.Key.Key_T)
    assert selected(page).twitch.strongest is TwitchGrade.WEAK


@pytest.mark.parametrize(
    ("keys", "finding", "value"),
    [
        ("A", "status", Status.ACTIVE),
        ("L", "status", Status.LATENT),
        ("AU", "status", Status.NOT_CLASSIFIED),
        ("R", "reproduces_pain", True),
        ("RR", "reproduces_pain", False),
    ],
)
def test_letters_set_the_findings_of_the_selected_point(
    qtbot: QtBot, page: ChartPage, keys: str, finding: str, value: object
) -> None:
    click(qtbot, page, "infraspinatus.1")
    for key in keys:
        qtbot.keyClick(page.map, getattr(Qt.Key, f"Key_{key}"))
    assert getattr(selected(page), finding) == value


def test_digits_set_the_number_of_needles(qtbot: QtBot, page: ChartPage) -> None:
    click(qtbot, page, "infraspinatus.1")
    for number in (4, 0, 2):
        qtbot.keyClick(page.map, getattr(Qt.Key, f"Key_{number}"))
        assert len(selected(page).needles) == number


def test_delete_takes_the_point_out_and_undo_brings_it_back(qtbot: QtBot, page: ChartPage) -> None:
    point = click(qtbot, page, "infraspinatus.1")
    qtbot.keyClick(page.map, Qt.Key.Key_Delete)
    assert session_of(page).trigger_points == ()
    qtbot.keyClick(page.map, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session_of(page).trigger_points == (point,)


def test_needles_left_in_are_counted_on_the_bar(qtbot: QtBot, page: ChartPage) -> None:
    click(qtbot, page, "infraspinatus.1")
    qtbot.keyClick(page.map, Qt.Key.Key_2)
    qtbot.keyClick(page.map, Qt.Key.Key_S)
    label = page.findChild(QLabel, "needles_in")
    assert label is not None
    qtbot.waitUntil(lambda: label.text() == "In 2")
    qtbot.keyClick(page.map, Qt.Key.Key_X, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: label.text() == "In 0")


def test_the_table_and_the_map_choose_the_same_point(qtbot: QtBot, page: ChartPage) -> None:
    first = click(qtbot, page, "infraspinatus.1")
    second = click(qtbot, page, "gluteus_medius.1")
    assert page.table.currentIndex().row() == 1
    row = page.table.visualRect(page.table.model().index(0, 1)).center()
    qtbot.mouseClick(page.table.viewport(), LEFT_BUTTON, pos=row)
    assert page.selected == first.id
    spot = page.map.mark_position(second.id)
    assert spot is not None
    qtbot.mouseClick(page.map, LEFT_BUTTON, pos=spot.toPoint())
    assert page.selected == second.id
    qtbot.waitUntil(lambda: page.table.currentIndex().row() == 1)
    assert len(session_of(page).trigger_points) == 2


def test_a_double_click_logs_one_point(qtbot: QtBot, page: ChartPage) -> None:
    spot = spot_of(page, "infraspinatus.1")
    qtbot.mouseClick(page.map, LEFT_BUTTON, pos=spot)
    qtbot.mouseDClick(page.map, LEFT_BUTTON, pos=spot)
    qtbot.mouseClick(page.map, LEFT_BUTTON, pos=spot)
    assert len(session_of(page).trigger_points) == 1


def test_a_click_beside_the_figures_selects_nothing(qtbot: QtBot, page: ChartPage) -> None:
    click(qtbot, page, "infraspinatus.1")
    qtbot.mouseClick(page.map, LEFT_BUTTON, pos=QPoint(page.map.width() // 2, 6))
    assert page.selected is None
    assert len(session_of(page).trigger_points) == 1


def test_a_whole_point_can_be_charted_by_keyboard_alone(qtbot: QtBot, page: ChartPage) -> None:
    for letter in "infra":
        target = page.map if letter == "i" else page.finder.field
        qtbot.keyClick(target, letter)
    qtbot.keyClicks(page.finder.field, " r")
    qtbot.keyClick(page.finder.field, Qt.Key.Key_Return)
    assert page.map.current is not None
    assert page.map.current.muscle_id == "infraspinatus"
    qtbot.keyClick(page.map, Qt.Key.Key_Return)
    for key in (Qt.Key.Key_2, Qt.Key.Key_T, Qt.Key.Key_A):
        qtbot.keyClick(page.map, key)
    point = selected(page)
    assert (point.muscle_id, point.side) == ("infraspinatus", Side.RIGHT)
    assert len(point.needles) == 2
    assert point.status is Status.ACTIVE


def test_arrows_walk_to_neighbouring_muscles(qtbot: QtBot, page: ChartPage) -> None:
    qtbot.keyClick(page.map, Qt.Key.Key_Right)
    start = page.map.current
    assert start is not None
    seen = {start.muscle_id}
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right):
        qtbot.keyClick(page.map, key)
        assert page.map.current is not None
        seen.add(page.map.current.muscle_id)
    assert len(seen) > 2


def test_the_hover_label_says_muscle_side_and_layer(qtbot: QtBot, page: ChartPage) -> None:
    point_at(qtbot, page, "gluteus_maximus.1", Side.LEFT)
    assert page.map.current is not None
    assert page.map.words_for(page.map.current) == "Gluteus maximus, left · superficial"


def test_alt_and_wheel_walk_down_to_the_muscle_beneath(qtbot: QtBot, page: ChartPage) -> None:
    spot = spot_of(page, "gluteus_maximus.1")
    point_at(qtbot, page, "gluteus_maximus.1")
    top = page.map.current
    stack = page.map.hits_at(spot.x(), spot.y())
    assert len(stack) > 1
    event = QWheelEvent(
        QPointF(spot),
        QPointF(page.map.mapToGlobal(spot)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.AltModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(page.map, event)
    assert page.map.current is stack[1]
    assert page.map.current is not top


def test_the_wheel_zooms_about_the_pointer(qtbot: QtBot, page: ChartPage) -> None:
    spot = QPointF(spot_of(page, "infraspinatus.1"))
    before = page.map.place_at(spot.x(), spot.y())
    page.map.zoom_by(3.0, spot)
    after = page.map.place_at(spot.x(), spot.y())
    assert after.view is before.view
    assert (after.x, after.y) == pytest.approx((before.x, before.y))
    assert page.map.zoom == pytest.approx(3.0)


def test_peeling_shows_and_hits_only_the_layers_that_are_left(
    qtbot: QtBot, page: ChartPage
) -> None:
    spot = spot_of(page, "gluteus_maximus.1")
    qtbot.keyClick(
        page.map,
        Qt.Key.Key_4,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    page.map.set_peel(Peel.DEEP)
    assert all(shape.layer.value == "deep" for shape in page.map.hits_at(spot.x(), spot.y()))


def test_pain_before_is_one_click_and_a_second_click_clears_it(
    qtbot: QtBot, page: ChartPage
) -> None:
    cells = page.bar.pain_before
    qtbot.mouseClick(cells.button(6), LEFT_BUTTON)
    assert session_of(page).pain_before == 6
    qtbot.mouseClick(cells.button(6), LEFT_BUTTON)
    assert session_of(page).pain_before is None


def test_a_point_dragged_inside_its_muscle_moves_and_stays_in_it(
    qtbot: QtBot, page: ChartPage
) -> None:
    point = click(qtbot, page, "gluteus_maximus.1")
    start = page.map.screen_place(point.place).toPoint()
    qtbot.mousePress(page.map, LEFT_BUTTON, pos=start)
    for step in range(1, 9):
        qtbot.mouseMove(page.map, start + QPoint(step, step))
    qtbot.mouseMove(page.map, QPoint(3, 3))
    qtbot.mouseRelease(page.map, LEFT_BUTTON, pos=QPoint(3, 3))
    moved = session_of(page).point(point.id)
    assert moved.place != point.place
    assert page.map.lies_in("gluteus_maximus", Side.RIGHT, moved.place)


def test_a_full_disk_is_said_on_the_bar_and_nothing_is_shown_as_charted(
    qtbot: QtBot, page: ChartPage, store: StoreInMemory
) -> None:
    store.is_full = True
    qtbot.mouseClick(page.map, LEFT_BUTTON, pos=spot_of(page, "infraspinatus.1"))
    assert session_of(page).trigger_points == ()
    saved = page.findChild(QLabel, "saved_state")
    assert saved is not None
    assert saved.text() == "the disk is full"


def test_a_midline_muscle_has_no_other_side(qtbot: QtBot, page: ChartPage) -> None:
    click(qtbot, page, "infraspinatus.1")
    qtbot.keyClick(page.map, Qt.Key.Key_M)
    assert [p.side for p in session_of(page).trigger_points] == [Side.RIGHT, Side.LEFT]


def test_the_selected_point_lights_its_referral(qtbot: QtBot, page: ChartPage) -> None:
    click(qtbot, page, "infraspinatus.1")
    page.map.render_now()
    lit = page.map.grab().toImage()
    page.select(None)
    page.map.render_now()
    assert page.map.grab().toImage() != lit


def test_the_inspector_says_that_the_content_is_not_reviewed(qtbot: QtBot, page: ChartPage) -> None:
    click(qtbot, page, "infraspinatus.1")
    words = " ".join(label.text() for label in page.inspector.findChildren(QLabel))
    assert "not diagnostic" in words
    assert "not" in page.reference.review_state
    assert page.reference.review_state in words


def test_enter_charts_in_the_muscle_found_by_name_wherever_the_pointer_rests(
    qtbot: QtBot, page: ChartPage
) -> None:
    """A place far from the muscle in the record would send the next needle astray."""
    point_at(qtbot, page, "gastrocnemius_medial.1")
    qtbot.keyClick(page.map, "t")
    qtbot.keyClicks(page.finder.field, "emporalis l")
    qtbot.keyClick(page.finder.field, Qt.Key.Key_Return)
    qtbot.keyClick(page.map, Qt.Key.Key_Return)
    point = selected(page)
    assert (point.muscle_id, point.side) == ("temporalis", Side.LEFT)
    assert page.map.lies_in("temporalis", Side.LEFT, point.place)


def test_the_window_never_grows_with_what_the_bar_has_to_say(qtbot: QtBot, page: ChartPage) -> None:
    page.resize(1250, 650)
    for reference_point in ("infraspinatus.1", "gluteus_maximus.1", "gastrocnemius_medial.1"):
        click(qtbot, page, reference_point)
        qtbot.keyClick(page.map, Qt.Key.Key_3)
        qtbot.keyClick(page.map, Qt.Key.Key_S)
    page.bar.show_not_saved("A long sentence about what could not be saved and why. " * 4)
    QApplication.processEvents()
    assert page.minimumSizeHint().width() <= 1250
    assert page.width() == 1250


def test_what_is_typed_about_the_session_is_in_the_file(
    qtbot: QtBot, page: ChartPage, store: StoreInMemory
) -> None:
    field = page.findChild(QPlainTextEdit, "session_complaint")
    assert field is not None
    assert field.isVisible()
    qtbot.keyClicks(field, "Neck ache <b> & more")
    assert store.session(session_of(page).id).complaint == "Neck ache <b> & more"
    click(qtbot, page, "infraspinatus.1")
    qtbot.waitUntil(lambda: not field.isVisible())
    page.undo()
    page.undo()
    assert session_of(page).complaint == ""


def test_the_referral_key_lights_one_all_and_none(qtbot: QtBot, page: ChartPage) -> None:
    click(qtbot, page, "infraspinatus.1")
    click(qtbot, page, "gastrocnemius_medial.1")
    seen = []
    for _ in range(3):
        page.map.render_now()
        seen.append(page.map.grab().toImage())
        qtbot.keyClick(page.map, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
        QApplication.processEvents()
    one, both, none = seen
    assert one != both
    assert both != none
    assert one != none


def test_a_point_charted_on_an_older_map_stands_where_it_was_charted(
    qtbot: QtBot, page: ChartPage, record: ClinicRecord, store: StoreInMemory
) -> None:
    point = click(qtbot, page, "infraspinatus.1")
    spot = page.map.screen_place(point.place)
    session = session_of(page)
    older = session.with_point_changed(replace(point, map_version=99))
    store.save_session(older, session)
    page.open_session(record, older)
    assert page.map.mark_position(point.id) == spot


@pytest.mark.parametrize(
    ("key", "parts"),
    [
        (Qt.Key.Key_B, ("sessions",)),
        (Qt.Key.Key_I, ("inspector",)),
        (Qt.Key.Key_T, ("table",)),
        (Qt.Key.Key_Period, ("sessions", "inspector", "table")),
    ],
)
def test_panels_make_room_for_the_map_and_come_back(
    qtbot: QtBot, page: ChartPage, key: Qt.Key, parts: tuple[str, ...]
) -> None:
    page.resize(1500, 700)  # wide enough for the list of sessions
    page.resize(1500, 800)
    for shown in (False, True):
        qtbot.keyClick(page.map, key, Qt.KeyboardModifier.ControlModifier)
        assert [getattr(page, part).isVisible() for part in parts] == [shown] * len(parts)


def test_shift_and_enter_log_on_both_sides(qtbot: QtBot, page: ChartPage) -> None:
    point_at(qtbot, page, "infraspinatus.1")
    qtbot.keyClick(page.map, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    right, left = session_of(page).trigger_points
    assert (right.side, left.side) == (Side.RIGHT, Side.LEFT)
    assert right.muscle_id == left.muscle_id == "infraspinatus"
    assert page.selected == right.id


def test_the_wheel_over_a_choice_scrolls_the_inspector_and_chooses_nothing(
    qtbot: QtBot, page: ChartPage
) -> None:
    """A needle's size that changes while one scrolls would be a wrong record."""
    point = click(qtbot, page, "infraspinatus.1")
    box = page.inspector.findings.needling.size_box
    qtbot.waitUntil(lambda: box.count() > 1)
    at = QPointF(box.rect().center())
    event = QWheelEvent(
        at,
        QPointF(box.mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, event)
    assert selected(page).needles == point.needles
    assert box.currentIndex() == 0


def test_what_was_put_away_before_stays_away_when_the_maps_were_alone(
    qtbot: QtBot, page: ChartPage
) -> None:
    page.resize(1500, 800)
    page.toggle_table()
    page.toggle_map_alone()
    page.toggle_map_alone()
    assert page.sessions.isVisible()
    assert page.inspector.isVisible()
    assert not page.table.isVisible()
