"""The names of muscles over the zoomed map, worked out anew when the camera has come to rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen

from tpdn_desktop.atlas.bodymap import MuscleShape
from tpdn_desktop.atlas.hit_test import HitIndex
from tpdn_desktop.atlas.labels import Box, Label, Nameable, placed_labels
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import Layer, View
from tpdn_desktop.ui.chart.camera import Camera
from tpdn_desktop.ui.theme import THEME, font

FROM_ZOOM = 1.8
"""Below this the body is too small for names."""


class MapNames:
    """Keeps the labels of the camera of now."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._labels: tuple[Label, ...] = ()
        self._camera = Camera()

    def forget(self) -> None:
        """No names (the camera is moving, or the body is small)."""
        self._labels = ()

    def work_out(
        self,
        sheet: Sheet,
        indexes: Mapping[View, HitIndex],
        layers: frozenset[Layer],
        camera: Camera,
        size: QSize,
        kept_free: Iterable[Box],
    ) -> None:
        """Place the names for a camera."""
        metrics = QFontMetricsF(font("secondary", 500))
        room = (4.0, 34.0, size.width() - 4.0, size.height() - 4.0)
        self._camera = camera
        self._labels = placed_labels(
            self._nameable(sheet, indexes, layers, camera, room),
            metrics.horizontalAdvance,
            metrics.height(),
            room=room,
            kept_free=kept_free,
        )

    def paint(self, painter: QPainter, camera: Camera) -> None:
        """Paint the names; none while the camera is somewhere else."""
        if camera != self._camera:
            return
        face = font("secondary", 500)
        metrics = QFontMetricsF(face)
        halo = QPen(THEME.colour("paper", 0.75), 3.0)
        halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        for label in self._labels:
            path = QPainterPath()
            left = label.x - metrics.horizontalAdvance(label.text) / 2
            path.addText(QPointF(left, label.y + metrics.capHeight() / 2), face, label.text)
            painter.strokePath(path, halo)
            painter.fillPath(path, THEME.colour("ink"))

    def _nameable(
        self,
        sheet: Sheet,
        indexes: Mapping[View, HitIndex],
        layers: frozenset[Layer],
        camera: Camera,
        room: Box,
    ) -> Iterator[Nameable]:
        for view, index in indexes.items():
            ox, oy = sheet.origin(view)
            for (x, y), shape in index.showing(layers):
                px, py = camera.to_screen(ox + x, oy + y)
                is_in = room[0] <= px <= room[2] and room[1] <= py <= room[3]
                if is_in and sheet.shows(view, ox + x):
                    name = self._names.get(shape.muscle_id, shape.muscle_id)
                    yield Nameable(name, px, py, _box(shape, ox, oy, camera))


def _box(shape: MuscleShape, ox: float, oy: float, camera: Camera) -> Box:
    xs = [x for curve in shape.outline for x in curve.numbers[0::2]]
    ys = [y for curve in shape.outline for y in curve.numbers[1::2]]
    x0, y0 = camera.to_screen(ox + min(xs), oy + min(ys))
    x1, y1 = camera.to_screen(ox + max(xs), oy + max(ys))
    return x0, y0, x1, y1
