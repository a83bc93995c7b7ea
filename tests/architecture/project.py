"""The files of this project as its architecture tests see them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "tpdn_desktop"
INNER_RINGS = ("domain", "atlas", "services", "storage", "reports", "exchange")

_NOT_OURS = {".git", ".venv", "build", "dist", "__pycache__"}


def project_files() -> Iterator[Path]:
    """Every file of the checkout that a commit could hold; needs no git."""
    folders = [ROOT]
    while folders:
        for path in folders.pop().iterdir():
            if path.name in _NOT_OURS or path.name.endswith(("_cache", ".egg-info")):
                continue
            if path.is_dir():
                if path.name != ".hypothesis":
                    folders.append(path)
            else:
                yield path


def modules_below(*names: str) -> list[str]:
    """Dotted names of all modules in these subpackages of the program.

    Without Alembic's `env`, a script that only a running migration can load.
    """
    files = [file for name in names for file in (PACKAGE / name).rglob("*.py")]
    files = [file for file in files if file.parts[-2:] != ("migrations", "env.py")]
    dotted = (".".join(file.relative_to(ROOT).with_suffix("").parts) for file in files)
    return sorted(name.removesuffix(".__init__") for name in dotted)


def configuration() -> dict[str, Any]:
    """pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def locked(name: str) -> dict[str, set[str]]:
    """Distribution -> versions that a lock file names (several where they depend on Python)."""
    versions: dict[str, set[str]] = {}
    for line in (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines():
        if line[:1].isalnum():
            requirement = Requirement(line.removesuffix("\\").strip())
            distribution = canonicalize_name(requirement.name)
            versions.setdefault(distribution, set()).add(str(requirement.specifier)[2:])
    return versions
