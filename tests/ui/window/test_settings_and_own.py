"""Settings and the clinic's own content through the whole window."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.window.hands import begin_session, chart
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.needle import NeedleSize
from tpdn_desktop.domain.own_content import OwnContent, OwnPoint
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.ui.main_window import MainWindow
from tpdn_desktop.ui.rail import ATLAS, LOOKUP, SETTINGS

LEFT = Qt.MouseButton.LeftButton


def own_content(window: MainWindow) -> OwnContent:
    assert window.pages is not None
    place = window.pages.reference.reference_point("infraspinatus.1").place
    point = OwnPoint("own:1", "infraspinatus", "Corner", place, essential=("cheek",))
    return OwnContent((point,))


def test_ctrl_comma_opens_the_settings_and_a_change_counts_on_the_chart(
    qtbot: QtBot, window: MainWindow, record: ClinicRecord
) -> None:
    begin_session(window, "p")
    qtbot.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert window.pages is not None
    assert window.page_in_front() is window.pages.settings
    assert window.band is not None
    assert not window.band.isVisible()
    tray = (NeedleSize(0.20, 25), *record.clinic.tray)
    record.save_clinic(replace(record.clinic, tray=tray))
    window.show_chart()
    page = chart(window)
    place = page.reference.reference_point("infraspinatus.1").place_on(Side.RIGHT)
    qtbot.mouseClick(page.map, LEFT, pos=page.map.screen_place(place).toPoint())
    QApplication.processEvents()
    assert page.desk is not None
    assert [needle.size for needle in page.desk.session.needles] == [NeedleSize(0.20, 25)]


def test_a_line_that_is_still_typed_in_is_kept_when_the_file_is_locked(
    qtbot: QtBot, window: MainWindow, record: ClinicRecord
) -> None:
    window.show_page(SETTINGS)
    assert window.pages is not None
    settings = window.pages.settings
    settings.show_section(settings.clinic)
    QApplication.processEvents()
    phone = settings.findChild(QLineEdit, "setting_phone")
    assert phone is not None
    phone.setFocus()
    qtbot.keyClicks(phone, "000 111")
    qtbot.keyClick(phone, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.record is None
    assert record.clinic.phone == "000 111"


def test_an_own_point_comes_to_every_page_and_goes_with_the_file(
    window: MainWindow, record: ClinicRecord
) -> None:
    begin_session(window, "p")
    assert window.pages is not None
    pages = window.pages
    window.show_page(LOOKUP)
    window.show_page(ATLAS)
    pages.study.atlas.show_muscle("infraspinatus", Side.RIGHT)
    record.save_own_content(own_content(window))
    assert pages.study.atlas.panel.card("own:1").is_on(Side.RIGHT)
    lookup = pages.study.lookup
    lookup.regions.list.setFocus()
    assert "own:1" in {pattern.point_id for pattern in lookup.lookup.index.patterns}
    assert "own:1" in pages.reference.points
    window.lock()
    QApplication.processEvents()
    assert "own:1" not in pages.reference.points
    assert not pages.study.atlas.own.panel.isVisible()


def test_the_size_of_paper_reaches_the_papers(window: MainWindow) -> None:
    assert window.pages is not None
    window.pages.here.size.choose(letter=True)
    backstage = window._backstage  # noqa: SLF001
    assert backstage.letter is True  # type: ignore[attr-defined]
    window.pages.here.size.choose(letter=False)
    assert backstage.letter is False  # type: ignore[attr-defined]
