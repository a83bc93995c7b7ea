"""How the parts of the chart stand beside each other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from tpdn_desktop.ui.controls import hairline

SESSIONS, CENTRE, INSPECTOR = 186, 790, 336
"""Widths to begin with, in pixels."""


def lay_out(
    page: QWidget, *, left: QWidget, body_map: QWidget, table: QWidget, right: QWidget, bar: QWidget
) -> QSplitter:
    """Put sessions (left), map over table, and inspector (right) side by side, the bar below.

    Returns the splitter between them.
    """
    centre = QSplitter(Qt.Orientation.Vertical)
    centre.setHandleWidth(1)
    centre.addWidget(body_map)
    centre.addWidget(table)
    centre.setStretchFactor(0, 1)
    centre.setSizes([600, 184])
    centre.setCollapsible(0, False)
    across = QSplitter(Qt.Orientation.Horizontal)
    across.setHandleWidth(1)
    for panel in (left, centre, right):
        across.addWidget(panel)
    across.setStretchFactor(1, 1)
    across.setSizes([SESSIONS, CENTRE, INSPECTOR])
    across.setCollapsible(1, False)
    body = QVBoxLayout(page)
    body.setContentsMargins(0, 0, 0, 0)
    body.setSpacing(0)
    body.addWidget(across, 1)
    body.addWidget(hairline())
    body.addWidget(bar)
    return across
