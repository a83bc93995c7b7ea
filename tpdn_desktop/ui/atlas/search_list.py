"""A list under a search field: what the lists of muscles and of regions have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)
from typing_extensions import override

from tpdn_desktop.ui.controls import PlainLabel
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.theme import THEME, font

KEY: Final = Qt.ItemDataRole.UserRole
"""The id of what a row stands for; a row without one is a heading."""

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class SearchWords:
    """What field and list are called; `name` begins their object names."""

    name: str
    placeholder: str
    field: str
    tip: str
    rows: str


class SearchList(QFrame):
    """A search field over rows; Down and Enter go on from the field."""

    chosen = Signal(str)
    """The id of the row that was chosen."""

    def __init__(self, words: SearchWords, icons: IconSet, rows: SearchRows) -> None:
        super().__init__()
        self._quiet = False
        self.field = self._field(words, icons)
        self.rows = QListWidget()
        self.rows.setObjectName(words.name)
        self.rows.setAccessibleName(words.rows)
        rows.setParent(self.rows)
        self.rows.setItemDelegate(rows)
        self.rows.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setStyleSheet("background: transparent;")
        self.rows.currentItemChanged.connect(self._on_current)
        self.rows.itemClicked.connect(self._on_current)
        self._none = PlainLabel("", "secondary", tone="secondary", wrap=True)
        self._none.setObjectName(f"{words.name}_none_found")
        self._none.setContentsMargins(12, 0, 12, 0)
        self._none.hide()
        head = QVBoxLayout()
        head.setContentsMargins(10, 0, 10, 0)
        head.addWidget(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._none)
        column.addWidget(self.rows, 1)

    def begin(self, text: str = "") -> None:
        """Put the cursor into the field, with the first letters when they were typed elsewhere."""
        if text:
            self.field.setText(text)
        self.field.setFocus()
        if not text:
            self.field.selectAll()

    def clear_search(self) -> bool:
        """Empty the field; False when it was empty or the keyboard is elsewhere."""
        if not (self.field.hasFocus() and self.field.text()):
            return False
        self.field.clear()
        return True

    def show_current(self, key: str | None) -> None:
        """Mark the row of what is shown, without announcing it."""
        self._quiet = True
        self.rows.setCurrentRow(-1)
        item = next((i for i in self._listed() if i.data(KEY) == key), None) if key else None
        if item is not None:
            self.rows.setCurrentItem(item)
            self.rows.scrollToItem(item, QListWidget.ScrollHint.PositionAtCenter)
        self._quiet = False

    def listed(self) -> list[str]:
        """The ids as they stand in the list, headings and hidden rows left out."""
        return [str(item.data(KEY)) for item in self._listed()]

    # What a list of its kind does -----------------------------------------------------------------

    def look_for(self, text: str) -> None:
        """List what matches the text that was typed."""
        raise NotImplementedError

    def _say_none(self, words: str) -> None:
        """Say that nothing was found; nothing when it is empty."""
        self._none.setText(words)
        self._none.setVisible(bool(words))

    def _listed(self) -> list[QListWidgetItem]:
        items = (self.rows.item(row) for row in range(self.rows.count()))
        return [item for item in items if item.data(KEY) and not item.isHidden()]

    # ---------------------------------------------------------------------------------------------

    def _field(self, words: SearchWords, icons: IconSet) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(f"{words.name}_search")
        field.setPlaceholderText(words.placeholder)
        field.setAccessibleName(words.field)
        field.setToolTip(words.tip)
        field.setFont(font("body"))
        field.setClearButtonEnabled(True)
        field.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        field.textChanged.connect(self._on_text)
        field.returnPressed.connect(self._on_return)
        field.installEventFilter(self)
        return field

    def _on_text(self, text: str) -> None:
        self.look_for(text.strip())

    def _on_return(self) -> None:
        if self.field.text().strip() and self.listed():
            self.chosen.emit(self.listed()[0])
            self.rows.setFocus()

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._quiet and item.data(KEY):
            self.chosen.emit(item.data(KEY))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_key = event.type() == QEvent.Type.KeyPress
        if is_key and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down:
            self.rows.setFocus()
            if self._listed():
                self.rows.setCurrentItem(self._listed()[0])
            return True
        return False


class SearchRows(QStyledItemDelegate):
    """Draws the ground of a row: chosen, under the pointer, or plain."""

    def draw_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> bool:
        """Draw it; True when the row is chosen."""
        box, state = option.rect, option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, THEME.colour("accent_soft"))
            painter.fillRect(box.x(), box.y(), 3, box.height(), THEME.colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, THEME.colour("control_hover"))
        return chosen
