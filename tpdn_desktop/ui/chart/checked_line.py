"""A line that says at once what is wrong with it, and what would be right, without stopping anyone.

A value goes out when the line is left or Enter is pressed, and only when it can be kept.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from tpdn_desktop.domain.errors import RuleBroken, TpdnError
from tpdn_desktop.domain.text import LINE_LIMIT, checked, tidied
from tpdn_desktop.ui.controls import PlainLabel
from tpdn_desktop.ui.field import sentence
from tpdn_desktop.ui.theme import font

Parse = Callable[[str], object]
"""Makes a value of a text, or raises a TpdnError that says what would be right."""


class CheckedLine(QWidget):
    """One line to type in. `unit` stands behind it."""

    typed = Signal(object)
    """The value, when it differs from the one shown."""
    done = Signal()
    """Enter was pressed and the value can be kept: the hand goes back to the map."""

    def __init__(
        self, name: str, label: str, parse: Parse, *, tip: str = "", hint: str = "", unit: str = ""
    ) -> None:
        super().__init__()
        self._parse = parse
        self._shown: tuple[object, str] = (None, "")
        self.line = QLineEdit()
        self.line.setObjectName(name)
        self.line.setAccessibleName(label)
        self.line.setToolTip(tip or label)
        self.line.setPlaceholderText(hint)
        self.line.setFont(font("control"))
        self.line.setMinimumWidth(30)
        self.line.textEdited.connect(self._on_edited)
        self.line.editingFinished.connect(self._on_finished)
        self.line.returnPressed.connect(self._on_return)
        self._below = PlainLabel("", "secondary", tone="danger", wrap=True)
        self._below.setObjectName(f"{name}_line")
        self._below.hide()
        row = QHBoxLayout()
        row.setSpacing(5)
        row.addWidget(self.line, 1)
        if unit:
            behind = PlainLabel(unit, "secondary", tone="secondary")
            behind.setMinimumWidth(22)
            row.addWidget(behind)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._below)
        self.setFocusProxy(self.line)

    @property
    def problem(self) -> str:
        """What is wrong with the text; empty when nothing is."""
        return "" if self._below.isHidden() else self._below.text()

    def show_text(self, text: str, of: object) -> None:
        """Show a value of something (`of`); what is being typed about the same is left alone."""
        mine, same_text = self._shown[0] == of, self._shown[1] == text
        self._shown = (of, text)
        if mine and (self.line.hasFocus() or (self.problem and same_text)):
            return
        if self.line.text() != text:
            self.line.setText(text)
        self._show_problem("")

    def forget(self) -> None:
        """Nothing that was typed is kept (lock)."""
        self._shown = (None, "")
        self.line.clear()
        self._show_problem("")

    def begin(self) -> None:
        """Put the cursor here; what stands there is replaced by typing."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def value(self) -> object:
        """The value of the text as it stands.

        Raises:
            TpdnError: it has none.
        """
        return self._parse(self.line.text().strip())

    def show_refusal(self, error: TpdnError) -> None:
        """Say under the line what would be right."""
        self._show_problem(sentence(error))

    def _on_edited(self) -> None:
        try:
            self.value()
        except TpdnError as error:
            self.show_refusal(error)
        else:
            self._show_problem("")

    def _on_finished(self) -> None:
        if self.problem or self.line.text().strip() == self._shown[1]:
            return
        self._shown = (self._shown[0], self.line.text().strip())
        self.typed.emit(self.value())

    def _on_return(self) -> None:
        if not self.problem:
            self.done.emit()

    def _show_problem(self, words: str) -> None:
        self._below.setText(words)
        self._below.setVisible(bool(words))
        self.line.setAccessibleDescription(words)
        if bool(self.line.property("wrong")) != bool(words):
            self.line.setProperty("wrong", bool(words))
            # The style sheet looks at properties only when it polishes a widget.
            self.line.style().unpolish(self.line)
            self.line.style().polish(self.line)


class QuietCombo(QComboBox):
    """A choice that the wheel does not change: it scrolls the panel that the choice stands in."""

    def __init__(self, name: str, label: str, tip: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setToolTip(tip)
        self.setFont(font("control"))
        self.setMinimumSize(60, 26)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def number_or_none(text: str, what: str) -> float | None:
    """A number as it is typed, with point or comma; None for an empty text.

    Raises:
        RuleBroken: it is no number; `what` begins the sentence.
    """
    if not text:
        return None
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise RuleBroken(what) from None


def whole_or_none(text: str, what: str) -> int | None:
    """A whole number as it is typed; None for an empty text.

    Raises:
        RuleBroken: it is no whole number; `what` begins the sentence.
    """
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise RuleBroken(what)
    return int(text)


def line_of(what: str, limit: int = LINE_LIMIT) -> Parse:
    """Any text of one line that can be kept; `what` names it when it cannot."""

    def parse(text: str) -> str:
        return checked(tidied(text), what, limit=limit)

    return parse
