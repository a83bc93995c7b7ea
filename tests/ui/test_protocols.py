"""Protocols at the chart, as a therapist uses them: keep, apply, rename, remove, carry away."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.services.record_in_memory import PASSWORD, StoreInMemory
from tpdn_desktop.domain.anatomy import BodyPlace, Side, View
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.protocol import Protocol, ProtocolId, ProtocolPoint
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.ui.chart.chart_page import ChartPage
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.protocols.protocols_on_chart import ProtocolsOnChart

LEFT_BUTTON = Qt.MouseButton.LeftButton


class NamesInFile:
    """A file of names: enough to carry protocols there and back in a test."""

    def protocols_document(self, protocols: Sequence[Protocol]) -> bytes:
        return json.dumps([p.name for p in protocols]).encode()

    def protocols_of(self, document: bytes, record: ClinicRecord) -> tuple[Protocol, ...]:
        try:
            names = json.loads(document)
        except ValueError as error:
            raise RuleBroken("that is no exchange file") from error
        return tuple(made(name, f"from file {n}") for n, name in enumerate(names))


def made(name: str, key: str = "k", side: Side = Side.RIGHT) -> Protocol:
    place = BodyPlace(View.POSTERIOR, -0.06 if side is Side.RIGHT else 0.06, 0.8)
    return Protocol(ProtocolId(key), name, (ProtocolPoint("infraspinatus", side, place),))


@pytest.fixture
def protocols(page: ChartPage, record: ClinicRecord, icons: IconSet) -> ProtocolsOnChart:
    """The panel over a chart with two points, not yet shown."""
    for muscle in ("infraspinatus", "trapezius_upper"):
        (shape,) = [
            s
            for s in page.map.sheet.bodymap.muscle_shapes(muscle, Side.RIGHT)
            if s.view is View.POSTERIOR
        ]
        page.log_at(page.map.point_to(shape))
    protocols = ProtocolsOnChart(page, icons, NamesInFile())
    protocols.show_record(record)
    return protocols


@pytest.fixture
def shown(protocols: ProtocolsOnChart) -> ProtocolsOnChart:
    protocols.toggle()
    QApplication.processEvents()
    return protocols


def keep(qtbot: QtBot, shown: ProtocolsOnChart, name: str) -> Protocol:
    shown.panel.name.setFocus()
    qtbot.keyClicks(shown.panel.name, name)
    qtbot.keyClick(shown.panel.name, Qt.Key.Key_Return)
    return names_of(shown)[name]


def names_of(shown: ProtocolsOnChart) -> dict[str, Protocol]:
    assert shown.record is not None
    return {p.name: p for p in shown.record.protocols}


def test_all_points_are_kept_under_a_name_and_listed(qtbot: QtBot, shown: ProtocolsOnChart) -> None:
    kept = keep(qtbot, shown, "Shoulder")
    assert [p.muscle_id for p in kept.points] == ["infraspinatus", "trapezius_upper"]
    row = shown.panel.row(kept.id)
    assert row.isVisible()
    assert row.accessibleName().startswith("Shoulder. 2 points · 2 needles · right")
    assert shown.panel.said.text() == "Kept as “Shoulder”."
    assert shown.panel.name.text() == ""


def test_the_selected_point_alone_can_be_kept(
    qtbot: QtBot, shown: ProtocolsOnChart, page: ChartPage
) -> None:
    assert page.selected is not None
    assert shown.panel.which.button(1).text() == "Point 2"
    qtbot.mouseClick(shown.panel.which.button(1), LEFT_BUTTON)
    kept = keep(qtbot, shown, "Trapezius")
    assert [p.muscle_id for p in kept.points] == ["trapezius_upper"]


def test_a_name_that_is_taken_or_empty_is_refused_in_the_panel(
    qtbot: QtBot, shown: ProtocolsOnChart
) -> None:
    keep(qtbot, shown, "Shoulder")
    qtbot.keyClicks(shown.panel.name, "shoulder")
    qtbot.mouseClick(shown.panel.save, LEFT_BUTTON)
    assert "name already" in shown.panel.said.text()
    assert shown.panel.name.property("wrong")
    shown.panel.name.clear()
    qtbot.mouseClick(shown.panel.save, LEFT_BUTTON)
    assert shown.panel.said.text() == "A protocol needs a name."
    assert list(names_of(shown)) == ["Shoulder"]


@pytest.mark.parametrize(
    ("key", "sides"),
    [
        (Qt.Key.Key_Return, {Side.RIGHT}),
        (Qt.Key.Key_R, {Side.RIGHT}),
        (Qt.Key.Key_L, {Side.LEFT}),
    ],
)
def test_a_protocol_goes_on_the_chart_by_one_key_and_waits_to_be_confirmed(
    qtbot: QtBot, shown: ProtocolsOnChart, page: ChartPage, key: Qt.Key, sides: set[Side]
) -> None:
    kept = keep(qtbot, shown, "Shoulder")
    shown.panel.open_row(kept.id)
    qtbot.keyClick(shown.panel.row(kept.id), key)
    assert page.desk is not None
    new = page.desk.session.trigger_points[2:]
    assert {p.side for p in new} == sides
    assert not any(p.confirmed or p.needles for p in new)
    assert all(p.planned for p in new)
    assert not shown.panel.isVisible()
    page.undo()
    assert len(page.desk.session.trigger_points) == 2


def test_letters_in_the_panel_do_not_edit_the_selected_point(
    qtbot: QtBot, shown: ProtocolsOnChart, page: ChartPage
) -> None:
    assert page.desk is not None
    before = page.desk.session
    assert page.selected is not None
    keep(qtbot, shown, "alt x 9")
    qtbot.keyClick(shown.panel.save, Qt.Key.Key_Delete)
    qtbot.keyClick(shown.panel.save, Qt.Key.Key_A)
    assert page.desk.session == before


def test_name_and_note_are_edited_in_place_and_escape_leaves_them(
    qtbot: QtBot, shown: ProtocolsOnChart
) -> None:
    kept = keep(qtbot, shown, "Shoulder")
    row = shown.panel.row(kept.id)
    shown.panel.open_row(kept.id)
    qtbot.keyClick(row, Qt.Key.Key_F2)
    qtbot.keyClicks(row.name_field, "Rotator cuff")
    qtbot.keyClicks(row.note_field, "seated")
    qtbot.keyClick(row.note_field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    changed = names_of(shown)["Rotator cuff"]
    assert (changed.id, changed.note) == (kept.id, "seated")
    qtbot.keyClick(row, Qt.Key.Key_F2)
    qtbot.keyClicks(row.name_field, "Something else")
    qtbot.keyClick(row.name_field, Qt.Key.Key_Escape)
    assert list(names_of(shown)) == ["Rotator cuff"]
    assert shown.panel.isVisible()
    assert row.hasFocus()


def test_a_note_has_several_lines_and_grows_with_them(
    qtbot: QtBot, shown: ProtocolsOnChart
) -> None:
    kept = keep(qtbot, shown, "Shoulder")
    row = shown.panel.row(kept.id)
    shown.panel.open_row(kept.id)
    row.begin_editing()
    before = row.note_field.height()
    for word in ("seated", "arm on a cushion", "short needles first", "count aloud", "rest"):
        qtbot.keyClicks(row.note_field, word)
        qtbot.keyClick(row.note_field, Qt.Key.Key_Return)
    assert row.note_field.height() > before
    qtbot.keyClick(row.note_field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    note = names_of(shown)["Shoulder"].note
    assert note.splitlines() == [
        "seated",
        "arm on a cushion",
        "short needles first",
        "count aloud",
        "rest",
    ]
    assert row.accessibleDescription() == note
    assert not row.note_field.isVisible()


def test_tab_leaves_the_note(qtbot: QtBot, shown: ProtocolsOnChart) -> None:
    kept = keep(qtbot, shown, "Shoulder")
    row = shown.panel.row(kept.id)
    shown.panel.open_row(kept.id)
    row.begin_editing()
    row.note_field.setFocus()
    qtbot.keyClick(row.note_field, Qt.Key.Key_Tab)
    assert not row.note_field.hasFocus()
    assert row.note_field.toPlainText() == ""


# The preview on the map ---------------------------------------------------------------------------


def faint(page: ChartPage) -> list[tuple[str, Side, str]]:
    """The ghosts on the map: muscle, side, number."""
    ghosts = page.map.content.ghosts
    assert all(ghost.look.ghost for ghost in ghosts)
    return [(ghost.muscle_id, ghost.side, ghost.look.number) for ghost in ghosts]


def test_the_open_protocol_stands_faintly_on_the_map_with_the_numbers_it_would_get(
    qtbot: QtBot, shown: ProtocolsOnChart, page: ChartPage
) -> None:
    first, second = keep(qtbot, shown, "A"), made("B", "b", Side.LEFT)
    assert shown.record is not None
    shown.record.save_protocol(second)
    shown.panel.open_row(first.id)
    right = [("infraspinatus", Side.RIGHT, "3"), ("trapezius_upper", Side.RIGHT, "4")]
    assert faint(page) == right
    qtbot.keyClick(shown.panel.row(first.id), Qt.Key.Key_Down)
    assert faint(page) == [("infraspinatus", Side.LEFT, "3")]
    qtbot.keyClick(shown.panel.row(second.id), Qt.Key.Key_Up)
    assert faint(page) == right


def test_the_side_that_is_pointed_at_is_the_side_shown(
    qtbot: QtBot, shown: ProtocolsOnChart, page: ChartPage
) -> None:
    kept = keep(qtbot, shown, "A")
    shown.panel.open_row(kept.id)
    row = shown.panel.row(kept.id)
    row.left.setFocus()
    qtbot.waitUntil(lambda: {side for _, side, _ in faint(page)} == {Side.LEFT})
    row.setFocus()
    qtbot.waitUntil(lambda: {side for _, side, _ in faint(page)} == {Side.RIGHT})


def test_what_is_shown_faintly_is_what_comes(
    qtbot: QtBot, shown: ProtocolsOnChart, page: ChartPage
) -> None:
    kept = keep(qtbot, shown, "A")
    shown.panel.open_row(kept.id)
    row = shown.panel.row(kept.id)
    row.left.setFocus()
    qtbot.waitUntil(lambda: {side for _, side, _ in faint(page)} == {Side.LEFT})
    promised = [(ghost.muscle_id, ghost.side, ghost.place) for ghost in page.map.content.ghosts]
    qtbot.mouseClick(row.left, LEFT_BUTTON)
    assert page.desk is not None
    new = page.desk.session.trigger_points[2:]
    assert [(p.muscle_id, p.side, p.place) for p in new] == promised
    assert faint(page) == []


def test_nothing_stays_on_the_map_when_the_panel_is_put_away(
    qtbot: QtBot, shown: ProtocolsOnChart, page: ChartPage
) -> None:
    kept = keep(qtbot, shown, "A")
    shown.panel.open_row(kept.id)
    assert faint(page)
    before = page.desk.session if page.desk is not None else None
    qtbot.keyClick(shown.panel.row(kept.id), Qt.Key.Key_Escape)
    assert faint(page) == []
    assert page.desk is not None
    assert page.desk.session is before


def test_a_removed_protocol_leaves_the_map_at_once(
    qtbot: QtBot, shown: ProtocolsOnChart, page: ChartPage
) -> None:
    kept = keep(qtbot, shown, "A")
    shown.panel.open_row(kept.id)
    qtbot.keyClick(shown.panel.row(kept.id), Qt.Key.Key_Delete)
    assert faint(page) == []


def test_a_click_on_a_faint_point_of_a_protocol_charts_nothing(
    qtbot: QtBot, shown: ProtocolsOnChart, page: ChartPage
) -> None:
    kept = keep(qtbot, shown, "A")
    shown.panel.open_row(kept.id)
    assert page.desk is not None
    before = page.desk.session
    page.map.ghost_chosen.emit(page.map.content.ghosts[0].id)
    assert page.desk.session is before


def test_a_faint_point_is_not_hidden_by_a_mark_of_today(
    qtbot: QtBot, shown: ProtocolsOnChart, page: ChartPage
) -> None:
    kept = keep(qtbot, shown, "A")  # where today's points lie
    shown.panel.open_row(kept.id)
    assert page.desk is not None
    for ghost, point in zip(page.map.content.ghosts, page.desk.session.trigger_points, strict=True):
        mark = page.map.mark_position(point.id)
        assert mark is not None
        assert ghost.place == point.place
        assert page.map.ghost_at(mark.x(), mark.y()) is None
        near = page.map.screen_place(ghost.place)
        assert page.map.ghost_at(near.x(), near.y(), reach=80) is not None


def test_the_panel_leaves_the_map_in_sight(shown: ProtocolsOnChart, page: ChartPage) -> None:
    panel, body = shown.panel, page.map
    corner = body.mapTo(page, body.rect().topLeft())
    assert not panel.geometry().intersects(body.rect().translated(corner))
    assert page.rect().contains(panel.geometry())
    page.inspector.hide()
    QApplication.processEvents()
    QApplication.processEvents()
    assert panel.isVisible()
    assert page.rect().contains(panel.geometry())


def test_a_new_name_that_is_taken_stays_in_its_field(qtbot: QtBot, shown: ProtocolsOnChart) -> None:
    keep(qtbot, shown, "Shoulder")
    kept = keep(qtbot, shown, "Neck")
    row = shown.panel.row(kept.id)
    shown.panel.open_row(kept.id)
    row.begin_editing()
    row.name_field.setText("SHOULDER")
    qtbot.keyClick(row.name_field, Qt.Key.Key_Return)
    assert row.name_field.isVisible()
    assert row.name_field.property("wrong")
    assert set(names_of(shown)) == {"Shoulder", "Neck"}


def test_a_removed_protocol_can_be_brought_back_at_once(
    qtbot: QtBot, shown: ProtocolsOnChart
) -> None:
    kept = keep(qtbot, shown, "Shoulder")
    shown.panel.open_row(kept.id)
    qtbot.keyClick(shown.panel.row(kept.id), Qt.Key.Key_Delete)
    assert names_of(shown) == {}
    assert shown.panel.said.text() == "Removed “Shoulder”."
    assert shown.panel.undo.hasFocus()
    qtbot.mouseClick(shown.panel.undo, LEFT_BUTTON)
    assert names_of(shown) == {"Shoulder": kept}
    assert not shown.panel.undo.isVisible()


def test_arrows_walk_through_the_protocols_and_escape_goes_back_to_the_map(
    qtbot: QtBot, shown: ProtocolsOnChart, page: ChartPage
) -> None:
    first, second = keep(qtbot, shown, "A"), keep(qtbot, shown, "B")
    shown.panel.open_row(first.id)
    qtbot.keyClick(shown.panel.row(first.id), Qt.Key.Key_Down)
    assert shown.panel.row(second.id).hasFocus()
    qtbot.keyClick(shown.panel.row(second.id), Qt.Key.Key_Escape)
    assert not shown.panel.isVisible()
    assert page.map.hasFocus()


def test_f8_and_the_button_of_the_session_ask_for_the_protocols(
    qtbot: QtBot, page: ChartPage
) -> None:
    with qtbot.waitSignal(page.protocols_requested):
        qtbot.keyClick(page.map, Qt.Key.Key_F8)
    with qtbot.waitSignal(page.protocols_requested):
        page.inspector.session.protocols_requested.emit()


def test_a_signed_session_can_be_kept_but_nothing_is_put_on_it(
    qtbot: QtBot, shown: ProtocolsOnChart, page: ChartPage, record: ClinicRecord
) -> None:
    kept = keep(qtbot, shown, "Shoulder")
    assert page.desk is not None
    page.edit_session(lambda desk: desk.take_all_out())
    page.edit_session(lambda desk: desk.confirm_count(2))
    page.edit_session(lambda desk: desk.set_details(pain_after=1))
    record.sign(page.desk, PASSWORD)
    shown.close()
    shown.toggle()
    row = shown.panel.row(kept.id)
    assert not row.as_saved.isEnabled()
    keep(qtbot, shown, "The same again")
    assert len(names_of(shown)) == 2


def test_protocols_travel_by_file_and_known_names_stay_as_they_are(
    qtbot: QtBot, shown: ProtocolsOnChart, tmp_path: Path
) -> None:
    kept = keep(qtbot, shown, "Shoulder")
    shown.export_to(tmp_path / "protocols.json")
    assert shown.panel.said.text() == "Exported as protocols.json."
    (tmp_path / "protocols.json").write_text('["Shoulder", "Knee"]')
    shown.import_from(tmp_path / "protocols.json")
    assert shown.panel.said.text() == "Imported 1. There already: Shoulder."
    assert names_of(shown)["Shoulder"] == kept
    assert shown.panel.row(names_of(shown)["Knee"].id).isVisible()


def test_a_file_that_is_none_or_not_there_is_said_in_the_panel(
    shown: ProtocolsOnChart, tmp_path: Path
) -> None:
    shown.import_from(tmp_path / "gone.json")
    assert shown.panel.said.text() == "gone.json cannot be read."
    (tmp_path / "odd.json").write_bytes(b"\xff")
    shown.import_from(tmp_path / "odd.json")
    assert shown.panel.said.text() == "That is no exchange file."
    shown.export_to(tmp_path / "no folder" / "x.json")
    assert "was not written" in shown.panel.said.text()


def test_a_full_disk_keeps_nothing_and_says_so(
    qtbot: QtBot, shown: ProtocolsOnChart, store: StoreInMemory
) -> None:
    store.is_full = True
    qtbot.keyClicks(shown.panel.name, "Shoulder")
    qtbot.mouseClick(shown.panel.save, LEFT_BUTTON)
    assert shown.panel.said.text()
    store.is_full = False
    assert names_of(shown) == {}


def test_after_a_lock_the_panel_is_gone_and_knows_nothing(
    qtbot: QtBot, shown: ProtocolsOnChart, page: ChartPage
) -> None:
    shown.panel.name.setText("Shoulder of Mrs Sample")
    shown.show_record(None)
    page.close_session()
    assert not shown.panel.isVisible()
    assert shown.panel.name.text() == ""
    shown.toggle()
    assert not shown.panel.isVisible()
