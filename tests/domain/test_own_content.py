"""What a clinic adds for itself: reference points, notes, needles, protocols; prints noted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from tests import strategies
from tests.domain.samples import NOW, SIZE
from tpdn_desktop.domain.anatomy import BodyPlace, Side, View
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.own_content import (
    MOST_OWN,
    OwnContent,
    OwnNeedle,
    OwnNote,
    OwnPoint,
)
from tpdn_desktop.domain.paper_event import PaperAct, PaperEvent
from tpdn_desktop.domain.patient import PatientId
from tpdn_desktop.domain.protocol import (
    MOST_PROTOCOL_POINTS,
    Protocol,
    ProtocolId,
    ProtocolPoint,
)

RIGHT = BodyPlace(View.POSTERIOR, -0.06, 0.79)
POINT = OwnPoint("own:1", "infraspinatus", "Below the spine", RIGHT.mirrored())


def a_protocol(*points: ProtocolPoint, **fields: object) -> Protocol:
    right = ProtocolPoint("infraspinatus", Side.RIGHT, RIGHT)
    return replace(Protocol(ProtocolId("p"), "Shoulder", points or (right,)), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "fields",
    [
        {"id": "infraspinatus.TrP1"},
        {"name": " "},
        {"name": "x" * 201},
        {"place": RIGHT},
        {"essential": ("del\x00toid",)},
        {"note": "a\x00b"},
        {"retired_at": NOW.replace(tzinfo=None)},
    ],
)
def test_own_point_that_cannot_be_kept_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(RuleBroken):
        replace(POINT, **fields)  # type: ignore[arg-type]


def test_retired_points_are_shown_when_asked_for() -> None:
    gone = replace(POINT, id="own:2", retired_at=NOW)
    own = OwnContent(points=(POINT, gone, replace(POINT, id="own:3", muscle_id="soleus")))
    assert own.points_of("infraspinatus") == (POINT,)
    assert own.points_of("infraspinatus", retired=True) == (POINT, gone)


def test_muscle_has_one_own_note_and_one_own_needle() -> None:
    note, needle = OwnNote("soleus", "Slowly.", NOW), OwnNeedle("soleus", SIZE)
    own = OwnContent(notes=(note,), needles=(needle,))
    assert (own.note_about("soleus"), own.needle_for("soleus")) == (note, needle)
    assert own.note_about("masseter") is None
    assert own.needle_for("masseter") is None
    for fields in (
        {"points": (POINT, POINT)},
        {"notes": (note, replace(note, text="Quickly."))},
        {"needles": (needle, needle)},
    ):
        with pytest.raises(RuleBroken, match="stands twice"):
            OwnContent(**fields)  # type: ignore[arg-type]


def test_note_about_a_muscle_says_something() -> None:
    with pytest.raises(RuleBroken, match="text"):
        OwnNote("soleus", " \n", NOW)


def test_clinic_adds_no_more_than_it_can_look_through() -> None:
    points = tuple(replace(POINT, id=f"own:{number}") for number in range(MOST_OWN + 1))
    with pytest.raises(RuleBroken, match="at most 2,000"):
        OwnContent(points=points)


def test_protocol_has_a_name_and_points() -> None:
    for fields in ({"name": " "}, {"points": ()}, {"note": "a\x00b"}):
        with pytest.raises(RuleBroken):
            a_protocol(**fields)
    point = a_protocol().points[0]
    assert a_protocol(*[point] * MOST_PROTOCOL_POINTS)
    with pytest.raises(RuleBroken, match="1 to 100"):
        a_protocol(*[point] * (MOST_PROTOCOL_POINTS + 1))


def test_protocol_goes_to_one_side_and_the_midline_stays() -> None:
    right = ProtocolPoint("infraspinatus", Side.RIGHT, RIGHT)
    middle = ProtocolPoint("orbicularis_oris", Side.MIDLINE, BodyPlace(View.ANTERIOR, 0.0, 0.9))
    protocol = a_protocol(right, middle)
    assert [p.side for p in protocol.on(Side.LEFT)] == [Side.LEFT, Side.MIDLINE]
    assert [p.place.x for p in protocol.on(Side.LEFT)] == [0.06, 0.0]
    assert protocol.on(Side.MIDLINE) == protocol.points


def test_a_point_that_a_protocol_holds_on_both_sides_goes_to_one_side_once() -> None:
    right = ProtocolPoint("infraspinatus", Side.RIGHT, RIGHT)
    numbered = replace(right, reference_point_id="infraspinatus.1")
    lower = replace(numbered.mirrored(), place=BodyPlace(View.POSTERIOR, 0.07, 0.77))
    both = a_protocol(right, right.mirrored(), numbered, numbered, lower)
    assert both.on(Side.LEFT) == (right.mirrored(), numbered.mirrored(), numbered.mirrored())
    assert both.on(Side.RIGHT) == (right, numbered, numbered)
    assert both.on(Side.MIDLINE) == both.points


@given(protocol=strategies.protocols)
def test_protocol_on_the_other_side_and_back_is_the_protocol_on_this_side(
    protocol: Protocol,
) -> None:
    there = replace(protocol, points=protocol.on(Side.LEFT))
    back = replace(protocol, points=there.on(Side.RIGHT))
    assert back.points == protocol.on(Side.RIGHT)
    assert all(p.side is not Side.RIGHT for p in there.points)


def test_history_of_prints_names_the_paper_and_a_time() -> None:
    event = PaperEvent(PatientId("p"), None, PaperAct.SAVED, "summary", NOW)
    for fields in ({"paper": ""}, {"at": NOW.replace(tzinfo=None)}, {"detail": "a\nb"}):
        with pytest.raises(RuleBroken):
            replace(event, **fields)  # type: ignore[arg-type]
