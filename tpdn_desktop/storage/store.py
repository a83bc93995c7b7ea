"""The opened clinic file: reads and writes whole domain objects, one transaction for each call."""

from __future__ import annotations

import gc
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Executable

from tpdn_desktop.domain.clinic import Clinic
from tpdn_desktop.domain.errors import NotFound, RuleBroken
from tpdn_desktop.domain.needle import Needle
from tpdn_desktop.domain.patient import Patient, PatientAlert, PatientId, Sex
from tpdn_desktop.domain.session import Session, SessionId, SessionState
from tpdn_desktop.domain.trigger_point import TriggerPoint
from tpdn_desktop.services.ports import PatientRow
from tpdn_desktop.storage import mapping
from tpdn_desktop.storage import statements as sql
from tpdn_desktop.storage.changes import SessionChange, all_rows, session_change
from tpdn_desktop.storage.errors import FileDamaged, FileTrouble
from tpdn_desktop.storage.faults import told_plainly
from tpdn_desktop.storage.search import find_patients

# A database takes only so many values in one question.
_IDS_AT_ONCE: Final = 500


class SqlRecordStore:
    """An opened clinic file (see `services.ports.RecordStore` for what each method promises).

    It may be used from any thread; calls wait for one another. Made by `record_file`.
    """

    def __init__(self, connection: Connection, let_go: Callable[[], None]) -> None:
        self._connection = connection
        self._let_go = let_go
        self._turn = threading.RLock()
        self._open = True

    # --- clinic

    def clinic(self) -> Clinic:
        with self._transaction() as database:
            row = database.execute(sql.READ_CLINIC).mappings().one()
            tray = [tuple(size) for size in database.execute(sql.READ_TRAY)]
        return mapping.clinic_of(row, tray)

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
            alerts = _alerts_of(database, [row.id for row in rows])
        return tuple(_listed(row, alerts.get(row.id, ())) for row in rows)

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
            _write(database, sql.ADD_ALERT, mapping.alert_rows(patient))

    # --- sessions

    def session(self, session_id: SessionId) -> Session:
        key = {"key_id": session_id}
        with self._transaction() as database:
            row = database.execute(sql.READ_SESSION, key).one_or_none()
            if row is None:
                raise NotFound("that session is not in the clinic file")
            needles = _needles(database, sql.READ_NEEDLES, key)
            points = _points(database, sql.READ_POINTS, key, needles)
        return mapping.session_of(row, points.get(session_id, ()))

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
            return tuple(mapping.session_of(row, points.get(row[0], ())) for row in rows)

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
            if session.started_at != before.started_at:
                database.execute(sql.SET_LAST_SESSION, {"key_id": session.patient_id})

    def add_all(self, patients: Sequence[tuple[Patient, Sequence[Session]]]) -> None:
        with self._transaction() as database:
            _write(
                database, sql.ADD_PATIENT, [mapping.patient_row(patient) for patient, _ in patients]
            )
            alerts = [row for patient, _ in patients for row in mapping.alert_rows(patient)]
            _write(database, sql.ADD_ALERT, alerts)
            for patient, sessions in patients:
                if any(session.patient_id != patient.id for session in sessions):
                    raise RuleBroken("a session belongs to another patient")
                _add_sessions(database, sessions)
            keys = [{"key_id": patient.id} for patient, sessions in patients if sessions]
            _write(database, sql.SET_LAST_SESSION, keys)

    # --- the file

    def check(self) -> tuple[str, ...]:
        """Read every page and every link between tables; what is wrong, in words."""
        faults: list[str] = []
        for pragma in ("cipher_integrity_check", "integrity_check", "foreign_key_check"):
            try:
                with self._transaction() as database:
                    found = database.exec_driver_sql(f"PRAGMA {pragma}").all()
            except FileDamaged as error:
                faults.append(str(error))
            else:
                faults += [" ".join(map(str, row)) for row in found if row[0] != "ok"]
        return tuple(faults)

    def close(self) -> None:
        with self._turn:
            if not self._open:
                return
            self._open = False
            try:
                with told_plainly():
                    self._connection.close()
                    self._connection.engine.dispose()
            finally:
                self._let_go()

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """All or nothing, on the disk when the block is left."""
        with self._turn:
            if not self._open:
                raise FileTrouble("The clinic file is closed.")
            with told_plainly(), self._connection.begin():
                yield self._connection


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
    """Put the clinic and its tray in the place of what is there."""
    database.execute(sql.REMOVE_CLINIC)
    database.execute(sql.REMOVE_TRAY)
    database.execute(sql.ADD_CLINIC, mapping.clinic_row(clinic))
    _write(database, sql.ADD_TRAY, mapping.tray_rows(clinic))


def _write(database: Connection, statement: Executable, rows: Sequence[mapping.RowValues]) -> None:
    if rows:
        database.execute(statement, rows)


def _add_sessions(database: Connection, sessions: Sequence[Session]) -> None:
    """Add whole sessions; a signed one is signed last, for then it takes nothing more."""
    rows = [mapping.session_row(session) for session in sessions]
    _write(database, sql.ADD_SESSION, [{**row, "state": SessionState.DRAFT.value} for row in rows])
    _apply(database, all_rows(sessions))
    signed = [{"key_id": s.id} for s in sessions if s.state is SessionState.SIGNED]
    _write(database, sql.SIGN_SESSION, signed)


def _apply(database: Connection, change: SessionChange) -> None:
    points, needles = change.points, change.needles
    _write(
        database, sql.REMOVE_NEEDLE, [_only_key(row, *sql.NEEDLE_KEY) for row in needles.removed]
    )
    _write(database, sql.REMOVE_POINT, [_only_key(row, *sql.POINT_KEY) for row in points.removed])
    _write(
        database, sql.REWRITE_POINT, [sql.keyed(row, *sql.POINT_KEY) for row in points.rewritten]
    )
    _write(database, sql.ADD_POINT, points.added)
    _write(
        database, sql.REWRITE_NEEDLE, [sql.keyed(row, *sql.NEEDLE_KEY) for row in needles.rewritten]
    )
    _write(database, sql.ADD_NEEDLE, needles.added)
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
    for start in range(0, len(patient_ids), _IDS_AT_ONCE):
        ids = patient_ids[start : start + _IDS_AT_ONCE]
        for row in database.execute(sql.READ_ALERTS, {"ids": ids}):
            patient_id, alert = mapping.alert_of(row)
            alerts[patient_id].append(alert)
    return alerts


def _needles(
    database: Connection, statement: Executable, key: mapping.RowValues
) -> dict[mapping.PointKey, list[Needle]]:
    needles: dict[mapping.PointKey, list[Needle]] = defaultdict(list)
    for row in database.execute(statement, key).all():
        point_key, needle = mapping.needle_of(row)
        needles[point_key].append(needle)
    return needles


def _points(
    database: Connection,
    statement: Executable,
    key: mapping.RowValues,
    needles: dict[mapping.PointKey, list[Needle]],
) -> dict[str, list[TriggerPoint]]:
    points: dict[str, list[TriggerPoint]] = defaultdict(list)
    for row in database.execute(statement, key).all():
        points[row[0]].append(mapping.point_of(row, needles))
    return points


def _listed(row: Any, alerts: Sequence[PatientAlert]) -> PatientRow:
    name = f"{row.family_name}, {row.given_name}" if row.given_name else row.family_name
    return PatientRow(
        id=PatientId(row.id),
        full_name=name,
        birth_date=None if row.birth_date is None else date.fromisoformat(row.birth_date),
        sex=Sex(row.sex),
        number=row.number,
        session_count=row.session_count,
        last_session_at=None
        if row.last_session_at is None
        else mapping.as_moment(row.last_session_at),
        has_draft=bool(row.has_draft),
        alerts=tuple(alerts),
    )
