"""What the world does to a program that writes: killed, out of room, unable to write."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from tests.storage import samples
from tests.storage.conftest import CLINIC, PASSWORD
from tpdn_desktop.storage import errors, faults
from tpdn_desktop.storage.key import file_key
from tpdn_desktop.storage.record_file import create_record, open_record

_SAVE_UNTIL_KILLED = """
import sys
from tests.storage import samples
from tpdn_desktop.storage import key
from tpdn_desktop.storage.record_file import open_record
key.COST_BY_FORMAT[1] = key.Cost(32, 1, 4)
store = open_record(sys.argv[1], sys.argv[2])
before = store.session(samples.session().id)
while True:
    number = len(before.trigger_points)
    after = before.with_point(samples.point(f"t{number}", needles=2))
    if number > 100:
        after = after.without_point(after.trigger_points[0].id)
    after = after.with_details(note=str(int(before.note or 0) + 1))
    store.save_session(after, before)
    print(after.note, flush=True)
    before = after
"""


def test_a_killed_program_loses_no_acknowledged_save(path: Path):
    store = create_record(path, PASSWORD, CLINIC)
    store.save_patient(samples.ERIN)
    store.save_session(samples.session(), None)
    store.close()
    seen = 0
    for killed_after in (1, 3, 17, 40):
        process = subprocess.Popen(
            [sys.executable, "-c", _SAVE_UNTIL_KILLED, str(path), PASSWORD],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        with process:
            for _ in range(killed_after):
                seen = int(process.stdout.readline())
            process.kill()
            for line in process.stdout:
                seen = int(line)
        store = open_record(path, PASSWORD)
        session = store.session(samples.session().id)
        assert int(session.note) in {seen, seen + 1}
        assert all(len(point.needles) == 2 for point in session.trigger_points)
        assert store.check() == ()
        store.close()


_FILL_THE_DRIVE = """
import resource, signal, sys
from tests.storage import samples
from tpdn_desktop.storage import errors, key
from tpdn_desktop.storage.record_file import open_record
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
key.COST_BY_FORMAT[1] = key.Cost(32, 1, 4)
store = open_record(sys.argv[1], sys.argv[2])
before = store.session(samples.session().id)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
refused = None
for number in range(2000):
    after = before.with_details(note=f"{number} " + "x" * 5000)
    try:
        store.save_session(after, before)
    except errors.FileTrouble as error:
        refused = error
        break
    before = after
assert store.session(before.id) == before, "the state before the refused save"
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
store.save_session(after, before)
assert store.session(before.id) == after, "the retry"
store.close()
print(type(refused).__name__)
"""


def test_a_full_drive_refuses_the_save_and_takes_it_when_there_is_room(path: Path):
    store = create_record(path, PASSWORD, CLINIC)
    store.save_patient(samples.ERIN)
    store.save_session(samples.session(), None)
    store.close()
    found = subprocess.run(
        [sys.executable, "-c", _FILL_THE_DRIVE, str(path), PASSWORD],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (found.stderr, found.stdout.strip()) in {("", "DiskFull"), ("", "DriveFailed")}


@pytest.fixture
def read_only(path: Path) -> Iterator[dbapi2.Connection]:
    create_record(path, PASSWORD, CLINIC).close()
    connection = dbapi2.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)
    key = file_key(PASSWORD, path.read_bytes()[:16])
    connection.execute(f'PRAGMA key = "{key.as_pragma}"')
    yield connection
    connection.close()


def test_a_read_only_file_is_told(read_only: dbapi2.Connection):
    with pytest.raises(errors.ReadOnlyFile), faults.told_plainly():
        read_only.execute("DELETE FROM clinic")


def test_a_folder_that_cannot_be_written_is_told(path: Path, monkeypatch: pytest.MonkeyPatch):
    create_record(path, PASSWORD, CLINIC).close()
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(errors.ReadOnlyFile):
        open_record(path, PASSWORD)


def test_a_mistake_of_ours_is_not_dressed_up_as_trouble():
    connection = dbapi2.connect(":memory:")
    with pytest.raises(dbapi2.OperationalError), faults.told_plainly():
        connection.execute("SELECT nonsense FROM nowhere")
    connection.close()


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (dbapi2.OperationalError("database or disk is full"), errors.DiskFull),
        (dbapi2.OperationalError("disk I/O error"), errors.DriveFailed),
        (dbapi2.OperationalError("attempt to write a readonly database"), errors.ReadOnlyFile),
        (dbapi2.OperationalError("database is locked"), errors.FileInUse),
        (dbapi2.DatabaseError("database disk image is malformed"), errors.FileDamaged),
        (dbapi2.DatabaseError("file is not a database"), errors.FileDamaged),
        (dbapi2.OperationalError("unable to open database file"), errors.FileMissing),
        (OSError(28, "No space left on device"), errors.DiskFull),
        (OSError(30, "Read-only file system"), errors.ReadOnlyFile),
        (OSError(5, "Input/output error"), errors.DriveFailed),
    ],
)
def test_each_trouble_has_its_sentence(error: Exception, told: type[errors.FileTrouble]):
    with pytest.raises(told) as caught, faults.told_plainly():
        raise error
    assert str(caught.value) == told.sentence
