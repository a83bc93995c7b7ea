"""How the needles of a point were used: size, technique, current, depth, direction, lot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.needle import (
    MOST_INSERTIONS,
    Needle,
    NeedleSize,
    Technique,
    checked_dwell_target,
)
from tpdn_desktop.domain.text import NAME_LIMIT
from tpdn_desktop.domain.trigger_point import TriggerPoint
from tpdn_desktop.services.point_words import TECHNIQUE_WORDS
from tpdn_desktop.ui.chart.checked_line import (
    CheckedLine,
    QuietCombo,
    line_of,
    number_or_none,
    whole_or_none,
)
from tpdn_desktop.ui.chart.field_grid import field_grid, small
from tpdn_desktop.ui.chart.stimulation_panel import StimulationPanel
from tpdn_desktop.ui.fixed_words import word


class NeedlingPanel(QWidget):
    """One set of fields for all needles of the point. Asks for edits in signals."""

    size_chosen = Signal(object)
    technique_chosen = Signal(object)
    depth_typed = Signal(object)
    insertions_typed = Signal(int)
    field_changed = Signal(str, object)
    """depth_tissue, direction, lot or dwell_target_min, and what it is now."""
    stimulation_changed = Signal(object)
    same_current_requested = Signal()
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._needle: Needle | None = None
        self._shown: object = None
        self._asked_for: object = None
        self.size_box = QuietCombo(
            "needle_size", self.tr("Needle size"), self.tr("Needle size (N)")
        )
        self.size_box.activated.connect(self._on_size)
        self.other_size = CheckedLine(
            "other_size",
            self.tr("Another needle size"),
            _size,
            tip=self.tr("Diameter × length in mm, as 0.25 x 75"),
            hint=self.tr("0.25 x 75"),
            unit=self.tr("mm"),
        )
        self.other_size.typed.connect(self.size_chosen)
        self.other_size.done.connect(self.done)
        self.other_size.hide()
        self.technique = QuietCombo("technique", self.tr("Technique"), self.tr("Technique (G)"))
        for technique, words in TECHNIQUE_WORDS.items():
            self.technique.addItem(word(words), technique)
        self.technique.activated.connect(self._on_technique)
        self.stimulation = StimulationPanel()
        self.stimulation.changed.connect(self.stimulation_changed)
        self.stimulation.done.connect(self.done)
        self.stimulation.again_requested.connect(self.same_current_requested)
        self._make_lines()
        self._lay_out()

    def _make_lines(self) -> None:
        self.depth_mm = CheckedLine(
            "depth",
            self.tr("Depth in mm"),
            self._depth,
            tip=self.tr("Depth in mm (D)"),
            unit=self.tr("mm"),
        )
        self.depth_mm.typed.connect(self.depth_typed)
        self.tissue = self._text_line(
            "depth_tissue", self.tr("What the needle reached"), self.tr("to bone")
        )
        self.passes = CheckedLine(
            "passes", self.tr("Insertions of each needle"), self._passes, unit=self.tr("passes")
        )
        self.passes.typed.connect(self._on_passes)
        self.target = CheckedLine(
            "dwell_target_min",
            self.tr("Minutes the needles are to stay in"),
            self._target,
            unit=self.tr("min"),
        )
        self.target.typed.connect(self._on_target)
        self.direction = self._text_line(
            "direction", self.tr("Direction of the needle"), self.tr("where the tip points")
        )
        self.lot = self._text_line("lot", self.tr("Lot of the needles"), self.tr("from the box"))
        for line in self._lines():
            line.done.connect(self.done)

    def show_point(
        self,
        point: TriggerPoint,
        tray: Sequence[NeedleSize],
        *,
        editable: bool,
        again: bool = False,
    ) -> None:
        """Show how the needles of a point were used, without announcing it.

        `again`: another point of the session has a current that can be repeated here.
        """
        needle = point.needles[0] if point.needles else None
        self._needle, self._shown = needle, (point.id, point.needles)
        self._show_sizes(point, tray)
        used = needle.technique if needle else None
        self.technique.setCurrentIndex(self.technique.findData(used) if used else -1)
        current = used is Technique.ELECTRICAL
        self.stimulation.setVisible(current)
        if current and needle is not None:
            self.stimulation.show_current(
                needle.stimulation, point.id, editable=editable, again=again
            )
        self._stay_row.setVisible(bool(used and used.stays_in))
        for line, value in (
            (self.depth_mm, needle and needle.depth_mm),
            (self.tissue, needle and needle.depth_tissue),
            (self.passes, needle and needle.insertions),
            (self.target, needle and needle.dwell_target_min),
            (self.direction, needle and needle.direction),
            (self.lot, needle and needle.lot),
        ):
            text = value if isinstance(value, str) else "" if value is None else f"{value:g}"
            line.show_text(text, point.id)
            line.line.setReadOnly(not editable)
            line.setEnabled(needle is not None)
        for control in (self.technique, self.size_box):
            control.setEnabled(needle is not None and editable)

    def _show_sizes(self, point: TriggerPoint, tray: Sequence[NeedleSize]) -> None:
        sizes = list(dict.fromkeys([*(n.size for n in point.needles), *tray]))
        self.size_box.clear()
        for size in sizes:
            self.size_box.addItem(size.label, size)
        self.size_box.addItem(self.tr("Another size"), None)
        self.size_box.setCurrentIndex(0 if point.needles else -1)
        if self._asked_for != (point.id, point.needles):
            self.other_size.show_text("", point.id)
            self.other_size.hide()

    # ---------------------------------------------------------------------------------------------

    def _depth(self, text: str) -> float | None:
        value = number_or_none(text, self.tr("the depth is a number of mm"))
        if value is not None and self._needle is not None:
            replace(self._needle, depth_mm=value)  # the needle knows how deep it reaches
        return value

    def _passes(self, text: str) -> int:
        words = self.tr("insertions are 1 to {0}").format(MOST_INSERTIONS)
        value = whole_or_none(text, words)
        if value is None or not 1 <= value <= MOST_INSERTIONS:
            raise RuleBroken(words)
        return value

    def _target(self, text: str) -> int | None:
        words = self.tr("how long a needle is left in is a whole number of minutes")
        return checked_dwell_target(whole_or_none(text, words))

    def _text_line(self, name: str, label: str, hint: str) -> CheckedLine:
        line = CheckedLine(name, label, line_of(label, NAME_LIMIT), hint=hint)
        line.typed.connect(self._on_text)
        return line

    def _lines(self) -> tuple[CheckedLine, ...]:
        return (self.depth_mm, self.tissue, self.passes, self.target, self.direction, self.lot)

    def _on_text(self, value: object) -> None:
        line = self.sender()
        if isinstance(line, CheckedLine):
            self.field_changed.emit(line.line.objectName(), value)

    def _on_target(self, value: object) -> None:
        self.field_changed.emit("dwell_target_min", value)

    def _on_passes(self, value: int) -> None:
        self.insertions_typed.emit(value)

    def _on_size(self, index: int) -> None:
        size = self.size_box.itemData(index)
        if size is not None:
            self.size_chosen.emit(size)
            return
        self._asked_for = self._shown
        self.other_size.show()
        self.other_size.begin()

    def _on_technique(self, index: int) -> None:
        self.technique_chosen.emit(Technique(self.technique.itemData(index)))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(
            field_grid(
                (
                    (self.tr("Size"), (self._size_box(),)),
                    (self.tr("Technique"), (self.technique,)),
                )
            )
        )
        column.addWidget(self.stimulation)
        self._stay_row = QWidget()
        self._stay_row.setLayout(field_grid(((self.tr("Leave in"), (self.target,)),)))
        column.addWidget(self._stay_row)
        column.addLayout(
            field_grid(
                (
                    (self.tr("Depth"), (self.depth_mm, self.tissue)),
                    (self.tr("Direction"), (self.direction,)),
                    (self.tr("Insertions"), (self.passes, small(self.tr("lot")), self.lot)),
                )
            )
        )

    def _size_box(self) -> QWidget:
        """The choice of sizes, and under it what is wrong with a typed one."""
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.size_box)
        column.addWidget(self.other_size)
        return box


def _size(text: str) -> NeedleSize:
    """A size as it is written on a box: 0.30 × 40, 0,30x40.

    Raises:
        RuleBroken: it is none.
    """
    parts = text.lower().replace("×", "x").replace("*", "x").replace(",", ".").split("x")
    try:
        diameter, length = (float(part.strip().removesuffix("mm")) for part in parts)
    except ValueError:
        raise RuleBroken("a needle size is diameter × length in mm, as 0.30 × 40") from None
    return NeedleSize(diameter, length)
