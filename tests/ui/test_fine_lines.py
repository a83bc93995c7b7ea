"""The lines of the plate: full width at the size of a screen, fine when enlarged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage, QPainter

from tpdn_desktop.atlas.drawing import Path, Stroke, fine_share, polyline
from tpdn_desktop.ui.drawing_pen import DrawingPen
from tpdn_desktop.ui.theme import THEME

pytestmark = pytest.mark.usefixtures("qapp")


def painted_width(stroke: Stroke, scale: float) -> int:
    """How many pixels a level line covers from top to bottom at that enlargement."""
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.translate(32, 32)
    painter.scale(scale, scale)
    DrawingPen(THEME).paint_items(painter, [Path(polyline((-99, 0), (99, 0)), stroke=stroke)])
    painter.end()
    return sum(image.pixelColor(32, y) != QColor("white") for y in range(64))


def test_a_fine_line_is_as_wide_as_drawn_at_the_size_of_a_screen() -> None:
    assert painted_width(Stroke("ink", 4.0, is_fine=True), 1.0) == 4


def test_a_fine_line_widens_less_than_the_drawing_when_that_is_enlarged() -> None:
    assert painted_width(Stroke("ink", 4.0), 8.0) == 32
    assert 8 <= painted_width(Stroke("ink", 4.0, is_fine=True), 8.0) <= 16


@given(st.floats(0.01, 200), st.floats(1.0, 4.0))
def test_a_fine_line_never_gets_thinner_by_enlarging(scale: float, by: float) -> None:
    assert fine_share(scale * by) <= fine_share(scale) <= 1.0
    assert fine_share(scale * by) * scale * by >= fine_share(scale) * scale * (1 - 1e-12)
