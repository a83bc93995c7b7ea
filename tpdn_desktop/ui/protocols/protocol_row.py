"""One protocol in the list: its name, what it holds, and what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.ui.controls import PlainLabel, button
from tpdn_desktop.ui.theme import THEME, font

_SIDE_KEYS = {
    Qt.Key.Key_Return: Side.MIDLINE,
    Qt.Key.Key_Enter: Side.MIDLINE,
    Qt.Key.Key_R: Side.RIGHT,
    Qt.Key.Key_L: Side.LEFT,
}


@dataclass(frozen=True, slots=True)
class ProtocolWords:
    """What a row shows."""

    name: str
    holds: str
    note: str
    may_apply: bool
    has_sides: bool
    """Whether right and left differ: not for points in the midline alone."""


class ProtocolRow(QFrame):
    """Shows one protocol; opened, it can be put on the chart, renamed, noted and removed."""

    opened = Signal()
    applied = Signal(object)
    """The side asked for; `MIDLINE`: as saved."""
    edited = Signal(str, str)
    """A new name and note."""
    removed = Signal()
    key_pressed = Signal(QKeyEvent)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._is_open = False
        self._name = PlainLabel("", "body", 600, wrap=True)
        self._holds = PlainLabel("", "secondary", tone="secondary", wrap=True)
        self._note = PlainLabel("", "secondary", wrap=True)
        self.as_saved = self._action(self.tr("As saved"), self.tr("Put on the chart (Enter)"))
        self.right = self._action(self.tr("Right"), self.tr("All on the right side (R)"))
        self.left = self._action(self.tr("Left"), self.tr("All on the left side (L)"))
        self.edit = self._action(self.tr("Edit"), self.tr("Name and note (F2)"), flat=True)
        self.remove = self._action(self.tr("Remove"), self.tr("Remove (Del)"), flat=True)
        self._editor = _Editor()
        self._editor.kept.connect(self._on_kept)
        self._editor.given_up.connect(self._end_editing)
        self._tools = QWidget()
        self._lay_out()
        for tool, side in (
            (self.as_saved, Side.MIDLINE),
            (self.right, Side.RIGHT),
            (self.left, Side.LEFT),
        ):
            tool.setProperty("side", side.value)
            tool.clicked.connect(self._on_apply)
        self.edit.clicked.connect(self.begin_editing)
        self.remove.clicked.connect(self.removed)
        self.set_open(False)

    @property
    def name_field(self) -> QLineEdit:
        """Where the name is typed anew."""
        return self._editor.name

    @property
    def note_field(self) -> QLineEdit:
        """Where the note is typed."""
        return self._editor.note

    def show_words(self, words: ProtocolWords) -> None:
        """Show a protocol."""
        self._name.setText(words.name)
        self._holds.setText(words.holds)
        self._note.setText(words.note)
        self._note.setVisible(bool(words.note))
        self.as_saved.setEnabled(words.may_apply)
        for tool in (self.right, self.left):
            tool.setEnabled(words.may_apply and words.has_sides)
        self.setAccessibleName(f"{words.name}. {words.holds}")
        self.setAccessibleDescription(words.note)
        self._end_editing()

    def set_open(self, is_open: bool) -> None:
        """Show what can be done; only the open row is in the tab order."""
        self._is_open = is_open
        policy = Qt.FocusPolicy.StrongFocus if is_open else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(policy)
        self._tools.setVisible(is_open)
        if not is_open:
            self._end_editing()
        self.update()

    def begin_editing(self) -> None:
        """Type another name and note."""
        self._editor.begin(self._name.text(), self._note.text())
        self._tools.hide()

    def refuse(self, why: str) -> None:
        """The new name cannot be kept; it stays in its field."""
        self._editor.refuse(why)

    def _on_apply(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.applied.emit(Side(sender.property("side")))

    def _on_kept(self, name: str, note: str) -> None:
        self.edited.emit(name, note)

    def _end_editing(self) -> None:
        had_focus = self._editor.isAncestorOf(self.focusWidget() or self)
        self._editor.hide()
        self._tools.setVisible(self._is_open)
        if had_focus and self.isVisible():
            self.setFocus()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.opened.emit()
        super().mousePressEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _SIDE_KEYS:
            tool = {Side.RIGHT: self.right, Side.LEFT: self.left}.get(
                _SIDE_KEYS[key], self.as_saved
            )
            tool.click()
        elif key is Qt.Key.Key_F2:
            self.begin_editing()
        elif key is Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            event.ignore()
            self.key_pressed.emit(event)

    @override
    def event(self, event: QEvent) -> bool:
        # While the keyboard is on a row, F2 is its name, not the page of the patients.
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_F2
        ):
            event.accept()
            return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        role = "accent_soft" if self._is_open else "raised"
        painter.fillRect(self.rect(), THEME.colour(role))
        if self._is_open:
            painter.fillRect(0, 0, 3, self.height(), THEME.colour("accent"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, THEME.colour("hairline"))
        if self.hasFocus():
            painter.setPen(QPen(THEME.colour("focus"), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -2))

    @staticmethod
    def _action(text: str, tip: str, *, flat: bool = False) -> QPushButton:
        return button(text, tip=tip, flat=flat)

    def _lay_out(self) -> None:
        tools = QHBoxLayout(self._tools)
        tools.setContentsMargins(0, 4, 0, 0)
        tools.setSpacing(6)
        for tool in (self.as_saved, self.right, self.left):
            tools.addWidget(tool)
        tools.addStretch(1)
        tools.addWidget(self.edit)
        tools.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 10, 9)
        column.setSpacing(3)
        for widget in (self._name, self._holds, self._note, self._tools, self._editor):
            column.addWidget(widget)


class _Editor(QWidget):
    """Name and note in two fields; Enter keeps, Esc leaves all as it was."""

    kept = Signal(str, str)
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name of the protocol"))
        self.name.setToolTip(self.tr("Name of the protocol"))
        self.note = QLineEdit()
        self.note.setAccessibleName(self.tr("Note of the protocol"))
        self.note.setToolTip(self.tr("Note of the protocol"))
        self.note.setPlaceholderText(self.tr("Note"))
        self._why = PlainLabel("", "secondary", tone="danger", wrap=True)
        keep = button(self.tr("Keep"), tip=self.tr("Keep name and note (Enter)"))
        keep.clicked.connect(self._keep)
        cancel = button(self.tr("Cancel"), flat=True, tip=self.tr("Leave it as it was (Esc)"))
        cancel.clicked.connect(self.given_up)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(5)
        for field in (self.name, self.note):
            field.setFont(font("body"))
            field.returnPressed.connect(self._keep)
            column.addWidget(field)
        column.addWidget(self._why)
        row = QHBoxLayout()
        row.addWidget(keep)
        row.addWidget(cancel)
        row.addStretch(1)
        column.addLayout(row)
        self.hide()

    def begin(self, name: str, note: str) -> None:
        self.name.setText(name)
        self.note.setText(note)
        self.refuse("")
        self.show()
        self.name.setFocus()
        self.name.selectAll()

    def refuse(self, why: str) -> None:
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self.name.setProperty("wrong", bool(why))
        self.name.style().polish(self.name)

    def _keep(self) -> None:
        self.kept.emit(self.name.text(), self.note.text())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Escape:
            self.given_up.emit()
        elif key not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:  # kept already by the field
            super().keyPressEvent(event)
