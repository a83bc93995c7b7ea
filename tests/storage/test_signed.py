"""A signed session never changes, whoever asks, in whatever words of SQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from tests.storage import samples
from tests.storage.conftest import CLINIC, PASSWORD
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.session import Session, SessionState
from tpdn_desktop.storage.connection import connect
from tpdn_desktop.storage.key import file_key
from tpdn_desktop.storage.record_file import create_record
from tpdn_desktop.storage.store import SqlRecordStore

DRAFT = samples.session(2).with_point(samples.point("d1"))
BEFORE = samples.session().with_point(samples.point("t1", needles=2))
SIGNED = replace(BEFORE, state=SessionState.SIGNED)

_POINT = (
    "(session_id, id, position, muscle_id, side, view, x, y, map_version, status,"
    " twitch_sought, twitch_elicited)"
    " VALUES ('erin-1', '{id}', 9, 'm', 'left', 'anterior', 0, 0, 1, 'active', 0, 0)"
)
_NEEDLE = (
    "(session_id, trigger_point_id, id, position, diameter_mm, length_mm, placed_at, technique,"
    " insertions) VALUES ('erin-1', 't1', '{id}', 9, 0.3, 40.0, 0, 'static', 1)"
)
_SESSION = (
    "(id, patient_id, number, state, started_at, entered_at, therapist_name)"
    " VALUES ('erin-1', 'erin', 9, 'draft', 0, 0, 'x')"
)
ATTEMPTS = {
    "update": "UPDATE session SET note = 'x' WHERE id = 'erin-1'",
    "unsign": "UPDATE session SET state = 'draft'",
    "rename": "UPDATE session SET id = 'other' WHERE id = 'erin-1'",
    "delete": "DELETE FROM session WHERE id = 'erin-1'",
    "replace": f"INSERT OR REPLACE INTO session {_SESSION}",
    "upsert": f"INSERT INTO session {_SESSION} ON CONFLICT DO UPDATE SET note = 'x'",
    "update point": "UPDATE trigger_point SET side = 'right' WHERE session_id = 'erin-1'",
    "move point out": "UPDATE trigger_point SET session_id = 'erin-2' WHERE id = 't1'",
    "move point in": "UPDATE trigger_point SET session_id = 'erin-1' WHERE id = 'd1'",
    "delete point": "DELETE FROM trigger_point",
    "add point": "INSERT INTO trigger_point " + _POINT.format(id="new"),
    "replace point": "INSERT OR REPLACE INTO trigger_point " + _POINT.format(id="t1"),
    "upsert point": (
        f"INSERT INTO trigger_point {_POINT.format(id='t1')} ON CONFLICT DO UPDATE SET note = 'x'"
    ),
    "update needle": "UPDATE needle SET removed_at = placed_at WHERE session_id = 'erin-1'",
    "delete needle": "DELETE FROM needle WHERE session_id = 'erin-1'",
    "add needle": "INSERT INTO needle " + _NEEDLE.format(id="new"),
    "replace needle": "INSERT OR REPLACE INTO needle " + _NEEDLE.format(id="t1-n0"),
}


@pytest.fixture
def signed(path: Path) -> Iterator[SqlRecordStore]:
    """A file with a signed session and a draft."""
    store = create_record(path, PASSWORD, CLINIC)
    store.save_patient(samples.ERIN)
    store.save_session(DRAFT, None)
    store.save_session(BEFORE, None)
    store.save_session(SIGNED, BEFORE)
    yield store
    store.close()


@pytest.mark.parametrize("recursive", ["ON", "OFF"])
@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_raw_sql_cannot_change_it(signed: SqlRecordStore, path: Path, attempt: str, recursive: str):
    signed.close()
    raw: Any = connect(path, file_key(PASSWORD, path.read_bytes()[:16]))
    try:
        raw.execute(f"PRAGMA recursive_triggers = {recursive}")
        raw.execute("PRAGMA foreign_keys = OFF")
        before = _content(raw)
        with pytest.raises(dbapi2.IntegrityError, match="signed session"):
            raw.execute(ATTEMPTS[attempt])
        assert _content(raw) == before
    finally:
        raw.close()


def _content(raw: Any) -> list[Any]:
    tables = ("session", "trigger_point", "needle")
    return [raw.execute(f"SELECT * FROM {table}").fetchall() for table in tables]  # noqa: S608


def _changes() -> dict[str, Session]:
    point = SIGNED.trigger_points[0]
    return {
        "note": replace(SIGNED, note="x"),
        "back to draft": BEFORE,
        "new point": replace(SIGNED, trigger_points=(point, samples.point("t2"))),
        "no point": replace(SIGNED, trigger_points=()),
        "no needle": replace(SIGNED, trigger_points=(replace(point, needles=()),)),
        "new needle": replace(
            SIGNED, trigger_points=(replace(point, needles=samples.point("t1", 3).needles),)
        ),
    }


@pytest.mark.parametrize("change", _changes())
def test_the_store_cannot_change_it(signed: SqlRecordStore, change: str):
    with pytest.raises(RuleBroken, match="signed session"):
        signed.save_session(_changes()[change], SIGNED)
    assert signed.session(SIGNED.id) == SIGNED


def test_saving_it_as_it_is_changes_nothing(signed: SqlRecordStore):
    signed.save_session(SIGNED, SIGNED)
    assert signed.session(SIGNED.id) == SIGNED


def test_a_draft_beside_it_still_changes(signed: SqlRecordStore):
    after = DRAFT.with_details(note="more").without_point(DRAFT.trigger_points[0].id)
    signed.save_session(after, DRAFT)
    assert signed.session(DRAFT.id) == after


def test_a_session_is_signed_with_its_last_edit_in_one_step(store: SqlRecordStore):
    store.save_patient(samples.ERIN)
    store.save_session(BEFORE, None)
    last = replace(SIGNED, trigger_points=(*BEFORE.trigger_points, samples.point("t2")))
    store.save_session(last, BEFORE)
    assert store.session(last.id) == last
