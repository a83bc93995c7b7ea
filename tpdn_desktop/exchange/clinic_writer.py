"""What a clinic added for itself, as JSON: own reference points, notes, needles, protocols."""

from __future__ import annotations

from typing import Any

from tpdn_desktop.domain.own_content import OwnContent, OwnNeedle, OwnNote, OwnPoint
from tpdn_desktop.domain.protocol import Protocol, ProtocolPoint
from tpdn_desktop.exchange.json_values import known, place, planned_needle, size


def own_content(own: OwnContent) -> dict[str, Any]:
    """All that a clinic added to the atlas."""
    return {
        "points": [_point(point) for point in own.points],
        "notes": [_note(note) for note in own.notes],
        "needles": [_needle(needle) for needle in own.needles],
    }


def protocol(named: Protocol) -> dict[str, Any]:
    """A protocol."""
    return known(
        id=named.id,
        name=named.name,
        note=named.note,
        points=[_protocol_point(point) for point in named.points],
    )


def _point(point: OwnPoint) -> dict[str, Any]:
    return known(
        id=point.id,
        muscle_id=point.muscle_id,
        name=point.name,
        place=place(point.place),
        map_version=point.map_version,
        essential=list(point.essential),
        spillover=list(point.spillover),
        note=point.note,
        retired_at=point.retired_at,
    )


def _note(note: OwnNote) -> dict[str, Any]:
    return known(muscle_id=note.muscle_id, text=note.text, written_at=note.written_at)


def _needle(needle: OwnNeedle) -> dict[str, Any]:
    return {
        "muscle_id": needle.muscle_id,
        **size(needle.size),
        "technique": needle.technique.value,
    }


def _protocol_point(point: ProtocolPoint) -> dict[str, Any]:
    return known(
        muscle_id=point.muscle_id,
        side=point.side,
        place=place(point.place),
        map_version=point.map_version,
        reference_point_id=point.reference_point_id,
        needles=[planned_needle(plan) for plan in point.needles],
    )
