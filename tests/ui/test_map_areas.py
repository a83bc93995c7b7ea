"""Danger areas and alerts on the map, as the clinician sees and switches them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.at_the_chart import click, point_at, session_of, spot_of
from tpdn_desktop.atlas.alert_areas import AlertArea
from tpdn_desktop.atlas.reference import Severity
from tpdn_desktop.domain.anatomy import BodyPlace, Side, View
from tpdn_desktop.domain.patient import AlertScope, PatientAlert, PatientId
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.ui.chart.alert_badges import short_words
from tpdn_desktop.ui.chart.chart_page import ChartPage


def picture(page: ChartPage) -> QImage:
    page.map.render_now()
    return page.map.grab().toImage()


def spot_at(page: ChartPage, view: View, x: float, y: float) -> QPoint:
    return page.map.screen_place(BodyPlace(view, x, y)).toPoint()


def redness(image: QImage, box: tuple[QPoint, QPoint]) -> int:
    """How much red there is, more than green and blue, in a part of a picture."""
    total = 0
    for x in range(box[0].x(), box[1].x()):
        for y in range(box[0].y(), box[1].y()):
            colour = QColor(image.pixel(x, y))
            total += max(0, 2 * colour.red() - colour.green() - colour.blue())
    return total


def greyness(image: QImage, spot: QPoint) -> int:
    """How far apart the colours of a pixel lie: nought is grey."""
    colour = QColor(image.pixel(spot))
    return max(colour.red(), colour.green(), colour.blue()) - min(
        colour.red(), colour.green(), colour.blue()
    )


def test_pointing_at_a_muscle_over_the_lung_shows_where_the_lung_is(
    qtbot: QtBot, page: ChartPage
) -> None:
    lower_lung = (
        spot_at(page, View.POSTERIOR, -0.04, 0.70),
        spot_at(page, View.POSTERIOR, -0.06, 0.66),
    )
    before = picture(page)
    point_at(qtbot, page, "trapezius_upper.1")
    assert picture(page) != before
    assert redness(picture(page), lower_lung) != redness(before, lower_lung)
    assert page.map.shows_dangers
    point_at(qtbot, page, "brachioradialis.1")
    assert redness(picture(page), lower_lung) == redness(before, lower_lung)
    assert not page.map.shows_dangers


def test_a_selected_point_keeps_its_danger_area(qtbot: QtBot, page: ChartPage) -> None:
    click(qtbot, page, "infraspinatus.1")
    assert page.map.shows_dangers


def test_a_key_shows_all_danger_areas_and_hides_them_again(qtbot: QtBot, page: ChartPage) -> None:
    button = page.floats.layers.dangers
    bare = picture(page)
    qtbot.keyClick(page.map, Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    assert button.isChecked()
    assert picture(page) != bare
    words = [w.text() for w in page.map.findChildren(QLabel) if w.isVisible()]
    assert "danger area, a scheme" in words
    qtbot.keyClick(page.map, Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    assert not button.isChecked()


def test_h_switches_danger_areas_while_a_point_is_selected(qtbot: QtBot, page: ChartPage) -> None:
    click(qtbot, page, "infraspinatus.1")
    qtbot.keyClick(page.map, Qt.Key.Key_H)
    assert page.floats.layers.dangers.isChecked()
    assert len(session_of(page).trigger_points) == 1


def test_the_button_says_what_it_does(page: ChartPage) -> None:
    button = page.floats.layers.dangers
    assert isinstance(button, QPushButton)
    assert "Alt+H" in button.toolTip()
    assert button.accessibleName() or button.text()


def test_a_screen_reader_is_told_of_the_danger(qtbot: QtBot, page: ChartPage) -> None:
    point_at(qtbot, page, "trapezius_upper.1")
    muscle = page.map.current
    assert muscle is not None
    told = page.map.told_of(muscle)
    assert told == "Upper trapezius, right · superficial · danger: Pleura and lung"


def with_lymphoedema(page: ChartPage, record: ClinicRecord) -> None:
    patient = record.store.patient(PatientId("p"))
    alert = PatientAlert("lymphoedema", AlertScope.ARM, Side.LEFT)
    record.save_patient(replace(patient, alerts=(alert,)))
    page.open_session(record, session_of(page))
    QApplication.processEvents()


def test_lymphoedema_of_the_left_arm_greys_the_patients_left_arm_in_both_views(
    page: ChartPage, record: ClinicRecord
) -> None:
    forearms = {
        (view, side): spot_at(page, view, x, 0.60)
        for view in (View.ANTERIOR, View.POSTERIOR)
        for side, x in ((Side.LEFT, 0.14), (Side.RIGHT, -0.14))
    }
    bare = picture(page)
    with_lymphoedema(page, record)
    greyed = picture(page)
    for (_, side), spot in forearms.items():
        if side is Side.LEFT:
            assert greyness(greyed, spot) < greyness(bare, spot) / 2
        else:
            assert greyed.pixel(spot) == bare.pixel(spot)


def test_the_legend_says_what_a_greyed_limb_is_and_a_click_there_still_charts(
    qtbot: QtBot, page: ChartPage, record: ClinicRecord
) -> None:
    with_lymphoedema(page, record)
    words = [w.text() for w in page.map.findChildren(QLabel) if w.isVisible()]
    assert "no needles here" in words
    spot = spot_of(page, "brachioradialis.1", Side.LEFT)
    qtbot.mouseClick(page.map, Qt.MouseButton.LeftButton, pos=spot)
    assert len(session_of(page).trigger_points) == 1


def test_long_words_of_an_alert_are_cut_at_an_or() -> None:
    area = AlertArea("x", "Lymphoedema or lymph node removal", Severity.DANGER, frozenset(), None)
    assert short_words(area.words, lambda words: 7.0 * len(words)) == "Lymphoedema"
    assert short_words("Recent surgery", lambda words: 7.0 * len(words)) == "Recent surgery"
