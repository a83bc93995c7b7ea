"""What muscle and patient did: twitch and how it was noticed, pain during, response, note."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.text import tidied
from tpdn_desktop.domain.trigger_point import TriggerPoint, Twitch, TwitchSign, nprs
from tpdn_desktop.ui.chart.checked_line import CheckedLine, line_of, whole_or_none
from tpdn_desktop.ui.chart.field_grid import Toggles, field_grid
from tpdn_desktop.ui.chart.point_strip import twitch_index
from tpdn_desktop.ui.chart.twitch_cells import TwitchCells
from tpdn_desktop.ui.theme import font


class ResponsePanel(QWidget):
    """Asks for edits in signals."""

    twitch_chosen = Signal(int)
    changed = Signal(str, object)
    """A finding by its name (also twitch_count, twitch_signs), and what it is now."""
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._twitch = TwitchCells()
        self._twitch.chosen.connect(self.twitch_chosen)
        self.times = CheckedLine(
            "twitch_count", self.tr("Number of twitches"), self._count, unit=self.tr("times")
        )
        self.times.typed.connect(self._on_times)
        self._signs = Toggles(
            [self.tr("seen"), self.tr("felt"), self.tr("told")],
            self.tr("Twitch noticed"),
            [f"twitch_{sign.value}" for sign in TwitchSign],
        )
        self._signs.changed.connect(self._on_signs)
        self.pain = CheckedLine(
            "pain_during",
            self.tr("Pain during needling, 0 to 10"),
            self._score,
            tip=self.tr("Pain during needling, 0 to 10 (P)"),
            hint=self.tr("not asked"),
            unit=self.tr("of 10"),
        )
        self.pain.typed.connect(self._on_pain)
        self.response = CheckedLine(
            "point_response",
            self.tr("Response of this point"),
            line_of(self.tr("response")),
            hint=self.tr("after the needle"),
        )
        self.response.typed.connect(self._on_response)
        for line in (self.times, self.pain, self.response):
            line.done.connect(self.done)
        self.note = QPlainTextEdit()
        self.note.setObjectName("note")
        self.note.setPlaceholderText(self.tr("Add a note"))
        self.note.setAccessibleName(self.tr("Note on this point"))
        self.note.setToolTip(self.tr("Note on this point (Enter)"))
        self.note.setFont(font("control"))
        self.note.setFixedHeight(54)
        self.note.setTabChangesFocus(True)
        self.note.textChanged.connect(self._on_note)
        self._point_id: object = None
        self._lay_out()

    def show_point(self, point: TriggerPoint, *, editable: bool) -> None:
        """Show a point's response without announcing it."""
        same, self._point_id = self._point_id == point.id, point.id
        twitch = point.twitch
        self._twitch.show_choice(twitch_index(point))
        self.times.show_text("" if twitch.count is None else str(twitch.count), point.id)
        signs = list(TwitchSign)
        self._signs.show_on(frozenset(signs.index(sign) for sign in twitch.signs))
        pain = point.pain_during
        self.pain.show_text("" if pain is None else str(pain), point.id)
        self.response.show_text(point.response, point.id)
        if not (same and self.note.hasFocus()):
            blocker = QSignalBlocker(self.note)
            self.note.setPlainText(point.note)
            blocker.unblock()
        self._twitch.setEnabled(editable)
        for widget in (self.times, self._signs):
            widget.setEnabled(editable and twitch.elicited)
        for line in (self.pain, self.response):
            line.line.setReadOnly(not editable)
        self.note.setReadOnly(not editable)

    def forget(self) -> None:
        """Nothing of a patient is kept (lock)."""
        self._point_id = None
        blocker = QSignalBlocker(self.note)
        self.note.clear()
        blocker.unblock()

    # ---------------------------------------------------------------------------------------------

    def _count(self, text: str) -> int | None:
        count = whole_or_none(text, self.tr("the number of twitches is 1 to 999"))
        return Twitch(sought=True, elicited=True, count=count).count

    def _score(self, text: str) -> int | None:
        words = self.tr("pain during needling is a whole number from 0 to 10")
        score = whole_or_none(text, words)
        if score is not None and score > 10:
            raise RuleBroken(words)
        return nprs(score, self.tr("pain during needling"))

    def _on_times(self, value: object) -> None:
        self.changed.emit("twitch_count", value)

    def _on_signs(self, indices: frozenset[int]) -> None:
        signs = list(TwitchSign)
        self.changed.emit("twitch_signs", frozenset(signs[i] for i in indices))

    def _on_pain(self, value: object) -> None:
        self.changed.emit("pain_during", value)

    def _on_response(self, value: object) -> None:
        self.changed.emit("response", value)

    def _on_note(self) -> None:
        self.changed.emit("note", tidied(self.note.toPlainText(), multiline=True))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(
            field_grid(
                (
                    (self.tr("Twitch"), (self._twitch,)),
                    ("", (self.times, self._signs)),
                    (self.tr("Pain during"), (self.pain,)),
                    (self.tr("Response"), (self.response,)),
                    (self.tr("Note"), (self.note,)),
                )
            )
        )
