"""What the map says is never hidden: R and L in its corners, the label of a muscle."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSizeF
from pytestqt.qtbot import QtBot

from tpdn_desktop.ui.chart.chart_page import ChartPage
from tpdn_desktop.ui.chart.corner_letters import strip_beside
from tpdn_desktop.ui.chart.map_painter import label_box


def test_the_letters_stand_beside_what_covers_the_corners() -> None:
    pane = QRectF(100, 0, 400, 300)
    covered = [QRectF(105, 5, 60, 20), QRectF(430, 0, 70, 40), QRectF(200, 200, 50, 50)]
    strip = strip_beside(pane, covered)
    assert strip.left() > 165
    assert strip.right() < 430
    assert not any(strip.intersects(box) for box in covered)


def test_what_covers_another_pane_moves_no_letter() -> None:
    pane = QRectF(0, 0, 400, 300)
    assert strip_beside(pane, [QRectF(420, 0, 80, 40)]) == strip_beside(pane, [])


def test_buttons_and_legend_cover_the_map_and_the_hairline_does_not(
    qtbot: QtBot, page: ChartPage
) -> None:
    boxes = page.map.covered()
    assert QRectF(page.floats.layers.geometry()) in boxes
    assert all(box.width() < page.map.width() / 2 for box in boxes)


@given(
    st.floats(0, 900), st.floats(0, 600), st.floats(20, 420), st.floats(0, 880), st.floats(0, 580)
)
def test_the_label_of_a_muscle_stays_in_the_map_and_clear_of_a_float_it_can_avoid(
    x: float, y: float, wide: float, left: float, top: float
) -> None:
    size, float_over_map = QSizeF(wide, 20), QRectF(left, top, 20, 20)
    box = label_box(QPointF(x, y), size, 900, [float_over_map])
    assert box.left() > 0
    assert box.right() < 900
    assert box.top() > 0
    free = label_box(QPointF(x, y), size, 900, [])
    if not free.intersects(float_over_map):
        assert box == free


def test_the_label_goes_to_the_other_side_of_the_pointer_beside_the_strip() -> None:
    strip = QRectF(780, 90, 230, 160)
    box = label_box(QPointF(700, 200), QSizeF(300, 34), 1010, [strip])
    assert not box.intersects(strip)
    assert box.right() < 700
