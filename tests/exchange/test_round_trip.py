"""What goes out comes back the same, and what comes in goes out the same."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests import strategies
from tests.exchange.documents import document, old_document, read, second_document
from tpdn_desktop.domain.clinic import Clinic, Therapist
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.own_content import OwnContent
from tpdn_desktop.domain.patient import Patient
from tpdn_desktop.domain.protocol import Protocol
from tpdn_desktop.domain.session import Session
from tpdn_desktop.exchange.reader import Document
from tpdn_desktop.exchange.shape import schema
from tpdn_desktop.exchange.writer import write_document
from tpdn_desktop.storage import key
from tpdn_desktop.storage.record_file import create_record

Kept = list[tuple[Patient, tuple[Session, ...]]]
_many = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
_patients = st.lists(
    strategies.patients_with_sessions(whole_seconds=True),
    max_size=2,
    unique_by=lambda kept: kept[0].id,
)


@_many
@given(patients=_patients)
def test_what_is_written_is_read_back_and_fits_the_schema(patients: Kept):
    patients = _with_own_ids(patients)
    written = write_document(patients)
    Draft202012Validator(schema()).validate(json.loads(written))
    assert read(written).patients == tuple(patients)


@_many
@given(patients=_patients)
def test_reading_and_writing_give_back_the_same_bytes(patients: Kept):
    written = write_document(_with_own_ids(patients))
    assert write_document(read(written).patients) == written


@_many
@given(
    own=strategies.own_content(whole_seconds=True),
    protocols=st.lists(strategies.protocols, max_size=2, unique_by=lambda p: p.id),
)
def test_what_a_clinic_added_is_read_back(own: OwnContent, protocols: list[Protocol]):
    written = write_document(own_content=own, protocols=protocols)
    Draft202012Validator(schema()).validate(json.loads(written))
    found = read(written)
    assert (found.own_content, found.protocols) == (own, tuple(protocols))
    assert found.patients == ()


@settings(max_examples=5, suppress_health_check=list(HealthCheck))
@given(patients=_patients)
def test_a_document_goes_through_a_clinic_file_unchanged(
    tmp_path_factory: pytest.TempPathFactory, patients: Kept
):
    written = write_document(_with_own_ids(patients))
    path = tmp_path_factory.mktemp("through") / "clinic.tpdn"
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(key.COST_BY_FORMAT, 1, key.Cost(32, 1, 4))
        store = create_record(path, "correct horse", Clinic("Clinic", Therapist("Sam")))
    store.add_all(read(written).patients)
    kept = [
        (store.patient(patient["id"]), store.sessions_of(patient["id"]))
        for patient in json.loads(written)["patients"]
    ]
    store.close()
    assert write_document(kept) == written


def _rewritten(value: Any) -> Any:
    found = read(value)
    return json.loads(
        write_document(found.patients, own_content=found.own_content, protocols=found.protocols)
    )


def test_a_document_written_by_hand_comes_out_as_the_same_values():
    assert _rewritten(document()) == document()


def test_a_document_of_the_first_version_is_read():
    ((patient, (session,)),) = read(old_document()).patients
    (point,) = session.trigger_points
    assert (patient.family_name, session.number) == ("Example", 1)
    assert point.confirmed
    assert not point.outside_muscle
    assert session.signature is None
    again = _rewritten(old_document())
    assert again["version"] == 3
    assert read(again) == read(old_document())


def test_a_document_of_the_second_version_is_read():
    ((_, (session,)),) = read(second_document()).patients
    assert session.opened == ()
    assert {n.opened_at for n in (*session.needles, *session.wasted)} == {None}
    again = _rewritten(second_document())
    assert again["version"] == 3
    assert read(again) == read(second_document())


def test_the_smallest_document_is_an_empty_one():
    for version in (1, 2, 3):
        empty = {"format": "tpdn-exchange", "version": version, "patients": []}
        assert read(empty) == Document()
    assert json.loads(write_document()) == empty


def test_the_example_of_the_description_is_a_document():
    page = (Path(__file__).parents[2] / "docs" / "exchange.md").read_text(encoding="utf-8")
    example = json.loads(page.partition("```json\n")[2].partition("```")[0])
    Draft202012Validator(schema()).validate(example)


def test_the_description_names_every_member():
    page = (Path(__file__).parents[2] / "docs" / "exchange.md").read_text(encoding="utf-8")
    for definition in schema()["$defs"].values():
        for name, rules in definition.get("properties", {}).items():
            assert f"| `{name}` |" in page
            assert rules["description"] in page


def test_the_schema_is_a_schema_and_closed_everywhere():
    for version in (1, 2, 3):
        Draft202012Validator.check_schema(schema(version))
    objects = [schema(), *schema()["$defs"].values()]
    for rules in objects:
        assert rules["description"]
        assert rules.get("type") != "object" or rules["additionalProperties"] is False


def test_a_byte_order_mark_is_passed_over_and_never_written():
    written = write_document(read(old_document()).patients)
    assert read(b"\xef\xbb\xbf" + written) == read(old_document())
    assert written.startswith(b"{\n")
    assert written.endswith(b"}\n")


def test_sessions_are_written_by_number():
    value = document()
    first = value["patients"][0]["sessions"][0]
    value["patients"][0]["sessions"] = [{**first, "id": "s2", "number": 2}, first]
    written = _rewritten(value)
    assert [s["number"] for s in written["patients"][0]["sessions"]] == [1, 2]


def test_a_fraction_of_a_second_is_refused_not_dropped():
    ((patient, (session,)),) = read(document()).patients
    fraction = datetime(2026, 1, 12, 9, 0, 0, 5, tzinfo=UTC)
    with pytest.raises(RuleBroken, match="fraction"):
        write_document([(patient, [replace(session, entered_at=fraction)])])


def _with_own_ids(patients: Sequence[tuple[Patient, Sequence[Session]]]) -> Kept:
    """The same with ids that differ throughout, which hypothesis does not promise."""
    renamed: list[Any] = []
    for number, (patient, sessions) in enumerate(patients):
        patient = replace(patient, id=f"p{number}")  # noqa: PLW2901
        renamed.append((patient, tuple(_session(patient, session) for session in sessions)))
    return renamed


def _session(patient: Patient, session: Session) -> Session:
    points = tuple(
        replace(
            point,
            needles=tuple(replace(n, id=f"n{order}") for order, n in enumerate(point.needles)),
        )
        for point in session.trigger_points
    )
    name = f"{patient.id}-{session.number}"
    named = replace(session, id=name, patient_id=patient.id, trigger_points=points)
    return strategies.signed(named) if named.signature else named
