"""Signatures, their copies, amendments and the history of prints: only added to, never changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from tests.storage import samples
from tests.storage.conftest import CLINIC, PASSWORD
from tpdn_desktop.domain.anatomy import BodyPlace, Side, View
from tpdn_desktop.domain.clinic import NeedleBox
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.needle import (
    NeedleId,
    NeedleSize,
    OpenedNeedle,
    PlannedNeedle,
    Technique,
    WastedNeedle,
)
from tpdn_desktop.domain.override import Override
from tpdn_desktop.domain.own_content import OwnContent, OwnNeedle, OwnNote, OwnPoint
from tpdn_desktop.domain.pain_drawing import (
    Pain,
    PainedRegion,
    PainId,
    PainQuality,
    PainStroke,
    RegionShare,
)
from tpdn_desktop.domain.paper_event import PaperAct, PaperEvent
from tpdn_desktop.domain.protocol import Protocol, ProtocolId, ProtocolPoint
from tpdn_desktop.domain.session import FinalCount, NarrativeEdit, PalpationFinding, Session
from tpdn_desktop.domain.signature import Amendment, AmendmentId, AmendmentKind
from tpdn_desktop.services.signing import signed_session
from tpdn_desktop.storage.connection import connect
from tpdn_desktop.storage.key import file_key
from tpdn_desktop.storage.record_file import create_record, open_record
from tpdn_desktop.storage.store import SqlRecordStore

LATER = samples.NOW + timedelta(hours=1)
STROKE = PainStroke(View.POSTERIOR, ((0.05, 0.8), (0.06, 0.81)), 0.02)
DRAFT = replace(
    samples.session(),
    trigger_points=(replace(samples.point(), needles=()),),
    pains=(
        Pain(
            PainId("ache"),
            PainQuality.ACHE,
            6,
            (STROKE, PainedRegion("deltoid", Side.LEFT), replace(STROKE, erases=True)),
            (RegionShare("deltoid", Side.LEFT, 0.5),),
            0.013,
        ),
        Pain(PainId("numb"), PainQuality.NUMB),
    ),
    palpated=(PalpationFinding("infraspinatus.1", Side.LEFT, is_positive=True),),
    overrides=(Override("anticoagulant", "psoas", None, "Deep.", "INR 2.0", samples.NOW),),
    wasted=(
        WastedNeedle(NeedleId("w"), NeedleSize(0.25, 30.0), samples.NOW, "bent"),
        WastedNeedle(
            NeedleId("v"), NeedleSize(0.25, 30.0), LATER, opened_at=samples.NOW, lot="L-7"
        ),
    ),
    narrative=(NarrativeEdit("treatment", "In my own words."),),
    final_count=FinalCount(0, samples.NOW),
)
SIGNED = signed_session(DRAFT, DRAFT.therapist, LATER)
AMENDMENT = Amendment(
    AmendmentId("a1"), AmendmentKind.LATE_ENTRY, DRAFT.therapist, LATER, "forgotten", "More.\nText"
)
AMENDED = SIGNED.with_amendment(AMENDMENT)
PRINTED = PaperEvent(samples.ERIN.id, SIGNED.id, PaperAct.PRINTED, "summary", LATER, "A4")

_AMENDMENT = (
    "(session_id, id, position, kind, author_name, written_at, reason, text)"
    " VALUES ('{session}', '{id}', 9, 'addendum', 'x', 0, 'x', 'x')"
)
ATTEMPTS = {
    "update pain": "UPDATE pain SET intensity = 1",
    "delete pain": "DELETE FROM pain",
    "replace pain": "INSERT OR REPLACE INTO pain SELECT * FROM pain",
    "update palpation": "UPDATE palpated SET is_positive = 0",
    "update override": "UPDATE caution_override SET reason = 'x'",
    "update wasted": "UPDATE wasted_needle SET reason = 'x'",
    "open a needle": "INSERT INTO opened_needle (session_id, id, position, diameter_mm, length_mm,"
    " opened_at) SELECT id, 'o', 0, 0.3, 40, 0 FROM session WHERE state = 'signed'",
    "update narrative": "UPDATE narrative_edit SET text = 'x'",
    "update copy": "UPDATE signed_copy SET copy = '{}'",
    "delete copy": "DELETE FROM signed_copy",
    "replace copy": "INSERT OR REPLACE INTO signed_copy SELECT * FROM signed_copy",
    "update amendment": "UPDATE amendment SET text = 'x'",
    "delete amendment": "DELETE FROM amendment",
    "replace amendment": "INSERT OR REPLACE INTO amendment "
    + _AMENDMENT.format(session=SIGNED.id, id="a1"),
    "amend a draft": "INSERT INTO amendment " + _AMENDMENT.format(session="erin-2", id="a2"),
    "update print": "UPDATE paper_event SET act = 'saved'",
    "delete print": "DELETE FROM paper_event",
    "replace print": "INSERT OR REPLACE INTO paper_event SELECT * FROM paper_event",
}


@pytest.fixture
def amended(path: Path) -> Iterator[SqlRecordStore]:
    """A file with a signed and amended session, printed once, and a draft."""
    store = create_record(path, PASSWORD, CLINIC)
    store.save_patient(samples.ERIN)
    store.save_session(samples.session(2), None)
    store.save_session(DRAFT, None)
    store.save_session(SIGNED, DRAFT)
    store.save_session(AMENDED, SIGNED)
    store.add_paper_event(PRINTED)
    yield store
    store.close()


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_raw_sql_cannot_change_it(amended: SqlRecordStore, path: Path, attempt: str) -> None:
    amended.close()
    raw: Any = connect(path, file_key(PASSWORD, path.read_bytes()[:16]))
    try:
        raw.execute("PRAGMA recursive_triggers = OFF")
        raw.execute("PRAGMA foreign_keys = OFF")
        with pytest.raises(dbapi2.IntegrityError, match=r"signed|only added to"):
            raw.execute(ATTEMPTS[attempt])
    finally:
        raw.close()


def test_every_part_comes_back_as_it_was(amended: SqlRecordStore) -> None:
    assert amended.session(SIGNED.id) == AMENDED
    assert amended.sessions_of(samples.ERIN.id) == (samples.session(2), AMENDED)


def test_a_signed_and_amended_session_can_be_added_whole(store: SqlRecordStore) -> None:
    store.add_all([(samples.ERIN, [AMENDED])])
    assert store.session(SIGNED.id) == AMENDED
    assert store.check() == ()


def test_an_amendment_is_never_rewritten(amended: SqlRecordStore) -> None:
    other = replace(AMENDED, amendments=(replace(AMENDMENT, text="Other."),))
    with pytest.raises(RuleBroken, match="stays as it was written"):
        amended.save_session(other, AMENDED)


def test_parts_of_a_draft_change_one_by_one(store: SqlRecordStore) -> None:
    store.save_patient(samples.ERIN)
    store.save_session(DRAFT, None)
    after: Session = replace(
        DRAFT,
        pains=(replace(DRAFT.pains[1], intensity=3),),
        palpated=(PalpationFinding("infraspinatus.2", Side.LEFT, is_positive=False),),
        overrides=(),
        opened=(OpenedNeedle(NeedleId("o"), NeedleSize(0.3, 40.0), LATER, "L-1"),),
        wasted=(),
        narrative=(),
        final_count=None,
    )
    store.save_session(after, DRAFT)
    assert store.session(DRAFT.id) == after


def test_opened_needle_lies_ready_is_placed_and_comes_back_with_its_time(
    store: SqlRecordStore,
) -> None:
    store.save_patient(samples.ERIN)
    opened = tuple(
        OpenedNeedle(NeedleId(name), NeedleSize(0.25, 30.0), samples.NOW, lot)
        for name, lot in (("o1", ""), ("o2", "L-7"))
    )
    ready = replace(samples.session(), opened=opened)
    store.save_session(ready, None)
    assert store.session(ready.id) == ready
    (needle,) = samples.point().needles
    placed = replace(needle, placed_at=LATER, removed_at=LATER, opened_at=samples.NOW, lot="L-7")
    used = replace(
        ready,
        opened=opened[:1],
        trigger_points=(replace(samples.point(), needles=(placed,)),),
    )
    store.save_session(used, ready)
    assert store.session(ready.id) == used
    assert store.sessions_of(samples.ERIN.id) == (used,)


def test_check_tells_of_a_signed_session_that_is_not_what_was_signed(
    amended: SqlRecordStore, path: Path
) -> None:
    assert amended.check() == ()
    amended.close()
    raw: Any = connect(path, file_key(PASSWORD, path.read_bytes()[:16]))
    raw.execute("DROP TRIGGER session_signed_keeps")
    raw.execute("UPDATE session SET pain_before = 1 WHERE state = 'signed'")
    raw.close()

    store = open_record(path, PASSWORD)
    assert store.check() == (f"The signed session {SIGNED.id} is not what was signed.",)
    store.close()


def test_drafts_are_listed_oldest_first_with_their_needles_in(store: SqlRecordStore) -> None:
    store.save_patient(samples.ERIN)
    second = replace(samples.session(2), started_at=LATER)
    store.save_session(second, None)
    first = samples.session().with_point(samples.point(needles=2))
    store.save_session(first, None)
    rows = store.drafts()
    assert [(r.session_id, r.points, r.needles_in) for r in rows] == [
        (first.id, 1, 2),
        (second.id, 0, 0),
    ]
    assert len(store.drafts(limit=1)) == 1


def test_only_the_password_of_the_file_is_proof(store: SqlRecordStore) -> None:
    assert store.proves(PASSWORD)
    assert not store.proves(PASSWORD + "!")


def test_what_the_clinic_keeps_for_itself_comes_back(store: SqlRecordStore) -> None:
    own = OwnContent(
        (
            OwnPoint(
                "own:1",
                "infraspinatus",
                "Corner",
                BodyPlace(View.POSTERIOR, 0.06, 0.8),
                essential=("deltoid", "contra:head_temporal"),
                note="Seen often.",
                retired_at=LATER,
            ),
        ),
        (OwnNote("infraspinatus", "Pincer never.", LATER),),
        (OwnNeedle("infraspinatus", NeedleSize(0.3, 50.0), Technique.STATIC),),
    )
    plan = PlannedNeedle(NeedleSize(0.3, 40.0), Technique.STATIC, 10)
    protocol = Protocol(
        ProtocolId("p"),
        "Shoulder",
        (ProtocolPoint("deltoid", Side.LEFT, BodyPlace(View.ANTERIOR, 0.1, 0.8), needles=(plan,)),),
    )
    box = NeedleBox(NeedleSize(0.3, 40.0), "L-1", LATER.date())
    clinic = replace(CLINIC, boxes=(box,), dwell_target_min=None).with_aftercare("Drink\nRest")
    store.save_own_content(own)
    store.save_protocol(protocol)
    store.save_protocol(replace(protocol, name="Shoulder 2"))
    store.save_logo(b"\x89PNG")
    store.save_clinic(clinic)
    assert store.own_content() == own
    assert store.protocols() == (replace(protocol, name="Shoulder 2"),)
    assert store.logo() == b"\x89PNG"
    assert store.clinic() == clinic
    store.remove_protocol(protocol.id)
    store.save_logo(None)
    assert (store.protocols(), store.logo()) == ((), None)


def test_the_history_of_prints_is_newest_first(amended: SqlRecordStore) -> None:
    saved = replace(PRINTED, act=PaperAct.SAVED, session_id=None)
    amended.add_paper_event(saved)
    assert amended.paper_events(samples.ERIN.id) == (saved, PRINTED)
