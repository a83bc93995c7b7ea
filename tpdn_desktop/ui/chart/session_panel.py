"""What is written about the session itself: complaint, goal, position, response ... plan.

Shown in the inspector while no trigger point is selected. Every field writes through as it is
typed.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.text import tidied
from tpdn_desktop.ui.chart.adverse_line import AdverseLine
from tpdn_desktop.ui.controls import PlainLabel, button
from tpdn_desktop.ui.theme import font

LINES: Final = {"complaint": 3, "goal": 2, "position": 1, "note": 3}
"""How many lines a field shows; two where nothing is said."""


class SessionPanel(QWidget):
    """The session's own words."""

    changed = Signal(str, str)
    """A field of the session and its text now."""
    copy_requested = Signal()
    """All points of the last session are to be put on the chart."""
    confirm_requested = Signal()
    """Every copied point is as it was."""
    protocols_requested = Signal()
    """Points are to be kept as a protocol, or a protocol put on the chart."""

    def __init__(self) -> None:
        super().__init__()
        self._fields: dict[str, QPlainTextEdit] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._copy = button(
            "", tip=self.tr("Start from last time (Ctrl+Shift+G)"), name="copy_last_time"
        )
        self._copy.clicked.connect(self.copy_requested)
        self._confirm = button(
            "", tip=self.tr("All copied points are as they were (Shift+Space)"), name="confirm_all"
        )
        self._confirm.clicked.connect(self.confirm_requested)
        for offer in (self._copy, self._confirm):
            offer.hide()
            column.addWidget(offer)
        protocols = button(
            self.tr("Protocols ..."), tip=self.tr("Keep and apply points (F8)"), name="protocols"
        )
        protocols.clicked.connect(self.protocols_requested)
        column.addWidget(protocols)
        self.adverse = AdverseLine("session_adverse")
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
            if name == "response":
                column.addWidget(self.adverse)

    def show_session(self, session: Session, *, editable: bool) -> None:
        """Show the texts of a session; a field that is being typed in is left alone."""
        self.adverse.show_session(session, editable=editable)
        for name, field in self._fields.items():
            field.setReadOnly(not editable)
            text = getattr(session, name)
            if field.hasFocus() or tidied(field.toPlainText(), multiline=True) == text:
                continue
            blocker = QSignalBlocker(field)
            field.setPlainText(text)
            blocker.unblock()

    def offer(self, session: Session, *, last: int, editable: bool) -> None:
        """Offer what can be done with the last session's points: `last` of them are not here."""
        waiting = sum(not point.confirmed for point in session.trigger_points)
        self._copy.setText(
            self.tr("Copy 1 point from last time")
            if last == 1
            else self.tr("Copy all {0} points from last time").format(last)
        )
        self._confirm.setText(
            self.tr("Confirm 1 copied point")
            if waiting == 1
            else self.tr("Confirm all {0} copied points").format(waiting)
        )
        for offer, number in ((self._copy, last), (self._confirm, waiting)):
            offer.setAccessibleName(offer.text())
            offer.setVisible(editable and number > 0)

    def clear(self) -> None:
        """Forget every text (lock)."""
        self.adverse.forget()
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
