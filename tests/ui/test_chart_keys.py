"""The keys of the chart: docs/charting.md tells them all and no others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence

from tpdn_desktop.ui.chart.chart_keys import ChartKeys, KeyRow, When
from tpdn_desktop.ui.chart.chart_page import ChartPage

CHARTING = Path(__file__).parents[2] / "docs" / "charting.md"


def told(rows: Sequence[KeyRow], when: When) -> list[tuple[str, str]]:
    """Keys and words as a list tells them; rows that are told as one stand there once."""
    lines = [row.listed_as or (", ".join(row.keys), row.words) for row in rows if row.when is when]
    return list(dict.fromkeys(lines))


def table(heading: str) -> list[tuple[str, str]]:
    """The rows of the table under a heading of docs/charting.md."""
    text = CHARTING.read_text("utf-8")
    _, _, after = text.partition(f"| keys | {heading} |\n| --- | --- |\n")
    body = after.split("\n\n")[0]
    return re.findall(r"^\| (.+?) \| (.+?) \|$", body, re.MULTILINE)


@pytest.mark.parametrize(
    ("when", "heading"),
    [(When.POINT, "with a point selected"), (When.SESSION, "anywhere on the chart")],
)
def test_the_documentation_tells_every_key(page: ChartPage, when: When, heading: str) -> None:
    assert table(heading) == told(ChartKeys(page).rows, when)


def test_no_key_does_two_things(page: ChartPage) -> None:
    keys = [QKeySequence(key).toString() for row in ChartKeys(page).rows for key in row.keys]
    assert len(keys) == len(set(keys))
