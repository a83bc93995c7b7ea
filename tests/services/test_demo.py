"""The demo clinic: invented, repeatable, and charted as the program's own rules ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.reference_file import load_reference
from tpdn_desktop.atlas.safety import PlannedPoint, cautions, reasons_needed
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.canonical import canonical_copy, record_hash
from tpdn_desktop.domain.needle import Technique
from tpdn_desktop.domain.patient import Patient
from tpdn_desktop.domain.reconciliation import session_count
from tpdn_desktop.domain.session import Session
from tpdn_desktop.resources_path import resources_folder
from tpdn_desktop.services.demo import DEMO_CLINIC, demo_patients, demo_protocols
from tpdn_desktop.services.demo_cases import COMPLAINTS
from tpdn_desktop.services.demo_closing import planned_points
from tpdn_desktop.services.signing import open_matters

NOW = datetime(2026, 11, 21, 9, 40, tzinfo=UTC)
Made = Sequence[tuple[Patient, Sequence[Session]]]


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference(resources_folder() / "reference" / "reference.sqlite")


@pytest.fixture(scope="module", params=[20261121, 7])
def made(reference: Reference, request: pytest.FixtureRequest) -> Made:
    return demo_patients(reference, patients=14, sessions=48, seed=request.param, now=NOW)


@pytest.fixture
def sessions(made: Made) -> list[Session]:
    return [session for _, of_patient in made for session in of_patient]


@pytest.fixture
def signed(sessions: list[Session]) -> list[Session]:
    return [session for session in sessions if session.is_signed]


def test_same_seed_gives_the_same_clinic(reference: Reference) -> None:
    one, same, other = (
        demo_patients(reference, patients=5, sessions=12, seed=seed, now=NOW) for seed in (3, 3, 4)
    )
    assert one == same
    assert one != other


def test_everybody_is_obviously_invented(made: Made) -> None:
    assert len(made) == 14
    assert all(patient.given_name.endswith("(demo)") for patient, _ in made)
    assert "(demo)" in DEMO_CLINIC.therapist.name
    assert DEMO_CLINIC.is_demo


def test_older_sessions_are_signed_and_the_newest_of_some_are_not(made: Made) -> None:
    for patient, sessions in made:
        assert [s.number for s in sessions] == list(range(1, len(sessions) + 1))
        assert {s.patient_id for s in sessions} <= {patient.id}
        assert all(s.is_signed for s in sessions[:-1])
    drafts = [index for index, (_, s) in enumerate(made) if s and not s[-1].is_signed]
    assert drafts[0] == 0
    assert len(drafts) > 1


def test_only_the_patient_under_treatment_has_needles_in(made: Made) -> None:
    in_now = [s for _, of_patient in made for s in of_patient if any(n.is_in for n in s.needles)]
    assert in_now == [made[0][1][-1]]
    assert in_now[0].started_at == NOW - timedelta(minutes=12)


def test_pack_was_opened_for_the_needles_that_are_in_and_the_rest_lies_ready(made: Made) -> None:
    under_way = made[0][1][-1]
    inside = [needle for needle in under_way.needles if needle.is_in]
    count = session_count(under_way)
    assert count.beforehand == len(inside) + count.ready == 5
    assert {n.opened_at for n in (*inside, *under_way.opened)} == {under_way.opened[0].opened_at}
    assert all(session.opened == () for _, found in made for session in found[:-1])


def test_nothing_happens_in_the_future(sessions: list[Session]) -> None:
    for session in sessions:
        assert session.started_at < NOW
        assert all(needle.placed_at <= NOW for needle in session.needles)
        for amendment in session.amendments:
            assert session.started_at < amendment.written_at < NOW


def test_signatures_fit_and_nothing_stays_open(signed: list[Session]) -> None:
    for session in signed:
        assert session.signature is not None
        assert session.signature.record_hash == record_hash(canonical_copy(session))
        assert session.ended_at is not None
        assert session.signature.signed_at > session.ended_at
        assert open_matters(session) == ()


def test_every_caution_that_asks_a_reason_has_one(reference: Reference, made: Made) -> None:
    for patient, sessions in made:
        for session in sessions:
            points: list[PlannedPoint] = planned_points(session.trigger_points)
            needed = set(reasons_needed(cautions(reference, points, patient.alerts)))
            assert needed <= {o.answers for o in session.overrides} or not session.is_signed


def test_all_that_can_be_charted_is_shown_somewhere(sessions: list[Session]) -> None:
    techniques = {needle.technique for session in sessions for needle in session.needles}
    assert {Technique.STATIC, Technique.ELECTRICAL, Technique.PISTONING} <= techniques
    assert sum(bool(session.amendments) for session in sessions) == 1
    assert any(session.overrides for session in sessions)
    assert any(session.wasted for session in sessions)
    assert any(session.pains for session in sessions)
    assert all(n.lot for session in sessions for n in session.needles if n.size.length_mm == 40)


def test_current_and_dwell_belong_to_needles_that_stay(sessions: list[Session]) -> None:
    for needle in (needle for session in sessions for needle in session.needles):
        assert (needle.stimulation is not None) == (needle.technique is Technique.ELECTRICAL)
        assert (needle.dwell_target_min is not None) == needle.technique.stays_in


def test_pain_is_drawn_on_the_side_that_hurts(sessions: list[Session]) -> None:
    for pain in (pain for session in sessions for pain in session.pains):
        sides = {share.side for share in pain.regions}
        assert len(sides) == 1
        left = Side.LEFT in sides
        assert all((x > 0) == left for mark in pain.marks for x, _ in mark.places)  # type: ignore[union-attr]
        assert 0 < pain.body_share < 0.05


def test_complaints_speak_of_the_atlas(reference: Reference) -> None:
    for complaint in COMPLAINTS:
        assert set(complaint.muscles) <= reference.muscles.keys()
        for shares in complaint.pain.shares:
            assert shares.keys() <= reference.regions.keys()


def test_protocols_speak_of_the_atlas(reference: Reference) -> None:
    protocols = demo_protocols(reference)
    assert [p.name for p in protocols] == [
        "Shoulder, right",
        "Neck, both sides",
        "Calves with dwell",
    ]
    for point in (point for protocol in protocols for point in protocol.points):
        assert reference.points[str(point.reference_point_id)].muscle_id == point.muscle_id
        assert point.needles
    assert {p.side for p in protocols[0].points} == {Side.RIGHT}


@pytest.mark.parametrize(("patients", "sessions"), [(0, 0), (1, 0), (1, 3), (2, 1), (3, 40)])
def test_any_number_of_patients_and_sessions(
    reference: Reference, patients: int, sessions: int
) -> None:
    made = demo_patients(reference, patients=patients, sessions=sessions, seed=1, now=NOW)
    assert len(made) == patients
    assert sum(len(of_patient) for _, of_patient in made) == sessions
