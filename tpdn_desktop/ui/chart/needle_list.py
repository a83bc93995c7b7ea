"""The needles that are in, oldest first, with Out: one, of a muscle, of a part of the body, all.

Below them the needles outside of the patient: opened beforehand, and not used.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.needle import NeedleSize
from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.text import NAME_LIMIT, tidied
from tpdn_desktop.domain.trigger_point import TriggerPoint
from tpdn_desktop.ui.chart.checked_line import QuietCombo
from tpdn_desktop.ui.chart.dwell import (
    NeedleIn,
    asks_for_the_eye,
    dwell_words,
    needles_in,
    times_words,
)
from tpdn_desktop.ui.chart.out_time import OutTime
from tpdn_desktop.ui.chart.ready_rows import ReadyRows, offer
from tpdn_desktop.ui.controls import PlainLabel, button, clear_layout, hairline
from tpdn_desktop.ui.theme import font
from tpdn_desktop.ui.words import muscle_and_side

Key = TypeVar("Key")

PartOf = Callable[[TriggerPoint], str]
"""The part of the body a point lies in, in words."""


class NeedleList(QFrame):
    """A panel over the bar, open as long as it is wanted; everything beside it goes on."""

    out_requested = Signal(str, str)
    """A trigger point and its needle."""
    muscle_out_requested = Signal(str, object)
    """A muscle and its side."""
    part_out_requested = Signal(str)
    """A part of the body."""
    all_out_requested = Signal()
    wasted = Signal(object, str)
    """The size of a needle that was opened and not used, and why."""
    ready_wasted = Signal(str, str)
    """A ready needle that is not used (empty: none of them is), and why."""
    opened = Signal(object, int)
    """A size, and how many needles of it were opened."""
    not_opened = Signal(str)
    """A ready needle that was never opened."""
    sound_toggled = Signal(bool)

    def __init__(self, parent: QWidget, names: Mapping[str, str], part_of: PartOf) -> None:
        super().__init__(parent)
        self.setObjectName("float")
        self.setAccessibleName(self.tr("Needles in the patient"))
        self._names = names
        self._part_of = part_of
        self._made_of: object = None
        self._rows: list[tuple[NeedleIn, PlainLabel]] = []
        self._title = PlainLabel("", "control", 600)
        self._sound = QCheckBox(self.tr("Sound at the target"))
        self._sound.setObjectName("dwell_sound")
        self._sound.setFont(font("secondary"))
        self._sound.setToolTip(self.tr("A short sound when a needle has been in for its time"))
        self._sound.clicked.connect(self.sound_toggled)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(3)
        self._groups = QGridLayout()
        self._groups.setSpacing(4)
        self.out_time = OutTime()
        self.ready = ReadyRows()
        self.ready.open_requested.connect(self.opened)
        self.ready.not_opened.connect(self.not_opened)
        self.ready.wasted.connect(self._on_ready_wasted)
        self.ready.all_wasted.connect(self._on_ready_wasted)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 10)
        column.setSpacing(6)
        column.addLayout(self._head())
        column.addWidget(hairline())
        column.addWidget(self._scrolled())
        column.addWidget(self.out_time)
        column.addLayout(self._groups)
        column.addWidget(hairline())
        column.addWidget(self.ready)
        column.addLayout(self._waste_row())
        self.setMinimumWidth(430)
        self.hide()

    def show_session(self, session: Session, tray: Sequence[NeedleSize], now: datetime) -> None:
        """Show what is in; rows stay while only the time goes on."""
        inside = needles_in(session)
        made_of = (inside, len(session.wasted), session.opened, tuple(tray), session.is_signed)
        if made_of != self._made_of:
            self._made_of = made_of
            self._make(inside, session)
            self._offer_sizes(tray, session)
        self.out_time.show_needles([one.needle for one in inside], now)
        for one, time in self._rows:
            time.setText(dwell_words(one.needle, now))
            tone = "draft" if asks_for_the_eye(one.needle, now) else None
            if time.property("tone") != tone:
                time.setProperty("tone", tone)
                time.style().polish(time)

    def fit(self, room: int) -> None:
        """Be as high as the needles ask for, at most `room` pixels; then they scroll."""
        rows = self._rows_body.sizeHint().height()
        self._scroll.setFixedHeight(rows)
        self.adjustSize()
        over = self.height() - room
        if over > 0:
            self._scroll.setFixedHeight(max(60, rows - over))
            self.adjustSize()

    def show_sound(self, on: bool) -> None:
        """Show whether the end of a dwell is heard."""
        self._sound.setChecked(on)

    def forget(self) -> None:
        """Nothing of a patient is kept (lock)."""
        self._made_of = None
        clear_layout(self._grid)
        clear_layout(self._groups)
        self._rows = []
        self._why.clear()
        self.out_time.forget()
        self.ready.forget()
        self.hide()

    def close_list(self) -> None:
        """Put the list away; the hand goes back to where it was."""
        self.hide()
        parent = self.parentWidget()
        if parent is not None:
            parent.setFocus()

    # ---------------------------------------------------------------------------------------------

    def _make(self, inside: Sequence[NeedleIn], session: Session) -> None:
        clear_layout(self._grid)
        clear_layout(self._groups)
        self._rows = []
        wasted = len(session.wasted)
        words = (
            self.tr("No needle is in") if not inside else self.tr("In the patient, oldest first")
        )
        self._title.setText(
            words if not wasted else self.tr("{0} · opened and not used: {1}").format(words, wasted)
        )
        for row, one in enumerate(inside):
            self._add_needle(row, one)
        for row, out in enumerate(self._groups_out(inside)):
            self._groups.addWidget(out, row // 2, row % 2)
        self.adjustSize()

    def _groups_out(self, inside: Sequence[NeedleIn]) -> list[_Out]:
        """A button for each muscle and part of the body that holds several, and one for all."""
        found: list[_Out] = []
        of_muscles = _several(inside, lambda n: (n.point.muscle_id, n.point.side))
        for (muscle, side), count in of_muscles.items():
            name = muscle_and_side(self._names.get(muscle, muscle), side)
            words = self.tr("{0} out: {1}").format(count, name)
            found.append(_Out(words, "out_of_muscle", self._muscle_out(muscle, side)))
        parts = _several(inside, lambda n: self._part_of(n.point))
        for part, count in parts.items():
            if len({n.point.muscle_id for n in inside if self._part_of(n.point) == part}) > 1:
                words = self.tr("{0} out: {1}").format(count, part)
                found.append(_Out(words, "out_of_part", self._part_out(part)))
        if len(inside) > 1:
            words = self.tr("All {0} out (Shift+X)").format(len(inside))
            found.append(_Out(words, "out_all", self.all_out_requested.emit))
        return found

    def _head(self) -> QHBoxLayout:
        close = button(self.tr("Close"), flat=True, tip=self.tr("Close (Esc, Alt+N)"))
        close.clicked.connect(self.close_list)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._sound)
        head.addWidget(close)
        return head

    def _scrolled(self) -> QScrollArea:
        """The rows of needles; there can be more than the chart is high."""
        self._rows_body = QWidget()
        self._rows_body.setObjectName("raised")
        self._rows_body.setLayout(self._grid)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._rows_body)
        return self._scroll

    def _add_needle(self, row: int, one: NeedleIn) -> None:
        name = self._names.get(one.point.muscle_id, one.point.muscle_id)
        time = PlainLabel("", "control", tabular=True)
        out = _Out(self.tr("Out"), "needle_list_out", self._needle_out(one))
        out.setAccessibleName(self.tr("Needle {0} is out").format(one.name))
        time.setToolTip(times_words(one.needle))
        for column, widget in enumerate(
            (
                PlainLabel(one.name, "control", 600, tabular=True),
                PlainLabel(muscle_and_side(name, one.point.side), "control"),
                PlainLabel(one.needle.size.label.replace(" ", ""), "control", tabular=True),
                time,
                out,
            )
        ):
            self._grid.addWidget(widget, row, column)
        self._grid.setColumnStretch(1, 1)
        self._rows.append((one, time))

    def _needle_out(self, one: NeedleIn) -> Callable[[], None]:
        return lambda: self.out_requested.emit(one.point.id, one.needle.id)

    def _muscle_out(self, muscle: str, side: Side) -> Callable[[], None]:
        return lambda: self.muscle_out_requested.emit(muscle, side)

    def _part_out(self, part: str) -> Callable[[], None]:
        return lambda: self.part_out_requested.emit(part)

    def _waste_row(self) -> QHBoxLayout:
        self._size = QuietCombo(
            "wasted_size", self.tr("Size of the wasted needle"), self.tr("Size")
        )
        self._why = QLineEdit()
        self._why.setObjectName("wasted_reason")
        self._why.setAccessibleName(self.tr("Why it was not used"))
        self._why.setToolTip(self.tr("Why it was not used"))
        self._why.setPlaceholderText(self.tr("dropped, bent, touched"))
        self._why.setMaxLength(NAME_LIMIT)
        self._why.setFont(font("control"))
        self._why.returnPressed.connect(self._on_wasted)
        self._note = button(
            self.tr("Note"), tip=self.tr("A needle was opened and not used"), name="note_wasted"
        )
        self._note.clicked.connect(self._on_wasted)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(PlainLabel(self.tr("Opened, not used"), "secondary", tone="secondary"))
        row.addWidget(self._size)
        row.addWidget(self._why, 1)
        row.addWidget(self._note)
        return row

    def _offer_sizes(self, tray: Sequence[NeedleSize], session: Session) -> None:
        used = (*(n.size for n in session.needles), *(n.size for n in session.opened))
        sizes = tuple(dict.fromkeys([*tray, *used]))
        offer(self._size, sizes)
        self.ready.show_ready(session.opened, sizes, editable=not session.is_signed)
        for widget in (self._size, self._why, self._note):
            widget.setEnabled(not session.is_signed)

    def _on_wasted(self) -> None:
        self.wasted.emit(self._size.currentData(), self._taken_reason())

    def _on_ready_wasted(self, needle_id: str = "") -> None:
        self.ready_wasted.emit(needle_id, self._taken_reason())

    def _taken_reason(self) -> str:
        """The reason as it was typed; it is used once."""
        why = tidied(self._why.text())
        self._why.clear()
        return why

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_list()
        else:
            super().keyPressEvent(event)


def _several(inside: Sequence[NeedleIn], key: Callable[[NeedleIn], Key]) -> dict[Key, int]:
    """What holds more than one needle, but not all of them, and how many."""
    counts = Counter(key(one) for one in inside)
    return {k: count for k, count in counts.items() if 1 < count < len(inside)}


class _Out(QPushButton):
    """A button that keeps what it takes out."""

    def __init__(self, words: str, name: str, act: Callable[[], None]) -> None:
        super().__init__(words)
        self.setFont(font("control"))
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self._act = act
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self._act()
