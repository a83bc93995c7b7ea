"""Where the clock cannot know when a needle came out, its row asks for the time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.services.record_in_memory import SteppedClock, StoreInMemory
from tests.ui.at_the_chart import click, keys, press, selected, session_of
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.needle import Needle, NeedleId, NeedleSize, Technique
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.ui.chart.chart_page import ChartPage
from tpdn_desktop.ui.chart.dwell import moment_out

PLACED = datetime(2026, 11, 20, 15, 30, 20, tzinfo=UTC)
NEXT_DAY = PLACED + timedelta(hours=20)


def left_in() -> Needle:
    size = NeedleSize(0.30, 40)
    return Needle(NeedleId("n"), size, technique=Technique.STATIC, placed_at=PLACED)


def clock_words(moment: datetime) -> str:
    return f"{moment.astimezone():%H:%M}"


def asked(page: ChartPage) -> QLineEdit:
    """The line of the row of now: one that was replaced goes an event later."""
    return page.inspector.findings.needles.findChildren(QLineEdit, "needle_out_at")[-1]


def leave_in_and_go_on(
    qtbot: QtBot, page: ChartPage, record: ClinicRecord, hours: float
) -> datetime:
    click(qtbot, page, "infraspinatus.1")
    keys(page, "S")
    assert isinstance(record.clock, SteppedClock)
    record.clock.time += timedelta(hours=hours)
    page.tick()
    return selected(page).needles[0].placed_at


@pytest.mark.parametrize("minutes", [0, 1, 25, 8 * 60])
def test_the_time_typed_is_the_first_such_time_since_the_needle_was_placed(minutes: int) -> None:
    told = PLACED.replace(second=0) + timedelta(minutes=minutes)
    assert moment_out(clock_words(told), left_in(), NEXT_DAY) == max(told, PLACED)


@pytest.mark.parametrize("text", ["25:00", "12:60", "noon", "1", "-1:00"])
def test_what_is_no_time_says_what_would_be_right(text: str) -> None:
    with pytest.raises(RuleBroken, match="hours and minutes"):
        moment_out(text, left_in(), NEXT_DAY)


def test_a_needle_does_not_come_out_in_the_future() -> None:
    with pytest.raises(RuleBroken, match="still to come"):
        moment_out(clock_words(NEXT_DAY + timedelta(hours=2)), left_in(), NEXT_DAY)


@pytest.mark.parametrize("hours", [-3, 20])
def test_an_unknown_dwell_asks_for_the_time_and_keeps_it(
    qtbot: QtBot, page: ChartPage, record: ClinicRecord, store: StoreInMemory, hours: float
) -> None:
    placed = leave_in_and_go_on(qtbot, page, record, hours)
    out = placed.replace(second=0, microsecond=0) + timedelta(minutes=12)
    assert asked(page).isVisible()
    asked(page).setFocus()
    QTest.keyClicks(asked(page), clock_words(out))
    QTest.keyClick(asked(page), Qt.Key.Key_Return)
    (point,) = store.session(session_of(page).id).trigger_points
    assert point.needles[0].removed_at == out
    assert page.map.hasFocus()


def test_out_does_not_keep_a_time_that_is_none(
    qtbot: QtBot, page: ChartPage, record: ClinicRecord
) -> None:
    leave_in_and_go_on(qtbot, page, record, 20)
    asked(page).setText("noon")
    press(page.inspector.findings.needles, "needle_out")
    assert selected(page).needles[0].is_in
    assert asked(page).property("wrong") is True


def test_a_dwell_that_is_known_asks_nothing(
    qtbot: QtBot, page: ChartPage, record: ClinicRecord
) -> None:
    leave_in_and_go_on(qtbot, page, record, 0.25)
    assert not asked(page).isVisible()
