"""The three columns of the atlas: lists, map, and the panel with its head."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from tpdn_desktop.ui.atlas.roomy import give_room
from tpdn_desktop.ui.controls import Segments, hairline


def three_columns(left: QWidget, middle: QWidget, right: QWidget) -> QSplitter:
    """The columns side by side; the middle one takes most of the room."""
    across = QSplitter(Qt.Orientation.Horizontal)
    across.setHandleWidth(1)
    for widget in (left, middle, right):
        across.addWidget(widget)
    for index, share in enumerate((1, 6, 2)):
        across.setStretchFactor(index, share)
    across.setSizes([252, 700, 372])
    across.setCollapsible(1, False)
    return across


def lists_column(choice: Segments, lists: Sequence[QWidget]) -> tuple[QWidget, QStackedWidget]:
    """What is listed, and under it one of the lists; the column and the stack of lists."""
    side, column = _column(190)
    stack = QStackedWidget()
    for widget in lists:
        stack.addWidget(widget)
    head = QVBoxLayout()
    head.setContentsMargins(10, 10, 10, 8)
    head.addWidget(give_room(choice))
    column.addLayout(head)
    column.addWidget(stack, 1)
    return side, stack


def panel_column(head: QWidget, panels: Sequence[QWidget]) -> tuple[QWidget, QScrollArea]:
    """The head, and under it the panels; the column and what scrolls in it."""
    side, column = _column(300)
    body = QWidget()
    body.setObjectName("panel")
    inner = QVBoxLayout(body)
    inner.setContentsMargins(12, 6, 12, 12)
    for panel in panels:
        inner.addWidget(panel)
    inner.addStretch(1)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(body)
    column.addWidget(head)
    column.addWidget(hairline())
    column.addWidget(scroll, 1)
    return side, scroll


def _column(least_width: int) -> tuple[QFrame, QVBoxLayout]:
    side = QFrame()
    side.setObjectName("panel")
    side.setMinimumWidth(least_width)
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return side, column
