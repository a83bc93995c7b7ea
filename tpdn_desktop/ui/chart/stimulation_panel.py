"""How current runs through the needles of a point: the settings that repeat it next time."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tpdn_desktop.domain.errors import TpdnError
from tpdn_desktop.domain.stimulation import Stimulation
from tpdn_desktop.domain.text import NAME_LIMIT
from tpdn_desktop.ui.chart.checked_line import (
    CheckedLine,
    Parse,
    line_of,
    number_or_none,
    whole_or_none,
)
from tpdn_desktop.ui.chart.field_grid import field_grid
from tpdn_desktop.ui.controls import button


class StimulationPanel(QFrame):
    """Shown while the technique is electrical."""

    changed = Signal(object)
    """The `Stimulation` as it stands now."""
    again_requested = Signal()
    """The same current as at the point before."""
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._current = Stimulation()
        self.lines: dict[str, CheckedLine] = {
            "device": CheckedLine(
                "device",
                self.tr("Stimulator"),
                line_of(self.tr("stimulator"), NAME_LIMIT),
                hint=self.tr("stimulator"),
            ),
            "leads": CheckedLine(
                "leads",
                self.tr("Lead pair"),
                line_of(self.tr("lead pair"), NAME_LIMIT),
                tip=self.tr("Which two needles a channel connects"),
                hint=self.tr("A: 1-2"),
            ),
            "frequency_hz": self._number("frequency_hz", self.tr("Frequency in Hz"), "Hz"),
            "pulse_width_us": self._number("pulse_width_us", self.tr("Pulse width in µs"), "µs"),
            "intensity_ma": self._number("intensity_ma", self.tr("Intensity in mA"), "mA"),
            "minutes": self._number("minutes", self.tr("Minutes of stimulation"), self.tr("min")),
        }
        for line in self.lines.values():
            line.typed.connect(self._on_typed)
            line.done.connect(self.done)
        self._again = button(
            self.tr("As at the point before"),
            flat=True,
            tip=self.tr("The same current as at the point before (Shift+I)"),
            name="same_current",
        )
        self._again.clicked.connect(self.again_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        pairs = [self._pair("frequency_hz", "pulse_width_us")]
        pairs.append(self._pair("intensity_ma", "minutes"))
        column.addLayout(
            field_grid(
                (
                    (self.tr("Stimulator"), (self.lines["device"],)),
                    (self.tr("Lead pair"), (self.lines["leads"],)),
                    (self.tr("Current"), (pairs[0],)),
                    ("", (pairs[1],)),
                )
            )
        )
        column.addWidget(self._again)

    def show_current(
        self, current: Stimulation | None, of: object, *, editable: bool, again: bool = False
    ) -> None:
        """Show the settings of a point (`of`); `again` when another point has some to repeat."""
        self._again.setVisible(again and current is None and editable)
        self._current = current or Stimulation()
        for name, line in self.lines.items():
            value = getattr(self._current, name)
            text = "" if value is None else value if isinstance(value, str) else f"{value:g}"
            line.show_text(text, of)
            line.line.setReadOnly(not editable)

    def _number(self, name: str, label: str, unit: str) -> CheckedLine:
        return CheckedLine(name, label, self._parse(name, label), unit=unit)

    def _parse(self, name: str, label: str) -> Parse:
        def parse(text: str) -> object:
            sentence = self.tr("{0}: a number").format(label)
            value = (whole_or_none if name == "minutes" else number_or_none)(text, sentence)
            # The settings know what no stimulator has, and say so.
            Stimulation(**{name: value})  # type: ignore[arg-type]
            return value

        return parse

    def _pair(self, first: str, second: str) -> QWidget:
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.lines[first], 1)
        row.addWidget(self.lines[second], 1)
        return pair

    def _on_typed(self) -> None:
        values: dict[str, object] = {}
        for name, line in self.lines.items():
            try:
                values[name] = line.value()
            except TpdnError:
                values[name] = getattr(self._current, name)
        self._current = Stimulation(**values)  # type: ignore[arg-type]
        self.changed.emit(self._current)
