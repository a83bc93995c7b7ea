"""Needles that are opened beforehand: taken, given back, wasted, and never lost or doubled."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.services.test_charting import RIGHT, Desk
from tpdn_desktop.domain.clinic import NeedleBox
from tpdn_desktop.domain.errors import NotFound, RuleBroken
from tpdn_desktop.domain.needle import NeedleId, NeedleSize, PlannedNeedle, Technique
from tpdn_desktop.domain.session import Session
from tpdn_desktop.services.charting import ChartDesk

LONG, THIN = NeedleSize(0.30, 40), NeedleSize(0.25, 30)


@pytest.fixture
def table() -> Desk:
    return Desk()


def ready_sizes(desk: ChartDesk) -> list[NeedleSize]:
    return [needle.size for needle in desk.session.opened]


def test_click_opens_and_places_at_once_and_notes_no_opening(table: Desk) -> None:
    point = table.desk.log_point(RIGHT)
    assert [n.opened_at for n in point.needles] == [None]
    assert (table.desk.count.opened, table.desk.count.beforehand) == (1, 0)


def test_pack_lies_ready_in_the_file_after_one_edit(table: Desk) -> None:
    opened = table.desk.open_needles(LONG, 5)
    assert table.kept.opened == opened
    assert len({needle.id for needle in opened}) == 5
    count = table.desk.count
    assert (count.ready, count.opened, count.placed, count.beforehand) == (5, 5, 0, 5)
    assert table.desk.undo() == "Open needles"
    assert table.kept.opened == ()


@pytest.mark.parametrize("number", [0, -1, 2_001])
def test_no_session_opens_none_or_thousands_of_needles(table: Desk, number: int) -> None:
    with pytest.raises(RuleBroken):
        table.desk.open_needles(LONG, number)
    assert table.kept.opened == ()


def test_placed_needle_is_the_ready_one_of_its_size_that_was_opened_first(table: Desk) -> None:
    (first,) = table.desk.open_needles(LONG)
    table.desk.open_needles(THIN)
    (second,) = table.desk.open_needles(LONG)
    point = table.desk.log_point(RIGHT)
    assert [n.opened_at for n in point.needles] == [first.opened_at]
    assert LONG in ready_sizes(table.desk)
    table.desk.set_needle_number(point.id, 3)
    needles = table.desk.session.point(point.id).needles
    assert [n.opened_at for n in needles] == [first.opened_at, second.opened_at, None]
    assert ready_sizes(table.desk) == [THIN]
    assert table.kept == table.desk.session


def test_needle_keeps_the_lot_of_the_box_it_was_opened_from(table: Desk) -> None:
    table.desk.open_needles(LONG, lot="L-old")
    clinic = table.record.clinic
    table.desk.take_clinic(replace(clinic, boxes=(NeedleBox(LONG, "L-new"),)))
    point = table.desk.log_point(RIGHT, needles=2)
    assert [n.lot for n in point.needles] == ["L-old", "L-new"]


def test_opened_needles_bear_the_lot_of_the_clinics_box(table: Desk) -> None:
    table.desk.take_clinic(replace(table.record.clinic, boxes=(NeedleBox(LONG, "L-1"),)))
    assert [n.lot for n in table.desk.open_needles(LONG, 2)] == ["L-1", "L-1"]


def test_confirmed_copies_and_protocols_take_ready_needles(table: Desk) -> None:
    before = table.desk.log_point(RIGHT)
    protocol = table.desk.as_protocol("Shoulder")
    table.desk.open_needles(LONG, 3)
    table.desk.copy_points([before])
    table.desk.apply_protocol(protocol)
    assert table.desk.count.ready == 3
    table.desk.confirm_all()
    assert table.desk.count.ready == 1
    assert [bool(n.opened_at) for n in table.desk.session.needles] == [False, True, True]


def test_mirrored_and_doubled_points_open_their_own_needles(table: Desk) -> None:
    table.desk.open_needles(LONG)
    point = table.desk.log_point(RIGHT)
    for twin in (table.desk.mirror_point(point.id), table.desk.duplicate_point(point.id)):
        assert [n.opened_at for n in twin.needles] == [None]
    table.desk.open_needles(LONG)
    taken = table.desk.mirror_point(point.id)
    assert [n.opened_at is not None for n in taken.needles] == [True]
    assert table.desk.count.ready == 0


def test_slip_gives_the_needle_back_to_those_that_lie_ready(table: Desk) -> None:
    (opened,) = table.desk.open_needles(LONG)
    point = table.desk.log_point(RIGHT)
    table.desk.set_needle_number(point.id, 0)
    (back,) = table.desk.session.opened
    assert (back.size, back.opened_at, back.lot) == (LONG, opened.opened_at, opened.lot)
    table.desk.set_needle_number(point.id, 1)
    table.desk.remove_point(point.id)
    assert [n.opened_at for n in table.desk.session.opened] == [opened.opened_at]


def test_needle_opened_as_it_was_placed_goes_without_a_trace(table: Desk) -> None:
    point = table.desk.log_point(RIGHT)
    table.desk.remove_point(point.id)
    assert table.desk.session.opened == ()


def test_another_size_gives_one_back_and_takes_one(table: Desk) -> None:
    (long,) = table.desk.open_needles(LONG, lot="L-40")
    (thin,) = table.desk.open_needles(THIN, lot="L-30")
    point = table.desk.log_point(RIGHT)
    table.desk.set_needle_size(point.id, THIN)
    (needle,) = table.desk.session.point(point.id).needles
    assert (needle.opened_at, needle.lot) == (thin.opened_at, "L-30")
    assert [(n.size, n.opened_at) for n in table.desk.session.opened] == [(LONG, long.opened_at)]
    table.desk.set_needle_size(point.id, NeedleSize(0.20, 15))
    (needle,) = table.desk.session.point(point.id).needles
    assert (needle.opened_at, needle.lot) == (None, "")
    assert table.desk.count.ready == 2
    assert table.desk.undo() == "Needle size"
    assert ready_sizes(table.desk) == [LONG]


def test_lot_of_a_box_goes_with_its_size_and_a_typed_one_stays(table: Desk) -> None:
    boxes = (NeedleBox(LONG, "L-40"), NeedleBox(THIN, "L-30"))
    table.desk.take_clinic(replace(table.record.clinic, boxes=boxes))
    point = table.desk.log_point(RIGHT)
    table.desk.set_needle_size(point.id, THIN)
    assert [n.lot for n in table.desk.session.needles] == ["L-30"]
    table.desk.set_needle_field(point.id, lot="typed")
    table.desk.set_needle_size(point.id, LONG)
    assert [n.lot for n in table.desk.session.needles] == ["typed"]


def test_using_a_needle_otherwise_takes_no_other(table: Desk) -> None:
    point = table.desk.log_point(RIGHT)
    table.desk.open_needles(LONG)
    table.desk.set_technique(point.id, Technique.STATIC)
    table.desk.set_depth(point.id, 12.0)
    table.desk.take_all_out()
    assert table.desk.count.ready == 1


def test_clock_that_was_set_back_never_places_a_needle_before_it_was_opened(table: Desk) -> None:
    table.desk.open_needles(LONG, 2)
    table.clock.time -= timedelta(hours=1)
    point = table.desk.log_point(RIGHT)
    (needle,) = point.needles
    assert needle.opened_at == needle.placed_at
    wasted = table.desk.waste_needle(LONG)
    assert wasted.opened_at == wasted.wasted_at


def test_wasted_needle_is_one_that_lies_ready_if_there_is_one(table: Desk) -> None:
    (opened,) = table.desk.open_needles(LONG, lot="L-1")
    bent = table.desk.waste_needle(LONG, "bent")
    assert (bent.opened_at, bent.lot, bent.reason) == (opened.opened_at, "L-1", "bent")
    dropped = table.desk.waste_needle(LONG)
    assert dropped.opened_at is None
    assert table.kept.opened == ()
    assert table.kept.wasted == (bent, dropped)
    count = table.desk.count
    assert (count.opened, count.wasted, count.beforehand) == (2, 2, 1)


def test_one_ready_needle_is_wasted_and_another_was_a_slip(table: Desk) -> None:
    first, second, third = table.desk.open_needles(LONG, 3)
    table.desk.waste_opened(second.id, "touched")
    table.desk.not_opened(third.id)
    assert table.kept.opened == (first,)
    assert [n.reason for n in table.kept.wasted] == ["touched"]
    for act in (table.desk.waste_opened, table.desk.not_opened):
        with pytest.raises(NotFound):
            act(NeedleId("gone"))


def test_all_that_lies_ready_is_wasted_in_one_edit(table: Desk) -> None:
    table.desk.open_needles(LONG, 2)
    table.desk.open_needles(THIN)
    before = table.desk.session
    assert table.desk.waste_ready("not needed") == 3
    assert table.kept.opened == ()
    assert {n.reason for n in table.kept.wasted} == {"not needed"}
    assert table.desk.undo() == "Opened needles wasted"
    assert table.kept == before
    assert table.desk.redo() == "Opened needles wasted"
    assert table.desk.count.wasted == 3


def test_nothing_ready_is_no_edit(table: Desk) -> None:
    assert table.desk.waste_ready() == 0
    assert table.desk.undo() is None


def test_plans_do_not_speak_of_opening(table: Desk) -> None:
    table.desk.open_needles(LONG)
    table.desk.log_point(RIGHT)
    (point,) = table.desk.as_protocol("Shoulder").points
    assert point.needles == (PlannedNeedle(LONG),)


def test_needles_come_out_at_the_moment_that_is_known_of_them_and_the_others_stay(
    table: Desk,
) -> None:
    first = table.desk.log_point(RIGHT, needles=2)
    table.desk.set_technique(first.id, Technique.STATIC)
    one, other = table.desk.session.needles
    at = one.placed_at + timedelta(minutes=9)
    assert table.desk.take_out_since(lambda n: at if n.id == one.id else None) == 1
    assert [n.removed_at for n in table.kept.needles] == [at, None]
    table.desk.take_all_out(lambda n: at + timedelta(minutes=1))
    assert [n.removed_at for n in table.kept.needles] == [at, at + timedelta(minutes=1)]
    assert other.is_in


class PacksAgainstACount(RuleBasedStateMachine):
    """Whatever is done, every opened needle is ready, placed or wasted: none lost, none doubled."""

    def __init__(self) -> None:
        super().__init__()
        self.under_test = Desk()
        self.desk = self.under_test.desk
        self.opened = [0]
        """How many were opened, after each edit that can be undone."""

    def _edited(self, before: Session, opened: int = 0) -> None:
        if self.desk.session is not before:
            self.opened.append(self.opened[-1] + opened)

    @rule(size=st.sampled_from((LONG, THIN)), number=st.integers(1, 4))
    def open_pack(self, size: NeedleSize, number: int) -> None:
        before = self.desk.session
        self.desk.open_needles(size, number)
        self._edited(before, number)

    @rule(needles=st.integers(0, 3))
    def log(self, needles: int) -> None:
        before = self.desk.session
        self.desk.log_point(RIGHT, needles=needles)
        self._edited(before)

    @precondition(lambda self: self.desk.session.trigger_points)
    @rule(data=st.data())
    def change_a_point(self, data: st.DataObject) -> None:
        before = self.desk.session
        point = data.draw(st.sampled_from(before.trigger_points)).id
        number = data.draw(st.integers(0, 3))
        act = data.draw(
            st.sampled_from(
                [
                    lambda: self.desk.set_needle_number(point, number),
                    lambda: self.desk.next_needle_size(point),
                    lambda: self.desk.mirror_point(point),
                    lambda: self.desk.remove_point(point),
                    lambda: self.desk.toggle_dwell(point),
                ]
            )
        )
        act()
        self._edited(before)

    @rule(size=st.sampled_from((LONG, THIN)))
    def waste(self, size: NeedleSize) -> None:
        before = self.desk.session
        self.desk.waste_needle(size)
        self._edited(before)

    @rule()
    def waste_ready(self) -> None:
        before = self.desk.session
        self.desk.waste_ready()
        self._edited(before)

    @rule()
    def undo(self) -> None:
        if self.desk.undo() is not None:
            self.opened.pop()

    @invariant()
    def every_opened_needle_is_somewhere_once(self) -> None:
        assert self.desk.count.beforehand == self.opened[-1]
        assert self.under_test.kept == self.desk.session

    @invariant()
    def none_was_placed_before_it_was_opened(self) -> None:
        for needle in self.desk.session.needles:
            assert needle.opened_at is None or needle.opened_at <= needle.placed_at


TestPacksAgainstACount = PacksAgainstACount.TestCase
TestPacksAgainstACount.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
