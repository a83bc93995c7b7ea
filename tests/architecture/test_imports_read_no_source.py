"""PySide does not read the source of all that is imported after it (`ui/__init__`)."""

from __future__ import annotations

import subprocess
import sys

FRESH = """
import linecache
import tpdn_desktop.ui
import json.tool, tpdn_desktop.ui.words
print([name for name in linecache.cache if name.endswith(("tool.py", "words.py"))])
"""


def test_what_is_imported_after_qt_is_not_read_a_second_time() -> None:
    done = subprocess.run(
        [sys.executable, "-c", FRESH], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
