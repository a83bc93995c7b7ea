"""One charted trigger point of a session: where, what was found, which needles, what twitched."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from tpdn_desktop.domain.anatomy import BodyPlace, Side
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.needle import Needle, PlannedNeedle
from tpdn_desktop.domain.text import LINE_LIMIT, NOTE_LIMIT, checked

TriggerPointId = NewType("TriggerPointId", str)

MOST_NEEDLES = 30
# A place may lie this far over the midline (body heights, about 3 cm): muscles meet there and hands
# are not rulers.
MIDLINE_SLACK = 0.02


class Status(StrEnum):
    """Whether the point gives pain by itself (active) or only when pressed (latent)."""

    ACTIVE = "active"
    LATENT = "latent"
    NOT_CLASSIFIED = "not_classified"


class TwitchGrade(StrEnum):
    """Strength of the strongest local twitch response."""

    WEAK = "weak"
    MEDIUM = "medium"
    STRONG = "strong"


class Palpation(StrEnum):
    """How the band was held under the needle."""

    FLAT = "flat"
    PINCER = "pincer"


class TwitchSign(StrEnum):
    """By what a twitch was noticed."""

    SEEN = "seen"
    FELT = "felt"
    REPORTED = "reported"


class PressureUnit(StrEnum):
    """The units in which algometers speak; 1 kgf/cm² is 98.0665 kPa (standard gravity)."""

    KGF_CM2 = "kgf/cm2"
    KPA = "kPa"


KPA_IN_KGF_CM2 = 98.0665
MOST_KPA = 2_000.0


@dataclass(frozen=True, slots=True)
class PressureThreshold:
    """The pressure at which the spot begins to hurt, as read from the algometer.

    Raises:
        RuleBroken: not more than 0, or beyond what a thumb or an algometer presses (2,000 kPa).
    """

    value: float
    unit: PressureUnit = PressureUnit.KGF_CM2

    def __post_init__(self) -> None:
        if not (math.isfinite(self.value) and 0 < self.kilopascal <= MOST_KPA):
            raise RuleBroken("the pressure pain threshold is more than 0 and at most 2,000 kPa")

    @property
    def kilopascal(self) -> float:
        """The same pressure in kPa."""
        in_kpa = self.unit is PressureUnit.KPA
        return self.value if in_kpa else self.value * KPA_IN_KGF_CM2

    @property
    def kgf_cm2(self) -> float:
        """The same pressure in kgf/cm²."""
        in_kpa = self.unit is PressureUnit.KPA
        return self.value / KPA_IN_KGF_CM2 if in_kpa else self.value


@dataclass(frozen=True, slots=True)
class Twitch:
    """The local twitch response. Not sought and not elicited are findings, never failures.

    Raises:
        RuleBroken: a count, a grade or a sign without a twitch, or a twitch that was not sought.
    """

    sought: bool = False
    elicited: bool = False
    count: int | None = None
    strongest: TwitchGrade | None = None
    signs: frozenset[TwitchSign] = frozenset()

    def __post_init__(self) -> None:
        if self.elicited and not self.sought:
            raise RuleBroken("a twitch that was elicited was also sought")
        described = self.count is not None or self.strongest is not None or bool(self.signs)
        if described and not self.elicited:
            raise RuleBroken("a twitch has a count, a grade and signs only when it was elicited")
        if self.count is not None and not 1 <= self.count <= 999:
            raise RuleBroken("the number of twitches is 1 to 999")


def nprs(value: int | None, what: str) -> int | None:
    """A pain score on the 0 to 10 numeric scale, or None when it was not asked.

    Raises:
        RuleBroken: outside 0 to 10.
    """
    if value is not None and not 0 <= value <= 10:
        raise RuleBroken(f"{what} is a whole number from 0 to 10")
    return value


@dataclass(frozen=True, slots=True)
class TriggerPoint:
    """A trigger point as charted today.

    `reference_point_id` names the point of the atlas it was taken to be, or None for a free place.
    `place` is in body units on map version `map_version`, so that a redrawn map never moves it.
    Findings are None when they were not looked for. `confirmed` is False while the point is a copy
    of last time, or of a protocol, that nobody has touched yet; `planned` then holds the needles
    that go in when it is confirmed. `outside_muscle` says that the therapist placed it
    outside the drawn muscle on purpose.

    Raises:
        RuleBroken: a place on the other side of the body, too many needles, a score out of range.
    """

    id: TriggerPointId
    muscle_id: str
    side: Side
    place: BodyPlace
    map_version: int = 1
    reference_point_id: str | None = None
    status: Status = Status.NOT_CLASSIFIED
    taut_band: bool | None = None
    tender_spot: bool | None = None
    referred_pain: bool | None = None
    reproduces_pain: bool | None = None
    needles: tuple[Needle, ...] = ()
    twitch: Twitch = Twitch()
    palpation: Palpation | None = None
    pain_during: int | None = None
    felt_at: str = ""
    note: str = ""
    confirmed: bool = True
    jump_sign: bool | None = None
    pressure_threshold: PressureThreshold | None = None
    response: str = ""
    outside_muscle: bool = False
    planned: tuple[PlannedNeedle, ...] = ()

    def __post_init__(self) -> None:
        x = self.place.x
        if (self.side is Side.LEFT and x < -MIDLINE_SLACK) or (
            self.side is Side.RIGHT and x > MIDLINE_SLACK
        ):
            raise RuleBroken(f"side is {self.side} but the place is on the other side of the body")
        if self.side is Side.MIDLINE and abs(x) > 2 * MIDLINE_SLACK:
            raise RuleBroken("side is midline but the place is away from the midline")
        if self.map_version < 1:
            raise RuleBroken("the map version is 1 or more")
        if self.confirmed and self.planned:
            raise RuleBroken("a point that was confirmed has needles, not plans")
        if max(len(self.needles), len(self.planned)) > MOST_NEEDLES:
            raise RuleBroken(f"a trigger point holds at most {MOST_NEEDLES} needles")
        nprs(self.pain_during, "pain during needling")
        checked(self.felt_at, "felt at", limit=LINE_LIMIT)
        checked(self.note, "note", limit=NOTE_LIMIT, multiline=True)
        checked(self.response, "response", limit=LINE_LIMIT)

    @property
    def needles_in(self) -> tuple[Needle, ...]:
        """The needles still in the patient, in the order they were placed."""
        return tuple(n for n in self.needles if n.is_in)
