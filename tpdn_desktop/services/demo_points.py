"""The demo clinic's trigger points and needles: charted as such sessions usually are."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from tpdn_desktop.atlas.reference import Muscle, Reference, ReferencePoint
from tpdn_desktop.domain.anatomy import BodyPlace, Side
from tpdn_desktop.domain.clinic import DEFAULT_TRAY, Clinic
from tpdn_desktop.domain.needle import Needle, NeedleId, NeedleSize, OpenedNeedle, Technique
from tpdn_desktop.domain.stimulation import Stimulation
from tpdn_desktop.domain.trigger_point import (
    Palpation,
    PressureThreshold,
    Status,
    TriggerPoint,
    TriggerPointId,
    Twitch,
    TwitchGrade,
    TwitchSign,
)

DWELL_MIN = 10
PACK = 5
"""Needles under one foil."""
CURRENT = Stimulation("Sample Stim 2 (demo)", "A: 1-2", 2.0, 200.0, 0.8, DWELL_MIN)

_SEEN = frozenset({TwitchSign.SEEN, TwitchSign.FELT})
_FELT = frozenset({TwitchSign.FELT})


class PointMaker:
    """Makes the points of one session after another; the same chance gives the same points."""

    def __init__(self, reference: Reference, clinic: Clinic, chance: random.Random) -> None:
        self._reference = reference
        self._clinic = clinic
        self._chance = chance
        self._with_current = 0

    def new_id(self) -> str:
        """An id in the form of all ids (UUID 4)."""
        return _id(self._chance)

    def with_pack_opened(
        self, points: Sequence[TriggerPoint]
    ) -> tuple[tuple[TriggerPoint, ...], tuple[OpenedNeedle, ...]]:
        """The points, the last of them needled from a pack of five, and what of it lies ready."""
        if not points or not points[-1].needles:
            return tuple(points), ()
        *others, last = points
        first = last.needles[0]
        opened_at = first.placed_at - timedelta(minutes=1)
        needles = tuple(replace(needle, opened_at=opened_at) for needle in last.needles)
        chance = random.Random(last.id)  # noqa: S311 - invented, and the others stay as they are
        ready = tuple(
            OpenedNeedle(NeedleId(_id(chance)), first.size, opened_at, first.lot)
            for _ in range(PACK - len(needles))
        )
        return (*others, replace(last, needles=needles)), ready

    def points(
        self,
        muscles: tuple[str, ...],
        side: Side,
        begun: datetime,
        *,
        open_now: bool,
        both_sides: bool,
        current: bool,
    ) -> Iterator[TriggerPoint]:
        """Two to five points, mostly on one side of the patient.

        `open_now`: needles are still in at the last point; `both_sides`: the second point lies on
        the other side; `current`: now and then, current runs through needles that stay in.
        """
        chance = self._chance
        known = [self._reference.muscles[m] for m in muscles if m in self._reference.muscles]
        count = min(len(known), chance.randint(2, 5))
        stays = open_now or chance.random() < 0.25
        for order, muscle in enumerate(known[:count]):
            where = Side.MIDLINE if not muscle.paired else side
            across = both_sides and order == 1
            where = where.opposite if across else where
            choice = muscle.points_on(where)
            if not choice:
                continue
            begins = begun + timedelta(minutes=2 * order + 2)
            technique = self._technique(stays and order == count - 1, current=current)
            is_in = open_now and technique.stays_in
            point = chance.choice(choice)
            yield self._point(muscle, point, where, begins, technique, is_in=is_in)

    def _technique(self, stays: bool, *, current: bool) -> Technique:
        if not stays:
            usual = (Technique.PISTONING, Technique.PISTONING, Technique.WINDING)
            return self._chance.choice(usual)
        self._with_current += current
        return Technique.ELECTRICAL if current and self._with_current % 2 else Technique.STATIC

    def _point(
        self,
        muscle: Muscle,
        reference_point: ReferencePoint,
        side: Side,
        begins: datetime,
        technique: Technique,
        *,
        is_in: bool,
    ) -> TriggerPoint:
        chance = self._chance
        place = reference_point.place_on(side)
        active = chance.random() < 0.65
        needled = technique.stays_in or chance.random() < 0.9
        measured = chance.random() < 0.15
        return TriggerPoint(
            id=TriggerPointId(self.new_id()),
            muscle_id=muscle.id,
            side=side,
            place=BodyPlace(place.view, round(place.x, 5), round(place.y, 5)),
            reference_point_id=reference_point.id,
            status=Status.ACTIVE if active else Status.LATENT,
            taut_band=True,
            tender_spot=True,
            referred_pain=active or None,
            reproduces_pain=active and chance.random() < 0.7,
            needles=self._needles(muscle, begins, technique, is_in=is_in) if needled else (),
            twitch=self._twitch() if needled else Twitch(),
            palpation=chance.choice((Palpation.FLAT, Palpation.PINCER)),
            pain_during=chance.randint(2, 6) if needled else None,
            jump_sign=(active and chance.random() < 0.4) or None,
            pressure_threshold=PressureThreshold(chance.randint(15, 40) / 10) if measured else None,
        )

    def _needles(
        self, muscle: Muscle, begins: datetime, technique: Technique, *, is_in: bool
    ) -> tuple[Needle, ...]:
        chance = self._chance
        stays = technique.stays_in
        size = _usual_size(muscle)
        removed_at = begins + timedelta(minutes=DWELL_MIN) if stays else begins
        insertions = 1 if stays else chance.randint(1, 6)
        depth_mm = float(chance.randrange(6, max(8, int(size.length_mm * 0.7))))
        return tuple(
            Needle(
                id=NeedleId(self.new_id()),
                size=size,
                placed_at=begins,
                removed_at=None if is_in else removed_at,
                technique=technique,
                insertions=insertions,
                depth_mm=depth_mm,
                dwell_target_min=DWELL_MIN if stays else None,
                lot=self._clinic.lot_of(size, begins.date()),
                stimulation=CURRENT if technique is Technique.ELECTRICAL else None,
            )
            for _ in range(2 if stays else chance.choice((1, 1, 2)))
        )

    def _twitch(self) -> Twitch:
        chance = self._chance
        if chance.random() < 0.2:
            return Twitch(sought=True)
        grade = chance.choice(tuple(TwitchGrade))
        signs = _FELT if grade is TwitchGrade.WEAK else _SEEN
        return Twitch(True, True, chance.randint(1, 4), grade, signs)


def _id(chance: random.Random) -> str:
    digits = f"{chance.getrandbits(128):032x}"
    groups = (digits[:8], digits[8:12], f"4{digits[13:16]}", f"a{digits[17:20]}", digits[20:])
    return "-".join(groups)


def _usual_size(muscle: Muscle) -> NeedleSize:
    """A needle of the tray's kind within the muscle's usual range."""
    lengths = muscle.needling.needle_mm
    gauges = muscle.needling.gauge_mm
    if lengths is None or gauges is None:
        return DEFAULT_TRAY[0]
    for size in DEFAULT_TRAY:
        if (
            lengths[0] <= size.length_mm <= lengths[1]
            and gauges[0] <= size.diameter_mm <= gauges[1]
        ):
            return size
    return NeedleSize(gauges[-1], float(lengths[0]))
