"""A labelled field of a form, and labels that give way: shared by set-up and the patient's form."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from tpdn_desktop.domain.errors import TpdnError
from tpdn_desktop.ui.controls import PlainLabel
from tpdn_desktop.ui.theme import THEME, font


def sentence(error: TpdnError) -> str:
    """What an error says, as a sentence: with a capital and a full stop."""
    words = str(error)
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "?")) else ".")


def line_field(name: str, label: str, *, placeholder: str = "") -> QLineEdit:
    """A line to type in, named for tests (`name`) and for the screen reader (`label`)."""
    line = QLineEdit()
    line.setObjectName(name)
    line.setAccessibleName(label)
    line.setToolTip(label)
    line.setFont(font("body"))
    line.setMinimumWidth(40)
    if placeholder:
        line.setPlaceholderText(placeholder)
    return line


class Field(QWidget):
    """An editor under its label, with one line below that holds a hint or says what is wrong."""

    def __init__(self, label: str, editor: QWidget, *, hint: str = "") -> None:
        super().__init__()
        self.editor = editor
        editor.setProperty("wrong", False)
        self._hint = hint
        self._problem = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        self._label = PlainLabel(label, "secondary", tone="secondary")
        self._label.setBuddy(editor)
        column.addWidget(self._label)
        column.addWidget(editor)
        self._below = PlainLabel("", "secondary", tone="secondary", wrap=True)
        if editor.objectName():
            self._below.setObjectName(f"{editor.objectName()}_line")
        column.addWidget(self._below)
        column.addStretch(1)
        self._show_line()

    @property
    def problem(self) -> str:
        """What is wrong with the field; empty when nothing is."""
        return self._problem

    def show_problem(self, words: str) -> None:
        """Say under the field what is wrong; an empty text takes it away."""
        self._problem = words
        self._show_line()

    def show_hint(self, words: str) -> None:
        """Say something quiet under the field; a problem goes before it."""
        self._hint = words
        self._show_line()

    def _show_line(self) -> None:
        words = self._problem or self._hint
        self._below.setText(words)
        self._below.setVisible(bool(words))
        self.editor.setAccessibleDescription(words)
        _set_property(self._below, "tone", "danger" if self._problem else "secondary")
        _set_property(self.editor, "wrong", bool(self._problem))


def _set_property(widget: QWidget, name: str, value: object) -> None:
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    # The style sheet looks at properties only when it polishes a widget.
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class ElidedLabel(QLabel):
    """A plain label of one line. What does not fit ends in an ellipsis and a tool tip."""

    def __init__(
        self,
        text: str = "",
        use: str = "body",
        weight: int = 400,
        *,
        role: str = "text",
    ) -> None:
        super().__init__()
        self._role = role
        self._tip = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(use, weight, tabular=True))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    @property
    def whole_width(self) -> int:
        """The width at which nothing is left out, in pixels."""
        return self.fontMetrics().horizontalAdvance(self.text()) + 2

    def set_role(self, role: str) -> None:
        """Write in the colour of another role."""
        self._role = role
        self.update()

    def set_tip(self, tip: str) -> None:
        """More to say in the tool tip, after the text when that is cut."""
        self._tip = tip
        self._show_tip()

    def _show_tip(self) -> None:
        cut = self.width() < self.whole_width
        parts = ([self.text()] if cut else []) + ([self._tip] if self._tip else [])
        self.setToolTip(plain_tip("\n".join(parts)))

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.whole_width, self.fontMetrics().height() + 2)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.whole_width, 40), self.fontMetrics().height() + 2)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_tip()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(THEME.colour(self._role))
        words = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        # Left on the screen whatever the script: a name in Hebrew starts the line like any other.
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), left | Qt.AlignmentFlag.AlignAbsolute, words)


def plain_tip(text: str) -> str:
    """Text as a tool tip that Qt cannot take for markup."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<p style='white-space:pre-wrap'>{escaped}</p>" if escaped else ""
