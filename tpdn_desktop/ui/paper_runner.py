"""The paper page's runner of tasks: no garbage is collected while one is under way.

Python collects garbage on whichever thread happens to fill the measure. A widget that has come to
its end would then be destroyed beside the screen's thread, which Qt does not survive. Making a
paper fills the measure many times.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject
from typing_extensions import override

from tpdn_desktop.ui.task_runner import TaskRunner

T = TypeVar("T")


class PaperRunner(TaskRunner):
    """As `TaskRunner`; the collector rests from the start of a task until its callback."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._under_way = 0
        self._was_collecting = True

    @override
    def run(
        self,
        function: Callable[[], T],
        *,
        on_success: Callable[[T], None],
        on_failure: Callable[[Exception], None],
    ) -> None:
        def succeeded(result: T) -> None:
            self._end()
            on_success(result)

        def failed(error: Exception) -> None:
            self._end()
            on_failure(error)

        self._begin()
        super().run(function, on_success=succeeded, on_failure=failed)

    @override
    def wait(self) -> None:
        """Wait until all that was started has ended and its callbacks were called."""
        super().wait()
        QCoreApplication.sendPostedEvents(self)

    def _begin(self) -> None:
        if not self._under_way:
            self._was_collecting = gc.isenabled()
            gc.disable()
        self._under_way += 1

    def _end(self) -> None:
        self._under_way -= 1
        if not self._under_way and self._was_collecting:
            gc.enable()
