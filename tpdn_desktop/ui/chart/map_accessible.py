"""The map for a screen reader: every muscle and every mark a thing with a name and a place.

Qt gives a painted widget no children; these interfaces are its children. Python must hold on to
them, so the factory keeps them; they do not hold on to the widget.
"""

from __future__ import annotations

import weakref

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget
from typing_extensions import override

from tpdn_desktop.ui.chart.map_view import MapView
from tpdn_desktop.ui.fixed_words import word


class MapAccessible(QAccessibleWidget):
    """The map as a group of muscles, topmost layers only, and marks."""

    def __init__(self, widget: MapView) -> None:
        super().__init__(widget, QAccessible.Role.Grouping, widget.accessibleName())
        self._ref = weakref.ref(widget)
        self._things: dict[int, MapThing] = {}

    @property
    def map(self) -> MapView:
        """The map that is read. Qt asks nothing of a map that is gone."""
        found = self._ref()
        assert found is not None
        return found

    @override
    def childCount(self) -> int:
        return self.muscle_count + len(self.map.content.marks)

    @property
    def muscle_count(self) -> int:
        """How many of the children are muscles; the marks follow them."""
        return len(self.map.showing())

    @override
    def child(self, index: int) -> QAccessibleInterface:
        if index not in self._things:
            self._things[index] = MapThing(self, index)
        return self._things[index]

    @override
    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return child.index if isinstance(child, MapThing) else -1


class MapThing(QAccessibleInterface):
    """One muscle or mark."""

    def __init__(self, parent: MapAccessible, index: int) -> None:
        super().__init__()
        self._parent = parent
        self.index = index

    @property
    def _map(self) -> MapView:
        return self._parent.map

    @override
    def isValid(self) -> bool:
        return self.index < self._parent.childCount()

    @override
    def window(self) -> QWindow:
        return self._map.window().windowHandle()

    @override
    def parent(self) -> QAccessibleInterface:
        return self._parent

    @override
    def childCount(self) -> int:
        return 0

    @override
    def object(self) -> QObject:
        # Qt asks; a painted shape has no object of its own.
        return None  # type: ignore[return-value]

    @override
    def child(self, index: int) -> QAccessibleInterface:
        return None  # type: ignore[return-value]

    @override
    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        return None  # type: ignore[return-value]

    @override
    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    @override
    def role(self) -> QAccessible.Role:
        return QAccessible.Role.Button

    @override
    def state(self) -> QAccessible.State:
        return QAccessible.State()

    @override
    def rect(self) -> QRect:
        box = self._box()
        return box.translated(self._map.mapToGlobal(box.topLeft()) - box.topLeft())

    @override
    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Name and self.isValid():
            return self._words()
        return ""

    @override
    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """A muscle's words are not the reader's to change."""

    def _words(self) -> str:
        """Muscle, side, layer and what is charted there; or the mark's number, muscle and side."""
        showing, marks = self._map.showing(), self._map.content.marks
        if self.index < len(showing):
            shape = showing[self.index]
            numbers = [
                m.look.number
                for m in marks
                if (m.muscle_id, m.side) == (shape.muscle_id, shape.side)
            ]
            words = self._map.words_for(shape)
            charted = self._map.tr(" · charted: {0}").format(", ".join(numbers))
            return words + charted if numbers else words
        mark = marks[self.index - len(showing)]
        return self._map.tr("Trigger point {0}: {1}, {2}").format(
            mark.look.number, self._map.name_of(mark.muscle_id), word(mark.side.value)
        )

    def _box(self) -> QRect:
        """Where it lies in the widget, in pixels."""
        showing = self._map.showing()
        if self.index < len(showing):
            return self._map.box_of(showing[self.index])
        spot = self._map.mark_positions()[self.index - len(showing)]
        return QRect(int(spot.x()) - 12, int(spot.y()) - 12, 24, 24)


_kept: list[MapAccessible] = []


def _make(_key: str, thing: QObject) -> QAccessibleInterface | None:
    if isinstance(thing, MapView):
        _kept.append(MapAccessible(thing))
        return _kept[-1]
    return None


def install() -> None:
    """Teach Qt how to read a map to a screen reader. Harmless when done twice."""
    QAccessible.installFactory(_make)
