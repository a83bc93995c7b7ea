"""What is written about the session itself: complaint, goal, position, response, aftercare, plan.

Shown in the inspector while no trigger point is selected. Every field writes through as it is
typed.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.text import tidied
from tpdn_desktop.ui.controls import PlainLabel
from tpdn_desktop.ui.theme import font

LINES: Final = {"complaint": 3, "goal": 2, "position": 1, "note": 3}
"""How many lines a field shows; two where nothing is said."""


class SessionPanel(QWidget):
    """The session's own words."""

    changed = Signal(str, str)
    """A field of the session and its text now."""

    def __init__(self) -> None:
        super().__init__()
        self._fields: dict[str, QPlainTextEdit] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for name, words in (
            ("complaint", self.tr("Complaint")),
            ("goal", self.tr("Goal")),
            ("position", self.tr("Position")),
            ("response", self.tr("Response")),
            ("aftercare", self.tr("Aftercare given")),
            ("plan", self.tr("Plan")),
            ("note", self.tr("Session note")),
        ):
            column.addWidget(PlainLabel(words, "secondary", tone="secondary"))
            column.addWidget(self._field(name, words))

    def show_session(self, session: Session, *, editable: bool) -> None:
        """Show the texts of a session; a field that is being typed in is left alone."""
        for name, field in self._fields.items():
            field.setReadOnly(not editable)
            text = getattr(session, name)
            if field.hasFocus() or tidied(field.toPlainText(), multiline=True) == text:
                continue
            blocker = QSignalBlocker(field)
            field.setPlainText(text)
            blocker.unblock()

    def clear(self) -> None:
        """Forget every text (lock)."""
        for field in self._fields.values():
            blocker = QSignalBlocker(field)
            field.clear()
            blocker.unblock()

    def _field(self, name: str, words: str) -> QPlainTextEdit:
        field = QPlainTextEdit()
        field.setObjectName(f"session_{name}")
        field.setAccessibleName(words)
        field.setToolTip(words)
        field.setFont(font("control"))
        field.setTabChangesFocus(True)
        field.setFixedHeight(LINES.get(name, 2) * field.fontMetrics().lineSpacing() + 24)
        field.textChanged.connect(self._on_changed)
        self._fields[name] = field
        return field

    def _on_changed(self) -> None:
        field = self.sender()
        for name, known in self._fields.items():
            if known is field:
                multiline = name != "position"
                self.changed.emit(name, tidied(known.toPlainText(), multiline=multiline))
