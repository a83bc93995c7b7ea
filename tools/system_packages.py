"""Install the system packages that Qt, a virtual environment and the tests need (Debian, Ubuntu).

Only what is really missing is asked for: a library is looked for by loading it, a program by its
name. When nothing is missing, apt-get is never run. On Windows and macOS the wheels bring all.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.setup_environment import SetupRefused

# Library -> package names; the first that apt knows is taken (Debian 13 and Ubuntu 24.04 renamed
# two).
_LIBRARIES: dict[str, tuple[str, ...]] = {
    # any Qt program
    "libGL.so.1": ("libgl1",),
    "libEGL.so.1": ("libegl1",),
    "libglib-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libdbus-1.so.3": ("libdbus-1-3",),
    "libxkbcommon.so.0": ("libxkbcommon0",),
    "libfontconfig.so.1": ("libfontconfig1",),
    # a window on an X display
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
    "libxcb-xkb.so.1": ("libxcb-xkb1",),
    "libxcb-render-util.so.0": ("libxcb-render-util0",),
    "libxcb-randr.so.0": ("libxcb-randr0",),
    # printing
    "libcups.so.2": ("libcups2t64", "libcups2"),
}
# Programs that the tests call.
_TEST_PROGRAMS = {
    "Xvfb": ("xvfb",),
    "xauth": ("xauth",),
    "pdftotext": ("poppler-utils",),
    "qpdf": ("qpdf",),
    # a print queue of the tests' own; by path, since not every user looks into /usr/sbin
    "/usr/sbin/cupsd": ("cups-daemon",),
    "/usr/bin/lp": ("cups-client",),
}
_FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts")


def install_missing(*, for_tests: bool) -> None:
    """Install what is missing as root or through sudo.

    Raises SetupRefused, naming the packages, when that is not possible.
    """
    if sys.platform != "linux":
        return
    missing = _missing(for_tests=for_tests)
    if not missing:
        return
    names = " ".join(alternatives[-1] for alternatives in missing)
    sentence = f"Please have these system packages installed, then start again: {names}"
    if shutil.which("apt-get") is None:
        raise SetupRefused(f"{sentence} (Debian's names; your system may call them otherwise).")
    prefix = _as_root()
    if prefix is None:
        raise SetupRefused(f"{sentence}.")
    print(f"Installing system packages that are missing: {names}", file=sys.stderr, flush=True)
    if not _apt_get(prefix, missing):
        raise SetupRefused(f"{sentence} (apt-get failed; the lines above say why).")


def _missing(*, for_tests: bool) -> list[tuple[str, ...]]:
    """The packages, each as its possible names, whose library or program is not there."""
    missing = [names for library, names in _LIBRARIES.items() if not _loads(library)]
    if importlib.util.find_spec("ensurepip") is None:
        major, minor = sys.version_info[:2]
        missing.append((f"python{major}.{minor}-venv", "python3-venv"))
    if not _has_a_font():
        missing.append(("fonts-dejavu-core",))
    if for_tests:
        missing += [names for program, names in _TEST_PROGRAMS.items() if not shutil.which(program)]
    return missing


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_a_font() -> bool:
    """Without any font Qt says nothing and draws boxes."""
    return any(next(folder.rglob("*.[to]tf"), None) is not None for folder in _FONT_FOLDERS)


def _as_root() -> list[str] | None:
    """What to put before a command to run it as root, or None if that cannot be."""
    if os.geteuid() == 0:
        return []
    return ["sudo"] if shutil.which("sudo") else None


def _apt_get(prefix: list[str], missing: list[tuple[str, ...]]) -> bool:
    """Refresh the package lists and install; True if both worked."""
    command = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    if subprocess.run([*command, "update"], stdout=sys.stderr, check=False).returncode != 0:
        return False
    names = [next(filter(_is_known, alternatives), alternatives[-1]) for alternatives in missing]
    install = [*command, "install", "--no-install-recommends", *names]
    return subprocess.run(install, stdout=sys.stderr, check=False).returncode == 0


def _is_known(package: str) -> bool:
    """Whether apt has this package under exactly this name."""
    show = ["apt-cache", "show", package]
    return subprocess.run(show, capture_output=True, check=False).returncode == 0
