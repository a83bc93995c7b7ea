"""The course page: two sessions chosen by click and key, compared in words and on the map."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.services.record_in_memory import StoreInMemory
from tests.storage import samples
from tpdn_desktop.atlas.bodymap import BodyMap
from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import BodyPlace, Side, View
from tpdn_desktop.domain.pain_drawing import Pain, PainId, PainQuality, RegionShare
from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.trigger_point import (
    PressureThreshold,
    Status,
    TriggerPoint,
    TriggerPointId,
    Twitch,
)
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.services.course_outcomes import OutcomeKind
from tpdn_desktop.ui.chart.mini_map import MiniMaps
from tpdn_desktop.ui.course.course_page import HEAT, SIDE_BY_SIDE, CoursePage
from tpdn_desktop.ui.course.plot_habit import PlotHabit
from tpdn_desktop.ui.course.session_strip import CELL


def point(name: str, muscle: str, status: Status = Status.ACTIVE) -> TriggerPoint:
    place = BodyPlace(View.POSTERIOR, 0.06, 0.8)
    return TriggerPoint(TriggerPointId(name), muscle, Side.LEFT, place, status=status)


def session(number: int, *points: TriggerPoint, **fields: object) -> Session:
    at = samples.NOW + timedelta(days=7 * number)
    made = replace(samples.session(number), trigger_points=points, started_at=at)
    return replace(made, **fields)  # type: ignore[arg-type]


COURSE = (
    session(1, point("a", "infraspinatus"), point("b", "deltoid_posterior"), pain_before=8),
    session(2, point("c", "infraspinatus")),
    session(
        3,
        point("d", "infraspinatus", Status.LATENT),
        point("e", "levator_scapulae"),
        pain_before=5,
        pain_after=2,
    ),
)


@pytest.fixture
def page(
    qtbot: QtBot,
    bodymap: BodyMap,
    reference: Reference,
    record: ClinicRecord,
    store: StoreInMemory,
) -> CoursePage:
    store.add_all([(samples.ERIN, COURSE)])
    sheet = Sheet(bodymap)
    page = CoursePage(sheet, reference, MiniMaps(sheet))
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show_patient(record, samples.ERIN.id)
    page.show()
    qtbot.waitExposed(page)
    return page


def words(page: CoursePage) -> str:
    QApplication.processEvents()  # a layout shows what was added to it in the next turn
    labels = page.panel.findChildren(QLabel)
    return " | ".join(label.text() for label in labels if not label.isHidden())


def numbers(page: CoursePage) -> tuple[int, int]:
    assert page.chosen is not None
    a, b = page.chosen
    return a.number, b.number


def test_the_first_session_stands_against_the_newest(page: CoursePage) -> None:
    assert numbers(page) == (1, 3)
    said = words(page)
    assert "Infraspinatus, left" in said
    assert "active, now latent" in said
    assert "was active" in said
    assert "14 days apart" in said


def test_click_chooses_a_and_shift_click_b(page: CoursePage) -> None:
    view = page.strip.viewport()
    second = QPoint(CELL.width() + 30, 60)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=second)
    assert numbers(page) == (2, 3)
    first = QPoint(30, 60)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, first)
    assert numbers(page) == (2, 1)


def test_keys_move_a_b_and_both(page: CoursePage) -> None:
    QTest.keyClick(page, Qt.Key.Key_Right)
    assert numbers(page) == (2, 3)
    QTest.keyClick(page, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(page, Qt.Key.Key_Left)
    assert numbers(page) == (1, 2)
    QTest.keyClick(page, Qt.Key.Key_BracketRight)
    assert numbers(page) == (2, 3)
    QTest.keyClick(page, Qt.Key.Key_BracketRight)
    assert numbers(page) == (2, 3)


def test_keys_choose_the_view(page: CoursePage) -> None:
    QTest.keyClick(page, Qt.Key.Key_3)
    assert page.views.choice == HEAT
    assert "3 sessions" in words(page)
    QTest.keyClick(page, Qt.Key.Key_2)
    assert page.views.choice == SIDE_BY_SIDE
    assert "session A and session B" in page.map.accessibleName()


def test_what_was_not_asked_is_a_dash_with_its_reason(page: CoursePage) -> None:
    said = words(page)
    assert "–" in said
    assert "not asked" in said
    assert "−3" in said


def test_a_muscle_narrows_the_course(page: CoursePage) -> None:
    page.muscle.setCurrentIndex(page.muscle.findData("levator_scapulae"))
    assert page.chosen == (COURSE[2], COURSE[2])
    assert "One session" in words(page)


def test_two_pain_drawings_are_compared_in_words(
    page: CoursePage, record: ClinicRecord, store: StoreInMemory
) -> None:
    for drawn, code in ((COURSE[0], "temple"), (COURSE[2], "shoulder_front")):
        share = RegionShare(code, Side.LEFT, 0.5)
        pain = Pain(PainId("p"), PainQuality.ACHE, 4, (), (share,), 0.01)
        store.held_sessions[drawn.id] = replace(drawn, pains=(pain,))
    page.show_patient(record, samples.ERIN.id)
    said = words(page)
    assert "Painful part of the body: 1.0 % → 1.0 %" in said
    assert "Gone: Temple, left" in said
    page.choose(0, 1)
    assert "Drawn in one of the two sessions only." in words(page)


def test_enter_opens_session_b(page: CoursePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.session_requested) as asked:
        QTest.keyClick(page, Qt.Key.Key_Return)
    assert asked.args == [COURSE[2].id]


def test_locking_takes_everything_of_the_patient_away(page: CoursePage) -> None:
    page.clear()
    assert page.chosen is None
    assert "Infraspinatus" not in words(page)
    assert "No session yet" in words(page)


def test_two_hundred_sessions_paint_only_the_cells_in_sight(page: CoursePage) -> None:
    many = tuple(session(n, point("a", "infraspinatus")) for n in range(1, 201))
    page.strip.show_sessions(many, 0, 199)
    assert page.strip.horizontalScrollBar().value() > 0
    assert len(page.strip._in_sight()) < 12  # noqa: SLF001 - what is painted has no other face


# The plot of an outcome ---------------------------------------------------------------------------

TWITCHED = Twitch(sought=True, elicited=True)


def told(page: CoursePage) -> list[str]:
    """What a screen reader hears of the plot, session by session."""
    return page.outcome.plot.accessibleDescription().split("; ")


def title(page: CoursePage) -> str:
    label = page.outcome.findChild(QLabel, "outcome_title")
    assert isinstance(label, QLabel)
    return label.text()


def note(page: CoursePage) -> str:
    label = page.outcome.findChild(QLabel, "outcome_note")
    assert isinstance(label, QLabel)
    return label.text() if not label.isHidden() else ""


def show(page: CoursePage, record: ClinicRecord, store: StoreInMemory, *course: Session) -> None:
    for made in course:
        store.held_sessions[made.id] = made
    page.show_patient(record, samples.ERIN.id)


def test_the_plot_begins_with_pain_and_tells_what_was_not_asked(page: CoursePage) -> None:
    assert title(page) == "Pain, 0 to 10"
    first, second, third = (line.split(": ")[1] for line in told(page))
    assert first == "before 8, after not asked"
    assert second == "not asked"
    assert third == "before 5, after 2"


def test_digits_and_a_click_choose_the_outcome(page: CoursePage) -> None:
    QTest.keyClick(page, Qt.Key.Key_6)
    assert title(page) == "Points charted"
    assert told(page)[0].endswith(": active 2, latent 0")
    QTest.mouseClick(page.outcome.choice.button(4), Qt.MouseButton.LeftButton)
    assert title(page) == "Needles placed"
    assert page.outcome.kind is OutcomeKind.NEEDLES


def test_arrows_walk_through_the_outcomes(page: CoursePage) -> None:
    choice = page.outcome.choice
    choice.button(0).setFocus()
    QTest.keyClick(choice.button(0), Qt.Key.Key_Right)
    assert choice.button(1).hasFocus()
    assert page.outcome.kind is OutcomeKind.AREA
    assert numbers(page) == (1, 3)


def test_a_muscle_narrows_points_and_leaves_pain(page: CoursePage) -> None:
    page.muscle.setCurrentIndex(page.muscle.findData("levator_scapulae"))
    assert len(told(page)) == 3
    assert title(page) == "Pain, 0 to 10"
    page.outcome.choose(OutcomeKind.POINTS)
    assert title(page) == "Points charted · Levator scapulae"
    assert [line.split(": ")[1] for line in told(page)] == [
        "none charted",
        "none charted",
        "active 1, latent 0",
    ]


def test_a_twitch_that_was_not_sought_is_told_as_such(
    page: CoursePage, record: ClinicRecord, store: StoreInMemory
) -> None:
    twitched = replace(point("a", "infraspinatus"), twitch=TWITCHED)
    show(page, record, store, replace(COURSE[0], trigger_points=(twitched,)))
    page.outcome.choose(OutcomeKind.TWITCHES)
    assert [line.split(": ")[1] for line in told(page)[:2]] == [
        "sought 1, elicited 1",
        "not sought",
    ]


def test_thresholds_are_named_by_reference_point_and_side(
    page: CoursePage, record: ClinicRecord, store: StoreInMemory
) -> None:
    def measured(kilos: float, reference: str = "infraspinatus.1") -> TriggerPoint:
        threshold = PressureThreshold(kilos)
        made = point(f"m{kilos}", "infraspinatus")
        return replace(made, reference_point_id=reference, pressure_threshold=threshold)

    show(
        page,
        record,
        store,
        replace(COURSE[0], trigger_points=(measured(2.0), measured(3.0, "infraspinatus.2"))),
        replace(COURSE[2], trigger_points=(measured(2.6),)),
    )
    page.outcome.choose(OutcomeKind.THRESHOLD)
    assert told(page)[0].endswith("Infraspinatus, left · TrP1 2.0")
    assert told(page)[1].endswith("not measured")
    assert note(page).startswith("Higher is better. 1 measured point is not shown")


def test_without_values_a_sentence_says_why_there_is_no_plot(page: CoursePage) -> None:
    page.outcome.choose(OutcomeKind.AREA)
    assert note(page) == "No pain was drawn."
    assert page.outcome.plot.isHidden()
    page.outcome.choose(OutcomeKind.PAIN)
    assert note(page) == ""
    assert page.outcome.plot.isVisible()


def test_sessions_a_and_b_stand_out_in_the_plot_and_can_be_chosen_there(page: CoursePage) -> None:
    plot = page.outcome.plot
    assert plot.plot is not None
    assert plot.plot.chosen == ((0, "A"), (2, "B"))
    second = QPoint(round(plot.spot(1)), 60)
    QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=second)
    assert numbers(page) == (2, 3)
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.mouseClick(plot, Qt.MouseButton.LeftButton, shift, QPoint(round(plot.spot(0)), 60))
    assert numbers(page) == (2, 1)
    assert plot.plot.chosen == ((1, "A"), (0, "B"))
    page.show_view(HEAT)
    assert plot.plot.chosen == ()


def test_a_session_without_the_muscle_of_the_filter_cannot_be_chosen(page: CoursePage) -> None:
    page.muscle.setCurrentIndex(page.muscle.findData("levator_scapulae"))
    plot = page.outcome.plot
    QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=QPoint(round(plot.spot(0)), 60))
    assert page.chosen == (COURSE[2], COURSE[2])


def test_the_outcome_is_kept_between_starts(tmp_path: Path) -> None:
    def kept() -> PlotHabit:
        return PlotHabit(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))

    assert kept().kind is OutcomeKind.PAIN
    kept().choose(OutcomeKind.THRESHOLD)
    assert kept().kind is OutcomeKind.THRESHOLD


def test_an_outcome_that_this_program_does_not_know_is_pain(tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    settings.setValue("course/outcome", "moon")
    assert PlotHabit(settings).kind is OutcomeKind.PAIN


def test_locking_leaves_nothing_of_the_patient_in_the_plot(page: CoursePage) -> None:
    page.clear()
    assert page.outcome.plot.plot is None
    assert page.outcome.plot.accessibleDescription() == ""


def test_the_filter_is_as_wide_as_the_longest_muscle_in_it(page: CoursePage) -> None:
    words = page.muscle.fontMetrics().horizontalAdvance("Levator scapulae")
    assert page.muscle.width() > words
    page.clear()
    assert page.muscle.width() > page.muscle.fontMetrics().horizontalAdvance("All muscles")
