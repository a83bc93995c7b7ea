"""The hazards of a muscle, heaviest first: the first in full, of more the names.

A deep muscle has up to ten hazards. All are named at once; the sentence of a name that is folded
opens by click or key, stands in the tooltip, and is always told to a screen reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from tpdn_desktop.atlas.reference import Hazard
from tpdn_desktop.ui.controls import SEVERITY_ICON, Notice, PlainLabel
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.theme import THEME

IN_FULL: Final = 3
"""As many hazards stand in full; a list of one more is not folded for a single line."""


class HazardList(QWidget):
    """What a needle can hurt here."""

    def __init__(self, hazards: Sequence[Hazard], icons: IconSet) -> None:
        super().__init__()
        in_full = len(hazards) if len(hazards) <= IN_FULL + 1 else IN_FULL
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for hazard in hazards[:in_full]:
            notice = Notice(hazard.name, hazard.what_to_tell, hazard.severity.value, icons)
            column.addWidget(notice)
        folded = QVBoxLayout()
        folded.setSpacing(1)
        self.folded = [FoldedHazard(hazard, icons) for hazard in hazards[in_full:]]
        for row in self.folded:
            folded.addWidget(row)
        column.addLayout(folded)


class FoldedHazard(QFrame):
    """The name of a hazard; a click or Enter shows what to tell, a second one folds it again."""

    def __init__(self, hazard: Hazard, icons: IconSet) -> None:
        super().__init__()
        severity = hazard.severity.value
        self.setProperty("notice", severity)
        self.setObjectName(f"hazard_{hazard.code}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(f"{hazard.name}. {hazard.what_to_tell}")
        self.setAccessibleName(f"{hazard.name}. {hazard.what_to_tell}")
        mark = icons.mark(SEVERITY_ICON[severity], severity)
        self._arrow = icons.mark("chevron-right", "text_secondary", 14)
        self._sentence = PlainLabel(hazard.what_to_tell, "control", wrap=True)
        self._sentence.hide()
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(PlainLabel(hazard.name, "control", 600, wrap=True))
        words.addWidget(self._sentence)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 3, 8, 3)
        row.setSpacing(8)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._arrow, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def is_open(self) -> bool:
        """Whether the sentence shows."""
        return not self._sentence.isHidden()

    def toggle(self) -> None:
        """Show what to tell, or fold it."""
        self._sentence.setVisible(not self.is_open)
        arrow = "chevron-down" if self.is_open else "chevron-right"
        self._arrow.change(arrow, "text_secondary")

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and inside:
            self.toggle()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.toggle()
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(THEME.colour("focus"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
