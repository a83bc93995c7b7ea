"""Protocols leave one clinic in an exchange file and arrive in another as they were."""

from __future__ import annotations

import pytest

from tests.services.record_in_memory import CountedIds, SteppedClock, StoreInMemory
from tpdn_desktop.assembly import Assembly
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.services.demo import demo_protocols


@pytest.fixture
def record() -> ClinicRecord:
    return ClinicRecord(
        StoreInMemory(),
        clock=SteppedClock(),
        ids=CountedIds(),
        content_version="2026.11",
        map_version=1,
    )


def test_protocols_arrive_as_they_left(record: ClinicRecord) -> None:
    assembly = Assembly()
    protocols = tuple(demo_protocols(assembly.reference))
    assert protocols
    assert assembly.protocols_of(assembly.protocols_document(protocols), record) == protocols


def test_a_file_that_is_no_document_is_refused(record: ClinicRecord) -> None:
    with pytest.raises(RuleBroken):
        Assembly().protocols_of(b"{}", record)
