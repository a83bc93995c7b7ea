"""The finishing page: what the record asks, what is missing, the record in words, the signature.

It edits the session on the desk of the chart, so that undo is one. No rules live here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.safety import Caution, reasons_needed
from tpdn_desktop.domain.errors import TpdnError
from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.trigger_point import TriggerPoint
from tpdn_desktop.services.changes import Change, Changed
from tpdn_desktop.services.charting import ChartDesk
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.services.finishing import Asked, AskedRow, asked_of
from tpdn_desktop.services.narrative import Layout, narrative
from tpdn_desktop.services.signing import Answer, Matter, open_matters
from tpdn_desktop.ui.chart.dwell import is_time_open
from tpdn_desktop.ui.field import sentence
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.sign.asked_reasons import asked_reasons
from tpdn_desktop.ui.sign.finish_edits import FinishEdits
from tpdn_desktop.ui.sign.held_words import held_up
from tpdn_desktop.ui.sign.page_parts import PageParts
from tpdn_desktop.ui.sign.paper_pane import Work
from tpdn_desktop.ui.task_runner import TaskRunner
from tpdn_desktop.ui.words import muscle_and_side

CautionsOf = Callable[[Session], Sequence[Caution]]


class SignPage(QWidget):
    """One session on its way to the signature, or signed."""

    chart_requested = Signal()
    out_time_requested = Signal()
    """All needles are out, but only the therapist knows since when: the chart asks."""
    point_requested = Signal(str)
    patient_requested = Signal()
    paper_requested = Signal()
    settings_requested = Signal()
    signed = Signal()
    amended = Signal()

    def __init__(
        self, reference: Reference, icons: IconSet, cautions_of: CautionsOf, paper: Work
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._reference = reference
        self._cautions_of = cautions_of
        self._record: ClinicRecord | None = None
        self._desk: ChartDesk | None = None
        self._layout = Layout.NARRATIVE
        self._kept_open: set[Asked] = set()
        self._proving: Session | None = None
        self._runner = TaskRunner(self)
        self.parts = PageParts(icons, self._runner, paper, self)
        self._edits = FinishEdits(self.parts.sheet_words, self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.refresh)
        self._connect()

    # What is open ---------------------------------------------------------------------------------

    @property
    def session(self) -> Session | None:
        """The session shown."""
        return None if self._desk is None else self._desk.session

    @property
    def is_signing(self) -> bool:
        """Whether the password is being checked."""
        return self._proving is not None

    def show_desk(self, record: ClinicRecord, desk: ChartDesk) -> None:
        """Show the session on a desk as it is now."""
        if self._desk is None or self._desk.session.id != desk.session.id:
            self.forget()
        if self._record is not record:
            record.news.listen(self._on_news)
        self._record, self._desk = record, desk
        self._edits.use(desk, record.clinic.aftercare_version)
        self._kept_open = {row.asked for row in self._rows() if row.is_open}
        self.refresh()
        self.parts.paper.show_session(record, desk.session, at_once=True)

    def forget(self) -> None:
        """Nothing of a patient stays on the page (lock, other session)."""
        if self._record is not None:
            self._record.news.forget(self._on_news)
        self._record = self._desk = self._proving = None
        self._kept_open = set()
        self._edits.use(None, None)
        self._later.stop()
        self.parts.forget()

    def stop(self) -> None:
        """Wait for what is under way (the window closes)."""
        self.parts.paper.forget()
        self._runner.wait()

    def refresh(self) -> None:
        """Show the session as it is now."""
        record, desk = self._record, self._desk
        if record is None or desk is None:
            return
        session, rows = desk.session, self._rows()
        parts = self.parts
        parts.rules.show_rows(rows, session)
        by_name = {row.asked: row for row in rows}
        shown = {r.asked for r in rows if r.is_open} | self._kept_open
        parts.show_fields(session, by_name, set() if session.is_signed else shown)
        parts.needles.show_session(session, by_name[Asked.COUNT], self._needles_in(session))
        copies = [p for p in session.trigger_points if not p.confirmed]
        parts.copies.show_points(copies, self._name_of)
        reasons = asked_reasons(session, self._cautions_of(session), self._reference)
        parts.reasons.show_reasons(reasons, editable=not session.is_signed)
        sections = narrative(session, self._reference, self._layout)
        parts.words.show_sections(sections, editable=not session.is_signed)
        parts.signing.setVisible(not session.is_signed)
        parts.signing.show_signer(record.clinic.therapist, session)
        parts.signing.show_held_up(held_up(open_matters(session, self._answers())))
        parts.signed.show_session(session)
        parts.paper.show_session(record, session, at_once=session.is_signed)

    def begin(self) -> None:
        """The page came to the front: the hand goes to the first thing that is open."""
        session = self.session
        if session is None or session.is_signed:
            self.parts.rules.back.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.parts.bring(self.parts.first_open())

    def go_to(self, asked: Asked) -> None:
        """Bring the field of something that is asked into sight, or go where it is charted."""
        session = self.session
        if session is None:
            return
        card = None if session.is_signed else self.parts.card(asked)
        if card is not None:
            self._kept_open.add(asked)
            self.refresh()
            self.parts.bring(card)
        elif asked is Asked.IDENTIFIERS:
            self.patient_requested.emit()
        elif asked is Asked.LICENCE:
            self.settings_requested.emit()
        else:
            self._to_chart(asked, session)

    def sign(self) -> None:
        """Ctrl+Enter: sign with the password typed, or go to what holds it up."""
        session = self.session
        if session is None or session.is_signed or self.is_signing:
            if self.parts.signed.is_writing:
                self.parts.signed.form.write()
            return
        holding = [o.matter for o in open_matters(session, self._answers()) if o.matter.holds_up]
        if holding:
            self.go_to(_WHERE[holding[0]])
        self.parts.signing.ask()

    # Signing --------------------------------------------------------------------------------------

    def _on_sign(self, password: str) -> None:
        record, desk = self._record, self._desk
        if record is None or desk is None or self.is_signing:
            return
        self.parts.words.close_editors()
        self._proving = proving = desk.session
        self.parts.signing.show_working(True)
        store = record.store

        def proved(is_right: bool) -> None:
            if self._proving is proving:
                self._on_proved(is_right)

        def failed(error: Exception) -> None:
            if not isinstance(error, TpdnError):
                raise error
            if self._proving is proving:
                self._not_signed(sentence(error))

        self._runner.run(lambda: store.proves(password), on_success=proved, on_failure=failed)

    def _on_proved(self, is_right: bool) -> None:
        record, desk = self._record, self._desk
        if record is None or desk is None:
            return
        if not is_right:
            self._not_signed(self.tr("That is not the password of this clinic file."))
            return
        if desk.session is not self._proving:
            self._not_signed(
                self.tr("The session changed while the password was checked. Look, and sign again.")
            )
            return
        try:
            record.sign_proven(desk, self._answers())
        except TpdnError as error:
            self._not_signed(sentence(error))
            return
        self._proving = None
        self.parts.signing.show_working(False)
        self.parts.signing.forget()
        self._kept_open = set()
        self.refresh()
        self.parts.signed.setFocus(Qt.FocusReason.OtherFocusReason)
        self.signed.emit()

    def _not_signed(self, words: str) -> None:
        self._proving = None
        self.parts.signing.show_working(False)
        self.parts.signing.show_wrong(words)

    def _on_amended(self, kind: object, reason: str, text: str) -> None:
        record, desk = self._record, self._desk
        if record is None or desk is None:
            return
        try:
            record.amend(desk.session.id, kind, reason, text)  # type: ignore[arg-type]
        except TpdnError as error:
            self.parts.signed.show_problem(sentence(error))
            return
        self.parts.signed.show_written()
        self.amended.emit()

    # ----------------------------------------------------------------------------------------------

    def _rows(self) -> tuple[AskedRow, ...]:
        if self._record is None or self._desk is None:
            return ()
        session = self._desk.session
        patient = self._record.store.patient(session.patient_id)
        signer = self._record.clinic.therapist
        return asked_of(session, patient, self._answers(), signer)

    def _answers(self) -> tuple[Answer, ...]:
        session = self.session
        return () if session is None else reasons_needed(self._cautions_of(session))

    def _name_of(self, point: TriggerPoint) -> str:
        muscle = self._reference.muscles.get(point.muscle_id)
        name = muscle.name if muscle is not None else point.muscle_id
        words = muscle_and_side(name, point.side)
        session = self.session
        return words if session is None else f"{session.index_of(point.id) + 1}  {words}"

    def _needles_in(self, session: Session) -> str:
        names = [self._name_of(p) for p in session.trigger_points if p.needles_in]
        return self.tr("Still in: {0}").format("; ".join(names)) if names else ""

    def _to_chart(self, asked: Asked, session: Session) -> None:
        if asked is Asked.DEPTH:
            for point in session.trigger_points:
                if any(not (n.depth_mm or n.depth_tissue) for n in point.needles):
                    self.point_requested.emit(point.id)
                    return
        self.chart_requested.emit()

    def _on_news(self, change: Change) -> None:
        session = self.session
        if session is None:
            return
        ours = change.kind is Changed.SESSION and change.id == session.id
        if (ours or change.kind is Changed.PATIENT) and self.isVisible():
            self._later.start(0)

    def _on_layout(self, layout: Layout) -> None:
        self._layout = layout
        self.refresh()

    def _connect(self) -> None:
        parts, edits = self.parts, self._edits
        edits.listen(parts.needles, parts.words, parts.copies, parts.reasons)
        for card in parts.fields.values():
            edits.listen_to_fields(card)
        edits.edited.connect(self.refresh)
        parts.rules.chosen.connect(self.go_to)
        parts.words.layout_chosen.connect(self._on_layout)
        parts.needles.all_out_requested.connect(self._on_all_out)
        parts.needles.chart_requested.connect(self.chart_requested)
        parts.signing.sign_requested.connect(self._on_sign)
        parts.signed.amendment_written.connect(self._on_amended)
        parts.paper.print_requested.connect(self.paper_requested)
        parts.rules.back.clicked.connect(self.chart_requested)
        for keys, run in (
            ("Ctrl+Return", self.sign),
            ("Ctrl+Enter", self.sign),
            ("Esc", self._on_escape),
            ("Ctrl+Z", self._on_undo),
            ("Ctrl+Shift+Z", self._on_redo),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)

    def _on_all_out(self) -> None:
        session, record = self.session, self._record
        if session is None or record is None:
            return
        now = record.clock.now()
        if any(is_time_open(needle, now) for needle in session.needles):
            self.out_time_requested.emit()
        else:
            self._edits.take_all_out()

    def _on_escape(self) -> None:
        if self.parts.signed.is_writing:
            self.parts.signed.cancel()
        else:
            self.chart_requested.emit()

    def _on_undo(self) -> None:
        self._edits.attempt(self.parts.needles, ChartDesk.undo)

    def _on_redo(self) -> None:
        self._edits.attempt(self.parts.needles, ChartDesk.redo)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._later.start(0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.parts.fit(self.width())


_WHERE = {
    Matter.NEEDLES_IN: Asked.COUNT,
    Matter.NEEDLES_READY: Asked.COUNT,
    Matter.UNCONFIRMED: Asked.CONFIRMED,
    Matter.NO_COUNT: Asked.COUNT,
    Matter.COUNT_DIFFERS: Asked.COUNT,
    Matter.NO_REASON: Asked.REASONS,
}
