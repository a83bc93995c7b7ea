"""An older clinic file becomes one of this version: on a copy, looked through, then swapped.

The older file is never written. It stays beside the new one as `NAME.before-REVISION`, as it was,
and opens with the same password in the older version of the program.
"""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

from tpdn_desktop.storage.connection import connect, disconnect, engine_on
from tpdn_desktop.storage.errors import FileDamaged, FileInUse
from tpdn_desktop.storage.faults import told_plainly
from tpdn_desktop.storage.key import FileKey
from tpdn_desktop.storage.schema import HEAD, migrate

_OURS_ALONE = 0o600


def renew(path: Path, key: FileKey) -> None:
    """Bring the tables of a file that nobody has open to this version.

    Raises:
        FileInUse: somebody wrote to it meanwhile.
        FileDamaged: the copy does not pass the checks; the file is as it was.
        DiskFull, ReadOnlyFile: there is no room for the copy; the file is as it was.
    """
    copy = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    with told_plainly():
        try:
            seen = _state(path)
            _copy(path, copy)
            _migrate(copy, key)
            if _state(path) != seen:
                raise FileInUse
            os.link(path, _free_name(path))
            copy.replace(path)
            flush_folder(path.parent)
        finally:
            for left in (copy, copy.with_name(copy.name + "-wal")):
                with suppress(OSError):
                    left.unlink()


def _state(path: Path) -> tuple[int, int, int]:
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns


def _copy(path: Path, copy: Path) -> None:
    handle = os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OURS_ALONE)
    with path.open("rb") as old, os.fdopen(handle, "wb") as new:
        shutil.copyfileobj(old, new, 1 << 20)
        new.flush()
        os.fsync(new.fileno())


def _migrate(copy: Path, key: FileKey) -> None:
    connection = engine_on(connect(copy, key)).connect()
    try:
        with connection.begin():
            migrate(connection)
        for pragma, sound in (("integrity_check", [("ok",)]), ("foreign_key_check", [])):
            with connection.begin():
                found = connection.exec_driver_sql(f"PRAGMA {pragma}").all()
            if [tuple(row) for row in found] != sound:
                raise FileDamaged
    finally:
        disconnect(connection)


def _free_name(path: Path) -> Path:
    """A name beside the file that nothing has yet."""
    wanted = path.with_name(f"{path.name}.before-{HEAD}")
    number = 2
    while os.path.lexists(wanted):
        wanted = path.with_name(f"{path.name}.before-{HEAD}-{number}")
        number += 1
    return wanted


def flush_folder(folder: Path) -> None:
    """Make sure that new names in a folder outlast a power cut."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
