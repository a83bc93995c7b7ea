"""Reading a session: its parts, what the atlas and the calendar say, and whether its hash fits."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tpdn_desktop.domain.canonical import canonical_copy, record_hash
from tpdn_desktop.domain.patient import PatientId
from tpdn_desktop.domain.session import AdverseGrade, Session, SessionId, SessionState
from tpdn_desktop.exchange import part_readers as parts
from tpdn_desktop.exchange.atlas_check import AtlasCheck
from tpdn_desktop.exchange.members import Members
from tpdn_desktop.exchange.point_reader import trigger_point
from tpdn_desktop.exchange.small_readers import UNKNOWN_THERAPIST, all_read, once, therapist

_TEXTS = (
    *("content_version", "complaint", "goal", "position"),
    *("response", "aftercare", "plan", "note"),
    *("after_last_time", "adverse_note"),
)


def session(
    m: Members, patient_id: PatientId, born: date | None, atlas: AtlasCheck
) -> Session | None:
    """A session of a patient; None after a fault. A part with a fault is left out, and told of."""
    values: dict[str, Any] = {
        "id": SessionId(m.text("id")),
        "number": m.whole("number"),
        "state": m.word("state", SessionState),
        "therapist": therapist(m.object("therapist")) or UNKNOWN_THERAPIST,
        **{name: m.time(name) for name in ("started_at", "entered_at", "ended_at")},
        **{name: m.whole(name) for name in ("pain_before", "pain_after", "aftercare_version")},
        **{name: m.text(name) for name in _TEXTS},
        "adverse": m.word("adverse", AdverseGrade),
        **_parts(m, atlas),
    }
    _check_start(m, values["started_at"], born, atlas.today)
    found = m.build(lambda: Session(patient_id=patient_id, **values))
    if found is not None:
        _check_hash(m, found)
    return found


def _parts(m: Members, atlas: AtlasCheck) -> dict[str, Any]:
    points = once(m.objects("trigger_points"), "a trigger point of this session")
    pains = once(m.objects("pains"), "a pain of this session")
    opened = once(m.objects("opened"), "an opened needle of this session")
    wasted = once(m.objects("wasted"), "a wasted needle of this session")
    amendments = once(m.objects("amendments"), "an amendment of this session")
    counted, signed = m.has("final_count"), m.has("signature")
    return {
        "trigger_points": all_read(points, lambda p: trigger_point(p, atlas)),
        "pains": all_read(pains, lambda p: parts.pain(p, atlas)),
        "palpated": all_read(m.objects("palpated"), lambda p: parts.palpated(p, atlas)),
        "overrides": all_read(m.objects("overrides"), parts.override),
        "opened": all_read(opened, parts.opened),
        "wasted": all_read(wasted, parts.wasted),
        "final_count": parts.final_count(m.object("final_count")) if counted else None,
        "narrative": all_read(m.objects("narrative"), parts.narrative),
        "signature": parts.signature(m.object("signature")) if signed else None,
        "amendments": all_read(amendments, parts.amendment),
    }


def _check_start(m: Members, started_at: Any, born: date | None, today: date) -> None:
    if started_at is None:
        return
    day = started_at.date()
    if born is not None and day < born:
        m.add("started_at", "lies before the patient's birth")
    if day > today + timedelta(days=1):
        m.add("started_at", "lies in the future")


def _check_hash(m: Members, found: Session) -> None:
    """Add that the signature stands for something else; with other faults nobody can tell."""
    if found.signature is None or m.faults.is_under(m.path):
        return
    if found.signature.record_hash != record_hash(canonical_copy(found)):
        m.object("signature").add(
            "record_hash", "does not fit the session: one of them was changed after signing"
        )
