"""The tables of a clinic file. Types and constraints are portable; SQLite gets its strict tables.

Times are whole microseconds since 1970 in UTC, dates are ISO text, places are doubles in body
heights. Empty text is the empty string, never null; null means unknown or not asked. `position` is
an order, from 0. A few small values that are only ever read with their row stand as JSON text.
"""

from __future__ import annotations

from typing import Any, Final

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
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)
from sqlalchemy.types import TypeEngine

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


def _number(name: str) -> Column[int]:
    """A number that is always there, 0 unless something was counted."""
    return Column(name, Integer, nullable=False, server_default=text("0"))


def _yes_no(name: str, default: int) -> Column[bool]:
    """Yes or no, never unknown."""
    return Column(name, _YES_NO, nullable=False, server_default=text(str(default)))


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
    Column("dwell_target_min", Integer, server_default=text("10")),
    _words("aftercare"),
    _number("aftercare_version"),
    **_STRICT,
)

clinic_logo: Final = Table(
    "clinic_logo",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1", name="only_one"), primary_key=True),
    Column("png", LargeBinary, nullable=False),
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
    _one_of("state", "draft", "signed"),
    CheckConstraint("ended_at >= started_at", name="order"),
    **_STRICT,
)

# Drafts are few and asked for at every start. The migration narrows the index on a server too; here
# that would load the server's dialect at every start.
Index("ix_session_draft", session.c.started_at, sqlite_where=text("state = 'draft'"))

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
    _words("twitch_signs"),
    _yes_no("confirmed", 1),
    _finding("jump_sign"),
    Column("pressure_value", _REAL),
    Column("pressure_unit", Text),
    _words("response"),
    _yes_no("outside_muscle", 0),
    _words("planned"),
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
    _words("depth_tissue"),
    _words("direction"),
    Column("dwell_target_min", Integer),
    _words("lot"),
    # Null when no current ran; the empty text when the stimulator was not named.
    Column("stimulator", Text),
    _words("stimulation_leads"),
    Column("stimulation_hz", _REAL),
    Column("stimulation_us", _REAL),
    Column("stimulation_ma", _REAL),
    Column("stimulation_min", Integer),
    # Null when it was opened as it was placed.
    Column("opened_at", _WHOLE),
    ForeignKeyConstraint(
        ["session_id", "trigger_point_id"], ["trigger_point.session_id", "trigger_point.id"]
    ),
    CheckConstraint("insertions >= 1", name="insertions"),
    CheckConstraint("removed_at >= placed_at", name="order"),
    **_CLUSTERED,
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
    Column("opened_at", _WHOLE),
    _words("lot"),
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
