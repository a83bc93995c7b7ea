"""The only SQL of the store that is SQLite's own: how it looks into text."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, ColumnElement, Connection, func

SHORTEST: Final = 3


def is_indexed(word: str) -> bool:
    """Whether the index can find the word: it knows three letters or more."""
    return len(word) >= SHORTEST


def rows_with(connection: Connection, words: list[str], limit: int) -> list[int]:
    """The numbers of the patient rows that contain every word, at most `limit`, in no order.

    Any characters may stand in a word: each is handed over as a quoted string, which the index
    takes literally.
    """
    question = " AND ".join('"' + word.replace('"', '""') + '"' for word in words)
    found = connection.exec_driver_sql(
        "SELECT rowid FROM patient_search WHERE patient_search MATCH ? LIMIT ?", (question, limit)
    )
    return [row for (row,) in found]


def holds(column: Column[str], word: str) -> ColumnElement[bool]:
    """Whether the text of the column contains the word, each character taken literally."""
    return func.instr(column, word) > 0
