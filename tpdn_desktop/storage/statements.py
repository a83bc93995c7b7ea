"""The SQL of the store, composed once; SQLAlchemy compiles each at its first use."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Delete,
    Select,
    Table,
    Text,
    Update,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
    text,
    update,
)

from tpdn_desktop.storage.parts import ALL_PARTS, DRAFT_PARTS
from tpdn_desktop.storage.sqlite_search import is_one_of
from tpdn_desktop.storage.tables import (
    clinic,
    clinic_logo,
    needle,
    needle_box,
    needle_tray,
    own_needle,
    own_note,
    own_point,
    paper_event,
    patient,
    patient_alert,
    protocol,
    session,
    signed_copy,
    trigger_point,
)


def _key_of(table: Table, *keys: str) -> ColumnElement[bool]:
    return and_(*(table.c[key] == bindparam(f"key_{key}") for key in keys))


def _rewrite(table: Table, *keys: str) -> Update:
    """Every column but the key; the key travels as `key_...` (see `keyed`)."""
    values: dict[str, Any] = {c.name: bindparam(c.name) for c in table.c if c.name not in keys}
    return update(table).where(_key_of(table, *keys)).values(values)


def _remove(table: Table, *keys: str) -> Delete:
    return delete(table).where(_key_of(table, *keys))


def keyed(row: dict[str, Any], *keys: str) -> dict[str, Any]:
    """The values of a row with its key under the names that the statements ask for."""
    return {(f"key_{name}" if name in keys else name): value for name, value in row.items()}


POINT_KEY: Final = ("session_id", "id")
NEEDLE_KEY: Final = ("session_id", "trigger_point_id", "id")

READ_CLINIC: Final = select(clinic)
READ_TRAY: Final = select(needle_tray.c.diameter_mm, needle_tray.c.length_mm).order_by(
    needle_tray.c.position
)
ADD_CLINIC: Final = insert(clinic)
REMOVE_CLINIC: Final = delete(clinic)
ADD_TRAY: Final = insert(needle_tray)
REMOVE_TRAY: Final = delete(needle_tray)
READ_BOXES: Final = select(needle_box).order_by(needle_box.c.position)
ADD_BOX: Final = insert(needle_box)
REMOVE_BOXES: Final = delete(needle_box)
READ_LOGO: Final = select(clinic_logo.c.png)
ADD_LOGO: Final = insert(clinic_logo)
REMOVE_LOGO: Final = delete(clinic_logo)

READ_PATIENT: Final = select(patient).where(patient.c.id == bindparam("key_id"))
READ_ALERTS: Final = (
    select(patient_alert)
    .where(is_one_of(patient_alert.c.patient_id, bindparam("ids", type_=Text)))
    .order_by(patient_alert.c.patient_id, patient_alert.c.position)
)
COUNT_PATIENTS: Final = select(func.count()).select_from(patient)
ADD_PATIENT: Final = insert(patient)
REWRITE_PATIENT: Final = (
    update(patient)
    .where(patient.c.id == bindparam("key_id"))
    .values(
        {
            c.name: bindparam(c.name)
            for c in patient.c
            if c.name not in {"row", "id", "last_session_at"}
        }
    )
)
ADD_ALERT: Final = insert(patient_alert)
REMOVE_ALERTS: Final = delete(patient_alert).where(
    patient_alert.c.patient_id == bindparam("key_id")
)

_newest = select(func.max(session.c.started_at)).where(session.c.patient_id == bindparam("key_id"))
SET_LAST_SESSION: Final = (
    update(patient)
    .where(patient.c.id == bindparam("key_id"))
    .values(last_session_at=_newest.scalar_subquery())
)

READ_SESSION: Final = select(session).where(session.c.id == bindparam("key_id"))
READ_POINTS: Final = (
    select(trigger_point)
    .where(trigger_point.c.session_id == bindparam("key_id"))
    .order_by(trigger_point.c.position)
)
READ_NEEDLES: Final = (
    select(needle).where(needle.c.session_id == bindparam("key_id")).order_by(needle.c.position)
)

_of_patient = session.c.patient_id == bindparam("key_id")
READ_SESSIONS_OF: Final = (
    select(session)
    .where(_of_patient)
    .order_by(session.c.started_at.desc(), session.c.number.desc())
)
READ_POINTS_OF: Final = (
    select(trigger_point)
    .join(session, session.c.id == trigger_point.c.session_id)
    .where(_of_patient)
    .order_by(trigger_point.c.session_id, trigger_point.c.position)
)
READ_NEEDLES_OF: Final = (
    select(needle)
    .join(session, session.c.id == needle.c.session_id)
    .where(_of_patient)
    .order_by(needle.c.session_id, needle.c.trigger_point_id, needle.c.position)
)

ADD_SESSION: Final = insert(session)
REWRITE_SESSION: Final = _rewrite(session, "id")
SIGN_SESSION: Final = update(session).where(_key_of(session, "id")).values(state="signed")
ADD_POINT: Final = insert(trigger_point)
REWRITE_POINT: Final = _rewrite(trigger_point, *POINT_KEY)
REMOVE_POINT: Final = _remove(trigger_point, *POINT_KEY)
ADD_NEEDLE: Final = insert(needle)
REWRITE_NEEDLE: Final = _rewrite(needle, *NEEDLE_KEY)
REMOVE_NEEDLE: Final = _remove(needle, *NEEDLE_KEY)


# --- further parts of a session, by field name

READ_PARTS: Final = {
    part.field: select(part.table)
    .where(part.table.c.session_id == bindparam("key_id"))
    .order_by(part.table.c.position)
    for part in ALL_PARTS
}
READ_PARTS_OF: Final = {
    part.field: select(part.table)
    .join(session, session.c.id == part.table.c.session_id)
    .where(_of_patient)
    .order_by(part.table.c.session_id, part.table.c.position)
    for part in ALL_PARTS
}
PART_KEYS: Final = {part.field: ("session_id", *part.key) for part in DRAFT_PARTS}
ADD_PART: Final = {part.field: insert(part.table) for part in ALL_PARTS}
REWRITE_PART: Final = {
    part.field: _rewrite(part.table, *PART_KEYS[part.field]) for part in DRAFT_PARTS
}
REMOVE_PART: Final = {
    part.field: _remove(part.table, *PART_KEYS[part.field]) for part in DRAFT_PARTS
}
ADD_COPY: Final = insert(signed_copy)
READ_COPIES: Final = select(signed_copy)

READ_DRAFTS: Final = (
    select(
        session.c.id,
        session.c.patient_id,
        patient.c.family_name,
        patient.c.given_name,
        session.c.number,
        session.c.started_at,
        select(func.count())
        .where(trigger_point.c.session_id == session.c.id)
        .scalar_subquery()
        .label("points"),
        select(func.count())
        .where(needle.c.session_id == session.c.id, needle.c.removed_at.is_(None))
        .scalar_subquery()
        .label("needles_in"),
    )
    .join(patient, patient.c.id == session.c.patient_id)
    .where(session.c.state == text("'draft'"))
    .order_by(session.c.started_at, session.c.id)
    .limit(bindparam("at_most"))
)

# --- the clinic's own

READ_OWN_POINTS: Final = select(own_point).order_by(own_point.c.position)
READ_OWN_NOTES: Final = select(own_note).order_by(own_note.c.position)
READ_OWN_NEEDLES: Final = select(own_needle).order_by(own_needle.c.position)
ADD_OWN_POINT: Final = insert(own_point)
ADD_OWN_NOTE: Final = insert(own_note)
ADD_OWN_NEEDLE: Final = insert(own_needle)
REMOVE_OWN: Final = (delete(own_point), delete(own_note), delete(own_needle))

READ_PROTOCOLS: Final = select(protocol).order_by(protocol.c.name, protocol.c.id)
ADD_PROTOCOL: Final = insert(protocol)
REMOVE_PROTOCOL: Final = _remove(protocol, "id")

READ_PAPERS: Final = (
    select(paper_event)
    .where(paper_event.c.patient_id == bindparam("key_id"))
    .order_by(paper_event.c.row.desc())
)
ADD_PAPER: Final = insert(paper_event)


def patient_rows() -> Select[Any]:
    """What a line of the patient list shows but the alerts, in the order of the list."""
    sessions = select(func.count()).where(session.c.patient_id == patient.c.id).scalar_subquery()
    drafts = exists().where(session.c.patient_id == patient.c.id, session.c.state == "draft")
    return select(
        patient.c.id,
        patient.c.family_name,
        patient.c.given_name,
        patient.c.birth_date,
        patient.c.sex,
        patient.c.number,
        patient.c.last_session_at,
        sessions.label("session_count"),
        drafts.label("has_draft"),
    ).order_by(patient.c.last_session_at.desc().nulls_last(), patient.c.folded, patient.c.row)
