"""Zoomed, the map opens: front and back side by side show the same part of the patient."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from tests.ui.test_chart_page import click, point_at, session_of, spot_of
from tpdn_desktop.atlas.bodymap import BodyMap
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import BodyPlace, Side, View
from tpdn_desktop.ui.chart.camera import Camera
from tpdn_desktop.ui.chart.chart_page import ChartPage
from tpdn_desktop.ui.chart.stance import Stance

LEFT = Qt.MouseButton.LeftButton
FRONT, BACK = View.ANTERIOR, View.POSTERIOR
CONTROL = Qt.KeyboardModifier.ControlModifier


def middle_of_pane(page: ChartPage, view: View) -> BodyPlace:
    share = 0.25 if view is FRONT else 0.75
    return page.map.place_at(page.map.width() * share, page.map.height() / 2)


def test_both_panes_show_the_same_part_of_the_patient(page: ChartPage) -> None:
    page.map.zoom_by(4.0, QPointF(spot_of(page, "gastrocnemius_medial.1")))
    front, back = middle_of_pane(page, FRONT), middle_of_pane(page, BACK)
    assert (front.view, back.view) == (FRONT, BACK)
    assert (front.x, front.y) == pytest.approx((back.x, back.y))


@pytest.mark.parametrize(
    "point_id", ["infraspinatus.1", "pectoralis_major_clavicular.1", "abductor_hallucis.1"]
)
def test_zooming_keeps_what_is_under_the_pointer(page: ChartPage, point_id: str) -> None:
    spot = QPointF(spot_of(page, point_id))
    before = page.map.place_at(spot.x(), spot.y())
    for factor in (1.3, 1.3, 1.3, 2.0, 0.6, 0.6, 0.6):
        page.map.zoom_by(factor, spot)
    after = page.map.place_at(spot.x(), spot.y())
    assert after.view is before.view
    assert (after.x, after.y) == pytest.approx((before.x, before.y), abs=1e-6)


@pytest.mark.parametrize("view", [FRONT, BACK])
def test_a_drag_moves_the_body_with_the_hand_in_either_pane(
    qtbot: QtBot, page: ChartPage, view: View
) -> None:
    page.map.zoom_by(4.0, QPointF(spot_of(page, "gluteus_maximus.1")))
    start = QPoint(page.map.width() * (1 if view is FRONT else 3) // 4, page.map.height() // 2)
    held = page.map.place_at(start.x(), start.y())
    qtbot.mousePress(page.map, LEFT, pos=start)
    for share in (1, 2, 3):
        qtbot.mouseMove(page.map, start + QPoint(15, -10) * share)
    qtbot.mouseRelease(page.map, LEFT, pos=start + QPoint(45, -30))
    now = page.map.screen_place(held)
    assert (now - QPointF(start + QPoint(45, -30))).manhattanLength() < 1.5
    assert session_of(page).trigger_points == ()


def test_a_part_of_the_body_shows_in_both_views_and_its_key_again_shows_the_other_side(
    qtbot: QtBot, page: ChartPage
) -> None:
    point_at(qtbot, page, "infraspinatus.1")
    qtbot.keyClick(page.map, Qt.Key.Key_2, CONTROL)
    qtbot.waitUntil(lambda: page.map.zoom > 2.0 and middle_of_pane(page, FRONT).x < -0.05)
    qtbot.waitUntil(lambda: middle_of_pane(page, BACK).x < -0.05)
    qtbot.keyClick(page.map, Qt.Key.Key_2, CONTROL)
    qtbot.waitUntil(lambda: middle_of_pane(page, BACK).x > 0.05)


def test_a_click_charts_in_the_view_of_its_pane(qtbot: QtBot, page: ChartPage) -> None:
    page.map.zoom_by(3.0, QPointF(spot_of(page, "infraspinatus.1")))
    behind = click(qtbot, page, "infraspinatus.1")
    front = click(qtbot, page, "pectoralis_major_clavicular.1")
    assert (behind.place.view, front.place.view) == (BACK, FRONT)
    assert behind.side is front.side is Side.RIGHT


def test_a_mark_beyond_the_divide_neither_shows_nor_answers(qtbot: QtBot, page: ChartPage) -> None:
    point = click(qtbot, page, "brachioradialis.1", Side.LEFT)
    page.map.zoom_by(6.0, QPointF(spot_of(page, "brachioradialis.1", Side.RIGHT)))
    spot = page.map.screen_place(point.place)
    assert spot.x() > page.map.width() / 2
    assert not page.map.stance.pane(point.place.view).contains(spot)
    assert page.map.mark_at(spot.x(), spot.y()) is None


def test_two_views_are_switched_by_key_and_button(qtbot: QtBot, page: ChartPage) -> None:
    page.map.zoom_by(3.0)
    assert page.map.stance.divide is not None
    qtbot.keyClick(page.map, Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)
    assert not page.floats.layers.two_views.isChecked()
    assert page.map.stance.divide is None
    qtbot.mouseClick(page.floats.layers.two_views, LEFT)
    assert page.map.stance.divide == pytest.approx(page.map.width() / 2)


def test_the_whole_body_is_never_open(page: ChartPage) -> None:
    assert page.map.opens
    assert page.map.stance.divide is None
    page.map.zoom_by(1.2)
    assert page.map.stance.divide is None


def test_an_open_map_keeps_its_middle_when_the_window_grows(qtbot: QtBot, page: ChartPage) -> None:
    page.map.zoom_by(3.0, QPointF(spot_of(page, "gluteus_maximus.1")))
    before = middle_of_pane(page, FRONT)
    page.resize(page.width() + 120, page.height() + 60)
    after = middle_of_pane(page, FRONT)
    assert (after.x, after.y) == pytest.approx((before.x, before.y), abs=0.002)
    assert page.map.stance.divide == pytest.approx(page.map.width() / 2)


def test_an_arm_is_cut_off_at_the_divide(page: ChartPage) -> None:
    page.map.show_names(False)
    page.map.zoom_by(4.0, QPointF(spot_of(page, "pectoralis_major_clavicular.1")))
    divide = page.map.width() // 2

    def column(x: int) -> list[int]:
        image = page.map.grab().toImage()
        return [image.pixel(x, y) for y in range(60, page.map.height() - 10)]

    page.map.render_now()
    beside = column(divide + 6)
    page.map.set_opens(False)
    page.map.render_now()
    assert column(divide + 6) != beside


@pytest.fixture(scope="session")
def open_sheet(bodymap: BodyMap) -> Callable[[float], Sheet]:
    return Sheet(bodymap).opened


@given(
    divide=st.floats(300, 700),
    x=st.floats(-0.1, 0.1),
    y=st.floats(0.2, 0.99),
)
def test_on_an_open_sheet_the_views_are_mirror_images_about_the_divide(
    open_sheet: Callable[[float], Sheet], divide: float, x: float, y: float
) -> None:
    sheet = open_sheet(divide)
    front, back = sheet.to_sheet(BodyPlace(FRONT, x, y)), sheet.to_sheet(BodyPlace(BACK, x, y))
    assert front[1] == pytest.approx(back[1])
    assert front[0] + back[0] == pytest.approx(2 * divide)
    for view, place in ((FRONT, front), (BACK, back)):
        if sheet.shows(view, place[0]):
            assert sheet.to_map(*place)[0] is view


def test_a_stance_has_a_pane_for_each_view_or_one_for_all(
    bodymap: BodyMap, open_sheet: Callable[[float], Sheet]
) -> None:
    camera = Camera(2.0, -100.0, 0.0)
    closed = Stance(camera, Sheet(bodymap), 800.0, 600.0)
    assert closed.pane(FRONT) == closed.pane(BACK) == closed.whole
    opened = Stance(camera, open_sheet(250.0), 800.0, 600.0)
    assert (opened.pane(FRONT).width(), opened.pane(View.PLANTAR).left()) == (400.0, 400.0)
