"""Every check but the tests: `python3 tools/check.py`. Ends with status 1 if one fails.

Style, types, the contract of who imports whom, and whether what is built from sources (the
reference database, the body maps) still agrees with them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)

_LINT_IMPORTS = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
CHECKS: dict[str, list[str]] = {
    "format": ["-m", "ruff", "format", "--check", "--quiet", "."],
    "lint": ["-m", "ruff", "check", "--quiet", "."],
    "types": ["-m", "mypy"],
    "layers": ["-c", _LINT_IMPORTS],
    "reference database": ["tools/build_reference.py", "--check"],
    "body maps": ["tools/draw_bodymaps.py", "--check"],
}


def main() -> int:
    """Run all checks, whatever the first ones say: a line for each, and why it failed."""
    from tools.setup_environment import TEST, enter

    enter(TEST)
    os.chdir(ROOT)
    failed = [name for name, arguments in CHECKS.items() if not _passes(name, arguments)]
    if failed:
        print(f"Failed: {', '.join(failed)}.", flush=True)
    return 1 if failed else 0


def _passes(name: str, arguments: list[str]) -> bool:
    begun = time.monotonic()
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)
    passed = done.returncode == 0
    word = "ok" if passed else "FAILED"
    print(f"{name:20} {word:8} {time.monotonic() - begun:5.1f} s", flush=True)
    if not passed:
        print(done.stdout + done.stderr, flush=True)
    return passed


if __name__ == "__main__":
    sys.exit(main())
