"""Collects Python's garbage on the screen's thread, and on no other.

Python collects on whichever thread happens to fill the measure. Drawing and paper fill it on
threads of their own; a widget that has come to its end would be destroyed there, which Qt does not
survive (PySide6 6.12 puts the deletion off to the screen's thread, where the widget's parent may
have deleted it by then). So Python's own collecting is switched off and done here, between events.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS: Final = 500


class Collector(QObject):
    """Looks twice a second whether enough has come together, as Python itself would."""

    def __init__(self, parent: QObject) -> None:
        """From now on nothing else collects. Belongs on the thread of the screen."""
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self)
        timer.setInterval(INTERVAL_MS)
        timer.timeout.connect(self.look)
        timer.start()

    def look(self) -> None:
        """Collect the oldest generation that is due; the younger ones go with it."""
        due = [
            generation
            for generation, (count, threshold) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if threshold and count > threshold
        ]
        # A generation is looked at only when the ones before it have filled up, too.
        if due and due == list(range(len(due))):
            gc.collect(due[-1])
        elif due and due[0] == 0:
            gc.collect(0)
