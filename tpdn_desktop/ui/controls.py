"""Small controls shared by all pages: plain labels, segments, chips, notices, hairlines.

User text is never parsed as markup: every label here is plain text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.theme import THEME, font

Severity = Literal["info", "caution", "danger"]

SEVERITY_ICON: Final = {
    "info": "info-circle",
    "caution": "alert-triangle",
    "danger": "alert-octagon",
}


ONE_ROW: Final = 6
"""As many cells for fingers stand in one row."""


class PlainLabel(QLabel):
    """A label that shows its text as it is, whatever it holds."""

    def __init__(
        self,
        text: str = "",
        use: str = "body",
        weight: int = 400,
        *,
        tone: str | None = None,
        wrap: bool = False,
        tabular: bool = False,
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(use, weight, tabular=tabular))
        self.setWordWrap(wrap)
        if tone is not None:
            self.setProperty("tone", tone)
        self.setText(text)


def keep_width_when_chosen(buttons: Iterable[QPushButton]) -> None:
    """Give each button the room of its words in semibold, in which what is chosen stands."""
    chosen = QFontMetrics(font("control", 600))
    for one in buttons:
        one.setStyleSheet(f"min-width: {chosen.horizontalAdvance(one.text()) + 2}px;")


class Segments(QWidget):
    """One of several exclusive choices, as joined buttons.

    A second click on a choice may clear it.
    """

    chosen = Signal(int)
    """Index of the choice now, -1 when it was cleared."""

    def __init__(
        self,
        labels: Sequence[str],
        name: str,
        *,
        clearable: bool = False,
        tips: Sequence[str] = (),
        cell: QSize | None = None,
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._clearable = clearable
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._buttons: list[QPushButton] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        for index, label in enumerate(labels):
            button = QPushButton(label)
            button.setCheckable(True)
            button.setProperty("segment", True)
            button.setProperty("last", index == len(labels) - 1)
            button.setFont(font("control"))
            tip = tips[index] if index < len(tips) else label
            button.setAccessibleName(f"{name}: {tip}")
            button.setToolTip(tip)
            if cell is not None:
                button.setFixedSize(cell)
                button.setProperty("cell", True)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._group.addButton(button, index)
            self._buttons.append(button)
            self._grid.addWidget(button, 0, index)
        self._group.idClicked.connect(self._on_clicked)
        self._cell = cell
        self._fitted = 0
        if cell is not None:
            self._fit_cells()
            THEME.changed.connect(self._fit_cells)

    def _fit_cells(self) -> None:
        """Cells as large as a finger asks for; many of them then stand in two rows."""
        if self._cell is None or self._fitted == THEME.target:
            return
        self._fitted = THEME.target
        number = len(self._buttons)
        in_row = (number + 1) // 2 if THEME.target and number > ONE_ROW else number
        for index, push in enumerate(self._buttons):
            push.setFixedHeight(max(self._cell.height(), THEME.target))
            push.setProperty("last", (index + 1) % in_row == 0 or index == number - 1)
            push.style().unpolish(push)  # the style sheet looks at properties only then
            push.style().polish(push)
            self._grid.addWidget(push, index // in_row, index % in_row)

    def keep_width(self) -> None:
        """Give each choice the room of its words in semibold, in which what is chosen stands."""
        keep_width_when_chosen(self._buttons)

    def show_choice(self, index: int | None) -> None:
        """Show a choice (None: none) without announcing it."""
        for button in self._group.buttons():
            button.setChecked(self._group.id(button) == index)

    @property
    def choice(self) -> int | None:
        """The choice shown now."""
        for button in self._group.buttons():
            if button.isChecked():
                return self._group.id(button)
        return None

    def button(self, index: int) -> QPushButton:
        """The button of a choice."""
        return self._buttons[index]

    def _on_clicked(self, index: int) -> None:
        cleared = self._clearable and not self.button(index).isChecked()
        self.show_choice(None if cleared else index)
        self.chosen.emit(-1 if cleared else index)


class Chip(QFrame):
    """A word or two on a soft ground with the icon of its severity."""

    def __init__(self, text: str, severity: Severity, icons: IconSet) -> None:
        super().__init__()
        self.setProperty("chip", severity)
        row = QHBoxLayout(self)
        row.setContentsMargins(7, 3, 9, 3)
        row.setSpacing(6)
        row.addWidget(icons.mark(SEVERITY_ICON[severity], severity, 15))
        row.addWidget(PlainLabel(text, "control"))
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


class Notice(QFrame):
    """A calm sentence with a title and the icon of its severity. Never needs a click."""

    def __init__(self, title: str, sentence: str, severity: Severity, icons: IconSet) -> None:
        super().__init__()
        self.setProperty("notice", severity)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(8)
        mark = icons.mark(SEVERITY_ICON[severity], severity)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QWidget()
        column = QHBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        text = QLabel()
        text.setTextFormat(Qt.TextFormat.RichText)
        text.setText(f"<b>{_escaped(title)}.</b> {_escaped(sentence)}")
        text.setWordWrap(True)
        text.setFont(font("control"))
        column.addWidget(text)
        row.addWidget(words, 1)
        self.setAccessibleName(f"{title}. {sentence}")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def hairline(*, vertical: bool = False) -> QFrame:
    """A line of one pixel between two areas."""
    line = QFrame()
    line.setObjectName("hairline")
    if vertical:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line


def button(
    text: str,
    *,
    primary: bool = False,
    flat: bool = False,
    tip: str = "",
    name: str = "",
) -> QPushButton:
    """A push button in the house style; `name` is its object name."""
    result = QPushButton(text)
    result.setFont(font("control", 600 if primary else 400))
    if primary:
        result.setProperty("primary", True)
    if flat:
        result.setProperty("flat", True)
    if tip:
        result.setToolTip(tip)
    if name:
        result.setObjectName(name)
    result.setAccessibleName(text or tip)
    return result


def icon_button(icons: IconSet, icon: str, tip: str, *, framed: bool = True) -> QToolButton:
    """A square button with an icon; the tip is its name for the screen reader."""
    result = QToolButton()
    result.setIcon(icons.icon(icon))
    result.setIconSize(QSize(18, 18))
    result.setToolTip(tip)
    result.setAccessibleName(tip)
    result.setProperty("framed", framed)
    result.setAutoRaise(not framed)
    result.setFixedSize(28, 28)
    result.setStyleSheet("padding: 0;")
    return result


def clear_layout(layout: QLayout) -> None:
    """Take every widget out of a layout and let go of it."""
    while (entry := layout.takeAt(0)) is not None:
        widget = entry.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := entry.layout()) is not None:
            clear_layout(inner)
