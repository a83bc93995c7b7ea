"""Asks before needles that are in go out of sight: other patient, lock, close."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject

from tpdn_desktop.ui.ask_bar import AskBar


class NeedlesInSight(Protocol):
    """What the guard must know of the chart."""

    def needles_in(self) -> int:
        """How many needles of the session on the chart are in."""
        ...

    def take_all_out(self) -> None:
        """Note that all of them are out; or ask on the chart when they came out."""
        ...

    def show_chart(self) -> None:
        """Bring the chart to the front."""
        ...


class NeedlesGuard(QObject):
    """Every way out of a session goes through `leave`."""

    def __init__(self, bar: AskBar, chart: NeedlesInSight) -> None:
        super().__init__(bar)
        self._bar = bar
        self._chart = chart

    def leave(self, words: str, go_on: Callable[[], None]) -> bool:
        """Go on at once when no needle is in; else ask first.

        Args:
            words: what the button says that goes on all the same.
            go_on: leaves the session.

        Returns:
            Whether it went on at once.
        """
        count = self._chart.needles_in()
        if not count:
            self._bar.clear()
            go_on()
            return True

        def all_out() -> None:
            self._chart.take_all_out()
            if self._chart.needles_in():
                self._chart.show_chart()
            else:
                go_on()

        self._bar.ask(
            self.tr("1 needle is still in.")
            if count == 1
            else self.tr("{0} needles are still in.").format(count),
            (
                (self.tr("Go back"), self._chart.show_chart),
                (self.tr("It is out") if count == 1 else self.tr("They are out"), all_out),
                (words, go_on),
            ),
        )
        return False
