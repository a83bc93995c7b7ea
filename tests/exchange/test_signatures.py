"""A signed session that was changed on the way is told from one that was not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests import strategies
from tests.exchange.documents import document, read, second_document
from tpdn_desktop.exchange.reader import Document
from tpdn_desktop.exchange.refusal import ImportRefused
from tpdn_desktop.exchange.writer import write_document

S = "$.patients[0].sessions[0]"


@pytest.fixture
def signed() -> dict[str, Any]:
    """The document with everything, its session signed by this program."""
    found = read(document())
    ((patient, (session,)),) = found.patients
    written = write_document(
        [(patient, [strategies.signed(session)])],
        own_content=found.own_content,
        protocols=found.protocols,
    )
    value: dict[str, Any] = json.loads(written)
    return value


def _session(value: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = value["patients"][0]["sessions"][0]
    return found


def _faults(value: Any) -> tuple[tuple[str, str], ...]:
    with pytest.raises(ImportRefused) as refused:
        read(value)
    return refused.value.faults


def test_signature_travels(signed: dict[str, Any]):
    ((_, (session,)),) = read(signed).patients
    assert session.signature is not None
    assert session.signature.therapist == session.therapist
    assert session.signature.record_hash == _session(signed)["signature"]["record_hash"]


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("pain_before", 5),
        ("complaint", "Another"),
        ("started_at", "2026-01-12T08:59:59Z"),
        ("overrides", []),
        ("trigger_points", []),
        ("aftercare_version", 1),
    ],
)
def test_session_that_was_changed_is_refused(signed: dict[str, Any], member: str, value: Any):
    _session(signed)[member] = value
    ((path, reason),) = _faults(signed)
    assert path == f"{S}.signature.record_hash"
    assert reason == "does not fit the session: one of them was changed after signing"


def test_session_of_another_patient_does_not_fit(signed: dict[str, Any]):
    signed["patients"][0]["id"] = "p2"
    assert _faults(signed)[0][0] == f"{S}.signature.record_hash"


def test_hash_that_was_changed_is_refused(signed: dict[str, Any]):
    _session(signed)["signature"]["record_hash"] = "0" * 64
    assert _faults(signed)[0][0] == f"{S}.signature.record_hash"
    _session(signed)["signature"]["record_hash"] = "0" * 63
    assert _faults(signed)[0][1] == "must be 64 hexadecimal digits (0 to 9, a to f)"


def test_another_fault_is_not_taken_for_a_change(signed: dict[str, Any]):
    _session(signed)["trigger_points"][0]["muscle_id"] = "moon"
    assert [path for path, _ in _faults(signed)] == [f"{S}.trigger_points[0].muscle_id"]


def test_what_was_written_after_signing_may_grow(signed: dict[str, Any]):
    amendment = _session(signed)["amendments"][0]
    _session(signed)["amendments"].append({**amendment, "id": "m2"})
    ((_, (session,)),) = read(signed).patients
    assert len(session.amendments) == 2


def test_needles_in_are_not_signed(signed: dict[str, Any]):
    del _session(signed)["trigger_points"][0]["needles"][0]["removed_at"]
    assert _faults(signed) == (
        (f"{S}.signature", "is refused: a session with needles in cannot be signed"),
    )


def test_needles_that_lie_ready_are_not_signed(signed: dict[str, Any]):
    _session(signed)["opened"] = _session(document())["opened"]
    assert [path for path, _ in _faults(signed)] == [f"{S}.signature"]


def test_session_signed_before_openings_were_noted_still_fits_its_hash():
    found = read(second_document())
    ((patient, (session,)),) = found.patients
    resigned = strategies.signed(session)
    written = write_document([(patient, [resigned])], own_content=found.own_content)
    older = json.loads(written) | {"version": 2}
    del _session(older)["opened"]
    ((_, sessions),) = read(older).patients
    assert sessions == (resigned,)


def test_draft_has_no_signature(signed: dict[str, Any]):
    _session(signed)["state"] = "draft"
    _session(signed)["amendments"] = []
    assert _faults(signed)[0][0] == f"{S}.state"


def test_session_signed_elsewhere_needs_no_signature(signed: dict[str, Any]):
    del _session(signed)["signature"]
    assert isinstance(read(signed), Document)
