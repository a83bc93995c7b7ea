"""The only SQL of the store that is SQLite's own: how it looks into text and into lists."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import BindParameter, Column, ColumnElement, Connection, func, select

SHORTEST: Final = 3


def is_indexed(word: str) -> bool:
    """Whether the index can find the word: it knows three letters or more."""
    return len(word) >= SHORTEST


def rows_with(connection: Connection, words: list[str], limit: int) -> tuple[int, str]:
    """How many patient rows contain every word, at most `limit`, and their numbers.

    The numbers, in no order, are a JSON array for `is_one_of`. Any characters may stand in a word:
    each is handed over as a quoted string, which the index takes literally.
    """
    question = " AND ".join('"' + word.replace('"', '""') + '"' for word in words)
    # One row with all numbers: a thousand rows would take longer to fetch than to find.
    found = connection.exec_driver_sql(
        "SELECT count(*), json_group_array(rowid) FROM"
        " (SELECT rowid FROM patient_search WHERE patient_search MATCH ? LIMIT ?)",
        (question, limit),
    )
    how_many, rows = found.one()
    return how_many, rows


def is_one_of(column: Column[Any], values: BindParameter[str]) -> ColumnElement[bool]:
    """Whether the column is one of the values, which travel as one JSON array of any length."""
    return column.in_(select(func.json_each(values).table_valued("value").c.value))


def holds(column: Column[str], word: BindParameter[str]) -> ColumnElement[bool]:
    """Whether the text of the column contains the word, each character taken literally."""
    return func.instr(column, word) > 0
