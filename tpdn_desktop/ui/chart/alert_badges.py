"""The short words of an alert beside the limb or region on the map that it names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from tpdn_desktop.atlas.alert_areas import AlertArea
from tpdn_desktop.atlas.geometry import Point, Shape, flattened
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import View
from tpdn_desktop.ui.chart.camera import Camera
from tpdn_desktop.ui.theme import THEME, font

LONGEST = 150.0
"""Words that are wider, in pixels, are cut at an "or"."""

_SHARE = 0.22
"""A badge stands beside the upper part of a limb, this share of its height from its top."""

_GAP = 8.0


def paint_badges(
    painter: QPainter, areas: Sequence[AlertArea], sheet: Sheet, camera: Camera, *, zoomed: bool
) -> None:
    """One badge for each area; on the zoomed map one in each view: one may be out of sight."""
    taken: list[QRectF] = []
    for area in areas:
        for view in (View.ANTERIOR, View.POSTERIOR):
            shape = area.shape_in(sheet.bodymap, view)
            if shape:
                x, y = outer_edge(shape)
                ox, oy = sheet.origin(view)
                if not sheet.shows(view, ox + x):
                    continue
                spot = camera.to_screen(ox + x, oy + y)
                taken.append(_badge(painter, area, spot, outward=x, beside=taken))
                if not zoomed:
                    break


def _badge(
    painter: QPainter, area: AlertArea, at: Point, *, outward: float, beside: Sequence[QRectF]
) -> QRectF:
    """Paint a badge where it lies over no other; the box it fills."""
    face = font("secondary", 600)
    metrics = QFontMetricsF(face)
    words = short_words(area.words, metrics.horizontalAdvance)
    width, height = metrics.horizontalAdvance(words) + 14, metrics.height() + 4
    left = at[0] + _GAP if outward >= 0 else at[0] - _GAP - width
    box = QRectF(round(left) + 0.5, round(at[1] - height / 2) + 0.5, width, height)
    while any(box.adjusted(-2, -2, 2, 2).intersects(other) for other in beside):
        box.translate(0, height / 2)
    role = area.severity.value
    painter.setPen(QPen(THEME.colour(role, 0.7), 1))
    painter.setBrush(THEME.colour(f"{role}_soft"))
    painter.drawRoundedRect(box, 3, 3)
    painter.setFont(face)
    painter.setPen(THEME.colour(role))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)
    return box


def short_words(words: str, width_of: Callable[[str], float]) -> str:
    """The words, or what stands before their "or" when they are long."""
    return words if width_of(words) <= LONGEST else words.partition(" or ")[0]


@lru_cache(maxsize=64)
def outer_edge(shape: Shape) -> Point:
    """The point of a shape's outer edge beside which its words stand, in map units."""
    points = [p for curve in shape for p in flattened(curve, 3)]
    ys = [y for _, y in points]
    level = min(ys) + _SHARE * (max(ys) - min(ys))
    reach = 0.01 * (max(ys) - min(ys)) + 2.0
    near = [(x, y) for x, y in points if abs(y - level) <= reach] or points
    return max(near, key=lambda p: abs(p[0]))[0], level
