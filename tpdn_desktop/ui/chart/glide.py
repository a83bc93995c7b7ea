"""The camera on its way: 140 ms, ease out, so that the eye can follow; interruptible."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from tpdn_desktop.ui.chart.camera import Camera

STEPS = 9
STEP_MS = 16


class Glide(QObject):
    """Moves a camera from one place to another, a step a frame."""

    moved = Signal(object)
    """The `Camera` of the next step."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(STEP_MS)
        self._timer.timeout.connect(self._advance)
        self._start = self._end = Camera()
        self._step = 0

    def go(self, start: Camera, end: Camera) -> None:
        """Begin to move."""
        self._start, self._end, self._step = start, end, 0
        self._timer.start()

    def stop(self) -> None:
        """Stay where the camera is now."""
        self._timer.stop()

    def _advance(self) -> None:
        self._step += 1
        if self._step >= STEPS:
            self._timer.stop()
            self.moved.emit(self._end)
            return
        share = 1.0 - (1.0 - self._step / STEPS) ** 3
        self.moved.emit(self._start.between(self._end, share))
