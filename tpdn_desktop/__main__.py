"""`python -m tpdn_desktop`: the same program as `tpdn-desktop`."""

from __future__ import annotations

import sys

from tpdn_desktop.cli import main

if __name__ == "__main__":
    sys.exit(main())
