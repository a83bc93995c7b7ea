"""Atlas and look-up beside the chart: made when first asked for, and tied to the open session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tpdn_desktop.atlas.bodymap import MuscleShape
from tpdn_desktop.atlas.pain_field import forget_shapes
from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.patient import PatientAlert
from tpdn_desktop.domain.session import Session
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.services.lookup_session import charted_as
from tpdn_desktop.services.own_editing import OwnEditing
from tpdn_desktop.ui.atlas.referral_pictures import ReferralPictures
from tpdn_desktop.ui.chart.chart_page import ChartPage
from tpdn_desktop.ui.chart.map_content import Pointed
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.lookup.chart_keeper import ChartKeeper
from tpdn_desktop.ui.rail import ATLAS
from tpdn_desktop.ui.words import muscle_and_side

if TYPE_CHECKING:
    from tpdn_desktop.ui.atlas.atlas_page import AtlasPage
    from tpdn_desktop.ui.lookup.lookup_page import LookupPage


class StudyPages(QObject):
    """Holds the two pages; what the look-up finds goes to the chart through here."""

    problem = Signal(str)

    def __init__(
        self, sheet: Sheet, reference: Reference, icons: IconSet, chart: ChartPage
    ) -> None:
        super().__init__(chart)
        self._sheet = sheet
        self._reference = reference
        self._icons = icons
        self._chart = chart
        self._pictures = ReferralPictures(sheet.bodymap, reference)
        self._atlas: AtlasPage | None = None
        self._own: OwnEditing | None = None
        self._lookup: LookupPage | None = None
        self._open: tuple[Session | None, tuple[Session, ...]] = (None, ())
        self._alerts: tuple[PatientAlert, ...] = ()
        chart.inspector.atlas.set_pictures(self._pictures)
        chart.selection_changed.connect(self._on_selection)
        chart.map.muscle_hovered.connect(self._on_hovered)
        chart.session_changed.connect(self._on_session_changed)

    @property
    def atlas(self) -> AtlasPage:
        """The atlas."""
        if self._atlas is None:
            from tpdn_desktop.ui.atlas.atlas_page import AtlasPage

            self._atlas = AtlasPage(self._sheet, self._reference, self._icons, self._pictures)
            self._atlas.take_own(self._own)
        return self._atlas

    @property
    def lookup(self) -> LookupPage:
        """The look-up."""
        if self._lookup is None:
            from tpdn_desktop.ui.lookup.lookup_page import LookupPage

            self._lookup = LookupPage(self._sheet, self._reference, self._icons)
            self._lookup.problem.connect(self.problem)
            self._lookup.chart_requested.connect(self._on_chart)
            self._show_open()
        return self._lookup

    def page(self, name: str) -> QWidget:
        """The page of a name of the rail."""
        return self.atlas if name == ATLAS else self.lookup

    def made(self, name: str) -> QWidget | None:
        """The page of a name if it was asked for before."""
        return self._atlas if name == ATLAS else self._lookup

    def shown(self, name: str) -> None:
        """A page came to the front: the keyboard is where it is needed first."""
        if name == ATLAS:
            self.atlas.focus_search()
        else:
            self.lookup.map.setFocus()

    def show_keys(self) -> bool:
        """F1 on one of these pages; False when neither is in front."""
        for page in (self._atlas, self._lookup):
            if page is not None and page.isVisible():
                page.show_keys()
                return True
        return False

    def show_session(self, record: ClinicRecord, session: Session) -> None:
        """The look-up goes on with that session; the patient's other sessions count as found."""
        others = record.store.sessions_of(session.patient_id)
        self._open = session, tuple(s for s in others if s.id != session.id)
        self._alerts = record.store.patient(session.patient_id).alerts
        self._show_open()

    def forget(self) -> None:
        """Nothing of a patient is kept (lock)."""
        self._open = None, ()
        self._alerts = ()
        if self._lookup is not None:
            self._lookup.forget()
        forget_shapes()

    def take_record(self, record: ClinicRecord | None) -> None:
        """What the clinic adds to the atlas goes into this file; None: none is open."""
        self._own = OwnEditing(record, self._reference) if record is not None else None
        if self._atlas is not None:
            self._atlas.take_own(self._own)

    def reference_changed(self) -> None:
        """The clinic's own points changed: what was worked out of the tables is made again."""
        self._pictures.forget_points()
        if self._atlas is not None:
            self._atlas.reference_changed()
        if self._lookup is not None:
            self._lookup.reference_changed()

    def stop(self) -> None:
        """Wait for drawing under way."""
        for page in (self._atlas, self._lookup):
            if page is not None:
                page.stop()

    # ---------------------------------------------------------------------------------------------

    def _show_open(self) -> None:
        """The look-up draws in the session that is on the chart."""
        if self._lookup is None:
            return
        session, others = self._open
        keeper = ChartKeeper(self._chart, session) if session is not None else None
        self._lookup.show_session(session, others, keeper, self._alerts)

    def _on_chart(self, muscle_id: str, side: Side, point_id: str) -> None:
        """Chart a reference point where the atlas places it."""
        place = self._reference.reference_point(point_id).place_on(side)
        shapes = self._sheet.bodymap.muscle_shapes(muscle_id, side)
        shape = next((s for s in shapes if s.view is place.view), None)
        if shape is not None:
            self._chart.log_at(Pointed(shape, place))
        desk = self._chart.desk
        if desk is None or charted_as(desk.session, (point_id, side)) is None:
            name = muscle_and_side(self._reference.muscle(muscle_id).name, side)
            words = self.tr("{0} was not charted; the bar of the chart (F3) says why.")
            self.problem.emit(words.format(name))

    def _on_session_changed(self) -> None:
        desk = self._chart.desk
        if desk is not None:
            self._open = desk.session, self._open[1]
            if self._lookup is not None:
                self._lookup.session_changed(desk.session)

    def _on_selection(self) -> None:
        desk, selected = self._chart.desk, self._chart.selected
        if desk is not None and selected is not None:
            self._chart.inspector.atlas.set_side(desk.session.point(selected).side)

    def _on_hovered(self, shape: MuscleShape | None) -> None:
        if shape is not None and self._chart.selected is None:
            self._chart.inspector.atlas.set_side(shape.side)
