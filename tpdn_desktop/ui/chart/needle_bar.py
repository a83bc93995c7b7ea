"""The bar at the foot of an open session: needle counter, pain before and after, saved state."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy
from typing_extensions import override

from tpdn_desktop.domain.needle import Needle
from tpdn_desktop.domain.reconciliation import NeedleCount
from tpdn_desktop.domain.session import Session, SessionState
from tpdn_desktop.ui.chart.dwell import (
    NeedleIn,
    asks_for_the_eye,
    dwell_words,
    is_past,
    is_time_open,
    needles_in,
)
from tpdn_desktop.ui.chart.pain_cells import PainCells
from tpdn_desktop.ui.controls import PlainLabel, button
from tpdn_desktop.ui.field import ElidedLabel
from tpdn_desktop.ui.theme import THEME
from tpdn_desktop.ui.words import local_time, minutes_seconds

_QUIET = "text_secondary"


class NeedleBar(QFrame):
    """What never leaves the screen while a session is open."""

    list_requested = Signal()
    """The counter was pressed: which needles are in?"""
    remove_all_requested = Signal()
    pain_before_chosen = Signal(int)
    pain_after_chosen = Signal(int)
    summary_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._fit_height()
        THEME.changed.connect(self._fit_height)
        self._placed = PlainLabel("", "panel_title", 500, tabular=True)
        self._in = PlainLabel("", "panel_title", 600, tabular=True)
        self._in.setObjectName("needles_in")
        self._in.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._in.setContentsMargins(7, 2, 7, 2)
        self._counter = _Counter(self._placed, self._in)
        self._counter.pressed.connect(self.list_requested)
        self._dwell = ElidedLabel("", "control", role="text_secondary")
        self._remove_all = button(
            self.tr("Remove all"), tip=self.tr("All needles are out (Shift+X)"), name="remove_all"
        )
        self._remove_all.clicked.connect(self.remove_all_requested)
        self.pain_before = PainCells(self.tr("Pain before"), self.tr("Alt+B"))
        self.pain_before.setObjectName("pain_before")
        self.pain_before.chosen.connect(self.pain_before_chosen)
        self.pain_after = PainCells(self.tr("Pain after"), self.tr("Alt+A"))
        self.pain_after.setObjectName("pain_after")
        self.pain_after.chosen.connect(self.pain_after_chosen)
        self._pain_labels: list[PlainLabel] = []
        self._pain_words = PlainLabel("", "control", tabular=True)
        self._pain_words.setObjectName("pain_words")
        self._saved = ElidedLabel("", "control", role="saved")
        self._saved.setObjectName("saved_state")
        self._saved.setMinimumWidth(
            self._saved.fontMetrics().horizontalAdvance(self.tr("✓ Saved")) + 2
        )
        self._summary = button(
            self.tr("Summary"), tip=self.tr("Preview the session summary (Ctrl+P)"), name="summary"
        )
        self._summary.clicked.connect(self.summary_requested)
        self._saved_at: datetime | None = None
        self._short = self._whole = ""
        self._row = QHBoxLayout(self)
        self._lay_out()

    def _fit_height(self) -> None:
        self.setFixedHeight(bar_height())

    def show_session(self, session: Session, count: NeedleCount, now: datetime) -> None:
        """Show the counts, the dwell times and the pain of a session."""
        self._short = self.tr("Placed {0} · Removed {1} ·").format(count.placed, count.removed)
        self._whole = self._short
        if count.beforehand:
            self._whole = self.tr("Opened {0} · {1}").format(count.opened, self._short)
        self._counter.show_ready(count.opened if count.beforehand else 0, count.ready)
        self._in.setText(self.tr("In {0}").format(count.still_in))
        self._in.setProperty("tone", "inverse" if count.still_in else None)
        self._in.style().polish(self._in)
        inside = needles_in(session)
        self._dwell.set_role(
            "dwell_over" if any(asks_for_the_eye(n.needle, now) for n in inside) else _QUIET
        )
        self._dwell.setText(self._dwell_words(inside, now))
        self._remove_all.setEnabled(count.still_in > 0)
        self.pain_before.show_choice(session.pain_before)
        self.pain_after.show_choice(session.pain_after)
        self._show_pain_as(words=session.state is not SessionState.DRAFT, session=session)
        self._make_room()

    def _show_pain_as(self, *, words: bool, session: Session) -> None:
        """A draft has cells to press; a signed session says it in words."""
        for part in (*self._pain_labels, self.pain_before, self.pain_after):
            part.setVisible(not words)
        self._pain_words.setVisible(words)
        scores = [
            self.tr("not asked") if score is None else str(score)
            for score in (session.pain_before, session.pain_after)
        ]
        self._pain_words.setText(self.tr("Pain before {0}, after {1}").format(*scores))

    def show_saved(self, at: datetime) -> None:
        """The last edit is in the file."""
        self._saved_at = at
        self._saved.set_role("saved")
        self._make_room()
        self._saved.set_tip(self.tr("✓ Saved {0}").format(local_time(at)))

    def show_not_saved(self, sentence: str) -> None:
        """The last edit did not reach the file."""
        self._saved_at = None
        self._saved.set_tip("")
        self._saved.set_role("danger")
        self._saved.setText(sentence)

    @property
    def sentence(self) -> str:
        """What could not be saved; empty when all is in the file."""
        return "" if self._saved_at is not None else self._saved.text()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """What is said elsewhere too gives way: all out and opened (list), the time saved (tip)."""
        short = saved = ""
        if self._saved_at is not None:
            short = self.tr("✓ Saved")
            saved = self.tr("✓ Saved {0}").format(local_time(self._saved_at))
        roomy = self._needs(self._whole, saved, with_button=True) <= self.width()
        narrow = self._needs(self._whole, short, with_button=False) > self.width()
        self._remove_all.setVisible(roomy)
        self._placed.setText(self._short if narrow else self._whole)
        if self._saved_at is not None:
            self._saved.setText(saved if roomy else short)

    def _needs(self, counted: str, saved: str, *, with_button: bool) -> int:
        """The width in pixels at which nothing needs to be shortened."""
        row = self._row
        items = (row.itemAt(i) for i in range(row.count()))
        widgets = [item.widget() for item in items if item is not None]
        shown = {w for w in widgets if w is not None and w.isVisible()} - {self._remove_all}
        if with_button:
            shown.add(self._remove_all)
        width = sum(widget.sizeHint().width() + row.spacing() for widget in shown)
        for label, words in ((self._placed, counted), (self._saved, saved)):
            if words:
                now = label.fontMetrics().horizontalAdvance(label.text())
                width += label.fontMetrics().horizontalAdvance(words) - now
        sides = row.contentsMargins()
        return width - row.spacing() + sides.left() + sides.right()

    def _dwell_words(self, inside: Sequence[NeedleIn], now: datetime) -> str:
        """3a 6:12 · 3b 6:04 of 10:00 · +2, oldest first; at most two are written out."""
        words = [f"{one.name} {_short(one.needle, now)}" for one in inside[:2]]
        more = self.tr(" · +{0}").format(len(inside) - 2) if len(inside) > 2 else ""
        running = [n.needle for n in inside[:2] if not asks_for_the_eye(n.needle, now)]
        targets = {needle.dwell_target_min for needle in running}
        of = ""
        if len(targets) == 1 and (target := targets.pop()) is not None:
            of = self.tr(" of {0}").format(minutes_seconds(target * 60))
        return " · ".join(words) + of + more

    def _lay_out(self) -> None:
        outer = self._row
        outer.setContentsMargins(12, 0, 12, 0)
        outer.setSpacing(8)
        for widget in (self._counter, self._dwell, self._remove_all):
            outer.addWidget(widget)
        outer.addStretch(1)
        for label, segments in (
            (self.tr("Pain before"), self.pain_before),
            (self.tr("after"), self.pain_after),
        ):
            told = PlainLabel(label, "control", tone="secondary")
            self._pain_labels.append(told)
            outer.addWidget(told)
            outer.addWidget(segments)
        outer.addWidget(self._pain_words)
        outer.addStretch(1)
        outer.addWidget(self._saved)
        outer.addWidget(self._summary)


def bar_height() -> int:
    """As high as the controls ask for, in pixels: cells for fingers stand in two rows."""
    return max(43, 2 * THEME.target + 7)


def _short(needle: Needle, now: datetime) -> str:
    """How long a needle has been in, as short as it can be said."""
    target = needle.dwell_target_min
    if is_time_open(needle, now):
        return dwell_words(needle, now)
    if target is not None and is_past(needle, now):
        words = QCoreApplication.translate("NeedleBar", "past {0}")
        return words.format(minutes_seconds(target * 60))
    return minutes_seconds((now - needle.placed_at).total_seconds())


class _Counter(QFrame):
    """Opened, placed, removed, in: a click or Enter opens the list of needles that are in."""

    pressed = Signal()

    def __init__(self, placed: QLabel, inside: QLabel) -> None:
        super().__init__()
        self.setObjectName("needle_counter")
        self.setAccessibleName(self.tr("Needles placed, removed and in"))
        self.setToolTip(self.tr("Which needles are in (Alt+N)"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 2, 4, 2)
        row.setSpacing(6)
        row.addWidget(placed)
        row.addWidget(inside)

    def show_ready(self, opened: int, ready: int) -> None:
        """Say beside the numbers how many were opened, and are still to be used."""
        lines = [self.tr("Opened {0}").format(opened)] if opened else []
        if ready:
            one = self.tr("1 opened needle lies ready")
            many = self.tr("{0} opened needles lie ready").format(ready)
            lines.append(one if ready == 1 else many)
        self.setAccessibleDescription(". ".join(lines))
        self.setToolTip("\n".join([*lines, self.tr("Which needles are in (Alt+N)")]))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and inside:
            self.pressed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(THEME.colour("focus"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
