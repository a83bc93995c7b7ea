"""A strip that says what is under way, how far it is, and lets it be called off."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from tpdn_desktop.ui.controls import PlainLabel, button

PATIENCE_MS: Final = 300
"""What is done sooner needs no word."""


class BusyStrip(QFrame):
    """Hidden until something takes longer than a moment."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._words = PlainLabel("", "control")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(8)
        self._bar.setAccessibleName(self.tr("How much is done"))
        self._cancel = button(
            self.tr("Cancel"), tip=self.tr("Call it off; nothing is lost (Esc)"), name="call_off"
        )
        self._cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(12)
        row.addWidget(self._words)
        row.addWidget(self._bar, 1)
        row.addWidget(self._cancel)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE_MS)
        self._timer.timeout.connect(self.show)
        self.hide()

    def begin(self, words: str) -> None:
        """Something is under way; it shows in a moment."""
        self._words.setText(words)
        self._bar.setRange(0, 0)
        self._timer.start()

    def progress(self, share: float) -> None:
        """How much is done, from 0 to 1."""
        self._bar.setRange(0, 100)
        self._bar.setValue(round(100 * share))

    @property
    def value(self) -> int:
        """Per cent done, as shown."""
        return self._bar.value()

    def end(self) -> None:
        """Nothing is under way."""
        self._timer.stop()
        self.hide()
