"""One sentence under the bar of the paper page: what was done, or what went wrong."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout

from tpdn_desktop.ui.controls import PlainLabel


class NoteLine(QFrame):
    """One sentence under the bar; hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._words = PlainLabel("", "control", wrap=True)
        self._words.setObjectName("paper_note")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.addWidget(self._words, 1)
        self.hide()

    def text(self) -> str:
        """The sentence."""
        return self._words.text()

    def tell(self, words: str) -> None:
        """Say a sentence; an empty one takes the line away."""
        self._words.setText(words)
        self.setVisible(bool(words))
