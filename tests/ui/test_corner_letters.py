"""R and L in the corners of the zoomed map are never hidden."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from tpdn_desktop.ui.chart.chart_page import ChartPage
from tpdn_desktop.ui.chart.corner_letters import strip_beside


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
