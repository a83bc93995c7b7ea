"""One setting: what it is, why in one line, the control at the right edge of the column."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from tpdn_desktop.domain.text import tidied
from tpdn_desktop.ui.controls import PlainLabel, hairline
from tpdn_desktop.ui.theme import font

COLUMN_WIDTH = 830
LINE_WIDTH = 360


class SettingRow(QWidget):
    """Title and reason at the left, controls at the right, one line below for what is wrong."""

    def __init__(self, title: str, why: str, *controls: QWidget) -> None:
        super().__init__()
        self.words = f"{title} {why}"
        """What the search finds the row by."""
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addStretch(1)
        self._title = PlainLabel(title, "body", 500)
        words.addWidget(self._title)
        if why:
            words.addWidget(PlainLabel(why, "secondary", tone="secondary", wrap=True))
        words.addStretch(1)
        across.addLayout(words, 1)
        for control in controls:
            across.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        if controls:
            self._title.setBuddy(controls[0])
        self._problem = PlainLabel("", "secondary", tone="danger", wrap=True)
        self._problem.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(6)
        column.addLayout(across)
        column.addWidget(self._problem)
        column.addSpacing(4)
        column.addWidget(hairline())

    @property
    def problem(self) -> str:
        """What is said to be wrong."""
        return self._problem.text()

    def show_problem(self, words: str) -> None:
        """Say what is wrong; nothing takes it away."""
        self._problem.setText(words)
        self._problem.setVisible(bool(words))


class KeptLine(QLineEdit):
    """A line that is kept when it is left or at Enter; Esc puts back what stood there."""

    def __init__(self, name: str, label: str, keep: Callable[[str], str]) -> None:
        """`keep` takes the tidied text and answers what was wrong with it, or nothing."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setToolTip(label)
        self.setFont(font("body"))
        self.row: SettingRow | None = None
        self._keep = keep
        self._stood = ""
        self.editingFinished.connect(self._on_left)

    def show_text(self, text: str) -> None:
        """Show what stands in the file, unless it is being typed over."""
        self._stood = text
        if not self.hasFocus():
            self._put(text, "")

    def _on_left(self) -> None:
        typed = tidied(self.text())
        if typed == self._stood:
            self._put(typed, "")
            return
        before = self._stood
        wrong = self._keep(typed)
        if not wrong and self._stood == before:
            self._stood = typed  # else the file has said already how it writes it
        self._put(self.text() if wrong else self._stood, wrong)

    def _put(self, text: str, wrong: str) -> None:
        if text != self.text():
            self.setText(text)
        if bool(self.property("wrong")) != bool(wrong):
            self.setProperty("wrong", bool(wrong))
            self.style().unpolish(self)
            self.style().polish(self)
        self.setAccessibleDescription(wrong)
        if self.row is not None:
            self.row.show_problem(wrong)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._stood:
            self._put(self._stood, "")
        else:
            super().keyPressEvent(event)


def line_row(line: KeptLine, title: str, why: str = "", *, width: int = LINE_WIDTH) -> SettingRow:
    """A row with a line to type in, which says there what is wrong."""
    line.setFixedWidth(width)
    line.row = SettingRow(title, why, line)
    return line.row
