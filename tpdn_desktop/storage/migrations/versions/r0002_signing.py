"""Signing, amendments, pain drawings, the clinic's own content, and more of points and needles.

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
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)
from sqlalchemy.types import TypeEngine

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Strict SQLite tables know only INTEGER, REAL, TEXT and BLOB; a server takes the wider type.
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


def _number(name: str) -> Column[int]:
    """A number that is always there, 0 unless something was counted."""
    return Column(name, Integer, nullable=False, server_default=text("0"))


def _yes_no(name: str, default: int) -> Column[bool]:
    """Yes or no, never unknown."""
    return Column(name, _YES_NO, nullable=False, server_default=text(str(default)))


def _one_of(column: str, *words: str) -> CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


# The tables that stand already; only their names are needed here.
Table("patient", metadata, Column("id", Text, primary_key=True))
Table("session", metadata, Column("id", Text, primary_key=True))

clinic_logo: Final = Table(
    "clinic_logo",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1", name="only_one"), primary_key=True),
    Column("png", LargeBinary, nullable=False),
    **_STRICT,
)

needle_box: Final = Table(
    "needle_box",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("diameter_mm", _REAL, nullable=False),
    Column("length_mm", _REAL, nullable=False),
    Column("lot", Text, nullable=False),
    Column("expires_on", Text),
    **_STRICT,
)

# --- further parts of a session

pain: Final = Table(
    "pain",
    metadata,
    Column("session_id", Text, ForeignKey("session.id"), primary_key=True),
    Column("id", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("quality", Text, nullable=False),
    _score("intensity"),
    Column("marks", Text, nullable=False),
    Column("regions", Text, nullable=False),
    Column("body_share", _REAL, nullable=False),
    _one_of("quality", "ache", "sharp", "burning", "numb", "tingling", "other"),
    **_CLUSTERED,
)

palpated: Final = Table(
    "palpated",
    metadata,
    Column("session_id", Text, ForeignKey("session.id"), primary_key=True),
    Column("reference_point_id", Text, primary_key=True),
    Column("side", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("is_positive", _YES_NO, nullable=False),
    **_CLUSTERED,
)

caution_override: Final = Table(
    "caution_override",
    metadata,
    Column("session_id", Text, ForeignKey("session.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("rule_id", Text, nullable=False),
    Column("muscle_id", Text, nullable=False),
    Column("side", Text),
    Column("caution", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("written_at", _WHOLE, nullable=False),
    **_CLUSTERED,
)

wasted_needle: Final = Table(
    "wasted_needle",
    metadata,
    Column("session_id", Text, ForeignKey("session.id"), primary_key=True),
    Column("id", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("diameter_mm", _REAL, nullable=False),
    Column("length_mm", _REAL, nullable=False),
    Column("wasted_at", _WHOLE, nullable=False),
    _words("reason"),
    **_CLUSTERED,
)

narrative_edit: Final = Table(
    "narrative_edit",
    metadata,
    Column("session_id", Text, ForeignKey("session.id"), primary_key=True),
    Column("paragraph", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("text", Text, nullable=False),
    **_CLUSTERED,
)

# --- what comes with and after a signature

signed_copy: Final = Table(
    "signed_copy",
    metadata,
    Column("session_id", Text, ForeignKey("session.id"), primary_key=True),
    Column("copy", Text, nullable=False),
    Column("record_hash", Text, nullable=False),
    **_CLUSTERED,
)

amendment: Final = Table(
    "amendment",
    metadata,
    Column("session_id", Text, ForeignKey("session.id"), primary_key=True),
    Column("id", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("author_name", Text, nullable=False),
    _words("author_designation"),
    _words("author_licence_number"),
    Column("written_at", _WHOLE, nullable=False),
    Column("reason", Text, nullable=False),
    Column("text", Text, nullable=False),
    _one_of("kind", "addendum", "correction", "clarification", "late_entry"),
    **_CLUSTERED,
)

paper_event: Final = Table(
    "paper_event",
    metadata,
    Column("row", _WHOLE, primary_key=True),
    Column("patient_id", Text, ForeignKey("patient.id"), nullable=False, index=True),
    Column("session_id", Text, ForeignKey("session.id")),
    Column("act", Text, nullable=False),
    Column("paper", Text, nullable=False),
    Column("at", _WHOLE, nullable=False),
    _words("detail"),
    **_STRICT,
)

# --- the clinic's own

own_point: Final = Table(
    "own_point",
    metadata,
    Column("id", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("muscle_id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("view", Text, nullable=False),
    Column("x", _REAL, nullable=False),
    Column("y", _REAL, nullable=False),
    Column("map_version", Integer, nullable=False),
    Column("essential", Text, nullable=False),
    Column("spillover", Text, nullable=False),
    _words("note"),
    Column("retired_at", _WHOLE),
    **_STRICT,
)

own_note: Final = Table(
    "own_note",
    metadata,
    Column("muscle_id", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("written_at", _WHOLE, nullable=False),
    **_STRICT,
)

own_needle: Final = Table(
    "own_needle",
    metadata,
    Column("muscle_id", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("diameter_mm", _REAL, nullable=False),
    Column("length_mm", _REAL, nullable=False),
    Column("technique", Text, nullable=False),
    **_STRICT,
)

protocol: Final = Table(
    "protocol",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    _words("note"),
    Column("points", Text, nullable=False),
    **_STRICT,
)

_NEW_COLUMNS: Final[dict[str, tuple[Column[Any], ...]]] = {
    "clinic": (
        Column("dwell_target_min", Integer, server_default=text("10")),
        _words("aftercare"),
        _number("aftercare_version"),
    ),
    "session": (
        _words("after_last_time"),
        Column("adverse", Text),
        _words("adverse_note"),
        Column("aftercare_version", Integer),
        Column("final_needles", Integer),
        Column("final_counted_at", _WHOLE),
        _words("final_reason"),
        Column("signed_by_name", Text),
        Column("signed_by_designation", Text),
        Column("signed_by_licence_number", Text),
        Column("signed_at", _WHOLE),
        Column("record_hash", Text),
    ),
    "trigger_point": (
        _words("twitch_signs"),
        _yes_no("confirmed", 1),
        _finding("jump_sign"),
        Column("pressure_value", _REAL),
        Column("pressure_unit", Text),
        _words("response"),
        _yes_no("outside_muscle", 0),
        _words("planned"),
    ),
    "needle": (
        _words("depth_tissue"),
        _words("direction"),
        Column("dwell_target_min", Integer),
        _words("lot"),
        Column("stimulator", Text),
        _words("stimulation_leads"),
        Column("stimulation_hz", _REAL),
        Column("stimulation_us", _REAL),
        Column("stimulation_ma", _REAL),
        Column("stimulation_min", Integer),
    ),
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
_PARTS: Final = ("pain", "palpated", "caution_override", "wasted_needle", "narrative_edit")

# What is only ever added to, whatever the state of the session.
_ADDED_GUARD: Final = """
    CREATE TRIGGER {table}_added_{name} BEFORE {event} ON {table}{when}
    BEGIN SELECT RAISE(ABORT, 'only added to'); END
"""
_ADDED_GUARDS: Final = (
    ("keeps", "UPDATE", ""),
    ("stays", "DELETE", ""),
    ("is_not_replaced", "INSERT", " WHEN EXISTS (SELECT 1 FROM {table} WHERE {key})"),
)
_ONLY_ADDED: Final = {
    "signed_copy": "session_id = NEW.session_id",
    "amendment": "session_id = NEW.session_id AND id = NEW.id",
    "paper_event": "row = NEW.row",
}

_AMENDMENT_OF_SIGNED: Final = """
    CREATE TRIGGER amendment_of_signed BEFORE INSERT ON amendment
    WHEN NOT EXISTS (SELECT 1 FROM session WHERE id = NEW.session_id AND state = 'signed')
    BEGIN SELECT RAISE(ABORT, 'not signed'); END
"""
_COPY_BEFORE_SIGNING: Final = """
    CREATE TRIGGER signed_copy_of_draft BEFORE INSERT ON signed_copy
    WHEN EXISTS (SELECT 1 FROM session WHERE id = NEW.session_id AND state = 'signed')
    BEGIN SELECT RAISE(ABORT, 'signed session'); END
"""


def upgrade() -> None:
    """Add the columns, the tables and their guards."""
    for table, columns in _NEW_COLUMNS.items():
        for column in columns:
            op.add_column(table, column)
    op.create_index(
        "ix_session_draft",
        "session",
        ["started_at"],
        sqlite_where=text("state = 'draft'"),
        postgresql_where=text("state = 'draft'"),
    )
    stand = {"patient", "session"}
    new = [table for table in metadata.sorted_tables if table.name not in stand]
    metadata.create_all(op.get_bind(), tables=new, checkfirst=False)
    for table_name in _PARTS:
        for name, event, rows in _PART_GUARDS:
            op.execute(_PART_GUARD.format(table=table_name, name=name, event=event, rows=rows))
    for table_name, key in _ONLY_ADDED.items():
        for name, event, when in _ADDED_GUARDS:
            told = when.format(table=table_name, key=key)
            op.execute(_ADDED_GUARD.format(table=table_name, name=name, event=event, when=told))
    op.execute(_AMENDMENT_OF_SIGNED)
    op.execute(_COPY_BEFORE_SIGNING)
