"""The findings of the selected point: every field writes through as soon as it changes."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QDoubleValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from tpdn_desktop.domain.needle import Needle, Technique
from tpdn_desktop.domain.text import tidied
from tpdn_desktop.domain.trigger_point import Palpation, TriggerPoint
from tpdn_desktop.services.charting import ChartDesk
from tpdn_desktop.services.point_words import TECHNIQUE_WORDS
from tpdn_desktop.ui.chart.point_strip import STATUSES, twitch_index
from tpdn_desktop.ui.controls import PlainLabel, Segments, button, clear_layout, hairline
from tpdn_desktop.ui.theme import font
from tpdn_desktop.ui.words import minutes_seconds

FINDINGS = ("taut_band", "tender_spot", "referred_pain", "reproduces_pain")


class FindingsPanel(QWidget):
    """Asks for edits in signals; the chart page makes them."""

    status_chosen = Signal(int)
    finding_changed = Signal(str, object)
    twitch_chosen = Signal(int)
    technique_chosen = Signal(object)
    size_chosen = Signal(object)
    depth_typed = Signal(object)
    insertions_typed = Signal(int)
    needle_out_requested = Signal(str)
    needle_added = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._status = Segments(
            [self.tr("Active"), self.tr("Latent"), self.tr("Not classified")], self.tr("Status")
        )
        self._status.setObjectName("status")
        self._status.chosen.connect(self.status_chosen)
        self._checks = _Findings()
        self._checks.changed.connect(self.finding_changed)
        self._needles = QVBoxLayout()
        self._needles.setSpacing(4)
        self._needle_title = PlainLabel("", "secondary", 600)
        self._add = button(self.tr("+ Needle"), flat=True, tip=self.tr("One more needle"))
        self._add.clicked.connect(self.needle_added)
        self._size = QComboBox()
        self._size.setAccessibleName(self.tr("Needle size"))
        self._size.setToolTip(self.tr("Needle size (N)"))
        self._size.activated.connect(self._on_size)
        self._technique = QComboBox()
        self._technique.setAccessibleName(self.tr("Technique"))
        self._technique.setToolTip(self.tr("Technique (G)"))
        for technique, words in TECHNIQUE_WORDS.items():
            self._technique.addItem(words, technique)
        self._technique.activated.connect(self._on_technique)
        self.depth_field = QLineEdit()
        self.depth_field.setObjectName("depth")
        self.depth_field.setAccessibleName(self.tr("Depth in mm"))
        self.depth_field.setToolTip(self.tr("Depth in mm (D)"))
        self.depth_field.setPlaceholderText(self.tr("mm"))
        self.depth_field.setValidator(QDoubleValidator(0.0, 150.0, 1, parent=self.depth_field))
        self.depth_field.editingFinished.connect(self._on_depth)
        self._insertions = QSpinBox()
        self._insertions.setRange(1, 200)
        self._insertions.setAccessibleName(self.tr("Insertions of each needle"))
        self._insertions.valueChanged.connect(self.insertions_typed)
        self._make_responses()
        for box in (self._insertions, self._times, self._pain):
            box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self._point: TriggerPoint | None = None
        self._outs: list[_OutButton] = []
        self._lay_out()

    def _make_responses(self) -> None:
        """What hand, muscle and patient did: palpation, twitch, pain, felt at, note."""
        self._palpation = Segments(
            [self.tr("Flat"), self.tr("Pincer")], self.tr("Palpation"), clearable=True
        )
        self._palpation.chosen.connect(self._on_palpation)
        self._twitch = Segments(
            ["–", "○", "•", "••", "•••"],
            self.tr("Twitch"),
            tips=[self.tr(t) for t in ("Not sought", "None", "Weak", "Medium", "Strong")],
        )
        self._twitch.chosen.connect(self.twitch_chosen)
        self._times = QSpinBox()
        self._times.setRange(0, 999)
        self._times.setSpecialValueText(self.tr("not counted"))
        self._times.setAccessibleName(self.tr("Number of twitches"))
        self._times.valueChanged.connect(self._on_times)
        self._pain = QSpinBox()
        self._pain.setRange(-1, 10)
        self._pain.setSpecialValueText(self.tr("not asked"))
        self._pain.setAccessibleName(self.tr("Pain during needling, 0 to 10"))
        self._pain.valueChanged.connect(self._on_pain)
        self._felt = QLineEdit()
        self._felt.setPlaceholderText(self.tr("where the patient felt it"))
        self._felt.setAccessibleName(self.tr("Felt at"))
        self._felt.textEdited.connect(self._on_felt)
        self.note = QPlainTextEdit()
        self.note.setObjectName("note")
        self.note.setPlaceholderText(self.tr("Add a note"))
        self.note.setAccessibleName(self.tr("Note on this point"))
        self.note.setFixedHeight(54)
        self.note.setTabChangesFocus(True)
        self.note.textChanged.connect(self._on_note)

    def show_point(
        self, point: TriggerPoint, number: int, desk: ChartDesk, now: datetime, *, editable: bool
    ) -> None:
        """Show a point's findings without announcing them."""
        same = self._point is not None and self._point.id == point.id
        self._point = point
        blockers = [
            QSignalBlocker(w) for w in (self._times, self._pain, self.note, self._insertions)
        ]
        self._status.show_choice(STATUSES.index(point.status))
        self._checks.show_point(point)
        self._show_needles(point, number, desk, now, editable=editable)
        first = point.needles[0] if point.needles else None
        self._technique.setCurrentIndex(self._technique.findData(first.technique) if first else -1)
        if not (same and self.depth_field.hasFocus()):
            depth = first.depth_mm if first else None
            self.depth_field.setText("" if depth is None else f"{depth:g}")
        self._insertions.setValue(first.insertions if first else 1)
        for control in (self._technique, self._size, self.depth_field, self._insertions):
            control.setEnabled(first is not None and editable)
        self._palpation.show_choice(
            None if point.palpation is None else list(Palpation).index(point.palpation)
        )
        self._twitch.show_choice(twitch_index(point))
        self._times.setEnabled(point.twitch.elicited and editable)
        self._times.setValue(point.twitch.count or 0)
        self._pain.setValue(-1 if point.pain_during is None else point.pain_during)
        if not (same and self._felt.hasFocus()):
            self._felt.setText(point.felt_at)
        if not (same and self.note.hasFocus()):
            self.note.setPlainText(point.note)
        for blocker in blockers:
            blocker.unblock()
        for widget in (self._status, self._palpation, self._twitch, self._checks, self._add):
            widget.setEnabled(editable)
        self._felt.setReadOnly(not editable)
        self.note.setReadOnly(not editable)
        self._pain.setEnabled(editable)

    def _show_needles(
        self, point: TriggerPoint, number: int, desk: ChartDesk, now: datetime, *, editable: bool
    ) -> None:
        inside = len(point.needles_in)
        self._needle_title.setText(
            self.tr("Needles · {0} in").format(inside) if inside else self.tr("Needles")
        )
        self._size.clear()
        sizes = list(dict.fromkeys([*(n.size for n in point.needles), *desk.tray]))
        for size in sizes:
            self._size.addItem(size.label, size)
        self._size.setCurrentIndex(0 if point.needles else -1)
        clear_layout(self._needles)
        self._outs.clear()
        for index, needle in enumerate(point.needles):
            name = f"{number}{chr(ord('a') + index) if index < 26 else index + 1}"
            self._needles.addLayout(self._needle_row(name, needle, now, editable=editable))

    def _needle_row(
        self, name: str, needle: Needle, now: datetime, *, editable: bool
    ) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(PlainLabel(name, "control", 600, tabular=True))
        row.addWidget(PlainLabel(needle.size.label, "control", tabular=True))
        row.addStretch(1)
        if needle.is_in:
            seconds = (now - needle.placed_at).total_seconds()
            row.addWidget(
                PlainLabel(
                    minutes_seconds(seconds) if seconds >= 0 else self.tr("unknown"),
                    "control",
                    tabular=True,
                )
            )
            out = _OutButton(needle.id, name)
            out.setEnabled(editable)
            out.wanted.connect(self.needle_out_requested)
            self._outs.append(out)
            row.addWidget(out.button)
        else:
            row.addWidget(PlainLabel(self.tr("removed"), "control", tone="secondary"))
        return row

    # Edits ---------------------------------------------------------------------------------------

    def _on_size(self, index: int) -> None:
        self.size_chosen.emit(self._size.itemData(index))

    def _on_technique(self, index: int) -> None:
        self.technique_chosen.emit(Technique(self._technique.itemData(index)))

    def _on_depth(self) -> None:
        text = self.depth_field.text().replace(",", ".").strip()
        try:
            self.depth_typed.emit(float(text) if text else None)
        except ValueError:
            self.depth_typed.emit(None)

    def _on_palpation(self, index: int) -> None:
        self.finding_changed.emit("palpation", None if index < 0 else list(Palpation)[index])

    def _on_times(self, value: int) -> None:
        self.finding_changed.emit("twitch_count", value or None)

    def _on_pain(self, value: int) -> None:
        self.finding_changed.emit("pain_during", None if value < 0 else value)

    def _on_felt(self, text: str) -> None:
        self.finding_changed.emit("felt_at", tidied(text))

    def _on_note(self) -> None:
        self.finding_changed.emit("note", tidied(self.note.toPlainText(), multiline=True))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._status)
        column.addWidget(self._checks)
        column.addWidget(hairline())
        head = QHBoxLayout()
        head.addWidget(self._needle_title, 1)
        head.addWidget(self._add)
        column.addLayout(head)
        column.addLayout(self._needles)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        rows: tuple[tuple[str, tuple[QWidget, ...]], ...] = (
            (self.tr("Size"), (self._size,)),
            (self.tr("Technique"), (self._technique,)),
            (self.tr("Depth"), (self.depth_field, _small(self.tr("passes")), self._insertions)),
            (self.tr("Palpation"), (self._palpation,)),
            (self.tr("Twitch"), (self._twitch,)),
            (self.tr("times"), (self._times,)),
            (self.tr("Pain during"), (self._pain,)),
            (self.tr("Felt at"), (self._felt,)),
            (self.tr("Note"), (self.note,)),
        )
        for row, (word, widgets) in enumerate(rows):
            grid.addWidget(
                _small(word), row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            )
            cell = QHBoxLayout()
            cell.setSpacing(6)
            for widget in widgets:
                widget.setFont(font("control"))
                cell.addWidget(widget, 0 if isinstance(widget, PlainLabel) else 1)
            grid.addLayout(cell, row, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)


def _small(text: str) -> PlainLabel:
    return PlainLabel(text, "secondary", tone="secondary")


class _OutButton(QObject):
    """Takes one needle out; keeps the needle's id beside its button."""

    wanted = Signal(str)

    def __init__(self, needle_id: str, name: str) -> None:
        super().__init__()
        self._needle_id = needle_id
        self.button = button(self.tr("Out"), tip=self.tr("Needle {0} is out").format(name))
        self.button.clicked.connect(self._on_clicked)

    def setEnabled(self, enabled: bool) -> None:  # noqa: N802 - as Qt writes it
        self.button.setEnabled(enabled)

    def _on_clicked(self) -> None:
        self.wanted.emit(self._needle_id)


class _Findings(QWidget):
    """The four findings as ticks."""

    changed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        words = (
            self.tr("Taut band"),
            self.tr("Tender spot"),
            self.tr("Referred pain"),
            self.tr("Patient knows it"),
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(5)
        self._boxes: dict[str, QCheckBox] = {}
        for index, (finding, word) in enumerate(zip(FINDINGS, words, strict=True)):
            box = QCheckBox(word)
            box.setFont(font("control"))
            box.setObjectName(finding)
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
