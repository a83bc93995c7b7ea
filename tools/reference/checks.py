"""Checks all tables against their format and against one another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tools.reference import fields
from tools.reference.fields import Check
from tools.reference.rule_checks import rule_problems, wrong_fields
from tools.reference.tables import Problem, Row, Tables
from tpdn_desktop.atlas.reference import MuscleGroup, Severity
from tpdn_desktop.domain.anatomy import Layer, View
from tpdn_desktop.domain.patient import AlertScope

VIEWS = tuple(View)
_VERSION: dict[str, Check] = dict.fromkeys(("content", "review", "map"), fields.phrase)
_NEEDLING_TEXT = ("position", "approach", "caution")


def problems(tables: Tables) -> list[Problem]:
    """Every fault of the tables, in their order; empty if they are sound."""
    found = [*wrong_fields("version.toml", "the file", tables.version, _VERSION)]
    for name, key in (
        ("regions.csv", "code"),
        ("hazards.csv", "code"),
        ("sources.csv", "key"),
        ("alerts.csv", "code"),
    ):
        found += _csv_problems(name, key, tables.csv[name])
    muscle_check = _muscle_checks(tables)
    point_check = _point_checks(tables)
    seen: set[str] = set()
    for file, muscle in zip(tables.muscle_files, tables.muscles, strict=True):
        found += _muscle_problems(file, muscle, muscle_check, point_check, seen)
    return found + list(_place_problems(tables)) + list(rule_problems(tables))


def _csv_problems(file: str, key: str, rows: list[Row]) -> Iterator[Problem]:
    checks: dict[str, Check] = dict.fromkeys(rows[0] if rows else (), fields.phrase)
    if file == "sources.csv":
        checks["key"] = fields.phrase
    else:
        checks["code"] = fields.identifier
    if "severity" in checks:
        checks["severity"] = fields.one_of(list(Severity), "severity")
    if "paired" in checks:
        checks["paired"] = fields.one_of(("yes", "no"), "answer (yes or no)")
        checks["views"] = _joined_words(VIEWS, "view")
    if "scopes" in checks:
        checks["scopes"] = _joined_words(tuple(AlertScope), "scope")
    seen: set[str] = set()
    for row in rows:
        entry = row[key] or "a row without a code"
        yield from wrong_fields(file, entry, row, checks)
        if row[key] in seen:
            yield Problem(file, entry, "is there twice")
        seen.add(row[key])


def _joined_words(words: tuple[str, ...], kind: str) -> Check:
    check = fields.list_of(fields.one_of(words, kind), least=1)
    return lambda value: check(value.split("+"))


def _muscle_checks(tables: Tables) -> dict[str, Check]:
    hazards = {row["code"] for row in tables.csv["hazards.csv"]}
    needling: dict[str, Check] = {
        **dict.fromkeys(_NEEDLING_TEXT, fields.phrase),
        "needle_mm": fields.or_null(fields.span(fields.whole_number(5, 130))),
        "gauge_mm": fields.or_null(fields.span(fields.number(0.1, 0.5))),
        "hazards": fields.list_of(fields.one_of(hazards, "hazard")),
        "twitch": fields.or_null(fields.phrase),
    }
    return {
        "id": fields.identifier,
        **dict.fromkeys(("name", "latin", "origin", "insertion", "action", "nerve"), fields.phrase),
        "fma": fields.or_null(fields.whole_number(1, 9_999_999)),
        "group": fields.one_of(list(MuscleGroup), "group"),
        "layer": fields.one_of(list(Layer), "layer"),
        "views": fields.list_of(fields.one_of(VIEWS, "view"), least=1),
        "paired": fields.boolean,
        "roots": fields.or_null(fields.list_of(fields.root)),
        "needling": _nested(needling),
        "reference_points": fields.list_of(_is_mapping, least=1),
    }


def _point_checks(tables: Tables) -> dict[str, Check]:
    zone = fields.zone({row["code"] for row in tables.csv["regions.csv"]})
    sources = {row["key"] for row in tables.csv["sources.csv"]}
    return {
        "id": fields.phrase,
        "label": fields.phrase,
        "where": fields.phrase,
        "only_side": fields.one_of(("left", "right"), "side"),
        "along": fields.number(0, 1),
        "across": fields.number(-1, 1),
        "primary": fields.list_of(zone, least=1),
        "spillover": fields.list_of(zone),
        "complaint": fields.phrase,
        "sources": fields.list_of(fields.one_of(sources, "source"), least=1),
    }


def _nested(checks: dict[str, Check]) -> Check:
    def check(value: Any) -> str | None:
        if not isinstance(value, dict):
            return "must be a block of fields"
        return "; ".join(p.reason for p in wrong_fields("", "", value, checks)) or None

    return check


def _is_mapping(value: Any) -> str | None:
    return None if _is_block(value) else "must be a block of fields"


def _muscle_problems(
    file: str, muscle: Any, checks: dict[str, Check], points: dict[str, Check], seen: set[str]
) -> Iterator[Problem]:
    if not isinstance(muscle, dict):
        yield Problem(file, str(muscle)[:40], "must be a block of fields")
        return
    muscle_id = str(muscle.get("id", "an entry without id"))
    yield from wrong_fields(file, muscle_id, muscle, checks)
    if muscle_id in seen:
        yield Problem(file, muscle_id, "is there twice")
    seen.add(muscle_id)
    needling = muscle.get("needling")
    if isinstance(needling, dict) and (needling.get("needle_mm") is None) != (
        needling.get("gauge_mm") is None
    ):
        yield Problem(file, muscle_id, "needle_mm and gauge_mm must both be given or both be null")
    entries = muscle.get("reference_points")
    for point in entries if isinstance(entries, list) else ():
        if isinstance(point, dict):
            yield from _point_problems(file, muscle_id, point, points, seen)


def _point_problems(
    file: str, muscle_id: str, point: Row, checks: dict[str, Check], seen: set[str]
) -> Iterator[Problem]:
    point_id = str(point.get("id", f"a point of {muscle_id} without id"))
    yield from wrong_fields(file, point_id, point, checks, optional={"only_side"})
    prefix, dot, digits = point_id.partition(".")
    if prefix != muscle_id or not dot or not digits.isdigit():
        yield Problem(file, point_id, f"must be named {muscle_id}. and a number")
    if point_id in seen:
        yield Problem(file, point_id, "is there twice")
    seen.add(point_id)
    named = [*_texts(point.get("primary")), *_texts(point.get("spillover"))]
    for region in _doubled([part for zone in named for part in _reached(zone)]):
        yield Problem(file, point_id, f"the region '{region}' is among its zones twice")


def _texts(value: Any) -> list[str]:
    return [part for part in value if isinstance(part, str)] if isinstance(value, list) else []


def _reached(zone: str) -> list[tuple[str, str]]:
    relation, _, region = zone.rpartition(":")
    relations = ("same", "contra") if relation == "both" else (relation or "same",)
    return [(region, one) for one in relations]


def _doubled(reached: list[tuple[str, str]]) -> list[str]:
    return sorted({pair[0] for pair in reached if reached.count(pair) > 1})


def _place_problems(tables: Tables) -> Iterator[Problem]:
    file = "point_places.json"
    muscle_of: dict[str, Row] = {}
    for muscle in filter(_is_block, tables.muscles):
        points = muscle.get("reference_points")
        for point in filter(_is_block, points if isinstance(points, list) else ()):
            muscle_of[str(point.get("id"))] = muscle
    for point_id in muscle_of:
        if point_id not in tables.places:
            yield Problem(file, point_id, "has no place on the body map")
    for point_id, place in tables.places.items():
        if point_id not in muscle_of:
            yield Problem(file, point_id, "is no reference point of the tables")
        elif not _is_block(place):
            yield Problem(file, point_id, "must be a block of fields")
        else:
            yield from _one_place(file, point_id, place, muscle_of[point_id])


def _is_block(value: Any) -> bool:
    return isinstance(value, dict)


_PLACE: dict[str, Check] = {
    "muscle": fields.identifier,
    "view": fields.one_of(VIEWS, "view"),
    "x": fields.number(0, 0.5),
    "y": fields.number(-0.1, 1),
    "how": fields.phrase,
    "note": fields.phrase,
    "also": fields.list_of(_is_mapping),
}


def _one_place(file: str, point_id: str, place: Row, muscle: Row) -> Iterator[Problem]:
    yield from wrong_fields(file, point_id, place, _PLACE, optional={"note", "also"})
    if place.get("muscle") != muscle.get("id"):
        yield Problem(file, point_id, "belongs to another muscle in the tables")
    spots = [place, *(spot for spot in place.get("also", ()) if isinstance(spot, dict))]
    for spot in spots[1:]:
        yield from wrong_fields(
            file, point_id, spot, {key: _PLACE[key] for key in ("view", "x", "y")}
        )
    for spot in spots:
        if spot.get("view") not in (muscle.get("views") or ()):
            reason = f"lies in the {spot.get('view')} view, which its muscle does not list"
            yield Problem(file, point_id, reason)
        y = spot.get("y")
        if spot.get("view") != View.PLANTAR and isinstance(y, int | float) and y < 0:
            yield Problem(file, point_id, "lies below the soles")
