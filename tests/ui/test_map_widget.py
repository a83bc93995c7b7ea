"""The map beyond clicking: names when zoomed, parts of the body, what a screen reader hears."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.at_the_chart import click, point_at, spot_of
from tpdn_desktop.atlas.bodymap import BodyMap
from tpdn_desktop.atlas.frames import FRAMES
from tpdn_desktop.atlas.labels import Nameable, Run, placed_labels, runs_of_rows
from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import BodyPlace, View
from tpdn_desktop.ui.chart import map_accessible
from tpdn_desktop.ui.chart.camera import Camera, fitted
from tpdn_desktop.ui.chart.chart_keys import ChartKeys
from tpdn_desktop.ui.chart.chart_page import ChartPage
from tpdn_desktop.ui.chart.mini_map import MiniMaps
from tpdn_desktop.ui.icons import IconSet

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_control_and_a_digit_zoom_to_a_part_of_the_body(qtbot: QtBot, page: ChartPage) -> None:
    point_at(qtbot, page, "gastrocnemius_medial.1")
    qtbot.keyClick(page.map, Qt.Key.Key_8, CONTROL)

    def view_in_the_middle() -> View:
        middle = page.map.camera.to_sheet(page.map.width() / 2, page.map.height() / 2)
        return page.map.sheet.to_map(*middle)[0]

    qtbot.waitUntil(lambda: page.map.zoom > 2.5)
    qtbot.waitUntil(lambda: view_in_the_middle() is View.POSTERIOR)
    qtbot.keyClick(page.map, Qt.Key.Key_0, CONTROL)
    qtbot.waitUntil(lambda: page.map.zoom == pytest.approx(1.0))


def test_the_same_key_again_shows_the_other_view(qtbot: QtBot, page: ChartPage) -> None:
    def view_in_the_middle() -> View:
        middle = page.map.camera.to_sheet(page.map.width() / 2, page.map.height() / 2)
        return page.map.sheet.to_map(*middle)[0]

    page.map.set_opens(False)
    point_at(qtbot, page, "gluteus_maximus.1")
    qtbot.keyClick(page.map, Qt.Key.Key_6, CONTROL)
    qtbot.waitUntil(lambda: page.map.zoom > 2 and view_in_the_middle() is View.POSTERIOR)
    qtbot.keyClick(page.map, Qt.Key.Key_6, CONTROL)
    qtbot.waitUntil(lambda: view_in_the_middle() is View.ANTERIOR)


def test_a_screen_reader_hears_muscle_side_layer_and_what_is_charted(
    qtbot: QtBot, page: ChartPage
) -> None:
    map_accessible.install()
    click(qtbot, page, "infraspinatus.1")
    interface = QAccessible.queryAccessibleInterface(page.map)
    words = [interface.child(i).text(QAccessible.Text.Name) for i in range(interface.childCount())]
    assert "Infraspinatus, right · superficial · charted: 1" in words
    assert "Infraspinatus, left · superficial" in words
    assert words[-1] == "Trigger point 1: Infraspinatus, right"
    assert len(words) > 200
    box = interface.child(words.index("Infraspinatus, left · superficial")).rect()
    assert box.width() > 5


def test_names_stand_on_the_zoomed_map(qtbot: QtBot, page: ChartPage) -> None:
    page.map.zoom_to(View.POSTERIOR, FRAMES[4].box)
    qtbot.waitUntil(lambda: page.map.zoom > 1.9)
    page.map.show_names(False)
    page.map.render_now()
    bare = page.map.grab().toImage()
    page.map.show_names(True)
    assert page.map.grab().toImage() != bare


def test_a_drag_that_leaves_the_window_ends_inside_the_muscle(
    qtbot: QtBot, page: ChartPage
) -> None:
    point = click(qtbot, page, "gluteus_maximus.1")
    start = page.map.screen_place(point.place).toPoint()
    qtbot.mousePress(page.map, Qt.MouseButton.LeftButton, pos=start)
    for spot in (start + QPoint(6, 0), QPoint(-500, -500), QPoint(5000, 5000)):
        qtbot.mouseMove(page.map, spot)
    qtbot.mouseRelease(page.map, Qt.MouseButton.LeftButton, pos=QPoint(-500, -500))
    assert page.desk is not None
    moved = page.desk.session.point(point.id)
    assert page.map.lies_in(moved.muscle_id, moved.side, moved.place)


@pytest.fixture(scope="session")
def sheet_of_aspect(bodymap: BodyMap) -> Callable[[float], Sheet]:
    def sheet(aspect: float) -> Sheet:
        return Sheet.across(bodymap, aspect)

    return sheet


@given(
    x=st.floats(-0.09, 0.09),  # on the body: beside the feet stand the soles
    y=st.floats(0.02, 0.99),
    view=st.sampled_from((View.ANTERIOR, View.POSTERIOR)),
    zoom=st.floats(1.0, 20.0),
    pan=st.tuples(st.floats(-900, 900), st.floats(-900, 900)),
    aspect=st.floats(0.6, 3.0),
)
def test_a_place_goes_to_the_screen_and_back_at_any_zoom(
    sheet_of_aspect: Callable[[float], Sheet],
    x: float,
    y: float,
    view: View,
    zoom: float,
    pan: tuple[float, float],
    aspect: float,
) -> None:
    sheet = sheet_of_aspect(aspect)
    fit = fitted((sheet.width, sheet.height), (700 * aspect, 700))
    camera = fit.zoomed(zoom, 300, 200, fit=fit).moved(*pan)
    place = BodyPlace(view, x, y)
    spot = camera.to_screen(*sheet.to_sheet(place))
    found, map_x, map_y = sheet.to_map(*camera.to_sheet(*spot))
    assert found is view
    back = sheet.bodymap.views[found].to_place(map_x, map_y)
    assert (back.x, back.y) == pytest.approx((x, y), abs=1e-9)


STRETCHES = st.lists(
    st.builds(
        lambda x, width, y: Run(x, x + width, y),
        st.floats(-50, 1000), st.floats(1, 400), st.floats(0, 700),
    ),
    min_size=1,
    max_size=12,
)  # fmt: skip


@given(st.lists(st.tuples(st.integers(3, 25), STRETCHES), max_size=40))
def test_labels_never_overlap_and_stay_inside(muscles: list[tuple[int, list[Run]]]) -> None:
    room = (0.0, 0.0, 1000.0, 700.0)
    covered = (300.0, 100.0, 420.0, 400.0)
    labels = placed_labels(
        [Nameable("x" * n, tuple(runs)) for n, runs in muscles],
        lambda text: 7.0 * len(text),
        14.0,
        room=room,
        kept_free=[covered],
    )
    boxes = [
        (lb.x - 3.5 * len(lb.text), lb.y - 7, lb.x + 3.5 * len(lb.text), lb.y + 7) for lb in labels
    ]
    boxes.append(covered)
    for i, a in enumerate(boxes):
        assert a[0] >= 0
        assert a[2] <= 1000
        for b in boxes[i + 1 :]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


@given(STRETCHES, st.integers(3, 25))
def test_a_name_stands_where_its_muscle_shows(runs: list[Run], length: int) -> None:
    everywhere = (-1e4, -1e4, 1e4, 1e4)
    labels = placed_labels(
        [Nameable("x" * length, tuple(runs))], lambda text: 7.0 * len(text), 14.0, room=everywhere
    )
    for label in labels:
        assert any(run.y == label.y and run.x0 <= label.x <= run.x1 for run in runs)
    if any(run.width >= 7 * length + 4 for run in runs):
        (label,) = labels
        half = 3.5 * length
        assert any(
            run.y == label.y and run.x0 <= label.x - half and label.x + half <= run.x1
            for run in runs
        )


def test_samples_of_the_screen_become_stretches() -> None:
    rows = [(10.0, ["a", "a", "", "a"]), (20.0, ["", "ab", "b", ""])]
    assert runs_of_rows(rows, 5.0, 10.0) == {
        "a": (Run(0, 20, 10), Run(30, 40, 10), Run(10, 20, 20)),
        "b": (Run(10, 30, 20),),
    }


def test_a_still_camera_is_its_own_middle() -> None:
    camera = Camera(2.0, 10.0, 20.0)
    assert camera.between(camera, 0.5) == camera


def test_shift_and_arrows_move_the_zoomed_map(qtbot: QtBot, page: ChartPage) -> None:
    page.map.zoom_by(3.0)
    before = page.map.camera
    qtbot.keyClick(page.map, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.map.camera == before.moved(0.0, -60.0)


def test_alt_and_clicks_at_one_place_walk_down_the_layers_and_chart_nothing(
    qtbot: QtBot, page: ChartPage
) -> None:
    spot = spot_of(page, "gluteus_maximus.1")
    stack = page.map.hits_at(spot.x(), spot.y())
    seen = []
    for _ in stack:
        qtbot.mouseClick(page.map, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier, spot)
        seen.append(page.map.current)
    assert tuple(seen) == (*stack[1:], stack[0])
    assert page.desk is not None
    assert page.desk.session.trigger_points == ()


def test_a_page_that_is_put_away_lets_go_of_its_map(
    qapp: QApplication, bodymap: BodyMap, reference: Reference, icons: IconSet
) -> None:
    sheet = Sheet(bodymap)
    page = ChartPage(sheet, reference, icons, MiniMaps(sheet))
    ChartKeys(page)
    map_accessible.install()
    assert QAccessible.queryAccessibleInterface(page.map).childCount() > 200
    page.map.stop()
    left = weakref.ref(page.map), weakref.ref(page)
    page.deleteLater()
    del page
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [ref() for ref in left] == [None, None]
