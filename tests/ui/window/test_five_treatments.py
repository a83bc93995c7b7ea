"""Five published treatments charted in the real window; docs/performance.md tells what each takes.

The hand counts: a click is a press of the mouse; a key is a press on the keyboard, with Shift, Ctrl
or Alt held or not. Nothing of the pain, the response or the signature is in the numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.services.record_in_memory import SteppedClock
from tests.ui.window.hands import begin_session, chart
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.needle import NeedleSize, Technique
from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.stimulation import Stimulation
from tpdn_desktop.domain.trigger_point import TwitchGrade
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.ui.chart.chart_page import ChartPage
from tpdn_desktop.ui.main_window import MainWindow

PERFORMANCE = Path(__file__).parents[3] / "docs" / "performance.md"


SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Hand:
    """A hand at the chart that counts what it does."""

    qtbot: QtBot
    page: ChartPage
    record: ClinicRecord
    clicks: int = 0
    keys: int = 0

    def click(self, reference_point: str, side: Side = Side.RIGHT) -> None:
        """Click a reference point on the map."""
        spot = self.spot(reference_point, side)
        QTest.mouseClick(self.page.map, Qt.MouseButton.LeftButton, pos=spot)
        QApplication.processEvents()
        self.clicks += 1

    def spot(self, reference_point: str, side: Side = Side.RIGHT) -> QPoint:
        """Where a reference point is on the map now."""
        place = self.page.reference.reference_point(reference_point).place_on(side)
        return self.page.map.screen_place(place).toPoint()

    def zoom(self, number: Qt.Key, apart: tuple[str, str]) -> None:
        """Zoom to a part of the body until two points lie apart by a mark."""
        self.press(number, CONTROL)
        self.qtbot.waitUntil(
            lambda: (self.spot(apart[0]) - self.spot(apart[1])).manhattanLength() > 20
        )

    def type(self, typed: str) -> None:
        """Press letters and digits wherever the keyboard is."""
        for key in typed:
            self.press(Qt.Key.Key_Tab if key == "\t" else key)

    def press(self, key: Qt.Key | str, with_: Qt.KeyboardModifier | None = None) -> None:
        """Press one key."""
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, with_ or Qt.KeyboardModifier.NoModifier)
        QApplication.processEvents()
        self.keys += 1

    def wait(self, minutes: int) -> None:
        """Let the needles stay in for some minutes."""
        assert isinstance(self.record.clock, SteppedClock)
        self.record.clock.time += timedelta(minutes=minutes)
        self.page.tick()


def both_upper_trapezius(hand: Hand) -> None:
    """Two thin needles a side, pistoned, with twitches of medium strength on both."""
    hand.click("trapezius_upper.1")
    hand.type("2NTTTM")
    hand.type("TTT")


def levator_scapulae(hand: Hand) -> None:
    """Two sites a side, each needle wound; the muscle lies under the trapezius."""
    hand.press(Qt.Key.Key_3, CONTROL | SHIFT)
    for site in ("levator_scapulae.1", "levator_scapulae.2"):
        hand.click(site)
        hand.type("GGM")


def infraspinatus_and_teres_minor(hand: Hand) -> None:
    """One needle of 0.30 × 40 each."""
    hand.click("infraspinatus.1")
    hand.click("teres_minor.1")


def gastrocnemius(hand: Hand) -> None:
    """Medial heads of both sides, two needles each, ten minutes of current at 2 Hz."""
    hand.click("gastrocnemius_medial.1")
    hand.type("2I2\t200\t3\t10")
    hand.press(Qt.Key.Key_Return)
    hand.type("M")
    hand.press(Qt.Key.Key_I, SHIFT)
    hand.wait(10)
    hand.press(Qt.Key.Key_X, SHIFT)


def masseter_and_temporalis(hand: Hand) -> None:
    """One needle of 0.20 × 15 each."""
    points = ("masseter_superficial.1", "temporalis.1")
    hand.zoom(Qt.Key.Key_1, points)
    for point in points:
        hand.click(point)
        hand.type("NN")


def told() -> dict[str, tuple[int, int]]:
    """Clicks and keys of each treatment, as docs/performance.md says."""
    row = re.compile(r"^\| (\w[^|]+?) \| (\d+) \| (\d+) \|", re.MULTILINE)
    text = PERFORMANCE.read_text("utf-8")
    return {words: (int(clicks), int(keys)) for words, clicks, keys in row.findall(text)}


@pytest.fixture
def hand(qtbot: QtBot, window: MainWindow, record: ClinicRecord) -> Hand:
    begin_session(window, "p")
    page = chart(window)
    page.map.setFocus()
    return Hand(qtbot, page, record)


def charted(hand: Hand, treat: Callable[[Hand], None]) -> Session:
    """Treat; the session as it is in the file then."""
    treat(hand)
    assert hand.page.desk is not None
    return hand.record.store.session(hand.page.desk.session.id)


def sides(session: Session) -> list[tuple[str, str, int]]:
    """Muscle, side and number of needles of each point."""
    return [(p.muscle_id, p.side.value, len(p.needles)) for p in session.trigger_points]


def test_both_upper_trapezius_with_twitches(qtbot: QtBot, hand: Hand) -> None:
    session = charted(hand, both_upper_trapezius)
    assert sides(session) == [("trapezius_upper", "right", 2), ("trapezius_upper", "left", 2)]
    for point in session.trigger_points:
        assert point.twitch.strongest is TwitchGrade.MEDIUM
        assert {n.size for n in point.needles} == {NeedleSize(0.25, 30)}
        assert {n.technique for n in point.needles} == {Technique.PISTONING}
        assert point.needles_in == ()
    assert told()["Both upper trapezius"] == (hand.clicks, hand.keys)


def test_levator_scapulae_at_two_sites_a_side(qtbot: QtBot, hand: Hand) -> None:
    session = charted(hand, levator_scapulae)
    assert sorted(sides(session)) == [
        *(("levator_scapulae", "left", 1),) * 2,
        *(("levator_scapulae", "right", 1),) * 2,
    ]
    assert {n.technique for n in session.needles} == {Technique.WINDING}
    assert not any(n.is_in for n in session.needles)
    places = {p.reference_point_id for p in session.trigger_points}
    assert places == {"levator_scapulae.1", "levator_scapulae.2"}
    assert told()["Levator scapulae"] == (hand.clicks, hand.keys)


def test_infraspinatus_and_teres_minor(qtbot: QtBot, hand: Hand) -> None:
    session = charted(hand, infraspinatus_and_teres_minor)
    assert sides(session) == [("infraspinatus", "right", 1), ("teres_minor", "right", 1)]
    assert {n.size for n in session.needles} == {NeedleSize(0.30, 40)}
    assert told()["Infraspinatus and teres minor"] == (hand.clicks, hand.keys)


def test_gastrocnemius_of_both_sides_with_ten_minutes_of_current(qtbot: QtBot, hand: Hand) -> None:
    session = charted(hand, gastrocnemius)
    assert sides(session) == [
        ("gastrocnemius_medial", "right", 2),
        ("gastrocnemius_medial", "left", 2),
    ]
    current = Stimulation(frequency_hz=2, pulse_width_us=200, intensity_ma=3, minutes=10)
    for needle in session.needles:
        assert (needle.technique, needle.stimulation) == (Technique.ELECTRICAL, current)
        assert needle.dwell_target_min == 10
        assert needle.removed_at is not None
        assert needle.removed_at - needle.placed_at >= timedelta(minutes=10)
    assert told()["Gastrocnemius, medial heads"] == (hand.clicks, hand.keys)


def test_masseter_and_temporalis(qtbot: QtBot, hand: Hand) -> None:
    session = charted(hand, masseter_and_temporalis)
    assert sides(session) == [("masseter_superficial", "right", 1), ("temporalis", "right", 1)]
    assert {n.size for n in session.needles} == {NeedleSize(0.20, 15)}
    assert told()["Masseter and temporalis"] == (hand.clicks, hand.keys)
