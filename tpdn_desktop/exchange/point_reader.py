"""Reading a charted trigger point with its findings and needles."""

from __future__ import annotations

from typing import Any, cast

from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.needle import Needle, NeedleId, Technique
from tpdn_desktop.domain.stimulation import Stimulation
from tpdn_desktop.domain.trigger_point import (
    Palpation,
    PressureThreshold,
    PressureUnit,
    Status,
    TriggerPoint,
    TriggerPointId,
    Twitch,
    TwitchGrade,
    TwitchSign,
)
from tpdn_desktop.exchange.atlas_check import AtlasCheck
from tpdn_desktop.exchange.members import Members
from tpdn_desktop.exchange.small_readers import all_read, once, place, planned_needle, size

_FINDINGS = ("taut_band", "tender_spot", "referred_pain", "reproduces_pain", "jump_sign")


def trigger_point(m: Members, atlas: AtlasCheck) -> TriggerPoint | None:
    """A trigger point; None after a fault."""
    needles = all_read(once(m.objects("needles"), "a needle of this trigger point"), _needle)
    where, twitch = place(m.object("place")), _twitch(m.object("twitch"))
    threshold = _threshold(m.object("pressure_threshold")) if m.has("pressure_threshold") else None
    atlas.check_point(m)
    values: dict[str, Any] = {
        "id": TriggerPointId(m.text("id")),
        "muscle_id": m.text("muscle_id"),
        "side": m.word("side", Side),
        "map_version": m.whole("map_version"),
        "reference_point_id": m.get("reference_point_id"),
        "status": m.word("status", Status) or Status.NOT_CLASSIFIED,
        **{name: m.get(name) for name in _FINDINGS},
        "pressure_threshold": threshold,
        "needles": needles,
        "palpation": m.word("palpation", Palpation),
        "pain_during": m.whole("pain_during"),
        "felt_at": m.text("felt_at"),
        "note": m.text("note"),
        "response": m.text("response", multiline=False),
        "confirmed": m.yes("confirmed", otherwise=True),
        "planned": all_read(m.objects("planned"), planned_needle),
        "outside_muscle": m.yes("outside_muscle", otherwise=False),
    }
    if where is None:
        return None
    # Built even with a faulty twitch, to hear what else is wrong.
    return m.build(lambda: TriggerPoint(place=where, twitch=twitch or Twitch(), **values))


def _threshold(m: Members) -> PressureThreshold | None:
    value, unit = m.real("value"), m.word("unit", PressureUnit)
    return m.build(lambda: PressureThreshold(cast("float", value), cast("PressureUnit", unit)))


def _twitch(m: Members) -> Twitch | None:
    sought, elicited = m.get("sought"), m.get("elicited")
    count, strongest = m.whole("count"), m.word("strongest", TwitchGrade)
    signs = m.texts("signs")
    return m.build(
        lambda: Twitch(sought, elicited, count, strongest, frozenset(map(TwitchSign, signs)))
    )


def _needle(m: Members) -> Needle | None:
    its_size = size(m)
    current = _stimulation(m.object("stimulation")) if m.has("stimulation") else None
    values: dict[str, Any] = {
        "id": NeedleId(m.text("id")),
        "opened_at": m.time("opened_at"),
        "placed_at": m.time("placed_at"),
        "removed_at": m.time("removed_at"),
        "technique": m.word("technique", Technique),
        "insertions": m.whole("insertions"),
        "depth_mm": m.real("depth_mm"),
        "depth_tissue": m.text("depth_tissue"),
        "direction": m.text("direction"),
        "dwell_target_min": m.whole("dwell_target_min"),
        "lot": m.text("lot"),
        "stimulation": current,
    }
    return m.build(lambda: Needle(size=its_size(), **values))


def _stimulation(m: Members) -> Stimulation | None:
    values: dict[str, Any] = {
        **{name: m.text(name) for name in ("device", "leads")},
        **{name: m.real(name) for name in ("frequency_hz", "pulse_width_us", "intensity_ma")},
        "minutes": m.whole("minutes"),
    }
    return m.build(lambda: Stimulation(**values))
