"""The quiet row of outcomes above the plot; on a narrow panel, or for fingers, two rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from tpdn_desktop.ui.theme import THEME, font

_GAP = 2
_TIGHT = (
    "QPushButton { padding: 3px 4px; text-align: center; } QPushButton:focus { padding: 2px 3px; }"
)


class OutcomeChoice(QWidget):
    """One of several words; arrows go from one to the next, as in a group of radio buttons."""

    chosen = Signal(int)

    def __init__(self, words: Sequence[tuple[str, str]], name: str) -> None:
        """`words` are the label and the tip of each choice."""
        super().__init__()
        self.setAccessibleName(name)
        self._buttons: list[QPushButton] = []
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._columns = 0
        for index, (label, tip) in enumerate(words):
            button = QPushButton(label)
            button.setCheckable(True)
            button.setFont(font("secondary"))
            button.setToolTip(tip)
            button.setAccessibleName(f"{name}: {tip}")
            button.setProperty("flat", True)
            button.setProperty("toggle", True)
            button.setStyleSheet(_TIGHT)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._group.addButton(button, index)
            self._buttons.append(button)
        self._group.idClicked.connect(self.chosen)
        self._fit()
        THEME.changed.connect(self._fit)

    @property
    def choice(self) -> int:
        """The place of the choice, -1 before any was made."""
        return self._group.checkedId()

    def show_choice(self, index: int) -> None:
        """Show a choice without announcing it."""
        self._buttons[index].setChecked(True)

    def button(self, index: int) -> QPushButton:
        """The button of a choice."""
        return self._buttons[index]

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def minimumSizeHint(self) -> QSize:
        """What two rows need: one row may be too wide for the panel."""
        widest = max(self._wide(b) for b in self._buttons)
        return QSize((len(self._buttons) + 1) // 2 * widest, super().minimumSizeHint().height())

    @staticmethod
    def _wide(button: QPushButton) -> int:
        return max(button.sizeHint().width(), THEME.target) + _GAP

    def _fit(self) -> None:
        count = len(self._buttons)
        for button in self._buttons:
            button.setMinimumWidth(THEME.target)
        wide = sum(self._wide(button) for button in self._buttons)
        columns = count if wide <= self.width() else (count + 1) // 2
        if columns == self._columns:
            return
        self._columns = columns
        for index, button in enumerate(self._buttons):
            self._grid.addWidget(button, index // columns, index % columns)
