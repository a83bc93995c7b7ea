"""The chart: binds map, strip, inspector, table and bar to the charting desk.

No rules live here.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from tpdn_desktop.atlas.bodymap import MuscleShape
from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import BodyPlace, Side
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.own_content import OwnContent
from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.trigger_point import TriggerPointId
from tpdn_desktop.services.changes import Change, Changed
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.ui.chart.chart_content import missing_points
from tpdn_desktop.ui.chart.chart_habits import ChartHabits
from tpdn_desktop.ui.chart.chart_shown import ChartShown
from tpdn_desktop.ui.chart.map_content import MapContent, Pointed
from tpdn_desktop.ui.chart.mini_map import MiniMaps
from tpdn_desktop.ui.chart.panel_edits import PanelEdits
from tpdn_desktop.ui.icons import IconSet


class ChartPage(ChartShown):
    """One session on the desk."""

    session_chosen = Signal(str)
    new_session_requested = Signal()
    summary_requested = Signal()
    finish_requested = Signal()
    session_changed = Signal()
    protocols_requested = Signal()

    def __init__(self, sheet: Sheet, reference: Reference, icons: IconSet, maps: MiniMaps) -> None:
        super().__init__(sheet, reference, icons, maps)
        self._put_away: list[QWidget] = []
        self._connect()
        PanelEdits(self, self.floats.strip, self.inspector, self.bar, parent=self)

    # What is open --------------------------------------------------------------------------------

    def open_session(self, record: ClinicRecord, session: Session) -> None:
        """Put a session on the desk."""
        if self._record is not record:
            if self._record is not None:
                self._record.news.forget(self._on_news)
            record.news.listen(self._on_news)
        self._record = record
        self._desk = record.desk(session)
        self._selected = None
        self._waiting = frozenset()
        self.reach.clear()
        self._sessions = record.store.sessions_of(session.patient_id)
        self._alerts = record.store.patient(session.patient_id).alerts
        earlier = [s for s in self._sessions if s.started_at < session.started_at]
        self._previous = earlier[0] if earlier else None
        self.bar.show_saved(record.clock.now())
        self._refresh()
        self._refresh_panels()
        self._tick.start()
        self.map.setFocus()

    def close_session(self) -> None:
        """Take the session off the desk (lock, other patient)."""
        self._tick.stop()
        self.map.forget_press()
        self.needles.forget()
        self.reach.clear()
        self.pain.forget()
        if self._record is not None:
            self._record.news.forget(self._on_news)
        self._record = self._desk = self._previous = self._selected = None
        self._sessions = ()
        self._alerts = ()
        self.map.show_content(MapContent())
        self.asks.review(None)
        self.floats.hide_strip()
        self.inspector.show_nothing()
        self.table.forget()
        self.sessions.show_sessions((), None)
        self.selection_changed.emit()

    def reference_changed(self, own: OwnContent) -> None:
        """The clinic's own points, notes or needles changed: show what is true now."""
        self._labels.clear()
        self._labels.update((p.id, p.label) for p in self.reference.points.values())
        self.reach.clear()
        self.inspector.atlas.take_own(own)
        if self._desk is not None:
            self._desk.take_own(own)
        self._refresh()

    def may_move(self, point_id: TriggerPointId, place: BodyPlace) -> bool:
        """Whether a point may lie at a place: inside its own muscle, or outside on purpose."""
        desk = self._desk
        if desk is None:
            return False
        point = desk.session.point(point_id)
        return point.outside_muscle or self.map.lies_in(point.muscle_id, point.side, place)

    def use_habits(self, habits: ChartHabits) -> None:
        """Take what the therapist chose once: unit of the algometer, sound at the target."""
        self.needles.use_habits(habits)
        habits.changed.connect(self._on_habits)
        self.inspector.findings.palpation.unit_chosen.connect(habits.set_pressure_unit)
        self._on_habits()

    @property
    def habits(self) -> ChartHabits:
        """What the therapist chose once for the chart."""
        return self.needles.habits

    def _on_habits(self) -> None:
        self.inspector.findings.palpation.unit = self.habits.pressure_unit
        self._refresh()

    @override
    def select(self, point_id: TriggerPointId | None) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and self.inspector.isAncestorOf(focus) and point_id != self._selected:
            self.map.setFocus()  # what is typed in a field belongs to the point it was typed for
        self.reach.clear()
        super().select(point_id)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc with nothing selected: what was asked about a region goes."""
        if event.key() == Qt.Key.Key_Escape and self.reach.clear():
            self._refresh()
        else:
            super().keyPressEvent(event)

    def begin_line(self, name: str) -> None:
        """Put the cursor into a line of the inspector: depth, felt_at, pain_during."""
        self.inspector.show()  # it may have been put away
        self.inspector.findings.lines[name].begin()

    def begin_reason(self) -> None:
        """Put the cursor where a caution asks for a reason."""
        self.inspector.show()
        self.inspector.begin_reason()

    def begin_adverse(self) -> None:
        """Ask whether anything untoward happened in this session."""
        if self._desk is None or not self.is_editable:
            return
        self.inspector.show()
        if self._selected is None:
            self.reach.clear()
            self._show_no_point(self._desk.session)
        self.inspector.begin_adverse(self._desk.session, self._selected)

    def begin_current(self) -> None:
        """Use the needles electrically, and put the cursor into the frequency."""
        self.use_current()
        self._refresh_panels()
        self.begin_line("frequency_hz")

    def toggle_sessions(self) -> None:
        """Show or hide the list of sessions."""
        self.sessions.setVisible(not self.sessions.isVisible())

    def toggle_inspector(self) -> None:
        """Show or hide the inspector."""
        self.inspector.setVisible(not self.inspector.isVisible())

    def toggle_table(self) -> None:
        """Show or hide the table of points."""
        self.table.setVisible(not self.table.isVisible())

    def toggle_map_alone(self) -> None:
        """The maps alone, and everything back."""
        parts: tuple[QWidget, ...] = (self.sessions, self.inspector, self.table)
        shown = [part for part in parts if part.isVisible()]
        for part in shown or self._put_away:
            part.setVisible(not shown)
        self._put_away = shown

    def toggle_needle_list(self) -> None:
        """Show which needles are in, or put the list away."""
        if self._desk is not None and self._record is not None:
            self.needles.toggle(self._desk, self._record.clock.now())

    def open_needles(self) -> None:
        """Show where needles are opened beforehand."""
        if self._desk is not None and self._record is not None:
            self.needles.begin_opening(self._desk, self._record.clock.now())

    def take_all_out(self) -> None:
        """Note that all needles are out, or ask when they came out."""
        if self._desk is not None and self._record is not None:
            self.needles.take_all_out(self._desk, self._record.clock.now())

    def copy_last(self) -> None:
        """Put all points of the last session that are not here on the chart, unconfirmed."""
        if self._desk is not None:
            self.copy_points(missing_points(self._previous, self._desk.session))

    def log_both(self) -> None:
        """Log a trigger point in the muscle of now, and its mirror."""
        pointed = self.map.pointed_now()
        if pointed is not None:
            self.log_on_both_sides(pointed)

    @override
    def _ask_before_removing(self, point_id: TriggerPointId) -> None:
        if self._desk is not None:
            self.asks.before_removing(self._desk.session.point(point_id))

    def _on_news(self, change: Change) -> None:
        desk = self._desk
        if change.kind is Changed.SESSION and desk is not None and change.id == desk.session.id:
            self._sessions = tuple(
                desk.session if s.id == desk.session.id else s for s in self._sessions
            )
            self.session_changed.emit()

    # Signals of the parts ------------------------------------------------------------------------

    def _connect(self) -> None:
        self.reach_menu.asked.connect(self.show_reach)
        self.map.muscle_chosen.connect(self.log_at)
        self.map.entered.connect(self._on_entered)
        self.map.mark_chosen.connect(self._on_point_chosen)
        self.map.mark_moved.connect(self._on_mark_moved)
        self.map.mark_left.connect(self._on_mark_left)
        self.map.ghost_chosen.connect(self._on_ghost)
        self.map.spaced.connect(self.confirm_selected)
        self.map.ground_clicked.connect(self._on_ground)
        self.map.muscle_hovered.connect(self._on_hover)
        self.map.typed.connect(self.finder.begin)
        self.map.menu_requested.connect(self._on_menu)
        self.table.point_chosen.connect(self._on_point_chosen)
        self.table.confirmed.connect(self.confirm_selected)
        self.inspector.done.connect(self.map.setFocus)
        self.inspector.session.copy_requested.connect(self.copy_last)
        self.inspector.session.protocols_requested.connect(self.protocols_requested)
        self.inspector.atlas.point_hovered.connect(self._on_card)
        self.inspector.reach_hovered.connect(self._on_reach_row)
        self.bar.list_requested.connect(self.toggle_needle_list)
        for cells in (self.bar.pain_before, self.bar.pain_after):
            cells.done.connect(self.map.setFocus)
        self.sessions.session_chosen.connect(self.session_chosen)
        self.sessions.new_requested.connect(self.new_session_requested)
        self.bar.summary_requested.connect(self.summary_requested)
        self.floats.ghosts_toggled.connect(self.set_ghosts)
        self.pain.toggled.connect(self._refresh)

    def _on_entered(self, pointed: Pointed | None) -> None:
        """Enter: the note of the selected point, or a new point in the muscle of now."""
        if self._selected is not None:
            self.inspector.findings.note.setFocus()
        elif pointed is not None:
            self.log_at(pointed)

    def _on_point_chosen(self, point_id: str) -> None:
        self.select(TriggerPointId(point_id))

    def _on_mark_moved(self, point_id: str, place: BodyPlace) -> None:
        desk = self._desk
        if desk is None or point_id not in {p.id for p in desk.session.trigger_points}:
            return  # locked, or another session, while the mark was dragged
        self._selected = TriggerPointId(point_id)
        self.asks.remember(desk.session.point(self._selected))
        self.edit(lambda desk, point: desk.move_point(point, place))

    def _on_mark_left(self, point_id: str, place: BodyPlace) -> None:
        desk = self._desk
        if desk is None or not self.is_editable:
            return
        point = desk.session.point(TriggerPointId(point_id))
        if self._selected != point.id:
            self.select(point.id)
        self.asks.outside_muscle(point, place)

    def _on_ghost(self, ghost_id: str) -> None:
        """A point of last time comes again; one of the atlas is charted where it lies."""
        row = self.reach.row(ghost_id)
        if row is not None:
            shapes = self.map.sheet.bodymap.muscle_shapes(row.point.muscle_id, row.side)
            place = row.point.place_on(row.side)
            shape = next((s for s in shapes if s.view is place.view), None)
            self.reach.clear()
            if shape is not None:
                self.log_at(Pointed(shape, place))
        elif self._previous is not None:
            self.copy_points([p for p in self._previous.trigger_points if p.id == ghost_id])

    def _on_card(self, reference_point_id: str) -> None:
        self._preview = reference_point_id or None
        if self._desk is not None and self._record is not None:
            self._show_map(self._desk, self._record.clock.now())

    def _on_reach_row(self, row_id: str) -> None:
        self.reach.lit = row_id or None
        if self._desk is not None and self._record is not None:
            self._show_map(self._desk, self._record.clock.now())

    def _on_ground(self) -> None:
        self.select(None)

    def _on_menu(self, at: QPoint) -> None:
        spot = self.map.mapFromGlobal(at)
        try:
            place = self.map.place_at(spot.x(), spot.y())
        except RuleBroken:
            region = None
        else:
            region = self.reach.region_at(self.map.region_of(place), place)
        self.floats.popup(at, [*self.actions(), *self.reach_menu.actions_of(region)])

    def show_reach(self, region: str, side: Side) -> None:
        """Light a region and all points of the atlas that refer to it, and list them."""
        self.select(None)
        self.reach.ask((region, side))
        self.map.focus_muscle(None)
        self._refresh()

    def _on_hover(self, shape: MuscleShape | None) -> None:
        if self._selected is not None or self._desk is None:
            return
        if shape is not None:
            self.inspector.show_muscle(shape.muscle_id, shape.side)
        else:
            self._show_no_point(self._desk.session)
