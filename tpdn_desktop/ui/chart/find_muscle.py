"""Find a muscle by typing on the map.

A field at the top, a few names under it, Enter goes there.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QVBoxLayout
from typing_extensions import override

from tpdn_desktop.atlas.bodymap import BodyMap, MuscleShape
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.ui.chart.map_widget import MapWidget
from tpdn_desktop.ui.words import muscle_and_side

SHOWN = 8


class FindMuscle(QFrame):
    """A float over the map; Esc leaves it, Enter takes the first (or chosen) muscle.

    Every muscle stands there with its sides in words: `inf l` finds the left infraspinatus.
    """

    def __init__(self, map_widget: MapWidget, names: Mapping[str, str]) -> None:
        super().__init__(map_widget)
        self.setObjectName("float")
        self._map = map_widget
        self._shapes = _one_of_each_side(map_widget.sheet.bodymap, names)
        self.field = QLineEdit()
        self.field.setObjectName("find_muscle")
        self.field.setPlaceholderText(self.tr("Find a muscle"))
        self.field.setAccessibleName(self.tr("Find a muscle"))
        self.field.textEdited.connect(self._on_text)
        self.field.returnPressed.connect(self._on_return)
        self.field.installEventFilter(self)
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Muscles found"))
        self._list.itemClicked.connect(self._on_return)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self.field)
        column.addWidget(self._list)
        self.setFixedWidth(320)
        self.hide()

    def begin(self, text: str = "") -> None:
        """Open the field with the first letters."""
        self.field.setText(text)
        self._on_text(text)
        self.move((self._map.width() - self.width()) // 2, 10)
        self.show()
        self.raise_()
        self.field.setFocus()
        self.field.end(False)

    def _on_text(self, text: str) -> None:
        words = text.casefold().split()
        found = [
            label
            for label in self._shapes
            if all(any(part.startswith(w) for part in _parts(label)) for w in words)
        ]
        if words:
            found.sort(key=lambda label: not label.casefold().startswith(words[0]))
        self._list.clear()
        self._list.addItems(found[:SHOWN])
        self._list.setCurrentRow(0)
        self._list.setFixedHeight(max(1, self._list.count()) * 24 + 4)
        self.adjustSize()

    def _on_return(self) -> None:
        row = self._list.currentRow()
        if row < 0:
            return
        label = self._list.item(row).text()
        self._leave()
        self._map.focus_muscle(self._shapes[label])

    def _leave(self) -> None:
        self.hide()
        self._map.setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self._leave()
                return True
            if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                row = self._list.currentRow() + step
                self._list.setCurrentRow(max(0, min(row, self._list.count() - 1)))
                return True
        return False


def _parts(label: str) -> list[str]:
    return label.casefold().replace(",", " ").replace("-", " ").split()


def _one_of_each_side(bodymap: BodyMap, names: Mapping[str, str]) -> dict[str, MuscleShape]:
    """`Infraspinatus, right` to its shape, right before left, in the order of the names."""
    found: dict[str, MuscleShape] = {}
    for muscle_id, name in sorted(names.items(), key=lambda entry: entry[1].casefold()):
        for side in (Side.RIGHT, Side.LEFT, Side.MIDLINE):
            shapes = bodymap.muscle_shapes(muscle_id, side)
            if shapes:
                found[muscle_and_side(name, side)] = shapes[0]
    return found
