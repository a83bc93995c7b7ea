"""The keys of a page as a table: the same rows make its shortcuts and its list under F1."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from tpdn_desktop.ui.chart.chart_keys import KeyRow
from tpdn_desktop.ui.controls import PlainLabel, button


class PageKeys(QObject):
    """Puts rows on a page as shortcuts and shows them over it."""

    def __init__(self, title: str, rows: Sequence[KeyRow], page: QWidget) -> None:
        super().__init__(page)
        self.rows = tuple(rows)
        self._title = title
        self._page = page
        self._list: _KeyList | None = None
        self._actions: list[tuple[KeyRow, QAction]] = []
        for row in self.rows:
            action = QAction(row.words, page)
            action.setShortcuts([QKeySequence(key) for key in row.keys])
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(self._on_triggered)
            page.addAction(action)
            self._actions.append((row, action))

    def toggle_list(self) -> None:
        """Show the keys over the page, or put them away."""
        if self._list is None:
            self._list = _KeyList(self._title, self.rows, self._page)
        self._list.toggle()

    def _on_triggered(self) -> None:
        action = self.sender()
        for row, known in self._actions:
            if known is action:
                row.run()
                return


class _KeyList(QFrame):
    """Every key with its words, over the middle of the page."""

    def __init__(self, title: str, rows: Sequence[KeyRow], page: QWidget) -> None:
        super().__init__(page)
        self.setObjectName("float")
        self.setAccessibleName(title)
        self._page = page
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addWidget(PlainLabel(title, "panel_title", 600))
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(3)
        told = list(dict.fromkeys(_told(row) for row in rows))
        half = (len(told) + 1) // 2
        for number, (keys, words) in enumerate(told):
            line, block = number % half, 2 * (number // half)
            grid.addWidget(PlainLabel(keys, "secondary", 600), line, block)
            grid.addWidget(PlainLabel(words, "secondary"), line, block + 1)
        column.addLayout(grid)
        close = button(self.tr("Close"), tip=self.tr("Close (F1)"))
        close.clicked.connect(self.hide)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.hide()

    def toggle(self) -> None:
        if self.isVisible():
            self.hide()
            return
        self.adjustSize()
        page = self._page
        self.move((page.width() - self.width()) // 2, (page.height() - self.height()) // 2)
        self.show()
        self.raise_()


def _told(row: KeyRow) -> tuple[str, str]:
    native = QKeySequence.SequenceFormat.NativeText
    keys = "  ".join(QKeySequence(key).toString(native) for key in row.keys)
    return row.listed_as or (keys, row.words)
