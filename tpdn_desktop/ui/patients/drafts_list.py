"""Sessions that nobody has signed yet, at the foot of the patients' list: the oldest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)
from typing_extensions import override

from tpdn_desktop.services.ports import DraftRow
from tpdn_desktop.ui.controls import PlainLabel, hairline
from tpdn_desktop.ui.field import plain_tip
from tpdn_desktop.ui.theme import THEME, font
from tpdn_desktop.ui.words import local_day

MOST_ROWS = 5
ROW_HEIGHT = 28
_ID = Qt.ItemDataRole.UserRole
_PARTS = Qt.ItemDataRole.UserRole + 1
_SIDE = 14
_LEAST_NAME = 90


class DraftsList(QFrame):
    """A click or Enter opens a draft. Nothing is shown when there is none."""

    opened = Signal(str)
    """The id of the session."""

    def __init__(self) -> None:
        super().__init__()
        self._title = PlainLabel("", "secondary", 600)
        self._title.setObjectName("drafts_title")
        self._title.setContentsMargins(_SIDE, 8, _SIDE, 4)
        self.list = QListWidget()
        self.list.setObjectName("drafts")
        self.list.setAccessibleName(self.tr("Sessions to finish, the oldest first"))
        self.list.setItemDelegate(_DraftDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.itemActivated.connect(self._on_item)
        self.list.itemClicked.connect(self._on_item)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline())
        column.addWidget(self._title)
        column.addWidget(self.list)
        THEME.changed.connect(self._fit)
        self.hide()

    def show_drafts(self, drafts: Sequence[DraftRow]) -> None:
        """Show the sessions that are to be finished."""
        self.setVisible(bool(drafts))
        self._title.setText(self.tr("To finish: {0}").format(len(drafts)))
        self.list.clear()
        for draft in drafts:
            self.list.addItem(self._item(draft))
        if drafts:
            self.list.setCurrentRow(0)
        self._fit()

    def _fit(self) -> None:
        high = max(ROW_HEIGHT, self.fontMetrics().height() + 12, THEME.target)
        for row in range(self.list.count()):
            self.list.item(row).setSizeHint(QSize(100, high))
        self.list.setFixedHeight(min(self.list.count(), MOST_ROWS) * high + 4)

    def _item(self, draft: DraftRow) -> QListWidgetItem:
        points = draft.points
        charted = self.tr("1 point") if points == 1 else self.tr("{0} points").format(points)
        inside = self.tr("{0} in").format(draft.needles_in) if draft.needles_in else ""
        when = local_day(draft.started_at)
        item = QListWidgetItem()
        item.setData(_ID, draft.session_id)
        item.setData(_PARTS, (draft.full_name, f"{when} · {charted}", inside))
        needles = self.tr("{0} needles in").format(draft.needles_in) if inside else ""
        number = self.tr("session {0}").format(draft.number)
        told = ", ".join(w for w in (draft.full_name, number, when, charted, needles) if w)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, told)
        item.setToolTip(plain_tip(self.tr("{0}: open it (Enter)").format(told)))
        return item

    def _on_item(self, item: QListWidgetItem) -> None:
        self.opened.emit(item.data(_ID))


class _DraftDelegate(QStyledItemDelegate):
    """Name at the left, day and points at the right, needles in as the last and loudest."""

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        name, about, inside = index.data(_PARTS)
        painter.save()
        has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
        if has_focus:
            painter.fillRect(rect, THEME.colour("accent_soft"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, THEME.colour("control_hover"))
        line = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        right = rect.right() - _SIDE
        for words, use, weight, role in (
            (inside, "control", 600, "danger"),
            (about, "secondary", 400, "text_secondary"),
        ):
            painter.setFont(font(use, weight, tabular=True))
            wide = painter.fontMetrics().horizontalAdvance(words)
            if not words or right - wide - rect.left() < _LEAST_NAME:
                continue
            painter.setPen(THEME.colour(role))
            painter.drawText(QRect(right - wide, rect.top(), wide + 2, rect.height()), line, words)
            right -= wide + 10
        painter.setFont(font("control"))
        painter.setPen(THEME.colour("text"))
        room = QRect(rect.left() + _SIDE, rect.top(), right - rect.left() - _SIDE, rect.height())
        short = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, line | Qt.AlignmentFlag.AlignAbsolute, short)
        painter.restore()
