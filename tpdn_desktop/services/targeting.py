"""Which point of the atlas a clicked place is taken to be."""

from __future__ import annotations

import math

from tpdn_desktop.atlas.reference import Muscle, ReferencePoint
from tpdn_desktop.domain.anatomy import BodyPlace, Side

REACH = 0.045
"""A click further than this from every reference point is a free point (body heights: 8 cm)."""


def nearest_reference_point(muscle: Muscle, side: Side, place: BodyPlace) -> ReferencePoint | None:
    """The reference point of the muscle nearest to a place; None when all are far away."""
    best: tuple[float, ReferencePoint] | None = None
    for point in muscle.points_on(side):
        for where in point.places_on(side):
            if where.view is not place.view:
                continue
            away = math.hypot(where.x - place.x, where.y - place.y)
            if away <= REACH and (best is None or away < best[0]):
                best = away, point
    return best[1] if best else None
