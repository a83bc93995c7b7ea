"""The list of the atlas: muscles under their part of the body, or what a search found."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QPainter, QShowEvent
from PySide6.QtWidgets import QListWidgetItem, QStyleOptionViewItem
from typing_extensions import override

from tpdn_desktop.atlas.reference import Muscle, MuscleGroup, Reference
from tpdn_desktop.atlas.search import SearchField, SearchHit, SearchIndex, search
from tpdn_desktop.domain.anatomy import Layer
from tpdn_desktop.ui.atlas.search_list import KEY, Index, SearchList, SearchRows, SearchWords
from tpdn_desktop.ui.fixed_words import word
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.theme import THEME, font

LAYER: Final = Qt.ItemDataRole.UserRole + 1
FOUND: Final = Qt.ItemDataRole.UserRole + 2


class MuscleList(SearchList):
    """The muscles under their part of the body; two letters and more search the whole tables."""

    def __init__(self, reference: Reference, icons: IconSet) -> None:
        words = SearchWords(
            "atlas_muscles",
            self.tr("Muscle, nerve, region"),
            self.tr("Search the atlas"),
            self.tr("Name, Latin, nerve, root, region, complaint or action (/)"),
            self.tr("Muscles"),
        )
        super().__init__(words, icons, _Rows())
        self.setObjectName("panel")
        self.setMinimumWidth(190)
        self._reference = reference
        self._index: SearchIndex | None = None
        self._show_groups()

    def reference_changed(self) -> None:
        """The words of the tables changed: search among those of now."""
        self._index = None
        if self.field.text().strip():
            self.look_for(self.field.text().strip())

    @override
    def look_for(self, text: str) -> None:
        if len(text) < 2:  # one letter finds nothing yet
            self._say_none("")
            self._show_groups()
            return
        hits = search(self._searchable(), text)
        self._say_none("" if hits else self.tr('Nothing matches "{0}".').format(text))
        self._show_hits(hits)

    # ---------------------------------------------------------------------------------------------

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
        self.rows.clear()
        for group in MuscleGroup:
            muscles = [m for m in self._reference.muscles.values() if m.group is group]
            if muscles:
                heading = QListWidgetItem(group.heading)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                self.rows.addItem(heading)
            for muscle in muscles:
                self.rows.addItem(_item(muscle))
        self._quiet = False

    def _show_hits(self, hits: tuple[SearchHit, ...]) -> None:
        self._quiet = True
        self.rows.clear()
        for hit in hits:
            named = hit.field is SearchField.NAME
            found = "" if named else f"{word(hit.field.value)}: {hit.snippet}"
            self.rows.addItem(_item(self._reference.muscle(hit.muscle_id), found))
        self._quiet = False


def _item(muscle: Muscle, found: str = "") -> QListWidgetItem:
    item = QListWidgetItem(muscle.name)
    item.setData(KEY, muscle.id)
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


class _Rows(SearchRows):
    """Draws headings, and muscles with the sign of their layer and where they were found."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if not index.data(KEY):  # a heading is not pressed
            return QSize(120, QFontMetrics(font("body")).height() + 14)
        return QSize(120, max(_height_of_words(index), THEME.target))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box: QRect = option.rect
        painter.save()
        if not index.data(KEY):
            painter.setFont(font("secondary", 600))
            painter.setPen(THEME.colour("text"))
            bottom = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
            painter.drawText(box.adjusted(12, 0, -8, -4), bottom, str(index.data()))
            painter.restore()
            return
        chosen = self.draw_ground(painter, option)
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
