"""R, L and the view's name in the top corners of a pane, clear of the buttons that lie there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainter

from tpdn_desktop.domain.anatomy import View
from tpdn_desktop.ui.chart.haloed import paint_haloed
from tpdn_desktop.ui.fixed_words import word
from tpdn_desktop.ui.theme import THEME, font

_MARGIN, _TOP, _HEIGHT = 12.0, 8.0, 28.0


def paint_corner_letters(
    painter: QPainter, pane: QRectF, view: View, covered: Sequence[QRectF]
) -> None:
    """Write the patient's sides into the corners of a pane that shows a view.

    Args:
        painter: paints in the pixels of the map.
        pane: the part of the map that shows the view.
        view: whose sides they are.
        covered: boxes that hide the map; the letters stand beside them.
    """
    left, right = ("L", "R") if view is View.POSTERIOR else ("R", "L")
    strip = strip_beside(pane, covered)
    face = font("page_title", 600)
    metrics = QFontMetricsF(face)
    line = strip.top() + metrics.ascent()
    last = strip.right() - metrics.horizontalAdvance(right)
    for x, letter in ((strip.left(), left), (last, right)):
        paint_haloed(painter, QPointF(x, line), face, letter, THEME.colour("letter"))
    caption = word(view.value)
    caption = caption[:1].upper() + caption[1:]
    beside = strip.left() + metrics.horizontalAdvance(left) + 8
    small = font("secondary")
    if beside + QFontMetricsF(small).horizontalAdvance(caption) + 8 < last:
        ink = THEME.colour("text_secondary")
        paint_haloed(painter, QPointF(beside, line), small, caption, ink)


def strip_beside(pane: QRectF, covered: Sequence[QRectF]) -> QRectF:
    """The top strip of a pane as far as nothing covers it from either end."""
    strip = QRectF(pane.left() + _MARGIN, _TOP, pane.width() - 2 * _MARGIN, _HEIGHT)
    middle = strip.center().x()
    for box in covered:
        if not box.intersects(strip):
            continue
        if box.center().x() < middle:
            strip.setLeft(max(strip.left(), box.right() + _MARGIN))
        else:
            strip.setRight(min(strip.right(), box.left() - _MARGIN))
    return strip
