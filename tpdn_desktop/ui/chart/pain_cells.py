"""Eleven cells for a pain score: clicked, or typed as digits once the keyboard is there."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from typing_extensions import override

from tpdn_desktop.ui.chart.typed_cells import TypedSegments

_CELL = QSize(21, 26)


class PainCells(TypedSegments):
    """0 to 10; a second click on a cell clears it. 1 and then 0 is ten."""

    def __init__(self, name: str, key: str) -> None:
        words = [str(n) for n in range(11)]
        super().__init__(
            words,
            name,
            clearable=True,
            tips=[f"{name}: {n} ({key}, {n})" for n in words],
            cell=_CELL,
        )
        self._typed: int | None = None

    def begin(self) -> None:
        """Put the keyboard on the score of now, or on 0."""
        self._typed = None
        self.button(self.choice or 0).setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def digit_typed(self, digit: int) -> None:
        score = 10 if self._typed == 1 and digit == 0 else digit
        self._typed = None if score == 10 else digit
        self.show_choice(score)
        self.button(score).setFocus()
        self.chosen.emit(score)
