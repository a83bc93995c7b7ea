"""The right of the course page: what changed from A to B in words and numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.trigger_point import TriggerPoint
from tpdn_desktop.services.course import Change, Figures, Treated, figures
from tpdn_desktop.services.pain_drawing import compare as compare_drawings
from tpdn_desktop.ui.controls import PlainLabel, clear_layout, hairline
from tpdn_desktop.ui.pain_words import change_words
from tpdn_desktop.ui.words import STATUS_WORDS, local_day, muscle_and_side

Row = tuple[str, str]


class ChangePanel(QScrollArea):
    """Lists and numbers of a course."""

    def __init__(self, names: Mapping[str, str], regions: Mapping[str, str]) -> None:
        super().__init__()
        self.setObjectName("change_panel")
        self._names = names
        self._regions = regions
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._title = PlainLabel("", "panel_title", 600)
        self._title.setObjectName("course_title")
        self._under = PlainLabel("", "secondary", tone="secondary", wrap=True)
        self._lists = QVBoxLayout()
        self._lists.setSpacing(4)
        body = QWidget()
        body.setProperty("panel", True)
        column = QVBoxLayout(body)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self._under)
        column.addLayout(self._lists)
        column.addStretch(1)
        self.setWidget(body)

    def show_change(self, a: Session, b: Session, change: Change) -> None:
        """What changed from session A to session B."""
        days = abs((b.started_at - a.started_at).days)
        self._title.setText(
            self.tr("{a} to {b}").format(a=local_day(a.started_at), b=local_day(b.started_at))
        )
        self._under.setText(
            self.tr("session {a} (A) and session {b} (B), {n} days apart").format(
                a=a.number, b=b.number, n=days
            )
        )
        clear_layout(self._lists)
        self._add_list(self.tr("New"), [self._one(p) for p in change.new])
        self._add_list(
            self.tr("Persisting"),
            [(self._name(after), self._both(before, after)) for before, after in change.persisting],
            numbered=True,
        )
        self._add_list(
            self.tr("Resolved"),
            [
                (self._name(p), self.tr("was {s}").format(s=self._status(p)))
                for p in change.resolved
            ],
        )
        self._add_table(figures(a), figures(b))
        self._add_drawings(a, b)

    def show_heat(
        self, sessions: Sequence[Session], treated: Mapping[tuple[str, Side], Treated]
    ) -> None:
        """How often each muscle was treated."""
        self._title.setText(self.tr("All {n} sessions").format(n=len(sessions)))
        self._under.setText(
            self.tr("The number on a muscle says in how many sessions it was treated.")
        )
        clear_layout(self._lists)
        rows = [
            (
                muscle_and_side(self._names.get(muscle, muscle), side),
                self._counted(count),
            )
            for (muscle, side), count in treated.items()
        ]
        self._add_list(self.tr("Treated"), rows)

    def show_one(self, words: str, detail: str) -> None:
        """There is nothing to compare."""
        self._title.setText(words)
        self._under.setText(detail)
        clear_layout(self._lists)

    def _counted(self, count: Treated) -> str:
        one = count.sessions == 1
        sessions = self.tr("1 session") if one else self.tr("{s} sessions").format(s=count.sessions)
        if count.needles == 1:
            return self.tr("{sessions}, 1 needle").format(sessions=sessions)
        return self.tr("{sessions}, {n} needles").format(sessions=sessions, n=count.needles)

    def _name(self, point: TriggerPoint) -> str:
        return muscle_and_side(self._names.get(point.muscle_id, point.muscle_id), point.side)

    def _status(self, point: TriggerPoint) -> str:
        return STATUS_WORDS[point.status]

    def _was(self, point: TriggerPoint) -> str:
        return self.tr("was {s}").format(s=self._status(point))

    def _one(self, point: TriggerPoint) -> Row:
        return self._name(point), self._status(point)

    def _both(self, before: TriggerPoint, after: TriggerPoint) -> str:
        if before.status is after.status:
            return self._status(after)
        return self.tr("{a}, now {b}").format(a=self._status(before), b=self._status(after))

    def _add_list(self, title: str, rows: Sequence[Row], *, numbered: bool = False) -> None:
        self._lists.addWidget(hairline())
        head = QHBoxLayout()
        head.addWidget(PlainLabel(title, "body", 600))
        head.addStretch(1)
        head.addWidget(PlainLabel(str(len(rows)), "body", 600, tabular=True))
        self._lists.addLayout(head)
        for number, (name, words) in enumerate(rows, start=1):
            line = QHBoxLayout()
            line.setContentsMargins(10, 0, 0, 0)
            if numbered:
                of = PlainLabel(str(number), "body", tabular=True)
                line.addWidget(of, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(PlainLabel(name, "body", wrap=True), 1)
            state = PlainLabel(words, "secondary", tone="secondary")
            line.addWidget(state, 0, Qt.AlignmentFlag.AlignTop)
            self._lists.addLayout(line)

    def _add_table(self, a: Figures, b: Figures) -> None:
        self._lists.addWidget(hairline())
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setColumnStretch(0, 1)
        for column, head in enumerate(("", "A", "B", self.tr("change"))):
            self._put(grid, 0, column, head, quiet=True)
        rows = (
            (self.tr("Pain before"), a.pain_before, b.pain_before),
            (self.tr("Pain after"), a.pain_after, b.pain_after),
            (self.tr("Points"), a.points, b.points),
            (self.tr("Needles"), a.needles, b.needles),
        )
        for row, (name, first, second) in enumerate(rows, start=1):
            for column, words in enumerate((name, _number(first), _number(second))):
                self._put(grid, row, column, words)
            self._put(grid, row, 3, self._difference(first, second), quiet=True)
        share = self.tr("{n} of {m}")
        self._put(grid, 5, 0, self.tr("Points with a twitch"))
        for column, f in ((1, a), (2, b)):
            words = share.format(n=f.twitch_elicited, m=f.twitch_sought)
            self._put(grid, 5, column, words if f.twitch_sought else self.tr("not sought"))
        self._lists.addLayout(grid)

    def _add_drawings(self, a: Session, b: Session) -> None:
        """The pain drawings of both sessions against one another, when any was made."""
        if not (a.pains or b.pains):
            return
        self._lists.addWidget(hairline())
        self._lists.addWidget(PlainLabel(self.tr("Pain drawing"), "body", 600))
        lines = change_words(compare_drawings(a.pains, b.pains), self._regions)
        for words in lines or [self.tr("Drawn in one of the two sessions only.")]:
            self._lists.addWidget(PlainLabel(words, "body", wrap=True))

    def _put(
        self, grid: QGridLayout, row: int, column: int, words: str, *, quiet: bool = False
    ) -> None:
        label = PlainLabel(
            words, "secondary" if quiet else "body", tone="secondary" if quiet else None
        )
        side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
        grid.addWidget(label, row, column, side)

    def _difference(self, a: int | None, b: int | None) -> str:
        if a is None or b is None:
            return self.tr("not asked")
        if a == b:
            return self.tr("same")
        return f"+{b - a}" if b > a else f"−{a - b}"


def _number(value: int | None) -> str:
    return "–" if value is None else str(value)
