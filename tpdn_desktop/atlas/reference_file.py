"""Reads the built reference database. Read-only; the file is never written by the program."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from tpdn_desktop.atlas.reference import (
    Alert,
    Hazard,
    LengthRule,
    Muscle,
    MuscleGroup,
    Needling,
    Reference,
    ReferencePoint,
    Region,
    Relation,
    SafetyRule,
    Severity,
    Source,
    Zone,
)
from tpdn_desktop.domain.anatomy import BodyPlace, Layer, Side, View
from tpdn_desktop.domain.errors import CatalogError
from tpdn_desktop.domain.needle import Technique
from tpdn_desktop.domain.patient import AlertScope

APPLICATION_ID = 0x5450444E  # "TPDN"
SCHEMA_VERSION = 2

_REMEDY = "install the program again, or run tools/build_reference.py in a checkout"

_Many = dict[str, list[tuple[Any, ...]]]


def load_reference(path: Path) -> Reference:
    """Load the whole reference database into memory (well under 25 ms).

    Raises:
        CatalogError: the file is missing, damaged, or of an older or newer format; the sentence
            names the file and what to do.
    """
    if not path.is_file():
        raise CatalogError(f"The reference database {path.name} is missing: {_REMEDY}.")
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            _check_format(connection, path.name)
            return _read(connection)
    except sqlite3.Error as error:
        raise _damaged(path.name) from error
    except (ValueError, LookupError, TypeError) as error:  # a row that the words do not know
        raise _damaged(path.name) from error


def _damaged(name: str) -> CatalogError:
    return CatalogError(f"The reference database {name} is damaged: {_REMEDY}.")


def _check_format(connection: sqlite3.Connection, name: str) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise CatalogError(f"The file {name} is not a reference database: {_REMEDY}.")
    if version != SCHEMA_VERSION:
        age = "an older" if version < SCHEMA_VERSION else "a newer"
        raise CatalogError(
            f"The reference database {name} is of {age} format ({version} instead of "
            f"{SCHEMA_VERSION}): {_REMEDY}."
        )


def _read(connection: sqlite3.Connection) -> Reference:
    def rows(sql: str) -> list[tuple[Any, ...]]:
        return connection.execute(sql).fetchall()

    ((content, review, map_version),) = rows("SELECT content, review, map FROM edition")
    regions = [
        Region(code, name, bool(paired), _views(views), where)
        for code, name, paired, views, where in rows("SELECT * FROM region ORDER BY rowid")
    ]
    hazards = [
        Hazard(code, name, tell, Severity(severity))
        for code, name, tell, severity in rows("SELECT * FROM hazard ORDER BY rowid")
    ]
    sources = [Source(*row) for row in rows("SELECT * FROM source ORDER BY rowid")]
    alerts = [
        Alert(code, name, means, Severity(severity), tuple(map(AlertScope, scopes.split())))
        for code, name, means, severity, scopes in rows("SELECT * FROM alert ORDER BY rowid")
    ]
    rules = [_rule(row) for row in rows("SELECT * FROM safety_rule ORDER BY rowid")]
    hazards_of = _grouped(rows("SELECT muscle, hazard FROM muscle_hazard ORDER BY rowid"))
    points_of = _read_points(connection)
    muscles = [
        _muscle(row, hazards_of.get(row[0], []), points_of.get(row[0], []))
        for row in rows("SELECT * FROM muscle ORDER BY rowid")
    ]
    reference = Reference(
        content_version=content,
        review_state=review,
        map_version=map_version,
        muscles={muscle.id: muscle for muscle in muscles},
        regions={region.code: region for region in regions},
        hazards={hazard.code: hazard for hazard in hazards},
        sources={source.key: source for source in sources},
        alerts={alert.code: alert for alert in alerts},
        safety_rules=tuple(rules),
    )
    _check_codes(reference)
    return reference


def _check_codes(reference: Reference) -> None:
    """Raise KeyError for a code that leads nowhere, so that no later look-up can fail."""
    for muscle in reference.muscles.values():
        for hazard in muscle.needling.hazards:
            _ = reference.hazards[hazard]
    for point in reference.points.values():
        for zone in (*point.primary, *point.spillover):
            _ = reference.regions[zone.region]
        for key in point.sources:
            _ = reference.sources[key]


def _read_points(connection: sqlite3.Connection) -> dict[str, list[ReferencePoint]]:
    def many(sql: str) -> _Many:
        return _grouped(connection.execute(sql))

    places = many("SELECT point, view, x, y FROM place ORDER BY rowid")
    zones = many("SELECT point, strength, relation, region FROM zone ORDER BY rowid")
    sources = many("SELECT point, source FROM point_source ORDER BY rowid")
    unpaired = {row[0] for row in connection.execute("SELECT id FROM muscle WHERE paired = 0")}
    points: dict[str, list[ReferencePoint]] = defaultdict(list)
    for row in connection.execute("SELECT * FROM reference_point ORDER BY rowid"):
        point_id, muscle_id, label, where, only_side, complaint = row
        spots = [BodyPlace(View(view), x, y) for view, x, y in places[point_id]]
        essential, spillover = _zones(zones[point_id])
        points[muscle_id].append(
            ReferencePoint(
                id=point_id,
                muscle_id=muscle_id,
                label=label,
                where=where,
                place=spots[0],
                also=tuple(spots[1:]),
                sides=_sides(only_side, paired=muscle_id not in unpaired),
                primary=essential,
                spillover=spillover,
                complaint=complaint,
                sources=tuple(key for (key,) in sources[point_id]),
            )
        )
    return points


def _muscle(
    row: tuple[Any, ...], hazards: list[tuple[Any, ...]], points: list[ReferencePoint]
) -> Muscle:
    muscle_id, name, latin, fma, group, layer, views, paired, origin, insertion, action = row[:11]
    nerve, roots, position, approach, needle_0, needle_1, gauge_0, gauge_1, caution, twitch = row[
        11:
    ]
    needling = Needling(
        position=position,
        approach=approach,
        needle_mm=None if needle_0 is None else (needle_0, needle_1),
        gauge_mm=None if gauge_0 is None else (gauge_0, gauge_1),
        hazards=tuple(code for (code,) in hazards),
        caution=caution,
        twitch=twitch,
    )
    return Muscle(
        id=muscle_id,
        name=name,
        latin=latin,
        fma=fma,
        group=MuscleGroup(group),
        layer=Layer(layer),
        views=_views(views),
        paired=bool(paired),
        origin=origin,
        insertion=insertion,
        action=action,
        nerve=nerve,
        roots=tuple(roots.split("|")) if roots else (),
        needling=needling,
        reference_points=tuple(points),
    )


def _rule(row: tuple[Any, ...]) -> SafetyRule:
    code, about, severity, needs_reason, sentence, length, both_sides, anywhere = row[:8]
    alerts, hazards, without, layers, groups, techniques = (cell.split() for cell in row[8:])
    return SafetyRule(
        code=code,
        about_points=about == "points",
        severity=Severity(severity),
        needs_reason=bool(needs_reason),
        sentence=sentence,
        alerts=frozenset(alerts),
        alert_anywhere=bool(anywhere),
        hazards=frozenset(hazards),
        without_hazards=frozenset(without),
        layers=frozenset(map(Layer, layers)),
        groups=frozenset(map(MuscleGroup, groups)),
        techniques=frozenset(map(Technique, techniques)),
        length=LengthRule(length) if length else None,
        both_sides=bool(both_sides),
    )


def _views(words: str) -> tuple[View, ...]:
    return tuple(View(word) for word in words.split())


def _sides(only_side: str | None, *, paired: bool) -> tuple[Side, ...]:
    if only_side is not None:
        return (Side(only_side),)
    return (Side.LEFT, Side.RIGHT) if paired else (Side.MIDLINE,)


def _zones(rows: list[tuple[Any, ...]]) -> tuple[tuple[Zone, ...], tuple[Zone, ...]]:
    essential = [Zone(region, Relation(rel)) for kind, rel, region in rows if kind == "essential"]
    spillover = [Zone(region, Relation(rel)) for kind, rel, region in rows if kind != "essential"]
    return tuple(essential), tuple(spillover)


def _grouped(rows: Iterable[tuple[Any, ...]]) -> _Many:
    grouped: _Many = defaultdict(list)
    for key, *rest in rows:
        grouped[key].append(tuple(rest))
    return grouped
