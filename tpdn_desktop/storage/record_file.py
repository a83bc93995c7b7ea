"""Making, opening and looking at clinic files.

One clinic file is one SQLCipher database; beside it lies only SQLite's own `-wal` while it is open
or after a crash. A file is built under another name and takes its own only when it is whole.
"""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tpdn_desktop.domain.clinic import Clinic
from tpdn_desktop.storage.connection import connect, disconnect, engine_on
from tpdn_desktop.storage.errors import (
    FileExists,
    FileInUse,
    FileMissing,
    ForeignFile,
    ReadOnlyFile,
)
from tpdn_desktop.storage.faults import told_plainly
from tpdn_desktop.storage.key import (
    SALT_BYTES,
    FileKey,
    checked_new_password,
    file_key,
    key_format,
    new_salt,
)
from tpdn_desktop.storage.renewal import flush_folder, renew
from tpdn_desktop.storage.schema import make_tables, needs_migration
from tpdn_desktop.storage.store import SqlRecordStore, write_clinic

_OURS_ALONE: Final = 0o600

# Files that this process has open. Closing any second handle of such a file would silently drop
# SQLite's lock (POSIX locks belong to the process), so such a file is not even read.
_held: set[tuple[int, int]] = set()
_held_guard = threading.Lock()


@dataclass(frozen=True, slots=True)
class RecordInfo:
    """What can be said of a clinic file without its password."""

    path: Path
    size_bytes: int
    key_format: int
    has_unmerged_changes: bool
    """It was not closed properly: the newest changes are in the `-wal` file beside it."""


def create_record(path: Path | str, password: str, clinic: Clinic) -> SqlRecordStore:
    """Make a new clinic file, readable by this user alone, and open it.

    Raises:
        RuleBroken: the password is too short or too long.
        FileExists: there is something under that name.
        FileMissing: the folder is not there.
        Unavailable: the drive is full or read-only.
    """
    path = Path(path)
    checked_new_password(password)
    if os.path.lexists(path):
        raise FileExists
    if not path.parent.is_dir():
        raise FileMissing("The folder for the clinic file is not there.")
    key = file_key(password, new_salt())
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    with told_plainly():
        try:
            _build(unfinished, key, clinic)
            _take_name(unfinished, path)
        finally:
            for left in (unfinished, _wal_of(unfinished)):
                with suppress(OSError):
                    left.unlink()
    return _opened(path, key)


def open_record(path: Path | str, password: str) -> SqlRecordStore:
    """Open a clinic file; nobody else can until the store is closed.

    Raises:
        FileMissing, ForeignFile, NewerFile, FileDamaged, WrongPassword, FileInUse, ReadOnlyFile:
        each with its
            own sentence; the file is unchanged.
    """
    path = Path(path)
    salt = _beginning(path)
    key_format(salt)
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise ReadOnlyFile
    return _opened(path, file_key(password, salt))


def inspect_record(path: Path | str) -> RecordInfo:
    """Look at a clinic file without its password.

    Raises:
        FileMissing, ForeignFile, NewerFile, FileDamaged: it is not a clinic file that this version
        can open. FileInUse: this program has it open.
    """
    path = Path(path)
    number = key_format(_beginning(path))
    with told_plainly():
        size = path.stat().st_size
        wal = _wal_of(path)
        return RecordInfo(path, size, number, wal.exists() and wal.stat().st_size > 0)


def _beginning(path: Path) -> bytes:
    with told_plainly():
        if path.is_dir():
            raise ForeignFile("This is a folder, not a clinic file of TPDN Desktop.")
        if _identity(path) in _held:
            raise FileInUse
        with path.open("rb") as file:
            return file.read(SALT_BYTES)


def _opened(path: Path, key: FileKey) -> SqlRecordStore:
    with told_plainly():
        identity = _hold(path)
        try:
            connection = engine_on(connect(path, key)).connect()
            try:
                with connection.begin():
                    is_old = needs_migration(connection)
            except BaseException:
                disconnect(connection)
                raise
            if is_old:
                disconnect(connection)
        except BaseException:
            _release(identity)()
            raise
    if is_old:
        _release(identity)()
        renew(path, key)
        return _opened(path, key)
    return SqlRecordStore(connection, _release(identity), _proof(key))


def _proof(key: FileKey) -> Callable[[str], bool]:
    """Whether a typed password gives the key of the file."""

    def fits(password: str) -> bool:
        return secrets.compare_digest(file_key(password, key.salt).key, key.key)

    return fits


def _build(path: Path, key: FileKey, clinic: Clinic) -> None:
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OURS_ALONE))
    connection = engine_on(connect(path, key)).connect()
    try:
        with connection.begin():
            make_tables(connection)
            write_clinic(connection, clinic)
    finally:
        disconnect(connection)


def _take_name(unfinished: Path, path: Path) -> None:
    """Give the finished file its name, unless somebody took it meanwhile."""
    try:
        os.link(unfinished, path)
    except FileExistsError:
        raise
    except OSError:
        # Some drives (FAT, network folders) have no second names.
        if os.path.lexists(path):
            raise FileExists from None
        unfinished.rename(path)
    flush_folder(path.parent)


def _wal_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def _hold(path: Path) -> tuple[int, int]:
    identity = _identity(path)
    with _held_guard:
        if identity in _held:
            raise FileInUse
        _held.add(identity)
    return identity


def _release(identity: tuple[int, int]) -> Callable[[], None]:
    def let_go() -> None:
        with _held_guard:
            _held.discard(identity)

    return let_go
