"""A clinic file of an older version becomes one of this version, and nothing is lost on the way."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.storage.conftest import PASSWORD
from tpdn_desktop.domain.canonical import canonical_copy, record_hash
from tpdn_desktop.domain.patient import PatientId
from tpdn_desktop.storage import errors, renewal
from tpdn_desktop.storage.record_file import open_record

REVISIONS = sorted((Path(__file__).parent / "revisions").glob("*.clinic"))


@pytest.fixture(params=REVISIONS, ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "clinic.tpdn"
    shutil.copyfile(request.param, path)
    return path


def test_every_released_file_opens_with_all_that_is_in_it(old: Path) -> None:
    store = open_record(old, PASSWORD)
    sessions = [s for row in store.patients() for s in store.sessions_of(row.id)]
    assert store.check() == ()
    store.close()
    assert [s.number for s in sessions] == [3, 2, 1]
    assert [s.is_signed for s in sessions] == [False, True, True]
    assert sum(len(s.trigger_points) for s in sessions) == 10
    assert sum(len(s.needles) for s in sessions) == 15
    assert all(p.confirmed for s in sessions for p in s.trigger_points)


def test_what_was_signed_before_openings_were_noted_still_bears_its_signature(
    tmp_path: Path,
) -> None:
    path = tmp_path / "clinic.tpdn"
    shutil.copyfile(REVISIONS[1], path)
    store = open_record(path, PASSWORD)
    _draft, second, first = store.sessions_of(PatientId("erin"))
    for session in (second, first):
        assert session.signature is not None
        assert session.signature.record_hash == record_hash(canonical_copy(session))
    assert first.amendments
    assert [needle.reason for needle in first.wasted] == ["Dropped"]
    assert {needle.opened_at for needle in (*first.needles, *first.wasted)} == {None}
    assert store.check() == ()
    store.close()


def test_the_older_file_stays_beside_as_it_was(old: Path) -> None:
    before = old.read_bytes()
    open_record(old, PASSWORD).close()
    kept = list(old.parent.glob("clinic.tpdn.before-*"))
    assert [path.read_bytes() for path in kept] == [before]
    assert sorted(p.name for p in old.parent.iterdir()) == [
        "clinic.tpdn",
        "clinic.tpdn.before-0003",
    ]


def test_a_renewed_file_is_renewed_only_once(old: Path) -> None:
    open_record(old, PASSWORD).close()
    renewed = old.read_bytes()
    store = open_record(old, PASSWORD)
    store.close()
    assert len(list(old.parent.glob("clinic.tpdn.before-*"))) == 1
    assert len(old.read_bytes()) == len(renewed)


def test_a_failing_migration_leaves_the_file_as_it_was(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = old.read_bytes()

    def fails(_connection: object) -> None:
        raise errors.DiskFull

    monkeypatch.setattr(renewal, "migrate", fails)
    with pytest.raises(errors.DiskFull):
        open_record(old, PASSWORD)
    assert old.read_bytes() == before
    assert [p.name for p in old.parent.iterdir()] == ["clinic.tpdn"]


def test_the_wrong_password_renews_nothing(old: Path) -> None:
    before = old.read_bytes()
    with pytest.raises(errors.WrongPassword):
        open_record(old, "not this one")
    assert old.read_bytes() == before
    assert [p.name for p in old.parent.iterdir()] == ["clinic.tpdn"]
