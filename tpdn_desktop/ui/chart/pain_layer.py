"""The patient's pain drawing over the map, also while a stroke is being made; and its swatches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QPolygonF

from tpdn_desktop.atlas.pain_field import in_map_units
from tpdn_desktop.atlas.pain_picture import pain_parts, pain_swatch, pattern_scale, role_of
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.pain_drawing import Pain, PainQuality, PainStroke
from tpdn_desktop.ui.chart.camera import Camera
from tpdn_desktop.ui.chart.pain_outlines import PainOutlines
from tpdn_desktop.ui.drawing_pen import DrawingPen
from tpdn_desktop.ui.theme import THEME


@dataclass(frozen=True, slots=True)
class _Key:
    pain: Pain
    sheet: Sheet
    camera: Camera
    size: tuple[int, int]
    ratio: float
    dark: bool


class PainLayer:
    """Keeps the pictures of the pains for the camera of now."""

    def __init__(self, outlines: PainOutlines) -> None:
        self._outlines = outlines
        self._pen = DrawingPen(THEME)
        self._images: list[tuple[_Key, QImage]] = []

    def forget(self) -> None:
        """Keep no picture (lock)."""
        self._images.clear()
        self._outlines.forget()

    def paint(
        self,
        painter: QPainter,
        pains: Sequence[Pain],
        sheet: Sheet,
        camera: Camera,
        size: QSize,
        under_way: tuple[int, PainStroke] | None = None,
    ) -> None:
        """Paint pains as they lie under a camera, in a widget of that size.

        A drawing of many strokes is painted when its outlines are worked out.
        `under_way` is a stroke that is just being made, and the index of the pain it belongs to.
        """
        ratio = painter.device().devicePixelRatioF()
        wide = (size.width(), size.height())
        kept = dict(self._images_by_key())
        keys = [_Key(pain, sheet, camera, wide, ratio, THEME.is_dark) for pain in pains]
        drawn = [k.pain for k in keys if kept.get(id(k.pain), (None,))[0] == k]
        to_draw = [pain for pain in pains if pain not in drawn]
        known = self._outlines.known(sheet.bodymap, to_draw) if to_draw else ()
        images: list[tuple[_Key, QImage]] = []
        for index, key in enumerate(keys):
            if key.pain in drawn:
                image = kept[id(key.pain)]
            elif key.pain in known:
                image = key, self._drawn(key)
            else:
                continue
            images.append(image)
            shown = image[1]
            if under_way is not None and under_way[0] == index:
                shown = self._with_stroke(shown, under_way[1], key.pain, sheet, camera)
            painter.drawImage(0, 0, shown)
        self._images = images

    def _images_by_key(self) -> list[tuple[int, tuple[_Key, QImage]]]:
        return [(id(key.pain), (key, image)) for key, image in self._images]

    def _drawn(self, key: _Key) -> QImage:
        image = blank_image(QSize(*key.size), key.ratio)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(key.camera.dx, key.camera.dy)
        painter.scale(key.camera.scale, key.camera.scale)
        scale = pattern_scale(1.0 / key.camera.scale)
        for part in pain_parts(key.sheet, (key.pain,), scale=scale):
            self._pen.paint_part(painter, part)
        painter.end()
        return image

    def _with_stroke(
        self, image: QImage, stroke: PainStroke, pain: Pain, sheet: Sheet, camera: Camera
    ) -> QImage:
        """The picture of a pain with the stroke that the hand is just making."""
        shown = image.copy()
        painter = QPainter(shown)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(camera.dx, camera.dy)
        painter.scale(camera.scale, camera.scale)
        painter.translate(*sheet.origin(stroke.view))
        silhouette = sheet.bodymap.views[stroke.view].silhouette
        painter.setClipPath(self._pen.path_of(silhouette))
        if stroke.erases:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOut)
            colour = THEME.colour("ink")
        else:
            colour = THEME.colour(role_of(pain.quality), 0.45)
        pen = QPen(colour, 2000 * stroke.radius)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        points = [QPointF(*point) for point in in_map_units(stroke)]
        if len(points) == 1:
            painter.drawPoint(points[0])
        else:
            painter.drawPolyline(QPolygonF(points))
        painter.end()
        return shown


def swatch_image(quality: PainQuality, size: QSize, ratio: float = 2.0) -> QImage:
    """A small rectangle in the look of a quality, for legends and buttons."""
    image = blank_image(size, ratio)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(0, 0, size.width(), size.height(), THEME.colour(role_of(quality), 0.12))
    DrawingPen(THEME).paint_items(painter, pain_swatch(quality, size.width(), size.height()))
    painter.end()
    return image


def blank_image(size: QSize, ratio: float) -> QImage:
    """A clear image for a number of logical pixels."""
    image = QImage(
        round(size.width() * ratio),
        round(size.height() * ratio),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    return image
