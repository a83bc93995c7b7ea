"""A document in the exchange format with one of everything, and the atlas it speaks of."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from tpdn_desktop.domain.patient import Patient
from tpdn_desktop.domain.session import Session
from tpdn_desktop.exchange.reader import read_patients

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
    "region_codes": {"chest"},
    "today": date(2026, 11, 21),
}


def document() -> dict[str, Any]:
    """A new copy each time, to be broken in one place."""
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


def read(value: Any) -> list[tuple[Patient, tuple[Session, ...]]]:
    """Read a value as JSON, or bytes as they are."""
    content = value if isinstance(value, bytes) else json.dumps(value).encode()
    return read_patients(content, **ATLAS)
