"""The regions of the body surface as a list, to ask which points refer there."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
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

from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.search import fold
from tpdn_desktop.ui.controls import PlainLabel
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.theme import THEME, font

REGION = Qt.ItemDataRole.UserRole


class RegionList(QFrame):
    """A field that narrows the list; Down and Enter go on from the field."""

    region_chosen = Signal(str)

    def __init__(self, reference: Reference, icons: IconSet) -> None:
        super().__init__()
        self._quiet = False
        self._folded: dict[str, str] = {}
        self.field = QLineEdit()
        self.field.setObjectName("atlas_region_search")
        self.field.setPlaceholderText(self.tr("Region"))
        self.field.setAccessibleName(self.tr("Find a region"))
        self.field.setToolTip(self.tr("Name or place of a region (/)"))
        self.field.setFont(font("body"))
        self.field.setClearButtonEnabled(True)
        self.field.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.textChanged.connect(self._on_text)
        self.field.returnPressed.connect(self._on_return)
        self.field.installEventFilter(self)
        self.regions = QListWidget()
        self.regions.setObjectName("atlas_regions")
        self.regions.setAccessibleName(self.tr("Regions"))
        self.regions.setItemDelegate(_Rows(self.regions))
        self.regions.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.regions.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.regions.setStyleSheet("background: transparent;")
        self.regions.currentItemChanged.connect(self._on_current)
        self.regions.itemClicked.connect(self._on_current)
        self._none = PlainLabel("", "secondary", tone="secondary", wrap=True)
        self._none.setContentsMargins(12, 0, 12, 0)
        self._none.hide()
        for region in reference.regions.values():
            item = QListWidgetItem(region.name)
            item.setData(REGION, region.code)
            item.setToolTip(region.where)
            self.regions.addItem(item)
            self._folded[region.code] = fold(f"{region.name} {region.where}")
        head = QVBoxLayout()
        head.setContentsMargins(10, 0, 10, 0)
        head.addWidget(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._none)
        column.addWidget(self.regions, 1)

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

    def show_current(self, code: str | None) -> None:
        """Mark the region that is shown, without announcing it."""
        self._quiet = True
        self.regions.setCurrentRow(-1)
        for item in self._items():
            if code is not None and item.data(REGION) == code:
                self.regions.setCurrentItem(item)
                self.regions.scrollToItem(item, QListWidget.ScrollHint.PositionAtCenter)
        self._quiet = False

    def listed(self) -> list[str]:
        """The codes of the regions as they stand in the list."""
        return [str(item.data(REGION)) for item in self._items() if not item.isHidden()]

    # ---------------------------------------------------------------------------------------------

    def _items(self) -> list[QListWidgetItem]:
        return [self.regions.item(row) for row in range(self.regions.count())]

    def _on_text(self, text: str) -> None:
        asked = fold(text).split()
        for item in self._items():
            known = self._folded[item.data(REGION)]
            item.setHidden(not all(word in known for word in asked))
        self._none.setText(self.tr('No region matches "{0}".').format(text.strip()))
        self._none.setVisible(not self.listed())

    def _on_return(self) -> None:
        if self.field.text().strip() and self.listed():
            self.region_chosen.emit(self.listed()[0])
            self.regions.setFocus()

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._quiet:
            self.region_chosen.emit(item.data(REGION))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_key = event.type() == QEvent.Type.KeyPress
        if is_key and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down:
            self.regions.setFocus()
            shown = [item for item in self._items() if not item.isHidden()]
            if shown:
                self.regions.setCurrentItem(shown[0])
            return True
        return False


class _Rows(QStyledItemDelegate):
    """Draws a region as the list of muscles draws a muscle."""

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(120, max(QFontMetrics(font("body")).height() + 8, THEME.target))

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(box, THEME.colour("accent_soft"))
            painter.fillRect(box.x(), box.y(), 3, box.height(), THEME.colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, THEME.colour("control_hover"))
        painter.setFont(font("body", 600 if chosen else 400))
        painter.setPen(THEME.colour("text"))
        room = box.adjusted(14, 0, -8, 0)
        words = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room.width()
        )
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, middle, words)
        painter.restore()
