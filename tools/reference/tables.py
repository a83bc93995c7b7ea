"""Reads the reference tables as they stand in the text files; says where a file cannot be read."""

from __future__ import annotations

import csv
import json
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as SafeLoader  # ten times faster, where PyYAML has it
except ImportError:
    from yaml import SafeLoader  # type: ignore[assignment]

Row = dict[str, Any]

RULES_FILE = "safety_rules.yaml"
MUSCLE_FILES = ("muscles_upper.yaml", "muscles_lower.yaml")
CSV_FIELDS = {
    "regions.csv": ("code", "name", "paired", "views", "where"),
    "hazards.csv": ("code", "name", "what_to_tell", "severity"),
    "sources.csv": ("key", "citation"),
    "alerts.csv": ("code", "name", "what_it_means", "severity", "scopes"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of the tables: in which file, at which entry, and why."""

    file: str
    entry: str
    reason: str

    @property
    def line(self) -> str:
        """The fault in one line."""
        return f"{self.file}: {self.entry}: {self.reason}"


class TablesUnreadable(Exception):
    """A table is missing or is not of its file format; holds the problem."""

    def __init__(self, file: str, entry: str, reason: str) -> None:
        self.problem = Problem(file, entry, reason)
        super().__init__(self.problem.line)


@dataclass(slots=True)
class Tables:
    """The raw rows of every table, unchecked. Muscles carry their file name in `muscle_files`."""

    version: Row
    muscles: list[Any] = field(default_factory=list)
    muscle_files: list[str] = field(default_factory=list)
    rules: list[Any] = field(default_factory=list)
    csv: dict[str, list[Row]] = field(default_factory=dict)
    places: dict[str, Any] = field(default_factory=dict)


class _StrictLoader(SafeLoader):
    """A YAML loader that refuses a field written twice, which YAML itself would swallow."""


def _strict_mapping(loader: _StrictLoader, node: yaml.MappingNode) -> Row:
    seen: set[str] = set()
    for key_node, _ in node.value:
        key = str(loader.construct_object(key_node))
        if key in seen:
            raise yaml.constructor.ConstructorError(
                None, None, f"the field '{key}' is written twice", key_node.start_mark
            )
        seen.add(key)
    return {str(key): value for key, value in loader.construct_mapping(node, deep=True).items()}


_StrictLoader.add_constructor("tag:yaml.org,2002:map", _strict_mapping)


def read_tables(folder: Path, places_file: Path) -> Tables:
    """Read all tables.

    Raises:
        TablesUnreadable: a file is missing, not UTF-8, or not valid YAML, CSV, TOML or JSON.
    """
    try:
        version = tomllib.loads(_text(folder / "version.toml"))
    except tomllib.TOMLDecodeError as error:
        raise TablesUnreadable("version.toml", "the file", f"is not valid TOML: {error}") from error
    tables = Tables(version)
    for name in MUSCLE_FILES:
        for entry in read_yaml_list(folder / name):
            tables.muscles.append(entry)
            tables.muscle_files.append(name)
    tables.rules = read_yaml_list(folder / RULES_FILE)
    for name, fields in CSV_FIELDS.items():
        tables.csv[name] = read_csv(folder / name, fields)
    try:
        tables.places = json.loads(_text(places_file))["places"]
    except (ValueError, KeyError, TypeError) as error:
        reason = f"has no readable list of places: {error}"
        raise TablesUnreadable(places_file.name, "the file", reason) from error
    return tables


def read_yaml_list(path: Path) -> list[Any]:
    """The entries of a YAML file that is one list.

    Raises:
        TablesUnreadable: the file is missing, not YAML, or not a list.
    """
    try:
        entries = yaml.load(_text(path), Loader=_StrictLoader)  # noqa: S506 - a SafeLoader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise TablesUnreadable(path.name, f"line {line}", str(error.problem)) from error
    if not isinstance(entries, list):
        raise TablesUnreadable(path.name, "the file", "must be a list of entries")
    return entries


def read_csv(path: Path, fields: tuple[str, ...]) -> list[Row]:
    """The rows of a CSV file with exactly these columns, without its comment lines.

    Raises:
        TablesUnreadable: the file is missing, or its columns or a row's cells do not fit.
    """
    lines = [line for line in _text(path).splitlines() if not line.startswith("#")]
    reader = csv.reader(lines)
    header = next(reader, [])
    if tuple(header) != fields:
        raise TablesUnreadable(path.name, "the header", f"must be {','.join(fields)}")
    rows = []
    for cells in reader:
        if len(cells) != len(fields):
            entry = cells[0] if cells else "an empty line"
            reason = f"has {len(cells)} cells instead of {len(fields)}"
            raise TablesUnreadable(path.name, entry, reason)
        rows.append(dict(zip(fields, cells, strict=True)))
    return rows


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise TablesUnreadable(path.name, "the file", "is missing") from error
    except UnicodeDecodeError as error:
        raise TablesUnreadable(path.name, "the file", "is not UTF-8 text") from error
