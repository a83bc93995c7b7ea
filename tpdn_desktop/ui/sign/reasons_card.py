"""Cautions that ask for a typed reason: the sentence as it was shown, and one line for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from tpdn_desktop.domain.text import LINE_LIMIT, tidied
from tpdn_desktop.services.finishing import Asked, Standing
from tpdn_desktop.services.signing import Answer
from tpdn_desktop.ui.controls import PlainLabel, clear_layout
from tpdn_desktop.ui.field import line_field
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.sign.card import Card
from tpdn_desktop.ui.sign.rule_words import title


@dataclass(frozen=True, slots=True)
class AskedReason:
    """A caution that asks a reason: what it answers, about whom, the sentence, the reason kept."""

    answers: Answer
    about: str
    caution: str
    reason: str = ""


class ReasonsCard(Card):
    """One line for each caution; a reason is kept when the line is left or Enter is pressed."""

    reason_typed = Signal(object, str, str)
    """What it answers, the caution as it was shown, the reason."""

    def __init__(self, icons: IconSet) -> None:
        super().__init__(icons, title(Asked.REASONS))
        self.setObjectName("card_reasons")
        self._shown: tuple[tuple[Answer, str], ...] = ()
        self._lines: list[_ReasonLine] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(10)
        self._none = PlainLabel(self.tr("No caution asks for a reason."), "control")
        self.body.addWidget(self._none)
        self.body.addLayout(self._column)

    def show_reasons(self, asked: Sequence[AskedReason], *, editable: bool) -> None:
        """Show what asks for a reason, and the reasons given so far."""
        missing = sum(not a.reason for a in asked)
        self.show_standing(
            Standing.HOLDS_UP if missing else Standing.DONE,
            self.tr("{0} of {1} given").format(len(asked) - missing, len(asked)) if asked else "",
        )
        self._none.setVisible(not asked)
        keys = tuple((a.answers, a.caution) for a in asked)
        if keys != self._shown:
            self._shown = keys
            clear_layout(self._column)
            self._lines = [_ReasonLine(a) for a in asked]
            for line in self._lines:
                line.typed.connect(self.reason_typed)
                self._column.addWidget(line)
        for line, reason in zip(self._lines, asked, strict=True):
            line.show_reason(reason.reason, editable=editable)

    @override
    def first_field(self) -> QWidget | None:
        empty = (line.field for line in self._lines if not line.field.text().strip())
        return next(empty, self._lines[0].field if self._lines else None)


class _ReasonLine(QWidget):
    """The caution and the line under it."""

    typed = Signal(object, str, str)

    def __init__(self, asked: AskedReason) -> None:
        super().__init__()
        self._asked = asked
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        if asked.about:
            column.addWidget(PlainLabel(asked.about, "control", 600, wrap=True))
        column.addWidget(PlainLabel(asked.caution, "control", wrap=True))
        about = asked.about or asked.caution
        self.field: QLineEdit = line_field(
            "reason", self.tr("Reason, {0}").format(about), placeholder=self.tr("Why go on")
        )
        self.field.setToolTip(self.tr("Why you went on; it is kept with the session"))
        self.field.setMaxLength(LINE_LIMIT)
        self.field.editingFinished.connect(self._on_finished)
        column.addWidget(self.field)

    def show_reason(self, reason: str, *, editable: bool) -> None:
        self.field.setReadOnly(not editable)
        if reason and not self.field.hasFocus() and self.field.text() != reason:
            blocker = QSignalBlocker(self.field)
            self.field.setText(reason)
            blocker.unblock()

    def _on_finished(self) -> None:
        reason = tidied(self.field.text())
        if reason and not self.field.isReadOnly():
            self.typed.emit(self._asked.answers, self._asked.caution, reason)
