"""What is asked of a record, in words: titles, and how each stands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from tpdn_desktop.domain.reconciliation import session_count
from tpdn_desktop.domain.session import AdverseGrade, Session
from tpdn_desktop.services.finishing import Asked, AskedRow, Standing
from tpdn_desktop.ui.words import local_time

_SHORT = 22


def _tr(text: str) -> str:
    return QCoreApplication.translate("RuleWords", text)


def title(asked: Asked) -> str:
    """What is asked, as the list calls it."""
    return {
        Asked.IDENTIFIERS: _tr("Patient and two identifiers"),
        Asked.TIME: _tr("Time of treatment"),
        Asked.COMPLAINT: _tr("Complaint and goal"),
        Asked.LAST_TIME: _tr("After last time"),
        Asked.PAIN: _tr("Pain before and after"),
        Asked.POINTS: _tr("Every point with muscle and side"),
        Asked.CONFIRMED: _tr("Every copied point confirmed"),
        Asked.DEPTH: _tr("Needle size, technique, depth"),
        Asked.TWITCH: _tr("Twitch sought or not"),
        Asked.COUNT: _tr("Needles out and counted"),
        Asked.REASONS: _tr("Reasons for cautions"),
        Asked.RESPONSE: _tr("Response to treatment"),
        Asked.ADVERSE: _tr("Adverse events asked"),
        Asked.AFTERCARE: _tr("Aftercare given"),
        Asked.PLAN: _tr("Plan"),
        Asked.LICENCE: _tr("Licence number"),
    }[asked]


def detail(row: AskedRow, session: Session) -> str:
    """How it stands, in a word or two at the right of its line."""
    return _DETAILS.get(row.asked, _plain)(row, session)


def adverse_words(grade: AdverseGrade) -> str:
    """The grade of an adverse event."""
    return {
        AdverseGrade.NONE: _tr("None"),
        AdverseGrade.MILD: _tr("Mild"),
        AdverseGrade.SIGNIFICANT: _tr("Significant"),
        AdverseGrade.SERIOUS: _tr("Serious"),
    }[grade]


def _plain(row: AskedRow, _session: Session) -> str:
    if row.standing is Standing.NOT_ASKED:
        return _tr("none")
    return _tr("missing") if row.is_open else ""


def _of(row: AskedRow, _session: Session) -> str:
    if row.standing is Standing.NOT_ASKED:
        return _tr("none")
    return _tr("{0} of {1}").format(row.number, row.of) if row.of else _tr("missing")


def _identifiers(row: AskedRow, _session: Session) -> str:
    return _tr("birth date or number") if row.is_open else ""


def _time(_row: AskedRow, session: Session) -> str:
    start = local_time(session.started_at)
    if session.ended_at is None:
        return _tr("{0} until signed").format(start)
    return _tr("{0} to {1}").format(start, local_time(session.ended_at))


def _complaint(row: AskedRow, session: Session) -> str:
    if not session.complaint and session.goal:
        return _tr("complaint missing")
    return _tr("goal missing") if session.complaint and not session.goal else _plain(row, session)


def _last_time(row: AskedRow, session: Session) -> str:
    if row.standing is Standing.NOT_ASKED:
        return _tr("first session")
    return _short(session.after_last_time) or _tr("missing")


def _pain(_row: AskedRow, session: Session) -> str:
    scores = session.pain_before, session.pain_after
    if scores == (None, None):
        return _tr("missing")
    return ", ".join("–" if score is None else str(score) for score in scores)


def _twitch(row: AskedRow, _session: Session) -> str:
    if row.standing is Standing.NOT_ASKED:
        return _tr("none")
    return _tr("sought at {0} of {1}").format(row.number, row.of)


def _count(row: AskedRow, session: Session) -> str:
    count = session_count(session)
    if row.standing is Standing.NOT_ASKED:
        return _tr("none needled")
    if count.still_in:
        return _tr("{0} in").format(count.still_in)
    if count.ready:
        return _tr("{0} ready").format(count.ready)
    if session.final_count is None:
        return _tr("not counted")
    sign = "=" if row.number == row.of else "≠"
    return f"{row.number} {sign} {row.of}"


def _reasons(row: AskedRow, _session: Session) -> str:
    if row.standing is Standing.NOT_ASKED:
        return _tr("none needed")
    return _tr("{0} of {1}").format(row.number, row.of)


def _adverse(_row: AskedRow, session: Session) -> str:
    grade = session.adverse
    return _tr("not asked") if grade is None else adverse_words(grade).lower()


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[: _SHORT - 1].rstrip()}…"


def _text(field: str) -> Callable[[AskedRow, Session], str]:
    def words(_row: AskedRow, session: Session) -> str:
        return _short(str(getattr(session, field))) or _tr("missing")

    return words


_DETAILS: dict[Asked, Callable[[AskedRow, Session], str]] = {
    Asked.IDENTIFIERS: _identifiers,
    Asked.TIME: _time,
    Asked.COMPLAINT: _complaint,
    Asked.LAST_TIME: _last_time,
    Asked.PAIN: _pain,
    Asked.POINTS: _of,
    Asked.CONFIRMED: _of,
    Asked.DEPTH: _of,
    Asked.TWITCH: _twitch,
    Asked.COUNT: _count,
    Asked.REASONS: _reasons,
    Asked.RESPONSE: _text("response"),
    Asked.ADVERSE: _adverse,
    Asked.AFTERCARE: _text("aftercare"),
    Asked.PLAN: _text("plan"),
}
