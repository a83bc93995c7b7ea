"""Finishing a session: what is still open, and the signature that closes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.canonical import canonical_copy, record_hash
from tpdn_desktop.domain.clinic import Therapist
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.reconciliation import session_count
from tpdn_desktop.domain.session import Session, SessionState
from tpdn_desktop.domain.signature import Signature


class Matter(StrEnum):
    """What can be open when a session is to be finished; the first six hold the signature up."""

    NEEDLES_IN = "needles in"
    NEEDLES_READY = "opened needles neither placed nor wasted"
    UNCONFIRMED = "unconfirmed"
    NO_COUNT = "no count"
    COUNT_DIFFERS = "count differs"
    NO_REASON = "no reason"
    NO_POINTS = "no points"
    NO_PAIN_BEFORE = "no pain before"
    NO_PAIN_AFTER = "no pain after"
    NO_RESPONSE = "no response"
    NO_ADVERSE = "adverse events not asked"
    NO_AFTERCARE = "no aftercare"
    NO_LICENCE = "no licence number"

    @property
    def holds_up(self) -> bool:
        """Whether the session cannot be signed while this is open."""
        return self in _HOLDING


_HOLDING = frozenset(
    {
        *(Matter.NEEDLES_IN, Matter.NEEDLES_READY, Matter.UNCONFIRMED),
        *(Matter.NO_COUNT, Matter.COUNT_DIFFERS, Matter.NO_REASON),
    }
)

Answer = tuple[str, str, Side | None]
"""Which caution a reason answers: rule, muscle and side."""


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """Something still open, and how many there are of it (needles, points, cautions)."""

    matter: Matter
    number: int = 1


def open_matters(session: Session, reasons_needed: Sequence[Answer] = ()) -> tuple[OpenMatter, ...]:
    """What is still open in a session, what holds the signature up first.

    Args:
        session: the draft.
        reasons_needed: the cautions that ask for a typed reason (`atlas.safety`).
    """
    count = session_count(session)
    unconfirmed = sum(not p.confirmed for p in session.trigger_points)
    answered = {o.answers for o in session.overrides}
    unanswered = len(set(reasons_needed) - answered)
    final = session.final_count
    numbers = {
        Matter.NEEDLES_IN: count.still_in,
        Matter.NEEDLES_READY: count.ready,
        Matter.UNCONFIRMED: unconfirmed,
        Matter.NO_COUNT: int(final is None and count.placed > 0),
        Matter.COUNT_DIFFERS: int(final is not None and not final.settles(count.placed)),
        Matter.NO_REASON: unanswered,
        Matter.NO_POINTS: int(not session.trigger_points),
        Matter.NO_PAIN_BEFORE: int(session.pain_before is None),
        Matter.NO_PAIN_AFTER: int(session.pain_after is None),
        Matter.NO_RESPONSE: int(not session.response),
        Matter.NO_ADVERSE: int(session.adverse is None),
        Matter.NO_AFTERCARE: int(not session.aftercare),
        Matter.NO_LICENCE: int(not session.therapist.licence_number),
    }
    return tuple(OpenMatter(matter, number) for matter, number in numbers.items() if number)


def signed_session(
    session: Session, therapist: Therapist, at: datetime, reasons_needed: Sequence[Answer] = ()
) -> Session:
    """The session closed by the therapist's signature over its canonical copy.

    A session that was not ended ends now.

    Raises:
        RuleBroken: it is signed already, or something that holds it up is open.
    """
    if session.state is not SessionState.DRAFT:
        raise RuleBroken("the session is signed already")
    held_up = [o for o in open_matters(session, reasons_needed) if o.matter.holds_up]
    if held_up:
        raise RuleBroken(f"the session cannot be signed yet: {held_up[0].matter.value}")
    ended_at = session.ended_at or max(at, session.started_at)
    whole = replace(session, ended_at=ended_at)
    return whole.signed(Signature(therapist, at, record_hash(canonical_copy(whole))))
