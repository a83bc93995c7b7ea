"""The bar at the foot of an open session: needle counter, pain before and after, saved state."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from tpdn_desktop.domain.reconciliation import NeedleCount
from tpdn_desktop.domain.session import Session, SessionState
from tpdn_desktop.ui.controls import PlainLabel, Segments, button
from tpdn_desktop.ui.field import ElidedLabel
from tpdn_desktop.ui.words import local_time, minutes_seconds


class NeedleBar(QFrame):
    """What never leaves the screen while a session is open."""

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
        self._dwell = ElidedLabel("", "control", role="text_secondary")
        self._remove_all = button(
            self.tr("Remove all"), tip=self.tr("All needles are out (Shift+X)"), name="remove_all"
        )
        self._remove_all.clicked.connect(self.remove_all_requested)
        cells = [str(n) for n in range(11)]
        self.pain_before = Segments(
            cells, self.tr("Pain before"), clearable=True, cell=QSize(21, 26)
        )
        self.pain_before.setObjectName("pain_before")
        self.pain_before.chosen.connect(self.pain_before_chosen)
        self.pain_after = Segments(cells, self.tr("Pain after"), clearable=True, cell=QSize(21, 26))
        self.pain_after.setObjectName("pain_after")
        self.pain_after.chosen.connect(self.pain_after_chosen)
        self._saved = ElidedLabel("", "control", role="saved")
        self._saved.setObjectName("saved_state")
        self._summary = button(
            self.tr("Summary"), tip=self.tr("Preview the session summary (Ctrl+P)"), name="summary"
        )
        self._summary.clicked.connect(self.summary_requested)
        self._lay_out()

    def show_session(self, session: Session, count: NeedleCount, now: datetime) -> None:
        """Show the counts, the dwell times and the pain of a session."""
        self._placed.setText(
            self.tr("Placed {0} · Removed {1} ·").format(count.placed, count.removed)
        )
        self._in.setText(self.tr("In {0}").format(count.still_in))
        self._in.setProperty("tone", "inverse" if count.still_in else None)
        self._in.style().polish(self._in)
        self._dwell.setText(self._dwell_words(session, now))
        self._remove_all.setEnabled(count.still_in > 0)
        self.pain_before.show_choice(session.pain_before)
        self.pain_after.show_choice(session.pain_after)
        editable = session.state is SessionState.DRAFT
        self.pain_before.setEnabled(editable)
        self.pain_after.setEnabled(editable)

    def show_saved(self, at: datetime) -> None:
        """The last edit is in the file."""
        self._saved.set_role("saved")
        self._saved.setText(self.tr("✓ Saved {0}").format(local_time(at)))

    def show_not_saved(self, sentence: str) -> None:
        """The last edit did not reach the file."""
        self._saved.set_role("danger")
        self._saved.setText(sentence)

    def _dwell_words(self, session: Session, now: datetime) -> str:
        """3a 6:12 · 3b 6:04, oldest first; at most two are written out."""
        inside = [
            (needle.placed_at, f"{i + 1}{chr(ord('a') + k) if k < 26 else ''}")
            for i, point in enumerate(session.trigger_points)
            for k, needle in enumerate(point.needles)
            if needle.is_in
        ]
        inside.sort()
        words = [
            f"{name} {minutes_seconds((now - placed_at).total_seconds())}"
            if placed_at <= now
            else self.tr("{0} unknown").format(name)
            for placed_at, name in inside[:2]
        ]
        if len(inside) > 2:
            words.append(self.tr("and {0} more").format(len(inside) - 2))
        return " · ".join(words)

    def _lay_out(self) -> None:
        outer = QHBoxLayout(self)
        outer.setContentsMargins(12, 0, 12, 0)
        outer.setSpacing(8)
        for widget in (self._placed, self._in, self._dwell, self._remove_all):
            outer.addWidget(widget)
        outer.addStretch(1)
        for label, segments in (
            (self.tr("Pain before"), self.pain_before),
            (self.tr("after"), self.pain_after),
        ):
            outer.addWidget(PlainLabel(label, "control", tone="secondary"))
            outer.addWidget(segments)
        outer.addStretch(1)
        outer.addWidget(self._saved)
        outer.addWidget(self._summary)
