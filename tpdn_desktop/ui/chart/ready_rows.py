"""Needles that are opened beforehand: opening them, and those that lie ready."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tpdn_desktop.domain.needle import NeedleSize, OpenedNeedle
from tpdn_desktop.ui.chart.checked_line import QuietCombo
from tpdn_desktop.ui.controls import PlainLabel, button, clear_layout
from tpdn_desktop.ui.field import ElidedLabel
from tpdn_desktop.ui.words import local_time

NUMBERS = (1, 5, 10)
"""How needles are packed: one by one, and in fives and tens under one foil."""


class ReadyRows(QWidget):
    """A row that opens needles, and one row for each pack that lies ready."""

    open_requested = Signal(object, int)
    """A size, and how many."""
    wasted = Signal(str)
    """One of a pack is not used."""
    all_wasted = Signal()
    not_opened = Signal(str)
    """One of a pack was never opened: a slip."""

    def __init__(self) -> None:
        super().__init__()
        self._size = QuietCombo(
            "open_size", self.tr("Size of the needles to open"), self.tr("Size")
        )
        self._numbers = [self._number_button(number) for number in NUMBERS]
        self._packs = QGridLayout()
        self._packs.setHorizontalSpacing(12)
        self._packs.setVerticalSpacing(3)
        self._packs.setColumnStretch(3, 1)
        self._body = QWidget()
        self._body.setObjectName("raised")
        self._body.setLayout(self._packs)
        self._packs.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(PlainLabel(self.tr("Open beforehand"), "secondary", tone="secondary"))
        row.addWidget(self._size)
        for push in self._numbers:
            row.addWidget(push)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._body)

    def show_ready(
        self, opened: Sequence[OpenedNeedle], sizes: Sequence[NeedleSize], *, editable: bool
    ) -> None:
        """Show the needles that lie ready, a row for each pack, and offer sizes to open."""
        offer(self._size, sizes)
        for widget in (self._size, *self._numbers):
            widget.setEnabled(editable)
        focus = QApplication.focusWidget()
        held = focus is not None and self._body.isAncestorOf(focus)
        self.forget()
        for row, pack in enumerate(_packs(opened)):
            self._add_pack(row, pack, editable=editable)
        if len(opened) > 1 and editable:
            self._add_all(len(opened))
        self._body.setVisible(bool(opened))
        if held:
            self.begin()

    def begin(self) -> None:
        """Put the hand where needles are opened."""
        self._numbers[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def forget(self) -> None:
        """No needle of a session is shown (lock)."""
        clear_layout(self._packs)
        self._body.hide()

    # ---------------------------------------------------------------------------------------------

    def _number_button(self, number: int) -> QPushButton:
        words = self.tr("Open 1 needle, which then lies ready")
        if number > 1:
            words = self.tr("Open {0} needles, which then lie ready").format(number)
        push = button(str(number), tip=words, name=f"open_{number}")
        push.setAccessibleName(words)
        push.setMinimumWidth(40)
        push.clicked.connect(self._opening(number))
        return push

    def _opening(self, number: int) -> Callable[[], None]:
        return lambda: self.open_requested.emit(self._size.currentData(), number)

    def _add_pack(self, row: int, pack: Sequence[OpenedNeedle], *, editable: bool) -> None:
        first = pack[0]
        size = first.size.label.replace(" ", "")
        lot = self.tr("lot {0}").format(first.lot) if first.lot else ""
        labels = (
            PlainLabel(self.tr("{0} ready").format(len(pack)), "control", 600, tabular=True),
            PlainLabel(size, "control", tabular=True),
            PlainLabel(
                self.tr("opened {0}").format(local_time(first.opened_at)), "control", tabular=True
            ),
            ElidedLabel(lot, "control", role="text_secondary"),
        )
        waste = button(
            self.tr("Wasted"), tip=self.tr("One of them is not used"), name="ready_wasted"
        )
        waste.setAccessibleName(self.tr("One ready needle {0} is not used").format(size))
        waste.clicked.connect(lambda: self.wasted.emit(first.id))
        slip = button(
            self.tr("Not opened"),
            flat=True,
            tip=self.tr("One of them was never opened: the note was a slip"),
            name="ready_slip",
        )
        slip.setAccessibleName(self.tr("One ready needle {0} was never opened").format(size))
        slip.clicked.connect(lambda: self.not_opened.emit(first.id))
        for push in (waste, slip):
            push.setEnabled(editable)
        for column, widget in enumerate((*labels, waste, slip)):
            self._packs.addWidget(widget, row, column)

    def _add_all(self, number: int) -> None:
        words = self.tr("All {0} wasted").format(number)
        push = button(
            words, tip=self.tr("None of the opened needles is used any more"), name="all_wasted"
        )
        push.clicked.connect(self.all_wasted)
        row = self._packs.rowCount()
        self._packs.addWidget(push, row, 4, 1, 2)


def offer(combo: QuietCombo, sizes: Sequence[NeedleSize]) -> None:
    """Offer sizes in a choice; what was chosen stays chosen."""
    chosen = combo.currentData()
    combo.clear()
    for size in sizes:
        combo.addItem(size.label, size)
    combo.setCurrentIndex(max(0, list(sizes).index(chosen) if chosen in sizes else 0))


def _packs(opened: Sequence[OpenedNeedle]) -> list[list[OpenedNeedle]]:
    """The needles that were opened together, of one size and lot, in the order of opening."""
    packs: dict[object, list[OpenedNeedle]] = {}
    for needle in sorted(opened, key=lambda one: one.opened_at):
        packs.setdefault((needle.size, needle.opened_at, needle.lot), []).append(needle)
    return list(packs.values())
