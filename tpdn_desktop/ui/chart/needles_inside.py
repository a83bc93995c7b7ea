"""The list of needles in, and what happens when one has been in for its time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from tpdn_desktop.atlas.frames import nearest_frame
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.needle import NeedleId, NeedleSize
from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.trigger_point import TriggerPoint, TriggerPointId
from tpdn_desktop.services.charting import ChartDesk
from tpdn_desktop.ui.chart.chart_habits import ChartHabits
from tpdn_desktop.ui.chart.dwell import is_past, is_time_open, needles_in
from tpdn_desktop.ui.chart.needle_bar import bar_height
from tpdn_desktop.ui.chart.needle_list import NeedleList
from tpdn_desktop.ui.fixed_words import word
from tpdn_desktop.ui.words import muscle_and_side

_GAP = 5
"""Between the list and the bar, in pixels."""

Edit = Callable[[ChartDesk], object]


class NeedlesInside(QObject):
    """Asks for edits of the session in a signal; the chart page makes them."""

    edit_requested = Signal(object)
    """An edit: called with the desk."""

    def __init__(self, page: QWidget, sheet: Sheet, names: Mapping[str, str]) -> None:
        super().__init__(page)
        self._sheet = sheet
        self._names = names
        self.habits = ChartHabits()
        self._told: frozenset[NeedleId] = frozenset()
        self.list = NeedleList(page, names, self.part_of)
        self.list.out_requested.connect(self._on_out)
        self.list.muscle_out_requested.connect(self._on_muscle_out)
        self.list.part_out_requested.connect(self._on_part_out)
        self.list.all_out_requested.connect(self._on_all_out)
        self.list.out_time.typed.connect(self._place)
        self.list.out_time.entered.connect(self._on_time_entered)
        self.list.opened.connect(self._on_opened)
        self.list.not_opened.connect(self._on_not_opened)
        self.list.wasted.connect(self._on_wasted)
        self.list.ready_wasted.connect(self._on_ready_wasted)
        self.list.sound_toggled.connect(self._on_sound)

    def use_habits(self, habits: ChartHabits) -> None:
        """Take what was chosen about sound."""
        self.habits = habits
        habits.changed.connect(self._show_sound)
        self._show_sound()

    def part_of(self, point: TriggerPoint) -> str:
        """The part of the body that a point lies in, with its side: Shoulder, right."""
        place = point.place
        x, y = self._sheet.bodymap.views[place.view].to_map(place)
        frame, _ = nearest_frame(x, y)
        return muscle_and_side(word(frame.name), point.side if frame.paired else Side.MIDLINE)

    def show_session(self, desk: ChartDesk, now: datetime) -> None:
        """The session or the time went on."""
        if self.list.isVisible():
            self.list.show_session(desk.session, desk.tray, now)
            self._place()
        self._tell_past(desk.session, now)

    def toggle(self, desk: ChartDesk, now: datetime) -> None:
        """Open the list over the foot of the chart, or put it away."""
        if self.list.isVisible():
            self.list.close_list()
            return
        self.list.show_session(desk.session, desk.tray, now)
        self.list.show()
        self._place()
        self.list.raise_()
        self.list.setFocus()

    def begin_opening(self, desk: ChartDesk, now: datetime) -> None:
        """Open the list where needles are opened beforehand."""
        if not self.list.isVisible():
            self.toggle(desk, now)
        self.list.ready.begin()

    def take_all_out(self, desk: ChartDesk, now: datetime) -> None:
        """Note that all needles are out; where the clock does not know since when, ask first."""
        unknown = any(is_time_open(one.needle, now) for one in needles_in(desk.session))
        if unknown and not self.list.isVisible():
            self.toggle(desk, now)
            self.list.out_time.line.begin()
        elif unknown:
            self._on_all_out()
        else:
            self._edit(ChartDesk.take_all_out)

    def forget(self) -> None:
        """No session is open."""
        self._told = frozenset()
        self.list.forget()

    # ---------------------------------------------------------------------------------------------

    def _place(self) -> None:
        page = self.list.parentWidget()
        room = page.height() if page is not None else 0
        room -= bar_height() + _GAP
        self.list.fit(room - 12)
        self.list.move(12, room - self.list.height())

    def _tell_past(self, session: Session, now: datetime) -> None:
        """Sound once for each needle that reaches its target; only when that was asked for."""
        past = frozenset(
            n.needle.id
            for n in needles_in(session)
            if is_past(n.needle, now) and not is_time_open(n.needle, now)
        )
        if past - self._told and self.habits.dwell_sound:
            QApplication.beep()
        self._told = past

    def _edit(self, change: Edit) -> None:
        self.edit_requested.emit(change)

    def _edit_out(self, change: Edit) -> None:
        """An edit that takes needles out; not before what was typed about their time is right."""
        if self.list.out_time.is_answered():
            self._edit(change)

    def _on_out(self, point_id: str, needle_id: str) -> None:
        def change(desk: ChartDesk) -> None:
            point = desk.session.point(TriggerPointId(point_id))
            needle = next((n for n in point.needles if n.id == needle_id), None)
            if needle is not None:
                desk.take_out(point.id, needle.id, self.list.out_time.since(needle))

        self._edit_out(change)

    def _on_muscle_out(self, muscle_id: str, side: Side) -> None:
        name = muscle_and_side(self._names.get(muscle_id, muscle_id), side)
        self._edit_out(
            lambda desk: desk.take_out_where(
                lambda point: (point.muscle_id, point.side) == (muscle_id, side),
                self.tr("Needles out: {0}").format(name),
                self.list.out_time.since,
            )
        )

    def _on_part_out(self, part: str) -> None:
        self._edit_out(
            lambda desk: desk.take_out_where(
                lambda point: self.part_of(point) == part,
                self.tr("Needles out: {0}").format(part),
                self.list.out_time.since,
            )
        )

    def _on_all_out(self) -> None:
        self._edit_out(lambda desk: desk.take_all_out(self.list.out_time.since))

    def _on_time_entered(self) -> None:
        self._edit_out(lambda desk: desk.take_out_since(self.list.out_time.answer))

    def _show_sound(self) -> None:
        self.list.show_sound(self.habits.dwell_sound)

    def _on_sound(self, on: bool) -> None:
        self.habits.set_dwell_sound(on)

    def _on_wasted(self, size: NeedleSize, why: str) -> None:
        self._edit(lambda desk: desk.waste_needle(size, why))

    def _on_ready_wasted(self, needle_id: str, why: str) -> None:
        if needle_id:
            self._edit(lambda desk: desk.waste_opened(NeedleId(needle_id), why))
        else:
            self._edit(lambda desk: desk.waste_ready(why))

    def _on_opened(self, size: NeedleSize, number: int) -> None:
        self._edit(lambda desk: desk.open_needles(size, number))

    def _on_not_opened(self, needle_id: str) -> None:
        self._edit(lambda desk: desk.not_opened(NeedleId(needle_id)))
