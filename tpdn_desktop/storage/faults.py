"""The one place that tells a failing world from a bug in the program.

A full disk, a pulled stick or a damaged page becomes a `TpdnError` with a sentence. Every other
database error is a mistake of ours and passes through unchanged.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from tpdn_desktop.domain.errors import NotFound, RuleBroken, TpdnError
from tpdn_desktop.storage.errors import (
    DiskFull,
    DriveFailed,
    FileDamaged,
    FileExists,
    FileInUse,
    FileMissing,
    ReadOnlyFile,
)

# Said by the triggers of the schema (migrations); both sides must agree on the words.
SIGNED_REFUSAL: Final = "signed session"

_BY_NAME: Final[tuple[tuple[str, type[TpdnError]], ...]] = (
    ("SQLITE_FULL", DiskFull),
    ("SQLITE_READONLY", ReadOnlyFile),
    ("SQLITE_PERM", ReadOnlyFile),
    ("SQLITE_BUSY", FileInUse),
    ("SQLITE_LOCKED", FileInUse),
    ("SQLITE_NOTADB", FileDamaged),
    ("SQLITE_CORRUPT", FileDamaged),
    ("SQLITE_CANTOPEN", FileMissing),
    ("SQLITE_IOERR", DriveFailed),
)

# sqlcipher3 gives some errors of the first read without a code; their words are SQLite's own and
# stable.
_BY_WORDS: Final[tuple[tuple[str, type[TpdnError]], ...]] = (
    ("file is not a database", FileDamaged),
    ("malformed", FileDamaged),
    ("database is locked", FileInUse),
    ("database or disk is full", DiskFull),
    ("readonly database", ReadOnlyFile),
    ("unable to open database file", FileMissing),
    ("disk I/O error", DriveFailed),
)

_BY_ERRNO: Final[dict[int, type[TpdnError]]] = {
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EFBIG: DiskFull,
    errno.EROFS: ReadOnlyFile,
    errno.EACCES: ReadOnlyFile,
    errno.EPERM: ReadOnlyFile,
    errno.EEXIST: FileExists,
    errno.ENOENT: FileMissing,
    errno.ENOTDIR: FileMissing,
}


def trouble_of(error: BaseException) -> TpdnError | None:
    """What to tell the user about an error of the database or the drive; None for a bug."""
    if isinstance(error, DBAPIError) and error.orig is not None:
        error = error.orig
    if isinstance(error, dbapi2.IntegrityError):
        return _refusal(error)
    if isinstance(error, dbapi2.Error):
        return _from_database(error)
    if isinstance(error, OSError):
        kind = _BY_ERRNO.get(error.errno or 0, DriveFailed)
        return kind()
    return None


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn what the world did wrong inside the block into its sentence.

    Raises:
        Unavailable: the world failed.
        RuleBroken: the database refused to change a signed session.
    """
    try:
        yield
    except (dbapi2.Error, DBAPIError, OSError) as error:
        told = trouble_of(error)
        if told is None:
            raise
        raise told from error


def _from_database(error: dbapi2.Error) -> TpdnError | None:
    name = getattr(error, "sqlite_errorname", None) or ""
    for start, kind in _BY_NAME:
        if name.startswith(start):
            return kind()
    words = str(error)
    for part, kind in _BY_WORDS:
        if part in words:
            return kind()
    return None


def _refusal(error: dbapi2.IntegrityError) -> TpdnError | None:
    if str(error).startswith(SIGNED_REFUSAL):
        return RuleBroken("a signed session cannot be changed; write an amendment")
    # The driver gives no finer code than "constraint"; these beginnings are SQLite's own words.
    if str(error).startswith("UNIQUE constraint failed"):
        return RuleBroken("a patient or session of the same id is already in the clinic file")
    if str(error).startswith("FOREIGN KEY constraint failed"):
        return NotFound("the patient or session that this belongs to is not in the clinic file")
    return None
