"""The needles of the session against the number that the therapist counted at the end."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget
from typing_extensions import override

from tpdn_desktop.domain.reconciliation import session_count
from tpdn_desktop.domain.session import MOST_COUNT, Session
from tpdn_desktop.domain.text import LINE_LIMIT, tidied
from tpdn_desktop.services.finishing import AskedRow
from tpdn_desktop.ui.controls import PlainLabel, button
from tpdn_desktop.ui.field import line_field
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.sign.card import Card


class NeedlesCard(Card):
    """Opened, placed, removed, in; the count; a way out for what is in, and for what lies ready."""

    counted = Signal(object, str)
    """The number typed (None: taken back) and the reason beside it."""
    all_out_requested = Signal()
    ready_wasted = Signal()
    """The needles that were opened and lie ready are not used any more."""
    chart_requested = Signal()

    def __init__(self, icons: IconSet) -> None:
        super().__init__(icons, "")
        self.title.setText(self.tr("Needles"))
        self._placed = 0
        self._numbers = PlainLabel("", "panel_title", 500, tabular=True)
        self._numbers.setObjectName("finish_numbers")
        self._in = PlainLabel("", "panel_title", 600, tabular=True)
        self._in.setObjectName("finish_in")
        self._in.setContentsMargins(6, 1, 6, 1)
        self._in.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.count = line_field("final_count", self.tr("Needles counted at the end, by hand"))
        self.count.setValidator(QIntValidator(0, MOST_COUNT, self.count))
        self.count.setFixedWidth(64)
        self.count.textEdited.connect(self._on_typed)
        self._agrees = PlainLabel("", "control", tone="saved")
        self._agrees.setObjectName("finish_agrees")
        self.reason = line_field(
            "count_reason",
            self.tr("Why the count differs"),
            placeholder=self.tr("Why the count differs, such as one was dropped and counted"),
        )
        self.reason.setMaxLength(LINE_LIMIT)
        self.reason.textEdited.connect(self._on_typed)
        self._told = PlainLabel("", "secondary", tone="secondary", wrap=True)
        self._told.setObjectName("finish_told")
        self._make_actions()
        self._lay_out()

    def _make_actions(self) -> None:
        self._out = button(
            self.tr("Take all out"),
            tip=self.tr("All needles are out now (Shift+X)"),
            name="finish_all_out",
        )
        self._out.clicked.connect(self.all_out_requested)
        self._go = button(
            self.tr("Show on the chart"),
            tip=self.tr("Go back to the chart (Esc)"),
            name="finish_to_chart",
        )
        self._go.clicked.connect(self.chart_requested)
        self._inside = QWidget()
        row = QHBoxLayout(self._inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._who_in = PlainLabel("", "control", wrap=True)
        row.addWidget(self._who_in, 1)
        row.addWidget(self._go)
        row.addWidget(self._out)
        self._make_ready()

    def _make_ready(self) -> None:
        self._waste = button(
            self.tr("Note as wasted"),
            tip=self.tr("The opened needles are not used any more: note them as wasted"),
            name="finish_waste_ready",
        )
        self._waste.clicked.connect(self.ready_wasted)
        self._ready = QWidget()
        row = QHBoxLayout(self._ready)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._lie_ready = PlainLabel("", "control", wrap=True)
        self._lie_ready.setObjectName("finish_ready")
        row.addWidget(self._lie_ready, 1)
        row.addWidget(self._waste)

    def show_session(self, session: Session, row: AskedRow, inside: str) -> None:
        """Show the count of a session; `inside` names where needles are in."""
        count, final = session_count(session), session.final_count
        self._placed = count.placed
        words = self.tr("Placed {0} · Removed {1} ·").format(count.placed, count.removed)
        if count.beforehand:
            words = self.tr("Opened {0} · {1}").format(count.opened, words)
        self._numbers.setText(words)
        self._in.setText(self.tr("In {0}").format(count.still_in))
        self._in.setProperty("tone", "inverse" if count.still_in else None)
        self._in.style().polish(self._in)
        self._inside.setVisible(bool(count.still_in) and not session.is_signed)
        self._who_in.setText(inside)
        self._ready.setVisible(bool(count.ready) and not session.is_signed)
        self._lie_ready.setText(_ready_words(count.ready))
        self.count.setReadOnly(session.is_signed)
        self.reason.setReadOnly(session.is_signed)
        if final is not None and not self.count.hasFocus():
            _show(self.count, str(final.needles))
        if final is not None and tidied(self.reason.text()) != final.reason:
            _show(self.reason, final.reason)
        self._told.setText(self._hint(session))
        self._told.setVisible(bool(self._told.text()))
        self.show_standing(row.standing)
        self._show_agreement()

    def forget(self) -> None:
        """Another session: nothing was typed."""
        for line in (self.count, self.reason):
            _show(line, "")
        for label in (self._numbers, self._in, self._who_in, self._lie_ready, self._told):
            label.setText("")

    def _hint(self, session: Session) -> str:
        wasted = len(session.wasted)
        if not wasted:
            return ""
        one = self.tr("1 needle was opened and not used: it does not count here.")
        many = self.tr("{0} needles were opened and not used: they do not count here.")
        return one if wasted == 1 else many.format(wasted)

    def _typed(self) -> int | None:
        text = self.count.text().strip()
        return int(text) if text.isdecimal() else None

    def _show_agreement(self) -> None:
        typed = self._typed()
        differs = typed is not None and typed != self._placed
        told = differs and bool(self.reason.text().strip())
        self.reason.setVisible(differs)
        words = ""
        if typed is not None:
            words = self.tr("✓ agrees") if not differs else self.tr("differs: say why")
            words = self.tr("✓ differs, told why") if told else words
        self._agrees.setText(words)
        tone = "danger" if differs and not told else "saved"
        if self._agrees.property("tone") != tone:
            self._agrees.setProperty("tone", tone)
            self._agrees.style().unpolish(self._agrees)
            self._agrees.style().polish(self._agrees)

    def _on_typed(self) -> None:
        self._show_agreement()
        self.counted.emit(self._typed(), tidied(self.reason.text()))

    @override
    def first_field(self) -> QWidget | None:
        if self._inside.isVisible():
            return self._out
        if self._ready.isVisible():
            return self._waste
        return self.reason if self._typed() not in {None, self._placed} else self.count

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._numbers)
        row.addWidget(self._in)
        row.addStretch(1)
        label = PlainLabel(self.tr("counted"), "control", tone="secondary")
        label.setBuddy(self.count)
        row.addWidget(label)
        row.addWidget(self.count)
        row.addWidget(self._agrees)
        self.body.addLayout(row)
        self.body.addWidget(self.reason)
        self.body.addWidget(self._inside)
        self.body.addWidget(self._ready)
        self.body.addWidget(self._told)


def _ready_words(number: int) -> str:
    if number == 1:
        return QCoreApplication.translate(
            "NeedlesCard", "1 opened needle is neither placed nor wasted."
        )
    many = QCoreApplication.translate(
        "NeedlesCard", "{0} opened needles are neither placed nor wasted."
    )
    return many.format(number)


def _show(line: QLineEdit, text: str) -> None:
    if line.text() != text:
        blocker = QSignalBlocker(line)
        line.setText(text)
        blocker.unblock()
