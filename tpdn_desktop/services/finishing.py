"""What a complete record of a session holds, and how much of it is there.

The list follows what boards and professional bodies commonly ask of a record of dry needling:
identifiers and the licence number on each page, findings, what was done with which needle, the
response, and the plan (New Jersey rule 13:39A-3.1; the practice guidance of the professional
bodies). What a law asks differs from place to place: most of the list only names what is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tpdn_desktop.domain.clinic import Therapist
from tpdn_desktop.domain.patient import Patient
from tpdn_desktop.domain.reconciliation import session_count
from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.trigger_point import TriggerPoint
from tpdn_desktop.services.signing import Answer


class Asked(StrEnum):
    """What is asked of a record, in the order in which it is read."""

    IDENTIFIERS = "identifiers"
    TIME = "time"
    COMPLAINT = "complaint"
    LAST_TIME = "last time"
    PAIN = "pain"
    POINTS = "points"
    CONFIRMED = "confirmed"
    DEPTH = "depth"
    TWITCH = "twitch"
    COUNT = "count"
    REASONS = "reasons"
    RESPONSE = "response"
    ADVERSE = "adverse"
    AFTERCARE = "aftercare"
    PLAN = "plan"
    LICENCE = "licence"


class Standing(StrEnum):
    """How something stands; only the last keeps a session from being signed."""

    DONE = "done"
    NOT_ASKED = "not asked"
    MISSING = "missing"
    HOLDS_UP = "holds up"


@dataclass(frozen=True, slots=True)
class AskedRow:
    """One thing that is asked, how it stands, and how much `of` how many is there."""

    asked: Asked
    standing: Standing
    number: int = 0
    of: int = 0

    @property
    def counts(self) -> bool:
        """Whether it belongs to the measure of completeness."""
        return self.standing is not Standing.NOT_ASKED

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.standing in {Standing.MISSING, Standing.HOLDS_UP}


def asked_of(
    session: Session,
    patient: Patient,
    reasons_needed: Sequence[Answer] = (),
    signer: Therapist | None = None,
) -> tuple[AskedRow, ...]:
    """What is asked of the record of a session, and how it stands.

    Args:
        session: draft or signed.
        patient: whose session it is.
        reasons_needed: the cautions that ask for a typed reason (`atlas.safety`).
        signer: who would sign now, when that is not the therapist of the session.
    """
    points = session.trigger_points
    identified = patient.birth_date is not None or bool(patient.number)
    first = session.number == 1
    signed_by = session.signature.therapist if session.signature else signer
    return (
        _row(Asked.IDENTIFIERS, done=identified),
        _row(Asked.TIME, done=True),
        _row(Asked.COMPLAINT, done=bool(session.complaint and session.goal)),
        _row(Asked.LAST_TIME, done=bool(session.after_last_time), asked=not first),
        _row(Asked.PAIN, done=None not in {session.pain_before, session.pain_after}),
        _row(Asked.POINTS, done=bool(points), number=len(points), of=len(points)),
        _confirmed(points),
        _depth(points),
        _twitch(points),
        _count(session),
        _reasons(session, reasons_needed),
        _row(Asked.RESPONSE, done=bool(session.response)),
        _row(Asked.ADVERSE, done=session.adverse is not None),
        _row(Asked.AFTERCARE, done=bool(session.aftercare)),
        _row(Asked.PLAN, done=bool(session.plan)),
        _row(Asked.LICENCE, done=bool((signed_by or session.therapist).licence_number)),
    )


def completeness(rows: Sequence[AskedRow]) -> tuple[int, int]:
    """How many of the things asked are there, and of how many."""
    counted = [row for row in rows if row.counts]
    return sum(not row.is_open for row in counted), len(counted)


def _row(what: Asked, *, done: bool, asked: bool = True, number: int = 0, of: int = 0) -> AskedRow:
    open_or_not = Standing.MISSING if asked else Standing.NOT_ASKED
    return AskedRow(what, Standing.DONE if done else open_or_not, number, of)


def _confirmed(points: Sequence[TriggerPoint]) -> AskedRow:
    number = sum(p.confirmed for p in points)
    if number < len(points):
        return AskedRow(Asked.CONFIRMED, Standing.HOLDS_UP, number, len(points))
    return _row(Asked.CONFIRMED, done=bool(points), asked=False, number=number, of=number)


def _depth(points: Sequence[TriggerPoint]) -> AskedRow:
    needled = [p for p in points if p.needles]
    told = [p for p in needled if all(n.depth_mm or n.depth_tissue for n in p.needles)]
    done = bool(needled) and len(told) == len(needled)
    return _row(Asked.DEPTH, done=done, asked=bool(needled), number=len(told), of=len(needled))


def _twitch(points: Sequence[TriggerPoint]) -> AskedRow:
    # That a twitch was not sought is a finding too: nothing is ever missing here.
    sought = sum(p.twitch.sought for p in points)
    return _row(Asked.TWITCH, done=bool(points), asked=False, number=sought, of=len(points))


def _count(session: Session) -> AskedRow:
    count, final = session_count(session), session.final_count
    if not count.placed and not count.ready and final is None:
        return AskedRow(Asked.COUNT, Standing.NOT_ASKED)
    settled = final is not None and final.settles(count.placed)
    done = settled and count.agrees and not count.ready
    standing = Standing.DONE if done else Standing.HOLDS_UP
    return AskedRow(Asked.COUNT, standing, final.needles if final else 0, count.placed)


def _reasons(session: Session, needed: Sequence[Answer]) -> AskedRow:
    asked = set(needed)
    given = len(asked & {kept.answers for kept in session.overrides})
    if given < len(asked):
        return AskedRow(Asked.REASONS, Standing.HOLDS_UP, given, len(asked))
    return _row(Asked.REASONS, done=bool(asked), asked=False, number=given, of=given)
