"""One protocol in the list: its name, what it holds, and what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.ui.controls import PlainLabel, button
from tpdn_desktop.ui.protocols.protocol_editor import ProtocolEditor
from tpdn_desktop.ui.theme import THEME

_SIDE_KEYS = {
    Qt.Key.Key_Return: Side.MIDLINE,
    Qt.Key.Key_Enter: Side.MIDLINE,
    Qt.Key.Key_R: Side.RIGHT,
    Qt.Key.Key_L: Side.LEFT,
}


_POINTING = {
    QEvent.Type.Enter,
    QEvent.Type.Leave,
    QEvent.Type.FocusIn,
    QEvent.Type.FocusOut,
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
    pointed = Signal()
    """Another side is pointed at, or none any more."""
    resized = Signal()
    """It needs another height: the editor came or went, or its note grew."""
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
        self._editor = ProtocolEditor()
        self._editor.kept.connect(self._on_kept)
        self._editor.given_up.connect(self._end_editing)
        self._editor.grown.connect(self.resized)
        self._tools = QWidget()
        self._lay_out()
        for tool, side in (
            (self.as_saved, Side.MIDLINE),
            (self.right, Side.RIGHT),
            (self.left, Side.LEFT),
        ):
            tool.setProperty("side", side.value)
            tool.clicked.connect(self._on_apply)
            tool.installEventFilter(self)
        self.edit.clicked.connect(self.begin_editing)
        self.remove.clicked.connect(self.removed)
        self.set_open(False)

    @property
    def side(self) -> Side:
        """The side that is pointed at, by the pointer before the keyboard; `MIDLINE`: as saved."""
        tools = ((self.right, Side.RIGHT), (self.left, Side.LEFT), (self.as_saved, Side.MIDLINE))
        for is_at in (QPushButton.underMouse, QPushButton.hasFocus):
            for tool, side in tools:
                if tool.isEnabled() and is_at(tool):
                    return side
        return Side.MIDLINE

    @property
    def name_field(self) -> QLineEdit:
        """Where the name is typed anew."""
        return self._editor.name

    @property
    def note_field(self) -> QPlainTextEdit:
        """Where the note is typed, on several lines."""
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
        self._tools.hide()
        self._note.hide()
        self._editor.begin(self._name.text(), self._note.text())
        self.resized.emit()

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
        was_open = not self._editor.isHidden()
        self._editor.hide()
        self._note.setVisible(bool(self._note.text()))
        self._tools.setVisible(self._is_open)
        if was_open:
            self.resized.emit()
        if had_focus and self.isVisible():
            self.setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _POINTING:
            # A widget is left before the next is entered; what is true shows when both were told.
            QTimer.singleShot(0, self, self.pointed.emit)
        return False

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
        tools = QVBoxLayout(self._tools)
        tools.setContentsMargins(0, 4, 0, 0)
        tools.setSpacing(2)
        for row_of in ((self.as_saved, self.right, self.left), (self.edit, self.remove)):
            row = QHBoxLayout()
            row.setSpacing(6)
            for tool in row_of:
                row.addWidget(tool)
            row.addStretch(1)
            tools.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 10, 9)
        column.setSpacing(3)
        for widget in (self._name, self._holds, self._note, self._tools, self._editor):
            column.addWidget(widget)
