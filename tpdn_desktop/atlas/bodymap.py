"""The body map as values: drawn plates, hit outlines of muscles, surface regions, landmarks.

Frame of every shape: map units, 1000 = body height, y down. On the anterior and posterior views x
is 0 on the midline, y is 0 at the vertex and 1000 at the sole; x runs to the viewer's right, which
is the patient's left from in front and the patient's right from behind. The plantar view shows
both soles from below with the toes up: the patient's left sole lies at x > 0, y is 1000 below the
ankles and falls toward the toes (the same formula as in front, with the body's y running forward).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tpdn_desktop.atlas.geometry import Point, Shape
from tpdn_desktop.domain.anatomy import BodyPlace, Layer, Side, View

UNITS = 1000.0
"""Map units in one body height."""


class PlateRole(StrEnum):
    """What a drawn element is; colours, opacities and line widths follow from it alone."""

    SKIN = "skin"  # filled: the whole silhouette, once, at the bottom
    BONE = "bone"  # filled, thin edge
    MUSCLE = "muscle"  # filled in the tone of its layer, thin outline: a chartable muscle
    MUSCLE_ART = "muscle_art"  # the same look, but not chartable: fills what would be a hole
    OVERLAY = "overlay"  # filled faintly over its layer (platysma): chartable, hit last
    TENDON = "tendon"  # filled, pale: the tendon part of a muscle, inside its outline
    SHEEN = "sheen"  # filled with highlight at a low opacity, several inside one another
    SHADE = "shade"  # filled even-odd with the outline colour at a low opacity: a darker rim
    FIBRE = "fibre"  # stroked: direction of the muscle fibres
    FASCIA = "fascia"  # filled, pale, half clear: sheets of tendon that lie on top
    LINE = "line"  # stroked in the skin's edge colour: face, ears, creases, nails
    LINE_DARK = "line_dark"  # stroked in the muscle's outline colour: lids, lips, intersections


@dataclass(frozen=True, slots=True)
class MuscleShape:
    """Where one muscle of one side answers to the pointer in one view."""

    muscle_id: str
    side: Side
    view: View
    layer: Layer
    outline: Shape
    overlay: bool
    source: str
    order: int
    """Painter's order in the view: the higher lies on top."""
    field: bool = False
    """The outline encloses several slips and the bone between; whole muscles are hit first."""


@dataclass(frozen=True, slots=True)
class RegionShape:
    """One surface region in one view; `side` is MIDLINE for an unpaired one."""

    code: str
    side: Side
    view: View
    outline: Shape


@dataclass(frozen=True, slots=True)
class PlateElement:
    """One thing to draw. `tone` (0 to 4) picks among the five tones of its layer."""

    role: PlateRole
    shape: Shape
    muscle_id: str | None = None
    side: Side | None = None
    layer: Layer | None = None
    tone: int = 0


@dataclass(frozen=True, slots=True)
class MapView:
    """One drawn view: `plate` in painter's order, `muscles` likewise (bottom first)."""

    view: View
    version: int
    bounds: tuple[float, float, float, float]
    silhouette: Shape
    plate: tuple[PlateElement, ...]
    muscles: tuple[MuscleShape, ...]
    regions: tuple[RegionShape, ...]
    landmarks: Mapping[str, Point]
    """Bony landmarks by `name.side`."""

    def to_map(self, place: BodyPlace) -> Point:
        """The place in map units of this view."""
        sign = -UNITS if self.view is View.POSTERIOR else UNITS
        return place.x * sign, (1.0 - place.y) * UNITS

    def to_place(self, x: float, y: float) -> BodyPlace:
        """The place on the body at a point of this view.

        Raises:
            RuleBroken: the point lies off any body.
        """
        sign = -UNITS if self.view is View.POSTERIOR else UNITS
        return BodyPlace(self.view, x / sign, 1.0 - y / UNITS)


@dataclass(frozen=True, slots=True)
class BodyMap:
    """All views of one edition of the map."""

    version: int
    views: Mapping[View, MapView]
    _of_muscles: dict[tuple[str, Side], tuple[MuscleShape, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        for view in self.views.values():
            for shape in view.muscles:
                key = shape.muscle_id, shape.side
                self._of_muscles[key] = (*self._of_muscles.get(key, ()), shape)

    def muscle_shapes(self, muscle_id: str, side: Side) -> tuple[MuscleShape, ...]:
        """The shapes of that muscle and side, one for each view in which it is drawn."""
        return self._of_muscles.get((muscle_id, side), ())

    def region_shapes(self, code: str, side: Side) -> tuple[RegionShape, ...]:
        """The faces of that region and side, one for each view in which it shows."""
        return tuple(
            shape
            for view in self.views.values()
            for shape in view.regions
            if shape.code == code and shape.side is side
        )
