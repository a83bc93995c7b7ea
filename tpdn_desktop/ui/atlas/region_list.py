"""The regions of the body surface as a list, to ask which points refer there."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidgetItem, QStyleOptionViewItem
from typing_extensions import override

from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.search import fold
from tpdn_desktop.ui.atlas.search_list import KEY, Index, SearchList, SearchRows, SearchWords
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.theme import THEME, font


class RegionList(SearchList):
    """All regions; what is typed leaves those whose name or place has all the words."""

    def __init__(self, reference: Reference, icons: IconSet) -> None:
        words = SearchWords(
            "atlas_regions",
            self.tr("Region"),
            self.tr("Find a region"),
            self.tr("Name or place of a region (/)"),
            self.tr("Regions"),
        )
        super().__init__(words, icons, _Rows())
        self._folded: dict[str, str] = {}
        for region in reference.regions.values():
            item = QListWidgetItem(region.name)
            item.setData(KEY, region.code)
            item.setToolTip(region.where)
            self.rows.addItem(item)
            self._folded[region.code] = fold(f"{region.name} {region.where}")

    @override
    def look_for(self, text: str) -> None:
        asked = fold(text).split()
        for row in range(self.rows.count()):
            item = self.rows.item(row)
            known = self._folded[item.data(KEY)]
            item.setHidden(not all(word in known for word in asked))
        none = self.tr('No region matches "{0}".').format(text)
        self._say_none("" if self.listed() else none)


class _Rows(SearchRows):
    """Draws a region as the list of muscles draws a muscle."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, max(QFontMetrics(font("body")).height() + 8, THEME.target))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        chosen = self.draw_ground(painter, option)
        painter.setFont(font("body", 600 if chosen else 400))
        painter.setPen(THEME.colour("text"))
        room = option.rect.adjusted(14, 0, -8, 0)
        words = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room.width()
        )
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, middle, words)
        painter.restore()
