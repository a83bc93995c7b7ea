"""The patient's pain drawing: up to six pains, each with how it feels, how strong, and where.

Where it hurts is kept twice: as the marks of the brush, so that the drawing can be shown and gone
on with, and as shares of the surface regions, so that drawings can be compared and looked up even
when the maps are drawn anew.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from tpdn_desktop.domain.anatomy import Side, View
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.text import NAME_LIMIT, checked

PainId = NewType("PainId", str)

MOST_PAINS = 6
"""Pains that the map can tell apart."""
MOST_MARKS = 2_000
MOST_STROKE_POINTS = 5_000


class PainQuality(StrEnum):
    """How a pain feels, in the patient's words."""

    ACHE = "ache"
    SHARP = "sharp"
    BURNING = "burning"
    NUMB = "numb"
    TINGLING = "tingling"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PainStroke:
    """One stroke of the brush, or of the eraser; places and radius in body units of its view.

    Raises:
        RuleBroken: no place, too many, or a number that is no place on a body.
    """

    view: View
    places: tuple[tuple[float, float], ...]
    radius: float
    erases: bool = False

    def __post_init__(self) -> None:
        if not 1 <= len(self.places) <= MOST_STROKE_POINTS:
            raise RuleBroken(f"a stroke of the brush has 1 to {MOST_STROKE_POINTS:,} places")
        if not all(-1.0 <= value <= 1.5 for place in self.places for value in place):
            raise RuleBroken("a stroke of the brush lies on the body")
        if not (math.isfinite(self.radius) and 0 < self.radius <= 0.5):
            raise RuleBroken("the brush is wider than nothing and narrower than the body")


@dataclass(frozen=True, slots=True)
class PainedRegion:
    """A whole surface region ticked as painful, or unticked."""

    region: str
    side: Side
    painful: bool = True

    def __post_init__(self) -> None:
        checked(self.region, "region code", limit=NAME_LIMIT)


PainMark = PainStroke | PainedRegion


@dataclass(frozen=True, slots=True)
class RegionShare:
    """How much of a surface region hurts: more than 0, up to 1."""

    region: str
    side: Side
    share: float

    def __post_init__(self) -> None:
        checked(self.region, "region code", limit=NAME_LIMIT)
        if not (math.isfinite(self.share) and 0 < self.share <= 1):
            raise RuleBroken("the painful share of a region is more than 0 and at most 1")


@dataclass(frozen=True, slots=True)
class Pain:
    """One of the patient's pains.

    `intensity` is 0 to 10 or None when it was not asked; `body_share` is the painful part of the
    drawn body surface, 0 to 1. Marks are in the order in which they were made.

    Raises:
        RuleBroken: a number out of range, or more marks than a hand makes.
    """

    id: PainId
    quality: PainQuality = PainQuality.ACHE
    intensity: int | None = None
    marks: tuple[PainMark, ...] = ()
    regions: tuple[RegionShare, ...] = ()
    body_share: float = 0.0

    def __post_init__(self) -> None:
        if self.intensity is not None and not 0 <= self.intensity <= 10:
            raise RuleBroken("the intensity of a pain is a whole number from 0 to 10")
        if len(self.marks) > MOST_MARKS:
            raise RuleBroken(f"a pain is drawn with at most {MOST_MARKS:,} strokes")
        if not (math.isfinite(self.body_share) and 0 <= self.body_share <= 1):
            raise RuleBroken("the painful part of the body is 0 to 1")
