"""The way from the chart to the signature and back.

Puts the Sign button into the bar of the chart and the strip of a signed session above it, and keeps
the finishing page, which is made when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtWidgets import QBoxLayout
from typing_extensions import override

from tpdn_desktop.atlas.safety import Caution, cautions, reasons_needed
from tpdn_desktop.domain.errors import TpdnError
from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.trigger_point import TriggerPointId
from tpdn_desktop.services.changes import Change, Changed
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.services.signing import open_matters
from tpdn_desktop.ui.chart.chart_content import planned_points
from tpdn_desktop.ui.chart.chart_page import ChartPage
from tpdn_desktop.ui.controls import button
from tpdn_desktop.ui.field import sentence
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.rail import CHART, PAPER, PATIENTS, SETTINGS, SIGN
from tpdn_desktop.ui.sign.held_words import held_up, held_up_shortly

if TYPE_CHECKING:
    from tpdn_desktop.ui.sign.paper_pane import Work
    from tpdn_desktop.ui.sign.sign_page import SignPage
    from tpdn_desktop.ui.sign.signed_strip import SignedStrip

SHORT_UNDER = 1400
"""In a narrower chart the button says only what it does, in pixels."""


class FinishWay(QObject):
    """Finishing, signing and amending the session of one chart."""

    page_requested = Signal(str)
    session_signed = Signal(object)
    """The session is signed, or was amended: it as it is now."""

    def __init__(self, chart: ChartPage, icons: IconSet, paper: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._chart = chart
        self._icons = icons
        self._paper = paper
        self._record: ClinicRecord | None = None
        self._page: SignPage | None = None
        self._shown: Session | None = None
        self._known: tuple[Session, tuple[Caution, ...]] | None = None
        self._strip: SignedStrip | None = None
        self.button = button(self.tr("Sign"), name="go_sign")
        self.button.setIconSize(QSize(16, 16))
        self.button.clicked.connect(self.go)
        self._put_into(chart)
        chart.installEventFilter(self)
        chart.finish_requested.connect(self.go)
        chart.selection_changed.connect(self.review)
        chart.session_changed.connect(self.review)

    @property
    def page(self) -> SignPage:
        """The finishing page."""
        if self._page is None:
            self._page = self._make_page()
        return self._page

    @property
    def strip(self) -> SignedStrip:
        """The strip under the chart of a signed session; not made before there is one."""
        if self._strip is None:
            from tpdn_desktop.ui.sign.signed_strip import SignedStrip

            self._strip = SignedStrip(self._icons)
            self._strip.amendment_written.connect(self._on_amendment)
            whole = self._chart.layout()
            if isinstance(whole, QBoxLayout):
                whole.insertWidget(1, self._strip)  # under map and panels, over the bar
        return self._strip

    @property
    def is_in_front(self) -> bool:
        """Whether the finishing page is the one shown."""
        return self._page is not None and self._page.isVisible()

    def show_record(self, record: ClinicRecord) -> None:
        """The clinic file whose sessions are signed."""
        self.forget()
        self._record = record
        record.news.listen(self._on_news)

    def forget(self) -> None:
        """Nothing of a patient is kept (lock)."""
        if self._record is not None:
            self._record.news.forget(self._on_news)
        self._record = self._known = self._shown = None
        if self._strip is not None:
            self._strip.show_session(None)
        if self._page is not None:
            self._page.forget()

    def stop(self) -> None:
        """Wait for what is under way (the window closes)."""
        if self._page is not None:
            self._page.stop()

    def go(self) -> None:
        """Go to the finishing page with the session of the chart."""
        if self._strip is not None and self._strip.is_writing:
            self._strip.form.write()
        elif self._chart.desk is not None:
            self.page_requested.emit(SIGN)

    def shown(self, page: str) -> None:
        """A page came to the front: the finishing page, or the chart after it."""
        desk, record = self._chart.desk, self._record
        if desk is None or record is None:
            return
        if page == SIGN:
            self.page.show_desk(record, desk)
            self.page.begin()
        elif page == CHART and self._page is not None:
            ids = {p.id for p in desk.session.trigger_points}
            self._chart.select(self._chart.selected if self._chart.selected in ids else None)

    def review(self) -> None:
        """Show on the chart how the session stands now."""
        desk = self._chart.desk
        session = None if desk is None else desk.session
        if session is self._shown and session is not None:
            return
        self._shown = session
        if self._strip is not None or (session is not None and session.is_signed):
            self.strip.show_session(session)
        self.button.setVisible(session is None or not session.is_signed)
        if session is not None and not session.is_signed:
            self._show_button(session)

    def cautions_of(self, session: Session) -> tuple[Caution, ...]:
        """What the patient's alerts and the points of a session say together."""
        if self._record is None:
            return ()
        if self._known is None or self._known[0] is not session:
            alerts = self._record.store.patient(session.patient_id).alerts
            planned = planned_points(session, self._chart.map.region_of)
            self._known = session, cautions(self._chart.reference, planned, alerts)
        return self._known[1]

    # ----------------------------------------------------------------------------------------------

    def _on_news(self, change: Change) -> None:
        """Other alerts, or other content, may ask for other reasons."""
        if change.kind in {Changed.PATIENT, Changed.OWN_CONTENT}:
            self._known = self._shown = None
            self.review()

    def _show_button(self, session: Session) -> None:
        matters = open_matters(session, reasons_needed(self.cautions_of(session)))
        short, whole = held_up_shortly(matters), held_up(matters)
        words = self.tr("Sign")
        ready = not short and bool(session.trigger_points)
        wide = self._chart.width() >= SHORT_UNDER
        self.button.setText(f"{words} · {short}" if short and wide else words)
        tip = self.tr("Finish and sign session {0} (Ctrl+Enter)").format(session.number)
        self.button.setToolTip(f"{tip}\n{whole}" if whole else tip)
        self.button.setAccessibleName(self.button.text())
        self.button.setAccessibleDescription(whole)
        if self.button.property("ready") is not ready:
            self.button.setProperty("ready", ready)
            role = "saved" if ready else "text_secondary"
            self.button.setIcon(self._icons.icon("signature", role, 16))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self._shown is not None:
            self._show_button(self._shown)
        return super().eventFilter(watched, event)

    def _put_into(self, chart: ChartPage) -> None:
        bar = chart.bar.layout()
        if bar is not None:
            bar.addWidget(self.button)

    def _make_page(self) -> SignPage:
        from tpdn_desktop.ui.sign.sign_page import SignPage

        page = SignPage(self._chart.reference, self._icons, self.cautions_of, self._paper)
        page.chart_requested.connect(self._to_chart)
        page.out_time_requested.connect(self._to_out_time)
        page.point_requested.connect(self._to_point)
        page.patient_requested.connect(self._to_patient)
        page.paper_requested.connect(self._to_paper)
        page.settings_requested.connect(self._to_settings)
        page.signed.connect(self._on_signed)
        page.amended.connect(self._on_amended)
        return page

    def _to_chart(self) -> None:
        self.page_requested.emit(CHART)

    def _to_out_time(self) -> None:
        self.page_requested.emit(CHART)
        self._chart.take_all_out()

    def _to_point(self, point_id: str) -> None:
        self.page_requested.emit(CHART)
        self._chart.select(TriggerPointId(point_id))

    def _to_patient(self) -> None:
        self.page_requested.emit(PATIENTS)

    def _to_paper(self) -> None:
        self.page_requested.emit(PAPER)

    def _to_settings(self) -> None:
        self.page_requested.emit(SETTINGS)

    def _on_signed(self) -> None:
        desk = self._chart.desk
        if desk is not None:
            self._chart.select(None)
            self.session_signed.emit(desk.session)

    def _on_amendment(self, kind: object, reason: str, text: str) -> None:
        desk, record = self._chart.desk, self._record
        if desk is None or record is None:
            return
        try:
            record.amend(desk.session.id, kind, reason, text)  # type: ignore[arg-type]
        except TpdnError as error:
            self.strip.show_problem(sentence(error))
            return
        self._on_amended()
        self.strip.show_written()

    def _on_amended(self) -> None:
        """The session was added to: chart and page take it as it stands in the file."""
        desk, record = self._chart.desk, self._record
        if desk is None or record is None:
            return
        self._chart.open_session(record, record.store.session(desk.session.id))
        again = self._chart.desk
        if again is not None:
            if self._page is not None and self._page.isVisible():
                self._page.show_desk(record, again)
            self.session_signed.emit(again.session)
