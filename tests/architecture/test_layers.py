"""Who may import whom: the contracts of pyproject.toml, and what really gets loaded."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.architecture.project import INNER_RINGS, ROOT, modules_below
from tools.check import CHECKS

_LOADED = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def loaded_by(*modules: str) -> set[str]:
    """Top-level names in sys.modules of a fresh Python that imported these modules.

    A fresh one, because the pytest plug-in for Qt has loaded Qt into this one.
    """
    done = subprocess.run(
        [sys.executable, "-c", _LOADED, *modules],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_imports_point_inward():
    done = subprocess.run(
        [sys.executable, *CHECKS["layers"]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_qt_is_loaded_below_the_screen():
    modules = [*modules_below(*INNER_RINGS), "tpdn_desktop.resources_path"]
    assert len(modules) > len(INNER_RINGS)
    assert not loaded_by(*modules) & {"PySide6", "shiboken6"}


def test_the_probe_for_qt_would_see_it():
    assert "PySide6" in loaded_by("tpdn_desktop", "PySide6.QtCore")


@pytest.mark.parametrize("ring", ["domain", "atlas", "services"])
def test_the_inner_rings_load_the_standard_library_only(ring: str):
    ours_or_standard = sys.stdlib_module_names | {"tpdn_desktop"}
    bare = loaded_by("importlib")  # what the environment itself puts into every Python
    assert loaded_by(*modules_below(ring)) - bare <= ours_or_standard
