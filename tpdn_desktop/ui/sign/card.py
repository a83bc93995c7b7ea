"""A card of the finishing page: a title, how it stands, and what is done about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from tpdn_desktop.services.finishing import Standing
from tpdn_desktop.ui.controls import PlainLabel, Segments
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.theme import THEME, font

_AROUND_WORDS = 22
EDGE: Final = {
    Standing.DONE: "hairline_strong",
    Standing.NOT_ASKED: "hairline_strong",
    Standing.MISSING: "caution",
    Standing.HOLDS_UP: "danger",
}
MARK: Final = {
    Standing.DONE: ("check", "saved"),
    Standing.NOT_ASKED: ("minus", "text_secondary"),
    Standing.MISSING: ("alert-triangle", "caution"),
    Standing.HOLDS_UP: ("alert-octagon", "danger"),
}
"""Icon and colour of a standing, the same in the list and on the card."""


def with_room(segments: Segments, labels: Sequence[str]) -> Segments:
    """The segments wide enough for their words in bold, as the chosen one stands."""
    bold = QFontMetrics(font("control", 600))
    widest = max(bold.horizontalAdvance(label) for label in labels)
    segments.setMinimumWidth(len(labels) * (widest + _AROUND_WORDS))
    return segments


class Card(QFrame):
    """A raised area with a hairline around it, whose colour says how things stand."""

    def __init__(self, icons: IconSet, title: str) -> None:
        super().__init__()
        self._standing = Standing.DONE
        self._mark = icons.mark("alert-triangle", "caution")
        self._mark.hide()
        self.title = PlainLabel(title, "secondary", 600)
        self.aside = PlainLabel("", "secondary", tone="secondary")
        self._problem = PlainLabel("", "secondary", tone="danger", wrap=True)
        self._problem.setObjectName("card_problem")
        self._problem.hide()
        self.head_row = QWidget()
        self.head = QHBoxLayout(self.head_row)
        self.head.setContentsMargins(0, 0, 0, 0)
        self.head.setSpacing(8)
        for part in (self._mark, self.title):
            self.head.addWidget(part)
        self.head.addStretch(1)
        self.head.addWidget(self.aside)
        self.body = QVBoxLayout()
        self.body.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        column.addWidget(self.head_row)
        column.addLayout(self.body)
        column.addWidget(self._problem)

    @property
    def problem(self) -> str:
        """What is said to be wrong; empty when nothing is."""
        return self._problem.text()

    def show_problem(self, words: str) -> None:
        """Say under the card what is wrong; an empty text takes it away."""
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        self.setAccessibleDescription(words)

    def show_standing(self, standing: Standing, aside: str = "") -> None:
        """Show how it stands, with a word or two at the right of the title."""
        if standing is not self._standing:
            self._standing = standing
            icon, role = MARK[standing]
            self._mark.change(icon, role)
            self.update()
        self._mark.setVisible(standing in {Standing.MISSING, Standing.HOLDS_UP})
        self.aside.setText(aside)

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done here."""
        return self._standing in {Standing.MISSING, Standing.HOLDS_UP}

    def focus_first(self) -> None:
        """Go to the first thing to fill in."""
        first = self.first_field()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def first_field(self) -> QWidget | None:
        """The first thing to fill in; None when there is none."""
        return None

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(THEME.colour(EDGE[self._standing]), 1))
        painter.setBrush(THEME.colour("raised"))
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(edge, 4, 4)
