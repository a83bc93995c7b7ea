"""A hand at the chart: what the tests of the chart click, point at and look at."""

from __future__ import annotations

from PySide6.QtCore import QDeadlineTimer, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.trigger_point import TriggerPoint
from tpdn_desktop.ui.chart.chart_page import ChartPage
from tpdn_desktop.ui.chart.checked_line import CheckedLine

LEFT_BUTTON = Qt.MouseButton.LeftButton


def spot_of(page: ChartPage, point_id: str, side: Side = Side.RIGHT) -> QPoint:
    """The pixel of a reference point on the map."""
    reference: Reference = page.reference
    place = reference.reference_point(point_id).place_on(side)
    return page.map.screen_place(place).toPoint()


def click(qtbot: QtBot, page: ChartPage, point_id: str, side: Side = Side.RIGHT) -> TriggerPoint:
    """Click a reference point on the map; the trigger point that is logged."""
    qtbot.mouseClick(page.map, LEFT_BUTTON, pos=spot_of(page, point_id, side))
    QApplication.processEvents()
    return session_of(page).trigger_points[-1]


def point_at(qtbot: QtBot, page: ChartPage, point_id: str, side: Side = Side.RIGHT) -> None:
    """Move the pointer over a reference point until the map has seen it there."""
    spot = spot_of(page, point_id, side)

    def is_there() -> bool:
        qtbot.mouseMove(page.map, spot + QPoint(1, 1))
        qtbot.mouseMove(page.map, spot)
        return page.map.current is not None

    qtbot.waitUntil(is_there)


def session_of(page: ChartPage) -> Session:
    assert page.desk is not None
    return page.desk.session


def selected(page: ChartPage) -> TriggerPoint:
    assert page.selected is not None
    return session_of(page).point(page.selected)


def keys(page: ChartPage, typed: str) -> None:
    """Press letters and digits on the map, one after the other."""
    for key in typed:
        QTest.keyClick(page.map, key)
    QApplication.processEvents()


def press(within: QWidget, name: str) -> None:
    """Click the button of that name as soon as it shows."""

    def shown() -> list[QPushButton]:
        return [b for b in within.findChildren(QPushButton, name) if b.isVisible()]

    patience = QDeadlineTimer(2000)
    while not shown():
        assert not patience.hasExpired(), name
        QApplication.processEvents()
    QTest.mouseClick(shown()[0], LEFT_BUTTON)
    QApplication.processEvents()


def type_in(line: CheckedLine, text: str) -> None:
    """Go to a line, replace what stands there, and press Enter."""
    line.begin()
    QTest.keyClicks(line.line, text)
    QTest.keyClick(line.line, Qt.Key.Key_Return)
    QApplication.processEvents()
