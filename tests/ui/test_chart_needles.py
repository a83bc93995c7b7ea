"""Needles at the chart: how long they have been in, the list of them, removal and waste."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.services.record_in_memory import SteppedClock, StoreInMemory
from tests.ui.at_the_chart import LEFT_BUTTON, click, keys, press, selected, session_of, type_in
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.trigger_point import TriggerPoint
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.ui.chart.chart_habits import ChartHabits
from tpdn_desktop.ui.chart.chart_page import ChartPage
from tpdn_desktop.ui.chart.dwell import needles_in
from tpdn_desktop.ui.field import ElidedLabel


def leave_in(qtbot: QtBot, page: ChartPage, point: str, needles: str = "1") -> TriggerPoint:
    """Chart a point with needles that are left in."""
    click(qtbot, page, point)
    keys(page, f"{needles}S")
    return selected(page)


def later(page: ChartPage, record: ClinicRecord, **span: float) -> None:
    """Let time go on, and the second's tick come."""
    assert isinstance(record.clock, SteppedClock)
    record.clock.time += timedelta(**span)
    page.tick()


def words_in(widget: object) -> str:
    labels = widget.findChildren(QLabel)  # type: ignore[attr-defined]
    return " | ".join(label.text() for label in labels if label.isVisible())


def test_needles_left_in_take_the_clinics_target_and_another_is_typed(
    qtbot: QtBot, page: ChartPage
) -> None:
    leave_in(qtbot, page, "infraspinatus.1", "2")
    assert [n.dwell_target_min for n in selected(page).needles] == [10, 10]
    type_in(page.inspector.findings.needling.target, "15")
    assert [n.dwell_target_min for n in selected(page).needles] == [15, 15]
    type_in(page.inspector.findings.needling.target, "500")
    assert page.inspector.findings.needling.target.problem
    assert [n.dwell_target_min for n in selected(page).needles] == [15, 15]


def test_the_rows_of_needles_say_how_long_and_turn_at_the_target(
    qtbot: QtBot, page: ChartPage, record: ClinicRecord
) -> None:
    leave_in(qtbot, page, "infraspinatus.1")
    later(page, record, minutes=6)
    assert "6:0" in words_in(page.inspector.findings.needles)
    assert "/ 10:00" in words_in(page.inspector.findings.needles)
    half = page.map.content.marks[0].look.dwell
    assert half is not None
    assert half == pytest.approx(0.6, abs=0.02)
    later(page, record, minutes=5)
    assert "past 10:00" in words_in(page.inspector.findings.needles)
    assert "1a past 10:00" in words_in(page.bar)
    assert page.map.content.marks[0].look.dwell == 1


def test_the_end_of_a_dwell_is_quiet_until_sound_is_asked_for_and_sounds_once(
    qtbot: QtBot,
    page: ChartPage,
    record: ClinicRecord,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    heard: list[bool] = []
    monkeypatch.setattr(QApplication, "beep", lambda: heard.append(True))
    leave_in(qtbot, page, "infraspinatus.1")
    later(page, record, minutes=11)
    assert heard == []
    path = str(tmp_path_factory.mktemp("settings") / "habits.ini")
    settings = QSettings(path, QSettings.Format.IniFormat)
    page.use_habits(ChartHabits(settings))
    page.toggle_needle_list()
    sound = page.needles.list.findChild(QCheckBox, "dwell_sound")
    assert sound is not None
    assert not sound.isChecked()
    sound.click()
    assert ChartHabits(settings).dwell_sound
    page.toggle_needle_list()
    leave_in(qtbot, page, "gluteus_medius.1")
    later(page, record, minutes=11)
    later(page, record, seconds=1)
    assert heard == [True]


def test_a_clock_set_back_makes_the_time_unknown_and_never_removes_before_placing(
    qtbot: QtBot, page: ChartPage, record: ClinicRecord
) -> None:
    leave_in(qtbot, page, "infraspinatus.1")
    later(page, record, hours=-3)
    assert "unknown" in words_in(page.inspector.findings.needles)
    assert "1a unknown" in words_in(page.bar)
    assert page.map.content.marks[0].look.dwell is None
    keys(page, "X")
    (needle,) = selected(page).needles
    assert needle.removed_at == needle.placed_at


def test_the_counter_opens_the_list_and_takes_out_the_oldest(
    qtbot: QtBot, page: ChartPage, store: StoreInMemory
) -> None:
    first = leave_in(qtbot, page, "infraspinatus.1", "2")
    leave_in(qtbot, page, "gluteus_medius.1")
    counter = page.bar.findChild(QLabel, "needles_in")
    assert counter is not None
    QTest.mouseClick(counter.parentWidget(), LEFT_BUTTON)
    assert page.needles.list.isVisible()
    words = words_in(page.needles.list)
    assert words.index("1a") < words.index("1b") < words.index("2a")
    press(page.needles.list, "needle_list_out")
    kept = store.session(session_of(page).id)
    assert [n.is_in for n in kept.point(first.id).needles] == [False, True]
    QTest.keyClick(page.needles.list, Qt.Key.Key_Escape)
    assert not page.needles.list.isVisible()


def test_needles_come_out_by_muscle_by_part_of_the_body_and_all(
    qtbot: QtBot, page: ChartPage
) -> None:
    leave_in(qtbot, page, "infraspinatus.1", "2")
    leave_in(qtbot, page, "teres_major.1")
    leave_in(qtbot, page, "gastrocnemius_medial.1", "2")
    leave_in(qtbot, page, "soleus.1")
    QTest.keyClick(page.map, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    groups = page.needles.list
    names = [b.text() for b in groups.findChildren(QPushButton) if "out:" in b.text()]
    assert "2 out: Infraspinatus, right" in names
    assert "3 out: Shoulder, right" in names
    press(groups, "out_of_muscle")
    assert [len(p.needles_in) for p in session_of(page).trigger_points] == [0, 1, 2, 1]
    page.undo()
    QApplication.processEvents()
    press(groups, "out_of_part")
    assert [len(p.needles_in) for p in session_of(page).trigger_points] == [0, 0, 2, 1]
    press(groups, "out_all")
    assert needles_in(session_of(page)) == ()
    assert "No needle is in" in words_in(groups)


def test_a_needle_that_was_opened_and_not_used_is_noted(qtbot: QtBot, page: ChartPage) -> None:
    page.toggle_needle_list()
    why = page.needles.list.findChild(QLineEdit, "wasted_reason")
    assert why is not None
    QTest.keyClicks(why, "dropped")
    press(page.needles.list, "note_wasted")
    (wasted,) = session_of(page).wasted
    assert wasted.reason == "dropped"
    assert page.desk is not None
    assert wasted.size == page.desk.tray[0]
    assert "opened and not used: 1" in words_in(page.needles.list)


def test_a_point_with_a_needle_in_is_not_removed_unasked(qtbot: QtBot, page: ChartPage) -> None:
    leave_in(qtbot, page, "infraspinatus.1")
    QTest.keyClick(page.map, Qt.Key.Key_Delete)
    offer = page.floats.strip.offer
    assert offer.question == "A needle is still in."
    assert len(session_of(page).trigger_points) == 1
    QTest.keyClick(offer, Qt.Key.Key_Escape)
    assert offer.question == ""
    assert page.map.hasFocus()
    QTest.keyClick(page.map, Qt.Key.Key_Delete)
    press(offer, "offer_0")
    assert selected(page).needles_in == ()
    QTest.keyClick(page.map, Qt.Key.Key_Delete)
    assert session_of(page).trigger_points == ()


def test_a_point_with_a_needle_in_is_removed_all_the_same_when_that_is_chosen(
    qtbot: QtBot, page: ChartPage
) -> None:
    leave_in(qtbot, page, "infraspinatus.1")
    QTest.keyClick(page.map, Qt.Key.Key_Delete)
    press(page.floats.strip.offer, "offer_1")
    assert session_of(page).trigger_points == ()
    page.undo()
    assert len(needles_in(session_of(page))) == 1


def test_the_question_goes_when_the_needle_is_out_or_another_point_is_chosen(
    qtbot: QtBot, page: ChartPage
) -> None:
    point = leave_in(qtbot, page, "infraspinatus.1")
    offer = page.floats.strip.offer
    QTest.keyClick(page.map, Qt.Key.Key_Delete)
    keys(page, "X")
    assert offer.question == ""
    leave_in(qtbot, page, "gluteus_medius.1")
    QTest.keyClick(page.map, Qt.Key.Key_Delete)
    page.select(point.id)
    assert offer.question == ""


def test_pain_before_and_after_are_typed_from_the_keyboard(qtbot: QtBot, page: ChartPage) -> None:
    """Digits are a score there, although a point is selected and digits are needles elsewhere."""
    click(qtbot, page, "infraspinatus.1")
    QTest.keyClick(page.map, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_7)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    QTest.keyClick(page.map, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_1)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_0)
    session = session_of(page)
    assert (session.pain_before, session.pain_after) == (7, 10)
    assert len(session.trigger_points[0].needles) == 1
    assert session.trigger_points[0].side is Side.RIGHT


def test_the_button_gives_way_before_dwell_times_are_cut(qtbot: QtBot, page: ChartPage) -> None:
    leave_in(qtbot, page, "infraspinatus.1", "2")
    remove_all = page.bar.findChild(QPushButton, "remove_all")
    times = next(one for one in page.bar.findChildren(ElidedLabel) if "1a" in one.text())
    saved = page.bar.findChild(ElidedLabel, "saved_state")
    seen = set()
    for width in range(1000, 1700, 30):
        page.resize(width, 860)
        QApplication.processEvents()
        seen.add(remove_all.isVisible())
        assert saved.width() >= saved.whole_width
        if remove_all.isVisible():
            assert times.width() >= times.whole_width
    assert seen == {True, False}
