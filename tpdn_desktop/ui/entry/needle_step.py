"""The last step of the set-up: the needle sizes that lie ready, the first of them the default."""

from __future__ import annotations

import math
import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from tpdn_desktop.domain.clinic import DEFAULT_TRAY
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.needle import NeedleSize
from tpdn_desktop.ui.controls import PlainLabel, button, clear_layout, hairline, icon_button
from tpdn_desktop.ui.entry.steps import SetupStep
from tpdn_desktop.ui.field import Field, line_field, sentence
from tpdn_desktop.ui.icons import IconSet

_SIZE = re.compile(
    r"(\d{0,2}[.,]?\d{1,3})\s*(?:mm)?\s*(?:[x×*/]|\s)\s*(\d{1,3}(?:[.,]\d)?)\s*(?:mm)?"
)


def needle_size_from(text: str) -> NeedleSize:
    """The size that was typed: 0.30 × 40, 0,3x40 and .30 40 are the same.

    Raises:
        RuleBroken: it is no size, or no needle has it.
    """
    found = _SIZE.fullmatch(" ".join(text.lower().split()))
    if found is None:
        raise RuleBroken("write diameter × length in mm, such as 0.30 × 40")
    diameter, length = (float(part.replace(",", ".")) for part in found.groups())
    # A size is kept as it is written on the packet: to hundredths and to half millimetres.
    return NeedleSize(round(diameter, 2), math.floor(length * 2 + 0.5) / 2)


class _TrayLine(QWidget):
    """One size of the tray."""

    first_requested = Signal(int)
    remove_requested = Signal(int)

    def __init__(self, place: int, size: NeedleSize, icons: IconSet, *, removable: bool) -> None:
        super().__init__()
        self._place = place
        label = self.tr("{size} mm").format(size=size.label)
        self.setAccessibleName(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(PlainLabel(label, "body", 500 if place == 0 else 400, tabular=True), 1)
        if place == 0:
            words = PlainLabel(self.tr("default: one click logs this needle"), "secondary")
            words.setProperty("tone", "secondary")
            row.addWidget(words)
        else:
            first = button(
                self.tr("Make default"),
                flat=True,
                tip=self.tr("Log {size} with one click").format(size=label),
                name=f"default_size_{place}",
            )
            first.setAccessibleName(self.tr("Make {size} the default").format(size=label))
            first.clicked.connect(self._on_first)
            row.addWidget(first)
        remove = icon_button(icons, "trash", self.tr("Remove {size}").format(size=label))
        remove.setObjectName(f"remove_size_{place}")
        remove.setEnabled(removable)
        remove.clicked.connect(self._on_remove)
        row.addWidget(remove)

    def _on_first(self) -> None:
        self.first_requested.emit(self._place)

    def _on_remove(self) -> None:
        self.remove_requested.emit(self._place)


class NeedleStep(SetupStep):
    """Your needles."""

    def __init__(self, icons: IconSet) -> None:
        super().__init__(
            self.tr("Your needles"),
            self.tr(
                "The sizes that lie ready, diameter × length in mm. One click on a muscle logs the "
                "first; N goes through the others."
            ),
        )
        self._icons = icons
        self._tray = list(DEFAULT_TRAY)
        card = QFrame()
        card.setObjectName("card")
        card.setMaximumWidth(460)
        self._list = QVBoxLayout(card)
        self._list.setContentsMargins(1, 1, 1, 1)
        self._list.setSpacing(0)
        self.column.addWidget(card)
        self._size = line_field("new_size", self.tr("Another size"), placeholder="0.25 × 50")
        self._field = Field(self.tr("Another size"), self._size)
        self._add = button(self.tr("Add size"), tip=self.tr("Add this size"), name="add_size")
        row = QHBoxLayout()
        row.setSpacing(8)
        self._field.setFixedWidth(240)
        row.addWidget(self._field)
        side = QVBoxLayout()
        side.addSpacing(self._size.fontMetrics().height() + 2)
        side.addWidget(self._add)
        side.addStretch(1)
        row.addLayout(side)
        row.addStretch(1)
        self.column.addLayout(row)
        self._add.clicked.connect(self._on_add)
        self._size.returnPressed.connect(self._on_add)
        self._size.textEdited.connect(self._on_edited)
        self._show_tray()

    @property
    def tray(self) -> tuple[NeedleSize, ...]:
        """The sizes in their order; the first is the default."""
        return tuple(self._tray)

    @override
    def check(self) -> bool:
        self._field.show_problem("")
        if self._size.text().strip():
            # A size that was typed but not added is meant.
            self._on_add()
        return super().check()

    @override
    def summary(self) -> str:
        return self.tr("{size}, {n} sizes").format(size=self._tray[0].label, n=len(self._tray))

    @override
    def focus_first(self) -> None:
        self._size.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_add(self) -> None:
        try:
            size = needle_size_from(self._size.text())
        except RuleBroken as error:
            self._field.show_problem(sentence(error))
            return
        if size in self._tray:
            self._field.show_problem(self.tr("That size is already in the list."))
            return
        self._tray.append(size)
        self._size.clear()
        self._field.show_problem("")
        self._show_tray()

    def _on_first(self, place: int) -> None:
        self._tray.insert(0, self._tray.pop(place))
        self._show_tray()

    def _on_remove(self, place: int) -> None:
        del self._tray[place]
        self._show_tray()

    def _on_edited(self, _text: str) -> None:
        self._field.show_problem("")

    def _show_tray(self) -> None:
        clear_layout(self._list)
        for place, size in enumerate(self._tray):
            if place:
                self._list.addWidget(hairline())
            line = _TrayLine(place, size, self._icons, removable=len(self._tray) > 1)
            line.first_requested.connect(self._on_first)
            line.remove_requested.connect(self._on_remove)
            self._list.addWidget(line)
