"""The contact sheets for somebody who reviews the content."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tools.overlay_sheets import CELL, COLUMNS, Sheets, main
from tpdn_desktop.atlas.bodymap import BodyMap
from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.ui.theme import THEME


def _colours(sheet: QImage, column: int) -> set[int]:
    """The colours of the lower half of a cell of the first row."""
    x0 = column * CELL[0] + 3
    return {
        sheet.pixel(x, y)
        for x in range(x0, x0 + CELL[0] - 6, 3)
        for y in range(CELL[1] // 2, CELL[1] - 3, 3)
    }


def test_every_point_has_a_cell_with_its_pattern_and_other_cells_stay_empty(
    qtbot: QtBot, bodymap: BodyMap, reference: Reference
) -> None:
    points = reference.muscle("soleus").reference_points
    sheet = Sheets(bodymap, reference, THEME).sheet(points)
    assert len(points) < COLUMNS
    for column in range(COLUMNS):
        assert (len(_colours(sheet, column)) > 3) == (column < len(points))


def test_ids_that_nobody_has_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "sheets"), "--of", "atlantis"]) == 1
    assert "no reference point" in capsys.readouterr().err
    assert not (tmp_path / "sheets").exists()
