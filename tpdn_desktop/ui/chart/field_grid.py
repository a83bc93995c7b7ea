"""Words at the left, fields at the right: how every part of the inspector is laid out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from tpdn_desktop.ui.controls import PlainLabel, keep_width_when_chosen
from tpdn_desktop.ui.theme import THEME, font

WORDS_WIDTH = 74


def field_grid(rows: Sequence[tuple[str, Sequence[QWidget]]]) -> QGridLayout:
    """Rows of words and their fields; the fields of a row share its width."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(6)
    for row, (word, widgets) in enumerate(rows):
        grid.addWidget(small(word), row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        cell = QHBoxLayout()
        cell.setSpacing(6)
        for widget in widgets:
            stretch = 0 if isinstance(widget, PlainLabel) else 1
            cell.addWidget(widget, stretch, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(cell, row, 1)
    grid.setColumnMinimumWidth(0, WORDS_WIDTH)
    grid.setColumnStretch(1, 1)
    return grid


def small(text: str) -> PlainLabel:
    """A quiet word beside or between fields, on the height of their text."""
    return _Beside(text)


class _Beside(PlainLabel):
    """As high as the fields are, so that its text stands level with theirs."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "secondary", tone="secondary")
        THEME.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.setMinimumHeight(max(26, THEME.target))


class Toggles(QWidget):
    """Several words of which any number may hold."""

    changed = Signal(object)
    """The indices that hold now, as a frozenset."""

    def __init__(self, words: Sequence[str], name: str, names: Sequence[str]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._buttons: list[QPushButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for word, object_name in zip(words, names, strict=True):
            push = QPushButton(word)
            push.setObjectName(object_name)
            push.setCheckable(True)
            push.setProperty("segment", True)
            push.setProperty("several", word != words[0])
            push.setProperty("last", word == words[-1])
            push.setFont(font("control"))
            push.setAccessibleName(f"{name}: {word}")
            push.setToolTip(f"{name}: {word}")
            push.clicked.connect(self._on_clicked)
            self._buttons.append(push)
            row.addWidget(push)
        keep_width_when_chosen(self._buttons)

    def show_on(self, indices: frozenset[int]) -> None:
        """Show which hold, without announcing it."""
        for index, push in enumerate(self._buttons):
            push.setChecked(index in indices)

    def _on_clicked(self) -> None:
        on = frozenset(i for i, push in enumerate(self._buttons) if push.isChecked())
        self.changed.emit(on)
