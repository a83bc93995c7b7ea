"""The clinic adds to the atlas: by click, by name, by key; shown as own, refused in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel
from pytestqt.qtbot import QtBot

from tests.services.record_in_memory import StoreInMemory
from tpdn_desktop.atlas.bodymap import BodyMap
from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import BodyPlace, Side
from tpdn_desktop.domain.needle import NeedleSize, Technique
from tpdn_desktop.domain.own_content import OwnContent, OwnPoint
from tpdn_desktop.services.changes import Change, Changed
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.services.own_editing import OwnEditing
from tpdn_desktop.services.own_reference import OwnReference
from tpdn_desktop.ui.atlas.atlas_page import AtlasPage
from tpdn_desktop.ui.atlas.own_way import DRAFT
from tpdn_desktop.ui.atlas.referral_pictures import ReferralPictures
from tpdn_desktop.ui.chart.chart_page import ChartPage
from tpdn_desktop.ui.icons import IconSet

LEFT = Qt.MouseButton.LeftButton
MUSCLE = "infraspinatus"


@pytest.fixture
def own(reference: Reference) -> OwnReference:
    return OwnReference(reference)


@pytest.fixture
def atlas(
    qtbot: QtBot, bodymap: BodyMap, own: OwnReference, icons: IconSet, record: ClinicRecord
) -> Iterator[AtlasPage]:
    pictures = ReferralPictures(bodymap, own.reference)
    page = AtlasPage(Sheet(bodymap), own.reference, icons, pictures)

    def follow(change: Change) -> None:
        if change.kind is Changed.OWN_CONTENT:
            own.take(record.own_content)
            page.reference_changed()

    record.news.listen(follow)
    page.take_own(OwnEditing(record, own.reference))
    qtbot.addWidget(page)
    page.resize(1306, 700)
    page.show()
    qtbot.waitExposed(page)
    page.show_muscle(MUSCLE, Side.RIGHT)
    yield page
    record.news.forget(follow)
    page.stop()


def press(page: AtlasPage, name: str) -> None:
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    found = page.own.panel.findChild(QAbstractButton, name)
    assert found is not None
    assert found.isVisibleTo(page.own.panel)
    found.click()


def words(page: AtlasPage) -> str:
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    shown = [p for p in (page.panel, page.own.panel) if p.isVisibleTo(page)]
    return " | ".join(
        label.text() for p in shown for label in p.findChildren(QLabel) if label.isVisibleTo(p)
    )


def inside(page: AtlasPage, reference: Reference, side: Side) -> BodyPlace:
    """A place well inside the muscle."""
    return reference.reference_point(f"{MUSCLE}.1").place_on(side)


def click(qtbot: QtBot, page: AtlasPage, place: BodyPlace) -> None:
    at: QPoint = page.map.screen_place(place).toPoint()
    qtbot.mouseClick(page.map, LEFT, pos=at)


def add_point(qtbot: QtBot, page: AtlasPage, place: BodyPlace, name: str = "Corner") -> None:
    press(page, "add_own_point")
    click(qtbot, page, place)
    qtbot.keyClicks(page.own.panel.editor.name, name)
    qtbot.keyClicks(page.own.panel.editor.zones.line, "cheek")
    press(page, "keep_own")


def test_a_point_is_made_by_name_click_and_region_and_is_shown_as_own(
    qtbot: QtBot, atlas: AtlasPage, reference: Reference, record: ClinicRecord
) -> None:
    add_point(qtbot, atlas, inside(atlas, reference, Side.LEFT))
    (point,) = record.own_content.points
    assert point.name == "Corner"
    assert point.essential == ("cheek",)
    assert point.place.x > 0
    assert "Corner (own)" in words(atlas)
    assert atlas.map.mark_position(point.id) is not None


def test_a_click_on_the_right_side_is_kept_for_the_left(
    qtbot: QtBot, atlas: AtlasPage, reference: Reference, record: ClinicRecord
) -> None:
    place = inside(atlas, reference, Side.RIGHT)
    assert place.x < 0
    add_point(qtbot, atlas, place)
    kept = record.own_content.points[0].place
    assert kept.x == pytest.approx(-place.x, abs=0.003)
    assert kept.y == pytest.approx(place.y, abs=0.003)


def test_while_a_point_is_made_the_map_shows_it_alone_with_its_zones(
    qtbot: QtBot, atlas: AtlasPage, reference: Reference
) -> None:
    press(atlas, "add_own_point")
    assert atlas.lit_zones == ()
    click(qtbot, atlas, inside(atlas, reference, Side.RIGHT))
    assert atlas.map.mark_position(DRAFT) is not None
    atlas.own.panel.editor.zones.add("cheek")
    assert {(zone.region, zone.side) for zone in atlas.lit_zones} == {("cheek", Side.RIGHT)}
    choice = atlas.own.panel.findChild(QComboBox, "zone_side_0")
    assert choice is not None
    choice.setCurrentIndex(1)
    choice.activated.emit(1)
    assert {zone.side for zone in atlas.lit_zones} == {Side.LEFT}


def test_a_place_outside_the_muscle_is_refused_in_a_sentence(
    qtbot: QtBot, atlas: AtlasPage, reference: Reference, record: ClinicRecord
) -> None:
    press(atlas, "add_own_point")
    elsewhere = reference.reference_point("gluteus_maximus.1").place_on(Side.RIGHT)
    click(qtbot, atlas, elsewhere)
    said = atlas.own.panel.findChild(QLabel, "own_point_problem")
    assert said is not None
    assert said.text() == "That place lies outside Infraspinatus. Click inside its outline."
    assert atlas.muscle is not None
    assert atlas.muscle.id == MUSCLE
    press(atlas, "keep_own")
    assert said.text() == "Click its place on the map first."
    assert record.own_content == OwnContent()


@pytest.mark.parametrize(
    ("name", "zone", "said"),
    [
        ("", "cheek", "A reference point needs a name."),
        ("Corner", "", "Choose at least one essential zone: where the pain is felt."),
    ],
)
def test_a_point_without_name_or_zone_is_refused(
    qtbot: QtBot,
    atlas: AtlasPage,
    reference: Reference,
    record: ClinicRecord,
    name: str,
    zone: str,
    said: str,
) -> None:
    press(atlas, "add_own_point")
    click(qtbot, atlas, inside(atlas, reference, Side.RIGHT))
    qtbot.keyClicks(atlas.own.panel.editor.name, name)
    qtbot.keyClicks(atlas.own.panel.editor.zones.line, zone)
    press(atlas, "keep_own")
    assert said in words(atlas)
    assert record.own_content == OwnContent()


def test_an_unknown_region_is_refused_and_a_code_of_the_tables_is_taken(
    qtbot: QtBot, atlas: AtlasPage
) -> None:
    press(atlas, "add_own_point")
    zones = atlas.own.panel.editor.zones
    qtbot.keyClicks(zones.line, "the moon")
    qtbot.keyClick(zones.line, Qt.Key.Key_Return)
    assert zones.field.problem == "There is no region 'the moon' in the atlas."
    zones.line.clear()
    qtbot.keyClicks(zones.line, "contra:cheek")
    qtbot.keyClick(zones.line, Qt.Key.Key_Return)
    assert zones.essential == ("contra:cheek",)
    assert zones.field.problem == ""


def test_letters_list_the_regions_that_match_and_enter_takes_the_first(
    qtbot: QtBot, atlas: AtlasPage
) -> None:
    press(atlas, "add_own_point")
    zones = atlas.own.panel.editor.zones
    qtbot.keyClicks(zones.line, "chee")
    assert [zones.hits.item(n).text() for n in range(zones.hits.count())] == ["Cheek"]
    qtbot.keyClick(zones.line, Qt.Key.Key_Return)
    assert zones.essential == ("cheek",)
    assert zones.line.text() == ""
    assert not zones.hits.isVisible()
    qtbot.keyClicks(zones.line, "shoulder")
    qtbot.keyClick(zones.line, Qt.Key.Key_Down)
    chosen = zones.hits.currentItem().text()
    qtbot.keyClick(zones.hits, Qt.Key.Key_Return)
    assert len(zones.essential) == 2
    assert chosen in words(atlas)


def test_a_point_is_edited_retired_and_brought_back(
    qtbot: QtBot, atlas: AtlasPage, reference: Reference, record: ClinicRecord
) -> None:
    add_point(qtbot, atlas, inside(atlas, reference, Side.RIGHT))
    point = record.own_content.points[0]
    press(atlas, f"edit_{point.id}")
    editor = atlas.own.panel.editor
    editor.name.selectAll()
    qtbot.keyClicks(editor.name, "Upper corner")
    press(atlas, "keep_own")
    assert "Upper corner (own)" in words(atlas)
    assert record.own_content.points[0].place == point.place
    press(atlas, f"retire_{point.id}")
    assert "Upper corner (own)" not in words(atlas)
    assert "Upper corner, retired" in words(atlas)
    assert atlas.map.mark_position(point.id) is None
    press(atlas, f"back_{point.id}")
    assert "Upper corner (own)" in words(atlas)


def test_esc_puts_the_form_away_and_keeps_nothing(
    qtbot: QtBot, atlas: AtlasPage, reference: Reference, record: ClinicRecord
) -> None:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    atlas.map.setFocus()
    qtbot.keyClick(atlas.map, Qt.Key.Key_A, both)
    assert atlas.own.is_placing
    qtbot.keyClick(atlas.own.panel.editor.name, Qt.Key.Key_Escape)
    assert not atlas.own.is_placing
    assert atlas.muscle is not None
    assert record.own_content == OwnContent()
    click(qtbot, atlas, reference.reference_point("gluteus_maximus.1").place_on(Side.RIGHT))
    assert atlas.muscle.id == "gluteus_maximus"


def test_a_point_that_is_being_made_waits_while_another_muscle_is_looked_at(
    qtbot: QtBot, atlas: AtlasPage, reference: Reference
) -> None:
    press(atlas, "add_own_point")
    click(qtbot, atlas, inside(atlas, reference, Side.RIGHT))
    qtbot.keyClicks(atlas.own.panel.editor.name, "Half")
    atlas.show_muscle("gluteus_maximus")
    assert not atlas.own.is_placing
    assert not atlas.own.panel.editor.isVisible()
    atlas.show_muscle(MUSCLE)
    assert atlas.own.is_placing
    assert atlas.own.panel.editor.name.text() == "Half"


def test_note_and_needle_of_a_muscle_are_shown_as_own_and_can_go(
    qtbot: QtBot, atlas: AtlasPage, record: ClinicRecord
) -> None:
    press(atlas, "own_note_button")
    qtbot.keyClicks(atlas.own.panel.note.text, "Start with the lower fibres.")
    press(atlas, "keep_note")
    press(atlas, "own_needle_button")
    qtbot.keyClicks(atlas.own.panel.needle.size_line, "0.30 x 50")
    press(atlas, "keep_needle")
    assert "Own note | Start with the lower fibres." in words(atlas)
    assert "Own needle | 0.30 × 50 mm, pistoning" in words(atlas)
    assert record.own_content.needles[0].technique is Technique.PISTONING
    press(atlas, "own_note_button")
    press(atlas, "remove_note")
    assert "Own note" not in words(atlas)


def test_an_impossible_needle_is_refused_and_the_form_stays(
    qtbot: QtBot, atlas: AtlasPage, record: ClinicRecord
) -> None:
    press(atlas, "own_needle_button")
    qtbot.keyClicks(atlas.own.panel.needle.size_line, "9 x 4000")
    press(atlas, "keep_needle")
    said = atlas.own.panel.findChild(QLabel, "own_needle_problem")
    assert said is not None
    assert said.text()
    assert atlas.own.panel.needle.isVisible()
    assert record.own_content == OwnContent()


def test_a_full_disk_is_told_and_the_form_keeps_what_was_typed(
    qtbot: QtBot, atlas: AtlasPage, store: StoreInMemory
) -> None:
    press(atlas, "own_note_button")
    qtbot.keyClicks(atlas.own.panel.note.text, "a note")
    store.is_full = True
    press(atlas, "keep_note")
    assert "The disk is full." in words(atlas)
    assert atlas.own.panel.note.text.toPlainText() == "a note"


def test_without_an_opened_file_nothing_can_be_added(atlas: AtlasPage) -> None:
    atlas.take_own(None)
    assert not atlas.own.panel.isVisible()
    atlas.own.begin_point()
    assert not atlas.own.is_placing


# On the chart -------------------------------------------------------------------------------------


def own_point(reference: Reference, **fields: object) -> OwnPoint:
    place = reference.reference_point(f"{MUSCLE}.1").place
    return OwnPoint(
        "own:1",
        MUSCLE,
        "Corner",
        BodyPlace(place.view, place.x, place.y + 0.0001),
        essential=("cheek",),
        **fields,  # type: ignore[arg-type]
    )


def test_an_old_session_still_names_a_retired_point(
    qtbot: QtBot, bodymap: BodyMap, own: OwnReference, icons: IconSet, record: ClinicRecord
) -> None:
    from tpdn_desktop.domain.patient import PatientId
    from tpdn_desktop.services.charting import Target
    from tpdn_desktop.ui.chart.mini_map import MiniMaps

    retired = own_point(own.reference, retired_at=datetime(2026, 11, 1, tzinfo=UTC))
    record.save_own_content(OwnContent((retired,)))
    own.take(record.own_content)
    sheet = Sheet(bodymap)
    page = ChartPage(sheet, own.reference, icons, MiniMaps(sheet))
    qtbot.addWidget(page)
    session = record.start_session(PatientId("p"))
    desk = record.desk(session)
    point_id = desk.log_point(Target(MUSCLE, Side.LEFT, retired.place, "own:1")).id
    page.open_session(record, desk.session)
    page.reference_changed(record.own_content)
    page.select(point_id)
    QApplication.processEvents()
    assert any("Corner (own)" in label.text() for label in page.inspector.findChildren(QLabel))
    page.close_session()
    page.map.stop()


def test_a_new_needle_default_counts_in_the_open_session(
    qtbot: QtBot, page: ChartPage, record: ClinicRecord, own: OwnReference
) -> None:
    editing = OwnEditing(record, own.reference)
    editing.keep_needle(MUSCLE, NeedleSize(0.25, 50), Technique.WINDING)
    page.reference_changed(record.own_content)
    place = own.reference.reference_point(f"{MUSCLE}.1").place_on(Side.RIGHT)
    qtbot.mouseClick(page.map, LEFT, pos=page.map.screen_place(place).toPoint())
    assert page.desk is not None
    (needle,) = page.desk.session.needles
    assert needle.size == NeedleSize(0.25, 50)
    assert needle.technique is Technique.WINDING
