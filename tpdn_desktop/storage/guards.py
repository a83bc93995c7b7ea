"""What a new clinic file has beside its tables: the search index and the guards of what is signed.

A new file gets it from here at once; an older file gets the same by migrations (a test compares).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

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
_PARTS: Final = (
    *("trigger_point", "needle", "opened_needle"),
    *("pain", "palpated", "caution_override", "wasted_needle", "narrative_edit"),
)

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


def statements() -> Iterator[str]:
    """The SQL that makes index and guards on new, empty tables."""
    yield from _SEARCH_INDEX
    for name, event, signed in _SESSION_GUARDS:
        yield _SESSION_GUARD.format(name=name, event=event, signed=signed)
    for table in _PARTS:
        for name, event, rows in _PART_GUARDS:
            yield _PART_GUARD.format(table=table, name=name, event=event, rows=rows)
    for table, key in _ONLY_ADDED.items():
        for name, event, when in _ADDED_GUARDS:
            told = when.format(table=table, key=key)
            yield _ADDED_GUARD.format(table=table, name=name, event=event, when=told)
    yield _AMENDMENT_OF_SIGNED
    yield _COPY_BEFORE_SIGNING
