"""The regions as a list to tick: the way to say where it hurts without a mouse."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.search import fold
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.pain_drawing import PainedRegion
from tpdn_desktop.services.lookup_shading import RegionSide
from tpdn_desktop.ui.theme import THEME, font
from tpdn_desktop.ui.words import muscle_and_side

WHOLE = 0.97
"""A share from which a shaded region counts as ticked."""

KEY = Qt.ItemDataRole.UserRole
WORDS = Qt.ItemDataRole.UserRole + 1


class RegionTicks(QWidget):
    """Every region and side; shaded ones show their share, ticked ones are whole."""

    ticked = Signal(object)
    """A `PainedRegion`."""

    def __init__(self, reference: Reference) -> None:
        super().__init__()
        self._quiet = True
        self.field = QLineEdit()
        self.field.setObjectName("region_search")
        self.field.setFont(font("body"))
        self.field.setPlaceholderText(self.tr("Region, side"))
        self.field.setAccessibleName(self.tr("Find a region"))
        self.field.setToolTip(self.tr("Find a region, for instance: shoulder r"))
        self.field.textChanged.connect(self._on_text)
        self.list = QListWidget()
        self.list.setObjectName("regions")
        self.list.setFont(font("body"))
        self.list.setSpacing(2)
        self.list.setAccessibleName(self.tr("Regions (Space ticks)"))
        self.list.setToolTip(self.tr("Tick where it hurts (Space)"))
        self.list.setItemDelegate(_Rows(self.list))
        self.list.itemChanged.connect(self._on_changed)
        self._items: dict[RegionSide, QListWidgetItem] = {}
        for region in reference.regions.values():
            for side in sorted(region.sides, reverse=True):  # right before left
                item = QListWidgetItem(muscle_and_side(region.name, side))
                item.setData(KEY, (region.code, side.value))
                item.setData(WORDS, item.text())
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled
                    | Qt.ItemFlag.ItemIsSelectable
                    | Qt.ItemFlag.ItemIsUserCheckable
                )
                item.setCheckState(Qt.CheckState.Unchecked)
                self._items[region.code, side] = item
                self.list.addItem(item)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 0)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        self._quiet = False
        THEME.changed.connect(self._show_boxes)
        self._show_boxes()

    def _show_boxes(self) -> None:
        """Boxes that are seen in both themes: framed, half filled for shaded, full for ticked."""
        frame, accent, soft = (
            THEME.colour(role).name() for role in ("control_border", "accent", "accent_soft")
        )
        box = 20 if THEME.target else 12
        self.list.setStyleSheet(
            f"QListView::indicator {{ width: {box}px; height: {box}px;"
            f" border: 1px solid {frame}; }}"
            f"QListView::indicator:checked {{ background: {accent}; border-color: {accent}; }}"
            f"QListView::indicator:indeterminate {{ background: {soft}; border-color: {accent}; }}"
        )

    def item(self, region: str, side: Side) -> QListWidgetItem:
        """The line of a region."""
        return self._items[region, side]

    def show_area(self, area: Mapping[RegionSide, float]) -> None:
        """Show what hurts, without announcing it."""
        self._quiet = True
        for key, item in self._items.items():
            share = area.get(key, 0.0)
            state = Qt.CheckState.PartiallyChecked if share else Qt.CheckState.Unchecked
            item.setCheckState(Qt.CheckState.Checked if share >= WHOLE else state)
            words = item.data(WORDS)
            part = self.tr("{0} · {1} %").format(words, max(1, round(100 * share)))
            item.setText(part if 0 < share < WHOLE else words)
        self._quiet = False

    def _on_text(self, text: str) -> None:
        asked = fold(text).split()
        for item in self._items.values():
            words = fold(item.data(WORDS)).split()
            item.setHidden(not all(any(w.startswith(a) for w in words) for a in asked))

    def _on_changed(self, item: QListWidgetItem) -> None:
        if not self._quiet:
            region, side = item.data(KEY)
            painful = item.checkState() is not Qt.CheckState.Unchecked
            self.ticked.emit(PainedRegion(region, Side(side), painful))


class _Rows(QStyledItemDelegate):
    """Rows as high as a finger asks for; a click anywhere on one ticks it or takes it back."""

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        usual = super().sizeHint(option, index)
        return QSize(usual.width(), max(usual.height(), THEME.target))

    @override
    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        if not isinstance(event, QMouseEvent):
            return super().editorEvent(event, model, option, index)
        released = event.type() is QEvent.Type.MouseButtonRelease
        if released and event.button() is Qt.MouseButton.LeftButton:
            was = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
            full, empty = Qt.CheckState.Checked, Qt.CheckState.Unchecked
            now = empty if was is full else full
            return bool(model.setData(index, now, Qt.ItemDataRole.CheckStateRole))
        return False
