"""Run the tests from a checkout: `python3 tools/run_tests.py [pytest arguments]`.

On a fresh machine this first sets up what the tests need. Works with and without a display.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # as if started from the root: the checkout is what is tested


def main() -> int:
    """Make sure that everything is there, then run the whole suite or what is asked for."""
    from tools.setup_environment import TEST, enter

    enter(TEST)
    import pytest

    os.chdir(ROOT)
    return int(pytest.main(sys.argv[1:]))


if __name__ == "__main__":
    sys.exit(main())
