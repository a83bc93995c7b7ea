"""The right of the patients page: who it is, the course, the pain, and what to know first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tpdn_desktop.domain.patient import Patient
from tpdn_desktop.domain.session import Session, SessionState
from tpdn_desktop.ui.controls import Notice, PlainLabel, button, clear_layout, hairline
from tpdn_desktop.ui.field import ElidedLabel
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.patients.alert_words import AlertWords
from tpdn_desktop.ui.patients.course_strip import CourseStrip, Thumbnail
from tpdn_desktop.ui.patients.pain_plot import PainOfSession, PainPlot
from tpdn_desktop.ui.patients.patient_words import PatientWords
from tpdn_desktop.ui.sign.amendments import AmendmentList
from tpdn_desktop.ui.theme import font
from tpdn_desktop.ui.words import local_day

ONE_COLUMN_UNDER = 700
HEAD_IN_TWO_UNDER = 620


class PatientOverview(QWidget):
    """One patient at a glance. The primary button starts a session or goes on with the draft."""

    session_requested = Signal(str)
    new_session_requested = Signal(str)
    summary_requested = Signal(str)
    edit_requested = Signal()

    def __init__(self, icons: IconSet, alert_words: AlertWords) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._icons = icons
        self._alert_words = alert_words
        self._words = PatientWords(self)
        self._patient: Patient | None = None
        self._sessions: tuple[Session, ...] = ()
        self._today = date(1970, 1, 1)
        self.thumbnail: Thumbnail | None = None
        self._name = ElidedLabel("", "overview_name", 600)
        self._name.setObjectName("overview_name")
        self._who = ElidedLabel("", "body", role="text_secondary")
        self._who.setObjectName("overview_who")
        self._edit = button(self.tr("Edit"), tip=self.tr("Edit this patient (Ctrl+E)"))
        self._edit.setObjectName("edit_patient")
        self._summary = button(self.tr("Summary"), name="patient_summary")
        self._start = button("", primary=True, name="start_session")
        self._start.setAutoDefault(True)
        self._body = QVBoxLayout()
        self._columns: QBoxLayout | None = None
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._edit.clicked.connect(self._on_edit)
        self._summary.clicked.connect(self._on_summary)
        self._start.clicked.connect(self.start)

    @property
    def draft(self) -> Session | None:
        """The draft of today, which is gone on with. An older one never stands in the way."""
        drafts = (
            s
            for s in self._sessions
            if s.state is SessionState.DRAFT and s.started_at.astimezone().date() == self._today
        )
        return next(drafts, None)

    def show_patient(self, patient: Patient, sessions: Sequence[Session], today: date) -> None:
        """Show a patient with all sessions, newest first."""
        self._patient = patient
        self._sessions = tuple(sessions)
        self._today = today
        self._name.setText(patient.full_name)
        self._who.setText(self._words.who(patient, today))
        draft = self.draft
        if draft is None:
            self._start.setText(self.tr("New session"))
            self._start.setToolTip(self.tr("Start a session with this patient now (Ctrl+N)"))
        else:
            self._start.setText(self.tr("Continue session {n}").format(n=draft.number))
            self._start.setToolTip(self.tr("Go on with the open draft (Enter in the list)"))
        self._start.setAccessibleName(self._start.text())
        self._summary.setEnabled(bool(sessions))
        if sessions:
            tip = self.tr("Summary of session {n} on paper").format(n=sessions[0].number)
            self._summary.setToolTip(tip)
        self._fill(patient)

    def clear(self) -> None:
        """Take everything of a patient away."""
        self._patient = None
        self._sessions = ()
        self._columns = None
        self._name.setText("")
        self._who.setText("")
        clear_layout(self._body)

    def focus_start(self) -> None:
        """Put the keyboard on the primary button."""
        self._start.setFocus(Qt.FocusReason.OtherFocusReason)

    def start(self) -> None:
        """Ask for the draft, or for a new session."""
        if self._patient is None:
            return
        draft = self.draft
        if draft is not None:
            self.session_requested.emit(draft.id)
        else:
            self.new_session_requested.emit(self._patient.id)

    # ---------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._give_icons()
        for action in (self._edit, self._summary, self._start):
            action.setFixedHeight(max(30, self.fontMetrics().height() + 14))
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addWidget(self._name)
        names.addWidget(self._who)
        actions = QHBoxLayout()
        actions.setSpacing(8)
        for action in (self._edit, self._summary, self._start):
            actions.addWidget(action, 0, Qt.AlignmentFlag.AlignTop)
        head = self._head
        head.setContentsMargins(18, 12, 18, 10)
        head.setSpacing(8)
        head.addLayout(names, 1)
        head.addLayout(actions)
        head.setAlignment(actions, Qt.AlignmentFlag.AlignLeft)
        inside = QWidget()
        inside.setObjectName("page")
        self._body = QVBoxLayout(inside)
        self._body.setContentsMargins(18, 2, 18, 18)
        self._body.setSpacing(12)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(scroll, 1)

    def _give_icons(self) -> None:
        self._edit.setIcon(self._icons.icon("pencil", size=16))
        self._summary.setIcon(self._icons.icon("file-text", size=16))
        self._start.setIcon(self._icons.icon("needle", "accent_text", 16))
        for action in (self._edit, self._summary, self._start):
            action.setIconSize(QSize(16, 16))

    def _fill(self, patient: Patient) -> None:
        clear_layout(self._body)
        self._body.addWidget(self._course_card())
        columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        columns.setSpacing(12)
        right = QVBoxLayout()
        right.setSpacing(12)
        if patient.alerts:
            right.addWidget(self._alerts_card(patient))
        amended = [session for session in self._sessions if session.amendments]
        if amended:
            right.addWidget(self._amendments_card(amended))
        rows = self._words.kept(patient)
        if rows:
            right.addWidget(self._kept_card(rows))
        right.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(12)
        if any(s.pain_before is not None or s.pain_after is not None for s in self._sessions):
            left.addWidget(self._pain_card())
        # The right comes first when there is one column: alerts before plots.
        if left.count():
            left.addStretch(1)
            columns.addLayout(left, 1)
        columns.addLayout(right, 1)
        self._columns = columns
        self._arrange_columns()
        self._body.addLayout(columns)
        self._body.addStretch(1)

    def _course_card(self) -> QFrame:
        count = len(self._sessions)
        if count == 0:
            card, column = _card(self.tr("No session yet"))
            words = PlainLabel(
                self.tr("The first session starts with New session."),
                "control",
                tone="secondary",
                wrap=True,
            )
            words.setContentsMargins(12, 0, 12, 12)
            column.addWidget(words)
            return card
        one = self.tr("Course, 1 session")
        title = one if count == 1 else self.tr("Course, {n} sessions").format(n=count)
        card, column = _card(title)
        column.addWidget(hairline())
        strip = CourseStrip(self._sessions, self.thumbnail)
        strip.session_opened.connect(self.session_requested)
        strip.summary_requested.connect(self.summary_requested)
        column.addWidget(strip)
        return card

    def _alerts_card(self, patient: Patient) -> QFrame:
        card, column = _card(self.tr("Before you needle"))
        inside = QVBoxLayout()
        inside.setContentsMargins(12, 0, 12, 12)
        inside.setSpacing(6)
        say = self._alert_words
        for alert in say.by_weight(patient.alerts):
            title, more = _breakable(say.title(alert)), _breakable(say.more(alert))
            notice = Notice(title, more, say.severity(alert), self._icons)
            inside.addWidget(notice)
        column.addLayout(inside)
        return card

    def _amendments_card(self, amended: Sequence[Session]) -> QFrame:
        card, column = _card(self.tr("Amendments"))
        inside = QVBoxLayout()
        inside.setContentsMargins(12, 0, 12, 12)
        inside.setSpacing(10)
        for session in amended:
            words = self.tr("Session {n}, {day}").format(
                n=session.number, day=local_day(session.started_at)
            )
            inside.addWidget(PlainLabel(words, "secondary", tone="secondary"))
            shown = AmendmentList()
            shown.show_amendments(session.amendments)
            inside.addWidget(shown)
        column.addLayout(inside)
        return card

    def _kept_card(self, rows: Sequence[tuple[str, str]]) -> QFrame:
        card, column = _card(self.tr("Kept with the patient"))
        grid = QGridLayout()
        grid.setContentsMargins(12, 0, 12, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for line, (label, words) in enumerate(rows):
            grid.addWidget(
                PlainLabel(label, "control", tone="secondary"), line, 0, Qt.AlignmentFlag.AlignTop
            )
            value = PlainLabel(_breakable(words), "control", wrap=True)
            value.setMinimumWidth(60)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(value, line, 1)
        column.addLayout(grid)
        return card

    def _pain_card(self) -> QFrame:
        card, column = _card(self.tr("Pain 0 to 10, before ○ and after ●"))
        plot = PainPlot()
        plot.show_pain(
            [
                PainOfSession(s.started_at.astimezone().date(), s.pain_before, s.pain_after)
                for s in reversed(self._sessions)
            ]
        )
        column.addWidget(plot)
        card.setMinimumHeight(228)
        return card

    def _arrange_columns(self) -> None:
        # A name is never cut for the sake of buttons: they go under it.
        tight = self.width() < HEAD_IN_TWO_UNDER
        self._head.setDirection(
            QBoxLayout.Direction.TopToBottom if tight else QBoxLayout.Direction.LeftToRight
        )
        if self._columns is None:
            return
        narrow = self.width() < ONE_COLUMN_UNDER
        self._columns.setDirection(
            QBoxLayout.Direction.BottomToTop if narrow else QBoxLayout.Direction.LeftToRight
        )

    def _on_edit(self) -> None:
        self.edit_requested.emit()

    def _on_summary(self) -> None:
        if self._sessions:
            self.summary_requested.emit(self._sessions[0].id)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange_columns()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._patient is not None:
            self._give_icons()
            self._fill(self._patient)


class NoPatient(QWidget):
    """The overview of a record without patients."""

    new_patient_requested = Signal()

    def __init__(self, icons: IconSet) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = PlainLabel(self.tr("No patient yet"), "page_title", 600)
        self._words.setObjectName("no_patient")
        self._new: QPushButton = button(
            self.tr("New patient"),
            primary=True,
            tip=self.tr("New patient (Ctrl+Shift+N)"),
            name="first_patient",
        )
        self._new.setIcon(icons.icon("user-plus", "accent_text", 16))
        column = QVBoxLayout(self)
        column.setSpacing(14)
        column.addStretch(2)
        column.addWidget(self._words, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._new, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self._new.clicked.connect(self._on_new)

    def show_reason(self, *, searching: bool) -> None:
        """Say that there is no patient at all, or only none that matches."""
        # The list already says that nobody matches, and offers what to do.
        self._words.setVisible(not searching)
        self._new.setVisible(not searching)

    def _on_new(self) -> None:
        self.new_patient_requested.emit()


def _card(title: str) -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    card.setObjectName("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(1, 1, 1, 1)
    column.setSpacing(0)
    label = PlainLabel(title)
    label.setFont(font("secondary", 600))
    label.setContentsMargins(12, 10, 12, 10)
    column.addWidget(label)
    return card, column


def _breakable(words: str) -> str:
    """The text with places to break after every 24 letters of a word that has none."""
    return " ".join(
        "\u200b".join(word[i : i + 24] for i in range(0, len(word), 24)) if len(word) > 24 else word
        for word in words.split(" ")
    )
