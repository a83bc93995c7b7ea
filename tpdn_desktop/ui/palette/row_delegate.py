"""Paints a line of the palette: words, where it belongs, its key."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from tpdn_desktop.ui.key_cap import key_cap_size, paint_key_cap
from tpdn_desktop.ui.palette.entry import Entry
from tpdn_desktop.ui.theme import THEME, font

ENTRY_ROLE = Qt.ItemDataRole.UserRole
_MARGIN = 12


class RowDelegate(QStyledItemDelegate):
    """One calm line for each entry; what cannot be done now is greyed."""

    @property
    def row_height(self) -> int:
        """The height of a line in logical pixels: never lower than a finger asks for."""
        return max(QFontMetrics(font("body")).height() + 10, THEME.target)

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(200, self.row_height)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        entry = index.data(ENTRY_ROLE)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if not isinstance(entry, Entry):
            return
        painter.save()
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, THEME.colour("accent_soft" if chosen else "raised"))
        if chosen:
            painter.fillRect(
                QRect(rect.left(), rect.top(), 3, rect.height()), THEME.colour("accent")
            )
        right = self._paint_keys(painter, rect, entry.keys)
        self._paint_words(painter, rect.adjusted(_MARGIN, 0, right - rect.right(), 0), entry)
        painter.restore()

    def _paint_keys(self, painter: QPainter, rect: QRect, keys: str) -> int:
        """Paint the key at the right end; where the room for words ends."""
        if not keys:
            return rect.right() - _MARGIN
        size = key_cap_size(keys)
        left = rect.right() - _MARGIN - size.width()
        top = rect.top() + (rect.height() - size.height()) / 2
        painter.save()
        paint_key_cap(painter, QRectF(left, top, size.width(), size.height()), keys)
        painter.restore()
        return left - 8

    def _paint_words(self, painter: QPainter, room: QRect, entry: Entry) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        where = entry.hindrance or entry.where
        small = font("secondary")
        wide = QFontMetrics(small).horizontalAdvance(where)
        words_room = room.adjusted(0, 0, -(wide + 16) if where else 0, 0)
        painter.setFont(font("body"))
        painter.setPen(THEME.colour("text_disabled" if entry.hindrance else "text"))
        words = painter.fontMetrics().elidedText(
            entry.words, Qt.TextElideMode.ElideRight, words_room.width()
        )
        painter.drawText(words_room, middle | Qt.AlignmentFlag.AlignLeft, words)
        painter.setFont(small)
        painter.setPen(THEME.colour("text_secondary"))
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, where)
