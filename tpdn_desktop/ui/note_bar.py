"""A note over the foot of the window: tells or asks without stopping anything."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout

from tpdn_desktop.ui.controls import PlainLabel, button

STAYS_MS = 12_000
CONFIRM_SECONDS = 10.0


class NoteBar(QFrame):
    """One sentence at a time. Asking again within ten seconds counts as a yes."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("note_bar")
        self.setProperty("notice", "caution")
        self._text = PlainLabel("", "control", wrap=True)
        close = button(self.tr("Close"), flat=True, tip=self.tr("Close this note"))
        close.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.addWidget(self._text, 1)
        row.addWidget(close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        self._asked: tuple[str, float] | None = None
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown now."""
        return "" if self.isHidden() else self._text.text()

    def tell(self, sentence: str) -> None:
        """Show a sentence for a while."""
        self._text.setText(sentence)
        self.show()
        self._timer.start(STAYS_MS)

    def ask(self, what: str, sentence: str) -> None:
        """Show a sentence that asks for the same again."""
        self._asked = (what, time.monotonic())
        self.tell(sentence)

    def is_confirmed(self, what: str) -> bool:
        """Whether `what` was asked a moment ago, so that asking again means yes."""
        return (
            self._asked is not None
            and self._asked[0] == what
            and time.monotonic() - self._asked[1] <= CONFIRM_SECONDS
        )

    def clear(self) -> None:
        """Nothing to tell."""
        self._timer.stop()
        self._asked = None
        self._text.setText("")
        self.hide()
