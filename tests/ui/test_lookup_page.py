"""The look-up, as a therapist uses it: shade, look, palpate, chart."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.services.record_in_memory import StoreInMemory
from tpdn_desktop.atlas.bodymap import BodyMap
from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.services.lookup_session import Candidate, PainQuality, Palpation
from tpdn_desktop.services.lookup_shading import TickedRegion
from tpdn_desktop.ui.chart.chart_page import ChartPage
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.lookup.candidate_row import FOUND
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


def palpate(qtbot: QtBot, page: LookupPage, candidate: Candidate, found: Palpation) -> None:
    button = page.candidates.row(candidate).choice.button(FOUND.index(found))
    qtbot.mouseClick(button, LEFT_BUTTON)


def text_of(page: LookupPage, name: str) -> str:
    label = page.findChild(QLabel, name)
    assert label is not None
    return label.text()


def test_a_stroke_on_the_map_ranks_candidates_of_that_side(
    qtbot: QtBot, lookup: LookupPage, reference: Reference
) -> None:
    shade(qtbot, lookup, "scapula")
    area = lookup.lookup.pain.shading.area()
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
    assert ("breast", Side.LEFT) in lookup.lookup.pain.shading.area()


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
    assert lookup.lookup.pain.shading.is_empty
    assert shown(lookup) == []
    qtbot.keyClick(lookup.map, Qt.Key.Key_B)
    assert not lookup.map.erases
    widest = lookup.map.brush
    qtbot.keyClick(lookup.map, Qt.Key.Key_BracketLeft)
    assert lookup.map.brush < widest


def test_undo_takes_the_last_stroke_back(qtbot: QtBot, lookup: LookupPage) -> None:
    shade(qtbot, lookup, "scapula")
    qtbot.keyClick(lookup.map, Qt.Key.Key_Z, CONTROL)
    assert lookup.lookup.pain.shading.is_empty
    assert "Shade where it hurts" in text_of(lookup, "lookup_message")


def test_a_double_click_takes_the_whole_region(qtbot: QtBot, lookup: LookupPage) -> None:
    qtbot.mouseDClick(lookup.map, LEFT_BUTTON, pos=spot_in(lookup, "scapula", Side.LEFT))
    area = lookup.lookup.pain.shading.area()
    assert area["scapula", Side.LEFT] == pytest.approx(1.0)


def test_the_wheel_and_the_middle_button_do_not_shade(qtbot: QtBot, lookup: LookupPage) -> None:
    spot = spot_in(lookup, "scapula", Side.RIGHT)
    qtbot.mousePress(lookup.map, Qt.MouseButton.MiddleButton, pos=spot)
    qtbot.mouseMove(lookup.map, spot + QPoint(30, 30))
    qtbot.mouseRelease(lookup.map, Qt.MouseButton.MiddleButton, pos=spot + QPoint(30, 30))
    assert lookup.lookup.pain.shading.is_empty


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
    for region in reference.regions.values():
        for side in region.sides:
            lookup.lookup.pain.shading.add(TickedRegion(region.code, side))
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
    palpate(qtbot, lookup, first, Palpation.POSITIVE)
    palpate(qtbot, lookup, second, Palpation.NEGATIVE)
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
    palpate(qtbot, lookup, candidate, Palpation.POSITIVE)
    assert "Before needling: pleura and lung" in words()


def test_palpation_does_not_move_the_rows_under_the_hand(qtbot: QtBot, lookup: LookupPage) -> None:
    tick(lookup, "temple")
    before = shown(lookup)
    palpate(qtbot, lookup, before[4], Palpation.POSITIVE)
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
    assert lookup.lookup.palpation(second) is Palpation.POSITIVE
    qtbot.keyClick(row(second), Qt.Key.Key_Question)
    assert lookup.lookup.palpation(second) is Palpation.NOT_TESTED
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
    palpate(qtbot, lookup, first, Palpation.POSITIVE)
    palpate(qtbot, lookup, third, Palpation.POSITIVE)
    palpate(qtbot, lookup, second, Palpation.NEGATIVE)
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
    palpate(qtbot, lookup, first, Palpation.POSITIVE)
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


def test_each_session_keeps_its_own_look_up_and_a_lock_forgets_all(
    qtbot: QtBot, lookup: LookupPage, study: StudyPages
) -> None:
    tick(lookup, "temple")
    session = lookup.session
    lookup.show_session(None)
    assert shown(lookup) == []
    lookup.show_session(session)
    assert shown(lookup)
    study.forget()
    lookup.show_session(session)
    assert shown(lookup) == []


def test_without_a_session_one_can_look_up_but_not_chart(qtbot: QtBot, lookup: LookupPage) -> None:
    lookup.show_session(None)
    tick(lookup, "temple")
    first = shown(lookup)[0]
    palpate(qtbot, lookup, first, Palpation.POSITIVE)
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
