"""The keys of a page as a table: the same rows make its shortcuts and its list under F1."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from tpdn_desktop.ui.chart.chart_keys import KeyRow
from tpdn_desktop.ui.chart.key_list import KeyList, in_two_columns


class PageKeys(QObject):
    """Puts rows on a page as shortcuts and shows them over it."""

    def __init__(self, title: str, rows: Sequence[KeyRow], page: QWidget) -> None:
        super().__init__(page)
        self.rows = tuple(rows)
        self._title = title
        self._page = page
        self._list: KeyList | None = None
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
            self._list = KeyList(self._title, in_two_columns(self.rows), self._page)
        self._list.toggle()

    def _on_triggered(self) -> None:
        action = self.sender()
        for row, known in self._actions:
            if known is action:
                row.run()
                return
