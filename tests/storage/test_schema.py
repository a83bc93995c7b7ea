"""The tables of a file: made at once or by migrations, they are the same."""

from __future__ import annotations

from typing import Any

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine
from sqlalchemy.dialects import postgresql
from sqlalchemy.pool import StaticPool
from sqlalchemy.schema import CreateTable
from sqlcipher3 import dbapi2

from tpdn_desktop.storage import schema
from tpdn_desktop.storage.parts import DRAFT_PARTS
from tpdn_desktop.storage.tables import metadata


def _database() -> Connection:
    return create_engine("sqlite://", module=dbapi2, poolclass=StaticPool).connect()


def _objects(connection: Connection, *kinds: str) -> dict[str, Any]:
    rows = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_schema")
    return {
        name: " ".join(sql.split())
        for kind, name, sql in rows
        if kind in kinds and sql and not name.startswith(("alembic_", "patient_search"))
    }


def test_the_head_is_alembics_head():
    config = Config()
    config.set_main_option("script_location", "tpdn_desktop.storage:migrations")
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [schema.HEAD]


def _columns(connection: Connection) -> dict[str, set[tuple[Any, ...]]]:
    tables = [
        row[0]
        for row in connection.exec_driver_sql(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%STRICT%'"
        )
    ]
    return {
        table: {
            # name, type, not null, default, place in the key: not the place in the table
            tuple(row)[1:6]
            for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")
        }
        for table in tables
    }


def test_migrations_and_the_tables_of_a_new_file_agree():
    with _database() as migrated, _database() as made:
        with migrated.begin(), made.begin():
            schema.migrate(migrated)
            schema.make_tables(made)
            for connection in (migrated, made):
                assert schema.revision_of(connection) == schema.HEAD
                assert not schema.needs_migration(connection)
        assert _columns(migrated) == _columns(made)
        assert _objects(migrated, "index", "trigger") == _objects(made, "index", "trigger")


def test_every_part_of_a_session_has_its_guards():
    with _database() as connection, connection.begin():
        schema.make_tables(connection)
        triggers = set(_objects(connection, "trigger"))
    parts = {part.table.name for part in DRAFT_PARTS}
    guarded = {name.partition("_signed_")[0] for name in triggers if "_signed_" in name}
    assert guarded == {"session", "trigger_point", "needle", *parts}
    only_added = {name.partition("_added_")[0] for name in triggers if "_added_" in name}
    assert only_added == {"signed_copy", "amendment", "paper_event"}


def test_tables_are_strict():
    with _database() as connection, connection.begin():
        schema.migrate(connection)
        rows = connection.exec_driver_sql(
            "SELECT name, strict FROM pragma_table_list WHERE schema = 'main'"
        )
        strict = {name for name, is_strict in rows if is_strict}
    assert strict == set(metadata.tables)


def test_the_tables_can_be_made_on_a_server_too():
    for table in metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=postgresql.dialect()))
