"""Which hand: turns the panels of a page round. The figures are never mirrored."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

_TURNED = "turned_round"


def turn_round(page: QWidget, turned: bool) -> None:
    """Put the outer panels of a page in the opposite order, or in their own.

    Widths and what gives way when the window grows travel with the panels.
    """
    for splitter in page.findChildren(QSplitter):
        is_outer = splitter.orientation() is Qt.Orientation.Horizontal
        is_outer = is_outer and not _lies_in_another(splitter)
        if is_outer and bool(splitter.property(_TURNED)) != turned:
            _reverse(splitter)
            splitter.setProperty(_TURNED, turned)


def _lies_in_another(splitter: QSplitter) -> bool:
    above = splitter.parentWidget()
    while above is not None:
        if isinstance(above, QSplitter) and above.orientation() is Qt.Orientation.Horizontal:
            return True
        above = above.parentWidget()
    return False


def _reverse(splitter: QSplitter) -> None:
    count, sizes = splitter.count(), splitter.sizes()
    panels = [panel for i in range(count) if (panel := splitter.widget(i)) is not None]
    stretch = [panel.sizePolicy().horizontalStretch() for panel in panels]
    folds = [splitter.isCollapsible(i) for i in range(count)]
    for panel in panels:
        splitter.insertWidget(0, panel)
    for place, old in enumerate(reversed(range(count))):
        splitter.setStretchFactor(place, stretch[old])
        splitter.setCollapsible(place, folds[old])
    splitter.setSizes(sizes[::-1])
