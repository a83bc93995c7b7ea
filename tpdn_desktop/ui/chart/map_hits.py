"""What lies under a point of the body, peeled as it is now. Knows no pixel and no widget."""

from __future__ import annotations

from collections.abc import Mapping

from tpdn_desktop.atlas.bodymap import BodyMap, MuscleShape
from tpdn_desktop.atlas.hit_test import Direction, HitIndex, hit_index
from tpdn_desktop.atlas.plate import Peel
from tpdn_desktop.domain.anatomy import BodyPlace, Side, View
from tpdn_desktop.ui.chart.map_content import Pointed

_SAMPLES = 40
"""As many places across a view are asked for its first muscle."""


class MapHits:
    """The hit test of all views at one peel."""

    def __init__(self, bodymap: BodyMap) -> None:
        self._bodymap = bodymap
        self._indexes = {view: hit_index(v) for view, v in bodymap.views.items()}
        self.peel = Peel.ALL

    @property
    def indexes(self) -> Mapping[View, HitIndex]:
        """The hit test of each view."""
        return self._indexes

    def prepare(self) -> None:
        """Prepare what the pointer asks, so that the first hover is as quick as the next.

        May be called from any thread: what is asked meanwhile is prepared when it is asked.
        """
        for index in self._indexes.values():
            index.prepare()

    def warm(self) -> None:
        """Prepare all answers, those for the keyboard too; from any thread."""
        for index in self._indexes.values():
            index.warm()

    def at(self, view: View, x: float, y: float, tolerance: float = 0.0) -> tuple[MuscleShape, ...]:
        """The muscles at a point in map units, topmost first; within the tolerance if none is."""
        return self._indexes[view].hits(x, y, layers=self.peel.layers, tolerance=tolerance)

    def pointed(self, shape: MuscleShape) -> Pointed:
        """A muscle at the middle of what shows of it."""
        index = self._indexes[shape.view]
        x, y = index.anchor(shape, self.peel.layers) or shape.outline[0].start
        return Pointed(shape, self._bodymap.views[shape.view].to_place(x, y))

    def neighbour(self, shape: MuscleShape, direction: Direction) -> MuscleShape | None:
        """The nearest showing muscle in a direction of the screen; None at the edge."""
        return self._indexes[shape.view].neighbour(shape, direction, self.peel.layers)

    def first_muscle(self, view: View) -> MuscleShape | None:
        """A muscle at chest height to begin with; None when no muscle of the view shows."""
        x0, y0, x1, y1 = self._bodymap.views[view].bounds
        y = y0 + (y1 - y0) * 0.25
        for k in range(_SAMPLES):
            found = self.at(view, x0 + (x1 - x0) * (k + 0.5) / _SAMPLES, y)
            if found:
                return found[0]
        muscles = self._bodymap.views[view].muscles
        return next((m for m in muscles if m.layer in self.peel.layers), None)

    def showing(self) -> tuple[MuscleShape, ...]:
        """The muscles that show."""
        return tuple(
            shape
            for index in self._indexes.values()
            for _, shape in index.showing(self.peel.layers)
        )

    def region_of(self, place: BodyPlace) -> str | None:
        """The code of the surface region at a place."""
        x, y = self._bodymap.views[place.view].to_map(place)
        region = self._indexes[place.view].region_at(x, y)
        return region.code if region is not None else None

    def lies_in(self, muscle_id: str, side: Side, place: BodyPlace) -> bool:
        """Whether a place lies inside the drawn outline of a muscle, whatever is peeled."""
        x, y = self._bodymap.views[place.view].to_map(place)
        return any(
            shape.muscle_id == muscle_id and shape.side is side
            for shape in self._indexes[place.view].hits(x, y)
        )
