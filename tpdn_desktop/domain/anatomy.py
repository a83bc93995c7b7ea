"""Words for where something is on a body: side, view, layer, place."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from tpdn_desktop.domain.errors import RuleBroken


class Side(StrEnum):
    """Side of the patient, never of the screen."""

    LEFT = "left"
    RIGHT = "right"
    MIDLINE = "midline"

    @property
    def opposite(self) -> Side:
        """The other side; the midline is its own opposite."""
        return _OPPOSITE[self]


_OPPOSITE = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT, Side.MIDLINE: Side.MIDLINE}


class View(StrEnum):
    """One of the drawn maps. Plantar shows both soles, beside the posterior feet."""

    ANTERIOR = "anterior"
    POSTERIOR = "posterior"
    PLANTAR = "plantar"


class Layer(StrEnum):
    """Depth of a muscle, from the skin inward."""

    SUPERFICIAL = "superficial"
    INTERMEDIATE = "intermediate"
    DEEP = "deep"


@dataclass(frozen=True, slots=True)
class BodyPlace:
    """A place on a view, in body units.

    One body unit is the height of the body. x runs to the patient's left from the midline and y up
    from the sole, whatever way the view is drawn; on the plantar view y runs forward to the toes.

    Raises:
        RuleBroken: a coordinate is not a finite number or lies outside any body.
    """

    view: View
    x: float
    y: float

    def __post_init__(self) -> None:
        for name, value in (("x", self.x), ("y", self.y)):
            if not math.isfinite(value):
                raise RuleBroken(f"{name} must be a finite number of body heights")
            if not -1.0 <= value <= 1.5:
                raise RuleBroken(f"{name} must lie on the body (-1 to 1.5 body heights)")

    def mirrored(self) -> BodyPlace:
        """The same place on the other side of the body."""
        return BodyPlace(self.view, -self.x, self.y)
