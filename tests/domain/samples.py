"""One of each, plain, for the rules to be tried on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from tpdn_desktop.domain.anatomy import BodyPlace, Side, View
from tpdn_desktop.domain.canonical import canonical_copy, record_hash
from tpdn_desktop.domain.clinic import Therapist
from tpdn_desktop.domain.needle import Needle, NeedleId, NeedleSize
from tpdn_desktop.domain.patient import PatientId
from tpdn_desktop.domain.session import Session, SessionId
from tpdn_desktop.domain.signature import Amendment, AmendmentId, AmendmentKind, Signature
from tpdn_desktop.domain.trigger_point import TriggerPoint, TriggerPointId

NOW = datetime(2026, 11, 21, 9, 40, tzinfo=UTC)
SIZE = NeedleSize(0.30, 40)
MODEL = Therapist("R. Model (demo)")


def a_needle(name: str = "n", **fields: object) -> Needle:
    return replace(Needle(NeedleId(name), SIZE, NOW), **fields)  # type: ignore[arg-type]


def a_point(name: str = "p", **fields: object) -> TriggerPoint:
    place = BodyPlace(View.POSTERIOR, -0.06, 0.79)
    point = TriggerPoint(TriggerPointId(name), "infraspinatus", Side.RIGHT, place)
    return replace(point, **fields)  # type: ignore[arg-type]


def a_session(**fields: object) -> Session:
    session = Session(
        id=SessionId("s"),
        patient_id=PatientId("x"),
        number=1,
        therapist=MODEL,
        started_at=NOW,
        entered_at=NOW,
    )
    return replace(session, **fields)  # type: ignore[arg-type]


def a_signature(session: Session) -> Signature:
    return Signature(MODEL, NOW, record_hash(canonical_copy(session)))


def an_amendment(name: str = "a", **fields: object) -> Amendment:
    amendment = Amendment(
        AmendmentId(name), AmendmentKind.ADDENDUM, MODEL, NOW, "Forgotten", "Ice was given."
    )
    return replace(amendment, **fields)  # type: ignore[arg-type]
