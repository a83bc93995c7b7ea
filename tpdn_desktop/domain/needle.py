"""One physical needle: what it is, how it was used, when it was opened, went in and came out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.moment import checked_moment
from tpdn_desktop.domain.stimulation import Stimulation
from tpdn_desktop.domain.text import NAME_LIMIT, checked

NeedleId = NewType("NeedleId", str)

# Filiform needles in clinical use run from 0.12 to 0.50 mm and from 5 to 150 mm; beyond lies a slip
# of the keyboard.
DIAMETER_MM = (0.10, 0.60)
LENGTH_MM = (5.0, 150.0)
MOST_INSERTIONS = 200
DWELL_TARGET_MIN = (1, 120)
LONGEST_IN = timedelta(hours=12)
"""Nobody leaves a needle in for so long: it came out, and nobody noted it."""


class Technique(StrEnum):
    """How the needle was used (vocabulary of the dry-needling literature, see docs/glossary.md)."""

    SUPERFICIAL = "superficial"
    PISTONING = "pistoning"
    STATIC = "static"
    WINDING = "winding"
    THREADING = "threading"
    FANNING = "fanning"
    PERIOSTEAL = "periosteal"
    ELECTRICAL = "electrical"

    @property
    def stays_in(self) -> bool:
        """Whether a needle so used is left in place until it is taken out."""
        return self in {Technique.STATIC, Technique.ELECTRICAL}


@dataclass(frozen=True, slots=True)
class NeedleSize:
    """Diameter by length, in mm.

    Raises:
        RuleBroken: no needle has that size.
    """

    diameter_mm: float
    length_mm: float

    def __post_init__(self) -> None:
        for value, what, (least, most), form in (
            (self.diameter_mm, "diameter", DIAMETER_MM, ".2f"),
            (self.length_mm, "length", LENGTH_MM, ".0f"),
        ):
            if not math.isfinite(value) or not least <= value <= most:
                raise RuleBroken(f"needle {what} is {least:{form}} to {most:{form}} mm")

    @property
    def label(self) -> str:
        """Diameter × length as written on screen and paper: 0.30 × 40."""
        return f"{self.diameter_mm:.2f} × {self.length_mm:g}"


def checked_dwell_target(minutes: int | None) -> int | None:
    """How long a needle is meant to stay in, in minutes; None when nothing was planned.

    Raises:
        RuleBroken: outside 1 to 120.
    """
    least, most = DWELL_TARGET_MIN
    if minutes is not None and not least <= minutes <= most:
        raise RuleBroken(f"a needle is left in for {least} to {most} minutes")
    return minutes


@dataclass(frozen=True, slots=True)
class Needle:
    """One physical needle in a trigger point.

    `insertions` counts its passes (a needle and an insertion are different counts). Times are UTC.
    `removed_at` is None while the needle is in the patient. The depth is in mm, or in words what
    the tip reached (`depth_tissue`); `direction` is where the tip points; `lot` is the lot of the
    box it came from. `opened_at` is None when it was opened as it was placed: no more is known.

    Raises:
        RuleBroken: impossible depth or insertions, removed before it was placed, or placed before
            it was opened.
    """

    id: NeedleId
    size: NeedleSize
    placed_at: datetime
    removed_at: datetime | None = None
    technique: Technique = Technique.PISTONING
    insertions: int = 1
    depth_mm: float | None = None
    depth_tissue: str = ""
    direction: str = ""
    dwell_target_min: int | None = None
    lot: str = ""
    stimulation: Stimulation | None = None
    opened_at: datetime | None = None

    def __post_init__(self) -> None:
        checked_dwell_target(self.dwell_target_min)
        checked(self.depth_tissue, "what the needle reached", limit=NAME_LIMIT)
        checked(self.direction, "the direction of a needle", limit=NAME_LIMIT)
        checked(self.lot, "lot", limit=NAME_LIMIT)
        checked_moment(self.placed_at, "the time a needle was placed")
        _check_opened(self.opened_at, self.placed_at, "placed")
        if not 1 <= self.insertions <= MOST_INSERTIONS:
            raise RuleBroken(f"insertions are 1 to {MOST_INSERTIONS}")
        if self.depth_mm is not None and not 0 < self.depth_mm <= self.size.length_mm:
            raise RuleBroken("the depth is more than 0 mm and at most the needle's length")
        if self.removed_at is not None:
            checked_moment(self.removed_at, "the time a needle was removed")
            if self.removed_at < self.placed_at:
                raise RuleBroken("a needle cannot be removed before it was placed")

    @property
    def is_in(self) -> bool:
        """Whether the needle is still in the patient."""
        return self.removed_at is None


@dataclass(frozen=True, slots=True)
class PlannedNeedle:
    """A needle that is meant to go in: by a protocol, or as last time. The target is in minutes."""

    size: NeedleSize
    technique: Technique = Technique.PISTONING
    dwell_target_min: int | None = None

    def __post_init__(self) -> None:
        checked_dwell_target(self.dwell_target_min)


@dataclass(frozen=True, slots=True)
class OpenedNeedle:
    """A needle that was opened and lies ready: neither placed yet nor wasted.

    `lot` is the lot of the box it came from.
    """

    id: NeedleId
    size: NeedleSize
    opened_at: datetime
    lot: str = ""

    def __post_init__(self) -> None:
        checked_moment(self.opened_at, "the time a needle was opened")
        checked(self.lot, "lot", limit=NAME_LIMIT)


@dataclass(frozen=True, slots=True)
class WastedNeedle:
    """A needle that was opened and never placed: dropped, bent, touched.

    `opened_at` is None when it was opened as it was noted: no more is known. `lot` is the lot of
    the box it came from.

    Raises:
        RuleBroken: wasted before it was opened.
    """

    id: NeedleId
    size: NeedleSize
    wasted_at: datetime
    reason: str = ""
    opened_at: datetime | None = None
    lot: str = ""

    def __post_init__(self) -> None:
        checked_moment(self.wasted_at, "the time a needle was wasted")
        _check_opened(self.opened_at, self.wasted_at, "wasted")
        checked(self.reason, "the reason a needle was wasted", limit=NAME_LIMIT)
        checked(self.lot, "lot", limit=NAME_LIMIT)


def _check_opened(opened_at: datetime | None, used_at: datetime, used: str) -> None:
    if opened_at is None:
        return
    checked_moment(opened_at, "the time a needle was opened")
    if used_at < opened_at:
        raise RuleBroken(f"a needle cannot be {used} before it was opened")
