"""The strip over every page with a patient: who it is, what to know first, which session."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget
from typing_extensions import override

from tpdn_desktop.domain.patient import Patient
from tpdn_desktop.domain.session import Session, SessionState
from tpdn_desktop.ui.controls import Chip, Severity, clear_layout
from tpdn_desktop.ui.field import ElidedLabel, plain_tip
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.patients.alert_words import AlertChoice, AlertWords
from tpdn_desktop.ui.patients.patient_words import PatientWords
from tpdn_desktop.ui.theme import THEME, font
from tpdn_desktop.ui.words import local_day, local_time

BAND_HEIGHT = 50
_CHIP_LETTERS = 46
_LONGEST_NAME = 420
_SHORTEST_NAME = 120
_ALL = 1000


class StateChip(QLabel):
    """Draft, or signed: when and by whom, and whether it was amended."""

    def __init__(self) -> None:
        super().__init__()
        self._is_draft = True
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font("control"))
        self.setObjectName("session_state")

    def show_state(self, session: Session, *, short: bool = False) -> None:
        """Show the state of a session; in little room without day and name."""
        self._is_draft = session.state is SessionState.DRAFT
        self.setText(self._words(session, short=short))
        whole = self._words(session, short=False)
        self.setToolTip(plain_tip(whole if short and not self._is_draft else ""))
        self.updateGeometry()
        self.update()

    def _words(self, session: Session, *, short: bool) -> str:
        signature = session.signature
        if self._is_draft:
            return self.tr("Draft")
        words = self.tr("Signed")
        if signature is not None and not short:
            at = local_day(signature.signed_at).rpartition(" ")[0]  # the year stands beside it
            words = self.tr("Signed {0}, {1}").format(at, signature.therapist.name)
        return self.tr("{0}, amended").format(words) if session.amendments else words

    @override
    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 18, metrics.height() + 8)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        ground, edge, words = (
            ("caution_soft", "caution_mark", "draft")
            if self._is_draft
            else ("signed_soft", "signed", "signed")
        )
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(THEME.colour(edge))
        painter.setBrush(THEME.colour(ground))
        size = self.sizeHint()
        top = (self.height() - size.height()) / 2
        chip = QRectF(0.5, top + 0.5, self.width() - 1.0, size.height() - 1.0)
        painter.drawRoundedRect(chip, 3, 3)
        painter.setPen(THEME.colour(words))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class PatientBand(QWidget):
    """Patient, alerts, session. The name and one alert are the last to give way to little room."""

    def __init__(self, icons: IconSet) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(max(BAND_HEIGHT, self.fontMetrics().height() * 2 + 18))
        self._icons = icons
        self._words = PatientWords(self)
        self._alert_words = AlertWords(self)
        self._patient: Patient | None = None
        self._today = date(1970, 1, 1)
        self._session: Session | None = None
        self._name = ElidedLabel("", "patient_name", 600)
        self._name.setObjectName("band_name")
        self._who = ElidedLabel("", "control", role="text_secondary")
        self._who.setObjectName("band_who")
        self._chips = QHBoxLayout()
        self._chips.setSpacing(8)
        self._standing: tuple[tuple[str, Severity, str], ...] = ()
        self._when = ElidedLabel("", "control", role="text_secondary")
        self._when.setObjectName("band_session")
        self._state = StateChip()
        row = QHBoxLayout(self)
        # What does not fit is shortened by `_fit`; the band never holds the window open.
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(12)
        row.addWidget(self._name)
        row.addWidget(self._who)
        row.addLayout(self._chips)
        row.addStretch(1)
        row.addWidget(self._when)
        row.addWidget(self._state)
        self._show_session_words()

    def set_alert_choices(self, choices: Iterable[AlertChoice]) -> None:
        """Take over the kinds of alerts: code, name, severity, scopes."""
        self._alert_words.set_choices(choices)
        self._show_all()

    def set_region_choices(self, regions: Iterable[tuple[str, str]]) -> None:
        """Take over the names of the regions, as code and name."""
        self._alert_words.set_regions(regions)
        self._show_all()

    def show_patient(self, patient: Patient | None, today: date) -> None:
        """Show a patient (None: nothing of one) with the age on a day."""
        self._patient = patient
        self._today = today
        self._show_all()

    def show_session(self, session: Session | None) -> None:
        """Show which session is open; None when none is."""
        before = self._session
        self._session = session
        if before is not None and session is not None and _same_words(before, session):
            return
        self._show_session_words()
        self._fit()

    # ---------------------------------------------------------------------------------------------

    def _show_all(self) -> None:
        patient = self._patient
        self._name.setText("" if patient is None else patient.full_name)
        self._show_session_words()
        self._fit()

    def _show_session_words(self) -> None:
        session = self._session
        self._state.setVisible(session is not None)
        self._when.setVisible(session is not None)
        if session is None:
            self._when.setText("")
            return
        self._state.show_state(session)
        self._state.setAccessibleName(self.tr("State: {state}").format(state=self._state.text()))

    def _fit(self) -> None:
        """Take the first level of shortness that fits the width."""
        whole = min(self._name.whole_width, _LONGEST_NAME)
        self._name.setFixedWidth(whole)
        for level in range(7):
            self._show_level(level)
            if self._needed() <= self.width():
                return
        self._name.setFixedWidth(max(_SHORTEST_NAME, whole - self._needed() + self.width()))

    def _show_level(self, level: int) -> None:
        # 0 all; 1 session without date, state without name; 2 only age and birth date; 3 neither;
        # then the alerts: 4 the worst and how many more, 5 a number with age and birth date, 6 the
        # number alone.
        self._show_when(with_date=level == 0)
        patient = self._patient
        whole = "" if patient is None else self._words.who(patient, self._today)
        short = "" if patient is None else self._words.who(patient, self._today, short=True)
        self._who.setText(whole if level < 2 else short)
        self._who.setFixedWidth(self._who.whole_width)
        self._who.setVisible(bool(whole) and level in {0, 1, 2, 5})
        self._name.set_tip(whole)
        self._show_chips(in_words=_ALL if level < 4 else 1 if level == 4 else 0)

    def _show_when(self, *, with_date: bool) -> None:
        session = self._session
        if session is None:
            return
        at = f"{local_day(session.started_at)}, {local_time(session.started_at)}"
        self._state.show_state(session, short=not with_date)
        number = self.tr("Session {n}").format(n=session.number)
        self._when.setText(f"{number} · {at}" if with_date else number)
        self._when.setFixedWidth(self._when.whole_width)
        self._when.set_tip(at)

    def _show_chips(self, *, in_words: int) -> None:
        """Show the alerts, so many in words; chips that stand already are not made again."""
        wanted = tuple(self._chips_for(in_words))
        if wanted == self._standing:
            return
        self._standing = wanted
        clear_layout(self._chips)
        for words, severity, tip in wanted:
            self._add_chip(words, severity, tip)

    def _chips_for(self, in_words: int) -> Iterator[tuple[str, Severity, str]]:
        """Words, severity and tip of each chip."""
        if self._patient is None:
            return
        say = self._alert_words
        alerts = say.by_weight(self._patient.alerts)
        in_words = len(alerts) if len(alerts) == 1 else in_words
        for alert in alerts[:in_words]:
            words = say.short(alert)
            yield _cut(words), say.severity(alert), "\n".join((words, say.more(alert)))
        rest = alerts[in_words:]
        worst = say.worst(rest)
        if worst is not None:
            told = self.tr("{n} more") if in_words else self.tr("{n} alerts")
            yield told.format(n=len(rest)), worst, "\n".join(say.short(a) for a in rest)

    def _add_chip(self, words: str, severity: Severity, tip: str) -> None:
        chip = Chip(words, severity, self._icons)
        chip.setToolTip(plain_tip(tip))
        chip.setAccessibleDescription(tip)
        self._chips.addWidget(chip)

    def _needed(self) -> int:
        shown = [self._name, *([self._who] if not self._who.isHidden() else [])]
        if self._session is not None:
            shown += [self._when]
        width = 28 + sum(label.width() + 12 for label in shown)
        for place in range(self._chips.count()):
            entry = self._chips.itemAt(place)
            chip = entry.widget() if entry is not None else None
            if chip is not None:
                # Asked of the chip itself: a layout takes one that is not shown yet for nothing.
                chip.ensurePolished()
                width += chip.sizeHint().width() + 8
        return width + (self._state.sizeHint().width() + 12 if self._session is not None else 0)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(320, self.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()


def _cut(words: str) -> str:
    return words if len(words) <= _CHIP_LETTERS else words[: _CHIP_LETTERS - 1].rstrip() + "…"


def _same_words(one: Session, other: Session) -> bool:
    """Whether two sessions read alike here: every edit on the chart makes a new one."""
    return (one.id, one.number, one.state, one.started_at, len(one.amendments)) == (
        *(other.id, other.number, other.state, other.started_at, len(other.amendments)),
    )
