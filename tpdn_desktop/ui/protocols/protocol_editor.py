"""Name and note of a protocol, typed in its row."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from tpdn_desktop.ui.controls import PlainLabel, button
from tpdn_desktop.ui.theme import font

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_LEAST_LINES, _MOST_LINES = 3, 8
"""Of a note while it is typed; longer ones scroll."""
_FRAME = 9
"""Frame, padding and the margin of the document, in pixels."""


class ProtocolEditor(QWidget):
    """Name and note; Enter in the name or Ctrl+Enter keeps, Esc leaves all as it was."""

    kept = Signal(str, str)
    given_up = Signal()
    grown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = QLineEdit()
        self.name.setFont(font("body"))
        self.name.setAccessibleName(self.tr("Name of the protocol"))
        self.name.setToolTip(self.tr("Name of the protocol"))
        self.name.returnPressed.connect(self._keep)
        self.note = _NoteField()
        self.note.kept.connect(self._keep)
        self.note.grown.connect(self.grown)
        self._why = PlainLabel("", "secondary", tone="danger", wrap=True)
        keep = button(self.tr("Keep"), tip=self.tr("Keep name and note (Ctrl+Enter)"))
        keep.clicked.connect(self._keep)
        cancel = button(self.tr("Cancel"), flat=True, tip=self.tr("Leave it as it was (Esc)"))
        cancel.clicked.connect(self.given_up)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(5)
        for widget in (self.name, self.note, self._why):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(keep)
        row.addWidget(cancel)
        row.addStretch(1)
        column.addLayout(row)
        self.hide()

    def begin(self, name: str, note: str) -> None:
        """Show name and note as they are, the name ready to be typed over."""
        self.name.setText(name)
        self.note.setPlainText(note)
        self.refuse("")
        self.show()
        self.name.setFocus()
        self.name.selectAll()

    def refuse(self, why: str) -> None:
        """Say why the name cannot be kept; nothing when it is empty."""
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self.name.setProperty("wrong", bool(why))
        self.name.style().polish(self.name)
        self.grown.emit()

    def _keep(self) -> None:
        self.kept.emit(self.name.text(), self.note.toPlainText().rstrip())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Escape:
            self.given_up.emit()
        elif key not in _ENTER:  # kept already by the field
            super().keyPressEvent(event)


class _NoteField(QPlainTextEdit):
    """Several lines, as high as they need up to a limit; Tab goes on, Ctrl+Enter keeps."""

    kept = Signal()
    grown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFont(font("body"))
        self.setAccessibleName(self.tr("Note of the protocol"))
        self.setToolTip(self.tr("Note of the protocol: Enter begins a line, Ctrl+Enter keeps it"))
        self.setPlaceholderText(self.tr("Note"))
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        lines = round(self.document().size().height())  # a plain document counts in lines
        shown = max(_LEAST_LINES, min(_MOST_LINES, lines))
        height = shown * self.fontMetrics().lineSpacing() + 2 * _FRAME
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)
            self.grown.emit()

    @override
    def event(self, event: QEvent) -> bool:
        # While a note is typed Ctrl+Enter keeps it and does not finish the session.
        asked = event.type() is QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and self._keeps(event):
            event.accept()
            return True
        return super().event(event)

    @staticmethod
    def _keeps(event: QKeyEvent) -> bool:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        return control and Qt.Key(event.key()) in _ENTER

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._keeps(event):
            self.kept.emit()
        elif Qt.Key(event.key()) is Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)
