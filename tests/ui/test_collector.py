"""Garbage is collected on the screen's thread only."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tpdn_desktop.ui.collector import Collector


class Ring:
    """Holds itself, so that only the collector can end it; tells on which thread it ended."""

    ended_on: list[int] = []  # noqa: RUF012 - shared on purpose

    def __init__(self) -> None:
        self.myself = self

    def __del__(self) -> None:
        Ring.ended_on.append(threading.get_ident())


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[Collector]:
    was_on, thresholds = gc.isenabled(), gc.get_threshold()
    owner = QObject()
    gc.collect()
    Ring.ended_on.clear()
    gc.set_threshold(200, 5, 5)
    yield Collector(owner)
    gc.set_threshold(*thresholds)
    if was_on:
        gc.enable()


def fill() -> None:
    """Far more than the measure holds."""
    for _ in range(2000):
        Ring()


def test_a_thread_that_fills_the_measure_collects_nothing(collector: Collector) -> None:
    with ThreadPoolExecutor(1) as pool:
        pool.submit(fill).result()
    assert Ring.ended_on == []


def test_what_a_thread_left_is_collected_on_the_screens_thread(
    qtbot: QtBot, collector: Collector
) -> None:
    with ThreadPoolExecutor(1) as pool:
        pool.submit(fill).result()
    qtbot.waitUntil(lambda: len(Ring.ended_on) == 2000)
    assert set(Ring.ended_on) == {threading.get_ident()}


def test_nothing_is_collected_while_little_has_come_together(collector: Collector) -> None:
    gc.collect()
    gc.set_threshold(100_000, 5, 5)
    Ring()
    collector.look()
    assert Ring.ended_on == []
