"""Garbage is searched for on the screen's thread, and only when there is enough of it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from weakref import ref

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tpdn_desktop.ui import garbage
from tpdn_desktop.ui.garbage import MANY, GarbageSearch


class Ring:
    """Something that holds itself."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def search(qtbot: QtBot) -> Iterator[GarbageSearch]:
    owner = QObject()
    gc.collect()
    gc.enable()  # as Python begins
    yield GarbageSearch(owner)
    owner.deleteLater()


def test_python_does_not_search_by_itself(search: GarbageSearch):
    assert not gc.isenabled()


def test_little_garbage_waits(search: GarbageSearch):
    ring = ref(Ring())
    search.search()
    assert ring() is not None


def test_much_garbage_goes(search: GarbageSearch):
    ring = ref(Ring())
    lasting = [[number] for number in range(2 * MANY[0])]
    assert search.search() > 0
    assert ring() is None
    assert lasting


def test_it_searches_while_the_window_is_idle(
    search: GarbageSearch, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(garbage, "MANY", (0, 0, 0))
    ring = ref(Ring())
    qtbot.waitUntil(lambda: ring() is None)


def test_what_lasts_is_not_looked_through_again(search: GarbageSearch):
    ring = ref(Ring())
    search.spare_what_is_there()
    try:
        gc.collect()
        assert ring() is not None
    finally:
        gc.unfreeze()
    gc.collect()
    assert ring() is None
