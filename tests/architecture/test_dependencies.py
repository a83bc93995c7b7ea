"""What is imported, what is declared, what is locked and what is credited agree."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.architecture.project import PACKAGE, ROOT, configuration, locked
from tools.setup_environment import RUN, TEST, Purpose

# Import name -> distribution, where the two differ.
DISTRIBUTIONS = {
    "argon2": "argon2-cffi",
    "PIL": "pillow",
    "importlinter": "import-linter",
    "pytestqt": "pytest-qt",
    "yaml": "pyyaml",
}
OURS = {"tpdn_desktop", "tools", "tests", "bench", *(p.name for p in (ROOT / "tools").iterdir())}


def distributions_imported_in(files: list[Path]) -> set[str]:
    """Distributions that these files import, wherever in the file."""
    found: set[str] = set()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            found.update(_distribution(name) for name in names)
    return found - {""}


def _distribution(module: str) -> str:
    top = module.partition(".")[0]
    if top in sys.stdlib_module_names or top in OURS:
        return ""
    if top in ("PySide6", "shiboken6"):
        return "pyside6-pdf" if "Pdf" in module else "pyside6-essentials"
    return canonicalize_name(DISTRIBUTIONS.get(top, top))


def declared(*groups: str) -> dict[str, Requirement]:
    """Distribution -> what pyproject.toml asks of it, at run time and in these groups."""
    settings = configuration()
    lines = list(settings["project"]["dependencies"])
    for group in groups:
        lines += [line for line in settings["dependency-groups"][group] if isinstance(line, str)]
    requirements = [Requirement(line) for line in lines]
    return {canonicalize_name(requirement.name): requirement for requirement in requirements}


def optional() -> dict[str, Requirement]:
    """Distribution -> what the extras ask of it."""
    extras = configuration()["project"]["optional-dependencies"].values()
    requirements = [Requirement(line) for extra in extras for line in extra]
    return {canonicalize_name(requirement.name): requirement for requirement in requirements}


def test_the_program_imports_only_what_it_declares():
    imported = distributions_imported_in(list(PACKAGE.rglob("*.py")))
    assert imported <= declared().keys() | optional().keys()


def test_the_extras_are_tested_in_the_versions_that_they_ask_for():
    for name, requirement in declared("test").items():
        assert optional().get(name, requirement) == requirement


def test_every_part_of_the_extras_has_its_reason_in_the_docs():
    reasons = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    for name in optional().keys() - {"tpdn-desktop"}:
        assert f"`{name}`" in reasons


@pytest.mark.parametrize("folder", ["tests", "tools", "bench"])
def test_scripts_and_tests_import_only_what_is_declared(folder: str):
    imported = distributions_imported_in(list((ROOT / folder).rglob("*.py")))
    assert imported <= declared("test", "check", "art").keys()


@pytest.mark.parametrize(
    ("lock", "groups"), [("run.txt", ()), ("dev.txt", ("test", "check", "art"))]
)
def test_the_locks_hold_what_is_declared(lock: str, groups: tuple[str, ...]):
    versions = locked(lock)
    for name, requirement in declared(*groups).items():
        assert versions[name]
        assert all(requirement.specifier.contains(Version(version)) for version in versions[name])


def test_the_tests_run_on_the_versions_that_ship():
    run, dev = locked("run.txt"), locked("dev.txt")
    assert run.items() <= dev.items()


@pytest.mark.parametrize("lock", ["run.txt", "dev.txt"])
def test_every_locked_version_carries_hashes(lock: str):
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    pins = re.findall(r"^\w[^\n]*==[^\n]*\\\n    --hash=sha256:[0-9a-f]{64}", text, re.MULTILINE)
    assert len(pins) == len(re.findall(r"^\w", text, re.MULTILINE)) > 0


@pytest.mark.parametrize(("purpose", "groups"), [(RUN, ()), (TEST, ("test", "check", "art"))])
def test_the_set_up_looks_for_what_is_declared(purpose: Purpose, groups: tuple[str, ...]):
    looked_for = {_distribution(probe) for probe in purpose.probes}
    invisible = {"pyside6-pdf"}  # inside the same package as pyside6-essentials
    needed = {name for name in declared(*groups) if not name.startswith("types-")} - invisible
    assert looked_for == needed


def test_every_distribution_that_ships_is_credited_with_its_version():
    table = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([\w.-]+) \| ([\w.]+) \|", table, re.MULTILINE)
    credited = {canonicalize_name(name): {version} for name, version in rows if name != "part"}
    assert credited == locked("run.txt")


def test_every_dependency_has_its_reason_in_the_docs():
    reasons = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    for requirement in declared("test", "check", "art").values():
        assert f"`{requirement.name.lower()}`" in reasons
