"""The find bar of the preview: what is typed is marked on the pages, one place after another."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtPdf import QPdfSearchModel
from PySide6.QtWidgets import QFrame, QHBoxLayout
from typing_extensions import override

from tpdn_desktop.ui.controls import PlainLabel, button, icon_button
from tpdn_desktop.ui.field import line_field
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.paper_preview import Preview


class FindBar(QFrame):
    """Hidden until it is asked for (Ctrl+F). Enter goes on, Shift+Enter back, Esc closes."""

    closed = Signal()

    def __init__(self, preview: Preview, icons: IconSet) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._preview = preview
        self._model = QPdfSearchModel(self)
        self._model.setDocument(preview.pdf)
        preview.setSearchModel(self._model)
        self._at = -1
        self._line = line_field("paper_find", self.tr("Find on the paper"))
        self._line.setPlaceholderText(self.tr("Find on the paper"))
        self._line.setMaximumWidth(360)
        self._line.textChanged.connect(self._on_typed)
        self._words = PlainLabel("", "control", tone="secondary", tabular=True)
        self._words.setObjectName("paper_found")
        self._before = button(self.tr("Previous"), tip=self.tr("The place before (Shift+Enter)"))
        self._after = button(self.tr("Next"), tip=self.tr("The next place (Enter)"))
        self._before.clicked.connect(self.go_back)
        self._after.clicked.connect(self.go_on)
        away = icon_button(icons, "x", self.tr("Close the search (Esc)"), framed=False)
        away.clicked.connect(self.close_bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(8)
        for widget in (self._line, self._before, self._after, self._words):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(away)
        # The model looks through the pages bit by bit and adds what it finds.
        self._model.countChanged.connect(self._on_count)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(0)
        self._settled.timeout.connect(self._show_words)
        self.hide()

    @property
    def count(self) -> int:
        """How many places were found so far."""
        return self._model.rowCount(self._model.index(-1, -1))

    @property
    def at(self) -> int:
        """Which of them is looked at, from 0; -1 when none is."""
        return self._at

    def open(self) -> None:
        """Show the bar, ready for typing over what was looked for last."""
        self.show()
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._line.selectAll()
        self._on_typed(self._line.text())

    def close_bar(self) -> None:
        """Take the bar and its marks away."""
        self._model.setSearchString("")
        self._at = -1
        self.hide()
        self.closed.emit()

    def forget(self) -> None:
        """Nothing that was looked for stays (lock)."""
        self._line.clear()
        self.close_bar()

    def go_on(self) -> None:
        """To the next place; after the last comes the first."""
        self._go(self._at + 1)

    def go_back(self) -> None:
        """To the place before."""
        self._go(self._at - 1)

    def _go(self, index: int) -> None:
        if self.count:
            self._at = index % self.count
            self._preview.setCurrentSearchResultIndex(self._at)
            self._preview.go_to(self._model.resultAtIndex(self._at))
        self._show_words()

    def _on_typed(self, text: str) -> None:
        self._at = -1
        self._preview.setCurrentSearchResultIndex(-1)
        self._model.setSearchString(text.strip())
        self._show_words()

    def _on_count(self) -> None:
        if self._at < 0 and self.count:
            self._go(0)
        elif self._at >= self.count:
            self._at = -1
        self._settled.start()

    def _show_words(self) -> None:
        if not self._line.text().strip():
            words = ""
        elif not self.count:
            words = self.tr("Not found")
        else:
            words = self.tr("{0} of {1}").format(self._at + 1, self.count)
        self._words.setText(words)
        self._line.setAccessibleDescription(words)
        self._before.setEnabled(self.count > 1)
        self._after.setEnabled(self.count > 1)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            (self.go_back if back else self.go_on)()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)
