"""Clinic files for the tests: real and encrypted, with a key that is quick to make."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tpdn_desktop.domain.clinic import Clinic, Therapist
from tpdn_desktop.storage import key
from tpdn_desktop.storage.record_file import create_record
from tpdn_desktop.storage.store import SqlRecordStore

PASSWORD = "correct horse battery"
CLINIC = Clinic("Clinic of the tests", Therapist("Sam Sample", "PT", "12-345"))


@pytest.fixture(autouse=True, scope="module")
def quick_keys() -> Iterator[None]:
    """A guess costs next to nothing; what it really costs is tested in test_key."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(key.COST_BY_FORMAT, 1, key.Cost(memory_kib=32, passes=1, lanes=4))
        yield


@pytest.fixture(scope="module")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlRecordStore]:
    """One file for tests that only add what nobody else has."""
    path = tmp_path_factory.mktemp("shared") / "clinic.tpdn"
    store = create_record(path, PASSWORD, CLINIC)
    yield store
    store.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "clinic.tpdn"


@pytest.fixture
def store(path: Path) -> Iterator[SqlRecordStore]:
    """A new file of its own."""
    opened = create_record(path, PASSWORD, CLINIC)
    yield opened
    opened.close()
