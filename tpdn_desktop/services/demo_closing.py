"""How the demo clinic's sessions are closed: reasons for cautions, count, signature, amendment."""

from __future__ import annotations

from datetime import datetime, timedelta

from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.safety import PlannedPoint, cautions
from tpdn_desktop.domain.canonical import canonical_copy, record_hash
from tpdn_desktop.domain.override import Override
from tpdn_desktop.domain.patient import Patient
from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.signature import Amendment, AmendmentId, AmendmentKind, Signature
from tpdn_desktop.domain.trigger_point import TriggerPoint

_REASON = "Benefit outweighs; short needle, shallow angle, patient informed."


def reasons(
    reference: Reference, patient: Patient, points: tuple[TriggerPoint, ...], at: datetime
) -> tuple[Override, ...]:
    """A typed reason for every caution of these points that asks one."""
    given = {
        answer: Override(*answer, caution.sentence, _REASON, at)
        for caution in cautions(reference, planned_points(points), patient.alerts)
        if caution.needs_reason
        for answer in caution.answers
    }
    return tuple(given.values())


def planned_points(points: tuple[TriggerPoint, ...]) -> list[PlannedPoint]:
    """The points as the safety rules ask for them."""
    return [
        PlannedPoint(
            p.muscle_id,
            p.side,
            techniques=frozenset(n.technique for n in p.needles),
            longest_mm=max((n.size.length_mm for n in p.needles), default=None),
        )
        for p in points
    ]


def signed(session: Session) -> Session:
    """The session signed by its therapist three minutes after its end."""
    ended_at = session.ended_at or session.started_at
    copy = canonical_copy(session)
    at = ended_at + timedelta(minutes=3)
    return session.signed(Signature(session.therapist, at, record_hash(copy)))


def amended(session: Session, name: str) -> Session:
    """The signed session with what the patient told on the next day."""
    written_at = session.started_at + timedelta(days=1)
    return session.with_amendment(
        Amendment(
            AmendmentId(name),
            AmendmentKind.ADDENDUM,
            session.therapist,
            written_at,
            "The patient rang on the day after treatment.",
            "Bruise of a thumb's width over the first point, no pain on movement. Advised to "
            "watch it and to ring again if it grows.",
        )
    )
