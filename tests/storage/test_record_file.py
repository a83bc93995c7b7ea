"""Making and opening clinic files, and all that can be wrong with one."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.storage import samples
from tests.storage.conftest import CLINIC, PASSWORD
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.storage import connection, errors, record_file
from tpdn_desktop.storage.record_file import create_record, inspect_record, open_record
from tpdn_desktop.storage.store import SqlRecordStore


def _fresh(path: Path) -> bytes:
    """The bytes of a closed file with a patient in it."""
    store = create_record(path, PASSWORD, CLINIC)
    store.add_all([(samples.ERIN, [samples.session().with_point(samples.point())])])
    store.close()
    return path.read_bytes()


def _says(error: Exception) -> str:
    words = str(error)
    assert words.endswith(".")
    assert "Traceback" not in words
    assert "Erin" not in words
    return words


def test_a_closed_file_is_one_file_and_only_this_user_can_read_it(path: Path):
    content = _fresh(path)
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert content[:5] == b"TPDN\x01"
    assert len(content) % 4096 == 0


def test_an_open_file_has_nothing_beside_it_but_the_wal(store: SqlRecordStore, path: Path):
    store.save_patient(samples.ERIN)
    assert {p.name for p in path.parent.iterdir()} == {path.name, path.name + "-wal"}
    assert stat.S_IMODE(path.with_name(path.name + "-wal").stat().st_mode) == 0o600


def test_nothing_of_a_patient_stands_in_clear(store: SqlRecordStore, path: Path):
    store.save_patient(samples.ERIN)
    store.save_session(samples.session().with_point(samples.point()), None)
    for file in path.parent.iterdir():
        content = file.read_bytes().lower()
        for word in (b"example", b"erin", b"trapezius", b"sqlite format", b"create table"):
            assert word not in content


def test_the_wrong_password_is_told_from_all_else(path: Path):
    before = _fresh(path)
    with pytest.raises(errors.WrongPassword) as told:
        open_record(path, "wrong horse battery")
    assert "password" in _says(told.value)
    assert path.read_bytes() == before
    open_record(path, PASSWORD).close()


@pytest.mark.parametrize(
    "content", [b"", b"hello, this is a letter", b"\x00" * 8192, b"PK\x03\x04" + bytes(100)]
)
def test_a_foreign_file_is_refused_and_left_as_it_is(path: Path, content: bytes):
    path.write_bytes(content)
    for look in (lambda: open_record(path, PASSWORD), lambda: inspect_record(path)):
        with pytest.raises(errors.ForeignFile) as told:
            look()
        _says(told.value)
    assert path.read_bytes() == content


def test_a_plain_database_is_foreign(path: Path):
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE patient (x)")
    plain.close()
    with pytest.raises(errors.ForeignFile):
        open_record(path, PASSWORD)


def test_a_folder_is_foreign_and_a_missing_file_is_missing(tmp_path: Path, path: Path):
    with pytest.raises(errors.ForeignFile):
        open_record(tmp_path, PASSWORD)
    with pytest.raises(errors.FileMissing):
        open_record(path, PASSWORD)
    with pytest.raises(errors.FileMissing):
        inspect_record(path)
    assert not path.exists()


@pytest.mark.parametrize("left", [8, 16, 3000, 4096, 8192, 0.5])
def test_a_truncated_file_is_damaged_never_empty(path: Path, left: float):
    content = _fresh(path)
    path.write_bytes(content[: int(left if left > 1 else len(content) * left)])
    with pytest.raises((errors.FileDamaged, errors.WrongPassword)) as told:
        open_record(path, PASSWORD)
    assert "damaged" in _says(told.value)


def test_one_flipped_bit_is_never_read_as_truth(path: Path):
    content = _fresh(path)
    for page in range(len(content) // 4096):
        place = page * 4096 + 1000
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        try:
            store = open_record(path, PASSWORD)
        except (errors.FileDamaged, errors.WrongPassword):
            continue
        assert f"HMAC verification failed for page {page + 1}" in store.check()
        store.close()


def test_a_good_file_checks_clean(store: SqlRecordStore):
    store.save_patient(samples.ERIN)
    assert store.check() == ()


@pytest.mark.parametrize("revision", ["0004", "9999", "abcdef"])
def test_a_newer_file_is_refused_and_left_as_it_is(path: Path, revision: str):
    create_record(path, PASSWORD, CLINIC).close()
    _with_sql(path, f"UPDATE alembic_version SET version_num = '{revision}'")  # noqa: S608
    before = path.read_bytes()
    with pytest.raises(errors.NewerFile) as told:
        open_record(path, PASSWORD)
    assert "newer" in _says(told.value)
    assert path.read_bytes() == before


def test_a_key_format_of_the_future_is_newer(path: Path):
    content = _fresh(path)
    path.write_bytes(content[:4] + b"\x02" + content[5:])
    with pytest.raises(errors.NewerFile):
        inspect_record(path)


def _with_sql(path: Path, statement: str) -> None:
    key = record_file.file_key(PASSWORD, path.read_bytes()[:16])
    raw = connection.connect(path, key)
    raw.execute(statement)
    raw.close()


def test_a_second_opening_in_this_program_hears_that_it_is_in_use(
    store: SqlRecordStore, path: Path
):
    for again in (lambda: open_record(path, PASSWORD), lambda: inspect_record(path)):
        with pytest.raises(errors.FileInUse) as told:
            again()
        _says(told.value)
    store.save_patient(samples.ERIN)


_OPEN_ELSEWHERE = """
import sys
from tpdn_desktop.storage import errors, key
from tpdn_desktop.storage.record_file import open_record
key.COST_BY_FORMAT[1] = key.Cost(32, 1, 4)
try:
    open_record(sys.argv[1], sys.argv[2]).close()
except errors.FileInUse as error:
    sys.exit(str(error))
assert "alembic" not in sys.modules, "it takes long to import and has nothing to do"
"""


def test_another_program_hears_that_it_is_in_use(store: SqlRecordStore, path: Path):
    command = [sys.executable, "-c", _OPEN_ELSEWHERE, str(path), PASSWORD]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (found.returncode, found.stderr.strip()) == (1, errors.FileInUse.sentence)
    store.close()
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (found.returncode, found.stderr) == (0, "")


def test_creating_never_takes_the_place_of_a_file(path: Path):
    path.write_text("a letter")
    with pytest.raises(errors.FileExists):
        create_record(path, PASSWORD, CLINIC)
    assert path.read_text() == "a letter"
    with pytest.raises(errors.FileMissing):
        create_record(path.parent / "nowhere" / "clinic.tpdn", PASSWORD, CLINIC)
    with pytest.raises(RuleBroken):
        create_record(path.parent / "other.tpdn", "short", CLINIC)


def test_a_file_that_cannot_be_finished_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(record_file, "write_clinic", full)
    with pytest.raises(errors.DiskFull):
        create_record(path, PASSWORD, CLINIC)
    assert list(path.parent.iterdir()) == []


def test_drives_without_second_names_are_served_too(path: Path, monkeypatch: pytest.MonkeyPatch):
    def no_links(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    create_record(path, PASSWORD, CLINIC).close()
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_file_without_its_password_tells_only_what_it_is(path: Path):
    size = len(_fresh(path))
    info = inspect_record(path)
    assert (info.size_bytes, info.key_format, info.has_unmerged_changes) == (size, 1, False)


def test_an_old_database_library_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(connection.dbapi2, "sqlite_version_info", (3, 51, 2))
    with pytest.raises(errors.DriverTooOld, match=r"3\.51\.3"):
        create_record(path, PASSWORD, CLINIC)
    assert list(path.parent.iterdir()) == []


def test_a_closed_store_says_so_and_may_be_closed_again(store: SqlRecordStore):
    store.close()
    store.close()
    with pytest.raises(errors.FileTrouble, match="closed"):
        store.clinic()


@pytest.mark.parametrize("name", ["päth with % and ?.tpdn", "#x&mode=ro.tpdn", "a'b\".tpdn"])
def test_any_file_name_works(tmp_path: Path, name: str):
    path = tmp_path / name
    create_record(path, PASSWORD, CLINIC).close()
    store = open_record(path, PASSWORD)
    assert store.clinic() == CLINIC
    store.close()
