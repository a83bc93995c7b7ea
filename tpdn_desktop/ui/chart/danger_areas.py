"""What a needle can hurt in the muscle that is pointed at, as hatched areas over the map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from tpdn_desktop.atlas.hazard_areas import HazardArea, areas_for, hazard_areas, hazard_items
from tpdn_desktop.atlas.reference import Hazard, Reference, Severity
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.ui.chart.camera import Camera
from tpdn_desktop.ui.chart.stance import Stance
from tpdn_desktop.ui.drawing_pen import DrawingPen

_NAMED = 3


class DangerAreas:
    """Knows the hazards of the danger level of each muscle; `always` shows all areas."""

    def __init__(self, pen: DrawingPen) -> None:
        self._pen = pen
        self._hazards: Mapping[str, tuple[Hazard, ...]] = {}
        self.always = False

    def know(self, reference: Reference) -> None:
        """Take over the hazards of the reference tables."""
        self._hazards = {
            muscle.id: tuple(
                h for h in reference.hazards_of(muscle) if h.severity is Severity.DANGER
            )
            for muscle in reference.muscles.values()
        }

    @property
    def are_known(self) -> bool:
        """Whether there is anything to show."""
        return bool(self._hazards)

    def names(self, muscle_id: str) -> str:
        """The dangers of a muscle in a line, without a place on the body too; empty for none."""
        names = [hazard.name for hazard in self._hazards.get(muscle_id, ())]
        if len(names) > _NAMED + 1:
            names[_NAMED:] = [f"+ {len(names) - _NAMED}"]
        return " · ".join(names)

    def of(self, muscles: Iterable[tuple[str, Side]]) -> tuple[HazardArea, ...]:
        """The areas of some muscles, each once."""
        found: dict[HazardArea, None] = {}
        for muscle_id, side in muscles:
            codes = {hazard.code for hazard in self._hazards.get(muscle_id, ())}
            found.update(dict.fromkeys(areas_for(codes, side)))
        return tuple(found)

    def all(self) -> tuple[HazardArea, ...]:
        """Every area of every known danger."""
        known = {hazard.code for hazards in self._hazards.values() for hazard in hazards}
        return tuple(area for area in hazard_areas() if area.code in known)

    def paint(self, painter: QPainter, areas: tuple[HazardArea, ...], stance: Stance) -> None:
        """Paint areas with lines one pixel wide."""
        for view in {area.view for area in areas}:
            painter.save()
            stance.enter(painter, view)
            self._pen.paint_items(painter, hazard_items(areas, view, 1.0 / stance.camera.scale))
            painter.restore()

    @staticmethod
    def boxes(areas: Iterable[HazardArea], sheet: Sheet, camera: Camera) -> Iterator[QRect]:
        """The pixels in which areas lie."""
        for area in areas:
            ox, oy = sheet.origin(area.view)
            xs = [x for curve in area.outline for x in curve.numbers[0::2]]
            ys = [y for curve in area.outline for y in curve.numbers[1::2]]
            left, top = camera.to_screen(ox + min(xs), oy + min(ys))
            right, bottom = camera.to_screen(ox + max(xs), oy + max(ys))
            box = QRect(int(left), int(top), int(right - left) + 1, int(bottom - top) + 1)
            yield box.adjusted(-3, -3, 3, 3)
