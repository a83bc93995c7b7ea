"""Give a script of this checkout what it needs: system libraries, `.venv`, locked packages.

`enter(RUN)` returns at once when the running Python can already import everything. Otherwise it
sets up what is missing - system libraries through apt-get (tools/system_packages.py), a virtual
environment in `.venv`, the packages of a lock file with their hashes checked - and starts the same
script again inside.

Every start of the program passes through here, so when all is in place nothing may be slow: only
what Python has loaded anyway is imported at the top, the rest where it is used (pathlib and typing
alone would double the time).
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

ROOT = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
VENV = os.path.join(ROOT, ".venv")
OLDEST_PYTHON = (3, 11)
ON_WINDOWS = sys.platform == "win32"
VENV_PYTHON = os.path.join(VENV, "Scripts/python.exe" if ON_WINDOWS else "bin/python")

# Set for the script that is started again, so that a damaged environment cannot loop.
_STARTED_AGAIN = "TPDN_STARTED_AGAIN"


class SetupRefused(Exception):
    """The environment cannot be made; the message is a sentence that says what to do."""


class Purpose:
    """What a script wants to do, and what that takes.

    `lock` is the path of the lock file; `probes` are import names that only a complete environment
    has. `stamp` is a copy of the lock file, left in `.venv` once all of it is installed.
    """

    def __init__(self, name: str, lock: str, probes: tuple[str, ...]) -> None:
        self.lock = lock
        self.probes = probes
        self.stamp = os.path.join(VENV, f"{name}.lock")


RUN = Purpose(
    "run",
    os.path.join(ROOT, "requirements", "run.txt"),
    (
        "PySide6",
        "sqlalchemy",
        "alembic",
        "sqlcipher3",
        "reportlab",
        "argon2",
        "platformdirs",
        "jsonschema",
        "pikepdf",
        "PIL",
        "typing_extensions",
    ),
)
TEST = Purpose(
    "test",
    os.path.join(ROOT, "requirements", "dev.txt"),
    (
        *RUN.probes,
        "pytest",
        "pytestqt",
        "pytest_randomly",
        "pytest_timeout",
        "hypothesis",
        "pypdf",
        "packaging",
        "hatchling",
        "uharfbuzz",
        "fontTools",
        "pylopdf_fonts_he",
        "pylopdf_fonts_ar",
        "pylopdf_fonts_hi",
        "pylopdf_fonts_jp",
        "yaml",
        "shapely",
        "numpy",
        "ruff",
        "mypy",
        "importlinter",
    ),
)


def enter(purpose: Purpose) -> None:
    """Return if this Python can serve the purpose; else start the script again in one that can.

    Speaks on stderr only: the output of the script stays its own. Ends the process with status 1
    and one sentence when the set-up is impossible.
    """
    if sys.version_info < OLDEST_PYTHON:
        wanted = ".".join(map(str, OLDEST_PYTHON))
        sys.exit(f"TPDN Desktop needs Python {wanted} or newer; this is {sys.version.split()[0]}.")
    if _can_import(purpose.probes):
        os.environ.pop(_STARTED_AGAIN, None)
        return
    if _STARTED_AGAIN in os.environ:
        sys.exit(f"The environment in {VENV} is damaged: delete that folder, then start again.")
    try:
        if not _is_installed(purpose):
            _install(purpose)
    except SetupRefused as refusal:
        sys.exit(str(refusal))
    _start_again()


def _can_import(names: tuple[str, ...]) -> bool:
    """Whether each top-level package can be found, without importing it."""
    from importlib.util import find_spec

    return all(find_spec(name) is not None for name in names)


def _is_installed(purpose: Purpose) -> bool:
    """Whether `.venv` works and holds what the lock file names now."""
    try:
        return os.path.exists(VENV_PYTHON) and _bytes_of(purpose.stamp) == _bytes_of(purpose.lock)
    except FileNotFoundError:
        return False


def _bytes_of(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _install(purpose: Purpose) -> None:
    import shutil

    from tools.system_packages import install_missing

    install_missing(for_tests=purpose is TEST)
    if not _has_pip():
        _say("Making the environment in .venv ...")
        _run([sys.executable, "-m", "venv", "--clear", VENV], "make the environment in .venv")
    _say("Installing the packages (the first time about 150 MB are fetched) ...")
    pip = [VENV_PYTHON, "-m", "pip", "--disable-pip-version-check", "--no-input"]
    quiet = [] if sys.stderr.isatty() else ["--quiet"]
    options = ["install", *quiet, "--require-hashes", "-r", purpose.lock]
    _run([*pip, *options], "install the packages (is there a network?)")
    # What the tests need includes what the program needs (tests/architecture proves it).
    for complete in {purpose, RUN}:
        shutil.copyfile(complete.lock, complete.stamp)


def _has_pip() -> bool:
    import subprocess

    if not os.path.exists(VENV_PYTHON):
        return False
    probe = [VENV_PYTHON, "-m", "pip", "--version"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def _run(command: list[str], what: str) -> None:
    import subprocess

    if subprocess.run(command, stdout=sys.stderr, check=False).returncode != 0:
        raise SetupRefused(f"Could not {what}; the lines above say why.")


def _start_again() -> NoReturn:
    os.environ[_STARTED_AGAIN] = "1"
    command = [VENV_PYTHON, *sys.orig_argv[1:]]
    if not ON_WINDOWS:
        os.execv(command[0], command)  # noqa: S606 - this very script with its own arguments
    import subprocess

    sys.exit(subprocess.run(command, check=False).returncode)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
