"""The patient's pain drawing on the chart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tpdn_desktop.atlas.bodymap import BodyMap
from tpdn_desktop.atlas.pain_field import forget_shapes
from tpdn_desktop.domain.anatomy import Side, View
from tpdn_desktop.domain.pain_drawing import (
    Pain,
    PainedRegion,
    PainId,
    PainQuality,
    PainStroke,
    RegionShare,
)
from tpdn_desktop.services.pain_drawing import compare
from tpdn_desktop.ui.chart.chart_page import ChartPage
from tpdn_desktop.ui.chart.pain_outlines import AT_ONCE, PainOutlines
from tpdn_desktop.ui.pain_words import change_words
from tpdn_desktop.ui.theme import THEME

CONTROL = Qt.KeyboardModifier.ControlModifier
ARM = Pain(
    PainId("arm"),
    PainQuality.ACHE,
    6,
    (PainStroke(View.ANTERIOR, ((-0.11, 0.78), (-0.12, 0.7)), 0.02),),
    (RegionShare("deltoid_anterior", Side.RIGHT, 0.8),),
    0.013,
)


@pytest.fixture
def drawn(page: ChartPage) -> ChartPage:
    """The chart with a drawing and a point that refers to it."""
    assert page.desk is not None
    page.edit_session(lambda desk: desk.set_pains([ARM]))
    place = page.reference.reference_point("infraspinatus.1").place_on(Side.RIGHT)
    shape = next(
        s
        for s in page.map.sheet.bodymap.muscle_shapes("infraspinatus", Side.RIGHT)
        if s.view is place.view
    )
    page.log_at(page.map.point_to(shape))
    page.edit(lambda desk, point: desk.set_finding(point, reference_point_id="infraspinatus.1"))
    page.select(page.desk.session.trigger_points[0].id)
    return page


def legend(page: ChartPage) -> list[str]:
    QApplication.processEvents()
    labels = page.pain.legend.findChildren(QLabel)
    return [x.text() for x in labels if x.text() and x.isVisibleTo(page)]


def test_control_d_shows_the_drawing_and_takes_it_away_again(
    qtbot: QtBot, drawn: ChartPage
) -> None:
    assert drawn.map.content.pains == ()
    qtbot.keyClick(drawn.map, Qt.Key.Key_D, CONTROL)
    assert drawn.map.content.pains == (ARM,)
    assert drawn.pain.switch.isChecked()
    qtbot.keyClick(drawn.map, Qt.Key.Key_D, CONTROL)
    assert drawn.map.content.pains == ()
    assert legend(drawn) == []


def test_the_legend_names_the_pain_and_says_how_the_lit_pattern_meets_it(
    qtbot: QtBot, drawn: ChartPage
) -> None:
    qtbot.mouseClick(drawn.pain.switch, Qt.MouseButton.LeftButton)
    pain, met = legend(drawn)
    assert pain == "ache, 6 of 10, 1.3 %"
    assert met.startswith("Covers 100 % of the patient's area; ")
    assert met.endswith(" % of the pattern lies outside.")
    drawn.select(None)
    assert legend(drawn) == ["ache, 6 of 10, 1.3 %"]


def test_a_session_without_a_drawing_says_where_to_draw_one(qtbot: QtBot, page: ChartPage) -> None:
    qtbot.mouseClick(page.pain.switch, Qt.MouseButton.LeftButton)
    assert legend(page) == ["No pain drawn; look-up (F6) draws it."]


def test_the_drawing_is_painted_and_looks_otherwise_for_another_quality(
    qtbot: QtBot, drawn: ChartPage
) -> None:
    def painted() -> object:
        QApplication.processEvents()
        drawn.map.render_now()
        return drawn.map.grab().toImage()

    bare = painted()
    drawn.pain.switch.setChecked(True)
    ache = painted()
    numb = Pain(ARM.id, PainQuality.NUMB, ARM.intensity, ARM.marks, ARM.regions, ARM.body_share)
    drawn.edit_session(lambda desk: desk.set_pains([numb]))
    assert bare != ache != painted()


def test_the_legend_follows_a_change_of_the_theme(drawn: ChartPage) -> None:
    drawn.pain.switch.setChecked(True)
    before = legend(drawn)
    THEME.choose(dark=True)
    try:
        assert legend(drawn) == before
    finally:
        THEME.choose(dark=False)


def test_a_region_that_this_map_does_not_know_does_no_harm(drawn: ChartPage) -> None:
    strange = Pain(
        PainId("b"),
        marks=(PainedRegion("third_arm", Side.LEFT),),
        regions=(RegionShare("third_arm", Side.LEFT, 1.0),),
    )
    drawn.edit_session(lambda desk: desk.set_pains([strange]))
    drawn.pain.switch.setChecked(True)
    drawn.map.render_now()
    assert legend(drawn) == ["ache"]


def test_nothing_of_the_drawing_stays_after_a_lock(drawn: ChartPage) -> None:
    drawn.pain.switch.setChecked(True)
    assert legend(drawn)
    drawn.close_session()
    assert legend(drawn) == []
    assert drawn.map.content.pains == ()


def _long_drawing() -> Pain:
    """More strokes than are joined between two events."""
    strokes = tuple(
        PainStroke(View.ANTERIOR, ((-0.11, 0.2 + 0.02 * k), (0.1, 0.2 + 0.02 * k)), 0.02)
        for k in range(3 * AT_ONCE)
    )
    return Pain(PainId("long"), PainQuality.ACHE, 6, strokes)


def test_a_long_drawing_is_painted_when_it_is_worked_out_and_the_hand_goes_on(
    qtbot: QtBot, page: ChartPage
) -> None:
    forget_shapes()
    long = _long_drawing()
    page.edit_session(lambda desk: desk.set_pains([long, ARM]))
    page.pain.switch.setChecked(True)
    assert page.map.content.pains == ()
    qtbot.waitUntil(lambda: page.map.content.pains == (long, ARM))


def test_a_stroke_added_to_a_long_drawing_is_there_at_once(qtbot: QtBot, bodymap: BodyMap) -> None:
    forget_shapes()
    outlines, long = PainOutlines(), _long_drawing()
    with qtbot.waitSignal(outlines.ready):
        assert outlines.known(bodymap, [long]) == ()
    assert outlines.known(bodymap, [long]) == (long,)
    longer = replace(long, marks=(*long.marks, *ARM.marks))
    assert outlines.known(bodymap, [longer]) == (longer,)


def test_nothing_of_a_drawing_is_worked_out_after_a_lock(qtbot: QtBot, bodymap: BodyMap) -> None:
    forget_shapes()
    outlines = PainOutlines()
    assert outlines.known(bodymap, [_long_drawing()]) == ()
    outlines.forget()
    with qtbot.assertNotEmitted(outlines.ready, wait=50):
        QApplication.processEvents()


def test_two_drawings_are_compared_in_a_few_lines() -> None:
    knee = Pain(PainId("k"), regions=(RegionShare("knee", Side.LEFT, 1.0),), body_share=0.004)
    lines = change_words(compare([ARM], [knee]), {"deltoid_anterior": "Front of the shoulder"})
    assert lines == [
        "Painful part of the body: 1.3 % → 0.4 %",
        "Gone: Front of the shoulder, right",
        "New: knee, left",
    ]
    assert change_words(compare([], [knee]), {}) == []
