"""What is kept comes back exactly as it was given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import strategies
from tests.storage import samples
from tpdn_desktop.domain.clinic import Clinic, Therapist
from tpdn_desktop.domain.errors import NotFound, RuleBroken
from tpdn_desktop.domain.patient import Patient, PatientId
from tpdn_desktop.domain.session import Session, SessionId, SessionState
from tpdn_desktop.storage.changes import SessionChange, TableChange, session_change
from tpdn_desktop.storage.record_file import create_record, open_record
from tpdn_desktop.storage.session_mapping import point_row
from tpdn_desktop.storage.store import SqlRecordStore

# The file is shared by all examples of a test, so each is given ids of its own.
_numbers = count()
_sessions = strategies.sessions("somebody")
_shared = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])


def _some_of(things: tuple[Any, ...]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Some of them, in another order."""
    return st.permutations(things).flatmap(
        lambda mixed: st.integers(0, len(mixed)).map(lambda n: tuple(mixed[:n]))
    )


def _new(patient: Patient, sessions: Sequence[Session] = ()) -> tuple[Patient, list[Session]]:
    patient = replace(patient, id=PatientId(f"p{next(_numbers)}"))
    renamed = [
        replace(session, id=SessionId(f"s{next(_numbers)}"), patient_id=patient.id)
        for session in sessions
    ]
    return patient, renamed


@_shared
@given(kept=strategies.patients_with_sessions())
def test_a_patient_with_sessions_comes_back_as_given(
    shared_store: SqlRecordStore, kept: tuple[Patient, tuple[Session, ...]]
):
    patient, sessions = _new(*kept)
    shared_store.add_all([(patient, sessions)])
    assert shared_store.patient(patient.id) == patient
    assert set(shared_store.sessions_of(patient.id)) == set(sessions)
    for session in sessions:
        assert shared_store.session(session.id) == session


@_shared
@given(patient=strategies.patients(), changed=strategies.patients())
def test_a_changed_patient_replaces_the_old_one(
    shared_store: SqlRecordStore, patient: Patient, changed: Patient
):
    patient, _ = _new(patient)
    shared_store.save_patient(patient)
    changed = replace(changed, id=patient.id)
    shared_store.save_patient(changed)
    assert shared_store.patient(patient.id) == changed


@_shared
@given(clinic=strategies.clinics)
def test_the_clinic_comes_back_as_given(shared_store: SqlRecordStore, clinic: Clinic):
    shared_store.save_clinic(clinic)
    assert shared_store.clinic() == clinic


@_shared
@given(data=st.data())
def test_a_session_is_what_its_last_edit_left(shared_store: SqlRecordStore, data: st.DataObject):
    """Any edit of any state into any other, rows added, rewritten, moved and taken out."""
    patient, (before,) = _new(data.draw(strategies.patients()), [data.draw(_sessions)])
    shared_store.save_patient(patient)
    before = replace(before, state=SessionState.DRAFT)
    shared_store.save_session(before, None)
    for _ in range(3):
        other = data.draw(_sessions)
        kept = data.draw(_some_of(before.trigger_points))
        points = tuple(
            replace(point, note="seen again", needles=data.draw(_some_of(point.needles)))
            if data.draw(st.booleans())
            else point
            for point in kept
        )
        new = tuple(p for p in other.trigger_points if p.id not in {k.id for k in kept})
        after = replace(
            other,
            id=before.id,
            patient_id=patient.id,
            state=SessionState.DRAFT,
            trigger_points=points + new,
        )
        shared_store.save_session(after, before)
        assert shared_store.session(before.id) == after
        before = after
    signed = replace(before, state=SessionState.SIGNED)
    shared_store.save_session(signed, before)
    assert shared_store.session(before.id) == signed


def test_everything_is_there_after_closing_and_opening(store: SqlRecordStore, path: Path):
    session = samples.session().with_point(samples.point(needles=2))
    store.add_all([(samples.ERIN, [session])])
    store.close()
    again = open_record(path, samples.PASSWORD)
    try:
        assert again.patient(samples.ERIN.id) == samples.ERIN
        assert again.sessions_of(samples.ERIN.id) == (session,)
    finally:
        again.close()


def test_an_edit_writes_only_the_rows_that_differ(store: SqlRecordStore):
    store.save_patient(samples.ERIN)
    before = samples.session()
    for number in range(20):
        before = before.with_point(samples.point(f"t{number}", needles=2))
    store.save_session(before, None)
    point = before.trigger_points[7]
    after = before.with_point_changed(replace(point, pain_during=4))
    assert session_change(before, after) == SessionChange(
        points=TableChange(rewritten=[point_row(after.id, 7, after.trigger_points[7])])
    )
    store.save_session(after, before)
    assert store.session(after.id) == after


def test_sessions_come_newest_first(store: SqlRecordStore):
    store.save_patient(samples.ERIN)
    for number, year in ((1, 2024), (2, 2026), (3, 2025)):
        session = samples.session(number)
        store.save_session(replace(session, started_at=session.started_at.replace(year=year)), None)
    assert [s.number for s in store.sessions_of(samples.ERIN.id)] == [2, 3, 1]


def test_what_is_not_there_is_not_found(store: SqlRecordStore):
    with pytest.raises(NotFound):
        store.patient(PatientId("nobody"))
    with pytest.raises(NotFound):
        store.session(SessionId("none"))
    with pytest.raises(NotFound):
        store.sessions_of(PatientId("nobody"))
    with pytest.raises(NotFound):
        store.save_session(samples.session(), None)
    store.save_patient(samples.ERIN)
    assert store.sessions_of(samples.ERIN.id) == ()
    with pytest.raises(NotFound):
        store.save_session(samples.session().with_details(note="x"), samples.session())


def test_a_refused_import_leaves_nothing_behind(store: SqlRecordStore):
    store.save_patient(samples.ERIN)
    other = Patient(PatientId("other"), "Other")
    with pytest.raises(RuleBroken, match="already"):
        store.add_all([(other, [samples.session(1, other)]), (samples.ERIN, [])])
    assert store.patient_count() == 1
    assert [row.id for row in store.patients()] == [samples.ERIN.id]


def test_a_session_belongs_to_its_patient_for_good(store: SqlRecordStore):
    store.save_patient(samples.ERIN)
    store.save_session(samples.session(), None)
    moved = replace(samples.session(), patient_id=PatientId("other"))
    with pytest.raises(RuleBroken):
        store.save_session(moved, samples.session())
    with pytest.raises(RuleBroken):
        store.add_all([(Patient(PatientId("other"), "Other"), [samples.session(2)])])


def test_two_files_are_open_side_by_side(tmp_path: Path):
    clinics = [tmp_path / "one.tpdn", tmp_path / "two.tpdn"]
    stores = [
        create_record(path, samples.PASSWORD, Clinic(path.stem, Therapist("Sam")))
        for path in clinics
    ]
    assert [store.clinic().name for store in stores] == ["one", "two"]
    for store in stores:
        store.close()
