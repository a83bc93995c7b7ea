"""The tables of a file: made by migrations, the same as the store's own description of them."""

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


def test_migrations_and_the_tables_of_the_store_agree():
    with _database() as migrated, _database() as made:
        with migrated.begin():
            schema.migrate(migrated)
            assert schema.revision_of(migrated) == schema.HEAD
            assert not schema.needs_migration(migrated)
        metadata.create_all(made)
        made.commit()
        kinds = ("table", "index")
        assert _objects(migrated, *kinds) == _objects(made, *kinds)


def test_every_table_of_a_session_has_its_guards():
    with _database() as connection, connection.begin():
        schema.migrate(connection)
        triggers = set(_objects(connection, "trigger"))
    guarded = {name.partition("_signed_")[0] for name in triggers if "_signed_" in name}
    assert guarded == {"session", "trigger_point", "needle"}
    assert sum("_signed_" in name for name in triggers) == 9


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
