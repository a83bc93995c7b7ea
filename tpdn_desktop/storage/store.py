"""The opened clinic file: reads and writes whole domain objects, one transaction for each call."""

from __future__ import annotations

import gc
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Connection, Executable

from tpdn_desktop.domain.canonical import canonical_copy, record_hash
from tpdn_desktop.domain.clinic import Clinic
from tpdn_desktop.domain.errors import NotFound, RuleBroken
from tpdn_desktop.domain.needle import Needle
from tpdn_desktop.domain.patient import Patient, PatientAlert, PatientId, Sex
from tpdn_desktop.domain.session import Session, SessionId, SessionState
from tpdn_desktop.domain.trigger_point import TriggerPoint
from tpdn_desktop.services.ports import DraftRow, PatientRow
from tpdn_desktop.storage import mapping
from tpdn_desktop.storage import statements as sql
from tpdn_desktop.storage.changes import SessionChange, all_rows, session_change
from tpdn_desktop.storage.errors import FileDamaged
from tpdn_desktop.storage.own_shelf import OwnShelf, write_rows
from tpdn_desktop.storage.parts import ALL_PARTS, AMENDMENTS
from tpdn_desktop.storage.search import find_patients
from tpdn_desktop.storage.session_mapping import (
    PointKey,
    needle_of,
    point_of,
    session_of,
    session_row,
)

# Looking a word up is quicker than calling the enumeration.
_SEXES: Final = {member.value: member for member in Sex}


class SqlRecordStore(OwnShelf):
    """An opened clinic file (see `services.ports.RecordStore` for what each method promises).

    It may be used from any thread; calls wait for one another. Made by `record_file`.
    """

    # --- clinic

    def clinic(self) -> Clinic:
        with self._transaction() as database:
            row = database.execute(sql.READ_CLINIC).mappings().one()
            tray = [tuple(size) for size in database.execute(sql.READ_TRAY)]
            boxes = database.execute(sql.READ_BOXES).all()
        return mapping.clinic_of(row, tray, boxes)

    def save_clinic(self, clinic: Clinic) -> None:
        with self._transaction() as database:
            write_clinic(database, clinic)

    # --- patients

    def patient(self, patient_id: PatientId) -> Patient:
        with self._transaction() as database:
            row = (
                database.execute(sql.READ_PATIENT, {"key_id": patient_id}).mappings().one_or_none()
            )
            if row is None:
                raise NotFound("that patient is not in the clinic file")
            alerts = _alerts_of(database, [patient_id])
        return mapping.patient_of(row, alerts.get(patient_id, ()))

    def patients(self, text: str = "", limit: int = 200) -> tuple[PatientRow, ...]:
        with self._transaction() as database:
            rows = find_patients(database, text, limit)
            alerts = _alerts_of(database, [row[0] for row in rows])
        return tuple([_listed(row, alerts) for row in rows])

    def patient_count(self) -> int:
        with self._transaction() as database:
            return database.execute(sql.COUNT_PATIENTS).scalar_one()

    def save_patient(self, patient: Patient) -> None:
        row = mapping.patient_row(patient)
        with self._transaction() as database:
            changed = database.execute(sql.REWRITE_PATIENT, sql.keyed(row, "id")).rowcount
            if not changed:
                database.execute(sql.ADD_PATIENT, row)
            else:
                database.execute(sql.REMOVE_ALERTS, {"key_id": patient.id})
            write_rows(database, sql.ADD_ALERT, mapping.alert_rows(patient))

    # --- sessions

    def session(self, session_id: SessionId) -> Session:
        key = {"key_id": session_id}
        with self._transaction() as database:
            row = database.execute(sql.READ_SESSION, key).one_or_none()
            if row is None:
                raise NotFound("that session is not in the clinic file")
            needles = _needles(database, sql.READ_NEEDLES, key)
            points = _points(database, sql.READ_POINTS, key, needles)
            parts = _parts(database, sql.READ_PARTS, key)
        return session_of(row, points.get(session_id, ()), parts[session_id])

    def sessions_of(self, patient_id: PatientId) -> tuple[Session, ...]:
        key = {"key_id": patient_id}
        with self._transaction() as database, _without_collection():
            rows = database.execute(sql.READ_SESSIONS_OF, key).all()
            if not rows:
                if database.execute(sql.READ_PATIENT, key).first() is None:
                    raise NotFound("that patient is not in the clinic file")
                return ()
            needles = _needles(database, sql.READ_NEEDLES_OF, key)
            points = _points(database, sql.READ_POINTS_OF, key, needles)
            parts = _parts(database, sql.READ_PARTS_OF, key)
            return tuple(session_of(row, points.get(row[0], ()), parts[row[0]]) for row in rows)

    def save_session(self, session: Session, before: Session | None) -> None:
        if before is None:
            with self._transaction() as database:
                _add_sessions(database, [session])
                database.execute(sql.SET_LAST_SESSION, {"key_id": session.patient_id})
            return
        if (before.id, before.patient_id) != (session.id, session.patient_id):
            raise RuleBroken("a session keeps its patient; that is another session")
        change = session_change(before, session)
        with self._transaction() as database:
            _apply(database, change)
            write_rows(database, sql.ADD_PART[AMENDMENTS.field], change.amendments)
            if session.started_at != before.started_at:
                database.execute(sql.SET_LAST_SESSION, {"key_id": session.patient_id})

    def drafts(self, limit: int = 200) -> tuple[DraftRow, ...]:
        with self._transaction() as database:
            rows = database.execute(sql.READ_DRAFTS, {"at_most": limit}).all()
        return tuple(
            DraftRow(
                session_id=SessionId(row.id),
                patient_id=PatientId(row.patient_id),
                full_name=_full_name(row.family_name, row.given_name),
                number=row.number,
                started_at=mapping.as_moment(row.started_at),
                points=row.points,
                needles_in=row.needles_in,
            )
            for row in rows
        )

    def add_all(self, patients: Sequence[tuple[Patient, Sequence[Session]]]) -> None:
        with self._transaction() as database:
            write_rows(
                database, sql.ADD_PATIENT, [mapping.patient_row(patient) for patient, _ in patients]
            )
            alerts = [row for patient, _ in patients for row in mapping.alert_rows(patient)]
            write_rows(database, sql.ADD_ALERT, alerts)
            for patient, sessions in patients:
                if any(session.patient_id != patient.id for session in sessions):
                    raise RuleBroken("a session belongs to another patient")
                _add_sessions(database, sessions)
            keys = [{"key_id": patient.id} for patient, sessions in patients if sessions]
            write_rows(database, sql.SET_LAST_SESSION, keys)

    # --- the file

    def check(self) -> tuple[str, ...]:
        """Read every page, every link, every signed copy; what is wrong, in words."""
        faults: list[str] = []
        for pragma in ("cipher_integrity_check", "integrity_check", "foreign_key_check"):
            try:
                with self._transaction() as database:
                    found = database.exec_driver_sql(f"PRAGMA {pragma}").all()
            except FileDamaged as error:
                faults.append(str(error))
            else:
                faults += [" ".join(map(str, row)) for row in found if row[0] != "ok"]
        if not faults:
            faults += self._unfaithful_copies()
        return tuple(faults)

    def _unfaithful_copies(self) -> Iterator[str]:
        """Signed sessions that are not what was signed any more."""
        with self._transaction() as database:
            copies = database.execute(sql.READ_COPIES).all()
        for session_id, copy, kept_hash in copies:
            session = self.session(SessionId(session_id))
            signature = session.signature
            if (
                signature is None
                or kept_hash != signature.record_hash
                or record_hash(copy) != kept_hash
                or canonical_copy(session) != copy
            ):
                yield f"The signed session {session_id} is not what was signed."


@contextmanager
def _without_collection() -> Iterator[None]:
    """Put garbage collection off while thousands of objects are made that all live on.

    It would walk over them again and again and find nothing, for a quarter of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def write_clinic(database: Connection, clinic: Clinic) -> None:
    """Put the clinic, its tray and its boxes in the place of what is there."""
    for statement in (sql.REMOVE_CLINIC, sql.REMOVE_TRAY, sql.REMOVE_BOXES):
        database.execute(statement)
    database.execute(sql.ADD_CLINIC, mapping.clinic_row(clinic))
    write_rows(database, sql.ADD_TRAY, mapping.tray_rows(clinic))
    write_rows(database, sql.ADD_BOX, mapping.box_rows(clinic))


def _add_sessions(database: Connection, sessions: Sequence[Session]) -> None:
    """Add whole sessions; a signed one is signed last, for then it takes amendments alone."""
    rows = [session_row(session) for session in sessions]
    write_rows(
        database, sql.ADD_SESSION, [{**row, "state": SessionState.DRAFT.value} for row in rows]
    )
    change = all_rows(sessions)
    _apply(database, change)
    signed = [{"key_id": s.id} for s in sessions if s.state is SessionState.SIGNED]
    write_rows(database, sql.SIGN_SESSION, signed)
    write_rows(database, sql.ADD_PART[AMENDMENTS.field], change.amendments)


def _apply(database: Connection, change: SessionChange) -> None:
    points, needles = change.points, change.needles
    write_rows(
        database, sql.REMOVE_NEEDLE, [_only_key(row, *sql.NEEDLE_KEY) for row in needles.removed]
    )
    write_rows(
        database, sql.REMOVE_POINT, [_only_key(row, *sql.POINT_KEY) for row in points.removed]
    )
    write_rows(
        database, sql.REWRITE_POINT, [sql.keyed(row, *sql.POINT_KEY) for row in points.rewritten]
    )
    write_rows(database, sql.ADD_POINT, points.added)
    write_rows(
        database, sql.REWRITE_NEEDLE, [sql.keyed(row, *sql.NEEDLE_KEY) for row in needles.rewritten]
    )
    write_rows(database, sql.ADD_NEEDLE, needles.added)
    for field, part in change.parts.items():
        key = sql.PART_KEYS[field]
        write_rows(database, sql.REMOVE_PART[field], [_only_key(r, *key) for r in part.removed])
        write_rows(database, sql.REWRITE_PART[field], [sql.keyed(r, *key) for r in part.rewritten])
        write_rows(database, sql.ADD_PART[field], part.added)
    write_rows(database, sql.ADD_COPY, change.copies)
    if change.session is None:
        return
    # Last, because it may sign the session, and then nothing in it can be written any more.
    changed = database.execute(sql.REWRITE_SESSION, sql.keyed(change.session, "id")).rowcount
    if not changed:
        raise NotFound("that session is not in the clinic file")


def _only_key(row: mapping.RowValues, *keys: str) -> mapping.RowValues:
    return {f"key_{name}": row[name] for name in keys}


def _alerts_of(database: Connection, patient_ids: Sequence[str]) -> dict[str, list[PatientAlert]]:
    alerts: dict[str, list[PatientAlert]] = defaultdict(list)
    if not patient_ids:
        return alerts
    for row in database.execute(sql.READ_ALERTS, {"ids": json.dumps(patient_ids)}).all():
        patient_id, alert = mapping.alert_of(row)
        alerts[patient_id].append(alert)
    return alerts


def _needles(
    database: Connection, statement: Executable, key: mapping.RowValues
) -> dict[PointKey, list[Needle]]:
    needles: dict[PointKey, list[Needle]] = defaultdict(list)
    for row in database.execute(statement, key).all():
        point_key, needle = needle_of(row)
        needles[point_key].append(needle)
    return needles


def _points(
    database: Connection,
    statement: Executable,
    key: mapping.RowValues,
    needles: dict[PointKey, list[Needle]],
) -> dict[str, list[TriggerPoint]]:
    points: dict[str, list[TriggerPoint]] = defaultdict(list)
    for row in database.execute(statement, key).all():
        points[row[0]].append(point_of(row, needles))
    return points


def _parts(
    database: Connection, statements: Mapping[str, Executable], key: mapping.RowValues
) -> dict[str, dict[str, tuple[Any, ...]]]:
    """The further parts by session id and field name."""
    parts: dict[str, dict[str, tuple[Any, ...]]] = defaultdict(dict)
    for part in ALL_PARTS:
        rows = database.execute(statements[part.field], key).all()
        for session_id, own in groupby(rows, key=itemgetter(0)):
            parts[session_id][part.field] = tuple(part.read(row) for row in own)
    return parts


def _full_name(family_name: str, given_name: str) -> str:
    return f"{family_name}, {given_name}" if given_name else family_name


def _listed(row: Sequence[Any], alerts: Mapping[str, Sequence[PatientAlert]]) -> PatientRow:
    """A line of the list from a row of `statements.patient_rows`."""
    patient_id, family_name, given_name, birth_date, sex, number, last_at, sessions, draft = row
    return PatientRow(
        id=PatientId(patient_id),
        full_name=_full_name(family_name, given_name),
        birth_date=None if birth_date is None else date.fromisoformat(birth_date),
        sex=_SEXES[sex],
        number=number,
        session_count=sessions,
        last_session_at=mapping.moment_or_none(last_at),
        has_draft=bool(draft),
        alerts=tuple(alerts.get(patient_id, ())),
    )
