"""The inspector of the chart: every field writes through, a wrong one says what would be right."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QObject, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from typing_extensions import override

from tests.services.record_in_memory import StoreInMemory
from tests.ui.at_the_chart import click, keys, press, selected, session_of, type_in
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.needle import NeedleSize, Technique
from tpdn_desktop.domain.patient import AlertScope, PatientAlert, PatientId
from tpdn_desktop.domain.stimulation import Stimulation
from tpdn_desktop.domain.trigger_point import (
    PressureThreshold,
    PressureUnit,
    Twitch,
    TwitchGrade,
    TwitchSign,
)
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.ui.chart.caution_card import CautionCard
from tpdn_desktop.ui.chart.chart_habits import ChartHabits
from tpdn_desktop.ui.chart.chart_page import ChartPage
from tpdn_desktop.ui.chart.checked_line import CheckedLine
from tpdn_desktop.ui.chart.inspector import Inspector
from tpdn_desktop.ui.controls import Notice


def choose(page: ChartPage, technique: Technique) -> None:
    """Choose a technique by key until it is the one."""
    while selected(page).needles[0].technique is not technique:
        keys(page, "G")


@pytest.mark.parametrize(
    "finding", ["taut_band", "tender_spot", "referred_pain", "reproduces_pain", "jump_sign"]
)
def test_a_tick_is_a_finding(qtbot: QtBot, page: ChartPage, finding: str) -> None:
    click(qtbot, page, "infraspinatus.1")
    box = page.inspector.findChild(QCheckBox, finding)
    assert box is not None
    box.click()
    assert getattr(selected(page), finding) is True
    box.click()
    assert getattr(selected(page), finding) is False


def test_what_is_typed_about_a_point_is_in_the_file(
    qtbot: QtBot, page: ChartPage, store: StoreInMemory
) -> None:
    click(qtbot, page, "infraspinatus.1")
    findings = page.inspector.findings
    type_in(findings.palpation.felt.line, "front of the shoulder")
    type_in(findings.palpation.pressure, "2,4")
    type_in(findings.needling.depth_mm, "18")
    type_in(findings.needling.tissue, "to bone")
    type_in(findings.needling.direction, "towards the spine of the scapula")
    type_in(findings.needling.lot, "A-1")
    type_in(findings.needling.passes, "12")
    type_in(findings.response.pain, "5")
    type_in(findings.response.response, "softer")
    (point,) = store.session(session_of(page).id).trigger_points
    (needle,) = point.needles
    assert point.felt_at == "front of the shoulder"
    assert point.pressure_threshold == PressureThreshold(2.4)
    assert (needle.depth_mm, needle.depth_tissue, needle.lot) == (18, "to bone", "A-1")
    assert needle.direction == "towards the spine of the scapula"
    assert needle.insertions == 12
    assert (point.pain_during, point.response) == (5, "softer")


def test_enter_in_a_field_gives_the_keys_back_to_the_map(qtbot: QtBot, page: ChartPage) -> None:
    click(qtbot, page, "infraspinatus.1")
    QTest.keyClick(page.map, Qt.Key.Key_P)
    line = page.inspector.findings.response.pain.line
    assert line.hasFocus()
    QTest.keyClicks(line, "7")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert page.map.hasFocus()
    assert selected(page).pain_during == 7


@pytest.mark.parametrize(
    ("line", "typed", "sentence"),
    [
        ("depth", "77", "The depth is more than 0 mm and at most the needle's length."),
        ("depth", "-3", "The depth is more than 0 mm and at most the needle's length."),
        ("depth", "deep", "The depth is a number of mm."),
        ("pain_during", "11", "Pain during needling is a whole number from 0 to 10."),
        ("pressure", "1e9", "The pressure pain threshold is more than 0 and at most 2,000 kPa."),
        ("pressure", "-1", "The pressure pain threshold is more than 0 and at most 2,000 kPa."),
        ("passes", "0", "Insertions are 1 to 200."),
        ("passes", "two", "Insertions are 1 to 200."),
        ("felt_at", "x" * 501, "Felt at has 501 characters; at most 500 are kept."),
    ],
)
def test_a_wrong_field_says_what_would_be_right_and_changes_nothing(
    qtbot: QtBot, page: ChartPage, line: str, typed: str, sentence: str
) -> None:
    click(qtbot, page, "infraspinatus.1")
    before = session_of(page)
    findings = page.inspector.findings
    field: CheckedLine = {
        "depth": findings.needling.depth_mm,
        "pain_during": findings.response.pain,
        "pressure": findings.palpation.pressure,
        "passes": findings.needling.passes,
        "felt_at": findings.palpation.felt.line,
    }[line]
    field.line.setText("")
    field.begin()
    QTest.keyClicks(field.line, typed[:-1])
    QTest.keyClick(field.line, typed[-1])
    assert field.problem == sentence
    assert field.line.property("wrong") is True
    page.map.setFocus()
    assert field.problem == sentence
    assert replace(session_of(page).trigger_points[0], felt_at="") == replace(
        before.trigger_points[0], felt_at=""
    )


def test_a_wrong_field_is_forgotten_with_its_point(qtbot: QtBot, page: ChartPage) -> None:
    click(qtbot, page, "infraspinatus.1")
    depth = page.inspector.findings.needling.depth_mm
    depth.begin()
    QTest.keyClicks(depth.line, "400")
    assert depth.problem
    click(qtbot, page, "gluteus_medius.1")
    qtbot.waitUntil(lambda: depth.problem == "")
    assert depth.line.text() == ""


def test_a_number_half_typed_belongs_to_the_point_it_was_typed_for(
    qtbot: QtBot, page: ChartPage
) -> None:
    first = click(qtbot, page, "infraspinatus.1")
    second = click(qtbot, page, "gluteus_medius.1")
    QTest.keyClick(page.map, Qt.Key.Key_D)
    depth = page.inspector.findings.needling.depth_mm.line
    QTest.keyClicks(depth, "25")
    QTest.keyClick(depth, Qt.Key.Key_PageUp)
    assert page.selected == first.id
    session = session_of(page)
    assert session.point(first.id).needles[0].depth_mm is None
    assert session.point(second.id).needles[0].depth_mm == 25


def test_twitches_are_counted_and_how_they_were_noticed(qtbot: QtBot, page: ChartPage) -> None:
    click(qtbot, page, "infraspinatus.1")
    keys(page, "TTT")
    type_in(page.inspector.findings.response.times, "3")
    press(page.inspector, "twitch_seen")
    press(page.inspector, "twitch_felt")
    assert selected(page).twitch == Twitch(
        sought=True,
        elicited=True,
        count=3,
        strongest=TwitchGrade.MEDIUM,
        signs=frozenset({TwitchSign.SEEN, TwitchSign.FELT}),
    )


def test_the_current_is_asked_for_while_the_technique_is_electrical(
    qtbot: QtBot, page: ChartPage
) -> None:
    click(qtbot, page, "gastrocnemius_medial.1")
    panel = page.inspector.findings.needling.stimulation
    assert not panel.isVisible()
    choose(page, Technique.ELECTRICAL)
    qtbot.waitUntil(panel.isVisible)
    for name, typed in (
        ("device", "Demo 4"),
        ("leads", "A: 1-2"),
        ("frequency_hz", "2"),
        ("pulse_width_us", "200"),
        ("intensity_ma", "3.5"),
        ("minutes", "10"),
    ):
        type_in(panel.lines[name], typed)
    assert selected(page).needles[0].stimulation == Stimulation("Demo 4", "A: 1-2", 2, 200, 3.5, 10)
    assert selected(page).needles[0].is_in
    choose(page, Technique.PISTONING)
    qtbot.waitUntil(lambda: not panel.isVisible())


def test_a_current_that_no_stimulator_gives_is_refused_in_its_field(
    qtbot: QtBot, page: ChartPage
) -> None:
    click(qtbot, page, "gastrocnemius_medial.1")
    choose(page, Technique.ELECTRICAL)
    panel = page.inspector.findings.needling.stimulation
    qtbot.waitUntil(panel.isVisible)
    line = panel.lines["frequency_hz"]
    type_in(line, "20000")
    assert line.problem == "The frequency in Hz is 0.1 to 1000."
    type_in(panel.lines["minutes"], "15")
    assert selected(page).needles[0].stimulation == Stimulation(minutes=15)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("0.25 x 75", NeedleSize(0.25, 75)),
        ("0,16×25 mm", NeedleSize(0.16, 25)),
        ("9 x 40", "Needle diameter is 0.10 to 0.60 mm."),
        ("0.30 x 400", "Needle length is 5 to 150 mm."),
        ("-0.3 x 40", "Needle diameter is 0.10 to 0.60 mm."),
        ("0.30 x -40", "Needle length is 5 to 150 mm."),
        ("nan x 40", "Needle diameter is 0.10 to 0.60 mm."),
        ("large", "A needle size is diameter × length in mm, as 0.30 × 40."),
    ],
)
def test_a_size_that_is_not_in_the_tray_is_typed_and_checked(
    qtbot: QtBot, page: ChartPage, typed: str, answer: NeedleSize | str
) -> None:
    point = click(qtbot, page, "infraspinatus.1")
    needling = page.inspector.findings.needling
    qtbot.waitUntil(lambda: needling.size_box.count() > 1)
    needling.size_box.activated.emit(needling.size_box.count() - 1)
    assert needling.other_size.line.hasFocus()
    type_in(needling.other_size, typed)
    if isinstance(answer, NeedleSize):
        assert selected(page).needles[0].size == answer
    else:
        assert needling.other_size.problem == answer
        assert selected(page).needles == point.needles


def test_the_unit_of_the_algometer_is_kept_between_starts(
    qtbot: QtBot, page: ChartPage, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = str(tmp_path_factory.mktemp("settings") / "habits.ini")
    settings = QSettings(path, QSettings.Format.IniFormat)
    page.use_habits(ChartHabits(settings))
    click(qtbot, page, "infraspinatus.1")
    palpation = page.inspector.findings.palpation
    palpation.units.activated.emit(list(PressureUnit).index(PressureUnit.KPA))
    type_in(palpation.pressure, "245")
    assert selected(page).pressure_threshold == PressureThreshold(245, PressureUnit.KPA)
    assert ChartHabits(settings).pressure_unit is PressureUnit.KPA
    assert not ChartHabits(settings).dwell_sound


def asking_cards(page: ChartPage) -> list[CautionCard]:
    cards = page.inspector.findChildren(CautionCard)
    return [card for card in cards if card.reason is not None and card.isVisible()]


def test_a_caution_that_asks_for_a_reason_keeps_it_with_the_session(
    qtbot: QtBot, page: ChartPage, record: ClinicRecord
) -> None:
    """A barred limb: the click still charts, and the mark asks until a reason stands."""
    patient = record.store.patient(PatientId("p"))
    alert = PatientAlert("lymphoedema", AlertScope.ARM, Side.RIGHT)
    record.save_patient(replace(patient, alerts=(alert,)))
    page.open_session(record, session_of(page))
    point = click(qtbot, page, "infraspinatus.1")
    qtbot.waitUntil(lambda: len(asking_cards(page)) == 1)
    (card,) = asking_cards(page)
    assert page.map.hasFocus()
    assert page.map.content.marks[0].look.unconfirmed
    QTest.keyClick(page.map, Qt.Key.Key_W)
    assert card.reason is not None
    assert card.reason.line.hasFocus()
    QTest.keyClicks(card.reason.line, "asked the surgeon")
    QTest.keyClick(card.reason.line, Qt.Key.Key_Return)
    QApplication.processEvents()
    (override, *_) = session_of(page).overrides
    assert (override.muscle_id, override.side) == (point.muscle_id, point.side)
    assert override.reason == "asked the surgeon"
    assert not page.map.content.marks[0].look.unconfirmed
    words = [w.text() for w in card.findChildren(QLabel) if w.isVisible()]
    assert "Reason kept with the session" in words
    assert card.reason.line.text() == "asked the surgeon"


def test_the_cards_of_the_atlas_light_their_zones_while_pointed_at(
    qtbot: QtBot, page: ChartPage
) -> None:
    click(qtbot, page, "trapezius_upper.1")
    own = page.map.content.zones
    page.inspector.atlas.point_hovered.emit("trapezius_upper.2")
    other = page.map.content.zones
    assert other != own
    assert other
    page.inspector.atlas.point_hovered.emit("")
    assert page.map.content.zones == own


def test_all_points_that_refer_to_a_region_are_lit_and_charted_by_a_click(
    qtbot: QtBot, page: ChartPage
) -> None:
    code = next(r.code for r in page.reference.regions.values() if r.name == "Temple")
    page.show_reach(code, Side.RIGHT)
    QApplication.processEvents()
    ghosts = page.map.content.ghosts
    assert "temporalis" in {ghost.muscle_id for ghost in ghosts}
    assert page.inspector.reach.isVisible()
    page.inspector.reach_hovered.emit(ghosts[0].id)
    assert {zone.region for zone in page.map.content.zones} != {code}
    page.map.ghost_chosen.emit(ghosts[0].id)
    point = selected(page)
    assert (point.muscle_id, point.side) == (ghosts[0].muscle_id, ghosts[0].side)
    assert page.reach.region is None


def test_escape_leaves_the_points_that_refer_to_a_region(qtbot: QtBot, page: ChartPage) -> None:
    code = next(r.code for r in page.reference.regions.values() if r.name == "Temple")
    page.show_reach(code, Side.RIGHT)
    page.map.setFocus()
    QTest.keyClick(page.map, Qt.Key.Key_Escape)
    assert page.map.content.ghosts == ()
    qtbot.waitUntil(lambda: not page.inspector.reach.isVisible())


def test_the_menu_asks_about_the_region_under_the_pointer(qtbot: QtBot, page: ChartPage) -> None:
    place = page.reference.reference_point("temporalis.1").place_on(Side.RIGHT)
    region = page.reach.region_at(page.map.region_of(place), place)
    assert region is not None
    (action,) = page.reach_menu.actions_of(region)
    assert action.text() == f"Points that refer here: {page.reach.words(region)}"
    action.trigger()
    assert page.reach.region == region
    assert page.reach_menu.actions_of(None) == []


def test_the_gravest_cautions_stand_in_full_and_the_others_by_name_until_wanted(
    qtbot: QtBot, page: ChartPage
) -> None:
    click(qtbot, page, "gluteus_maximus.1")

    def shown() -> int:
        return sum(notice.isVisible() for notice in page.inspector.findChildren(Notice))

    qtbot.waitUntil(lambda: shown() == 2)
    more = page.inspector.findChild(QPushButton, "more_cautions")
    assert more is not None
    assert more.accessibleName().startswith("Also: ")
    more.click()
    assert shown() > 2


def test_where_it_was_felt_is_taken_from_the_regions_the_point_refers_to(
    qtbot: QtBot, page: ChartPage
) -> None:
    point = click(qtbot, page, "trapezius_upper.1")
    felt = page.inspector.findings.palpation.felt
    qtbot.waitUntil(lambda: len(felt.menu.actions()) > 1)
    names = [action.text() for action in felt.menu.actions()]
    assert "Temple, right" in names
    felt.menu.actions()[names.index("Temple, right")].trigger()
    assert selected(page).felt_at == "Temple, right"
    felt.menu.actions()[0].trigger()
    assert selected(page).felt_at == f"Temple, right; {names[0]}"
    assert selected(page).id == point.id


def test_hazards_stand_in_full_once_and_by_name_at_a_further_point_of_the_muscle(
    qtbot: QtBot, page: ChartPage
) -> None:
    click(qtbot, page, "infraspinatus.1")
    first = selected(page)

    def in_full() -> list[Notice]:
        QApplication.processEvents()
        return [n for n in page.inspector.findChildren(Notice) if n.isVisible()]

    qtbot.waitUntil(lambda: len(in_full()) > 0)
    page.duplicate_selected()
    qtbot.waitUntil(lambda: not in_full())
    more = page.inspector.findChild(QPushButton, "more_cautions")
    assert isinstance(more, QPushButton)
    assert more.accessibleName().startswith("As at point 1: ")
    assert "Pleura" in more.accessibleName()
    assert more.accessibleDescription() == "danger"
    assert not more.icon().isNull()
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    assert in_full()
    page.select(first.id)
    qtbot.waitUntil(lambda: bool(in_full()))


class _Frames(QObject):
    """Notes, at every paint of the inspector, which of its parts had less height than they need."""

    def __init__(self, inspector: Inspector) -> None:
        super().__init__()
        self._inspector = inspector
        self.painted = 0
        self.squashed: list[str] = []
        inspector.findings.installEventFilter(self)
        inspector.atlas.installEventFilter(self)

    def more_than(self, seen: int) -> bool:
        return self.painted > seen

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.painted += 1
            for part in (self._inspector.findings, self._inspector.atlas):
                if part.isVisible() and part.height() < part.minimumSizeHint().height():
                    self.squashed.append(type(part).__name__)
        return False


def test_no_frame_shows_the_fields_squashed(qtbot: QtBot, page: ChartPage) -> None:
    frames = _Frames(page.inspector)
    for point in ("infraspinatus.1", "trapezius_upper.1", "gluteus_medius.1"):
        seen = frames.painted
        click(qtbot, page, point)
        qtbot.waitUntil(partial(frames.more_than, seen))
    assert frames.squashed == []
