"""The atlas, as one studies it: by list, by search, on the map, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tpdn_desktop.atlas.bodymap import BodyMap
from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.referral import points_reaching, referral
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import BodyPlace, Side, View
from tpdn_desktop.ui.atlas.atlas_page import REGIONS, AtlasPage
from tpdn_desktop.ui.atlas.hazard_list import IN_FULL, FoldedHazard
from tpdn_desktop.ui.atlas.needle_scale import needle_words
from tpdn_desktop.ui.atlas.point_card import PICTURE, zone_words
from tpdn_desktop.ui.atlas.referral_pictures import ReferralPictures
from tpdn_desktop.ui.icons import IconSet

LEFT_BUTTON = Qt.MouseButton.LeftButton


@pytest.fixture(scope="session")
def pictures(bodymap: BodyMap, reference: Reference) -> ReferralPictures:
    return ReferralPictures(bodymap, reference)


@pytest.fixture
def atlas(
    qtbot: QtBot,
    bodymap: BodyMap,
    reference: Reference,
    icons: IconSet,
    pictures: ReferralPictures,
) -> Iterator[AtlasPage]:
    page = AtlasPage(Sheet(bodymap), reference, icons, pictures)
    qtbot.addWidget(page)
    page.resize(1306, 700)
    page.show()
    qtbot.waitExposed(page)
    yield page
    page.stop()


def words_on(page: AtlasPage) -> str:
    return " ".join(label.text() for label in page.panel.findChildren(QLabel))


def title(page: AtlasPage) -> str:
    label = page.findChild(QLabel, "atlas_title")
    assert label is not None
    return label.text()


def spot_of(page: AtlasPage, reference: Reference, point_id: str, side: Side) -> QPoint:
    return page.map.screen_place(reference.reference_point(point_id).place_on(side)).toPoint()


def zones_lit(page: AtlasPage) -> set[tuple[str, Side]]:
    return {(zone.region, zone.side) for zone in page.lit_zones}


def test_the_list_holds_every_muscle_under_its_part_of_the_body(
    atlas: AtlasPage, reference: Reference
) -> None:
    assert sorted(atlas.list.listed()) == sorted(reference.muscles)
    headings = [
        atlas.list.rows.item(row).text()
        for row in range(atlas.list.rows.count())
        if not atlas.list.rows.item(row).flags()
    ]
    assert headings[0] == "Head and face"
    assert len(headings) == len({m.group for m in reference.muscles.values()})


@pytest.mark.parametrize(
    ("typed", "muscle"),
    [
        ("infraspin", "infraspinatus"),
        ("infrspinatus", "infraspinatus"),
        ("accessory nerve", "trapezius_upper"),
        ("temple", "trapezius_upper"),
        ("sciatica", "gluteus_minimus_posterior"),
    ],
)
def test_typing_finds_muscles_by_name_slip_nerve_region_and_complaint(
    qtbot: QtBot, atlas: AtlasPage, typed: str, muscle: str
) -> None:
    qtbot.keyClicks(atlas.list.field, typed)
    assert muscle in atlas.list.listed()


def test_enter_in_the_search_shows_the_first_muscle_and_its_hazards(
    qtbot: QtBot, atlas: AtlasPage
) -> None:
    qtbot.keyClicks(atlas.list.field, "upper trapezius")
    qtbot.keyClick(atlas.list.field, Qt.Key.Key_Return)
    assert title(atlas) == "Upper trapezius, right"
    words = words_on(atlas)
    assert words.index("Pleura and lung") < words.index("Needling") < words.index("Anatomy")
    assert "30–50 × 0.25–0.30 mm" in words
    assert "not diagnostic" in words


def test_a_search_without_result_says_so_and_esc_brings_the_list_back(
    qtbot: QtBot, atlas: AtlasPage
) -> None:
    atlas.focus_search()
    qtbot.keyClicks(atlas.list.field, "zzzzqq")
    assert atlas.list.listed() == []
    said = atlas.findChild(QLabel, "atlas_muscles_none_found")
    assert said is not None
    assert said.isVisible()
    assert "zzzzqq" in said.text()
    qtbot.keyClick(atlas.list.field, Qt.Key.Key_Escape)
    assert len(atlas.list.listed()) == 181


def test_a_click_on_the_map_shows_the_muscle_on_the_side_clicked(
    qtbot: QtBot, atlas: AtlasPage, reference: Reference
) -> None:
    qtbot.mouseClick(
        atlas.map, LEFT_BUTTON, pos=spot_of(atlas, reference, "gluteus_maximus.1", Side.LEFT)
    )
    assert title(atlas) == "Gluteus maximus, left"
    assert {side for _, side in zones_lit(atlas)} <= {Side.LEFT, Side.MIDLINE}


def test_all_points_of_the_muscle_are_lit_and_one_when_it_is_chosen(
    qtbot: QtBot, atlas: AtlasPage, reference: Reference
) -> None:
    atlas.show_muscle("infraspinatus", Side.RIGHT)
    every = zones_lit(atlas)
    card = atlas.panel.card("infraspinatus.3")
    qtbot.mouseClick(card, LEFT_BUTTON)
    assert atlas.chosen_point == "infraspinatus.3"
    assert card.is_chosen
    alone = zones_lit(atlas)
    expected = {zone.region for zone in reference.points["infraspinatus.3"].primary}
    assert {region for region, _ in alone} == expected
    assert alone < every
    qtbot.mouseClick(card, LEFT_BUTTON)
    assert atlas.chosen_point is None
    assert zones_lit(atlas) == every


def test_hovering_a_trigger_point_lights_its_zones_and_leaving_lights_all_again(
    atlas: AtlasPage,
) -> None:
    atlas.show_muscle("infraspinatus", Side.RIGHT)
    every = zones_lit(atlas)
    card = atlas.panel.card("infraspinatus.3")
    middle = QPointF(card.rect().center())
    QApplication.sendEvent(card, QEnterEvent(middle, middle, middle))
    assert zones_lit(atlas) < every
    QApplication.sendEvent(card, QEvent(QEvent.Type.Leave))
    assert zones_lit(atlas) == every


def test_a_click_on_a_mark_chooses_its_reference_point(qtbot: QtBot, atlas: AtlasPage) -> None:
    atlas.show_muscle("gluteus_maximus", Side.RIGHT)
    spot = atlas.map.mark_position("gluteus_maximus.2")
    assert spot is not None
    qtbot.mouseClick(atlas.map, LEFT_BUTTON, pos=spot.toPoint())
    assert atlas.chosen_point == "gluteus_maximus.2"


def test_the_other_side_mirrors_the_zones_and_keeps_the_chosen_point(
    qtbot: QtBot, atlas: AtlasPage
) -> None:
    atlas.show_muscle("trapezius_upper", Side.RIGHT)
    atlas.choose_point("trapezius_upper.1")
    right = zones_lit(atlas)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(atlas.map, Qt.Key.Key_M, both)
    assert atlas.side is Side.LEFT
    assert title(atlas) == "Upper trapezius, left"
    assert atlas.chosen_point == "trapezius_upper.1"
    assert zones_lit(atlas) == {(region, side.opposite) for region, side in right}


def test_page_keys_walk_through_the_points_and_esc_steps_back(
    qtbot: QtBot, atlas: AtlasPage
) -> None:
    atlas.show_muscle("infraspinatus", Side.RIGHT)
    qtbot.keyClick(atlas.map, Qt.Key.Key_PageDown)
    assert atlas.chosen_point == "infraspinatus.1"
    qtbot.keyClick(atlas.map, Qt.Key.Key_PageDown)
    assert atlas.chosen_point == "infraspinatus.2"
    qtbot.keyClick(atlas.map, Qt.Key.Key_Escape)
    assert atlas.chosen_point is None
    assert atlas.muscle is not None
    qtbot.keyClick(atlas.map, Qt.Key.Key_Escape)
    assert atlas.muscle is None
    assert zones_lit(atlas) == set()


def test_letters_typed_on_the_map_go_to_the_search(qtbot: QtBot, atlas: AtlasPage) -> None:
    atlas.map.setFocus()
    qtbot.keyClick(atlas.map, "g")
    qtbot.keyClicks(atlas.list.field, "lut")
    assert atlas.list.field.text().casefold() == "glut"
    assert "gluteus_medius" in atlas.list.listed()


def test_every_muscle_of_the_tables_can_be_shown_on_each_of_its_sides(
    atlas: AtlasPage, reference: Reference
) -> None:
    for muscle in reference.muscles.values():
        atlas.show_muscle(muscle.id, muscle.sides[-1])
        assert atlas.side is muscle.sides[-1]
        assert bool(zones_lit(atlas)) == bool(muscle.points_on(atlas.side))


def test_sources_are_named_and_told_in_full_on_request(qtbot: QtBot, atlas: AtlasPage) -> None:
    atlas.show_muscle("trapezius_upper")
    opener = atlas.panel.findChild(QPushButton, "sources")
    assert opener is not None
    assert "TS1-ch6" in opener.text()
    qtbot.mouseClick(opener, LEFT_BUTTON)
    assert "Trigger Point Manual" in words_on(atlas)


def test_cards_say_everything_to_a_screen_reader(atlas: AtlasPage) -> None:
    atlas.show_muscle("trapezius_upper")
    said = atlas.panel.card("trapezius_upper.1").accessibleName()
    assert "TrP1" in said
    assert "Essential" in said
    assert "Spill-over" in said
    assert isinstance(atlas.panel.card("trapezius_upper.1"), QFrame)


def test_a_picture_shows_the_side_it_is_asked_for(
    qtbot: QtBot, pictures: ReferralPictures, reference: Reference
) -> None:
    point = reference.reference_point("trapezius_upper.1")
    assert pictures.view_of(point, Side.LEFT) is pictures.view_of(point, Side.RIGHT)
    left = pictures.pixmap(point, Side.LEFT, 0, PICTURE, 1.0).toImage()
    right = pictures.pixmap(point, Side.RIGHT, 0, PICTURE, 1.0).toImage()
    assert left != right
    assert pictures.view_of(reference.reference_point("infraspinatus.1"), Side.LEFT) is (
        View.ANTERIOR
    )


def test_the_other_side_and_both_sides_are_named_in_words(reference: Reference) -> None:
    for point in reference.points.values():
        words = zone_words(point.primary + point.spillover, reference)
        relations = {zone.relation.value for zone in point.primary + point.spillover}
        assert ("(other side)" in words) == ("contra" in relations)
        assert ("(both sides)" in words) == ("both" in relations)


def test_a_muscle_without_a_usual_needle_says_so(reference: Reference) -> None:
    without = [m for m in reference.muscles.values() if m.needling.needle_mm is None]
    assert without
    assert all("none usual" in needle_words(m.needling) for m in without)


def test_of_many_hazards_the_gravest_stand_in_full_and_the_others_open_by_click_or_key(
    qtbot: QtBot, atlas: AtlasPage, reference: Reference
) -> None:
    muscle = reference.muscle("psoas_major")
    hazards = reference.hazards_of(muscle)
    atlas.show_muscle("psoas_major")
    for hazard in hazards:
        assert hazard.name in words_on(atlas)
    assert all(hazard.what_to_tell in words_on(atlas) for hazard in hazards[:IN_FULL])
    row = atlas.panel.findChild(FoldedHazard, f"hazard_{hazards[-1].code}")
    assert row is not None
    assert hazards[-1].what_to_tell in row.accessibleName()
    assert not row.is_open
    qtbot.mouseClick(row, LEFT_BUTTON)
    assert row.is_open
    qtbot.keyClick(row, Qt.Key.Key_Return)
    assert not row.is_open


def test_few_hazards_are_never_folded(atlas: AtlasPage, reference: Reference) -> None:
    atlas.show_muscle("trapezius_upper")
    assert atlas.panel.findChildren(FoldedHazard) == []
    for hazard in reference.hazards_of(reference.muscle("trapezius_upper")):
        assert hazard.what_to_tell in words_on(atlas)


# Which points refer to a region ------------------------------------------------------------------


def regions_asked(qtbot: QtBot, atlas: AtlasPage) -> None:
    """Choose that a click shows the region, as one does."""
    qtbot.mouseClick(atlas.asks.button(REGIONS), LEFT_BUTTON)


def test_a_click_in_the_regions_shows_every_point_that_refers_there(
    qtbot: QtBot, atlas: AtlasPage, reference: Reference
) -> None:
    regions_asked(qtbot, atlas)
    spot = spot_of(atlas, reference, "gluteus_maximus.2", Side.LEFT)
    qtbot.mouseClick(atlas.map, LEFT_BUTTON, pos=spot)
    assert atlas.region == "buttock_lower"
    assert title(atlas) == "Lower buttock, left"
    assert zones_lit(atlas) == {("buttock_lower", Side.LEFT)}
    for point, side, _ in points_reaching(reference, "buttock_lower", Side.LEFT):
        assert atlas.map.mark_position(f"{point.id}:{side}") is not None
        assert atlas.region_panel.row(f"{point.id}:{side}").isVisible()


def test_a_click_on_free_skin_shows_the_region_and_one_beside_the_figure_nothing(
    qtbot: QtBot, atlas: AtlasPage
) -> None:
    crown = atlas.map.screen_place(BodyPlace(View.POSTERIOR, 0.0, 0.985)).toPoint()
    assert not atlas.map.hits_at(crown.x(), crown.y())
    qtbot.mouseClick(atlas.map, LEFT_BUTTON, pos=crown)
    assert atlas.region == "head_vertex"
    assert title(atlas) == "Vertex"
    beside = atlas.map.screen_place(BodyPlace(View.POSTERIOR, 0.3, 0.9)).toPoint()
    qtbot.mouseClick(atlas.map, LEFT_BUTTON, pos=beside)
    assert atlas.region is None
    assert zones_lit(atlas) == set()


def test_a_row_lights_its_whole_pattern_and_esc_the_region_again(
    qtbot: QtBot, atlas: AtlasPage, reference: Reference
) -> None:
    atlas.show_region("temple", Side.RIGHT)
    row = atlas.region_panel.row("trapezius_upper.1:right")
    qtbot.mouseClick(row, LEFT_BUTTON)
    assert row.is_chosen
    zones = referral(reference.points["trapezius_upper.1"], Side.RIGHT, reference.regions)
    assert zones_lit(atlas) == {(zone.region, zone.side) for zone in zones}
    qtbot.keyClick(atlas.map, Qt.Key.Key_Escape)
    assert zones_lit(atlas) == {("temple", Side.RIGHT)}
    qtbot.keyClick(atlas.map, Qt.Key.Key_Escape)
    assert atlas.region is None


def test_a_mark_and_the_page_keys_choose_rows_too(qtbot: QtBot, atlas: AtlasPage) -> None:
    atlas.show_region("achilles", Side.RIGHT)
    spot = atlas.map.mark_position("soleus.1:right")
    assert spot is not None
    qtbot.mouseClick(atlas.map, LEFT_BUTTON, pos=spot.toPoint())
    assert atlas.chosen_point == "soleus.1:right"
    qtbot.keyClick(atlas.map, Qt.Key.Key_PageDown)
    assert atlas.chosen_point == "tibialis_posterior.1:right"


def test_the_muscle_of_a_row_is_one_step_away(qtbot: QtBot, atlas: AtlasPage) -> None:
    atlas.show_region("temple", Side.LEFT)
    row = atlas.region_panel.row("trapezius_upper.1:left")
    qtbot.mouseClick(row, LEFT_BUTTON)
    qtbot.mouseClick(row.open, LEFT_BUTTON)
    assert title(atlas) == "Upper trapezius, left"
    assert atlas.chosen_point == "trapezius_upper.1"
    assert atlas.region is None


def test_without_a_mouse_a_row_is_walked_to_lit_and_opened(qtbot: QtBot, atlas: AtlasPage) -> None:
    atlas.show_region("achilles", Side.RIGHT)
    row = atlas.region_panel.row("tibialis_posterior.1:right")
    row.setFocus(Qt.FocusReason.TabFocusReason)
    assert ("sole_ball", Side.RIGHT) in zones_lit(atlas)
    qtbot.keyClick(row, Qt.Key.Key_Return)
    assert atlas.chosen_point == "tibialis_posterior.1:right"
    qtbot.keyClick(row, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert title(atlas) == "Tibialis posterior, right"


def test_the_other_side_of_a_region_and_its_contralateral_points(
    qtbot: QtBot, atlas: AtlasPage
) -> None:
    atlas.show_region("forehead", Side.RIGHT)
    across = atlas.region_panel.row("sternocleidomastoid_clavicular.1:left")
    assert "left" in across.accessibleName()
    assert "spill-over" in across.accessibleName()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(atlas.map, Qt.Key.Key_M, both)
    assert title(atlas) == "Forehead, left"
    assert zones_lit(atlas) == {("forehead", Side.LEFT)}


def test_regions_are_found_by_name_and_place_from_the_keyboard(
    qtbot: QtBot, atlas: AtlasPage
) -> None:
    qtbot.keyClick(atlas.map, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    assert atlas.region_list.isVisible()
    qtbot.keyClicks(atlas.region_list.field, "olecranon")
    assert atlas.region_list.listed() == ["elbow_posterior"]
    qtbot.keyClick(atlas.region_list.field, Qt.Key.Key_Return)
    assert atlas.region == "elbow_posterior"
    qtbot.keyClick(atlas.map, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    assert atlas.list.isVisible()


def test_every_region_can_be_shown_on_each_of_its_sides(
    atlas: AtlasPage, reference: Reference
) -> None:
    for region in reference.regions.values():
        atlas.show_region(region.code, region.sides[-1])
        assert atlas.side is region.sides[-1]
        assert zones_lit(atlas) == {(region.code, region.sides[-1])}
