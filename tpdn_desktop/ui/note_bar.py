"""A note over the foot of the window: tells without stopping anything."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout

from tpdn_desktop.ui.controls import PlainLabel, button

STAYS_MS = 12_000


class NoteBar(QFrame):
    """One sentence at a time."""

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

    def clear(self) -> None:
        """Nothing to tell."""
        self._timer.stop()
        self._text.setText("")
        self.hide()
