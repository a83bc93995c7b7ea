"""Reading what a clinic added for itself: own reference points, notes, needles, protocols."""

from __future__ import annotations

from typing import Any, cast

from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.needle import Technique
from tpdn_desktop.domain.own_content import OwnContent, OwnNeedle, OwnNote, OwnPoint
from tpdn_desktop.domain.protocol import Protocol, ProtocolId, ProtocolPoint
from tpdn_desktop.exchange.atlas_check import AtlasCheck
from tpdn_desktop.exchange.members import Members
from tpdn_desktop.exchange.small_readers import all_read, once, place, planned_needle, size


def own_content(m: Members, atlas: AtlasCheck) -> OwnContent | None:
    """All that a clinic added to the atlas; None after a fault."""
    points = all_read(once(m.objects("points"), "a reference point"), lambda p: _point(p, atlas))
    notes = all_read(m.objects("notes"), lambda n: _note(n, atlas))
    needles = all_read(m.objects("needles"), lambda n: _needle(n, atlas))
    return m.build(lambda: OwnContent(points, notes, needles))


def _point(m: Members, atlas: AtlasCheck) -> OwnPoint | None:
    where = place(m.object("place"))
    atlas.check_muscle(m)
    for name in ("essential", "spillover"):
        atlas.check_zones(m, name)
    values: dict[str, Any] = {
        **{name: m.text(name) for name in ("id", "muscle_id", "name", "note")},
        "map_version": m.whole("map_version"),
        "essential": m.texts("essential"),
        "spillover": m.texts("spillover"),
        "retired_at": m.time("retired_at"),
    }
    if where is None:
        return None
    return m.build(lambda: OwnPoint(place=where, **values))


def _note(m: Members, atlas: AtlasCheck) -> OwnNote | None:
    atlas.check_muscle(m)
    muscle_id, text = m.text("muscle_id"), m.text("text", multiline=True)
    written_at = m.time("written_at")
    return m.build(lambda: OwnNote(muscle_id, text, cast("Any", written_at)))


def _needle(m: Members, atlas: AtlasCheck) -> OwnNeedle | None:
    atlas.check_muscle(m)
    muscle_id, its_size = m.text("muscle_id"), size(m)
    technique = m.word("technique", Technique)
    return m.build(lambda: OwnNeedle(muscle_id, its_size(), cast("Technique", technique)))


def protocol(m: Members, atlas: AtlasCheck) -> Protocol | None:
    """A protocol; None after a fault."""
    names = {name: m.text(name) for name in ("name", "note")}
    points = all_read(m.objects("points"), lambda p: _protocol_point(p, atlas))
    if m.faults.is_under(f"{m.path}.points"):
        return None  # the faults are told of; a protocol without points would be one more
    return m.build(lambda: Protocol(ProtocolId(m.text("id")), points=points, **names))


def _protocol_point(m: Members, atlas: AtlasCheck) -> ProtocolPoint | None:
    where = place(m.object("place"))
    atlas.check_point(m)
    values: dict[str, Any] = {
        "muscle_id": m.text("muscle_id"),
        "side": m.word("side", Side),
        "map_version": m.whole("map_version"),
        "reference_point_id": m.get("reference_point_id"),
        "needles": all_read(m.objects("needles"), planned_needle),
    }
    if where is None:
        return None
    return m.build(lambda: ProtocolPoint(place=where, **values))
