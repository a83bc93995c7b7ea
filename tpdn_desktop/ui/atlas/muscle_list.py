"""The list of the atlas: muscles under their part of the body, or what a search found."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QShowEvent
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

from tpdn_desktop.atlas.reference import Muscle, MuscleGroup, Reference
from tpdn_desktop.atlas.search import SearchField, SearchHit, SearchIndex, search
from tpdn_desktop.domain.anatomy import Layer
from tpdn_desktop.ui.controls import PlainLabel
from tpdn_desktop.ui.fixed_words import word
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.theme import THEME, font

MUSCLE: Final = Qt.ItemDataRole.UserRole
LAYER: Final = Qt.ItemDataRole.UserRole + 1
FOUND: Final = Qt.ItemDataRole.UserRole + 2

Index = QModelIndex | QPersistentModelIndex


class MuscleList(QFrame):
    """A search field over the muscles; Down and Enter go on from the field."""

    muscle_chosen = Signal(str)

    def __init__(self, reference: Reference, icons: IconSet) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setMinimumWidth(190)
        self._reference = reference
        self._index: SearchIndex | None = None
        self._quiet = False
        self.field = QLineEdit()
        self.field.setObjectName("atlas_search")
        self.field.setPlaceholderText(self.tr("Muscle, nerve, region"))
        self.field.setAccessibleName(self.tr("Search the atlas"))
        self.field.setToolTip(self.tr("Name, Latin, nerve, root, region, complaint or action (/)"))
        self.field.setFont(font("body"))
        self.field.setClearButtonEnabled(True)
        self.field.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.textChanged.connect(self._on_text)
        self.field.returnPressed.connect(self._on_return)
        self.field.installEventFilter(self)
        self.muscles = QListWidget()
        self.muscles.setObjectName("atlas_muscles")
        self.muscles.setAccessibleName(self.tr("Muscles"))
        self.muscles.setItemDelegate(_Rows(self.muscles))
        self.muscles.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.muscles.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.muscles.setStyleSheet("background: transparent;")
        self.muscles.currentItemChanged.connect(self._on_current)
        self.muscles.itemClicked.connect(self._on_current)
        self._none = PlainLabel("", "secondary", tone="secondary", wrap=True)
        self._none.setObjectName("atlas_none_found")
        self._none.setContentsMargins(12, 0, 12, 0)
        self._none.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QVBoxLayout()
        head.setContentsMargins(10, 0, 10, 0)
        head.addWidget(self.field)
        column.addLayout(head)
        column.addWidget(self._none)
        column.addWidget(self.muscles, 1)
        self._show_groups()

    def reference_changed(self) -> None:
        """The words of the tables changed: search among those of now."""
        self._index = None
        if self.field.text().strip():
            self._on_text(self.field.text())

    def begin(self, text: str = "") -> None:
        """Put the cursor into the field, with the first letters when they were typed elsewhere."""
        if text:
            self.field.setText(text)
        self.field.setFocus()
        if not text:
            self.field.selectAll()

    def show_current(self, muscle_id: str | None) -> None:
        """Mark the muscle that is shown, without announcing it."""
        self._quiet = True
        self.muscles.setCurrentRow(-1)
        for row in range(self.muscles.count()):
            item = self.muscles.item(row)
            if muscle_id is not None and item.data(MUSCLE) == muscle_id:
                self.muscles.setCurrentItem(item)
                self.muscles.scrollToItem(item, QListWidget.ScrollHint.PositionAtCenter)
                break
        self._quiet = False

    def clear_search(self) -> bool:
        """Empty the search field; False when it was empty or the keyboard is elsewhere."""
        if not (self.field.hasFocus() and self.field.text()):
            return False
        self.field.clear()
        return True

    def listed(self) -> list[str]:
        """The ids of the muscles as they stand in the list."""
        ids = (self.muscles.item(row).data(MUSCLE) for row in range(self.muscles.count()))
        return [muscle_id for muscle_id in ids if muscle_id]

    # ---------------------------------------------------------------------------------------------

    def _on_text(self, text: str) -> None:
        asked = text.strip()
        if len(asked) < 2:  # one letter finds nothing yet
            self._none.hide()
            self._show_groups()
            return
        hits = search(self._searchable(), asked)
        self._none.setText(self.tr('Nothing matches "{0}".').format(asked))
        self._none.setVisible(not hits)
        self._show_hits(hits)

    def _searchable(self) -> SearchIndex:
        if self._index is None:
            self._index = SearchIndex.of(self._reference)
        return self._index

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # The index takes longer than a keystroke may, so it is made before the first one.
        QTimer.singleShot(0, self, self._searchable)

    def _show_groups(self) -> None:
        self._quiet = True
        self.muscles.clear()
        for group in MuscleGroup:
            muscles = [m for m in self._reference.muscles.values() if m.group is group]
            if muscles:
                heading = QListWidgetItem(group.heading)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                self.muscles.addItem(heading)
            for muscle in muscles:
                self.muscles.addItem(_item(muscle))
        self._quiet = False

    def _show_hits(self, hits: tuple[SearchHit, ...]) -> None:
        self._quiet = True
        self.muscles.clear()
        for hit in hits:
            named = hit.field is SearchField.NAME
            found = "" if named else f"{word(hit.field.value)}: {hit.snippet}"
            self.muscles.addItem(_item(self._reference.muscle(hit.muscle_id), found))
        self._quiet = False

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._quiet and item.data(MUSCLE):
            self.muscle_chosen.emit(item.data(MUSCLE))

    def _on_return(self) -> None:
        if self.field.text().strip() and self.listed():
            self.muscle_chosen.emit(self.listed()[0])
            self.muscles.setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_key = event.type() == QEvent.Type.KeyPress
        if is_key and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down:
            self.muscles.setFocus()
            self._go_to_first()
            return True
        return False

    def _go_to_first(self) -> None:
        for row in range(self.muscles.count()):
            if self.muscles.item(row).data(MUSCLE):
                self.muscles.setCurrentRow(row)
                return


def _item(muscle: Muscle, found: str = "") -> QListWidgetItem:
    item = QListWidgetItem(muscle.name)
    item.setData(MUSCLE, muscle.id)
    item.setData(LAYER, muscle.layer.value)
    item.setData(FOUND, found)
    said = f"{muscle.name}, {word(muscle.layer.value)}" + (f", {found}" if found else "")
    item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
    item.setToolTip(found or f"{muscle.latin}, {word(muscle.layer.value)}")
    return item


def _height_of_words(index: Index) -> int:
    """What the lines of a muscle's row need."""
    second = QFontMetrics(font("secondary")).height() if index.data(FOUND) else 0
    return QFontMetrics(font("body")).height() + 8 + second


class _Rows(QStyledItemDelegate):
    """Draws headings, and muscles with the sign of their layer and where they were found."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if not index.data(MUSCLE):  # a heading is not pressed
            return QSize(120, QFontMetrics(font("body")).height() + 14)
        return QSize(120, max(_height_of_words(index), THEME.target))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if not index.data(MUSCLE):
            painter.setFont(font("secondary", 600))
            painter.setPen(THEME.colour("text"))
            bottom = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
            painter.drawText(box.adjusted(12, 0, -8, -4), bottom, str(index.data()))
            painter.restore()
            return
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, THEME.colour("accent_soft"))
            painter.fillRect(box.x(), box.y(), 3, box.height(), THEME.colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, THEME.colour("control_hover"))
        spare = max(0, box.height() - _height_of_words(index)) // 2
        box = box.adjusted(0, spare, 0, -spare)  # the middle of a row for fingers
        self._draw_layer(painter, box, index.data(LAYER))
        self._draw_words(painter, box.adjusted(34, 3, -8, -3), index, chosen=chosen)
        painter.restore()

    def _draw_layer(self, painter: QPainter, box: QRect, layer: str) -> None:
        """Three bars from the skin inward; the muscle's own is in the tone of muscle."""
        painter.setPen(Qt.PenStyle.NoPen)
        top = box.y() + 8
        for number, known in enumerate(Layer):
            role = "muscle_superficial.0" if known == layer else "hairline"
            painter.setBrush(THEME.colour(role))
            painter.drawRect(QRectF(box.x() + 14, top + 4 * number, 11, 3))

    def _draw_words(self, painter: QPainter, box: QRect, index: Index, *, chosen: bool) -> None:
        name, found = str(index.data()), index.data(FOUND)
        painter.setFont(font("body", 600 if chosen else 400))
        painter.setPen(THEME.colour("text"))
        metrics = painter.fontMetrics()
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        cut = Qt.TextElideMode.ElideRight
        painter.drawText(box, left, metrics.elidedText(name, cut, box.width()))
        if found:
            below = box.adjusted(0, metrics.height(), 0, 0)
            painter.setFont(font("secondary"))
            painter.setPen(THEME.colour("text_secondary"))
            words = painter.fontMetrics().elidedText(str(found), cut, box.width())
            painter.drawText(below, left, words)
