"""Documents in the exchange format, of every version, and the atlas they speak of."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from tpdn_desktop.exchange.reader import Document, read_document

ALL_VIEWS = frozenset({"anterior", "posterior", "plantar"})
ATLAS: dict[str, Any] = {
    "muscle_views": {
        "paired_muscle": (ALL_VIEWS, True),
        "midline_muscle": (ALL_VIEWS, False),
        "back_muscle": (frozenset({"posterior"}), True),
    },
    "reference_points": {
        "paired_muscle.TrP1": "paired_muscle",
        "midline_muscle.TrP1": "midline_muscle",
    },
    "region_codes": {"chest", "head_temporal"},
    "today": date(2026, 11, 21),
}


def old_document() -> dict[str, Any]:
    """A document of version 1, as the first edition wrote it."""
    needle = {
        "id": "n1",
        "diameter_mm": 0.25,
        "length_mm": 30,
        "technique": "pistoning",
        "insertions": 6,
        "depth_mm": 12.5,
        "placed_at": "2026-01-12T09:05:00Z",
        "removed_at": "2026-01-12T09:06:00Z",
    }
    point = {
        "id": "t1",
        "muscle_id": "paired_muscle",
        "side": "left",
        "place": {"view": "posterior", "x": 0.05, "y": 0.84},
        "map_version": 1,
        "reference_point_id": "paired_muscle.TrP1",
        "status": "active",
        "taut_band": True,
        "reproduces_pain": False,
        "needles": [needle],
        "twitch": {"sought": True, "elicited": True, "count": 3, "strongest": "medium"},
        "pain_during": 4,
        "note": "two\nlines",
    }
    session = {
        "id": "s1",
        "number": 1,
        "state": "signed",
        "therapist": {"name": "Sam Sample", "designation": "PT"},
        "started_at": "2026-01-12T09:00:00Z",
        "ended_at": "2026-01-12T09:30:00Z",
        "entered_at": "2026-01-12T09:20:00Z",
        "pain_before": 6,
        "trigger_points": [point],
    }
    patient = {
        "id": "p1",
        "family_name": "Example",
        "birth_date": "1979-03-12",
        "sex": "female",
        "alerts": [{"code": "anticoagulant", "scope": "region", "region": "chest"}],
        "sessions": [session],
    }
    return {"format": "tpdn-exchange", "version": 1, "patients": [patient]}


def document() -> dict[str, Any]:
    """One of everything, a new copy each time, to be broken in one place."""
    value = second_document()
    session = value["patients"][0]["sessions"][0]
    session["trigger_points"][0]["needles"][0]["opened_at"] = "2026-01-12T09:03:00Z"
    session["wasted"][0] |= {"opened_at": "2026-01-12T09:03:00Z", "lot": "L-1"}
    ready = {"id": "o1", "diameter_mm": 0.3, "length_mm": 40, "opened_at": "2026-01-12T09:03:00Z"}
    session["opened"] = [ready | {"lot": "L-1"}]
    return value | {"version": 3}


def second_document() -> dict[str, Any]:
    """A document of version 2 with one of everything that it knew."""
    value = old_document()
    session = value["patients"][0]["sessions"][0]
    (point,) = session["trigger_points"]
    (needle,) = point["needles"]
    needle |= {
        "technique": "electrical",
        "depth_tissue": "the bone",
        "direction": "to the acromion",
        "dwell_target_min": 10,
        "lot": "L-1",
        "stimulation": {
            "device": "Example 2",
            "leads": "A: 1-2",
            "frequency_hz": 2.5,
            "pulse_width_us": 250,
            "intensity_ma": 0.8,
            "minutes": 10,
        },
    }
    point["twitch"]["signs"] = ["felt", "seen"]
    point |= {
        "jump_sign": False,
        "pressure_threshold": {"value": 2.5, "unit": "kgf/cm2"},
        "response": "Softer",
        "confirmed": True,
        "planned": [],
        "outside_muscle": True,
    }
    session["trigger_points"].append(_copy_of_last_time())
    session |= _closing()
    return value | {"version": 2, "own_content": _own_content(), "protocols": [_protocol()]}


def _copy_of_last_time() -> dict[str, Any]:
    plan = {"diameter_mm": 0.3, "length_mm": 40, "technique": "static", "dwell_target_min": 5}
    return {
        "id": "t2",
        "muscle_id": "paired_muscle",
        "side": "right",
        "place": {"view": "posterior", "x": -0.05, "y": 0.84},
        "map_version": 1,
        "reference_point_id": "own:1",
        "needles": [],
        "twitch": {"sought": False, "elicited": False, "signs": []},
        "confirmed": False,
        "planned": [plan],
        "outside_muscle": False,
    }


def _closing() -> dict[str, Any]:
    stroke = {
        "kind": "stroke",
        "view": "anterior",
        "places": [[-0.1, 0.8], [-0.11, 0.82]],
        "radius": 0.02,
        "erases": False,
    }
    tick = {"kind": "region", "region": "chest", "side": "left", "painful": True}
    pain = {
        "id": "a1",
        "quality": "burning",
        "intensity": 7,
        "marks": [stroke, tick],
        "regions": [{"region": "chest", "side": "left", "share": 0.25}],
        "body_share": 0.02,
    }
    override = {
        "rule_id": "pleura",
        "muscle_id": "paired_muscle",
        "side": "left",
        "caution": "Thin over the ribs.",
        "reason": "Flat, over bone",
        "written_at": "2026-01-12T09:04:00Z",
    }
    wasted = {"id": "w1", "diameter_mm": 0.3, "length_mm": 40, "wasted_at": "2026-01-12T09:04:30Z"}
    amendment = {
        "id": "m1",
        "kind": "late_entry",
        "author": {"name": "Sam Sample"},
        "written_at": "2026-01-13T08:00:00Z",
        "reason": "Forgotten",
        "text": "Ice was given.\nTen minutes.",
    }
    return {
        "after_last_time": "Sore for a day.\nThen better.",
        "adverse": "mild",
        "adverse_note": "A bruise.",
        "aftercare_version": 0,
        "pains": [pain],
        "palpated": [
            {"reference_point_id": "paired_muscle.TrP1", "side": "left", "is_positive": True}
        ],
        "overrides": [override],
        "wasted": [wasted | {"reason": "Dropped"}],
        "final_count": {"needles": 2, "counted_at": "2026-01-12T09:28:00Z", "reason": "One broke"},
        "narrative": [{"paragraph": "plan", "text": "As before.\nOr not."}, {"paragraph": "goal"}],
        "amendments": [amendment],
    }


def _own_content() -> dict[str, Any]:
    point = {
        "id": "own:1",
        "muscle_id": "paired_muscle",
        "name": "Lower edge",
        "place": {"view": "posterior", "x": 0.05, "y": 0.8},
        "map_version": 1,
        "essential": ["chest", "contra:chest"],
        "spillover": ["both:chest"],
        "note": "Ours",
        "retired_at": "2026-02-01T08:00:00Z",
    }
    note = {
        "muscle_id": "back_muscle",
        "text": "Slowly.\nThen stop.",
        "written_at": "2026-01-01T08:00:00Z",
    }
    needle = {
        "muscle_id": "back_muscle",
        "diameter_mm": 0.25,
        "length_mm": 30,
        "technique": "winding",
    }
    return {"points": [point], "notes": [note], "needles": [needle]}


def _protocol() -> dict[str, Any]:
    point = {
        "muscle_id": "midline_muscle",
        "side": "midline",
        "place": {"view": "anterior", "x": 0, "y": 0.8},
        "map_version": 1,
        "reference_point_id": "midline_muscle.TrP1",
        "needles": [{"diameter_mm": 0.3, "length_mm": 40, "technique": "pistoning"}],
    }
    return {"id": "r1", "name": "Shoulder", "note": "Twice a week", "points": [point]}


def read(value: Any) -> Document:
    """Read a value as JSON, or bytes as they are."""
    content = value if isinstance(value, bytes) else json.dumps(value).encode()
    return read_document(content, **ATLAS)
