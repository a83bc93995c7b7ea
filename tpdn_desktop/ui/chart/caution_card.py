"""A caution in the inspector; one that asks for a reason has a line for it. It stops nobody."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tpdn_desktop.atlas.safety import Caution
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.override import Override
from tpdn_desktop.domain.text import LINE_LIMIT, checked, tidied
from tpdn_desktop.ui.chart.checked_line import CheckedLine
from tpdn_desktop.ui.controls import Notice, PlainLabel
from tpdn_desktop.ui.icons import IconSet


class CautionCard(QWidget):
    """The sentence, and under it the reason for going on."""

    reason_typed = Signal(object, str)
    """The caution, and the reason."""
    done = Signal()

    def __init__(self, title: str, caution: Caution, icons: IconSet) -> None:
        super().__init__()
        self._caution = caution
        self.reason: CheckedLine | None = None
        self._state = PlainLabel("", "secondary", tone="secondary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(Notice(title, caution.sentence, caution.severity.value, icons))
        if not caution.needs_reason:
            return
        self.reason = CheckedLine(
            "reason",
            self.tr("Reason for going on: {0}").format(title),
            self._parse,
            tip=self.tr("One line, kept with the session (W)"),
            hint=self.tr("reason for going on, one line"),
        )
        self.reason.typed.connect(self._on_typed)
        self.reason.done.connect(self.done)
        column.addWidget(self.reason)
        column.addWidget(self._state)

    @property
    def waits(self) -> bool:
        """Whether a reason is asked for and none is kept."""
        return self.reason is not None and not self._state.isVisibleTo(self)

    def show_kept(self, overrides: Iterable[Override]) -> None:
        """Show the reason that is kept, when there is one."""
        if self.reason is None:
            return
        kept = [o for o in overrides if o.answers in self._caution.answers]
        answered = self._caution.is_answered({o.answers for o in kept})
        self.reason.show_text(kept[-1].reason if kept else "", (self._caution, answered))
        self._state.setText(self.tr("Reason kept with the session"))
        self._state.setVisible(answered)

    def _parse(self, text: str) -> str:
        if not text:
            raise RuleBroken(self.tr("going past a caution needs a typed reason"))
        return checked(tidied(text), self.tr("the reason"), limit=LINE_LIMIT)

    def _on_typed(self, reason: str) -> None:
        self.reason_typed.emit(self._caution, reason)
