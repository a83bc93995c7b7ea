"""The pen on a map: a mouse with a fine tip. Hovering, it names the muscle below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QTabletEvent
from PySide6.QtWidgets import QWidget

from tpdn_desktop.ui.chart.as_mouse import AsMouse


class Pen(QObject):
    """Follows the pen over the map that is its parent."""

    def __init__(self, widget: QWidget, as_mouse: AsMouse) -> None:
        super().__init__(widget)
        widget.setTabletTracking(True)
        self._as_mouse = as_mouse
        self._held = Qt.MouseButton.NoButton

    def take(self, event: QTabletEvent) -> None:
        """Follow an event; over a button of the map it is left to Qt, which makes a mouse of it."""
        at, when, kind = event.position(), event.timestamp(), event.type()
        is_free = self._held == Qt.MouseButton.NoButton
        widget = self.parent()
        assert isinstance(widget, QWidget)
        if is_free and widget.childAt(at.toPoint()) is not None:
            event.ignore()
            return
        event.accept()
        if kind == QEvent.Type.TabletPress and is_free:
            self._held = event.button()
            self._as_mouse.press(at, when, self._held)
        elif kind == QEvent.Type.TabletRelease:
            held, self._held = self._held, Qt.MouseButton.NoButton
            self._as_mouse.release(at, when, held)
        elif kind == QEvent.Type.TabletMove:
            self._as_mouse.move(at, when, self._held)
