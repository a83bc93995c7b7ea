"""The tool that checks the tables and builds the database."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tools.build_reference import main

ROOT = Path(__file__).resolve().parents[2]
TABLES = ROOT / "resources" / "reference"
PLACES = ROOT / "resources" / "bodymaps" / "measured" / "point_places.json"
TEXT_TABLES = sorted(path for path in TABLES.iterdir() if path.suffix in {".yaml", ".csv", ".toml"})


def _build(tables: Path, out: Path, places: Path = PLACES) -> int:
    return main(["--tables", str(tables), "--places", str(places), "--out", str(out)])


def _dump(path: Path) -> list[str]:
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    folder = tmp_path / "tables"
    folder.mkdir()
    for path in TEXT_TABLES:
        shutil.copy(path, folder)
    return folder


def test_the_shipped_database_is_the_one_the_tables_give(tmp_path: Path) -> None:
    built = tmp_path / "reference.sqlite"
    assert _build(TABLES, built) == 0
    assert _dump(built) == _dump(TABLES / "reference.sqlite")


def test_building_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a.sqlite", tmp_path / "b.sqlite"
    assert _build(TABLES, first) == 0
    assert _build(TABLES, second) == 0
    assert first.read_bytes() == second.read_bytes()


def test_checking_writes_nothing(tables: Path) -> None:
    assert main(["--check", "--tables", str(tables), "--places", str(PLACES)]) == 0
    assert not (tables / "reference.sqlite").exists()


def _swap(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


UPPER = "muscles_upper.yaml"
RULES = "safety_rules.yaml"
FAULTS = [
    (UPPER, _swap("primary: [upper_teeth", "primary: [upper_teethe"), "masseter_superficial.1"),
    (UPPER, _swap("layer: superficial", "layer: shallow"), "'shallow' is not a known layer"),
    (UPPER, _swap("views: [anterior]", "views: [front]"), "'front' is not a known view"),
    (UPPER, _swap("needle_mm: [15, 30]", "needle_mm: [30, 15]"), "least above its most"),
    (UPPER, _swap("needle_mm: [15, 30]", "needle_mm: null"), "both be given or both be null"),
    (UPPER, _swap("needle_mm: [15, 30]", "needle_mm: [15, 300]"), "whole number from 5 to 130"),
    (UPPER, _swap("gauge_mm: [0.16", "gauge_mm: [.nan"), "must be from 0.1 to 0.5"),
    (UPPER, _swap("hazards: [facial_nerve", "hazards: [tooth_fairy"), "not a known hazard"),
    (UPPER, _swap("roots: [CN V3]", "roots: [CN XV]"), "spinal root"),
    (UPPER, _swap("  origin:", "  orgin:"), "the field 'orgin' is unknown"),
    (UPPER, _swap("  origin:", "  orgin:"), "the field 'origin' is missing"),
    (UPPER, _swap("- id: masseter_deep", "- id: masseter_superficial"), "is there twice"),
    (
        UPPER,
        _swap("- id: masseter_superficial.2", "- id: masseter_superficial.1"),
        "is there twice",
    ),
    (UPPER, _swap("- id: masseter_superficial.2", "- id: temporalis.9"), "must be named"),
    (UPPER, _swap("along: 0.2", "along: 1.2"), "along: must be from 0 to 1"),
    (UPPER, _swap("paired: true", "paired: perhaps"), "must be true or false"),
    (UPPER, _swap("sources: [TS1-ch8", "sources: [TS9-ch8"), "not a known source"),
    (UPPER, _swap('"contra:forehead"', '"across:forehead"'), "not a known prefix"),
    (UPPER, _swap('"contra:forehead"', "forehead"), "among its zones twice"),
    (UPPER, _swap("  fma: 49000", "  fma: 49000\n  fma: 49001"), "is written twice"),
    (UPPER, _swap("- id: masseter_superficial\n", "- id: [\n"), "muscles_upper.yaml: line"),
    (UPPER, lambda _: "just words", "must be a list of entries"),
    (RULES, _swap("hazards: [pleura]", "hazards: [pleurae]"), "'pleurae' is not a known hazard"),
    (RULES, _swap("both_sides: true", "both_side: true"), "the field 'both_side' is unknown"),
    (RULES, _swap("{muscles}", "{muscle}"), "thorax_both_sides: sentence: {muscle} cannot be"),
    (RULES, _swap("({muscles})", "({muscles)"), "a brace is not closed"),
    (RULES, _swap("({muscles})", ""), "{muscles} must be named"),
    (RULES, _swap("code: phrenic", "code: thorax"), "thorax_both_sides: is there twice"),
    (RULES, _swap("  about: points", "  about: patient"), "has alerts and nothing else"),
    (RULES, _swap("techniques: [electrical]", "techniques: [laser]"), "not a known technique"),
    (RULES, _swap("alerts: [pacemaker]", "alerts: [peacemaker]"), "not a known alert"),
    ("alerts.csv", _swap(",arm+leg", ",arm+tail"), "'tail' is not a known scope"),
    ("hazards.csv", _swap(",danger", ",deadly"), "'deadly' is not a known severity"),
    ("hazards.csv", _swap("pleura,Pleura and lung,", "pleura,"), "pleura: has 3 cells"),
    ("regions.csv", _swap("forehead,Forehead,yes", "forehead,Forehead,maybe"), "(yes or no)"),
    ("regions.csv", _swap("forehead,", "occiput,"), "occiput: is there twice"),
    ("sources.csv", _swap("key,citation", "key,cited"), "the header: must be key,citation"),
    ("version.toml", _swap('content = "', 'contents = "'), "the field 'content' is missing"),
]


@pytest.mark.parametrize(("file", "change", "told"), FAULTS)
def test_a_fault_is_told_with_file_and_reason_and_nothing_is_built(
    tables: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    file: str,
    change: Callable[[str], str],
    told: str,
) -> None:
    path = tables / file
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    out = tmp_path / "reference.sqlite"
    assert _build(tables, out) == 1
    message = capsys.readouterr().err
    assert file in message
    assert told in message
    assert not out.exists()


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("x", -0.1, "x: must be from 0 to 0.5"),
        ("y", -0.01, "lies below the soles"),
        ("view", "posterior", "lies in the posterior view, which its muscle does not list"),
        ("muscle", "temporalis", "belongs to another muscle"),
        ("wehre", "here", "the field 'wehre' is unknown"),
    ],
)
def test_a_wrong_place_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], field: str, value: object, told: str
) -> None:
    content = json.loads(PLACES.read_text(encoding="utf-8"))
    content["places"]["masseter_superficial.1"][field] = value
    places = tmp_path / "point_places.json"
    places.write_text(json.dumps(content), encoding="utf-8")
    assert _build(TABLES, tmp_path / "out.sqlite", places) == 1
    assert f"point_places.json: masseter_superficial.1: {told}" in capsys.readouterr().err


def test_a_point_without_a_place_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = json.loads(PLACES.read_text(encoding="utf-8"))
    content["places"]["nobody.1"] = content["places"].pop("masseter_superficial.1")
    places = tmp_path / "point_places.json"
    places.write_text(json.dumps(content), encoding="utf-8")
    assert _build(TABLES, tmp_path / "out.sqlite", places) == 1
    message = capsys.readouterr().err
    assert "masseter_superficial.1: has no place on the body map" in message
    assert "nobody.1: is no reference point of the tables" in message


def test_a_missing_table_is_named(tables: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tables / "regions.csv").unlink()
    assert _build(tables, tables / "out.sqlite") == 1
    assert "regions.csv: the file: is missing" in capsys.readouterr().err
