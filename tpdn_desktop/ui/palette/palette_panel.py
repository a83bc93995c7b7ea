"""The command palette (Ctrl+K): a field and a list over the window. It stops nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tpdn_desktop.ui.controls import PlainLabel
from tpdn_desktop.ui.palette.entry import Entry
from tpdn_desktop.ui.palette.row_delegate import ENTRY_ROLE, RowDelegate
from tpdn_desktop.ui.palette.shelf import Shelf

WIDTH = 620
ROWS = 12
PAGE_ROWS = 8
_AWAY = {Qt.FocusReason.MouseFocusReason, Qt.FocusReason.TabFocusReason}


class PalettePanel(QFrame):
    """Type, arrows, Enter. Esc, or a click beside it, leaves everything as it was."""

    def __init__(self, shelf: Shelf, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("float")
        self.setAccessibleName(self.tr("Command palette"))
        self._shelf = shelf
        self._window = window
        self._came_from: QWidget | None = None
        self.field = QLineEdit()
        self.field.setObjectName("palette_field")
        self.field.setPlaceholderText(self.tr("Action, patient or muscle"))
        self.field.setAccessibleName(self.tr("Action, patient or muscle"))
        self.field.setToolTip(self.tr("Type some letters; Enter does it (Ctrl+K)"))
        self.field.textEdited.connect(self.refresh)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setObjectName("palette_list")
        self.list.setAccessibleName(self.tr("What fits"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self._rows = RowDelegate(self.list)
        self.list.setItemDelegate(self._rows)
        self.list.itemClicked.connect(self._on_clicked)
        self._nothing = PlainLabel(self.tr("Nothing fits."), "secondary", tone="secondary")
        self._nothing.setContentsMargins(12, 4, 12, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addWidget(self.list)
        column.addWidget(self._nothing)
        window.installEventFilter(self)
        self.hide()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is offered now, from the top."""
        return tuple(self.list.item(i).data(ENTRY_ROLE) for i in range(self.list.count()))

    def toggle(self) -> None:
        """Open over the window with an empty field, or go."""
        if self.isVisible():
            self.leave()
        else:
            self.begin()

    def begin(self, typed: str = "") -> None:
        """Open with these letters in the field."""
        self._came_from = QApplication.focusWidget()
        self.field.setText(typed)
        self.refresh()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self) -> None:
        """Go, and give the keyboard back to where it was."""
        self.clear()
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus(Qt.FocusReason.PopupFocusReason)
        self._came_from = None

    def clear(self) -> None:
        """Go and keep nothing: a patient's name may have stood in the list."""
        self.hide()
        self.field.clear()
        self.list.clear()

    def refresh(self) -> None:
        """Ask the shelf again for what is typed."""
        self._fill()
        self.list.setCurrentRow(0)
        self._nothing.setVisible(not self.list.count())
        self.list.setVisible(self.list.count() > 0)
        self._place()

    def add_new(self) -> None:
        """Ask the shelf again because it knows more; what is chosen stays chosen."""
        row = self.list.currentItem()
        chosen = row.data(ENTRY_ROLE) if row is not None else None
        was_moved = self.list.currentRow() > 0
        self.refresh()
        if isinstance(chosen, Entry) and was_moved:
            lines = [(entry.words, entry.where) for entry in self.entries]
            if (chosen.words, chosen.where) in lines:
                self.list.setCurrentRow(lines.index((chosen.words, chosen.where)))

    def _fill(self) -> None:
        self.list.clear()
        for entry in self._shelf.find(self.field.text()):
            row = QListWidgetItem()
            row.setData(ENTRY_ROLE, entry)
            spoken = (entry.words, entry.hindrance or entry.where, entry.keys)
            row.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, spoken)))
            self.list.addItem(row)

    # ---------------------------------------------------------------------------------------------

    def _place(self) -> None:
        height = self._rows.row_height
        self.list.setFixedHeight(height * min(ROWS, max(1, self.list.count())) + 4)
        self.setFixedWidth(min(WIDTH, self._window.width() - 40))
        self.adjustSize()
        self.move((self._window.width() - self.width()) // 2, 56)

    def _do(self) -> None:
        row = self.list.currentItem()
        entry = row.data(ENTRY_ROLE) if row is not None else None
        if not isinstance(entry, Entry) or entry.hindrance:
            return
        self.leave()
        entry.run()

    def _step(self, step: int) -> None:
        last = self.list.count() - 1
        self.list.setCurrentRow(max(0, min(last, self.list.currentRow() + step)))

    def _on_clicked(self, row: QListWidgetItem) -> None:
        self.list.setCurrentItem(row)
        self._do()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            if event.type() == QEvent.Type.Resize and self.isVisible():
                self._place()
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() in _AWAY:
            self.clear()
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: PAGE_ROWS,
            Qt.Key.Key_PageUp: -PAGE_ROWS,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self._step(steps[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._do()
        elif key == Qt.Key.Key_Escape:
            self.leave()
        else:
            return False
        return True
