"""Every check but the tests: `python3 tools/check.py`. Ends with status 1 if one fails.

Style, types, the contract of who imports whom, and whether what is built from sources (the
reference database, the body maps) still agrees with them.
"""

from __future__ import annotations

import filecmp
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)

MAPS = ROOT / "resources" / "bodymaps"
_LINT_IMPORTS = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
CHECKS: dict[str, list[str]] = {
    "format": ["-m", "ruff", "format", "--check", "--quiet", "."],
    "lint": ["-m", "ruff", "check", "--quiet", "."],
    "types": ["-m", "mypy"],
    "layers": ["-c", _LINT_IMPORTS],
    "reference tables": ["tools/build_reference.py", "--check"],
}


def main() -> int:
    """Run all checks, whatever the first ones say: a line for each, and why it failed."""
    from tools.setup_environment import TEST, enter

    enter(TEST)
    os.chdir(ROOT)
    failed = [name for name, arguments in CHECKS.items() if not _passes(name, arguments)]
    failed += [] if _maps_are_drawn() else ["body maps"]
    if failed:
        print(f"Failed: {', '.join(failed)}.", flush=True)
    return 1 if failed else 0


def _passes(name: str, arguments: list[str]) -> bool:
    begun = time.monotonic()
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)
    _tell(name, begun, "" if done.returncode == 0 else done.stdout + done.stderr)
    return done.returncode == 0


def _maps_are_drawn() -> bool:
    """Whether the maps in the project are those that the measured figures give today."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        draw = [sys.executable, "tools/draw_bodymaps.py", "--out", folder]
        done = subprocess.run(draw, capture_output=True, text=True, check=False)
        drawn = sorted(path.name for path in Path(folder).iterdir())
        _, differ, missing = filecmp.cmpfiles(folder, MAPS, drawn, shallow=False)
    if done.returncode != 0:
        _tell("body maps", begun, done.stdout + done.stderr)
        return False
    stale = ", ".join(differ + missing)
    why = f"Draw again with tools/draw_bodymaps.py and look at: {stale}" if stale else ""
    _tell("body maps", begun, why)
    return not stale


def _tell(name: str, begun: float, fault: str) -> None:
    word = "FAILED" if fault else "ok"
    print(f"{name:18}{word:8}{time.monotonic() - begun:5.1f} s", flush=True)
    if fault:
        print(fault, flush=True)


if __name__ == "__main__":
    sys.exit(main())
