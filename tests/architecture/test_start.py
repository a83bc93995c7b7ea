"""`main.py` and `python -m tpdn_desktop` start the same program, or say plainly what is missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import tpdn_desktop
from tests.architecture.project import ROOT
from tpdn_desktop import resources_path
from tpdn_desktop.domain.errors import CatalogError

WAYS = {"main.py": [str(ROOT / "main.py")], "module": ["-m", "tpdn_desktop"]}


def run(way: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *WAYS[way], *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("way", WAYS)
def test_each_way_in_tells_the_version(way: str):
    done = run(way, "--version")
    assert done.returncode == 0, done.stderr
    assert tpdn_desktop.__version__ in done.stdout


@pytest.mark.parametrize("arguments", [("atlas", "muscles", "--json"), ("no-such-command",)])
def test_each_way_in_answers_the_same(arguments: tuple[str, ...]):
    first, second = (run(way, *arguments) for way in WAYS)
    assert (first.returncode, first.stdout) == (second.returncode, second.stdout)


def test_a_checkout_finds_its_resources():
    assert resources_path.resources_folder() == ROOT / "resources"


def test_a_copy_without_resources_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "resources").mkdir()  # somebody else's folder of that name
    monkeypatch.setattr(resources_path, "__file__", str(tmp_path / "package" / "resources_path.py"))
    with pytest.raises(CatalogError, match="please install it again"):
        resources_path.resources_folder()
