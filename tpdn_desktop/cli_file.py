"""Opens a clinic file for a command; passwords come from a file or a prompt."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tpdn_desktop.assembly import Assembly
from tpdn_desktop.domain.errors import RuleBroken, Unavailable
from tpdn_desktop.services.clinic_record import ClinicRecord

PASSWORD_FILE = "TPDN_PASSWORD_FILE"  # noqa: S105 - the name of a variable


@contextmanager
def opened(path: Path) -> Iterator[tuple[Assembly, ClinicRecord]]:
    """A clinic file with the parts that read it; it is closed at the end.

    Raises:
        TpdnError: no password, a wrong one, or no clinic file.
    """
    assembly = Assembly()
    record = assembly.open_record(path, file_password(path))
    try:
        yield assembly, record
    finally:
        record.close()


def file_password(path: Path, *, twice: bool = False) -> str:
    """The password from the file that TPDN_PASSWORD_FILE names, or typed at a prompt.

    Raises:
        RuleBroken: typed twice, the two differ.
        Unavailable: there is neither a file nor anybody to ask.
    """
    named = os.environ.get(PASSWORD_FILE)
    if named:
        return line_of(Path(named), f"the file named by {PASSWORD_FILE}")
    if not sys.stdin.isatty():
        raise Unavailable(f"no password: name a file that holds it in {PASSWORD_FILE}")
    password = getpass.getpass(f"Password of {path.name}: ")
    if twice and getpass.getpass("The same again: ") != password:
        raise RuleBroken("the two passwords differ")
    return password


def line_of(path: Path, called: str) -> str:
    """What a password file holds, without the end of its line.

    Raises:
        Unavailable: it cannot be read; the sentence names it as `called`.
    """
    try:
        return path.read_text("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Unavailable(f"{called} cannot be read") from error
