"""Needles that were opened beforehand, and the lot of a needle that was wasted.

A migration is history: this file keeps its own copy of the tables and never follows `tables.py`.
"""

from __future__ import annotations

from typing import Any, Final

from alembic import op
from sqlalchemy import (
    REAL,
    BigInteger,
    Column,
    Double,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
    text,
)
from sqlalchemy.types import TypeEngine

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Strict SQLite tables know only INTEGER, REAL, TEXT and BLOB; a server takes the wider type.
_WHOLE: Final = BigInteger().with_variant(Integer(), "sqlite")
_REAL: Final[TypeEngine[float]] = Double().with_variant(REAL(), "sqlite")
_CLUSTERED: Final[dict[str, Any]] = {"sqlite_strict": True, "sqlite_with_rowid": False}

metadata: Final = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
    }
)


def _words(name: str) -> Column[str]:
    """Text that is always there and may be empty."""
    return Column(name, Text, nullable=False, server_default=text("''"))


# The table that stands already; only its name is needed here.
Table("session", metadata, Column("id", Text, primary_key=True))

opened_needle: Final = Table(
    "opened_needle",
    metadata,
    Column("session_id", Text, ForeignKey("session.id"), primary_key=True),
    Column("id", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("diameter_mm", _REAL, nullable=False),
    Column("length_mm", _REAL, nullable=False),
    Column("opened_at", _WHOLE, nullable=False),
    _words("lot"),
    **_CLUSTERED,
)

_NEW_COLUMNS: Final[dict[str, tuple[Column[Any], ...]]] = {
    "needle": (Column("opened_at", _WHOLE),),
    "wasted_needle": (Column("opened_at", _WHOLE), _words("lot")),
}

# The guard on INSERT stops REPLACE too: it skips the guard on DELETE unless recursive_triggers is
# on.
_PART_GUARD: Final = """
    CREATE TRIGGER {table}_signed_{name} BEFORE {event} ON {table}
    WHEN EXISTS (SELECT 1 FROM session WHERE id IN ({rows}) AND state = 'signed')
    BEGIN SELECT RAISE(ABORT, 'signed session'); END
"""
_PART_GUARDS: Final = (
    ("gains_none", "INSERT", "NEW.session_id"),
    ("keeps", "UPDATE", "OLD.session_id, NEW.session_id"),
    ("stays", "DELETE", "OLD.session_id"),
)


def upgrade() -> None:
    """Add the columns, the table and its guards; nothing that is written there changes."""
    for table, columns in _NEW_COLUMNS.items():
        for column in columns:
            op.add_column(table, column)
    metadata.create_all(op.get_bind(), tables=[opened_needle], checkfirst=False)
    for name, event, rows in _PART_GUARDS:
        op.execute(_PART_GUARD.format(table="opened_needle", name=name, event=event, rows=rows))
