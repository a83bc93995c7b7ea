"""Where the clock cannot know when a needle came out, its row asks for the time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.services.record_in_memory import SteppedClock, StoreInMemory
from tests.ui.at_the_chart import click, keys, press, selected, session_of
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.needle import Needle, NeedleId, NeedleSize, Technique
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.ui.chart.chart_page import ChartPage
from tpdn_desktop.ui.chart.dwell import asks_for_the_eye, dwell_words, moment_out, needles_in

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


def list_line(page: ChartPage) -> QLineEdit:
    """The line of the list of needles, which asks for all whose time is not known."""
    line = page.needles.list.findChild(QLineEdit, "needles_out_at")
    assert line is not None
    return line


def test_all_out_asks_once_when_the_needles_came_out(
    qtbot: QtBot, page: ChartPage, record: ClinicRecord, store: StoreInMemory
) -> None:
    click(qtbot, page, "gluteus_medius.1")
    keys(page, "2S")
    placed = leave_in_and_go_on(qtbot, page, record, 20)
    QTest.keyClick(page.map, Qt.Key.Key_X, Qt.KeyboardModifier.ShiftModifier)
    assert all(needle.is_in for needle in session_of(page).needles)
    assert page.needles.list.isVisible()
    assert list_line(page).hasFocus()
    out = placed.replace(second=0, microsecond=0) + timedelta(minutes=12)
    QTest.keyClicks(list_line(page), clock_words(out))
    QTest.keyClick(list_line(page), Qt.Key.Key_Return)
    kept = store.session(session_of(page).id)
    assert {needle.removed_at for needle in kept.needles} == {out}
    QApplication.processEvents()
    assert not list_line(page).isVisible()


def test_time_in_the_list_counts_for_every_way_out_but_not_for_a_needle_that_is_known(
    qtbot: QtBot, page: ChartPage, record: ClinicRecord
) -> None:
    placed = leave_in_and_go_on(qtbot, page, record, 20)
    click(qtbot, page, "gluteus_medius.1")
    keys(page, "S")
    page.toggle_needle_list()
    out = placed.replace(second=0, microsecond=0) + timedelta(minutes=12)
    QTest.keyClicks(list_line(page), clock_words(out))
    press(page.needles.list, "out_all")
    unknown, known = session_of(page).needles
    assert unknown.removed_at == out
    assert known.removed_at is not None
    assert known.removed_at > known.placed_at


def test_enter_on_an_empty_line_takes_out_now_what_it_asks_about(
    qtbot: QtBot, page: ChartPage, record: ClinicRecord
) -> None:
    leave_in_and_go_on(qtbot, page, record, 20)
    click(qtbot, page, "gluteus_medius.1")
    keys(page, "S")
    page.toggle_needle_list()
    QTest.keyClick(list_line(page), Qt.Key.Key_Return)
    unknown, known = session_of(page).needles
    assert unknown.removed_at is not None
    assert unknown.removed_at - unknown.placed_at > timedelta(hours=19)
    assert known.is_in


def test_no_needle_comes_out_while_the_line_of_the_list_is_wrong(
    qtbot: QtBot, page: ChartPage, record: ClinicRecord
) -> None:
    leave_in_and_go_on(qtbot, page, record, 20)
    page.toggle_needle_list()
    QTest.keyClicks(list_line(page), "99")
    press(page.needles.list, "needle_list_out")
    assert session_of(page).needles[0].is_in
    assert list_line(page).property("wrong") is True


def test_known_dwell_takes_all_out_unasked(
    qtbot: QtBot, page: ChartPage, record: ClinicRecord
) -> None:
    leave_in_and_go_on(qtbot, page, record, 0.25)
    QTest.keyClick(page.map, Qt.Key.Key_X, Qt.KeyboardModifier.ShiftModifier)
    assert not page.needles.list.isVisible()
    assert needles_in(session_of(page)) == ()


def test_needle_in_since_yesterday_is_marked_and_quiet(
    qtbot: QtBot, page: ChartPage, record: ClinicRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[bool] = []
    monkeypatch.setattr(QApplication, "beep", lambda: heard.append(True))
    page.habits.set_dwell_sound(True)
    leave_in_and_go_on(qtbot, page, record, 20)
    assert "1a over 12 h" in [label.text() for label in page.bar.findChildren(QLabel)]
    (needle,) = session_of(page).needles
    now = needle.placed_at + timedelta(hours=20)
    assert dwell_words(replace(needle, dwell_target_min=None), now) == "over 12 h"
    assert asks_for_the_eye(replace(needle, dwell_target_min=None), now)
    assert heard == []
