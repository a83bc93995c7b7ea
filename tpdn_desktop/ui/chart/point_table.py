"""The table of today's trigger points, in step with the map both ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from tpdn_desktop.atlas.drawing import Part
from tpdn_desktop.atlas.marks import look_of, mark_glyph
from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.trigger_point import TriggerPoint, TriggerPointId
from tpdn_desktop.services.point_words import (
    needles_words,
    now_words,
    technique_words,
    twitch_words,
)
from tpdn_desktop.ui.drawing_pen import DrawingPen
from tpdn_desktop.ui.fixed_words import in_words
from tpdn_desktop.ui.theme import THEME, font
from tpdn_desktop.ui.words import STATUS_WORDS, muscle_and_side

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 26
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class PointTableModel(QAbstractTableModel):
    """The session's points as rows: number, muscle and side, point, status, needles ..."""

    def __init__(self, names: Mapping[str, str], labels: Mapping[str, str]) -> None:
        super().__init__()
        self._names = names
        self._labels = labels
        self._session: Session | None = None
        self._now = EPOCH
        self.selected: str | None = None
        self._headers = (
            "",
            self.tr("Muscle and side"),
            self.tr("Point"),
            self.tr("Status"),
            self.tr("Needles"),
            self.tr("Technique"),
            self.tr("Twitch"),
            self.tr("Known"),
            self.tr("Now"),
            self.tr("Felt at"),
        )

    def show_session(self, session: Session | None, now: datetime) -> None:
        """Show a session; rows are kept where only their words changed."""
        rows = len(self._session.trigger_points) if self._session else 0
        new_rows = len(session.trigger_points) if session else 0
        self._now = now
        if rows == new_rows:
            self._session = session
            if rows == 0:
                return
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, len(self._headers) - 1))
            return
        self.beginResetModel()
        self._session = session
        self.endResetModel()

    def point(self, row: int) -> TriggerPoint:
        """The trigger point of a row."""
        if self._session is None:
            raise IndexError(row)
        return self._session.trigger_points[row]

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return len(self._session.trigger_points) if self._session and not parent.isValid() else 0

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return len(self._headers)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headers[section]
        if role == Qt.ItemDataRole.FontRole:
            return font("secondary")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self._session is None:
            return None
        point = self.point(index.row())
        column = index.column()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._words(point, index.row(), column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return escape(self._words(point, index.row(), column))
        if role == Qt.ItemDataRole.FontRole:
            return self._font(point, column)
        if role == Qt.ItemDataRole.ForegroundRole and (column == 9 or not point.confirmed):
            return THEME.colour("text_secondary")
        return None

    def _words(self, point: TriggerPoint, row: int, column: int) -> str:
        name = self._names.get(point.muscle_id, point.muscle_id)
        label = self._labels.get(point.reference_point_id or "", self.tr("free"))
        known = {None: "", True: self.tr("yes"), False: self.tr("no")}[point.reproduces_pain]
        return (
            str(row + 1),
            muscle_and_side(name, point.side),
            label,
            STATUS_WORDS[point.status],
            in_words(needles_words(point)) if point.confirmed else _planned_words(point),
            in_words(technique_words(point)) if point.confirmed else self.tr("as last time"),
            in_words(twitch_words(point.twitch)),
            known,
            in_words(now_words(point, self._now)) if point.confirmed else self.tr("confirm?"),
            point.felt_at,
        )[column]

    def _font(self, point: TriggerPoint, column: int) -> QFont:
        if column == 1:
            return font("control", 500)
        if column == 8:
            return font("control", 600 if point.needles_in else 400, tabular=True)
        return font("control")


def _planned_words(point: TriggerPoint) -> str:
    """The needles that go in when the point is confirmed, as they will be listed."""
    sizes = Counter(plan.size.label.replace(" ", "") for plan in point.planned)
    return ", ".join(f"{count} × {size}" for size, count in sizes.items())


class _MarkDelegate(QStyledItemDelegate):
    """Draws the point's own mark, small, in the first column."""

    def __init__(self, model: PointTableModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._pen = DrawingPen(THEME)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        rect: QRect = option.rect
        point = self._model.point(index.row())
        if point.id == self._model.selected:
            painter.fillRect(rect, THEME.colour("accent_soft"))
            painter.fillRect(
                QRect(rect.left(), rect.top(), 3, rect.height()), THEME.colour("accent")
            )
        painter.setPen(THEME.colour("hairline"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        glyph = mark_glyph(look_of(point, index.row() + 1))
        centre = rect.center()
        self._pen.paint_part(painter, Part(glyph, centre.x() + 0.5, centre.y() - 0.5, 0.82))
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, ROW_HEIGHT)


class PointTable(QTableView):
    """The table under the map."""

    point_chosen = Signal(str)
    confirmed = Signal()
    """Space was pressed on the selected point."""

    def __init__(self, names: Mapping[str, str], labels: Mapping[str, str]) -> None:
        super().__init__()
        self.setObjectName("points")
        self.setAccessibleName(self.tr("Trigger points of this session"))
        self._model = PointTableModel(names, labels)
        self.setModel(self._model)
        self.setItemDelegateForColumn(0, _MarkDelegate(self._model, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self._fit_rows()
        THEME.changed.connect(self._fit_rows)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(40)
        for column, width in enumerate((38, 172, 54, 98, 90, 96, 82, 50, 104, 80)):
            self.setColumnWidth(column, width)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        self.selectionModel().currentRowChanged.connect(self._on_row)
        self._quiet = False

    def _fit_rows(self) -> None:
        """Rows as high as is drawn, or as a finger asks for."""
        self.verticalHeader().setDefaultSectionSize(max(ROW_HEIGHT, THEME.target))

    def show_session(
        self, session: Session, selected: TriggerPointId | None, now: datetime
    ) -> None:
        """Show the session's points and the selected one, without announcing it."""
        self._quiet = True
        self._model.selected = selected
        self._model.show_session(session, now)
        if selected is None:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        else:
            row = session.index_of(selected)
            self.selectRow(row)
            self.scrollTo(self._model.index(row, 1))
        self._quiet = False

    def forget(self) -> None:
        """No session is shown (lock)."""
        self._quiet = True
        self._model.selected = None
        self._model.show_session(None, EPOCH)
        self._quiet = False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.confirmed.emit()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, what was felt where is read in the inspector alone."""
        super().resizeEvent(event)
        self.setColumnHidden(9, self.width() < 900)

    def _on_row(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._quiet and current.isValid():
            self.point_chosen.emit(self._model.point(current.row()).id)
