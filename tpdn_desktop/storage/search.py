"""Finding patients while the user types: which rows match, by the quickest of three ways.

Words of three letters or more are looked up in a trigram index, shorter ones are looked for in the
text. Where very many rows match, it is quicker to walk the list in the order shown and stop when
the screen is full; the index `ix_patient_listed` holds all that this walk reads.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, Select, select

from tpdn_desktop.storage import sqlite_search
from tpdn_desktop.storage.folding import search_words
from tpdn_desktop.storage.statements import patient_rows
from tpdn_desktop.storage.tables import patient

# No patient has so long a word: 200 letters, of which some unfold into many.
LONGEST_WORD: Final = 2_000
# Up to here sorting all matches is quicker than walking the list past those that do not match.
FEW: Final = 1_000


def find_patients(connection: Connection, text: str, limit: int) -> list[Any]:
    """The rows of `statements.patient_rows` that match every word of the text, at most `limit`."""
    words = search_words(text)
    if words is None or (words and len(words[0]) > LONGEST_WORD):
        return []
    candidates = _from_index(connection, words)
    if candidates is None:
        return _walked(connection, words, limit)
    if not candidates:
        return []
    query = _containing(patient_rows(), [w for w in words if not sqlite_search.is_indexed(w)])
    found = query.where(patient.c.row.in_(candidates)).limit(limit)
    return list(connection.execute(found))


def _from_index(connection: Connection, words: tuple[str, ...]) -> list[int] | None:
    """The rows that hold the longer words; None when there are none such or too many rows."""
    indexed = [word for word in words if sqlite_search.is_indexed(word)]
    if not indexed:
        return None
    rows = sqlite_search.rows_with(connection, indexed, FEW + 1)
    return None if len(rows) > FEW else rows


def _walked(connection: Connection, words: tuple[str, ...], limit: int) -> list[Any]:
    order = (patient.c.last_session_at.desc().nulls_last(), patient.c.folded)
    listed = _containing(select(patient.c.row), list(words)).order_by(*order).limit(limit)
    rows = list(connection.execute(listed).scalars())
    if not rows:
        return []
    if len(rows) > FEW:  # a whole list, for export: the walk is repeated as a subquery
        return list(connection.execute(_containing(patient_rows(), list(words)).limit(limit)))
    return list(connection.execute(patient_rows().where(patient.c.row.in_(rows))))


def _containing(query: Select[Any], words: list[str]) -> Select[Any]:
    for word in words:
        query = query.where(sqlite_search.holds(patient.c.folded, word))
    return query
