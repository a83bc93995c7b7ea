"""The needle tray in the therapist's order, and the opened boxes with lot and date."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from tpdn_desktop.domain.clinic import DEFAULT_TRAY, Clinic, NeedleBox
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.needle import NeedleSize
from tpdn_desktop.domain.text import tidied
from tpdn_desktop.ui.controls import PlainLabel, button
from tpdn_desktop.ui.entry.needle_step import needle_size_from
from tpdn_desktop.ui.field import Field, line_field, sentence
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.settings.expiry import expiry_from
from tpdn_desktop.ui.settings.keeper import ClinicKeeper
from tpdn_desktop.ui.settings.section import Section
from tpdn_desktop.ui.settings.size_lines import BoxLine, CardOfLines, SizeLine

MOST_SIZES = 12


class TraySection(Section):
    """Needle tray: which sizes lie ready, the first of them the default."""

    def __init__(self, icons: IconSet) -> None:
        super().__init__(
            self.tr("Needle tray"),
            "needle",
            self.tr(
                "The sizes that lie ready, diameter × length in mm. One click on a muscle logs the "
                "first; N goes through the others in this order."
            ),
        )
        self._icons = icons
        self._card = CardOfLines(self.tr("Needle tray"))
        self.column.addWidget(self._card)
        self._size = line_field("tray_size", self.tr("Another size"), placeholder="0.25 × 50")
        self._field = Field(self.tr("Another size"), self._size)
        add = button(
            self.tr("Add size"), tip=self.tr("Add it to the tray (Enter)"), name="add_size"
        )
        add.clicked.connect(self._on_add)
        self._size.returnPressed.connect(self._on_add)
        self.column.addSpacing(10)
        self.column.addLayout(_in_a_row((self._field, 240), push=add))
        again = button(
            self.tr("Back to the usual four sizes"),
            flat=True,
            tip=self.tr("Put the tray back as the program brings it"),
            name="usual_tray",
        )
        again.clicked.connect(self._on_usual)
        self.column.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    @property
    @override
    def words(self) -> str:
        return f"{super().words} {self.tr('sizes default needle order')}"

    @override
    def show_clinic(self, keeper: ClinicKeeper) -> None:
        clinic, count = keeper.clinic, len(keeper.clinic.tray)
        lines: list[QWidget] = []
        for place, size in enumerate(clinic.tray):
            lot = clinic.lot_of(size, keeper.today)
            line = SizeLine(place, count, size, lot, self._icons)
            line.moved.connect(self._on_moved)
            line.removed.connect(self._on_removed)
            lines.append(line)
        self._card.show_lines(lines)

    def _on_add(self) -> None:
        if self.keeper is None:
            return
        tray = self.keeper.clinic.tray
        try:
            size = self._typed(tray)
        except RuleBroken as error:
            self._field.show_problem(sentence(error))
            return
        if not self._told(self.keep(tray=(*tray, size))):
            self._size.clear()

    def _typed(self, tray: tuple[NeedleSize, ...]) -> NeedleSize:
        size = needle_size_from(self._size.text())
        if size in tray:
            raise RuleBroken(self.tr("That size is already in the tray."))
        if len(tray) >= MOST_SIZES:
            raise RuleBroken(self.tr("A tray holds at most {0} sizes.").format(MOST_SIZES))
        return size

    def _on_moved(self, place: int, to: int) -> None:
        if self.keeper is None:
            return
        tray = list(self.keeper.clinic.tray)
        tray.insert(to, tray.pop(place))
        self._told(self.keep(tray=tuple(tray)))
        self._keep_focus("up" if to < place else "down", to)

    def _keep_focus(self, way: str, place: int) -> None:
        """The button that was pressed went with its line; so does the keyboard."""
        for name in (f"{way}_size_{place}", f"{'down' if way == 'up' else 'up'}_size_{place}"):
            push = self._card.lines[place].findChild(QWidget, name)
            if push is not None and push.isEnabled():
                push.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _on_removed(self, place: int) -> None:
        if self.keeper is not None:
            tray = self.keeper.clinic.tray
            self._told(self.keep(tray=tray[:place] + tray[place + 1 :]))

    def _on_usual(self) -> None:
        self._told(self.keep(tray=DEFAULT_TRAY))

    def _told(self, wrong: str) -> bool:
        self._field.show_problem(wrong)
        return bool(wrong)


class BoxesSection(Section):
    """Needle boxes: the lot goes with each needle that is logged from then on."""

    def __init__(self, icons: IconSet) -> None:
        super().__init__(
            self.tr("Needle boxes"),
            "stack-2",
            self.tr(
                "The boxes that are open. A needle that is logged takes the lot of the first box "
                "of its size that is not past its date."
            ),
        )
        self._icons = icons
        self._card = CardOfLines(self.tr("Needle boxes"), self.tr("No box is noted."))
        self.column.addWidget(self._card)
        self._size = line_field("box_size", self.tr("Size"), placeholder="0.30 × 40")
        self._lot = line_field("box_lot", self.tr("Lot"), placeholder=self.tr("as printed"))
        self._until = line_field("box_expiry", self.tr("Use by"), placeholder="2028-11")
        add = button(self.tr("Add box"), tip=self.tr("Note this box (Enter)"), name="add_box")
        add.clicked.connect(self._on_add)
        fields: list[tuple[QWidget, int]] = []
        for line, words in (
            (self._size, self.tr("Size")),
            (self._lot, self.tr("Lot")),
            (self._until, self.tr("Use by")),
        ):
            line.returnPressed.connect(self._on_add)
            fields.append((Field(words, line), 170))
        self.column.addSpacing(10)
        self.column.addLayout(_in_a_row(*fields, push=add))
        self._problem = PlainLabel("", "secondary", tone="danger", wrap=True)
        self._problem.setObjectName("box_problem")
        self._problem.hide()
        self.column.addWidget(self._problem)
        self.column.addStretch(1)

    @property
    @override
    def words(self) -> str:
        return f"{super().words} {self.tr('lot expiry date')}"

    @override
    def show_clinic(self, keeper: ClinicKeeper) -> None:
        lines: list[QWidget] = []
        for place, box in enumerate(keeper.clinic.boxes):
            line = BoxLine(place, box, self._icons, past=box.is_past(keeper.today))
            line.removed.connect(self._on_removed)
            lines.append(line)
        self._card.show_lines(lines)

    def _typed(self, clinic: Clinic) -> NeedleBox:
        size: NeedleSize = needle_size_from(self._size.text())
        box = NeedleBox(size, tidied(self._lot.text()), expiry_from(self._until.text()))
        if any(known.size == size and known.lot == box.lot for known in clinic.boxes):
            raise RuleBroken(self.tr("That box is noted already."))
        return box

    def _on_add(self) -> None:
        if self.keeper is None:
            return
        try:
            box = self._typed(self.keeper.clinic)
        except RuleBroken as error:
            self._tell(sentence(error))
            return
        wrong = self.keeper.change(lambda clinic: replace(clinic, boxes=(*clinic.boxes, box)))
        self._tell(wrong)
        if not wrong:
            for line in (self._size, self._lot, self._until):
                line.clear()
            self._size.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_removed(self, place: int) -> None:
        if self.keeper is not None:
            boxes = self.keeper.clinic.boxes
            self._tell(self.keep(boxes=boxes[:place] + boxes[place + 1 :]))

    def _tell(self, wrong: str) -> None:
        self._problem.setText(wrong)
        self._problem.setVisible(bool(wrong))


def _in_a_row(*fields: tuple[QWidget, int], push: QPushButton) -> QHBoxLayout:
    """Fields side by side, and the button level with what is typed."""
    row = QHBoxLayout()
    row.setSpacing(10)
    for field, width in fields:
        field.setFixedWidth(width)
        row.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
    side = QVBoxLayout()
    first = fields[0][0].findChild(QLineEdit)
    side.addSpacing(first.fontMetrics().height() + 2 if first is not None else 18)
    side.addWidget(push)
    side.addStretch(1)
    row.addLayout(side)
    row.addStretch(1)
    return row
