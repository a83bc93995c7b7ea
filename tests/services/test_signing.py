"""Finishing a session: what is open, what holds the signature up, what a signature closes."""

from __future__ import annotations

import pytest

from tests.services.record_in_memory import PASSWORD, CountedIds, SteppedClock, StoreInMemory
from tpdn_desktop.domain.anatomy import BodyPlace, Side, View
from tpdn_desktop.domain.canonical import canonical_copy, record_hash
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.needle import NeedleSize, Technique
from tpdn_desktop.domain.patient import Patient, PatientId
from tpdn_desktop.domain.signature import AmendmentKind
from tpdn_desktop.services.charting import ChartDesk, Target
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.services.signing import Matter, open_matters

RIGHT = Target("infraspinatus", Side.RIGHT, BodyPlace(View.POSTERIOR, -0.06, 0.79))


@pytest.fixture
def store() -> StoreInMemory:
    return StoreInMemory()


@pytest.fixture
def record(store: StoreInMemory) -> ClinicRecord:
    return ClinicRecord(
        store, clock=SteppedClock(), ids=CountedIds(), content_version="2026.11", map_version=1
    )


@pytest.fixture
def desk(record: ClinicRecord) -> ChartDesk:
    record.save_patient(Patient(PatientId("p"), "Sample", "Alba (demo)"))
    return record.desk(record.start_session(PatientId("p")))


def open_now(desk: ChartDesk) -> set[Matter]:
    return {m.matter for m in open_matters(desk.session)}


def finished(desk: ChartDesk) -> ChartDesk:
    desk.log_point(RIGHT)
    desk.confirm_count(1)
    return desk


def test_signed_session_carries_the_hash_of_its_canonical_copy(
    record: ClinicRecord, desk: ChartDesk, store: StoreInMemory
) -> None:
    record.sign(finished(desk), PASSWORD)
    kept = store.session(desk.session.id)
    assert kept.is_signed
    assert kept.signature is not None
    assert kept.signature.record_hash == record_hash(canonical_copy(kept))
    assert kept.ended_at is not None


def test_undo_never_reaches_across_a_signature(record: ClinicRecord, desk: ChartDesk) -> None:
    record.sign(finished(desk), PASSWORD)
    assert desk.undo() is None
    assert desk.redo() is None
    assert desk.session.is_signed


def test_signed_session_refuses_new_needles(record: ClinicRecord, desk: ChartDesk) -> None:
    record.sign(finished(desk), PASSWORD)
    with pytest.raises(RuleBroken, match="signed"):
        desk.log_point(RIGHT)


def test_wrong_password_signs_nothing(record: ClinicRecord, desk: ChartDesk) -> None:
    with pytest.raises(RuleBroken, match="password"):
        record.sign(finished(desk), "wrong password")
    assert not desk.session.is_signed


def test_needles_in_hold_the_signature_up(record: ClinicRecord, desk: ChartDesk) -> None:
    point = finished(desk).session.trigger_points[0]
    desk.set_technique(point.id, Technique.STATIC)
    desk.toggle_dwell(point.id)
    desk.toggle_dwell(point.id)
    assert Matter.NEEDLES_IN in open_now(desk)
    with pytest.raises(RuleBroken, match="needles in"):
        record.sign(desk, PASSWORD)


def test_opened_needles_hold_the_signature_up_until_they_are_wasted(
    record: ClinicRecord, desk: ChartDesk
) -> None:
    finished(desk).open_needles(NeedleSize(0.30, 40), 2)
    (open_,) = [o for o in open_matters(desk.session) if o.matter is Matter.NEEDLES_READY]
    assert (open_.number, open_.matter.holds_up) == (2, True)
    with pytest.raises(RuleBroken, match="neither placed nor wasted"):
        record.sign(desk, PASSWORD)
    desk.waste_ready("not needed")
    record.sign(desk, PASSWORD)
    assert desk.session.is_signed


def test_copied_points_hold_the_signature_up_until_they_are_touched(
    record: ClinicRecord, desk: ChartDesk
) -> None:
    point = finished(desk).session.trigger_points[0]
    desk.copy_points([point])
    copy = desk.session.trigger_points[1]
    assert not copy.confirmed
    assert copy.needles == ()
    assert len(copy.planned) == 1
    with pytest.raises(RuleBroken, match="unconfirmed"):
        record.sign(desk, PASSWORD)
    desk.cycle_twitch(copy.id)
    touched = desk.session.point(copy.id)
    assert touched.confirmed
    assert len(touched.needles) == 1


def test_count_that_differs_asks_for_a_reason(desk: ChartDesk) -> None:
    desk.log_point(RIGHT)
    with pytest.raises(RuleBroken, match="say why"):
        desk.confirm_count(2)
    desk.confirm_count(2, "one fell on the floor and was counted")
    assert Matter.COUNT_DIFFERS not in open_now(desk)


def test_count_is_open_again_after_another_needle(desk: ChartDesk) -> None:
    finished(desk).log_point(RIGHT)
    assert Matter.COUNT_DIFFERS in open_now(desk)


def test_caution_without_a_typed_reason_holds_the_signature_up(
    record: ClinicRecord, desk: ChartDesk
) -> None:
    finished(desk)
    asked = [("anticoagulant.deep", "infraspinatus", Side.RIGHT)]
    with pytest.raises(RuleBroken, match="no reason"):
        record.sign(desk, PASSWORD, asked)
    desk.override(*asked[0], "Deep muscle.", "INR 2.1 this morning")
    record.sign(desk, PASSWORD, asked)
    assert desk.session.is_signed


def test_amendment_is_added_and_leaves_the_signed_copy_alone(
    record: ClinicRecord, desk: ChartDesk, store: StoreInMemory
) -> None:
    record.sign(finished(desk), PASSWORD)
    before = store.session(desk.session.id)
    record.amend(desk.session.id, AmendmentKind.LATE_ENTRY, "forgotten", "Left leg tingled.")
    after = store.session(desk.session.id)
    assert [a.text for a in after.amendments] == ["Left leg tingled."]
    assert canonical_copy(after) == canonical_copy(before)


def test_draft_is_edited_not_amended(record: ClinicRecord, desk: ChartDesk) -> None:
    with pytest.raises(RuleBroken, match="edited"):
        record.amend(desk.session.id, AmendmentKind.ADDENDUM, "why", "what")


def test_protocol_goes_on_either_side(record: ClinicRecord, desk: ChartDesk) -> None:
    desk.log_point(RIGHT)
    protocol = desk.as_protocol("Shoulder")
    record.save_protocol(protocol)
    desk.apply_protocol(record.protocols[0], Side.LEFT)
    left = desk.session.trigger_points[1]
    assert left.side is Side.LEFT
    assert left.place.x == pytest.approx(0.06)
    assert not left.confirmed


def test_two_protocols_never_share_a_name(record: ClinicRecord, desk: ChartDesk) -> None:
    desk.log_point(RIGHT)
    record.save_protocol(desk.as_protocol("Shoulder"))
    with pytest.raises(RuleBroken, match="name"):
        record.save_protocol(desk.as_protocol(" shoulder "))
