"""What the chart shows of the session on the desk: map at once, the rest an event later."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QTimer
from typing_extensions import override

from tpdn_desktop.atlas.alert_areas import alert_areas
from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.safety import Caution, cautions
from tpdn_desktop.atlas.session_picture import lit_zones
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.patient import PatientAlert
from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.trigger_point import TriggerPointId
from tpdn_desktop.services.charting import ChartDesk
from tpdn_desktop.ui.chart.chart_content import (
    Referral,
    ghosts_of,
    legend_of,
    lit_points,
    marks_of,
    missing_points,
    planned_points,
    waiting_for_reason,
    zones_of,
)
from tpdn_desktop.ui.chart.chart_edits import ChartEdits
from tpdn_desktop.ui.chart.chart_layout import lay_out
from tpdn_desktop.ui.chart.find_muscle import FindMuscle
from tpdn_desktop.ui.chart.inspector import Inspector
from tpdn_desktop.ui.chart.map_content import MapContent, MapMark
from tpdn_desktop.ui.chart.map_floats import MapFloats
from tpdn_desktop.ui.chart.map_widget import MapWidget
from tpdn_desktop.ui.chart.mini_map import MiniMaps
from tpdn_desktop.ui.chart.needle_bar import NeedleBar
from tpdn_desktop.ui.chart.needles_inside import NeedlesInside
from tpdn_desktop.ui.chart.pain_on_map import PainOnMap
from tpdn_desktop.ui.chart.point_asks import PointAsks
from tpdn_desktop.ui.chart.point_table import PointTable
from tpdn_desktop.ui.chart.reach_here import ReachHere, ReachMenu
from tpdn_desktop.ui.chart.session_fold import SessionFold
from tpdn_desktop.ui.chart.session_list import SessionList
from tpdn_desktop.ui.icons import IconSet


class ChartShown(ChartEdits):
    """The parts of the chart, and what stands on them."""

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
        self.pain = PainOnMap(sheet.bodymap)
        self.floats.add_layer(self.pain.switch, self.pain.legend)
        self.finder = FindMuscle(self.map, names)
        self.table = PointTable(names, self._labels)
        self.inspector = Inspector(reference, icons)
        self.bar = NeedleBar()
        self.sessions = SessionList(maps)
        self.reach = ReachHere(reference)
        self.reach_menu = ReachMenu(self.reach, self)
        self.needles = NeedlesInside(self, sheet, names)
        self.needles.edit_requested.connect(self.edit_session)
        self.asks = PointAsks(self, self.map, self.floats.strip.offer, names)
        self._waiting: frozenset[TriggerPointId] = frozenset()
        self._preview: str | None = None
        self._offered: tuple[MapMark, ...] = ()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._refresh_panels)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self.tick)
        self._across = lay_out(
            self,
            left=self.sessions,
            body_map=self.map,
            table=self.table,
            right=self.inspector,
            bar=self.bar,
        )
        self.fold = SessionFold(self, self.sessions, self.map)

    def next_referral(self) -> None:
        """Light the referral of the selected point, of all points, or of none; and round again."""
        kinds = tuple(Referral)
        self._referral = kinds[(kinds.index(self._referral) + 1) % len(kinds)]
        self._refresh()

    def set_ghosts(self, on: bool) -> None:
        """Show or hide the ghosts of the last session."""
        self._ghosts_on = on
        self._refresh()

    def offer(self, marks: tuple[MapMark, ...]) -> None:
        """Show points faintly that may come, instead of those of the last session; none: those."""
        if marks == self._offered:
            return
        self._offered = marks
        if self._desk is not None and self._record is not None:
            self._show_map(self._desk, self._record.clock.now())
            self._later.start()

    @override
    def _tell(self, sentence: str) -> None:
        self.bar.show_not_saved(sentence)

    @override
    def _tell_saved(self) -> None:
        if self._record is not None:
            self.bar.show_saved(self._record.clock.now())

    @override
    def _refresh(self) -> None:
        desk, record = self._desk, self._record
        if desk is None or record is None:
            return
        self._show_map(desk, record.clock.now())
        point = desk.session.point(self._selected) if self._selected else None
        self.asks.review(point)
        self.selection_changed.emit()
        self._later.start()

    def _show_map(self, desk: ChartDesk, now: datetime) -> None:
        session = desk.session
        point = session.point(self._selected) if self._selected else None
        last = self._ghosts_on and self.is_editable
        zones = lit_zones(lit_points(session, self._selected, self._referral), self.reference)
        content = MapContent(
            marks=marks_of(session, self._selected, now, self._waiting),
            ghosts=self._offered or (ghosts_of(self._previous, session) if last else ()),
            zones=zones_of(self.reference, self._preview, self._side_shown()) or zones,
            outlined=((point.muscle_id, point.side),) if point else (),
            alerts=alert_areas(self._alerts, self.reference),
        )
        self.map.show_content(self.pain.over(self.reach.over(content), session.pains))

    def _side_shown(self) -> Side:
        """The side of the muscle in the inspector."""
        if self._desk is not None and self._selected is not None:
            return self._desk.session.point(self._selected).side
        return self.map.current.side if self.map.current is not None else Side.RIGHT

    def _refresh_panels(self) -> None:
        """Everything beside the map, an event after it: the mark is on the screen already."""
        desk, record = self._desk, self._record
        if desk is None or record is None:
            return
        now = record.clock.now()
        session = desk.session
        self.table.show_session(session, self._selected, now)
        self.bar.show_session(session, desk.count, now)
        self.needles.show_session(desk, now)
        lit = lit_points(session, self._selected, self._referral)
        legend = legend_of(session, lit, self._names)
        self.floats.show_legend(legend, ghosts=bool(self._previous) and not self._offered)
        self.sessions.show_sessions(self._sessions, session.id)
        about = self._cautions(session)
        self._show_waiting(waiting_for_reason(session, about, self._alerts), desk, now)
        if self._selected is None:
            self.floats.hide_strip()
            if self.map.current is None:
                self._show_no_point(session)
            return
        point = session.point(self._selected)
        editable = self.is_editable
        self.inspector.show_point(point, desk, now, cautions=about, editable=editable)
        if not editable:
            self.floats.hide_strip()
            return
        self.floats.show_strip(
            point,
            self._names.get(point.muscle_id, point.muscle_id),
            self._labels.get(point.reference_point_id or "", self.tr("free")),
            editable=editable,
        )

    def _show_no_point(self, session: Session) -> None:
        """Nothing is selected: what refers to the region asked about, or the session itself."""
        if self.reach.region is not None:
            self.inspector.show_reach(self.reach)
            return
        last = len(missing_points(self._previous, session)) if self.is_editable else 0
        self.inspector.show_session(session, editable=self.is_editable, last=last)

    def _show_waiting(
        self, waiting: frozenset[TriggerPointId], desk: ChartDesk, now: datetime
    ) -> None:
        """Points that a caution asks a reason for look unconfirmed until one stands."""
        if waiting != self._waiting:
            self._waiting = waiting
            self._show_map(desk, now)

    def _cautions(self, session: Session) -> tuple[Caution, ...]:
        """What the patient's alerts and today's points say together."""
        planned = planned_points(session, self.map.region_of)
        return cautions(self.reference, planned, self._alerts)

    def tick(self) -> None:
        """Once a second while needles are in: the dwell times move on."""
        if self._desk is not None and self._desk.count.still_in and self._record is not None:
            now = self._record.clock.now()
            self.bar.show_session(self._desk.session, self._desk.count, now)
            self.table.show_session(self._desk.session, self._selected, now)
            self.inspector.show_time(now)
            self.needles.show_session(self._desk, now)
            if not self.map.is_pressed:
                self._show_map(self._desk, now)
