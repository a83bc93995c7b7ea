"""The patients page: the list at the left, the overview or the form at the right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget
from typing_extensions import override

from tpdn_desktop.domain.errors import TpdnError
from tpdn_desktop.domain.patient import Patient, PatientId
from tpdn_desktop.services.changes import Change, Changed
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.ui.field import sentence
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.patients.alert_words import AlertChoice, AlertWords
from tpdn_desktop.ui.patients.course_strip import Thumbnail
from tpdn_desktop.ui.patients.patient_form import PatientForm, TypedPatient
from tpdn_desktop.ui.patients.patient_list import SHOWN_AT_MOST, PatientList
from tpdn_desktop.ui.patients.patient_overview import NoPatient, PatientOverview

LIST_WIDTH = 470
LEAST_LIST_WIDTH = 320
_NO_DAY = date(1970, 1, 1)


class PatientsPage(QWidget):
    """Find a patient, see the course, start or go on with a session, keep who they are."""

    session_requested = Signal(str)
    new_session_requested = Signal(str)
    patient_selected = Signal(str)
    """The id of the patient that is shown now; not repeated when the page is read again."""
    summary_requested = Signal(str)

    def __init__(self, icons: IconSet) -> None:
        super().__init__()
        self._record: ClinicRecord | None = None
        self._shown_id = ""
        self._edited: Patient | None = None
        self._is_stale = False
        self._read_on = _NO_DAY
        self._was_moved = False
        self._alert_words = AlertWords(self)
        self._list = PatientList(icons, self._alert_words)
        self._overview = PatientOverview(icons, self._alert_words)
        self._form = PatientForm(icons, self._alert_words)
        self._nobody = NoPatient(icons)
        self._right = QStackedWidget()
        for page in (self._nobody, self._overview, self._form):
            self._right.addWidget(page)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self._connect()

    def set_thumbnail(self, thumbnail: Thumbnail | None) -> None:
        """Take over who paints the small map of a session; None leaves it out."""
        self._overview.thumbnail = thumbnail
        self.refresh()

    def set_alert_choices(self, choices: Iterable[AlertChoice]) -> None:
        """Take over the kinds of alerts: code, name, severity, scopes."""
        self._alert_words.set_choices(choices)
        self.refresh()

    def set_region_choices(self, regions: Iterable[tuple[str, str]]) -> None:
        """Take over the regions an alert can be for, as code and name."""
        self._alert_words.set_regions(regions)
        self.refresh()

    def show_record(self, record: ClinicRecord) -> None:
        """Show an opened record from now on."""
        self.forget_record()
        self._record = record
        record.news.listen(self._on_change)
        self._is_stale = True
        if self.isVisible():
            self.refresh()

    def forget_record(self) -> None:
        """Let go of the record: nothing of a patient stays on the page."""
        if self._record is not None:
            self._record.news.forget(self._on_change)
        self._record = None
        self._shown_id = ""
        self._edited = None
        self._is_stale = False
        self._list.clear_search()
        self._list.show_rows((), _NO_DAY, "")
        self._list.drafts.show_drafts(())
        self._form.clear()
        self._overview.clear()
        self._show_right(self._nobody)

    def refresh(self) -> None:
        """Read list and overview again; a form that is open stays as it is."""
        self._is_stale = False
        self._read_on = self._today
        self._find()
        self._show_drafts()
        if self._right.currentWidget() is not self._form:
            self._show_chosen()

    def focus_search(self) -> None:
        """Go to the search field."""
        if self._list.isEnabled():
            self._list.focus_search()

    def begin_new_patient(self, typed: str = "") -> None:
        """Open the form for a new patient."""
        if self._record is None or self._right.currentWidget() is self._form:
            return
        self._edited = None
        number = self._record.next_patient_number()
        self._show_right(self._form)
        self._form.show_new(number=number, typed=typed, today=self._today)

    def show_patient(self, patient_id: str) -> None:
        """Choose a patient, whatever is searched for now; an open form stays open."""
        if self._record is None or self._right.currentWidget() is self._form:
            return
        self._list.clear_search()
        self._find()
        table = self._list.table
        table.choose_patient(patient_id)
        if table.chosen_id != patient_id:  # beyond the first that the list shows
            patient = self._record.store.patient(PatientId(patient_id))
            self._list.search.setText(patient.number or patient.full_name)
            self._find()
            table.choose_patient(patient_id)
        self._show_chosen()
        table.setFocus(Qt.FocusReason.OtherFocusReason)

    def start_session(self) -> None:
        """Do what the primary button does."""
        if self._right.currentWidget() is self._overview:
            self._overview.start()

    # ---------------------------------------------------------------------------------------------

    @property
    def _today(self) -> date:
        if self._record is None:
            return _NO_DAY
        return self._record.clock.now().astimezone().date()

    def _find(self) -> None:
        if self._record is None:
            return
        try:
            rows = self._record.find_patients(self._list.typed_text, SHOWN_AT_MOST)
        except TpdnError as error:
            self._list.show_problem(sentence(error))
            return
        # The patient that is shown stays chosen when the list is only read again.
        self._list.show_rows(rows, self._today, self._shown_id)

    def _show_drafts(self) -> None:
        if self._record is None:
            return
        try:
            drafts = self._record.drafts_to_finish()
        except TpdnError as error:
            self._list.show_problem(sentence(error))
            return
        self._list.drafts.show_drafts(drafts)

    def _show_chosen(self) -> None:
        chosen = self._list.table.chosen_id if self._list.shows_rows else ""
        if self._record is None or not chosen:
            self._nobody.show_reason(searching=bool(self._list.typed_text))
            self._show_right(self._nobody)
            self._announce("")
            return
        try:
            patient = self._record.store.patient(PatientId(chosen))
            sessions = self._record.store.sessions_of(PatientId(chosen))
        except TpdnError as error:
            self._list.show_problem(sentence(error))
            return
        self._overview.show_patient(patient, sessions, self._today)
        self._show_right(self._overview)
        self._announce(chosen)

    def _announce(self, patient_id: str) -> None:
        if patient_id != self._shown_id:
            self._shown_id = patient_id
            self.patient_selected.emit(patient_id)

    def _show_right(self, page: QWidget) -> None:
        # While a form is open the list waits: a click beside it cannot drop what was typed.
        self._list.setEnabled(page is not self._form)
        self._right.setCurrentWidget(page)

    def _on_change(self, change: Change) -> None:
        if change.kind is Changed.CLINIC:
            return
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True

    def _on_search_changed(self, _typed: str) -> None:
        self._find()
        self._show_chosen()

    def _on_patient_chosen(self, patient_id: str) -> None:
        if patient_id and patient_id != self._shown_id:
            self._show_chosen()

    def _on_patient_opened(self, _patient_id: str) -> None:
        if self._overview.draft is not None:
            self._overview.start()
        else:
            # A new session is written at once, so it takes a second Enter, on the button.
            self._overview.focus_start()

    def _on_new_patient(self) -> None:
        self.begin_new_patient()

    def _on_edit(self) -> None:
        if self._record is None or not self._shown_id:
            return
        self._edited = self._record.store.patient(PatientId(self._shown_id))
        self._show_right(self._form)
        self._form.show_patient(self._edited, self._today)

    def _on_save(self, typed: TypedPatient) -> None:
        if self._record is None:
            return
        values = {f.name: getattr(typed, f.name) for f in fields(typed)}
        try:
            if self._edited is None:
                patient = self._record.new_patient(**values)
            else:
                patient = replace(self._edited, **values)
            self._record.save_patient(patient)
        except TpdnError as error:
            self._form.show_problem(sentence(error))
        else:
            self._leave_form_for(patient)

    def _leave_form_for(self, patient: Patient) -> None:
        if self._edited is None:
            self._list.clear_search()
        self._edited = None
        self._show_right(self._nobody)
        self._find()
        self._list.table.choose_patient(patient.id)
        self._show_chosen()
        self._list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_cancelled(self) -> None:
        self._edited = None
        self._show_right(self._nobody)
        self._show_chosen()
        self._list.focus_search()

    def _on_splitter_moved(self) -> None:
        self._was_moved = True

    def _connect(self) -> None:
        self._splitter.splitterMoved.connect(self._on_splitter_moved)
        self._list.search_changed.connect(self._on_search_changed)
        self._list.patient_chosen.connect(self._on_patient_chosen)
        self._list.patient_opened.connect(self._on_patient_opened)
        self._list.drafts.opened.connect(self.session_requested)
        self._list.new_patient_requested.connect(self.begin_new_patient)
        self._nobody.new_patient_requested.connect(self._on_new_patient)
        self._overview.session_requested.connect(self.session_requested)
        self._overview.new_session_requested.connect(self.new_session_requested)
        self._overview.summary_requested.connect(self.summary_requested)
        self._overview.edit_requested.connect(self._on_edit)
        self._form.save_requested.connect(self._on_save)
        self._form.cancelled.connect(self._on_cancelled)

    def _lay_out(self) -> None:
        self._list.setMinimumWidth(LEAST_LIST_WIDTH)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self._list)
        self._splitter.addWidget(self._right)
        self._splitter.setStretchFactor(0, 0)
        self._splitter.setStretchFactor(1, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._splitter)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._was_moved:
            wide = min(LIST_WIDTH, max(LEAST_LIST_WIDTH, round(self.width() * 0.37)))
            sizes = [wide, self.width() - wide]
            is_turned = self._splitter.indexOf(self._list) == 1
            self._splitter.setSizes(sizes[::-1] if is_turned else sizes)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale or self._read_on != self._today:
            self.refresh()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Keys come here only when no child wanted them; a shortcut of the window goes before.
        in_form = self._right.currentWidget() is self._form
        control = Qt.KeyboardModifier.ControlModifier
        shift = Qt.KeyboardModifier.ShiftModifier
        keypad = Qt.KeyboardModifier.KeypadModifier
        held = event.modifiers() & ~keypad
        key = event.key()
        if in_form:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_F and held == control:
            self.focus_search()
        elif key == Qt.Key.Key_N and held == control | shift:
            self.begin_new_patient()
        elif key == Qt.Key.Key_N and held == control:
            self.start_session()
        elif key == Qt.Key.Key_E and held == control:
            self._on_edit()
        elif not held & ~shift and event.text().strip() and event.text().isprintable():
            self._list.focus_search(event.text())
        else:
            super().keyPressEvent(event)
