"""The chart: binds map, strip, inspector, table and bar to the charting desk.

No rules live here.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout
from typing_extensions import override

from tpdn_desktop.atlas.alert_areas import alert_areas
from tpdn_desktop.atlas.bodymap import MuscleShape
from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.safety import Caution, cautions
from tpdn_desktop.atlas.session_picture import lit_zones
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import BodyPlace
from tpdn_desktop.domain.patient import PatientAlert
from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.trigger_point import TriggerPointId
from tpdn_desktop.services.changes import Change, Changed
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.ui.chart.chart_content import (
    Referral,
    ghosts_of,
    legend_of,
    lit_points,
    marks_of,
    planned_points,
)
from tpdn_desktop.ui.chart.chart_edits import ChartEdits
from tpdn_desktop.ui.chart.find_muscle import FindMuscle
from tpdn_desktop.ui.chart.inspector import Inspector
from tpdn_desktop.ui.chart.map_content import MapContent, Pointed
from tpdn_desktop.ui.chart.map_floats import MapFloats
from tpdn_desktop.ui.chart.map_widget import MapWidget
from tpdn_desktop.ui.chart.mini_map import MiniMaps
from tpdn_desktop.ui.chart.needle_bar import NeedleBar
from tpdn_desktop.ui.chart.panel_edits import PanelEdits
from tpdn_desktop.ui.chart.point_table import PointTable
from tpdn_desktop.ui.chart.session_list import SessionList
from tpdn_desktop.ui.controls import hairline
from tpdn_desktop.ui.icons import IconSet


class ChartPage(ChartEdits):
    """One session on the desk."""

    session_chosen = Signal(str)
    new_session_requested = Signal()
    summary_requested = Signal()
    finish_requested = Signal()
    session_changed = Signal()

    def __init__(self, sheet: Sheet, reference: Reference, icons: IconSet, maps: MiniMaps) -> None:
        super().__init__(reference)
        self.setObjectName("page")
        self._ghosts_on = True
        self._referral = Referral.SELECTED
        self._previous: Session | None = None
        self._sessions: tuple[Session, ...] = ()
        self._alerts: tuple[PatientAlert, ...] = ()
        names = {m.id: m.name for m in reference.muscles.values()}
        self._names = names
        self._labels = {p.id: p.label for p in reference.points.values()}
        self.map = MapWidget(sheet, names)
        self.map.know_dangers(reference)
        self.floats = MapFloats(self.map, icons)
        self.finder = FindMuscle(self.map, names)
        self.table = PointTable(names, self._labels)
        self.inspector = Inspector(reference, icons)
        self.bar = NeedleBar()
        self.sessions = SessionList(maps)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._refresh_panels)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._on_tick)
        self._lay_out()
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
        if self._record is not None:
            self._record.news.forget(self._on_news)
        self._record = self._desk = self._previous = self._selected = None
        self._sessions = ()
        self._alerts = ()
        self.map.show_content(MapContent())
        self.floats.hide_strip()
        self.inspector.show_nothing()
        self.sessions.show_sessions((), None)
        self.selection_changed.emit()

    def may_move(self, point_id: TriggerPointId, place: BodyPlace) -> bool:
        """Whether a point may lie at a place: inside its own muscle."""
        desk = self._desk
        if desk is None:
            return False
        point = desk.session.point(point_id)
        return self.map.lies_in(point.muscle_id, point.side, place)

    def next_referral(self) -> None:
        """Light the referral of the selected point, of all points, or of none; and round again."""
        kinds = tuple(Referral)
        self._referral = kinds[(kinds.index(self._referral) + 1) % len(kinds)]
        self._refresh()

    def set_ghosts(self, on: bool) -> None:
        """Show or hide the ghosts of the last session."""
        self._ghosts_on = on
        self._refresh()

    @override
    def _tell(self, sentence: str) -> None:
        self.bar.show_not_saved(sentence)

    @override
    def _tell_saved(self) -> None:
        if self._record is not None:
            self.bar.show_saved(self._record.clock.now())

    def _on_news(self, change: Change) -> None:
        desk = self._desk
        if change.kind is Changed.SESSION and desk is not None and change.id == desk.session.id:
            self._sessions = tuple(
                desk.session if s.id == desk.session.id else s for s in self._sessions
            )
            self.session_changed.emit()

    @override
    def _refresh(self) -> None:
        desk, record = self._desk, self._record
        if desk is None or record is None:
            return
        session = desk.session
        point = session.point(self._selected) if self._selected else None
        lit = lit_points(session, self._selected, self._referral)
        ghosts = self._ghosts_on and self.is_editable
        self.map.show_content(
            MapContent(
                marks=marks_of(session, self._selected),
                ghosts=ghosts_of(self._previous, session) if ghosts else (),
                zones=lit_zones(lit, self.reference),
                outlined=((point.muscle_id, point.side),) if point else (),
                alerts=alert_areas(self._alerts, self.reference),
            )
        )
        self.selection_changed.emit()
        self._later.start()

    def _refresh_panels(self) -> None:
        """Everything beside the map, an event after it: the mark is on the screen already."""
        desk, record = self._desk, self._record
        if desk is None or record is None:
            return
        now = record.clock.now()
        session = desk.session
        self.table.show_session(session, self._selected, now)
        self.bar.show_session(session, desk.count, now)
        lit = lit_points(session, self._selected, self._referral)
        legend = legend_of(session, lit, self._names)
        self.floats.show_legend(legend, ghosts=bool(self._previous))
        self.sessions.show_sessions(self._sessions, session.id)
        if self._selected is None:
            self.floats.hide_strip()
            if self.map.current is None:
                self.inspector.show_session(session, editable=self.is_editable)
            return
        point = session.point(self._selected)
        editable = self.is_editable
        self.inspector.show_point(
            point, desk, now, cautions=self._cautions(session), editable=editable
        )
        self.floats.show_strip(
            point,
            self._names.get(point.muscle_id, point.muscle_id),
            self._labels.get(point.reference_point_id or "", self.tr("free")),
            editable=editable,
        )

    def _cautions(self, session: Session) -> tuple[Caution, ...]:
        """What the patient's alerts and today's points say together."""
        planned = planned_points(session, self.map.region_of)
        return cautions(self.reference, planned, self._alerts)

    def _on_tick(self) -> None:
        """Once a second while needles are in: the dwell times move on."""
        if self._desk is not None and self._desk.count.still_in and self._record is not None:
            now = self._record.clock.now()
            self.bar.show_session(self._desk.session, self._desk.count, now)
            self.table.show_session(self._desk.session, self._selected, now)

    # Signals of the parts ------------------------------------------------------------------------

    def _connect(self) -> None:
        self.map.muscle_chosen.connect(self.log_at)
        self.map.entered.connect(self._on_entered)
        self.map.mark_chosen.connect(self._on_point_chosen)
        self.map.mark_moved.connect(self._on_mark_moved)
        self.map.ground_clicked.connect(self._on_ground)
        self.map.muscle_hovered.connect(self._on_hover)
        self.map.typed.connect(self.finder.begin)
        self.map.menu_requested.connect(self._on_menu)
        self.table.point_chosen.connect(self._on_point_chosen)
        self.sessions.session_chosen.connect(self.session_chosen)
        self.sessions.new_requested.connect(self.new_session_requested)
        self.bar.summary_requested.connect(self.summary_requested)
        self.floats.ghosts_toggled.connect(self.set_ghosts)

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
        self.edit(lambda desk, point: desk.move_point(point, place))

    def _on_ground(self) -> None:
        self.select(None)

    def _on_menu(self, at: QPoint) -> None:
        self.floats.popup(at, self.actions())

    def _on_hover(self, shape: MuscleShape | None) -> None:
        if self._selected is not None or self._desk is None:
            return
        if shape is not None:
            self.inspector.show_muscle(shape.muscle_id, shape.side)
        else:
            self.inspector.show_session(self._desk.session, editable=self.is_editable)

    def _lay_out(self) -> None:
        centre = QSplitter(Qt.Orientation.Vertical)
        centre.setHandleWidth(1)
        centre.addWidget(self.map)
        centre.addWidget(self.table)
        centre.setStretchFactor(0, 1)
        centre.setSizes([600, 184])
        centre.setCollapsible(0, False)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.setHandleWidth(1)
        across.addWidget(self.sessions)
        across.addWidget(centre)
        across.addWidget(self.inspector)
        across.setStretchFactor(1, 1)
        across.setSizes([186, 790, 336])
        across.setCollapsible(1, False)
        self._across = across
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(across, 1)
        body.addWidget(hairline())
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.bar)
        body.addLayout(row)
