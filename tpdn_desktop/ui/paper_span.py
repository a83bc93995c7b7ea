"""Which days of the course a progress report covers: a row under the paper page's bar."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.services.course_span import CourseSpan
from tpdn_desktop.ui.controls import PlainLabel, Segments
from tpdn_desktop.ui.field import line_field
from tpdn_desktop.ui.patients.typed_date import birth_date_from

_MONTHS: Final = {1: 3, 2: 12}
_WHOLE: Final = 0
_TYPED: Final = 3


class SpanRow(QFrame):
    """Whole course, the last months up to the session, or two typed days."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._choices = Segments(
            (
                self.tr("Whole course"),
                self.tr("Last 3 months"),
                self.tr("Last 12 months"),
                self.tr("From, to"),
            ),
            self.tr("Sessions on the report"),
            tips=(
                self.tr("All sessions up to the one that is open"),
                self.tr("Sessions of the 3 months up to the one that is open"),
                self.tr("Sessions of the 12 months up to the one that is open"),
                self.tr("Sessions between two days; either may be left empty"),
            ),
        )
        self._choices.keep_width()
        self._choices.chosen.connect(self._on_choice)
        self._first = self._line("span_first", self.tr("From this day on (Enter)"))
        self._last = self._line("span_last", self.tr("Up to this day (Enter)"))
        self._typed = QWidget()
        self._lay_out()
        self.forget()

    def _line(self, name: str, label: str) -> QLineEdit:
        line = line_field(name, label, placeholder=self.tr("12 Mar 2026"))
        line.setFixedWidth(120)
        line.returnPressed.connect(self.chosen)
        return line

    def _lay_out(self) -> None:
        typed = QHBoxLayout(self._typed)
        typed.setContentsMargins(0, 0, 0, 0)
        typed.setSpacing(8)
        typed.addWidget(self._first)
        typed.addWidget(PlainLabel(self.tr("to"), "control", tone="secondary"))
        typed.addWidget(self._last)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(12)
        row.addWidget(PlainLabel(self.tr("Sessions"), "control", tone="secondary"))
        row.addWidget(self._choices)
        row.addWidget(self._typed)
        row.addStretch(1)

    def forget(self) -> None:
        """Back to the whole course, with nothing typed; nothing is announced."""
        self._choices.show_choice(_WHOLE)
        self._first.clear()
        self._last.clear()
        self._typed.hide()

    def span(self, day: date) -> CourseSpan:
        """The days that are chosen, for a course that is shown up to `day`.

        Raises:
            RuleBroken: what was typed is no day, or the second lies before the first.
        """
        choice = self._choices.choice or _WHOLE
        if choice in _MONTHS:
            return CourseSpan.months_up_to(day, _MONTHS[choice])
        if choice != _TYPED:
            return CourseSpan()
        return CourseSpan(self._day(self._first), self._day(self._last))

    def _day(self, line: QLineEdit) -> date | None:
        try:
            # The same ways of writing as for a birth date; a day to come leaves the end open.
            return birth_date_from(line.text(), date.max)
        except RuleBroken as error:
            words = self.tr("a day is written as day, month, year, such as 12 Mar 2026")
            raise RuleBroken(words) from error

    def _on_choice(self, choice: int) -> None:
        self._typed.setVisible(choice == _TYPED)
        if choice == _TYPED:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit()
