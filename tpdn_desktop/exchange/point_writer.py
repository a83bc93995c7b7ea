"""A charted trigger point with its findings and needles, as JSON."""

from __future__ import annotations

from typing import Any

from tpdn_desktop.domain.needle import Needle
from tpdn_desktop.domain.stimulation import Stimulation
from tpdn_desktop.domain.trigger_point import PressureThreshold, Status, TriggerPoint, Twitch
from tpdn_desktop.exchange.json_values import known, place, planned_needle, size


def trigger_point(point: TriggerPoint) -> dict[str, Any]:
    """A trigger point."""
    threshold = point.pressure_threshold
    return known(
        id=point.id,
        muscle_id=point.muscle_id,
        side=point.side,
        place=place(point.place),
        map_version=point.map_version,
        reference_point_id=point.reference_point_id,
        status=None if point.status is Status.NOT_CLASSIFIED else point.status,
        taut_band=point.taut_band,
        tender_spot=point.tender_spot,
        referred_pain=point.referred_pain,
        reproduces_pain=point.reproduces_pain,
        jump_sign=point.jump_sign,
        pressure_threshold=None if threshold is None else _threshold(threshold),
        needles=[_needle(needle) for needle in point.needles],
        twitch=_twitch(point.twitch),
        palpation=point.palpation,
        pain_during=point.pain_during,
        felt_at=point.felt_at,
        note=point.note,
        response=point.response,
        confirmed=point.confirmed,
        planned=[planned_needle(plan) for plan in point.planned],
        outside_muscle=point.outside_muscle,
    )


def _threshold(threshold: PressureThreshold) -> dict[str, Any]:
    return known(value=threshold.value, unit=threshold.unit)


def _twitch(twitch: Twitch) -> dict[str, Any]:
    return known(
        sought=twitch.sought,
        elicited=twitch.elicited,
        count=twitch.count,
        strongest=twitch.strongest,
        signs=sorted(sign.value for sign in twitch.signs),
    )


def _needle(needle: Needle) -> dict[str, Any]:
    current = needle.stimulation
    return {
        "id": needle.id,
        **size(needle.size),
        **known(
            technique=needle.technique,
            insertions=needle.insertions,
            depth_mm=needle.depth_mm,
            depth_tissue=needle.depth_tissue,
            direction=needle.direction,
            opened_at=needle.opened_at,
            placed_at=needle.placed_at,
            removed_at=needle.removed_at,
            dwell_target_min=needle.dwell_target_min,
            lot=needle.lot,
            stimulation=None if current is None else _stimulation(current),
        ),
    }


def _stimulation(current: Stimulation) -> dict[str, Any]:
    return known(
        device=current.device,
        leads=current.leads,
        frequency_hz=current.frequency_hz,
        pulse_width_us=current.pulse_width_us,
        intensity_ma=current.intensity_ma,
        minutes=current.minutes,
    )
