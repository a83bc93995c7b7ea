"""The points that refer to a region, in words: pointed at, a row lights its pattern on the map."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.referral import Strength
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.ui.atlas.overlay import Reach
from tpdn_desktop.ui.controls import PlainLabel, clear_layout, hairline
from tpdn_desktop.ui.pointing_row import PointingRow
from tpdn_desktop.ui.words import muscle_and_side


class ReachPanel(QWidget):
    """Essential zones before spill-over. Its numbers are those of the faint marks on the map."""

    hovered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: object = None
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(1)

    def show_rows(self, rows: Sequence[Reach], side: Side, reference: Reference) -> None:
        """Show what reaches a region on that side."""
        if self._shown == (tuple(rows), side):
            return
        self._shown = (tuple(rows), side)
        clear_layout(self._body)
        hint = self.tr("A click on a faint number charts that point. Esc goes back.")
        self._body.addWidget(PlainLabel(hint, "secondary", tone="secondary", wrap=True))
        for strength, words in (
            (Strength.ESSENTIAL, self.tr("Essential zone of")),
            (Strength.SPILLOVER, self.tr("Spill-over of")),
        ):
            of_strength = [row for row in rows if row.strength is strength]
            if not of_strength:
                continue
            self._body.addWidget(hairline())
            self._body.addWidget(PlainLabel(words, "secondary", 600))
            for reach in of_strength:
                name = reference.muscle(reach.point.muscle_id).name
                row = _Row(reach, muscle_and_side(name, reach.side))
                row.hovered.connect(self.hovered)
                self._body.addWidget(row)
        note = self.tr("Patterns are commonly reported, not diagnostic.")
        self._body.addWidget(PlainLabel(note, "key_cap", tone="secondary", wrap=True))


class _Row(PointingRow):
    def __init__(self, reach: Reach, muscle: str) -> None:
        super().__init__(reach.id)
        self.setToolTip(reach.point.where)
        self.setAccessibleName(f"{reach.number}: {muscle}, {reach.point.label}")
        number = PlainLabel(str(reach.number), "control", tone="secondary", tabular=True)
        number.setFixedWidth(22)
        number.setAlignment(Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 3, 4, 3)
        row.setSpacing(8)
        row.addWidget(number)
        row.addWidget(PlainLabel(muscle, "control"), 1)
        row.addWidget(PlainLabel(reach.point.label, "secondary", tone="secondary"))
