"""Which tables a clinic file has, and how they get there.

Alembic takes long to import, so it is imported only when it has work to do.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

from tpdn_desktop.storage import guards
from tpdn_desktop.storage.errors import FileDamaged, NewerFile
from tpdn_desktop.storage.tables import metadata

HEAD: Final = "0003"
"""The newest revision in `migrations/versions`. Numbered, to tell older from newer."""

_SCRIPTS: Final = "tpdn_desktop.storage:migrations"


def revision_of(connection: Connection) -> str | None:
    """The revision of the tables; None when there are none yet."""
    there = connection.exec_driver_sql(
        "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'alembic_version'"
    ).first()
    if there is None:
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def needs_migration(connection: Connection) -> bool:
    """Whether the tables are of an older version.

    Raises:
        NewerFile: they are of a newer version.
        FileDamaged: there are no tables.
    """
    revision = revision_of(connection)
    if revision is None:
        raise FileDamaged
    if revision == HEAD:
        return False
    if not (revision.isdecimal() and revision < HEAD):
        raise NewerFile
    return True


def make_tables(connection: Connection) -> None:
    """Make the newest tables in an empty file, as all migrations together would."""
    metadata.create_all(connection, checkfirst=False)
    for statement in guards.statements():
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,"
        " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (HEAD,))


def migrate(connection: Connection, scripts: str = _SCRIPTS, target: str = "head") -> None:
    """Bring the tables to the newest revision, inside the transaction that is open."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", scripts)
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, target)
