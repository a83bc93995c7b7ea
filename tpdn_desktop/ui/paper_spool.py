"""Hands a PDF to a print queue as it is: vectors stay vectors, letters stay letters.

The bytes go through the standard input of `lp` (CUPS on Linux and macOS), so that no file of ours
ever lies in a temporary folder. Where there is no `lp`, `paper_pictures` prints instead.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import Final

from tpdn_desktop.domain.errors import Unavailable
from tpdn_desktop.ui.paper_order import PrintOrder

PATIENCE_SECONDS: Final = 60.0
_JOB: Final = re.compile(r"request id is (\S+)")


def find_spooler() -> str | None:
    """The `lp` of this system; None where PDF files cannot be handed to a queue."""
    # A port of lp for Windows does not reach the queues of Windows.
    return None if sys.platform == "win32" else shutil.which("lp")


def hand_over(spooler: str, order: PrintOrder, pdf: bytes, title: str) -> str:
    """Give the pages to the queue; returns the job's name, or nothing when it was not told.

    Blocks until the queue has taken them, a minute at most.

    Args:
        spooler: the command, from `find_spooler`.
        order: the queue, copies and further choices.
        pdf: exactly the pages to print.
        title: how the job is called in the queue, where others see it: never about a patient.

    Raises:
        Unavailable: the queue did not take them.
    """
    command = [spooler, "-d", order.queue, "-n", str(order.copies), "-t", title]
    for name, value in order.choices:
        command += ["-o", f"{name}={value}"]
    try:
        done = subprocess.run(  # noqa: S603 - a list of arguments, no shell
            command,
            input=pdf,
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            env=dict(os.environ, LC_ALL="C"),
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        # What lp says is for administrators, and in their language; it is not passed on.
        raise Unavailable("the printer did not take the pages") from error
    job = _JOB.search(done.stdout.decode("utf-8", "replace"))
    return job.group(1) if job else ""
