"""A question over the foot of the window, with its answers as buttons. Nothing waits for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton
from typing_extensions import override

from tpdn_desktop.ui.controls import PlainLabel, button

Answer = tuple[str, Callable[[], None]]
"""The words of a button, and what it does."""


class AskBar(QFrame):
    """One question at a time; the first answer has the focus and leaves all as it is. Esc too."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ask_bar")
        self.setProperty("notice", "caution")
        self._words = PlainLabel("", "control", 600, wrap=True)
        self._buttons: list[QPushButton] = []
        self._answers: list[Callable[[], None]] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 8, 12, 8)
        self._row.setSpacing(8)
        self._row.addWidget(self._words, 1)
        self.hide()

    @property
    def question(self) -> str:
        """What is asked now; empty when nothing is."""
        return "" if self.isHidden() else self._words.text()

    def ask(self, sentence: str, answers: Sequence[Answer]) -> None:
        """Ask; the first answer must be the harmless one."""
        self.clear()
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        for number, (words, act) in enumerate(answers):
            push = button(words, tip=words, name=f"answer_{number}")
            push.setAccessibleDescription(sentence)
            push.setAutoDefault(True)
            push.clicked.connect(self._on_clicked)
            self._row.addWidget(push)
            self._buttons.append(push)
            self._answers.append(act)
        self.show()
        if self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Ask nothing any more."""
        for push in self._buttons:
            self._row.removeWidget(push)
            push.hide()
            push.deleteLater()
        self._buttons, self._answers = [], []
        self._words.setText("")
        self.hide()

    def _on_clicked(self) -> None:
        for push, act in zip(self._buttons, self._answers, strict=True):
            if push is self.sender():
                self.clear()
                act()
                return

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._answers:
            back = self._answers[0]
            self.clear()
            back()
        else:
            super().keyPressEvent(event)
