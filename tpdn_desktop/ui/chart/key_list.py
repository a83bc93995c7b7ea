"""F1: the keys of the chart, as a panel over the map."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from tpdn_desktop.ui.chart.chart_keys import KeyRow, When
from tpdn_desktop.ui.controls import PlainLabel, button

COLUMNS = 2


class KeyList(QFrame):
    """Every key with its words, in two groups."""

    def __init__(self, rows: Sequence[KeyRow], parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self.setObjectName("float")
        self.setAccessibleName(self.tr("Keys"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(PlainLabel(self.tr("Keys of the chart"), "panel_title", 600))
        body = QWidget()
        body.setObjectName("raised")
        grid = QGridLayout(body)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(3)
        map_keys = (
            (self.tr("Click, Enter"), self.tr("Log a trigger point")),
            (self.tr("Arrows"), self.tr("Neighbouring muscle")),
            (self.tr("Shift+arrows"), self.tr("Move the map (drag)")),
            ("Tab", self.tr("Other view")),
            ("Ctrl+Down", self.tr("Next deeper muscle (Alt+wheel, Alt+click)")),
            (self.tr("letters"), self.tr("Find a muscle by name")),
            ("+  -", self.tr("Zoom in, out (wheel)")),
        )
        free = [(k, w) for k, w in map_keys]
        of_session = list(dict.fromkeys(_told(r) for r in rows if r.when is When.SESSION))
        of_point = list(dict.fromkeys(_told(r) for r in rows if r.when is When.POINT))
        for position, (title, entries) in enumerate(
            (
                (self.tr("Anywhere on the chart"), free + of_session),
                (self.tr("With a point selected"), of_point),
            )
        ):
            grid.addWidget(PlainLabel(title, "control", 600), 0, position * 2, 1, 2)
            for line, (keys, words) in enumerate(entries, start=1):
                grid.addWidget(PlainLabel(keys, "secondary", 600), line, position * 2)
                grid.addWidget(PlainLabel(words, "secondary"), line, position * 2 + 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        column.addWidget(scroll, 1)
        close = button(self.tr("Close"), tip=self.tr("Close (F1)"))
        close.clicked.connect(self.hide)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.hide()

    def toggle(self) -> None:
        """Show over the middle of the page, or go."""
        if self.isVisible():
            self.hide()
            return
        parent = self._page
        width, height = min(660, parent.width() - 40), min(720, parent.height() - 40)
        self.setGeometry(
            (parent.width() - width) // 2, (parent.height() - height) // 2, width, height
        )
        self.show()
        self.raise_()


def _told(row: KeyRow) -> tuple[str, str]:
    return row.listed_as or (_keys(row), row.words)


def _keys(row: KeyRow) -> str:
    return "  ".join(
        QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in row.keys
    )
