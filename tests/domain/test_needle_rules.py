"""What may be said of a needle: current, dwell, what it reached; boxes and wasted needles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.domain.samples import MODEL, NOW, SIZE, a_needle, a_point, a_session, a_signature
from tpdn_desktop.domain.clinic import Clinic, NeedleBox
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.needle import (
    NeedleId,
    NeedleSize,
    OpenedNeedle,
    PlannedNeedle,
    WastedNeedle,
)
from tpdn_desktop.domain.reconciliation import session_count
from tpdn_desktop.domain.session import SessionState
from tpdn_desktop.domain.stimulation import (
    FREQUENCY_HZ,
    INTENSITY_MA,
    MINUTES,
    PULSE_WIDTH_US,
    Stimulation,
)
from tpdn_desktop.domain.text import NAME_LIMIT

TODAY = NOW.date()


@pytest.mark.parametrize(
    ("setting", "limits"),
    [
        ("frequency_hz", FREQUENCY_HZ),
        ("pulse_width_us", PULSE_WIDTH_US),
        ("intensity_ma", INTENSITY_MA),
        ("minutes", MINUTES),
    ],
)
def test_current_runs_as_stimulators_make_it(setting: str, limits: tuple[float, float]) -> None:
    for value in (*limits, None):
        assert getattr(Stimulation(**{setting: value}), setting) == value
    least, most = limits
    for value in (least - 1, most + 1, float("nan"), float("inf")):
        with pytest.raises(RuleBroken, match=f"{most:g}"):
            Stimulation(**{setting: value})


def test_stimulator_and_lead_pair_are_short_lines() -> None:
    for setting in ("device", "leads"):
        with pytest.raises(RuleBroken):
            Stimulation(**{setting: "x" * (NAME_LIMIT + 1)})
        with pytest.raises(RuleBroken):
            Stimulation(**{setting: "two\nlines"})


@pytest.mark.parametrize("minutes", [0, -1, 121])
def test_needle_is_meant_to_stay_one_minute_to_two_hours(minutes: int) -> None:
    for make in (
        lambda: a_needle(dwell_target_min=minutes),
        lambda: PlannedNeedle(SIZE, dwell_target_min=minutes),
        lambda: Clinic("Demo", MODEL, dwell_target_min=minutes),
    ):
        with pytest.raises(RuleBroken, match="1 to 120 minutes"):
            make()


@pytest.mark.parametrize("minutes", [None, 1, 120])
def test_dwell_target_may_be_left_out(minutes: int | None) -> None:
    assert a_needle(dwell_target_min=minutes).dwell_target_min == minutes


@pytest.mark.parametrize("field", ["depth_tissue", "direction", "lot"])
def test_words_about_a_needle_are_short_lines(field: str) -> None:
    assert getattr(a_needle(**{field: "to the periosteum"}), field)
    for bad in ("x" * (NAME_LIMIT + 1), "a\x00b", "two\nlines"):
        with pytest.raises(RuleBroken):
            a_needle(**{field: bad})


def test_wasted_needle_has_a_time_in_utc() -> None:
    assert WastedNeedle(NeedleId("w"), SIZE, NOW).reason == ""
    with pytest.raises(RuleBroken, match="UTC"):
        WastedNeedle(NeedleId("w"), SIZE, NOW.replace(tzinfo=None))


def test_needle_is_neither_placed_nor_wasted_before_it_was_opened() -> None:
    later = NOW + timedelta(seconds=1)
    assert a_needle(opened_at=NOW).opened_at == NOW
    assert WastedNeedle(NeedleId("w"), SIZE, NOW, opened_at=NOW).opened_at == NOW
    with pytest.raises(RuleBroken, match="placed before it was opened"):
        a_needle(opened_at=later)
    with pytest.raises(RuleBroken, match="wasted before it was opened"):
        WastedNeedle(NeedleId("w"), SIZE, NOW, opened_at=later)


def test_time_of_an_opening_is_in_utc_and_its_lot_a_short_line() -> None:
    for make in (
        lambda at: a_needle(opened_at=at),
        lambda at: WastedNeedle(NeedleId("w"), SIZE, NOW, opened_at=at),
        lambda at: OpenedNeedle(NeedleId("o"), SIZE, at),
    ):
        with pytest.raises(RuleBroken, match="UTC"):
            make(NOW.replace(tzinfo=None))
    for bad in ("x" * (NAME_LIMIT + 1), "two\nlines"):
        with pytest.raises(RuleBroken):
            OpenedNeedle(NeedleId("o"), SIZE, NOW, bad)
        with pytest.raises(RuleBroken):
            WastedNeedle(NeedleId("w"), SIZE, NOW, lot=bad)


def test_every_needle_that_left_its_wrapping_is_counted_once() -> None:
    session = a_session(
        trigger_points=(a_point(needles=(a_needle("a", opened_at=NOW), a_needle("b"))),),
        opened=(OpenedNeedle(NeedleId("o"), SIZE, NOW),),
        wasted=(
            WastedNeedle(NeedleId("w"), SIZE, NOW, opened_at=NOW),
            WastedNeedle(NeedleId("x"), SIZE, NOW),
        ),
    )
    count = session_count(session)
    assert (count.opened, count.placed, count.wasted, count.ready) == (5, 2, 2, 1)
    assert count.beforehand == 3
    assert count.still_in == 2


def test_needle_that_lies_ready_stands_once_and_keeps_a_session_from_being_signed() -> None:
    ready = OpenedNeedle(NeedleId("o"), SIZE, NOW)
    with pytest.raises(RuleBroken, match="stands twice"):
        a_session(opened=(ready, ready))
    session = a_session(opened=(ready,))
    with pytest.raises(RuleBroken, match="left ready"):
        session.signed(a_signature(session))
    assert replace(session, state=SessionState.SIGNED).is_signed


def test_box_without_a_lot_is_no_box() -> None:
    with pytest.raises(RuleBroken, match="lot"):
        NeedleBox(SIZE, " ")


def test_box_may_be_used_on_its_last_day() -> None:
    box = NeedleBox(SIZE, "L-1", TODAY)
    assert not box.is_past(TODAY)
    assert box.is_past(TODAY + timedelta(days=1))
    assert not NeedleBox(SIZE, "L-1").is_past(date(2100, 1, 1))


def test_lot_comes_from_the_first_box_of_the_size_that_is_not_past() -> None:
    clinic = Clinic(
        "Demo",
        MODEL,
        boxes=(
            NeedleBox(SIZE, "old", TODAY - timedelta(days=1)),
            NeedleBox(NeedleSize(0.2, 15), "thin"),
            NeedleBox(SIZE, "good", TODAY),
            NeedleBox(SIZE, "next"),
        ),
    )
    assert clinic.lot_of(SIZE, TODAY) == "good"
    assert clinic.lot_of(SIZE, TODAY + timedelta(days=1)) == "next"
    assert clinic.lot_of(NeedleSize(0.5, 100), TODAY) == ""


def test_another_aftercare_text_is_a_new_edition() -> None:
    clinic = Clinic("Demo", MODEL)
    first = clinic.with_aftercare("Drink water.")
    assert (first.aftercare, first.aftercare_version) == ("Drink water.", 1)
    assert first.with_aftercare("Drink water.") is first
    assert first.with_aftercare("").aftercare_version == 2
    with pytest.raises(RuleBroken):
        replace(clinic, aftercare_version=-1)
