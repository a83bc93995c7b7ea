"""The names of muscles over the zoomed map, worked out anew when the camera has come to rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter

from tpdn_desktop.atlas.hit_test import HitIndex
from tpdn_desktop.atlas.labels import Box, Label, Nameable, placed_labels, runs_of_rows
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import Layer, Side, View
from tpdn_desktop.ui.chart.camera import Camera
from tpdn_desktop.ui.chart.haloed import paint_haloed
from tpdn_desktop.ui.theme import THEME, font

FROM_ZOOM = 1.8
"""Below this the body is too small for names."""

# A shape as a key would have its whole outline hashed for every sample.
_Face = tuple[str, Side, View]
_ACROSS, _DOWN = 24.0, 18.0  # pixels between samples of the map


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
        for label in self._labels:
            left = label.x - metrics.horizontalAdvance(label.text) / 2
            start = QPointF(left, label.y + metrics.capHeight() / 2)
            paint_haloed(painter, start, face, label.text, THEME.colour("ink"))

    def _nameable(
        self,
        sheet: Sheet,
        indexes: Mapping[View, HitIndex],
        layers: frozenset[Layer],
        camera: Camera,
        room: Box,
    ) -> Iterator[Nameable]:
        """What shows in the room, told by samples of it: 10 to 25 ms for a full HD map."""

        def shows(px: float, py: float) -> list[_Face]:
            view, x, y = sheet.to_map(*camera.to_sheet(px, py))
            found = indexes[view].hits(x, y, layers=layers)
            shown = (*found[:1], *(shape for shape in found[1:] if shape.overlay))
            return [(shape.muscle_id, shape.side, view) for shape in shown]

        left, top, right, bottom = room
        columns = [left + (i + 0.5) * _ACROSS for i in range(int((right - left) / _ACROSS))]
        rows = [top + (i + 0.5) * _DOWN for i in range(int((bottom - top) / _DOWN))]
        sampled = ((y, [shows(x, y) for x in columns]) for y in rows)
        for (muscle_id, _, _), runs in runs_of_rows(sampled, left + 0.5 * _ACROSS, _ACROSS).items():
            yield Nameable(self._names.get(muscle_id, muscle_id), runs)
