"""Small values as JSON text in one column: marks of the brush, shares, plans, points of a protocol.

Lists instead of objects keep them short: a pain drawing can have thousands of places.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from tpdn_desktop.domain.anatomy import BodyPlace, Side, View
from tpdn_desktop.domain.needle import NeedleSize, PlannedNeedle, Technique
from tpdn_desktop.domain.pain_drawing import PainedRegion, PainMark, PainStroke, RegionShare
from tpdn_desktop.domain.protocol import ProtocolPoint


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def written_words(words: Iterable[str]) -> str:
    """A list of words."""
    return _json(list(words))


def read_words(text: str) -> tuple[str, ...]:
    """The inverse of `written_words`."""
    return tuple(json.loads(text))


def written_marks(marks: Iterable[PainMark]) -> str:
    """Strokes as [view, radius, erases, places], ticks as [region, side, painful]."""
    return _json(
        [
            [m.region, m.side.value, m.painful]
            if isinstance(m, PainedRegion)
            else [m.view.value, m.radius, m.erases, m.places]
            for m in marks
        ]
    )


def read_marks(text: str) -> tuple[PainMark, ...]:
    """The inverse of `written_marks`."""
    return tuple(_mark(values) for values in json.loads(text))


def _mark(values: list[Any]) -> PainMark:
    if len(values) == len(("region", "side", "painful")):
        region, side, painful = values
        return PainedRegion(region, Side(side), painful)
    view, radius, erases, places = values
    return PainStroke(View(view), tuple((x, y) for x, y in places), radius, erases)


def written_shares(shares: Iterable[RegionShare]) -> str:
    """Shares of regions as [region, side, share]."""
    return _json([[s.region, s.side.value, s.share] for s in shares])


def read_shares(text: str) -> tuple[RegionShare, ...]:
    """The inverse of `written_shares`."""
    return tuple(RegionShare(region, Side(side), share) for region, side, share in json.loads(text))


def written_plans(plans: Iterable[PlannedNeedle]) -> str:
    """Planned needles as [diameter, length, technique, minutes]; empty text when there are none."""
    listed = [_plan_values(plan) for plan in plans]
    return _json(listed) if listed else ""


def read_plans(text: str) -> tuple[PlannedNeedle, ...]:
    """The inverse of `written_plans`, for text that is not empty."""
    return tuple(_plan(*values) for values in json.loads(text))


def written_points(points: Iterable[ProtocolPoint]) -> str:
    """The points of a protocol."""
    return _json(
        [
            [
                p.muscle_id,
                p.side.value,
                [p.place.view.value, p.place.x, p.place.y],
                p.map_version,
                p.reference_point_id,
                [_plan_values(plan) for plan in p.needles],
            ]
            for p in points
        ]
    )


def read_points(text: str) -> tuple[ProtocolPoint, ...]:
    """The inverse of `written_points`."""
    return tuple(
        ProtocolPoint(
            muscle_id,
            Side(side),
            BodyPlace(View(view), x, y),
            map_version,
            reference_point_id,
            tuple(_plan(*plan) for plan in needles),
        )
        for muscle_id, side, (view, x, y), map_version, reference_point_id, needles in json.loads(
            text
        )
    )


def _plan_values(plan: PlannedNeedle) -> list[Any]:
    size = plan.size
    return [size.diameter_mm, size.length_mm, plan.technique.value, plan.dwell_target_min]


def _plan(
    diameter_mm: float, length_mm: float, technique: str, dwell_target_min: int | None
) -> PlannedNeedle:
    return PlannedNeedle(NeedleSize(diameter_mm, length_mm), Technique(technique), dwell_target_min)
