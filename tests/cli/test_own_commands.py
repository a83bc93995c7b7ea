"""The exchange commands and what a clinic added for itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tpdn_desktop.cli import main as command
from tpdn_desktop.domain.anatomy import BodyPlace, Side, View
from tpdn_desktop.domain.clinic import Clinic, Therapist
from tpdn_desktop.domain.needle import NeedleSize, PlannedNeedle
from tpdn_desktop.domain.own_content import OwnContent, OwnNeedle, OwnPoint
from tpdn_desktop.domain.patient import Patient, PatientId
from tpdn_desktop.domain.protocol import Protocol, ProtocolId, ProtocolPoint
from tpdn_desktop.domain.session import Session, SessionId
from tpdn_desktop.domain.trigger_point import TriggerPoint, TriggerPointId
from tpdn_desktop.services.clinic_record import SystemClock
from tpdn_desktop.storage import key
from tpdn_desktop.storage.record_file import create_record, open_record

PASSWORD = "three unrelated words"
CLINIC = Clinic("Example clinic", Therapist("R. Model (demo)"))
SIZE = NeedleSize(0.3, 40)
PLACE = BodyPlace(View.POSTERIOR, -0.06, 0.79)
USED = OwnPoint("own:used", "infraspinatus", "Lower edge", PLACE.mirrored())
UNUSED = OwnPoint("own:unused", "infraspinatus", "Upper edge", PLACE.mirrored())
OWN = OwnContent((USED, UNUSED), needles=(OwnNeedle("infraspinatus", SIZE),))
SHOULDER = Protocol(
    ProtocolId("shoulder"),
    "Shoulder",
    (ProtocolPoint("infraspinatus", Side.RIGHT, PLACE, needles=(PlannedNeedle(SIZE),)),),
)
ALBA = Patient(PatientId("alba"), "Sample", "Alba (demo)")


def _session() -> Session:
    now = SystemClock().now()
    point = TriggerPoint(
        TriggerPointId("t1"), "infraspinatus", Side.RIGHT, PLACE, reference_point_id=USED.id
    )
    session = Session(SessionId("s1"), ALBA.id, 1, CLINIC.therapist, now, now)
    return session.with_point(point)


@pytest.fixture(autouse=True)
def _password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    words = tmp_path / "words"
    words.write_text(PASSWORD + "\n", "utf-8")
    monkeypatch.setenv("TPDN_PASSWORD_FILE", str(words))
    monkeypatch.setitem(key.COST_BY_FORMAT, 1, key.Cost(memory_kib=32, passes=1, lanes=4))
    return


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """A clinic file with one patient, own content and a protocol."""
    path = tmp_path / "clinic.tpdn"
    store = create_record(path, PASSWORD, CLINIC)
    store.save_own_content(OWN)
    store.save_protocol(SHOULDER)
    store.add_all([(ALBA, [_session()])])
    store.close()
    return path


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """An empty clinic file."""
    path = tmp_path / "other.tpdn"
    create_record(path, PASSWORD, CLINIC).close()
    return path


def export(clinic: Path, out: Path, *which: str) -> int:
    return command(["export", str(clinic), *which, "--format", "json", "-o", str(out)])


def test_own_content_and_protocols_go_from_clinic_to_clinic(
    clinic: Path, other: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "own.json"
    assert export(clinic, out, "--own") == 0
    assert json.loads(out.read_bytes())["patients"] == []
    assert command(["import", str(out), "--into", str(other)]) == 0
    assert "new of the clinic's own: 3, protocols: 1." in capsys.readouterr().out
    store = open_record(other, PASSWORD)
    assert (store.own_content(), store.protocols()) == (OWN, (SHOULDER,))
    store.close()


def test_patient_carries_the_own_points_of_the_sessions_only(
    clinic: Path, other: Path, tmp_path: Path
) -> None:
    out = tmp_path / "patient.json"
    assert export(clinic, out, "--patient", ALBA.id) == 0
    assert "protocols" not in json.loads(out.read_bytes())
    assert command(["import", str(out), "--into", str(other)]) == 0
    store = open_record(other, PASSWORD)
    assert store.own_content() == OwnContent((USED,))
    assert store.sessions_of(ALBA.id)[0].trigger_points[0].reference_point_id == USED.id
    store.close()


def test_all_is_all_of_the_clinic(clinic: Path, other: Path, tmp_path: Path) -> None:
    out, again = tmp_path / "all.json", tmp_path / "again.json"
    assert export(clinic, out, "--all") == 0
    assert command(["import", str(out), "--into", str(other)]) == 0
    assert export(other, again, "--all") == 0
    assert again.read_bytes() == out.read_bytes()


def test_refused_document_leaves_the_own_content_alone(
    clinic: Path, other: Path, tmp_path: Path
) -> None:
    out = tmp_path / "all.json"
    assert export(clinic, out, "--all") == 0
    store = open_record(other, PASSWORD)
    store.save_patient(ALBA)
    store.close()
    assert command(["import", str(out), "--into", str(other)]) == 1
    store = open_record(other, PASSWORD)
    assert (store.own_content(), store.protocols()) == (OwnContent(), ())
    store.close()


def test_own_content_is_no_paper(
    clinic: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "own.pdf"
    assert command(["export", str(clinic), "--own", "--format", "pdf", "-o", str(out)]) == 1
    assert "--session" in capsys.readouterr().err
    assert not out.exists()
