"""Fingers and pen on the map: two fingers zoom and pan, one finger and the pen are a mouse."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.at_the_chart import click, session_of, spot_of
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.ui.chart.chart_page import ChartPage


@pytest.fixture(scope="module")
def touch_screen() -> QPointingDevice:
    return QTest.createTouchDevice()


class Hand:
    """Fingers on a page's map."""

    def __init__(self, page: ChartPage, device: QPointingDevice) -> None:
        self._map = page.map
        self._device = device

    def press(self, *spots: QPoint) -> None:
        sequence = QTest.touchEvent(self._map, self._device)
        for finger, spot in enumerate(spots):
            sequence.press(finger, spot, self._map)
        sequence.commit()

    def press_second(self, first: QPoint, second: QPoint) -> None:
        """A finger more, while the first stays where it is."""
        sequence = QTest.touchEvent(self._map, self._device)
        sequence.move(0, first, self._map)
        sequence.press(1, second, self._map)
        sequence.commit()

    def move(self, *spots: QPoint) -> None:
        sequence = QTest.touchEvent(self._map, self._device)
        for finger, spot in enumerate(spots):
            sequence.move(finger, spot, self._map)
        sequence.commit()

    def lift(self, *spots: QPoint) -> None:
        sequence = QTest.touchEvent(self._map, self._device)
        for finger, spot in enumerate(spots):
            sequence.release(finger, spot, self._map)
        sequence.commit()

    def tap(self, spot: QPoint) -> None:
        self.press(spot)
        self.lift(spot)


@pytest.fixture
def hand(page: ChartPage, touch_screen: QPointingDevice) -> Hand:
    return Hand(page, touch_screen)


def fingers_apart(middle: QPoint, spans: Iterable[int]) -> list[tuple[QPoint, QPoint]]:
    return [(middle - QPoint(span // 2, 0), middle + QPoint(span // 2, 0)) for span in spans]


def test_a_pinch_zooms_as_much_as_the_fingers_go_apart(page: ChartPage, hand: Hand) -> None:
    steps = fingers_apart(spot_of(page, "infraspinatus.1"), range(40, 181, 10))
    page.map.zoom_by(1.5, QPointF(spot_of(page, "infraspinatus.1")))
    hand.press(*steps[0])
    for pair in steps[1:]:
        hand.move(*pair)
    hand.lift(*steps[-1])
    assert page.map.zoom == pytest.approx(1.5 * 4.5, rel=0.01)


def test_what_lies_between_two_fingers_stays_there_when_they_spread_and_move(
    page: ChartPage, hand: Hand
) -> None:
    middle = spot_of(page, "gluteus_maximus.1")
    (start,) = fingers_apart(middle, (60,))
    under = page.map.place_at(middle.x(), middle.y())
    hand.press(*start)
    for share in range(1, 11):
        (pair,) = fingers_apart(middle + QPoint(-6, -3) * share, (60 + 12 * share,))
        hand.move(*pair)
    hand.lift(*pair)
    assert page.map.zoom == pytest.approx(3.0, rel=0.01)
    now = page.map.screen_place(under)
    assert (now - QPointF(middle + QPoint(-60, -30))).manhattanLength() < 2


def test_two_fingers_chart_nothing_whichever_comes_down_first(page: ChartPage, hand: Hand) -> None:
    spot = spot_of(page, "gluteus_maximus.1")
    other = spot + QPoint(60, 0)
    hand.press(spot)
    hand.press_second(spot, other)
    hand.move(spot, other + QPoint(40, 0))
    hand.lift(spot, other + QPoint(40, 0))
    assert session_of(page).trigger_points == ()
    assert page.map.zoom > 1.5


def test_a_tap_charts_as_a_click_does_and_a_second_one_at_once_adds_nothing(
    page: ChartPage, hand: Hand
) -> None:
    spot = spot_of(page, "infraspinatus.1")
    hand.tap(spot)
    hand.tap(spot)
    (point,) = session_of(page).trigger_points
    assert (point.muscle_id, point.side) == ("infraspinatus", Side.RIGHT)
    assert page.selected == point.id


def test_a_finger_drags_the_zoomed_map(page: ChartPage, hand: Hand) -> None:
    page.map.zoom_by(4.0)
    before = page.map.camera
    middle = QPoint(page.map.width() // 4, page.map.height() // 2)
    hand.press(middle)
    for share in (1, 2, 3):
        hand.move(middle + QPoint(20, 10) * share)
    hand.lift(middle + QPoint(60, 30))
    moved = before.moved(60, 30)
    assert (page.map.camera.dx, page.map.camera.dy) == pytest.approx((moved.dx, moved.dy))
    assert session_of(page).trigger_points == ()


def test_a_finger_moves_a_mark_that_it_meets_only_nearly(
    qtbot: QtBot, page: ChartPage, hand: Hand
) -> None:
    page.map.zoom_by(3.0, QPointF(spot_of(page, "gluteus_maximus.1")))
    point = click(qtbot, page, "gluteus_maximus.1")
    spot = page.map.screen_place(point.place).toPoint() + QPoint(0, 18)
    hand.press(spot)
    for share in (1, 2, 3, 4):
        hand.move(spot + QPoint(6, 0) * share)
    hand.lift(spot + QPoint(24, 0))
    moved = session_of(page).point(point.id)
    assert moved.place != point.place
    assert len(session_of(page).trigger_points) == 1


def test_a_second_finger_puts_a_dragged_mark_back(
    qtbot: QtBot, page: ChartPage, hand: Hand
) -> None:
    page.map.zoom_by(3.0, QPointF(spot_of(page, "gluteus_maximus.1")))
    point = click(qtbot, page, "gluteus_maximus.1")
    spot = page.map.screen_place(point.place).toPoint()
    hand.press(spot)
    hand.move(spot + QPoint(24, 0))
    hand.press_second(spot + QPoint(24, 0), spot + QPoint(90, 60))
    hand.lift(spot + QPoint(24, 0), spot + QPoint(90, 60))
    assert session_of(page).point(point.id).place == point.place
    assert page.map.mark_position(point.id) == page.map.screen_place(point.place)


def test_a_finger_held_still_asks_for_the_menu_and_charts_nothing(
    qtbot: QtBot, page: ChartPage, hand: Hand
) -> None:
    QGuiApplication.styleHints().setMousePressAndHoldInterval(20)
    spot = spot_of(page, "gluteus_maximus.1")
    page.map.menu_requested.disconnect(page._on_menu)  # noqa: SLF001 - a menu waits for a choice
    with qtbot.waitSignal(page.map.menu_requested):
        hand.press(spot)
    hand.lift(spot)
    assert session_of(page).trigger_points == ()
    QGuiApplication.styleHints().setMousePressAndHoldInterval(-1)


def test_a_tap_on_the_name_walks_down_the_layers(page: ChartPage, hand: Hand) -> None:
    spot = spot_of(page, "gluteus_maximus.1")
    stack = page.map.hits_at(spot.x(), spot.y())
    hand.tap(spot)
    page.map.grab()
    hand.tap(page.map.label_box.center().toPoint())
    assert page.map.current is stack[1]
    assert len(session_of(page).trigger_points) == 1


def test_a_button_over_the_map_is_pressed_by_a_finger(
    page: ChartPage, touch_screen: QPointingDevice
) -> None:
    deep = page.map.findChild(QPushButton, "layer_deep")
    assert isinstance(deep, QPushButton)
    at = deep.rect().center()
    QTest.touchEvent(deep, touch_screen).press(0, at, deep)
    QTest.touchEvent(deep, touch_screen).release(0, at, deep)
    assert deep.isChecked()


# The pen ------------------------------------------------------------------------------------------

PEN = QPointingDevice(
    "pen",
    7,
    QInputDevice.DeviceType.Stylus,
    QPointingDevice.PointerType.Pen,
    QInputDevice.Capability.Position | QInputDevice.Capability.Hover,
    1,
    2,
)
NO_BUTTON, LEFT = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton


def pen(page: ChartPage, kind: QEvent.Type, at: QPoint) -> QTabletEvent:
    changed = NO_BUTTON if kind == QEvent.Type.TabletMove else LEFT
    held = LEFT if kind == QEvent.Type.TabletPress else NO_BUTTON
    spot, on_screen = QPointF(at), QPointF(page.map.mapToGlobal(at))
    none = Qt.KeyboardModifier.NoModifier
    event = QTabletEvent(
        kind, PEN, spot, on_screen, 0.5, 0.0, 0.0, 0.0, 0.0, 0.0, none, changed, held
    )
    QApplication.sendEvent(page.map, event)
    return event


def test_the_pen_charts_as_a_click_does(page: ChartPage) -> None:
    spot = spot_of(page, "infraspinatus.1")
    assert pen(page, QEvent.Type.TabletPress, spot).isAccepted()
    assert pen(page, QEvent.Type.TabletRelease, spot).isAccepted()
    (point,) = session_of(page).trigger_points
    assert point.muscle_id == "infraspinatus"


def test_the_hovering_pen_names_the_muscle(page: ChartPage) -> None:
    assert page.map.hasTabletTracking()
    pen(page, QEvent.Type.TabletMove, spot_of(page, "infraspinatus.1"))
    assert page.map.current is not None
    assert page.map.words_for(page.map.current) == "Infraspinatus, right · superficial"
    assert session_of(page).trigger_points == ()


def test_the_pen_is_left_to_a_button_over_the_map(page: ChartPage) -> None:
    deep = page.map.findChild(QPushButton, "layer_deep")
    assert isinstance(deep, QPushButton)
    at = deep.mapTo(page.map, deep.rect().center())
    assert not pen(page, QEvent.Type.TabletPress, at).isAccepted()
