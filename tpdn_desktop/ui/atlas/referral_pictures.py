"""Small pictures of where a reference point refers to: a crop of one view round the lit zones.

At this size the stipple would vanish, so the zones are tints: strong for essential, faint for
spill-over; the point itself is a dot.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QPixmap

from tpdn_desktop.atlas.bodymap import BodyMap, RegionShape
from tpdn_desktop.atlas.palette import VEIL_OPACITY
from tpdn_desktop.atlas.plate import Peel
from tpdn_desktop.atlas.reference import Reference, ReferencePoint
from tpdn_desktop.atlas.referral import ReferredZone, Strength, referral
from tpdn_desktop.atlas.session_picture import cached_plate
from tpdn_desktop.atlas.stipple import FORMS
from tpdn_desktop.domain.anatomy import Side, View
from tpdn_desktop.ui.drawing_pen import DrawingPen
from tpdn_desktop.ui.theme import THEME

Box = tuple[float, float, float, float]

LEAST_HEIGHT = 150.0
"""A picture shows at least this much of the body (map units), so that one sees where it is."""

_MARGIN = 14.0
_TINT = {Strength.ESSENTIAL: 0.62, Strength.SPILLOVER: 0.24}
_KEPT = 128
_DENSITY = 0.6
"""Pixels for a map unit in the pictures of whole views: as many as the closest crop shows."""


class ReferralPictures:
    """Draws the pictures when they are first asked for and keeps the newest."""

    def __init__(self, bodymap: BodyMap, reference: Reference) -> None:
        self._bodymap = bodymap
        self._reference = reference
        self._pen = DrawingPen(THEME)
        self._faces_of: dict[tuple[View, str, Side], list[RegionShape]] = {}
        for view in bodymap.views.values():
            for face in view.regions:
                self._faces_of.setdefault((face.view, face.code, face.side), []).append(face)
        self._views: dict[tuple[str, Side], View] = {}
        self._veiled = lru_cache(maxsize=6)(self._draw_veiled)
        self._drawn = lru_cache(maxsize=_KEPT)(self._draw)

    def pixmap(
        self, point: ReferencePoint, side: Side, colour: int, size: QSize, ratio: float
    ) -> QPixmap:
        """The referral of a point on a side in one of eight colours; `size` in logical pixels."""
        return self._drawn(
            point.id, side, colour % len(FORMS), size.width(), size.height(), ratio, THEME.is_dark
        )

    def forget_points(self) -> None:
        """Points of the tables changed: their pictures are drawn anew."""
        self._views.clear()
        self._drawn.cache_clear()

    def view_of(self, point: ReferencePoint, side: Side) -> View:
        """The view that shows most of the referral, essential zones before spill-over."""
        key = (point.id, side)
        if key not in self._views:
            zones = referral(point, side, self._reference.regions)
            self._views[key] = max(
                self._bodymap.views,
                key=lambda view: (
                    sum(_weight(zone) * _extent(self._faces(view, zone)) for zone in zones),
                    view is point.place.view,
                ),
            )
        return self._views[key]

    def _draw(
        self,
        point_id: str,
        side: Side,
        colour: int,
        width: int,
        height: int,
        ratio: float,
        _dark: bool,
    ) -> QPixmap:
        point = self._reference.reference_point(point_id)
        view = self.view_of(point, side)
        zones = referral(point, side, self._reference.regions)
        places = [p for p in point.places_on(side) if p.view is view]
        box = _crop(self._zone_boxes(view, zones), width / height)
        pixmap = QPixmap(QSize(round(width * ratio), round(height * ratio)))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(THEME.colour("map_ground"))
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(QRectF(0, 0, width, height))
        scale = width / (box[2] - box[0])
        self._paint_plate(painter, view, box, (width, height, ratio))
        painter.scale(scale, scale)
        painter.translate(-box[0], -box[1])
        self._paint_zones(painter, view, zones, colour)
        for place in places:
            x, y = self._bodymap.views[view].to_map(place)
            painter.setPen(QPen(THEME.colour("paper"), 1.2 / scale))
            painter.setBrush(THEME.colour("ink"))
            painter.drawEllipse(QPointF(x, y), 3.0 / scale, 3.0 / scale)
        painter.end()
        return pixmap

    def _paint_plate(
        self, painter: QPainter, view: View, box: Box, size: tuple[int, int, float]
    ) -> None:
        """The figure under the zones, cut out of a picture of the whole view."""
        width, height, ratio = size
        whole = self._veiled(view, ratio, THEME.is_dark)
        x0, y0, _, _ = self._bodymap.views[view].bounds
        density = _DENSITY * ratio
        cut = QRect(
            round((box[0] - x0) * density),
            round((box[1] - y0) * density),
            round((box[2] - box[0]) * density),
            round((box[3] - box[1]) * density),
        )
        small = whole.copy(cut).scaled(
            round(width * ratio),
            round(height * ratio),
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter.drawImage(QRectF(0, 0, width, height), small, QRectF(small.rect()))

    def _draw_veiled(self, view: View, ratio: float, _dark: bool) -> QImage:
        x0, y0, x1, y1 = self._bodymap.views[view].bounds
        density = _DENSITY * ratio
        image = QImage(
            math.ceil((x1 - x0) * density),
            math.ceil((y1 - y0) * density),
            QImage.Format.Format_ARGB32_Premultiplied,
        )
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(density, density)
        painter.translate(-x0, -y0)
        plate = cached_plate(self._bodymap, view, Peel.ALL, detail=False)
        self._pen.paint_items(painter, plate, keep=True)
        silhouette = self._pen.path_of(self._bodymap.views[view].silhouette)
        painter.fillPath(silhouette, THEME.colour("map_ground", 1.4 * VEIL_OPACITY))
        painter.end()
        return image

    def _paint_zones(
        self, painter: QPainter, view: View, zones: Sequence[ReferredZone], colour: int
    ) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for zone in sorted(zones, key=_weight):
            for face in self._faces(view, zone):
                tint = THEME.colour(f"referral.{colour}", _TINT[zone.strength])
                painter.fillPath(self._pen.path_of(face.outline), tint)

    def _faces(self, view: View, zone: ReferredZone) -> list[RegionShape]:
        return self._faces_of.get((view, zone.region, zone.side), [])

    def _zone_boxes(self, view: View, zones: Sequence[ReferredZone]) -> list[Box]:
        """The boxes of the zones that show; the whole view when none does."""
        boxes = [_box(face) for zone in zones for face in self._faces(view, zone)]
        return boxes or [self._bodymap.views[view].bounds]


def _weight(zone: ReferredZone) -> float:
    return 1.0 if zone.strength is Strength.ESSENTIAL else 0.3


def _box(face: RegionShape) -> Box:
    xs = [x for curve in face.outline for x in curve.numbers[0::2]]
    ys = [y for curve in face.outline for y in curve.numbers[1::2]]
    return min(xs), min(ys), max(xs), max(ys)


def _extent(faces: Sequence[RegionShape]) -> float:
    """How much room faces take, by the root so that a large zone does not hide a small one."""
    return sum(math.sqrt(max(0.0, (x1 - x0) * (y1 - y0))) for x0, y0, x1, y1 in map(_box, faces))


def _crop(boxes: Sequence[Box], aspect: float) -> Box:
    """The box of a picture of that width to height which holds all boxes with a margin."""
    x0 = min(b[0] for b in boxes) - _MARGIN
    y0 = min(b[1] for b in boxes) - _MARGIN
    x1 = max(b[2] for b in boxes) + _MARGIN
    y1 = max(b[3] for b in boxes) + _MARGIN
    height = max(y1 - y0, (x1 - x0) / aspect, LEAST_HEIGHT)
    width = height * aspect
    middle_x, middle_y = (x0 + x1) / 2, (y0 + y1) / 2
    return (
        middle_x - width / 2,
        middle_y - height / 2,
        middle_x + width / 2,
        middle_y + height / 2,
    )
