"""The pages of an opened clinic file, and the ways between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.errors import TpdnError
from tpdn_desktop.domain.own_content import OwnContent
from tpdn_desktop.domain.patient import PatientId
from tpdn_desktop.domain.session import Session, SessionId
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.ui.backstage import Backstage
from tpdn_desktop.ui.chart import map_accessible
from tpdn_desktop.ui.chart.chart_keys import ChartKeys
from tpdn_desktop.ui.chart.chart_page import ChartPage
from tpdn_desktop.ui.chart.mini_map import MiniMaps
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.lookup.study_pages import StudyPages
from tpdn_desktop.ui.needles_guard import NeedlesGuard
from tpdn_desktop.ui.own_follow import OwnFollow
from tpdn_desktop.ui.rail import ATLAS, CHART, COURSE, LOOKUP, PAPER, PATIENTS, SETTINGS, SIGN
from tpdn_desktop.ui.settings.kept_here import KeptHere
from tpdn_desktop.ui.sign.finish_way import FinishWay
from tpdn_desktop.ui.words import local_day

if TYPE_CHECKING:
    from tpdn_desktop.ui.chart.key_list import Group, KeyList
    from tpdn_desktop.ui.course.course_page import CoursePage
    from tpdn_desktop.ui.paper_page import PaperPage
    from tpdn_desktop.ui.paper_press import Step
    from tpdn_desktop.ui.patients.alert_words import AlertChoice
    from tpdn_desktop.ui.patients.patients_page import PatientsPage
    from tpdn_desktop.ui.protocols.protocols_on_chart import ProtocolsOnChart
    from tpdn_desktop.ui.settings.settings_page import SettingsPage


class RecordPages(QObject):
    """Patients, chart and paper of one opened clinic file.

    The chart is made at once; every other page is imported and made when it is first asked for.
    """

    page_requested = Signal(str)
    session_opened = Signal(object)
    patient_selected = Signal(str)
    problem = Signal(str)

    def __init__(
        self,
        backstage: Backstage,
        icons: IconSet,
        guard: NeedlesGuard,
        here: KeptHere,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._guard = guard
        self.here = here
        """What is set for this computer."""
        self._backstage = backstage
        self._record: ClinicRecord | None = None
        self._icons = icons
        self._own = OwnFollow(backstage.reference, lambda: self.chart.desk, self)
        self._own.problem.connect(self.problem)
        self._own.own_changed.connect(self._on_own_changed)
        self._reference = reference = self._own.reference
        self._sheet = sheet = Sheet(backstage.bodymap)
        self._maps = maps = MiniMaps(sheet)
        map_accessible.install()
        self.chart = ChartPage(sheet, reference, icons, maps)
        self.chart.use_habits(here.habits)
        self.keys = ChartKeys(self.chart)
        self.study = StudyPages(sheet, reference, icons, self.chart)
        self.study.problem.connect(self.problem)
        self.finish = FinishWay(self.chart, icons, self._summary_work, self)
        self.finish.page_requested.connect(self.page_requested)
        self._patients: PatientsPage | None = None
        self._course: CoursePage | None = None
        self._paper: PaperPage | None = None
        self._settings: SettingsPage | None = None
        self._key_lists: dict[str, KeyList] = {}
        self.chart.session_chosen.connect(self._on_session)
        self.chart.new_session_requested.connect(self.new_session)
        self.chart.summary_requested.connect(self._on_summary)
        self.chart.session_changed.connect(self._on_session_changed)
        self._protocols: ProtocolsOnChart | None = None
        self.chart.protocols_requested.connect(self._on_protocols)

    @property
    def reference(self) -> Reference:
        """The tables of the atlas with the opened clinic's own points among them."""
        return self._reference

    @property
    def patients(self) -> PatientsPage:
        """The patients page."""
        if self._patients is None:
            self._patients = self._make_patients()
        return self._patients

    @property
    def course(self) -> CoursePage:
        """The course of the patient whose session is open."""
        if self._course is None:
            from tpdn_desktop.ui.course.course_page import CoursePage

            self._course = CoursePage(self._sheet, self._reference, self._maps, self.here.plot)
            self._course.session_requested.connect(self._on_session)
            self._course.progress_requested.connect(self._on_progress)
        return self._course

    @property
    def paper(self) -> PaperPage:
        """The paper page; Qt's reader of PDF is not loaded before."""
        if self._paper is None:
            from tpdn_desktop.ui.paper_page import PaperPage

            self._paper = PaperPage(self._icons, self._backstage)
            self._paper.document_chosen.connect(self._make_paper)
        return self._paper

    def _on_protocols(self) -> None:
        """The protocols over the chart, or put away; made when first asked for."""
        if self._protocols is None:
            from tpdn_desktop.ui.protocols.protocols_on_chart import (
                ProtocolFiles,
                ProtocolsOnChart,
            )

            files = self._backstage if isinstance(self._backstage, ProtocolFiles) else None
            self._protocols = ProtocolsOnChart(self.chart, self._icons, files)
            self._protocols.show_record(self._record)
        self._protocols.toggle()

    @property
    def settings(self) -> SettingsPage:
        """The settings."""
        if self._settings is None:
            from tpdn_desktop.ui.settings.settings_page import SettingsPage

            self._settings = SettingsPage(self._icons, self.here, self._backstage.checked_logo)
            if self._record is not None:
                self._settings.show_record(self._record)
        return self._settings

    def _make_patients(self) -> PatientsPage:
        from tpdn_desktop.ui.patients.patients_page import PatientsPage

        page = PatientsPage(self._icons)
        page.set_thumbnail(self._maps.thumbnail)
        page.set_alert_choices(alert_choices(self._reference))
        page.set_region_choices(region_choices(self._reference))
        page.session_requested.connect(self._on_session)
        page.new_session_requested.connect(self._on_new_session)
        page.patient_selected.connect(self.patient_selected)
        page.summary_requested.connect(self._on_summary_of)
        if self._record is not None:
            page.show_record(self._record)
        return page

    def widget(self, page: str) -> QWidget:
        """The page of a name."""
        if page in {ATLAS, LOOKUP}:
            return self.study.page(page)
        if page == PATIENTS:
            return self.patients
        if page == SIGN:
            return self.finish.page
        if page == COURSE:
            return self.course
        if page == SETTINGS:
            return self.settings
        return self.paper if page == PAPER else self.chart

    def show_record(self, record: ClinicRecord) -> None:
        """Show an opened clinic file."""
        self._record = record
        self._own.show_record(record)
        self.study.take_record(record)
        self.finish.show_record(record)
        if self._protocols is not None:
            self._protocols.show_record(record)
        if self._patients is not None:
            self._patients.show_record(record)
        if self._settings is not None:
            self._settings.show_record(record)
        if not record.clinic.is_demo:
            self._tell_of_needles_in(record)

    def _on_own_changed(self, own: OwnContent) -> None:
        self.study.reference_changed()
        self.chart.reference_changed(own)

    def _tell_of_needles_in(self, record: ClinicRecord) -> None:
        """After a crash or a hasty end: which needles may still be in somebody."""
        for session in record.drafts_with_needles_in()[:1]:
            count = sum(needle.is_in for needle in session.needles)
            patient = record.store.patient(session.patient_id)
            self.problem.emit(
                self.tr("{0}: session {1} of {2} is open, and {3} needles were not noted as out.")
                .format(patient.full_name, session.number, local_day(session.started_at), count)
            )  # fmt: skip

    def forget_record(self) -> None:
        """Nothing of a patient is kept (lock)."""
        self._record = None
        if self._protocols is not None:
            self._protocols.show_record(None)
        self.chart.close_session()
        self.finish.forget()
        self.study.forget()
        self.study.take_record(None)
        self._own.forget()
        if self._course is not None:
            self._course.clear()
        if self._paper is not None:
            self._paper.forget()
        if self._patients is not None:
            self._patients.forget_record()
        if self._settings is not None:
            self._settings.forget_record()

    def shown(self, page: str) -> None:
        """A page came to the front: it shows what is true now."""
        self.finish.shown(page)
        if page == PAPER:
            self._make_paper()
        elif page == CHART:
            self.chart.map.setFocus()
        elif page == COURSE:
            self._show_course()
        elif page in {ATLAS, LOOKUP}:
            self.study.shown(page)

    def open_session(self, session_id: SessionId, *, then: str = CHART) -> None:
        """Put a session on the chart and go to a page with it.

        Asks first when needles of another session are in.
        """
        desk = self.chart.desk
        if desk is not None and desk.session.id != session_id:
            self._guard.leave(
                self.tr("Leave them in and go on"), lambda: self._open_now(session_id, then)
            )
        else:
            self._open_now(session_id, then)

    def _open_now(self, session_id: SessionId, then: str) -> None:
        if self._record is None:
            return
        try:
            session = self._record.store.session(session_id)
        except TpdnError as error:
            self.problem.emit(str(error))
            return
        self.chart.open_session(self._record, session)
        self.study.show_session(self._record, session)
        self.session_opened.emit(session)
        self.page_requested.emit(then)

    def new_session(self) -> None:
        """Start a session for the patient of the chart, or go on with the draft."""
        desk = self.chart.desk
        if desk is not None:
            self._on_new_session(desk.session.patient_id)

    def show_keys(self, everywhere: Sequence[tuple[str, str]] = ()) -> None:
        """F1: the keys of the page in front; `everywhere` are the window's, for pages with few."""
        if self.study.show_keys():
            return
        page, columns, title = self._keys_in_front(everywhere)
        known = self._key_lists.get(title)
        if known is None:
            from tpdn_desktop.ui.chart.key_list import KeyList

            known = self._key_lists[title] = KeyList(title, columns, page)
        known.toggle()

    def _keys_in_front(
        self, everywhere: Sequence[tuple[str, str]]
    ) -> tuple[QWidget, tuple[Group, Group], str]:
        from tpdn_desktop.ui.chart.key_list import chart_columns
        from tpdn_desktop.ui.told_keys import keys_of

        others: Group = (self.tr("Everywhere"), everywhere)
        here = self.tr("On this page")
        if self._patients is not None and self._patients.isVisible():
            return (
                self._patients,
                ((here, keys_of(PATIENTS)), others),
                self.tr("Keys of the patients"),
            )
        if self._course is not None and self._course.isVisible():
            return self._course, ((here, keys_of(COURSE)), others), self.tr("Keys of the course")
        if self._settings is not None and self._settings.isVisible():
            title = self.tr("Keys of the settings")
            return self._settings, ((here, keys_of(SETTINGS)), others), title
        if self.finish.is_in_front:
            title = self.tr("Keys of finishing and signing")
            return self.finish.page, ((here, keys_of(SIGN)), others), title
        if self._paper is not None and self._paper.isVisible():
            return self._paper, ((here, keys_of(PAPER)), others), self.tr("Keys of the paper")
        columns = chart_columns(self.keys.rows, self.chart)
        return self.chart, columns, self.tr("Keys of the chart")

    def stop(self) -> None:
        """Wait for drawing under way; nothing is heard of the file any more."""
        self._own.forget()
        self.chart.map.stop()
        self.study.stop()
        self.finish.stop()
        if self._paper is not None:
            self._paper.stop()
        if self._settings is not None:
            self._settings.forget_record()
            self._settings.stop()

    def _on_session(self, session_id: str) -> None:
        self.open_session(SessionId(session_id))

    def _on_new_session(self, patient_id: str) -> None:
        desk = self.chart.desk
        if desk is not None and desk.session.patient_id != patient_id:
            self._guard.leave(
                self.tr("Leave them in and go on"), lambda: self._start_now(patient_id)
            )
        else:
            self._start_now(patient_id)

    def _start_now(self, patient_id: str) -> None:
        if self._record is None:
            return
        try:
            session = self._record.start_session(PatientId(patient_id))
        except TpdnError as error:
            self.problem.emit(str(error))
            return
        self._open_now(session.id, CHART)

    def _on_summary(self) -> None:
        self.page_requested.emit(PAPER)

    def _on_summary_of(self, session_id: str) -> None:
        self.open_session(SessionId(session_id), then=PAPER)

    def _show_course(self) -> None:
        desk = self.chart.desk
        if desk is not None and self._record is not None:
            self.course.show_patient(self._record, desk.session.patient_id)
            self.course.setFocus()

    def _on_progress(self, session_id: str) -> None:
        self.paper.choose_document("progress")
        self.open_session(SessionId(session_id), then=PAPER)

    def _on_session_changed(self) -> None:
        if self.chart.desk is not None and self._paper is not None and self._paper.isVisible():
            self._make_paper()

    def _summary_work(self, record: ClinicRecord, session: Session) -> Callable[[Step], bytes]:
        return self._backstage.paper_work("summary", record, session)

    def _make_paper(self) -> None:
        desk = self.chart.desk
        if desk is None or self._record is None:
            return
        self.paper.show_session(self._record, desk.session)


def alert_choices(reference: Reference) -> list[AlertChoice]:
    """The kinds of alert that the reference tables offer."""
    return [
        (alert.code, alert.name, alert.severity.value, [scope.value for scope in alert.scopes])
        for alert in reference.alerts.values()
    ]


def region_choices(reference: Reference) -> list[tuple[str, str]]:
    """The regions an alert may hold in, by code and name."""
    return [(region.code, region.name) for region in reference.regions.values()]
