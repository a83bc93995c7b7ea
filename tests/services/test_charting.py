"""What a therapist does to a session, without a screen and without a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.services.record_in_memory import CountedIds, SteppedClock, StoreInMemory
from tpdn_desktop.domain.anatomy import BodyPlace, Side, View
from tpdn_desktop.domain.errors import RuleBroken, Unavailable
from tpdn_desktop.domain.needle import NeedleSize, Technique
from tpdn_desktop.domain.patient import Patient, PatientId
from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.stimulation import Stimulation
from tpdn_desktop.domain.trigger_point import Status, TwitchGrade
from tpdn_desktop.services.charting import ChartDesk, Target
from tpdn_desktop.services.clinic_record import ClinicRecord

RIGHT = Target(
    "infraspinatus", Side.RIGHT, BodyPlace(View.POSTERIOR, -0.06, 0.79), "infraspinatus.1"
)


class Desk:
    """A desk with a fresh draft session on it, and what lies under it."""

    def __init__(self) -> None:
        self.store = StoreInMemory()
        self.clock = SteppedClock()
        self.record = ClinicRecord(
            self.store,
            clock=self.clock,
            ids=CountedIds(),
            content_version="2026.11",
            map_version=1,
        )
        patient = Patient(PatientId("p"), "Sample", "Alba (demo)")
        self.record.save_patient(patient)
        self.desk: ChartDesk = self.record.desk(self.record.start_session(patient.id))

    @property
    def kept(self) -> Session:
        return self.store.session(self.desk.session.id)


@pytest.fixture
def table() -> Desk:
    return Desk()


def test_one_click_is_one_point_with_the_default_needle_in_the_file(table: Desk) -> None:
    point = table.desk.log_point(RIGHT)
    assert table.kept.trigger_points == (point,)
    assert [n.size for n in point.needles] == [NeedleSize(0.30, 40)]
    assert point.reference_point_id == "infraspinatus.1"


def test_a_logged_point_claims_nothing_that_was_not_found(table: Desk) -> None:
    point = table.desk.log_point(RIGHT)
    assert point.status is Status.NOT_CLASSIFIED
    assert point.reproduces_pain is None
    assert not point.twitch.sought


def test_a_pistoned_needle_is_placed_and_removed_at_once(table: Desk) -> None:
    table.desk.log_point(RIGHT)
    assert (table.desk.count.placed, table.desk.count.still_in) == (1, 0)


def test_a_needle_left_in_is_in_until_it_is_taken_out(table: Desk) -> None:
    point = table.desk.log_point(RIGHT)
    table.desk.toggle_dwell(point.id)
    assert table.desk.count.still_in == 1
    table.desk.take_out(point.id)
    assert table.desk.count.still_in == 0
    needle = table.desk.session.needles[0]
    assert needle.removed_at is not None
    assert needle.removed_at >= needle.placed_at


def test_a_clock_set_back_never_takes_a_needle_out_before_it_was_placed(table: Desk) -> None:
    point = table.desk.log_point(RIGHT)
    table.desk.toggle_dwell(point.id)
    table.clock.time -= timedelta(days=3)
    table.desk.take_all_out()
    needle = table.desk.session.needles[0]
    assert needle.removed_at == needle.placed_at


def test_the_number_key_sets_how_many_needles_there_are(table: Desk) -> None:
    point = table.desk.log_point(RIGHT)
    for number in (3, 1, 0, 2):
        table.desk.set_needle_number(point.id, number)
        assert len(table.desk.session.point(point.id).needles) == number


def test_the_twitch_key_goes_round(table: Desk) -> None:
    point = table.desk.log_point(RIGHT)
    seen = []
    for _ in range(5):
        table.desk.cycle_twitch(point.id)
        twitch = table.desk.session.point(point.id).twitch
        seen.append((twitch.sought, twitch.strongest))
    assert seen == [
        (True, None),
        (True, TwitchGrade.WEAK),
        (True, TwitchGrade.MEDIUM),
        (True, TwitchGrade.STRONG),
        (False, None),
    ]


def test_mirroring_gives_the_other_side_with_its_own_needles(table: Desk) -> None:
    point = table.desk.log_point(RIGHT)
    twin = table.desk.mirror_point(point.id)
    assert twin.side is Side.LEFT
    assert twin.place.x == -point.place.x
    assert twin.needles[0].id != point.needles[0].id
    assert table.desk.count.placed == 2


def test_a_shorter_needle_drops_a_depth_that_no_longer_fits(table: Desk) -> None:
    point = table.desk.log_point(RIGHT)
    table.desk.set_depth(point.id, 35.0)
    table.desk.set_needle_size(point.id, NeedleSize(0.20, 15))
    assert table.desk.session.needles[0].depth_mm is None


def test_a_technique_that_stays_puts_the_needle_in_and_another_takes_it_out(table: Desk) -> None:
    point = table.desk.log_point(RIGHT)
    table.desk.set_technique(point.id, Technique.ELECTRICAL)
    assert table.desk.count.still_in == 1
    table.desk.set_technique(point.id, Technique.FANNING)
    assert table.desk.count.still_in == 0


def test_undo_and_redo_are_written_through(table: Desk) -> None:
    point = table.desk.log_point(RIGHT)
    table.desk.set_finding(point.id, status=Status.ACTIVE)
    assert table.desk.undo() == "Change finding"
    assert table.kept.point(point.id).status is Status.NOT_CLASSIFIED
    assert table.desk.undo() == "Log trigger point"
    assert table.kept.trigger_points == ()
    assert table.desk.redo() == "Log trigger point"
    assert table.kept.point(point.id) == point
    assert table.desk.undo() == "Log trigger point"
    assert table.desk.undo() is None


def test_typing_into_one_field_is_one_undo(table: Desk) -> None:
    point = table.desk.log_point(RIGHT)
    for text in ("s", "so", "sore"):
        table.desk.set_finding(point.id, note=text)
    table.desk.undo()
    assert table.desk.session.point(point.id).note == ""


def test_a_full_disk_changes_neither_session_nor_history(table: Desk) -> None:
    point = table.desk.log_point(RIGHT)
    before = table.desk.session
    table.store.is_full = True
    for edit in (
        lambda: table.desk.cycle_twitch(point.id),
        lambda: table.desk.remove_point(point.id),
        table.desk.undo,
    ):
        with pytest.raises(Unavailable):
            edit()
    assert table.desk.session == before
    table.store.is_full = False
    assert table.desk.undo() == "Log trigger point"


def test_a_refused_edit_changes_nothing(table: Desk) -> None:
    point = table.desk.log_point(RIGHT)
    before = table.desk.session
    with pytest.raises(RuleBroken):
        table.desk.move_point(point.id, BodyPlace(View.POSTERIOR, 0.06, 0.79))
    assert table.desk.session == before == table.kept


def test_an_edit_that_changes_nothing_is_not_written(table: Desk) -> None:
    point = table.desk.log_point(RIGHT)
    writes = table.store.writes
    table.desk.set_finding(point.id, status=Status.NOT_CLASSIFIED)
    assert table.store.writes == writes


def test_a_second_new_session_on_the_same_day_goes_on_with_the_draft(table: Desk) -> None:
    again = table.record.start_session(PatientId("p"))
    assert again.id == table.desk.session.id
    table.clock.time += timedelta(days=7)
    later = table.record.start_session(PatientId("p"))
    assert later.number == 2


def test_a_birth_date_after_a_session_is_refused(table: Desk) -> None:
    patient = table.store.patient(PatientId("p"))
    table.clock.time += timedelta(days=30)
    late = (table.clock.time - timedelta(days=2)).date()
    with pytest.raises(RuleBroken, match="session"):
        table.record.save_patient(replace(patient, birth_date=late))


class EditsAgainstAList(RuleBasedStateMachine):
    """Random edits, undo and redo against a plain list of the sessions that should be there."""

    def __init__(self) -> None:
        super().__init__()
        self.under_test = Desk()
        self.past: list[Session] = []
        self.future: list[Session] = []

    def _after_edit(self, before: Session) -> None:
        if self.under_test.desk.session != before:
            self.past.append(before)
            self.future.clear()

    @rule(x=st.floats(-0.1, -0.03), y=st.floats(0.7, 0.8))
    def log(self, x: float, y: float) -> None:
        before = self.under_test.desk.session
        target = Target("infraspinatus", Side.RIGHT, BodyPlace(View.POSTERIOR, x, y))
        self.under_test.desk.log_point(target)
        self._after_edit(before)

    @precondition(lambda self: self.under_test.desk.session.trigger_points)
    @rule(data=st.data(), number=st.integers(0, 4))
    def needles(self, data: st.DataObject, number: int) -> None:
        before = self.under_test.desk.session
        point = data.draw(st.sampled_from(before.trigger_points))
        self.under_test.desk.set_needle_number(point.id, number)
        self._after_edit(before)

    @precondition(lambda self: self.under_test.desk.session.trigger_points)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        before = self.under_test.desk.session
        self.under_test.desk.remove_point(data.draw(st.sampled_from(before.trigger_points)).id)
        self._after_edit(before)

    @rule()
    def undo(self) -> None:
        now = self.under_test.desk.session
        if self.under_test.desk.undo() is None:
            assert not self.past
        else:
            self.future.append(now)
            assert self.under_test.desk.session == self.past.pop()

    @rule()
    def redo(self) -> None:
        now = self.under_test.desk.session
        if self.under_test.desk.redo() is None:
            assert not self.future
        else:
            self.past.append(now)
            assert self.under_test.desk.session == self.future.pop()

    @invariant()
    def the_file_holds_what_the_desk_shows(self) -> None:
        assert self.under_test.kept == self.under_test.desk.session


TestEditsAgainstAList = EditsAgainstAList.TestCase
TestEditsAgainstAList.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)


def test_needles_left_in_are_found_again_when_the_file_is_opened(table: Desk) -> None:
    point = table.desk.log_point(RIGHT)
    assert table.record.drafts_with_needles_in() == ()
    table.desk.toggle_dwell(point.id)
    assert table.record.drafts_with_needles_in() == (table.desk.session,)
    table.clock.time += timedelta(days=2)
    assert table.record.drafts_with_needles_in() == ()


def test_a_mirrored_point_keeps_its_current_and_another_technique_ends_it(table: Desk) -> None:
    point = table.desk.log_point(RIGHT)
    current = Stimulation("Box 1", frequency_hz=2.0, minutes=10)
    table.desk.set_stimulation(point.id, current)
    twin = table.desk.mirror_point(point.id)
    assert [n.stimulation for n in twin.needles] == [current]
    table.desk.set_technique(twin.id, Technique.WINDING)
    (wound,) = table.desk.session.point(twin.id).needles
    assert (wound.stimulation, wound.dwell_target_min, wound.is_in) == (None, None, False)
