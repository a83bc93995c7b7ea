"""A print queue of our own, where the programs of CUPS are installed (they are in CI)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.printing.private_queue import PrivateQueue, is_installed

# Without CUPS (on Windows) there is nothing to test here.
collect_ignore = [] if is_installed() else ["test_real_queue.py"]


@pytest.fixture
def queue(tmp_path: Path) -> Iterator[PrivateQueue]:
    """A scheduler with one queue, reached by a socket in the test's own folder."""
    queue = PrivateQueue(tmp_path)
    try:
        queue.start()
        yield queue
    finally:
        queue.stop()
