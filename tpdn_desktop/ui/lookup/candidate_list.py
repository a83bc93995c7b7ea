"""The ranked candidates as rows to walk through with the arrow keys, and to palpate one by one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from tpdn_desktop.services.lookup_session import Candidate
from tpdn_desktop.ui.controls import button
from tpdn_desktop.ui.lookup.candidate_row import CandidateRow, RowWords

FIRST_SHOWN = 20
"""Rows shown at first: further down the reasons to palpate are thin."""

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_FOUND = {
    Qt.Key.Key_Plus: True,
    Qt.Key.Key_Minus: False,
    Qt.Key.Key_Question: None,
}


class CandidateList(QScrollArea):
    """Keeps its row widgets and fills them anew when the candidates change."""

    hovered = Signal(object)
    """The candidate under the pointer, or None."""
    selected = Signal(object)
    palpated = Signal(object, object)
    chart_asked = Signal(object)
    all_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Candidates"))
        self._rows: list[CandidateRow] = []
        self._candidates: tuple[Candidate, ...] = ()
        self._words: tuple[RowWords, ...] = ()
        self._current: Candidate | None = None
        self._shown = FIRST_SHOWN
        body = QWidget()
        body.setObjectName("panel")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.more = button("", flat=True, name="more_candidates")
        self.more.clicked.connect(self._show_all)
        self._column.addWidget(self.more)
        self._column.addStretch(1)
        self.setWidget(body)

    @property
    def current(self) -> Candidate | None:
        """The selected candidate."""
        return self._current

    def show_rows(self, candidates: Sequence[Candidate], words: Sequence[RowWords]) -> None:
        """Show candidates in their order; the selection stays if it is still among them."""
        if tuple(candidates) != self._candidates:
            self._shown = FIRST_SHOWN
            self.verticalScrollBar().setValue(0)
        self._candidates, self._words = tuple(candidates), tuple(words)
        if self._current not in self._candidates:
            self._current = None
        self._fill()

    def row(self, candidate: Candidate) -> CandidateRow:
        """The row of a candidate that is shown."""
        return self._rows[self._candidates.index(candidate)]

    def select(self, candidate: Candidate | None) -> None:
        """Select a candidate: its pattern stays lit."""
        self._current = candidate
        for row, of in zip(self._rows, self._candidates, strict=False):
            row.set_selected(of == candidate)
        self.selected.emit(candidate)

    def begin(self) -> None:
        """Put the keyboard on the selected row, or the first."""
        if self._candidates:
            self._go(self._index())

    # ---------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        number = min(self._shown, len(self._candidates))
        while len(self._rows) < number:
            self._add_row()
        for index, row in enumerate(self._rows):
            row.setVisible(index < number)
            if index < number:
                row.show_words(self._words[index])
                row.set_selected(self._candidates[index] == self._current)
        hidden = len(self._candidates) - number
        self.more.setVisible(hidden > 0)
        self.more.setText(self.tr("Show {0} more").format(hidden))

    def _add_row(self) -> None:
        index = len(self._rows)
        row = CandidateRow()
        row.setObjectName(f"candidate_{index + 1}")
        row.hovered.connect(partial(self._on_hovered, index))
        row.selected.connect(partial(self._on_selected, index))
        row.palpated.connect(partial(self._on_palpated, index))
        row.chart_asked.connect(partial(self._on_chart, index))
        row.key_pressed.connect(self._on_key)
        self._rows.append(row)
        self._column.insertWidget(index, row)

    def _show_all(self) -> None:
        self._shown = len(self._candidates)
        self._fill()

    def _index(self) -> int:
        return self._candidates.index(self._current) if self._current in self._candidates else 0

    def _go(self, index: int) -> None:
        index = max(0, min(index, len(self._candidates) - 1))
        if index >= self._shown:
            self._show_all()
        self.select(self._candidates[index])
        self._rows[index].setFocus()
        self.ensureWidgetVisible(self._rows[index], 0, 10)

    def _on_key(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        current = self._current
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self._go(self._index() + (1 if key is Qt.Key.Key_Down else -1))
        elif key in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.all_asked.emit()
        elif key in _ENTER and current is not None:
            self.chart_asked.emit(current)
        elif key in _FOUND and current is not None:
            self.palpated.emit(current, _FOUND[key])
        else:
            return
        event.accept()

    def _on_hovered(self, index: int, inside: bool) -> None:
        if index < len(self._candidates):
            self.hovered.emit(self._candidates[index] if inside else None)

    def _on_selected(self, index: int) -> None:
        self.select(self._candidates[index])

    def _on_palpated(self, index: int, found: bool | None) -> None:
        self.palpated.emit(self._candidates[index], found)

    def _on_chart(self, index: int) -> None:
        self.chart_asked.emit(self._candidates[index])
