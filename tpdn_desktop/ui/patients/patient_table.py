"""The table of patients: name, birth date, last session, state, and the worst alert."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)
from typing_extensions import override

from tpdn_desktop.services.ports import PatientRow
from tpdn_desktop.ui.controls import SEVERITY_ICON
from tpdn_desktop.ui.field import plain_tip
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.patients.alert_words import AlertWords
from tpdn_desktop.ui.theme import THEME, font
from tpdn_desktop.ui.words import day

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
WORST_ALERT_ROLE = Qt.ItemDataRole.UserRole + 1
IS_DRAFT_ROLE = Qt.ItemDataRole.UserRole + 2


class Column(IntEnum):
    """Columns from left to right."""

    NAME = 0
    BORN = 1
    LAST = 2
    STATE = 3
    ALERT = 4


class PatientTableModel(QAbstractTableModel):
    """The rows that were found, as the table shows and the screen reader says them."""

    def __init__(self, alert_words: AlertWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PatientRow, ...] = ()
        self._today = date(1970, 1, 1)
        self._alert_words = alert_words

    def show_rows(self, rows: Sequence[PatientRow], today: date) -> None:
        """Show other rows; `today` decides which dates need their year."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self._today = today
        self.endResetModel()

    def row(self, index: int) -> PatientRow:
        """The patient in a row."""
        return self._rows[index]

    def row_of(self, patient_id: str) -> int:
        """The row of a patient, -1 when not shown."""
        return next((i for i, row in enumerate(self._rows) if row.id == patient_id), -1)

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        column = Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._tip(row, column))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._alerts(row) if column is Column.ALERT else self._text(row, column)
        return self._for_painter(row, role)

    def _for_painter(self, row: PatientRow, role: int) -> object:
        if role == WORST_ALERT_ROLE:
            return self._alert_words.worst(row.alerts)
        return row.has_draft if role == IS_DRAFT_ROLE else None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DisplayRole:
            names = (self.tr("Name"), self.tr("Born"), self.tr("Last"), self.tr("State"), "")
            return names[section]
        if role == Qt.ItemDataRole.AccessibleTextRole and section == Column.ALERT:
            return self.tr("Alerts")
        return None

    def _text(self, row: PatientRow, column: Column) -> str:
        if column is Column.NAME:
            return row.full_name
        if column is Column.BORN:
            return "–" if row.birth_date is None else day(row.birth_date)
        if column is Column.LAST:
            return self._last(row.last_session_at)
        if column is Column.STATE:
            return self._state(row)
        return ""

    def _last(self, moment: datetime | None) -> str:
        if moment is None:
            return "–"
        parts = day(moment.astimezone().date()).split()
        same_year = moment.astimezone().year == self._today.year
        # Without its year a day of another year would be taken for this one.
        return " ".join(parts[:2] if same_year else parts[1:])

    def _state(self, row: PatientRow) -> str:
        if row.has_draft:
            return self.tr("draft")
        return self.tr("signed") if row.session_count else self.tr("new")

    def _tip(self, row: PatientRow, column: Column) -> str:
        if column is Column.ALERT:
            return self._alerts(row)
        parts = [row.full_name, row.number]
        if row.last_session_at is not None:
            last = day(row.last_session_at.astimezone().date())
            parts.append(self.tr("last session {day}").format(day=last))
        return "\n".join(p for p in parts if p)

    def _alerts(self, row: PatientRow) -> str:
        alerts = self._alert_words.by_weight(row.alerts)
        return "\n".join(self._alert_words.short(a) for a in alerts)


class _RowPainter(QStyledItemDelegate):
    """Paints a cell: hairline, selection with its bar, text, icon of the worst alert."""

    def __init__(self, icons: IconSet, parent: QObject) -> None:
        super().__init__(parent)
        self._icons = icons

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        column = Column(index.column())
        painter.save()
        painter.fillRect(rect, THEME.colour("accent_soft" if selected else "raised"))
        painter.fillRect(rect.adjusted(0, rect.height() - 1, 0, 0), THEME.colour("hairline"))
        if selected and column is Column.NAME:
            bar = QRect(rect.left(), rect.top(), 3, rect.height())
            painter.fillRect(bar, THEME.colour("accent"))
        if column is Column.ALERT:
            self._paint_alert(painter, rect, index)
        else:
            self._paint_text(painter, rect, index, column)
        painter.restore()

    def _paint_text(self, painter: QPainter, rect: QRect, index: Index, column: Column) -> None:
        words = str(index.data())
        is_name = column is Column.NAME
        draft = column is Column.STATE and bool(index.data(IS_DRAFT_ROLE))
        painter.setFont(font("body", 500) if is_name else font("control", tabular=True))
        role = "text" if is_name or column is Column.LAST else "text_secondary"
        painter.setPen(THEME.colour("draft" if draft else role))
        left = 14 if is_name else 6
        inside = rect.adjusted(left, 0, -4, -1)
        cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inside.width())
        place = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inside, place | Qt.AlignmentFlag.AlignAbsolute, cut)

    def _paint_alert(self, painter: QPainter, rect: QRect, index: Index) -> None:
        worst = index.data(WORST_ALERT_ROLE)
        if worst is None or worst == "info":
            return
        icon = self._icons.pixmap(SEVERITY_ICON[worst], worst, 16)
        painter.drawPixmap(rect.center().x() - 8, rect.center().y() - 8, icon)


class PatientTable(QTableView):
    """The list of patients. Arrows choose, Enter opens, letters go to the search field."""

    patient_chosen = Signal(str)
    """The id of the patient that is chosen now, empty for none."""
    patient_opened = Signal(str)
    typed = Signal(str)

    def __init__(self, icons: IconSet, alert_words: AlertWords) -> None:
        super().__init__()
        self.setObjectName("patient_table")
        self.setAccessibleName(self.tr("Patients"))
        self.setFont(font("body"))
        self._table_model = PatientTableModel(alert_words, self)
        self.setModel(self._table_model)
        self.setItemDelegate(_RowPainter(icons, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self._fit_rows()
        THEME.changed.connect(self._fit_rows)
        self._set_up_header()
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.doubleClicked.connect(self._on_double_clicked)

    def _fit_rows(self) -> None:
        """Rows as high as the type asks for, or a finger."""
        least = max(26, self.fontMetrics().height() + 10)
        self.verticalHeader().setDefaultSectionSize(max(least, THEME.target))

    def show_rows(self, rows: Sequence[PatientRow], today: date, chosen: str) -> None:
        """Show rows and choose a patient among them, or else the first."""
        self._table_model.show_rows(rows, today)
        if rows:
            self.choose_row(max(0, self._table_model.row_of(chosen)))

    def choose_row(self, row: int) -> None:
        """Choose a row, as near as there is one."""
        count = self._table_model.rowCount()
        if count:
            self.setCurrentIndex(self._table_model.index(min(max(row, 0), count - 1), 0))

    def choose_patient(self, patient_id: str) -> None:
        """Choose a patient, if shown."""
        row = self._table_model.row_of(patient_id)
        if row >= 0:
            self.choose_row(row)

    def choose_by(self, step: int) -> None:
        """Choose so many rows further down."""
        self.choose_row(self.currentIndex().row() + step)

    @property
    def rows_a_page(self) -> int:
        """Rows that a page key goes by."""
        return max(1, self.viewport().height() // self.verticalHeader().defaultSectionSize() - 1)

    @property
    def chosen_id(self) -> str:
        """The id of the chosen patient, empty for none."""
        index = self.currentIndex()
        return self._table_model.row(index.row()).id if index.isValid() else ""

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setFont(font("secondary"))
        header.setHighlightSections(False)
        header.setStyleSheet("QHeaderView::section:first { padding-left: 14px; }")
        header.setSectionsClickable(False)
        header.setFixedHeight(25)
        header.setMinimumSectionSize(24)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        metrics = self.fontMetrics()
        for column, widest in (
            (Column.BORN, "28 May 1988"),
            (Column.LAST, "28 May0"),
            (Column.STATE, "signed0"),
        ):
            header.resizeSection(column, metrics.horizontalAdvance(widest) + 14)
        header.resizeSection(Column.ALERT, 34)

    def _on_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        chosen = self._table_model.row(current.row()).id if current.isValid() else ""
        self.patient_chosen.emit(chosen)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.patient_opened.emit(self._table_model.row(index.row()).id)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen_id:
            self.patient_opened.emit(self.chosen_id)
        elif event.text().isprintable() and event.text() and not held:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Born goes first, then the state: a name that cannot be read finds nobody.
        wide = self.fontMetrics().averageCharWidth()
        self.setColumnHidden(Column.BORN, self.viewport().width() < 56 * wide)
        self.setColumnHidden(Column.STATE, self.viewport().width() < 44 * wide)

    @override
    def sizeHint(self) -> QSize:
        return QSize(470, 400)
