"""Finding patients while the user types: which rows match, by the quicker of two ways.

Words of three letters or more are looked up in a trigram index. Where it knows only a few rows,
these are looked at and sorted. Where it knows very many, or all words are shorter, it is quicker to
walk the list in the order shown and stop when the screen is full; the index `ix_patient_listed`
holds all that this walk reads.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, Text, bindparam

from tpdn_desktop.storage import sqlite_search
from tpdn_desktop.storage.folding import search_words
from tpdn_desktop.storage.statements import patient_rows
from tpdn_desktop.storage.tables import patient

# No patient has so long a word: 200 letters, of which some unfold into many.
LONGEST_WORD: Final = 2_000
# Up to here sorting all matches is quicker than walking the list past those that do not match.
FEW: Final = 1_000


def find_patients(connection: Connection, text: str, limit: int) -> list[Row[Any]]:
    """The rows of `statements.patient_rows` that match every word of the text, at most `limit`."""
    words = search_words(text)
    if words is None or (words and len(words[0]) > LONGEST_WORD):
        return []
    indexed = [word for word in words if sqlite_search.is_indexed(word)]
    if indexed:
        how_many, rows = sqlite_search.rows_with(connection, indexed, FEW + 1)
        if not how_many:
            return []
        if how_many <= FEW:
            shorter = words[len(indexed) :]  # the longest words stand first
            few = _statement(len(shorter), among_few=True)
            values = _values(shorter) | {"rows": rows, "at_most": limit}
            return list(connection.execute(few, values).all())
    walk = _statement(len(words), among_few=False)
    return list(connection.execute(walk, _values(words) | {"at_most": limit}).all())


def _values(words: tuple[str, ...]) -> dict[str, Any]:
    return {f"word_{number}": word for number, word in enumerate(words)}


# Composing one takes as long as its answer; there are as many as words can be typed.
@lru_cache(maxsize=128)
def _statement(words: int, *, among_few: bool) -> Select[Any]:
    """The question for patients that hold so many words, among all or among the few `rows`."""
    query = patient_rows().limit(bindparam("at_most"))
    if among_few:
        query = query.where(sqlite_search.is_one_of(patient.c.row, bindparam("rows", type_=Text)))
    for number in range(words):
        query = query.where(sqlite_search.holds(patient.c.folded, bindparam(f"word_{number}")))
    return query
