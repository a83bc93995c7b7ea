"""Writes the checked tables into reference.sqlite, the same bytes every time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tools.reference.rule_checks import RULE_FLAGS, RULE_LISTS
from tools.reference.tables import Row, Tables
from tpdn_desktop.atlas.reference_file import APPLICATION_ID, SCHEMA_VERSION

_SCHEMA = """
CREATE TABLE edition (content TEXT NOT NULL, review TEXT NOT NULL, map TEXT NOT NULL);
CREATE TABLE region (
    code TEXT PRIMARY KEY, name TEXT NOT NULL, paired INTEGER NOT NULL, views TEXT NOT NULL,
    "where" TEXT NOT NULL
);
CREATE TABLE hazard (
    code TEXT PRIMARY KEY, name TEXT NOT NULL, what_to_tell TEXT NOT NULL, severity TEXT NOT NULL
);
CREATE TABLE alert (
    code TEXT PRIMARY KEY, name TEXT NOT NULL, what_it_means TEXT NOT NULL,
    severity TEXT NOT NULL, scopes TEXT NOT NULL
);
CREATE TABLE safety_rule (
    code TEXT PRIMARY KEY, about TEXT NOT NULL, severity TEXT NOT NULL,
    needs_reason INTEGER NOT NULL, sentence TEXT NOT NULL, length TEXT,
    both_sides INTEGER NOT NULL, alert_anywhere INTEGER NOT NULL, alerts TEXT NOT NULL,
    hazards TEXT NOT NULL, without_hazards TEXT NOT NULL, layers TEXT NOT NULL,
    groups TEXT NOT NULL, techniques TEXT NOT NULL
);
CREATE TABLE source (key TEXT PRIMARY KEY, citation TEXT NOT NULL);
CREATE TABLE muscle (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, latin TEXT NOT NULL, fma INTEGER,
    "group" TEXT NOT NULL, layer TEXT NOT NULL, views TEXT NOT NULL, paired INTEGER NOT NULL,
    origin TEXT NOT NULL, insertion TEXT NOT NULL, action TEXT NOT NULL, nerve TEXT NOT NULL,
    roots TEXT NOT NULL, position TEXT NOT NULL, approach TEXT NOT NULL,
    needle_least_mm INTEGER, needle_most_mm INTEGER, gauge_least_mm REAL, gauge_most_mm REAL,
    caution TEXT NOT NULL, twitch TEXT
);
CREATE TABLE muscle_hazard (
    muscle TEXT NOT NULL REFERENCES muscle, hazard TEXT NOT NULL REFERENCES hazard,
    PRIMARY KEY (muscle, hazard)
);
CREATE TABLE reference_point (
    id TEXT PRIMARY KEY, muscle TEXT NOT NULL REFERENCES muscle, label TEXT NOT NULL,
    "where" TEXT NOT NULL, only_side TEXT, complaint TEXT NOT NULL
);
CREATE TABLE place (
    point TEXT NOT NULL REFERENCES reference_point, view TEXT NOT NULL,
    x REAL NOT NULL, y REAL NOT NULL, PRIMARY KEY (point, view)
);
CREATE TABLE zone (
    point TEXT NOT NULL REFERENCES reference_point, strength TEXT NOT NULL,
    relation TEXT NOT NULL, region TEXT NOT NULL REFERENCES region,
    PRIMARY KEY (point, region, relation)
);
CREATE TABLE point_source (
    point TEXT NOT NULL REFERENCES reference_point, source TEXT NOT NULL REFERENCES source,
    PRIMARY KEY (point, source)
);
"""

# The header of the file names the SQLite library that wrote it last (bytes 96-99). It means nothing
# to a reader and would make the file differ between two computers.
_WRITER = slice(96, 100)
_WRITER_FIXED = (3_040_000).to_bytes(4, "big")


def write_database(tables: Tables, path: Path) -> None:
    """Write the database anew. The tables must have passed `problems`."""
    scratch = path.with_suffix(".new")
    scratch.unlink(missing_ok=True)
    connection = sqlite3.connect(scratch, isolation_level=None)
    try:
        connection.execute("PRAGMA page_size = 4096")
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.executescript(_SCHEMA)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("BEGIN")
        _fill(connection, tables)
        connection.execute("COMMIT")
        connection.execute("VACUUM")
    finally:
        connection.close()
    content = bytearray(scratch.read_bytes())
    content[_WRITER] = _WRITER_FIXED
    scratch.write_bytes(content)
    scratch.replace(path)


def _fill(connection: sqlite3.Connection, tables: Tables) -> None:
    def insert(table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        for row in rows:
            marks = ", ".join("?" * len(row))
            connection.execute(f"INSERT INTO {table} VALUES ({marks})", row)  # noqa: S608

    version = tables.version
    insert("edition", [(version["content"], version["review"], version["map"])])
    insert("region", (_region(row) for row in tables.csv["regions.csv"]))
    for table, file in (("hazard", "hazards.csv"), ("source", "sources.csv")):
        insert(table, (tuple(row.values()) for row in tables.csv[file]))
    insert("alert", (_alert(row) for row in tables.csv["alerts.csv"]))
    insert("safety_rule", (_rule(row) for row in tables.rules))
    insert("muscle", (_muscle(row) for row in tables.muscles))
    for muscle in tables.muscles:
        insert("muscle_hazard", ((muscle["id"], code) for code in muscle["needling"]["hazards"]))
        for point in muscle["reference_points"]:
            _insert_point(insert, muscle["id"], point, tables.places[point["id"]])


def _region(row: Row) -> tuple[Any, ...]:
    views = row["views"].replace("+", " ")
    return (row["code"], row["name"], int(row["paired"] == "yes"), views, row["where"])


def _alert(row: Row) -> tuple[Any, ...]:
    return (*list(row.values())[:-1], row["scopes"].replace("+", " "))


def _rule(row: Row) -> tuple[Any, ...]:
    facts = [row[name] for name in ("code", "about", "severity")]
    return (
        *facts,
        int(row["needs_reason"]),
        row["sentence"],
        row.get("length"),
        *(int(row.get(name, False)) for name in RULE_FLAGS),
        *(" ".join(row.get(name, ())) for name in RULE_LISTS),
    )


def _muscle(row: Row) -> tuple[Any, ...]:
    needling = row["needling"]
    facts = [row[name] for name in ("id", "name", "latin", "fma", "group", "layer")]
    words = [row[name] for name in ("origin", "insertion", "action", "nerve")]
    return (
        *facts,
        " ".join(row["views"]),
        int(row["paired"]),
        *words,
        "|".join(row["roots"] or ()),
        needling["position"],
        needling["approach"],
        *(needling["needle_mm"] or (None, None)),
        *(needling["gauge_mm"] or (None, None)),
        needling["caution"],
        needling["twitch"],
    )


def _insert_point(insert: Any, muscle_id: str, point: Row, place: Row) -> None:
    point_id = point["id"]
    facts = [point["label"], point["where"], point.get("only_side"), point["complaint"]]
    insert("reference_point", [(point_id, muscle_id, *facts)])
    spots = [place, *place.get("also", ())]
    insert("place", ((point_id, spot["view"], spot["x"], spot["y"]) for spot in spots))
    for strength, name in (("essential", "primary"), ("spillover", "spillover")):
        for zone in point[name]:
            relation, _, region = zone.rpartition(":")
            insert("zone", [(point_id, strength, relation or "same", region)])
    insert("point_source", ((point_id, source) for source in point["sources"]))
