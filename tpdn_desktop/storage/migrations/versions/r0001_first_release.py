"""The first released tables, with the search index and the guards of signed sessions.

A migration is history: this file keeps its own copy of the tables and never follows `tables.py`.
"""

from __future__ import annotations

from typing import Any, Final

from alembic import op
from sqlalchemy import (
    REAL,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    text,
)
from sqlalchemy.types import TypeEngine

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Strict SQLite tables know only INTEGER, REAL and TEXT; a server takes the wider or narrower type.
_WHOLE: Final = BigInteger().with_variant(Integer(), "sqlite")
_REAL: Final[TypeEngine[float]] = Double().with_variant(REAL(), "sqlite")
_YES_NO: Final = Boolean().with_variant(Integer(), "sqlite")
_STRICT: Final[dict[str, Any]] = {"sqlite_strict": True}
_CLUSTERED: Final[dict[str, Any]] = {"sqlite_strict": True, "sqlite_with_rowid": False}

metadata: Final = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


def _words(name: str) -> Column[str]:
    """Text that is always there and may be empty."""
    return Column(name, Text, nullable=False, server_default=text("''"))


def _score(name: str) -> Column[int]:
    """A pain score from 0 to 10, null when it was not asked."""
    return Column(name, Integer, CheckConstraint(f"{name} BETWEEN 0 AND 10", name=name))


def _finding(name: str) -> Column[bool]:
    """Yes, no, or null when it was not looked for."""
    return Column(name, _YES_NO)


def _one_of(column: str, *words: str) -> CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


clinic: Final = Table(
    "clinic",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1", name="only_one"), primary_key=True),
    Column("name", Text, nullable=False),
    _words("address"),
    _words("phone"),
    _words("email"),
    Column("therapist_name", Text, nullable=False),
    _words("therapist_designation"),
    _words("therapist_licence_number"),
    Column("is_demo", _YES_NO, nullable=False),
    **_STRICT,
)

needle_tray: Final = Table(
    "needle_tray",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("diameter_mm", _REAL, nullable=False),
    Column("length_mm", _REAL, nullable=False),
    **_STRICT,
)

patient: Final = Table(
    "patient",
    metadata,
    # The search index of SQLite speaks of rows by number.
    Column("row", _WHOLE, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("family_name", Text, nullable=False),
    _words("given_name"),
    Column("birth_date", Text),
    Column("sex", Text, nullable=False),
    _words("number"),
    _words("phone"),
    _words("email"),
    _words("referrer"),
    _words("note"),
    # Made from the columns above by search.folded_patient: never typed, never shown.
    Column("folded", Text, nullable=False),
    # The newest session.started_at, kept beside the patient because every list is sorted by it.
    Column("last_session_at", _WHOLE),
    _one_of("sex", "female", "male", "other", "unknown"),
    **_STRICT,
)

# Holds all that a search reads, in the order in which it is shown.
Index("ix_patient_listed", patient.c.last_session_at.desc(), patient.c.folded)

patient_alert: Final = Table(
    "patient_alert",
    metadata,
    Column("patient_id", Text, ForeignKey("patient.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("code", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("side", Text),
    Column("region", Text),
    _words("text"),
    Column("asked_on", Text),
    _one_of("scope", "whole", "arm", "leg", "region"),
    _one_of("side", "left", "right", "midline"),
    **_CLUSTERED,
)

session: Final = Table(
    "session",
    metadata,
    Column("id", Text, primary_key=True),
    Column("patient_id", Text, ForeignKey("patient.id"), nullable=False, index=True),
    Column("number", Integer, CheckConstraint("number >= 1", name="number"), nullable=False),
    Column("state", Text, nullable=False),
    Column("started_at", _WHOLE, nullable=False),
    Column("entered_at", _WHOLE, nullable=False),
    Column("ended_at", _WHOLE),
    Column("therapist_name", Text, nullable=False),
    _words("therapist_designation"),
    _words("therapist_licence_number"),
    _words("content_version"),
    _words("complaint"),
    _words("goal"),
    _words("position"),
    _score("pain_before"),
    _score("pain_after"),
    _words("response"),
    _words("aftercare"),
    _words("plan"),
    _words("note"),
    _one_of("state", "draft", "signed"),
    CheckConstraint("ended_at >= started_at", name="order"),
    **_STRICT,
)

trigger_point: Final = Table(
    "trigger_point",
    metadata,
    Column("session_id", Text, ForeignKey("session.id"), primary_key=True),
    Column("id", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("muscle_id", Text, nullable=False),
    Column("side", Text, nullable=False),
    Column("view", Text, nullable=False),
    Column("x", _REAL, nullable=False),
    Column("y", _REAL, nullable=False),
    Column("map_version", Integer, nullable=False),
    Column("reference_point_id", Text),
    Column("status", Text, nullable=False),
    _finding("taut_band"),
    _finding("tender_spot"),
    _finding("referred_pain"),
    _finding("reproduces_pain"),
    Column("twitch_sought", _YES_NO, nullable=False),
    Column("twitch_elicited", _YES_NO, nullable=False),
    Column("twitch_count", Integer),
    Column("twitch_strongest", Text),
    Column("palpation", Text),
    _score("pain_during"),
    _words("felt_at"),
    _words("note"),
    _one_of("side", "left", "right", "midline"),
    _one_of("view", "anterior", "posterior", "plantar"),
    _one_of("status", "active", "latent", "not_classified"),
    _one_of("twitch_strongest", "weak", "medium", "strong"),
    _one_of("palpation", "flat", "pincer"),
    **_CLUSTERED,
)

needle: Final = Table(
    "needle",
    metadata,
    Column("session_id", Text, primary_key=True),
    Column("trigger_point_id", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("diameter_mm", _REAL, nullable=False),
    Column("length_mm", _REAL, nullable=False),
    Column("placed_at", _WHOLE, nullable=False),
    Column("removed_at", _WHOLE),
    Column("technique", Text, nullable=False),
    Column("insertions", Integer, nullable=False),
    Column("depth_mm", _REAL),
    ForeignKeyConstraint(
        ["session_id", "trigger_point_id"], ["trigger_point.session_id", "trigger_point.id"]
    ),
    CheckConstraint("insertions >= 1", name="insertions"),
    CheckConstraint("removed_at >= placed_at", name="order"),
    **_CLUSTERED,
)


# --- what only SQLite has

_SEARCH_INDEX: Final = (
    """
    CREATE VIRTUAL TABLE patient_search USING fts5(
        folded, content='patient', content_rowid='row', tokenize='trigram case_sensitive 1'
    )
    """,
    """
    CREATE TRIGGER patient_search_added AFTER INSERT ON patient BEGIN
        INSERT INTO patient_search (rowid, folded) VALUES (NEW.row, NEW.folded);
    END
    """,
    """
    CREATE TRIGGER patient_search_removed AFTER DELETE ON patient BEGIN
        INSERT INTO patient_search (patient_search, rowid, folded)
        VALUES ('delete', OLD.row, OLD.folded);
    END
    """,
    """
    CREATE TRIGGER patient_search_changed AFTER UPDATE OF row, folded ON patient
    WHEN OLD.folded <> NEW.folded OR OLD.row <> NEW.row BEGIN
        INSERT INTO patient_search (patient_search, rowid, folded)
        VALUES ('delete', OLD.row, OLD.folded);
        INSERT INTO patient_search (rowid, folded) VALUES (NEW.row, NEW.folded);
    END
    """,
)

# A signed session and everything in it stays as it was signed, whoever speaks SQL to the file. The
# guard on INSERT stops REPLACE too: it skips the guard on DELETE unless recursive_triggers is on.
_SESSION_GUARD: Final = """
    CREATE TRIGGER session_signed_{name} BEFORE {event} ON session WHEN {signed}
    BEGIN SELECT RAISE(ABORT, 'signed session'); END
"""
_SESSION_GUARDS: Final = (
    ("keeps", "UPDATE", "OLD.state = 'signed'"),
    ("stays", "DELETE", "OLD.state = 'signed'"),
    (
        "is_not_replaced",
        "INSERT",
        "EXISTS (SELECT 1 FROM session WHERE id = NEW.id AND state = 'signed')",
    ),
)

_CHILD_GUARD: Final = """
    CREATE TRIGGER {table}_signed_{name} BEFORE {event} ON {table}
    WHEN EXISTS (SELECT 1 FROM session WHERE id IN ({rows}) AND state = 'signed')
    BEGIN SELECT RAISE(ABORT, 'signed session'); END
"""
_CHILD_GUARDS: Final = (
    ("gains_none", "INSERT", "NEW.session_id"),
    ("keeps", "UPDATE", "OLD.session_id, NEW.session_id"),
    ("stays", "DELETE", "OLD.session_id"),
)


def upgrade() -> None:
    """Make every table, index and trigger of the first release."""
    metadata.create_all(op.get_bind(), checkfirst=False)
    for statement in _SEARCH_INDEX:
        op.execute(statement)
    for name, event, signed in _SESSION_GUARDS:
        op.execute(_SESSION_GUARD.format(name=name, event=event, signed=signed))
    for table in ("trigger_point", "needle"):
        for name, event, rows in _CHILD_GUARDS:
            op.execute(_CHILD_GUARD.format(table=table, name=name, event=event, rows=rows))
