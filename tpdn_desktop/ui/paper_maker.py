"""Makes a paper off the screen's thread: with progress, and so that it can be called off."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Final

from PySide6.QtCore import QObject, Signal

from tpdn_desktop.domain.errors import TpdnError
from tpdn_desktop.ui.field import sentence
from tpdn_desktop.ui.paper_press import Step
from tpdn_desktop.ui.task_runner import TaskRunner

_LEAST_STEP: Final = 0.01


class _CalledOff(Exception):
    """The paper is not wanted any more."""


class PaperMaker(QObject):
    """One paper is wanted at a time: asking for the next calls off the one before."""

    made = Signal(bytes)
    failed = Signal(str)
    progressed = Signal(float)

    def __init__(self, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._call_off: Event | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a paper is being made."""
        return self._call_off is not None

    def make(self, work: Callable[[Step], bytes]) -> None:
        """Make a paper; `made` or `failed` follows, unless it is called off."""
        self.cancel()
        call_off = self._call_off = Event()

        def ended(tell: Callable[[], None]) -> None:
            if self._call_off is call_off:
                self._call_off = None
                tell()

        def failed(error: Exception) -> None:
            if isinstance(error, TpdnError):
                ended(lambda: self.failed.emit(sentence(error)))
            elif not isinstance(error, _CalledOff):
                ended(lambda: self.failed.emit(self.tr("This paper could not be made.")))
                raise error

        self._runner.run(
            lambda: work(self._step(call_off)),
            on_success=lambda pdf: ended(lambda: self.made.emit(pdf)),
            on_failure=failed,
        )

    def cancel(self) -> None:
        """The paper under way is not wanted any more."""
        if self._call_off is not None:
            self._call_off.set()
            self._call_off = None

    def _step(self, call_off: Event) -> Step:
        """What the work tells; it hears from it whether to go on. Runs on the work's thread."""
        told = 0.0

        def step(share: float) -> None:
            nonlocal told
            if call_off.is_set():
                raise _CalledOff
            if share >= told + _LEAST_STEP:
                told = share
                self.progressed.emit(share)

        return step
