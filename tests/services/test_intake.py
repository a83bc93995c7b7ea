"""Taking a document into a clinic file: what is new comes in, what is there stays, or nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.domain.samples import NOW, SIZE, a_point, a_session
from tests.services.record_in_memory import StoreInMemory
from tpdn_desktop.domain.anatomy import BodyPlace, Side, View
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.own_content import MOST_OWN, OwnContent, OwnNeedle, OwnNote, OwnPoint
from tpdn_desktop.domain.patient import Patient, PatientId
from tpdn_desktop.domain.protocol import Protocol, ProtocolId, ProtocolPoint
from tpdn_desktop.domain.session import PalpationFinding
from tpdn_desktop.services.intake import Taken, merged_content, own_points_of, take_in

PLACE = BodyPlace(View.POSTERIOR, -0.06, 0.79)
POINT = OwnPoint("own:1", "infraspinatus", "Lower edge", PLACE.mirrored())
OWN = OwnContent((POINT,), (OwnNote("soleus", "Slowly.", NOW),), (OwnNeedle("soleus", SIZE),))
SHOULDER = Protocol(
    ProtocolId("r1"), "Shoulder", (ProtocolPoint("infraspinatus", Side.RIGHT, PLACE),)
)
ALBA = Patient(PatientId("x"), "Sample", "Alba (demo)")


@pytest.fixture
def store() -> StoreInMemory:
    return StoreInMemory()


def test_everything_comes_into_an_empty_file(store: StoreInMemory) -> None:
    taken = take_in(store, [(ALBA, [a_session()])], OWN, [SHOULDER])
    assert taken == Taken(patients=1, sessions=1, own=3, protocols=1)
    assert store.own_content() == OWN
    assert store.protocols() == (SHOULDER,)
    assert store.sessions_of(ALBA.id) == (a_session(),)


def test_what_the_clinic_has_stays_as_it_is(store: StoreInMemory) -> None:
    take_in(store, [], OWN, [SHOULDER])
    other = OwnContent(
        (replace(POINT, name="Upper edge"), replace(POINT, id="own:2")),
        (replace(OWN.notes[0], text="Quickly."),),
        (replace(OWN.needles[0], muscle_id="masseter"),),
    )
    renamed = replace(SHOULDER, name="Another name")
    namesake = replace(SHOULDER, id=ProtocolId("r2"), name=" shoulder ")
    new = replace(SHOULDER, id=ProtocolId("r3"), name="Jaw")
    taken = take_in(store, [], other, [renamed, namesake, new, replace(new, id=ProtocolId("r4"))])
    assert taken == Taken(patients=0, sessions=0, own=2, protocols=1)
    own = store.own_content()
    assert [(p.id, p.name) for p in own.points] == [
        ("own:1", "Lower edge"),
        ("own:2", "Lower edge"),
    ]
    assert own.notes == OWN.notes
    assert [n.muscle_id for n in own.needles] == ["soleus", "masseter"]
    assert [p.name for p in store.protocols()] == ["Jaw", "Shoulder"]


def test_patient_who_is_there_already_refuses_all(store: StoreInMemory) -> None:
    store.save_patient(ALBA)
    with pytest.raises(RuleBroken, match="already"):
        take_in(store, [(ALBA, [])], OWN, [SHOULDER])
    assert store.own_content() == OwnContent()
    assert store.protocols() == ()


def test_more_than_a_clinic_keeps_refuses_all(store: StoreInMemory) -> None:
    points = tuple(replace(POINT, id=f"own:{number}") for number in range(MOST_OWN))
    store.save_own_content(OwnContent(points))
    with pytest.raises(RuleBroken, match="at most"):
        take_in(store, [(ALBA, [])], OwnContent((replace(POINT, id="own:new"),)))
    assert store.patient_count() == 0


def test_content_that_is_there_is_not_written_again(store: StoreInMemory) -> None:
    take_in(store, [], OWN, [SHOULDER])
    before = store.writes
    take_in(store, [(ALBA, [])], OWN, [SHOULDER])
    assert store.writes == before + 1


def test_merging_with_nothing_changes_nothing() -> None:
    assert merged_content(OWN, OwnContent()) == OWN
    assert merged_content(OwnContent(), OWN) == OWN
    assert merged_content(OWN, OWN) == OWN


def test_sessions_carry_the_own_points_they_speak_of() -> None:
    retired = replace(POINT, id="own:2", retired_at=NOW)
    own = OwnContent((POINT, retired, replace(POINT, id="own:3")), OWN.notes, OWN.needles)
    charted = a_session(trigger_points=(a_point(reference_point_id="own:1"), a_point("q")))
    felt = a_session(palpated=(PalpationFinding("own:2", Side.RIGHT, True),))
    assert own_points_of([charted, felt], own) == OwnContent((POINT, retired))
    assert own_points_of([a_session()], own) == OwnContent()
