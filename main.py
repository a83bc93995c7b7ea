"""Start TPDN Desktop from a checkout: `python3 main.py [arguments]`.

On a fresh machine this first sets up what the program needs (tools/setup_environment.py); after
that it starts the program at once, with every argument passed through.
"""

from __future__ import annotations

import sys

from tools.setup_environment import RUN, enter


def main() -> int:
    """Make sure that everything is there, then run the program's own command line."""
    enter(RUN)
    from tpdn_desktop.cli import main as start

    return start(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
