"""The SQL of the store, composed once; SQLAlchemy compiles each at its first use."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Delete,
    Select,
    Table,
    Update,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
    update,
)

from tpdn_desktop.storage.tables import (
    clinic,
    needle,
    needle_tray,
    patient,
    patient_alert,
    session,
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

READ_PATIENT: Final = select(patient).where(patient.c.id == bindparam("key_id"))
READ_ALERTS: Final = (
    select(patient_alert)
    .where(patient_alert.c.patient_id.in_(bindparam("ids", expanding=True)))
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
    ).order_by(patient.c.last_session_at.desc().nulls_last(), patient.c.folded)
