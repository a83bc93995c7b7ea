"""What the finger found at a point: status, the findings, pressure threshold, where it was felt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from tpdn_desktop.domain.trigger_point import (
    Palpation,
    PressureThreshold,
    PressureUnit,
    TriggerPoint,
)
from tpdn_desktop.ui.chart.checked_line import CheckedLine, QuietCombo, number_or_none
from tpdn_desktop.ui.chart.felt_line import FeltLine
from tpdn_desktop.ui.chart.field_grid import field_grid
from tpdn_desktop.ui.chart.point_strip import STATUSES
from tpdn_desktop.ui.controls import Segments
from tpdn_desktop.ui.theme import font

FINDINGS: Final = ("taut_band", "tender_spot", "referred_pain", "reproduces_pain", "jump_sign")
_UNITS: Final = {PressureUnit.KGF_CM2: "kgf/cm²", PressureUnit.KPA: "kPa"}


class PalpationPanel(QWidget):
    """Asks for edits in signals."""

    status_chosen = Signal(int)
    changed = Signal(str, object)
    """A finding by its name, and what it is now."""
    unit_chosen = Signal(object)
    """The unit that the algometer speaks from now on."""
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.unit = PressureUnit.KGF_CM2
        self._point: TriggerPoint | None = None
        self._status = Segments(
            [self.tr("Active"), self.tr("Latent"), self.tr("Not classified")],
            self.tr("Status"),
            tips=[self.tr("Active (A)"), self.tr("Latent (L)"), self.tr("Not classified (U)")],
        )
        self._status.setObjectName("status")
        self._status.chosen.connect(self.status_chosen)
        self._checks = _Findings()
        self._checks.changed.connect(self.changed)
        self._held = Segments(
            [self.tr("Flat"), self.tr("Pincer")],
            self.tr("Palpation"),
            clearable=True,
            tips=[self.tr("Flat (O)"), self.tr("Pincer (O)")],
        )
        self._held.chosen.connect(self._on_held)
        self.pressure = CheckedLine(
            "pressure",
            self.tr("Pressure pain threshold"),
            self._threshold,
            tip=self.tr("Pressure at which the spot begins to hurt, by algometer"),
            hint=self.tr("not measured"),
        )
        self.pressure.typed.connect(self._on_pressure)
        self.units = QuietCombo(
            "pressure_unit", self.tr("Unit of the threshold"), self.tr("Unit of the algometer")
        )
        for unit, words in _UNITS.items():
            self.units.addItem(words, unit)
        self.units.activated.connect(self._on_unit)
        self.felt = FeltLine()
        self.felt.changed.connect(self._on_felt)
        self.pressure.done.connect(self.done)
        self.felt.done.connect(self.done)
        self._lay_out()

    def show_point(self, point: TriggerPoint, zones: Sequence[str] = (), *, editable: bool) -> None:
        """Show a point's findings without announcing them; `zones` are regions it may refer to."""
        self._point = point
        self._status.show_choice(STATUSES.index(point.status))
        self._checks.show_point(point)
        held = point.palpation
        self._held.show_choice(None if held is None else list(Palpation).index(held))
        threshold = point.pressure_threshold
        if threshold is not None:
            self.unit = threshold.unit
        self.units.setCurrentIndex(self.units.findData(self.unit))
        self.pressure.show_text("" if threshold is None else f"{threshold.value:g}", point.id)
        self.felt.show_point(point, zones, editable=editable)
        for widget in (self._status, self._checks, self._held, self.units):
            widget.setEnabled(editable)
        self.pressure.line.setReadOnly(not editable)

    # ---------------------------------------------------------------------------------------------

    def _threshold(self, text: str) -> PressureThreshold | None:
        value = number_or_none(text, self.tr("the pressure pain threshold is a number"))
        return None if value is None else PressureThreshold(value, self.unit)

    def _on_pressure(self, value: object) -> None:
        self.changed.emit("pressure_threshold", value)

    def _on_unit(self, index: int) -> None:
        self.unit = PressureUnit(self.units.itemData(index))
        self.unit_chosen.emit(self.unit)
        kept = self._point.pressure_threshold if self._point is not None else None
        if kept is not None and not self.pressure.problem:
            # The number was read off the algometer: another unit corrects how it was read.
            self.changed.emit("pressure_threshold", PressureThreshold(kept.value, self.unit))

    def _on_held(self, index: int) -> None:
        self.changed.emit("palpation", None if index < 0 else list(Palpation)[index])

    def _on_felt(self, text: str) -> None:
        self.changed.emit("felt_at", text)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._status)
        column.addWidget(self._checks)
        grid = field_grid(
            (
                (self.tr("Felt at"), (self.felt,)),
                (self.tr("Held"), (self._held,)),
                (self.tr("Threshold"), (self.pressure, self.units)),
            )
        )
        column.addLayout(grid)


class _Findings(QWidget):
    """The findings as ticks."""

    changed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        words = (
            self.tr("Taut band"),
            self.tr("Tender spot"),
            self.tr("Referred pain"),
            self.tr("Patient knows it"),
            self.tr("Jump sign"),
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(5)
        self._boxes: dict[str, QCheckBox] = {}
        for index, (finding, word) in enumerate(zip(FINDINGS, words, strict=True)):
            box = QCheckBox(word)
            box.setFont(font("control"))
            box.setObjectName(finding)
            box.setToolTip(f"{word} (R)" if finding == "reproduces_pain" else word)
            box.clicked.connect(self._on_clicked)
            grid.addWidget(box, index // 2, index % 2)
            self._boxes[finding] = box

    def show_point(self, point: TriggerPoint) -> None:
        """Show the ticks of a point."""
        for finding, box in self._boxes.items():
            box.setChecked(bool(getattr(point, finding)))

    def _on_clicked(self) -> None:
        box = self.sender()
        if isinstance(box, QCheckBox):
            self.changed.emit(box.objectName(), box.isChecked())
