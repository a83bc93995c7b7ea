"""Rows of a card in the settings: the needle sizes of the tray, the opened boxes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from tpdn_desktop.domain.clinic import NeedleBox
from tpdn_desktop.domain.needle import NeedleSize
from tpdn_desktop.ui.controls import Chip, PlainLabel, clear_layout, hairline, icon_button
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.settings.needle_picture import NeedlePicture
from tpdn_desktop.ui.words import day


class CardOfLines(QFrame):
    """A card with one line under the other; says itself when it is empty."""

    def __init__(self, name: str, empty: str = "") -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName(name)
        self._empty = empty
        self.lines: tuple[QWidget, ...] = ()
        """What is shown now; lines of before may live on for a moment."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)

    def show_lines(self, lines: list[QWidget]) -> None:
        """Show these lines instead of those before."""
        clear_layout(self._column)
        self.lines = tuple(lines)
        if not lines and self._empty:
            words = PlainLabel(self._empty, "secondary", tone="secondary", wrap=True)
            words.setContentsMargins(12, 8, 12, 8)
            self._column.addWidget(words)
        for place, line in enumerate(lines):
            if place:
                self._column.addWidget(hairline())
            self._column.addWidget(line)


class SizeLine(QWidget):
    """One size of the tray: its number, picture, box, and what can be done to it."""

    moved = Signal(int, int)
    """From place to place."""
    removed = Signal(int)

    def __init__(self, place: int, count: int, size: NeedleSize, lot: str, icons: IconSet) -> None:
        super().__init__()
        self._place = place
        label = self.tr("{0} mm").format(size.label)
        self.setAccessibleName(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(10)
        number = PlainLabel(str(place + 1), "control", tone="secondary", tabular=True)
        number.setFixedWidth(18)
        row.addWidget(number)
        text = PlainLabel(size.label, "body", 600 if place == 0 else 400, tabular=True)
        text.setFixedWidth(92)
        row.addWidget(text)
        row.addWidget(NeedlePicture(size))
        words = self.tr("one click logs this needle") if place == 0 else ""
        row.addWidget(PlainLabel(words, "secondary", tone="secondary"), 1)
        box = self.tr("lot {0}").format(lot) if lot else self.tr("no open box")
        row.addWidget(PlainLabel(box, "secondary", tone="secondary", tabular=True))
        self._up = self._step(icons, "up", self.tr("Move {0} up").format(label))
        self._up.setEnabled(place > 0)
        self._up.clicked.connect(self._on_up)
        self._down = self._step(icons, "down", self.tr("Move {0} down").format(label))
        self._down.setEnabled(place < count - 1)
        self._down.clicked.connect(self._on_down)
        remove = icon_button(icons, "trash", self.tr("Remove {0} from the tray").format(label))
        remove.setObjectName(f"remove_size_{place}")
        remove.setEnabled(count > 1)
        remove.clicked.connect(self._on_remove)
        for push in (self._up, self._down, remove):
            row.addWidget(push)

    def _step(self, icons: IconSet, which: str, tip: str) -> QToolButton:
        push = icon_button(icons, f"chevron-{which}", tip)
        push.setObjectName(f"{which}_size_{self._place}")
        return push

    def _on_up(self) -> None:
        self.moved.emit(self._place, self._place - 1)

    def _on_down(self) -> None:
        self.moved.emit(self._place, self._place + 1)

    def _on_remove(self) -> None:
        self.removed.emit(self._place)


class BoxLine(QWidget):
    """One opened box: size, lot, last day of use; marked when that is past."""

    removed = Signal(int)

    def __init__(self, place: int, box: NeedleBox, icons: IconSet, *, past: bool) -> None:
        super().__init__()
        self._place = place
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(10)
        size = PlainLabel(box.size.label, "body", tabular=True)
        size.setFixedWidth(92)
        row.addWidget(size)
        lot = PlainLabel(self.tr("lot {0}").format(box.lot), "body", tabular=True)
        row.addWidget(lot, 1)
        row.addWidget(self._until(box, past=past))
        if past:
            row.addWidget(Chip(self.tr("Past its date"), "danger", icons))
        name = self.tr("Remove the box of {0} with lot {1}").format(box.size.label, box.lot)
        remove = icon_button(icons, "trash", name)
        remove.setObjectName(f"remove_box_{place}")
        remove.clicked.connect(self._on_remove)
        row.addWidget(remove)
        self.setAccessibleName(f"{box.size.label} mm, {box.lot}")

    def _until(self, box: NeedleBox, *, past: bool) -> QLabel:
        words = (
            self.tr("no date")
            if box.expires_on is None
            else self.tr("to {0}").format(day(box.expires_on))
        )
        label = PlainLabel(words, "secondary", tone="danger" if past else "secondary")
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return label

    def _on_remove(self) -> None:
        self.removed.emit(self._place)
