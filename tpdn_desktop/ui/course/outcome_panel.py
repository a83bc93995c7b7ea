"""Below what changed: one outcome over all sessions, with sessions A and B marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.domain.session import Session
from tpdn_desktop.services.course_outcomes import OutcomeKind, course_outcome
from tpdn_desktop.services.course_plot import plot_of
from tpdn_desktop.ui.controls import PlainLabel
from tpdn_desktop.ui.course.outcome_choice import OutcomeChoice
from tpdn_desktop.ui.course.outcome_plot import OutcomePlot
from tpdn_desktop.ui.course.outcome_words import (
    OutcomeWords,
    choice_words,
    gap_words,
    nothing_words,
    title_words,
)
from tpdn_desktop.ui.course.plot_habit import PlotHabit
from tpdn_desktop.ui.words import local_day

KINDS = tuple(OutcomeKind)
FIRST_KEY = 4
"""The first outcome has this digit as its key, the others those after it."""


class OutcomePanel(QWidget):
    """Choice, title, plot and a note; without values a sentence stands in the plot's place."""

    chosen_a = Signal(int)
    """Place of a session among all sessions of the course."""
    chosen_b = Signal(int)

    def __init__(self, reference: Reference, habit: PlotHabit) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = OutcomeWords(reference)
        self._habit = habit
        self._sessions: tuple[Session, ...] = ()
        self._muscle: str | None = None
        self._chosen: tuple[tuple[int, str], ...] = ()
        tips = [f"{title_words(kind)} ({FIRST_KEY + n})" for n, kind in enumerate(KINDS)]
        labels = [choice_words(kind) for kind in KINDS]
        self.choice = OutcomeChoice(list(zip(labels, tips, strict=True)), self.tr("Outcome"))
        self.choice.show_choice(KINDS.index(habit.kind))
        self._title = PlainLabel("", "body", 600, wrap=True)
        self._title.setObjectName("outcome_title")
        self.plot = OutcomePlot()
        keeps = self.plot.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)  # the lists above stay where they are
        self.plot.setSizePolicy(keeps)
        self._note = PlainLabel("", "secondary", tone="secondary", wrap=True)
        self._note.setObjectName("outcome_note")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 10)
        column.setSpacing(4)
        for widget in (self.choice, self._title, self._note):
            column.addWidget(widget)
        column.addWidget(self.plot, 1)
        self.choice.chosen.connect(self._on_choice)
        self.plot.chosen_a.connect(self.chosen_a)
        self.plot.chosen_b.connect(self.chosen_b)

    @property
    def kind(self) -> OutcomeKind:
        """The outcome that is shown."""
        return self._habit.kind

    def choose(self, kind: OutcomeKind) -> None:
        """Show an outcome, and keep the choice."""
        self.choice.show_choice(KINDS.index(kind))
        self._habit.choose(kind)
        self._refresh()

    def show_sessions(
        self,
        sessions: Sequence[Session],
        muscle_id: str | None,
        chosen: Sequence[tuple[int, str]] = (),
    ) -> None:
        """Show all sessions of the course, oldest first.

        Args:
            sessions: all of them, whatever muscle is chosen.
            muscle_id: narrows what is of a muscle; None: all muscles.
            chosen: places of sessions A and B with their letters.
        """
        self._sessions, self._muscle, self._chosen = tuple(sessions), muscle_id, tuple(chosen)
        self._refresh()

    def _on_choice(self, index: int) -> None:
        self.choose(KINDS[index])

    def _refresh(self) -> None:
        kind = self.kind
        muscle = self._muscle if kind.is_of_a_muscle else None
        outcome = course_outcome(kind, self._sessions, muscle)
        title = title_words(kind)
        if muscle is not None:
            title = f"{title} · {self._words.muscle(muscle)}"
        self._title.setText(title)
        told = tuple(self._words.session(outcome, n) for n in range(len(outcome.sessions)))
        is_any = outcome.sessions_told > 0
        self.plot.setVisible(is_any)
        if is_any:
            days = [_short(local_day(s.started_at)) for s in outcome.sessions]
            named = self._words.line
            plot = plot_of(outcome, days, named, self._chosen, gap_name=gap_words(kind))
            self.plot.show_plot(plot, title, told)
        else:
            self.plot.show_plot(None, title, ())
        note = self._words.note(outcome)
        nothing = nothing_words(kind) if self._sessions else ""
        self._note.setText(note if is_any else f"{nothing} {note}".strip())
        self._note.setVisible(bool(self._note.text()))


def _short(day: str) -> str:
    """The day without its year."""
    return " ".join(day.split()[:2])
