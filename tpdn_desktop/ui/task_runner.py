"""Work off the screen's thread: a plain function in, its result back on the screen's thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from typing_extensions import override

T = TypeVar("T")


class _Job(QRunnable, Generic[T]):
    def __init__(self, runner: TaskRunner, number: int, function: Callable[[], T]) -> None:
        super().__init__()
        self._runner = runner
        self._number = number
        self._function = function

    @override
    def run(self) -> None:
        try:
            result: object = self._function()
        except Exception as error:  # noqa: BLE001 - handed whole to the screen's thread
            self._runner.failed.emit(self._number, error)
        else:
            self._runner.done.emit(self._number, result)


class TaskRunner(QObject):
    """Runs functions in a pool and calls back on the thread it lives on.

    Owned by the application, not by a page, so that a page may go while its work is under way.
    """

    done = Signal(int, object)
    failed = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._waiting: dict[int, tuple[Callable[[object], None], Callable[[Exception], None]]] = {}
        self._next = 0
        self.done.connect(self._on_done)
        self.failed.connect(self._on_failed)

    def run(
        self,
        function: Callable[[], T],
        *,
        on_success: Callable[[T], None],
        on_failure: Callable[[Exception], None],
    ) -> None:
        """Run `function` elsewhere; exactly one of the two callbacks follows on this thread."""
        self._next += 1
        self._waiting[self._next] = (on_success, on_failure)  # type: ignore[assignment]
        self._pool.start(_Job(self, self._next, function))

    def wait(self) -> None:
        """Wait until all that was started has ended."""
        self._pool.waitForDone()

    def _on_done(self, number: int, result: object) -> None:
        self._waiting.pop(number)[0](result)

    def _on_failed(self, number: int, error: Exception) -> None:
        self._waiting.pop(number)[1](error)
