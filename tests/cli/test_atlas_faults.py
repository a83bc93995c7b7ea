"""The `atlas` command when the tables are broken, and when it is asked too much or nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tpdn_desktop import assembly
from tpdn_desktop.cli import main

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
REGIONS = (RESOURCES / "reference" / "regions.csv").read_text(encoding="utf-8").splitlines()[1:]
CODES = [line.split(",", 1)[0] for line in REGIONS]


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the reference database that the program reads instead of its own."""
    folder = tmp_path / "reference"
    folder.mkdir()
    path = folder / "reference.sqlite"
    path.write_bytes((RESOURCES / "reference" / "reference.sqlite").read_bytes())
    monkeypatch.setattr(assembly, "resources_folder", lambda: tmp_path)
    return path


def _statement(sql: str) -> Callable[[Path], None]:
    def run(path: Path) -> None:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute(sql)
        connection.close()

    return run


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:40_000])


FAULTS: list[tuple[Callable[[Path], object], str]] = [
    (Path.unlink, "is missing"),
    (lambda path: path.write_bytes(b""), "is not a reference database"),
    (lambda path: path.write_bytes(b"\x00" * 9000), "is damaged"),
    (_cut, "is damaged"),
    (_statement("PRAGMA user_version = 1"), "is of an older format (1 instead of"),
    (_statement("PRAGMA user_version = 99"), "is of a newer format (99 instead of"),
    (_statement("DROP TABLE zone"), "is damaged"),
    (_statement("DELETE FROM region WHERE code = 'temple'"), "is damaged"),
]


@pytest.mark.parametrize(("spoil", "told"), FAULTS)
@pytest.mark.parametrize("words", [["muscles"], ["lookup", "temple:left", "--json"]])
def test_broken_tables_are_named_with_what_to_do(
    tables: Path,
    capsys: pytest.CaptureFixture[str],
    spoil: Callable[[Path], object],
    told: str,
    words: list[str],
) -> None:
    spoil(tables)
    assert main(["atlas", *words]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert "reference.sqlite" in captured.err
    assert told in captured.err
    assert "install the program again" in captured.err
    assert str(tables.parent) not in captured.err


def test_broken_tables_are_left_as_they_are(
    tables: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tables.write_bytes(b"something else")
    before = tables.stat().st_mtime_ns
    assert main(["atlas", "muscles"]) == 1
    assert capsys.readouterr().out == ""
    assert tables.read_bytes() == b"something else"
    assert tables.stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "Name at least one painful region."),
        ([""], "There is no region ''."),
        (["temple:"], "The side of temple must be left or right, not ''."),
        (["temple:links"], "The side of temple must be left or right, not 'links'."),
        (["temple:left:right"], "must be left or right, not 'left:right'"),
        (["tempel:left"], "There is no region 'tempel'; did you mean 'temple'?"),
        (CODES, "The pain covers most of the body"),
        (["temple"] * 199 + ["atlantis"], "There is no region 'atlantis'."),
    ],
)
def test_an_area_that_means_nothing_is_refused_in_a_sentence(
    capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    assert main(["atlas", "lookup", *words, "--json"]) == 1
    captured = capsys.readouterr()
    assert told in captured.err
    assert captured.err.count("\n") == 1
    assert captured.out == ""


def test_two_hundred_words_for_one_region_count_as_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["atlas", "lookup", "temple:left", "--json"]) == 0
    once = capsys.readouterr().out
    assert main(["atlas", "lookup", *["Temple:LEFT"] * 200, "--json"]) == 0
    assert capsys.readouterr().out == once
