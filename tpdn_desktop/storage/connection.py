"""One SQLCipher connection to one clinic file: its key, lock, pragmas and SQLAlchemy engine."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from tpdn_desktop.storage.errors import DriverTooOld, WrongPassword
from tpdn_desktop.storage.key import FileKey

# Below it, a WAL file can be damaged when two connections meet (sqlite.org, release 3.51.3 of
# 2026-03-13).
LEAST_SQLITE: Final = (3, 51, 3)
CACHE_KIB: Final = 64 * 1024

# Each is set and then read back: a pragma with a spelling mistake is silently ignored by SQLite.
_PRAGMAS: Final[tuple[tuple[str, str, object], ...]] = (
    ("busy_timeout", "0", 0),
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),
    ("foreign_keys", "ON", 1),
    ("recursive_triggers", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("mmap_size", "0", None),
    ("temp_store", "MEMORY", 2),
    ("cache_size", str(-CACHE_KIB), -CACHE_KIB),
)


def check_driver() -> None:
    """Make sure that the database library can be trusted with a clinic file.

    Raises:
        DriverTooOld: its SQLite is older than 3.51.3.
    """
    if tuple(dbapi2.sqlite_version_info) < LEAST_SQLITE:
        least = ".".join(str(part) for part in LEAST_SQLITE)
        raise DriverTooOld(
            f"The installed database library has SQLite {dbapi2.sqlite_version};"
            f" {least} or newer is needed."
        )


def connect(path: Path, key: FileKey) -> Any:
    """A connection of the driver to an existing file, holding its lock until it is closed.

    An empty file becomes a database locked with the key.

    Raises:
        WrongPassword: the key does not fit.
        sqlcipher3.dbapi2.Error: anything else; `faults` says what it means.
    """
    check_driver()
    connection = dbapi2.connect(
        f"file:{quote(os.fspath(path))}?mode=rw",
        uri=True,
        timeout=0,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )
    try:
        _unlock(connection, key)
        for name, wanted, read_back in _PRAGMAS:
            _set(connection, name, wanted, read_back)
        # Takes the lock now, so that the second who opens the file hears of it at once.
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection


def _unlock(connection: Any, key: FileKey) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f'PRAGMA key = "{key.as_pragma}"')
    connection.execute("PRAGMA cipher_compatibility = 4")
    _set(connection, "locking_mode", "EXCLUSIVE", "exclusive")
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except dbapi2.DatabaseError as error:
        # The check code of the first page does not fit the key.
        if "file is not a database" in str(error):
            raise WrongPassword from error
        raise


def _set(connection: Any, name: str, wanted: str, read_back: object) -> None:
    connection.execute(f"PRAGMA {name} = {wanted}").fetchall()
    if read_back is None:
        return
    (found,) = connection.execute(f"PRAGMA {name}").fetchone()
    if found != read_back:
        raise RuntimeError(f"the database did not accept {name} = {wanted}")


def engine_on(connection: Any) -> Engine:
    """An SQLAlchemy engine that speaks over exactly this connection.

    The driver commits by itself unless told otherwise; every transaction of ours begins at once as
    a writer, so that half of a migration never stays behind and no read turns into a write
    half-way.
    """
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connection,
        poolclass=StaticPool,
        pool_reset_on_return=None,
        hide_parameters=True,  # an error's text must never carry what a patient said
    )

    @event.listens_for(engine, "begin")
    def _begin(opened: Any) -> None:
        opened.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def disconnect(connection: Connection) -> None:
    """Close the one connection of an engine made by `engine_on`, and with it the file."""
    connection.close()
    connection.engine.dispose()
