"""Garbage is searched for on the screen's thread alone, when it has nothing else to do.

Widgets must die on the thread they live on. Python searches for unreachable rings of objects on
whichever thread has just made an object: a worker that reads or draws could so end a widget, which
Qt does not survive. So the search is taken out of Python's hands and done from a timer.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

EVERY_MS: Final = 500

MANY: Final = (20_000, 20, 20)
"""So many new objects, or searches of the younger kind, make a search worth while.

Starting makes 200,000 lasting objects; looking through them for each 700 new ones costs 80 ms.
"""


class GarbageSearch(QObject):
    """Takes the search over for as long as it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.search)
        self._timer.start()

    def search(self) -> int:
        """Search as far as is worth while now; how many objects were found unreachable."""
        counts = gc.get_count()
        oldest = max((age for age, most in enumerate(MANY) if counts[age] > most), default=None)
        return gc.collect(oldest) if oldest is not None else 0

    @staticmethod
    def spare_what_is_there() -> None:
        """Maps, tables and modules last as long as the program: look through them no more.

        A search of everything takes 15 ms after it, and 80 before.
        """
        gc.freeze()
