"""F1: the keys of a page with their words, as a panel over it. One panel for every page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from tpdn_desktop.ui.chart.chart_keys import KeyRow, When
from tpdn_desktop.ui.controls import PlainLabel, button

WIDTH = 660
HEIGHT = 720

Told = tuple[str, str]
"""Keys, and what they do."""

Group = tuple[str, Sequence[Told]]
"""A heading (empty: none) over its lines."""


class KeyList(QFrame):
    """Columns of keys; Esc, Close or F1 again puts it away."""

    def __init__(self, title: str, columns: Sequence[Group], page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self.setObjectName("float")
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(PlainLabel(title, "panel_title", 600))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body = _body(columns)
        scroll.setWidget(self._body)
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
        page = self._page
        needed = self._body.sizeHint()
        width = min(max(WIDTH, needed.width() + 60), page.width() - 40)
        height = min(HEIGHT, needed.height() + 110, page.height() - 40)
        self.setGeometry((page.width() - width) // 2, (page.height() - height) // 2, width, height)
        self.show()
        self.raise_()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)


def chart_columns(rows: Sequence[KeyRow], say: QWidget) -> tuple[Group, Group]:
    """The keys of the chart: what counts anywhere, and what needs a selected point."""
    free = (
        (say.tr("Click, Enter"), say.tr("Log a trigger point")),
        (say.tr("Arrows"), say.tr("Neighbouring muscle")),
        (say.tr("Shift+arrows"), say.tr("Move the map (drag)")),
        (say.tr("Tab"), say.tr("Other view")),
        (say.tr("Ctrl+Down"), say.tr("Next deeper muscle (Alt+wheel, Alt+click)")),
        (say.tr("letters"), say.tr("Find a muscle by name")),
        (say.tr("Space"), say.tr("Copy a point of last time; confirm a copy")),
        ("+  -", say.tr("Zoom in, out (wheel)")),
    )
    of_point = [row for row in rows if row.when is When.POINT]
    others = [row for row in rows if row.when is not When.POINT]
    return (
        (say.tr("Anywhere on the chart"), (*free, *told(others))),
        (say.tr("With a point selected"), told(of_point)),
    )


def in_two_columns(rows: Sequence[KeyRow]) -> tuple[Group, Group]:
    """All keys of a page, in the order of the table, half in each column."""
    lines = told(rows)
    half = (len(lines) + 1) // 2
    return ("", lines[:half]), ("", lines[half:])


def told(rows: Sequence[KeyRow]) -> tuple[Told, ...]:
    """Keys and words of rows; several that are told as one stand there once."""
    return tuple(dict.fromkeys(row.listed_as or (_keys(row), row.words) for row in rows))


def _keys(row: KeyRow) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return "  ".join(QKeySequence(key).toString(native) for key in row.keys)


def _body(columns: Sequence[Group]) -> QWidget:
    body = QWidget()
    body.setObjectName("raised")
    grid = QGridLayout(body)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(3)
    most = 0
    for place, (heading, lines) in enumerate(columns):
        first = 1 if heading else 0
        if heading:
            grid.addWidget(PlainLabel(heading, "control", 600), 0, place * 2, 1, 2)
        for line, (keys, words) in enumerate(lines, start=first):
            grid.addWidget(PlainLabel(keys, "secondary", 600), line, place * 2)
            grid.addWidget(PlainLabel(words, "secondary"), line, place * 2 + 1)
            most = max(most, line)
    grid.setRowStretch(most + 1, 1)
    return body
