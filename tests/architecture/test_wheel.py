"""The wheel: built, installed into an empty folder, and the program started from there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import tpdn_desktop
from tests.architecture.project import PACKAGE, ROOT

INSIDE = "tpdn_desktop/resources"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory"]
    done = subprocess.run([*build, str(folder)], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel, and nothing else, is installed."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    options = ["--no-deps", "--no-index", "--no-compile", "--target", str(folder), str(wheel)]
    subprocess.run([*pip, *options], check=True)
    return folder


def run_installed(installed: Path, empty: Path, *arguments: str) -> str:
    """Output of the installed `tpdn-desktop`, started from an empty folder."""
    (script,) = (installed / "bin").glob("tpdn-desktop*")
    done = subprocess.run(
        [str(script), *arguments],
        cwd=empty,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_holds_every_module_map_icon_and_font(wheel: Path):
    held = set(zipfile.ZipFile(wheel).namelist())
    code = {
        f"tpdn_desktop/{path.relative_to(PACKAGE).as_posix()}" for path in PACKAGE.rglob("*.py")
    }
    patterns = ("bodymaps/*.svg", "icons/*", "fonts/*", "reference/reference.sqlite", "*/LICENSE*")
    resources = {path for pattern in patterns for path in (ROOT / "resources").glob(pattern)}
    assert {path.parent.name for path in resources} >= {"bodymaps", "icons", "fonts", "reference"}
    assert (
        code | {f"tpdn_desktop/{path.relative_to(ROOT).as_posix()}" for path in resources} <= held
    )


def test_the_wheel_carries_the_licences_and_no_working_material(wheel: Path):
    names = zipfile.ZipFile(wheel).namelist()
    assert {"LICENSE", "NOTICE", "THIRD_PARTY.md"} <= {
        Path(name).name for name in names if ".dist-info/licenses/" in name
    }
    for folder in ("bodymaps", "reference"):
        assert f"{INSIDE}/{folder}/LICENSE" in names
    assert not [name for name in names if name.endswith((".yaml", ".csv", ".pyc"))]
    assert not [name for name in names if "/measured/" in name]


def test_the_installed_program_finds_its_own_resources(installed: Path, tmp_path: Path):
    code = "from tpdn_desktop.resources_path import resources_folder as f; print(f())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(done.stdout.strip()) == (installed / INSIDE).resolve()


def test_the_installed_program_reads_its_own_maps(installed: Path, tmp_path: Path):
    code = """
from tpdn_desktop.atlas.bodymap_file import load_bodymap
from tpdn_desktop.resources_path import resources_folder
load_bodymap(resources_folder() / "bodymaps")
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_installed_program_knows_the_atlas(installed: Path, tmp_path: Path):
    muscles = json.loads(run_installed(installed, tmp_path, "atlas", "muscles", "--json"))
    assert len(muscles) == 181
    assert all(
        muscle["reference_points"] for muscle in muscles if muscle["id"] == "trapezius_upper"
    )
    assert not list(tmp_path.iterdir())


def test_the_installed_script_is_the_same_program(installed: Path, tmp_path: Path):
    assert tpdn_desktop.__version__ in run_installed(installed, tmp_path, "--version")
