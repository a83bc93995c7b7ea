"""A private CUPS scheduler with one queue whose printer is a folder.

What arrives at the printer lies in the folder, byte for byte, with the order beside it. Nothing
listens on the network: the scheduler is reached by a socket, so tests can run side by side.
"""

from __future__ import annotations

import contextlib
import grp
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

NAME = "Clinic"
# Those who may administer have these folders on their path, others not.
PATH = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"))
PROGRAMS = ("cupsd", "lpadmin", "lp", "cupsreject")
PATIENCE_SECONDS = 15.0
# A printer for A4 and Letter, in colour, on both sides; it takes PDF as it is.
DRIVER = Path(__file__).with_name("clinic.ppd")

# A backend is a program that CUPS gives a job: number, user, title, copies, options[, file].
_BACKEND = """#!/bin/sh
if [ $# -eq 0 ]; then echo 'direct folder "Unknown" "A folder"'; exit 0; fi
if [ -n "$6" ]; then cat "$6"; else cat; fi > "{caught}/$1.part" || exit 1
printf '%s\\n%s\\n%s\\n' "$3" "$4" "$5" > "{caught}/$1.order"
mv "{caught}/$1.part" "{caught}/$1.job"
"""
_SCHEDULER = """Listen {socket}
Browsing No
WebInterface No
PreserveJobFiles No
DefaultAuthType None
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order deny,allow
Allow all
</Limit>
</Policy>
"""
_FILES = """User {user}
Group {group}
SystemGroup {administrators}
Sandboxing relaxed
ServerRoot {root}/etc
ServerBin {root}/bin
RequestRoot {root}/spool
TempDir {root}/spool/tmp
CacheDir {root}/cache
StateDir {root}/state
ErrorLog {root}/error_log
AccessLog {root}/access_log
PageLog {root}/page_log
"""


@dataclass(frozen=True)
class CaughtJob:
    """What the printer was given."""

    content: bytes
    title: str
    copies: int
    choices: dict[str, str]


class PrivateQueue:
    """Starts and stops the scheduler; `environment` is what a program needs to reach it."""

    def __init__(self, folder: Path) -> None:
        self._root = folder / "cups"
        self._caught = self._root / "caught"
        # A socket's name has 107 letters at most, fewer than a test's folder may take.
        self._socket_folder = tempfile.TemporaryDirectory(prefix="q")
        self.socket = Path(self._socket_folder.name) / "s"
        self._scheduler: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """The variables of this process, with the scheduler's address."""
        return dict(os.environ, CUPS_SERVER=str(self.socket))

    def start(self) -> None:
        """Start the scheduler and make the queue."""
        for name in ("etc", "bin/backend", "spool/tmp", "cache", "state", "caught"):
            (self._root / name).mkdir(parents=True)
        for name in ("daemon", "notifier"):
            (self._root / "bin" / name).symlink_to(_programs_of_cups() / name)
        backend = self._root / "bin" / "backend" / "folder"
        backend.write_text(_BACKEND.format(caught=self._caught), "utf-8")
        # As nobody else may run it, a scheduler that runs as root leaves it with root's rights.
        backend.chmod(0o700)
        scheduler, files = self._root / "etc" / "cupsd.conf", self._root / "etc" / "files.conf"
        scheduler.write_text(_SCHEDULER.format(socket=self.socket), "utf-8")
        files.write_text(_FILES.format(root=self._root, **_accounts()), "utf-8")
        self._scheduler = subprocess.Popen(
            [_program("cupsd"), "-f", "-c", scheduler, "-s", files], stderr=subprocess.DEVNULL
        )
        self._wait_for(self.socket.exists)
        self.run("lpadmin", "-p", NAME, "-E", "-v", "folder:/", "-P", str(DRIVER))

    def stop(self) -> None:
        """End the scheduler, as when a print server is switched off."""
        if self._scheduler is not None:
            self._scheduler.terminate()
            self._scheduler.wait(PATIENCE_SECONDS)
            self._scheduler = None
        self._socket_folder.cleanup()

    def run(self, name: str, *arguments: str) -> None:
        """Run a program of CUPS on this scheduler."""
        command = [_program(name), *arguments]
        subprocess.run(command, env=self.environment, capture_output=True, check=True)

    def job(self, number: int = 1) -> CaughtJob:
        """The job of that number, once the printer has all of it."""
        arrived = self._caught / f"{number}.job"
        self._wait_for(arrived.exists)
        title, copies, options = (self._caught / f"{number}.order").read_text("utf-8").splitlines()
        words = (word.partition("=") for word in options.split())
        choices = {name: value for name, _, value in words}
        return CaughtJob(arrived.read_bytes(), title, int(copies), choices)

    @property
    def job_count(self) -> int:
        """How many jobs reached the printer."""
        return len(list(self._caught.glob("*.job")))

    def _wait_for(self, there: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        assert self._scheduler is not None
        while not there():
            assert time.monotonic() < end, self._log()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._scheduler.wait(0.01)
                raise AssertionError(self._log())

    def _log(self) -> str:
        log = self._root / "error_log"
        return log.read_text("utf-8", "replace")[-2000:] if log.exists() else "no log"


def is_installed() -> bool:
    """Whether all programs are there."""
    return all(shutil.which(name, path=PATH) for name in PROGRAMS)


def _program(name: str) -> str:
    found = shutil.which(name, path=PATH)
    assert found is not None, name
    return found


def _programs_of_cups() -> Path:
    """Where the scheduler's own helpers lie: Debian's place, else that of the BSDs."""
    usual = Path("/usr/lib/cups")
    return usual if usual.exists() else Path("/usr/libexec/cups")


def _accounts() -> dict[str, str]:
    """As whom the scheduler runs its programs: never as root, which it refuses."""
    if os.geteuid() == 0:
        return {"user": "lp", "group": "lp", "administrators": "root"}
    group = grp.getgrgid(os.getegid()).gr_name
    return {"user": pwd.getpwuid(os.geteuid()).pw_name, "group": group, "administrators": group}
