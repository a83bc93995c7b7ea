"""The look-up, as a therapist uses it: shade, look, palpate, chart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.services.record_in_memory import PASSWORD, StoreInMemory
from tpdn_desktop.atlas.bodymap import BodyMap
from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.pain_drawing import Pain, PainedRegion, PainId, PainQuality, RegionShare
from tpdn_desktop.domain.session import SessionId
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.services.lookup_session import Candidate
from tpdn_desktop.ui.chart.chart_page import ChartPage
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.lookup.candidate_row import FOUND
from tpdn_desktop.ui.lookup.chart_keeper import ChartKeeper
from tpdn_desktop.ui.lookup.lookup_page import LookupPage
from tpdn_desktop.ui.lookup.study_pages import StudyPages

LEFT_BUTTON = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def study(
    bodymap: BodyMap,
    reference: Reference,
    icons: IconSet,
    page: ChartPage,
    record: ClinicRecord,
) -> Iterator[StudyPages]:
    """The look-up beside the chart with its open session."""
    study = StudyPages(Sheet(bodymap), reference, icons, page)
    assert page.desk is not None
    study.show_session(record, page.desk.session)
    yield study
    study.stop()


@pytest.fixture
def lookup(qtbot: QtBot, study: StudyPages) -> LookupPage:
    lookup = study.lookup
    qtbot.addWidget(lookup)
    lookup.resize(1306, 650)
    lookup.show()
    qtbot.waitExposed(lookup)
    lookup.map.setFocus()
    return lookup


def spot_in(page: LookupPage, region: str, side: Side) -> QPoint:
    """A pixel in a region of the map."""
    for face in page.map.sheet.bodymap.region_shapes(region, side):
        ox, oy = page.map.sheet.origin(face.view)
        xs, ys = face.outline[0].numbers[0::2], face.outline[0].numbers[1::2]
        x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        px, py = page.map.camera.to_screen(ox + x, oy + y)
        found = page.map.region_at(QPointF(px, py))
        if found is not None and (found.code, found.side) == (region, side):
            return QPointF(px, py).toPoint()
    raise AssertionError(region)


def shade(qtbot: QtBot, page: LookupPage, region: str, side: Side = Side.RIGHT) -> None:
    """One stroke with the left button in a region."""
    start = spot_in(page, region, side)
    qtbot.mousePress(page.map, LEFT_BUTTON, pos=start)
    for step in range(1, 5):
        qtbot.mouseMove(page.map, start + QPoint(0, step))
    qtbot.mouseRelease(page.map, LEFT_BUTTON, pos=start + QPoint(0, 4))


def tick(page: LookupPage, region: str, side: Side = Side.RIGHT) -> None:
    page.regions.item(region, side).setCheckState(Qt.CheckState.Checked)


def shown(page: LookupPage) -> list[Candidate]:
    return list(page.rows)


def palpate(qtbot: QtBot, page: LookupPage, candidate: Candidate, found: bool | None) -> None:
    button = page.candidates.row(candidate).choice.button(FOUND.index(found))
    qtbot.mouseClick(button, LEFT_BUTTON)


def area_of(page: LookupPage) -> dict[tuple[str, Side], float]:
    """The painful share of each region of the pain that is being drawn."""
    return {(r.region, r.side): r.share for r in page.lookup.pain.regions}


def kept(page: ChartPage, store: StoreInMemory) -> tuple[Pain, ...]:
    """The drawing as it is in the file."""
    assert page.desk is not None
    return store.session(page.desk.session.id).pains


def text_of(page: LookupPage, name: str) -> str:
    label = page.findChild(QLabel, name)
    assert label is not None
    return label.text()


def test_a_stroke_on_the_map_ranks_candidates_of_that_side(
    qtbot: QtBot, lookup: LookupPage, reference: Reference
) -> None:
    shade(qtbot, lookup, "scapula")
    area = area_of(lookup)
    assert ("scapula", Side.RIGHT) in area
    assert {side for _, side in area} <= {Side.RIGHT, Side.MIDLINE}
    assert shown(lookup)
    assert f"of {len(reference.points)} points" in text_of(lookup, "lookup_reach")


def test_the_patients_left_is_shaded_at_the_right_of_the_anterior_view(
    qtbot: QtBot, lookup: LookupPage
) -> None:
    spot = spot_in(lookup, "breast", Side.LEFT)
    middle = lookup.map.camera.to_screen(*lookup.map.sheet.origin(
        next(iter(lookup.map.sheet.bodymap.views))
    ))[0]  # fmt: skip
    assert spot.x() > middle
    shade(qtbot, lookup, "breast", Side.LEFT)
    assert ("breast", Side.LEFT) in area_of(lookup)


def test_the_head_of_the_list_says_commonly_reported_not_diagnostic(lookup: LookupPage) -> None:
    words = " ".join(label.text() for label in lookup.findChildren(QLabel)).casefold()
    assert "commonly reported, not diagnostic" in words


def test_b_and_e_change_the_tool_and_brackets_the_size(qtbot: QtBot, lookup: LookupPage) -> None:
    shade(qtbot, lookup, "scapula")
    qtbot.keyClick(lookup.map, Qt.Key.Key_E)
    assert lookup.map.erases
    before = lookup.map.brush
    for _ in range(12):
        qtbot.keyClick(lookup.map, Qt.Key.Key_BracketRight)
    assert lookup.map.brush > before
    shade(qtbot, lookup, "scapula")
    assert area_of(lookup) == {}
    assert shown(lookup) == []
    qtbot.keyClick(lookup.map, Qt.Key.Key_B)
    assert not lookup.map.erases
    widest = lookup.map.brush
    qtbot.keyClick(lookup.map, Qt.Key.Key_BracketLeft)
    assert lookup.map.brush < widest


def test_undo_takes_the_last_stroke_back(qtbot: QtBot, lookup: LookupPage) -> None:
    shade(qtbot, lookup, "scapula")
    qtbot.keyClick(lookup.map, Qt.Key.Key_Z, CONTROL)
    assert area_of(lookup) == {}
    assert "Shade where it hurts" in text_of(lookup, "lookup_message")


def test_a_double_click_takes_the_whole_region(qtbot: QtBot, lookup: LookupPage) -> None:
    qtbot.mouseDClick(lookup.map, LEFT_BUTTON, pos=spot_in(lookup, "scapula", Side.LEFT))
    area = area_of(lookup)
    assert area["scapula", Side.LEFT] == pytest.approx(1.0)


def test_the_wheel_and_the_middle_button_do_not_shade(qtbot: QtBot, lookup: LookupPage) -> None:
    spot = spot_in(lookup, "scapula", Side.RIGHT)
    qtbot.mousePress(lookup.map, Qt.MouseButton.MiddleButton, pos=spot)
    qtbot.mouseMove(lookup.map, spot + QPoint(30, 30))
    qtbot.mouseRelease(lookup.map, Qt.MouseButton.MiddleButton, pos=spot + QPoint(30, 30))
    assert area_of(lookup) == {}


def test_ticked_regions_rank_the_same_as_the_shaded_ones(lookup: LookupPage) -> None:
    tick(lookup, "temple")
    best = shown(lookup)[0]
    assert lookup.rows[best].essential == pytest.approx(1.0)
    assert best[1] is Side.RIGHT
    lookup.regions.item("temple", Side.RIGHT).setCheckState(Qt.CheckState.Unchecked)
    assert shown(lookup) == []


def test_a_shaded_region_stands_half_ticked_with_its_share(
    qtbot: QtBot, lookup: LookupPage
) -> None:
    shade(qtbot, lookup, "scapula")
    item = lookup.regions.item("scapula", Side.RIGHT)
    assert item.checkState() is Qt.CheckState.PartiallyChecked
    assert "%" in item.text()


def test_the_region_list_is_found_by_words_and_side(qtbot: QtBot, lookup: LookupPage) -> None:
    qtbot.keyClicks(lookup.regions.field, "temple l")
    assert not lookup.regions.item("temple", Side.LEFT).isHidden()
    assert lookup.regions.item("temple", Side.RIGHT).isHidden()
    assert lookup.regions.item("scapula", Side.LEFT).isHidden()


def test_pain_over_the_whole_body_is_refused_in_a_sentence(
    lookup: LookupPage, reference: Reference
) -> None:
    every = (
        RegionShare(region.code, side, 1.0)
        for region in reference.regions.values()
        for side in region.sides
        if region.code != "temple"
    )
    lookup.lookup.keeper.set_pains([Pain(PainId("all"), regions=tuple(every))])
    tick(lookup, "temple")
    assert shown(lookup) == []
    assert "most of the body" in text_of(lookup, "lookup_message")


def test_reasons_are_wrapped_and_never_cut(lookup: LookupPage) -> None:
    tick(lookup, "temple")
    tick(lookup, "neck_lateral")
    candidate = shown(lookup)[0]
    row = lookup.candidates.row(candidate)
    why = lookup.rows[candidate].why
    (label,) = [x for x in row.findChildren(QLabel) if x.text() == why]
    assert label.wordWrap()
    QApplication.processEvents()
    assert label.height() >= label.heightForWidth(label.width())


def test_hovering_a_row_lights_its_pattern_and_says_the_shares(lookup: LookupPage) -> None:
    tick(lookup, "temple")
    candidate = shown(lookup)[1]
    row = lookup.candidates.row(candidate)
    middle = QPointF(row.rect().center())
    QApplication.sendEvent(row, QEnterEvent(middle, middle, middle))
    assert lookup.lit == candidate
    assert lookup.lit_zones
    assert "of the patient's area" in text_of(lookup, "lit_shares")
    assert "outside" in text_of(lookup, "lit_shares")
    QApplication.sendEvent(row, QEvent(QEvent.Type.Leave))
    assert lookup.lit is None
    assert not lookup.lit_zones


def test_chart_appears_on_positive_rows_only_and_logs_the_point_in_one_click(
    qtbot: QtBot, lookup: LookupPage, page: ChartPage, store: StoreInMemory
) -> None:
    tick(lookup, "deltoid_anterior")
    first, second = shown(lookup)[:2]
    assert not lookup.candidates.row(first).chart.isVisible()
    palpate(qtbot, lookup, first, True)
    palpate(qtbot, lookup, second, False)
    assert lookup.candidates.row(first).chart.isVisible()
    assert not lookup.candidates.row(second).chart.isVisible()
    qtbot.mouseClick(lookup.candidates.row(first).chart, LEFT_BUTTON)
    assert page.desk is not None
    (point,) = store.session(page.desk.session.id).trigger_points
    assert (point.reference_point_id, point.side) == first
    assert len(point.needles) == 1
    assert not lookup.candidates.row(first).chart.isVisible()
    words = [label.text() for label in lookup.candidates.row(first).findChildren(QLabel)]
    assert "Charted as 1" in words


def test_a_positive_row_names_the_grave_hazards_before_it_is_charted(
    qtbot: QtBot, lookup: LookupPage
) -> None:
    tick(lookup, "deltoid_anterior")
    candidate = ("infraspinatus.1", Side.RIGHT)

    def words() -> list[str]:
        labels = lookup.candidates.row(candidate).findChildren(QLabel)
        return [label.text() for label in labels if label.isVisible()]

    assert "Before needling: pleura and lung" not in words()
    palpate(qtbot, lookup, candidate, True)
    assert "Before needling: pleura and lung" in words()


def test_palpation_does_not_move_the_rows_under_the_hand(qtbot: QtBot, lookup: LookupPage) -> None:
    tick(lookup, "temple")
    before = shown(lookup)
    palpate(qtbot, lookup, before[4], True)
    assert shown(lookup) == before


def test_the_whole_look_up_goes_by_keyboard(
    qtbot: QtBot, lookup: LookupPage, page: ChartPage
) -> None:
    tick(lookup, "temple")
    qtbot.keyClick(lookup.map, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    row = lookup.candidates.row
    current = lookup.candidates.current
    assert current is not None
    qtbot.keyClick(row(current), Qt.Key.Key_Down)
    second = lookup.candidates.current
    assert second is not None
    assert second == shown(lookup)[1]
    qtbot.keyClick(row(second), Qt.Key.Key_Plus)
    assert lookup.lookup.palpation(second)
    qtbot.keyClick(row(second), Qt.Key.Key_Question)
    assert lookup.lookup.palpation(second) is None
    qtbot.keyClick(row(second), Qt.Key.Key_Return)
    assert page.desk is not None
    assert page.desk.session.trigger_points == ()
    qtbot.keyClick(row(second), Qt.Key.Key_Plus)
    qtbot.keyClick(row(second), Qt.Key.Key_Return)
    (point,) = page.desk.session.trigger_points
    assert (point.reference_point_id, point.side) == second


def test_control_enter_charts_all_positive_rows(
    qtbot: QtBot, lookup: LookupPage, page: ChartPage
) -> None:
    tick(lookup, "temple")
    first, second, third = shown(lookup)[:3]
    palpate(qtbot, lookup, first, True)
    palpate(qtbot, lookup, third, True)
    palpate(qtbot, lookup, second, False)
    assert lookup.chart_all.text() == "Chart 2 positive"
    qtbot.keyClick(lookup.candidates.row(third), Qt.Key.Key_Return, CONTROL)
    assert page.desk is not None
    charted = [(p.reference_point_id, p.side) for p in page.desk.session.trigger_points]
    assert charted == [first, third]
    assert not lookup.chart_all.isVisible()


def test_every_reference_point_is_charted_as_itself_on_its_side(
    lookup: LookupPage, page: ChartPage, reference: Reference
) -> None:
    for point in list(reference.points.values())[::9]:
        side = point.sides[-1]
        lookup.chart_requested.emit(point.muscle_id, side, point.id)
        assert page.desk is not None
        charted = page.desk.session.trigger_points[-1]
        assert (charted.muscle_id, charted.reference_point_id, charted.side) == (
            point.muscle_id,
            point.id,
            side,
        )


def test_a_full_disk_is_said_and_the_row_is_not_shown_as_charted(
    qtbot: QtBot, lookup: LookupPage, study: StudyPages, store: StoreInMemory
) -> None:
    tick(lookup, "temple")
    first = shown(lookup)[0]
    palpate(qtbot, lookup, first, True)
    store.is_full = True
    with qtbot.waitSignal(study.problem) as told:
        qtbot.mouseClick(lookup.candidates.row(first).chart, LEFT_BUTTON)
    assert "was not charted" in told.args[0]
    assert lookup.candidates.row(first).chart.isVisible()


def test_several_pains_have_their_own_area_and_quality(qtbot: QtBot, lookup: LookupPage) -> None:
    tick(lookup, "temple")
    qtbot.mouseClick(lookup.pains.add, LEFT_BUTTON)
    qtbot.keyClick(lookup.map, Qt.Key.Key_3)
    tick(lookup, "calf_upper", Side.LEFT)
    assert [set(area) for area in lookup.lookup.areas()] == [
        {("temple", Side.RIGHT)},
        {("calf_upper", Side.LEFT)},
    ]
    assert [pain.quality for pain in lookup.lookup.pains] == [
        PainQuality.ACHE,
        PainQuality.BURNING,
    ]
    qtbot.mouseClick(lookup.pains.tabs.button(0), LEFT_BUTTON)
    assert lookup.regions.item("temple", Side.RIGHT).checkState() is Qt.CheckState.Checked
    qtbot.mouseClick(lookup.pains.remove, LEFT_BUTTON)
    assert [set(area) for area in lookup.lookup.areas()] == [{("calf_upper", Side.LEFT)}]


def test_every_stroke_is_in_the_file_before_the_next_one(
    qtbot: QtBot, lookup: LookupPage, page: ChartPage, store: StoreInMemory
) -> None:
    shade(qtbot, lookup, "scapula")
    (pain,) = kept(page, store)
    assert len(pain.marks) == 1
    assert 0 < pain.body_share < 0.05
    assert {side for _, side in area_of(lookup)} <= {Side.RIGHT, Side.MIDLINE}
    shade(qtbot, lookup, "calf_upper")
    assert len(kept(page, store)[0].marks) == 2


def test_undo_here_takes_back_one_stroke_and_then_what_was_done_before_it(
    qtbot: QtBot, lookup: LookupPage, page: ChartPage, store: StoreInMemory
) -> None:
    lookup.chart_requested.emit("infraspinatus", Side.RIGHT, "infraspinatus.1")
    tick(lookup, "temple")
    tick(lookup, "occiput")
    qtbot.keyClick(lookup.map, Qt.Key.Key_Z, CONTROL)
    assert set(area_of(lookup)) == {("temple", Side.RIGHT)}
    qtbot.keyClick(lookup.map, Qt.Key.Key_Z, CONTROL)
    assert kept(page, store) == ()
    assert page.desk is not None
    assert len(page.desk.session.trigger_points) == 1
    qtbot.keyClick(lookup.map, Qt.Key.Key_Y, CONTROL)
    assert set(area_of(lookup)) == {("temple", Side.RIGHT)}


def test_an_undo_on_the_chart_is_seen_here(lookup: LookupPage, page: ChartPage) -> None:
    tick(lookup, "temple")
    page.undo()
    assert area_of(lookup) == {}
    assert shown(lookup) == []


def test_palpation_is_kept_in_the_session_and_read_back(
    qtbot: QtBot, lookup: LookupPage, page: ChartPage, store: StoreInMemory
) -> None:
    tick(lookup, "temple")
    first, second = shown(lookup)[:2]
    palpate(qtbot, lookup, first, True)
    palpate(qtbot, lookup, second, False)
    assert page.desk is not None
    found = store.session(page.desk.session.id).palpated
    assert [((f.reference_point_id, f.side), f.is_positive) for f in found] == [
        (first, True),
        (second, False),
    ]
    page.undo()
    assert lookup.candidates.row(second).choice.choice == FOUND.index(None)
    assert lookup.candidates.row(first).choice.choice == FOUND.index(True)


def test_the_intensity_goes_by_click_and_by_digits(
    qtbot: QtBot, lookup: LookupPage, page: ChartPage, store: StoreInMemory
) -> None:
    tick(lookup, "temple")
    qtbot.mouseClick(lookup.side.intensity.cells.button(6), LEFT_BUTTON)
    assert kept(page, store)[0].intensity == 6
    qtbot.keyClick(lookup.map, Qt.Key.Key_I)
    cells = lookup.side.intensity.cells
    qtbot.keyClick(cells.button(6), Qt.Key.Key_1)
    assert kept(page, store)[0].intensity == 1
    qtbot.keyClick(cells.button(1), Qt.Key.Key_0)
    assert kept(page, store)[0].intensity == 10
    assert lookup.lookup.pain.quality is PainQuality.ACHE
    words = text_of(lookup, "pain_words")
    assert words.startswith("ache, 10 of 10, ")
    assert words.endswith(" % of the body")
    qtbot.keyClick(cells.button(10), Qt.Key.Key_Delete)
    assert kept(page, store)[0].intensity is None


def test_the_drawing_of_a_session_is_there_again_when_it_is_opened_again(
    lookup: LookupPage, page: ChartPage, study: StudyPages, record: ClinicRecord
) -> None:
    tick(lookup, "temple")
    assert page.desk is not None
    session = page.desk.session
    page.close_session()
    study.forget()
    assert area_of(lookup) == {}
    assert shown(lookup) == []
    page.open_session(record, record.store.session(session.id))
    study.show_session(record, session)
    assert set(area_of(lookup)) == {("temple", Side.RIGHT)}
    assert shown(lookup)


def test_a_session_may_start_from_the_drawing_of_the_last_one(
    qtbot: QtBot, lookup: LookupPage, page: ChartPage, store: StoreInMemory
) -> None:
    assert page.desk is not None
    today = page.desk.session
    drawn = (Pain(PainId("a"), PainQuality.NUMB, 7, (PainedRegion("temple", Side.LEFT),)),)
    earlier = tuple(
        replace(
            today,
            id=SessionId(f"earlier {days}"),
            started_at=today.started_at - timedelta(days=days),
            pains=drawn if days == 7 else (),
        )
        for days in (1, 7, 14)
    )
    offer = lookup.side.last_time
    assert not offer.isVisible()
    lookup.show_session(today, earlier, ChartKeeper(page, today))
    assert offer.text().startswith("Start from the drawing of ")
    qtbot.mouseClick(offer, LEFT_BUTTON)
    (pain,) = kept(page, store)
    assert (pain.quality, pain.intensity, pain.marks) == (PainQuality.NUMB, None, drawn[0].marks)
    assert pain.id != drawn[0].id
    assert pain.body_share > 0
    assert shown(lookup)
    assert not offer.isVisible()


def test_a_signed_session_shows_its_drawing_and_takes_no_stroke(
    qtbot: QtBot, lookup: LookupPage, page: ChartPage, study: StudyPages, record: ClinicRecord
) -> None:
    tick(lookup, "temple")
    assert page.desk is not None
    record.sign(page.desk, PASSWORD)
    assert lookup.map.is_read_only
    shade(qtbot, lookup, "scapula")
    assert set(area_of(lookup)) == {("temple", Side.RIGHT)}
    assert not lookup.side.intensity.cells.isEnabled()
    assert not lookup.candidates.row(shown(lookup)[0]).choice.isEnabled()


def test_study_without_a_patient_is_kept_apart_and_forgotten_at_a_lock(
    lookup: LookupPage, page: ChartPage, store: StoreInMemory, study: StudyPages
) -> None:
    lookup.show_session(None)
    tick(lookup, "temple")
    assert shown(lookup)
    assert kept(page, store) == ()
    study.forget()
    assert area_of(lookup) == {}


def test_a_stroke_that_could_not_be_kept_is_said_and_not_shown(
    lookup: LookupPage, study: StudyPages, store: StoreInMemory, qtbot: QtBot
) -> None:
    store.is_full = True
    with qtbot.waitSignal(study.problem):
        tick(lookup, "temple")
    assert area_of(lookup) == {}
    assert lookup.regions.item("temple", Side.RIGHT).checkState() is Qt.CheckState.Unchecked


def test_without_a_session_one_can_look_up_but_not_chart(qtbot: QtBot, lookup: LookupPage) -> None:
    lookup.show_session(None)
    tick(lookup, "temple")
    first = shown(lookup)[0]
    palpate(qtbot, lookup, first, True)
    assert not lookup.candidates.row(first).chart.isVisible()
    assert not lookup.chart_all.isVisible()
    assert "open a draft session" in text_of(lookup, "lookup_reach")


def test_a_muscle_charted_earlier_is_named_as_found_in_this_patient(
    lookup: LookupPage, page: ChartPage
) -> None:
    lookup.chart_requested.emit("infraspinatus", Side.RIGHT, "infraspinatus.1")
    tick(lookup, "deltoid_anterior")
    row = lookup.rows["infraspinatus.2", Side.RIGHT]
    assert row.positive
    assert "Already found positive" in row.why


def test_more_candidates_come_on_request(qtbot: QtBot, lookup: LookupPage) -> None:
    tick(lookup, "deltoid_anterior")
    tick(lookup, "lumbar")
    total = len(shown(lookup))
    assert total > 20
    assert lookup.candidates.more.text() == f"Show {total - 20} more"
    qtbot.mouseClick(lookup.candidates.more, LEFT_BUTTON)
    last = lookup.candidates.row(shown(lookup)[-1])
    assert last.isVisibleTo(lookup)
    assert str(total) in last.accessibleName()


def test_shaded_pain_is_painted_over_the_map(qtbot: QtBot, lookup: LookupPage) -> None:
    lookup.map.render_now()
    bare = lookup.map.grab().toImage()
    tick(lookup, "abdomen_upper")
    lookup.map.render_now()
    assert lookup.map.grab().toImage() != bare


def test_the_inspector_of_the_chart_shows_pictures_of_the_side_charted(
    lookup: LookupPage, page: ChartPage
) -> None:
    lookup.chart_requested.emit("trapezius_upper", Side.LEFT, "trapezius_upper.1")
    QApplication.processEvents()
    card = page.inspector.atlas.card("trapezius_upper.1")
    assert card.pictured_side is Side.LEFT
    assert card.is_chosen
