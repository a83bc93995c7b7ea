"""One row for each needle of a point: name, size, dwell line, time of the target, Out."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from tpdn_desktop.domain.errors import TpdnError
from tpdn_desktop.domain.needle import Needle, PlannedNeedle
from tpdn_desktop.domain.trigger_point import TriggerPoint
from tpdn_desktop.services.point_words import TECHNIQUE_WORDS
from tpdn_desktop.ui.chart.checked_line import CheckedLine
from tpdn_desktop.ui.chart.dwell import (
    asks_for_the_eye,
    dwell_words,
    is_time_open,
    moment_out,
    needle_name,
    share,
    times_words,
)
from tpdn_desktop.ui.controls import PlainLabel, button, clear_layout
from tpdn_desktop.ui.fixed_words import in_words
from tpdn_desktop.ui.theme import THEME
from tpdn_desktop.ui.words import minutes_seconds


class DwellLine(QWidget):
    """How much of the target has passed; at the target it turns."""

    def __init__(self) -> None:
        super().__init__()
        self._share: float | None = None
        self.setMinimumWidth(24)
        self.setFixedHeight(20)

    @override
    def sizeHint(self) -> QSize:
        return QSize(64, 20)

    def show_share(self, part: float | None) -> None:
        """Show a part of the target; None: no line."""
        if part != self._share:
            self._share = part
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._share is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        y, width = self.height() / 2 - 2, float(self.width())
        painter.setBrush(THEME.colour("hairline"))
        painter.drawRoundedRect(0, int(y), int(width), 4, 2, 2)
        painter.setBrush(THEME.colour("dwell_over" if self._share >= 1 else "dwell"))
        painter.drawRoundedRect(0, int(y), int(width * min(1.0, self._share)), 4, 2, 2)


class NeedleRows(QWidget):
    """The needles of one point."""

    out_requested = Signal(str, object)
    """A needle is out: now (None), or since a moment."""
    done = Signal()
    """The time was given with Enter: the hand goes back to the map."""
    added = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = PlainLabel("", "secondary", 600)
        self._add = button(
            self.tr("+ Needle"), flat=True, tip=self.tr("One more needle (+1 by 1 to 9)")
        )
        self._add.setObjectName("add_needle")
        self._add.clicked.connect(self.added)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(3)
        self._shown: list[_NeedleRow] = []
        self._made_of: object = None
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(self._rows)

    def show_point(
        self, point: TriggerPoint, number: int, now: datetime, *, editable: bool
    ) -> None:
        """Show the needles of a point; rows stay while only the time goes on."""
        inside = len(point.needles_in)
        self._title.setText(
            self.tr("Needles · {0} in").format(inside) if inside else self.tr("Needles")
        )
        self._add.setEnabled(editable)
        made_of = (point.id, number, point.needles, point.planned, editable)
        if made_of != self._made_of:
            self._made_of = made_of
            self._make(point, number, editable=editable)
        self.show_time(now)

    def show_time(self, now: datetime) -> None:
        """The dwell times move on."""
        for row in self._shown:
            row.show_time(now)

    def forget(self) -> None:
        """No point is shown (lock)."""
        self._made_of = None
        self._shown = []
        self._title.setText("")
        clear_layout(self._rows)

    def _make(self, point: TriggerPoint, number: int, *, editable: bool) -> None:
        clear_layout(self._rows)
        self._shown = []
        for index, needle in enumerate(point.needles):
            row = _NeedleRow(needle, needle_name(number, index), editable=editable)
            row.wanted.connect(self.out_requested)
            row.done.connect(self.done)
            self._shown.append(row)
            self._rows.addWidget(row)
            row.show()  # at once, not an event later
        for index, plan in enumerate(point.planned):
            self._rows.addWidget(_planned_row(plan, needle_name(number, index)))


class _NeedleRow(QWidget):
    wanted = Signal(str, object)
    done = Signal()

    def __init__(self, needle: Needle, name: str, *, editable: bool) -> None:
        super().__init__()
        self._needle = needle
        self._line = DwellLine()
        self._time = PlainLabel("", "control", tabular=True)
        self._now = needle.placed_at
        self.setToolTip(times_words(needle))
        self.setAccessibleName(f"{name}: {times_words(needle)}")
        self._out_at: CheckedLine | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        row = QHBoxLayout()
        row.setSpacing(8)
        column.addLayout(row)
        row.addWidget(PlainLabel(name, "control", 600, tabular=True))
        row.addWidget(PlainLabel(needle.size.label.replace(" ", ""), "control", tabular=True))
        row.addWidget(self._line, 1)
        row.addWidget(self._time)
        if needle.is_in:
            self.setObjectName("needle_in")
            out = button(self.tr("Out"), tip=self.tr("Needle {0} is out").format(name))
            out.setObjectName("needle_out")
            out.setAccessibleName(self.tr("Needle {0} is out").format(name))
            out.setEnabled(editable)
            out.clicked.connect(self._on_out)
            row.addWidget(out)
            if editable:
                self._out_at = self._time_line(name)
                column.addWidget(self._out_at)

    def _time_line(self, name: str) -> CheckedLine:
        line = CheckedLine(
            "needle_out_at",
            self.tr("When needle {0} came out").format(name),
            self._moment,
            hint=self.tr("came out at hh:mm"),
        )
        line.done.connect(self._on_entered)
        line.hide()
        return line

    def show_time(self, now: datetime) -> None:
        """Time in, or how long it was in."""
        needle, self._now = self._needle, now
        if self._out_at is not None:
            self._out_at.setVisible(is_time_open(needle, now))
        if needle.is_in:
            self._line.show_share(share(needle, now))
            words, tone = dwell_words(needle, now), "draft" if asks_for_the_eye(needle, now) else ""
        else:
            words, tone = self._out_words(), "secondary"
        if self._time.text() != words or self._time.property("tone") != tone:
            self._time.setProperty("tone", tone)
            self._time.style().polish(self._time)
            self._time.setText(words)

    def _out_words(self) -> str:
        removed_at = self._needle.removed_at
        seconds = (removed_at - self._needle.placed_at).total_seconds() if removed_at else 0
        if not self._needle.technique.stays_in or not seconds:
            return self.tr("removed")
        return self.tr("out after {0}").format(minutes_seconds(seconds))

    def _on_out(self) -> None:
        """Out: at the time that was given where the clock does not know it, else now."""
        at = None
        if self._out_at is not None and not self._out_at.isHidden():
            try:
                at = self._out_at.value()
            except TpdnError as error:
                self._out_at.show_refusal(error)
                return
        self.wanted.emit(self._needle.id, at)

    def _on_entered(self) -> None:
        if self._out_at is not None and self._out_at.value() is not None:
            self._on_out()
        self.done.emit()

    def _moment(self, text: str) -> datetime | None:
        return moment_out(text, self._needle, self._now)


def _planned_row(plan: PlannedNeedle, name: str) -> PlainLabel:
    technique = in_words(TECHNIQUE_WORDS[plan.technique])
    words = f"{name}  {plan.size.label.replace(' ', '')} · {technique}"
    return PlainLabel(words, "control", tone="secondary", tabular=True)
