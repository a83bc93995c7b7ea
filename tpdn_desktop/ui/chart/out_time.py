"""When needles came out whose time the clock does not know: one answer serves them all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tpdn_desktop.domain.errors import TpdnError
from tpdn_desktop.domain.needle import Needle
from tpdn_desktop.ui.chart.checked_line import CheckedLine
from tpdn_desktop.ui.chart.dwell import check_moment_out, is_time_open, moment_out
from tpdn_desktop.ui.controls import PlainLabel


class OutTime(QWidget):
    """A question with one line; it is there only while a needle's time in is not known."""

    typed = Signal()
    """A word under the line may have come or gone: there is more to show, or less."""
    entered = Signal()
    """Enter: they came out at that time, or now when none was given."""

    def __init__(self) -> None:
        super().__init__()
        self._open: tuple[Needle, ...] = ()
        self._now: datetime | None = None
        self._words = PlainLabel("", "secondary", tone="draft")
        self.line = CheckedLine(
            "needles_out_at",
            self.tr("When they came out"),
            self._checked,
            tip=self.tr("When they came out; left empty, they come out now"),
            hint=self.tr("came out at hh:mm; left empty: now"),
        )
        self.line.done.connect(self.entered)
        self.line.line.textEdited.connect(self.typed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self._words)
        column.addWidget(self.line)
        self.hide()

    @property
    def is_asked(self) -> bool:
        """Whether there is a needle whose time in is not known."""
        return bool(self._open)

    def show_needles(self, inside: Sequence[Needle], now: datetime) -> None:
        """Ask about those of the needles that are in whose time is not known."""
        self._now = now
        found = tuple(needle for needle in inside if is_time_open(needle, now))
        if found == self._open:
            return
        self._open = found
        self._words.setText(
            self.tr("How long 1 needle was in is not known. When did it come out?")
            if len(found) == 1
            else self.tr(
                "How long {0} needles were in is not known. When did they come out?"
            ).format(len(found))
        )
        if not found:
            self.line.forget()
        self.setVisible(bool(found))

    def since(self, needle: Needle) -> datetime | None:
        """Since when a needle is out by what was typed; None for a needle that comes out now."""
        if self._now is None or needle not in self._open:
            return None
        return moment_out(self.line.line.text().strip(), needle, self._now)

    def answer(self, needle: Needle) -> datetime | None:
        """When a needle that is asked about came out: as typed, else now; None for all others."""
        return (self.since(needle) or self._now) if needle in self._open else None

    def is_answered(self) -> bool:
        """Whether what was typed can be kept; if not, the line says what would be right."""
        try:
            self.line.value()
        except TpdnError as error:
            self.line.show_refusal(error)
            return False
        return True

    def forget(self) -> None:
        """Nothing of a patient is kept (lock)."""
        self._open, self._now = (), None
        self.line.forget()
        self.hide()

    def _checked(self, text: str) -> str:
        return text if self._now is None else check_moment_out(text, self._open, self._now)
