"""Where the patient felt it: typed, or taken from the regions that the point commonly refers to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget
from typing_extensions import override

from tpdn_desktop.domain.text import tidied
from tpdn_desktop.domain.trigger_point import TriggerPoint
from tpdn_desktop.ui.chart.checked_line import CheckedLine, line_of


class FeltLine(QWidget):
    """A line with a list of regions at its end; Down opens the list."""

    changed = Signal(str)
    """The words as they stand now; at every key."""
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = CheckedLine(
            "felt_at",
            self.tr("Felt at"),
            line_of(self.tr("felt at")),
            tip=self.tr("Where the patient felt the referred pain (F; Down lists regions)"),
            hint=self.tr("where the patient felt it"),
        )
        self.line.line.textEdited.connect(self._on_typed)
        self.line.line.installEventFilter(self)
        self.line.done.connect(self.done)
        self.menu = QMenu(self)
        self._list = QToolButton()
        self._list.setObjectName("felt_regions")
        self._list.setArrowType(Qt.ArrowType.DownArrow)
        self._list.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._list.setProperty("framed", True)
        self._list.setMenu(self.menu)
        self._list.setStyleSheet(
            "QToolButton { padding: 3px 4px; } QToolButton::menu-indicator { image: none; }"
        )
        tip = self.tr("Regions that this point commonly refers to")
        self._list.setToolTip(tip)
        self._list.setAccessibleName(tip)
        self._zones: tuple[str, ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(self._list, 0, Qt.AlignmentFlag.AlignTop)

    def show_point(self, point: TriggerPoint, zones: Sequence[str], *, editable: bool) -> None:
        """Show what was felt where, and the regions (`zones`) to take from."""
        self.line.show_text(point.felt_at, point.id)
        self.line.line.setReadOnly(not editable)
        self._list.setVisible(editable and bool(zones))
        if tuple(zones) == self._zones:
            return
        self._zones = tuple(zones)
        self.menu.clear()
        for zone in zones:
            action = QAction(zone, self.menu)
            action.triggered.connect(self._on_zone)
            self.menu.addAction(action)

    def _on_zone(self) -> None:
        """A region joins what stands there already."""
        action = self.sender()
        if not isinstance(action, QAction):
            return
        before = tidied(self.line.line.text())
        words = f"{before}; {action.text()}" if before else action.text()
        self.line.line.setText(words)
        self._on_typed(words)

    def _on_typed(self, text: str) -> None:
        if not self.line.problem:
            self.changed.emit(tidied(text))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_press = event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down:
            if self._list.isVisible():
                self._list.showMenu()
            return True
        return False
