"""Protocols made of charted points, and told new from known."""

from __future__ import annotations

import pytest

from tests.services.record_in_memory import CountedIds, SteppedClock, StoreInMemory
from tpdn_desktop.domain.anatomy import BodyPlace, Side, View
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.patient import Patient, PatientId
from tpdn_desktop.domain.protocol import Protocol, ProtocolId, ProtocolPoint
from tpdn_desktop.services.charting import ChartDesk, Target
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.services.protocol_making import protocol_of, sorted_out, summary


@pytest.fixture
def desk() -> ChartDesk:
    record = ClinicRecord(
        StoreInMemory(),
        clock=SteppedClock(),
        ids=CountedIds(),
        content_version="2026.11",
        map_version=1,
    )
    record.save_patient(Patient(PatientId("p"), "Sample", "Alba (demo)"))
    desk = record.desk(record.start_session(PatientId("p")))
    right = BodyPlace(View.POSTERIOR, -0.06, 0.8)
    desk.log_point(Target("infraspinatus", Side.RIGHT, right), needles=2)
    desk.log_point(Target("teres_minor", Side.RIGHT, right))
    desk.log_point(Target("infraspinatus", Side.LEFT, right.mirrored()))
    return desk


def named(name: str, key: str = "k") -> Protocol:
    place = BodyPlace(View.POSTERIOR, -0.06, 0.8)
    return Protocol(ProtocolId(key), name, (ProtocolPoint("infraspinatus", Side.RIGHT, place),))


def test_a_protocol_holds_all_points_with_their_needles(desk: ChartDesk) -> None:
    held = summary(protocol_of(desk, "  Shoulder "))
    assert (held.points, held.needles) == (3, 4)
    assert held.sides == (Side.RIGHT, Side.LEFT)
    assert held.muscles == ("infraspinatus", "teres_minor")


def test_a_protocol_may_hold_the_selected_point_alone(desk: ChartDesk) -> None:
    second = desk.session.trigger_points[1]
    (point,) = protocol_of(desk, "Teres", only=[second.id]).points
    assert point.muscle_id == "teres_minor"


def test_a_protocol_without_a_name_or_without_points_is_refused(desk: ChartDesk) -> None:
    with pytest.raises(RuleBroken, match="name"):
        protocol_of(desk, "   ")
    with pytest.raises(RuleBroken):
        protocol_of(desk, "None of them", only=[])


def test_arriving_protocols_of_a_known_name_or_id_stay_out() -> None:
    found = sorted_out(
        [named("Shoulder", "a")],
        [named("SHOULDER ", "b"), named("Elbow", "a"), named("Knee", "c"), named("knee", "d")],
    )
    assert [p.name for p in found.new] == ["Knee"]
    assert found.there == ("SHOULDER ", "Elbow", "knee")


def test_a_file_without_protocols_is_said_to_hold_none() -> None:
    with pytest.raises(RuleBroken, match="no protocols"):
        sorted_out([named("Shoulder")], [])
