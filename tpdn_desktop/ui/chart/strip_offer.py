"""A question in the strip beside a point, with its answers as buttons. Nothing waits for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from tpdn_desktop.ui.controls import PlainLabel, button

Answer = tuple[str, Callable[[], None]]
"""The words of a button, and what it does."""


class StripOffer(QWidget):
    """One question at a time; Esc, or going on with anything else, takes it back."""

    changed = Signal()
    """A question came or went: the strip is to be fitted anew."""
    left = Signal()
    """The keyboard was on a question that went."""

    def __init__(self) -> None:
        super().__init__()
        self._words = PlainLabel("", "control", 600, wrap=True)
        self._answers: list[tuple[QPushButton, Callable[[], None]]] = []
        self._back: Callable[[], None] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 6, 10, 2)
        self._column.setSpacing(5)
        self._column.addWidget(self._words)
        self.setObjectName("strip_offer")
        self.hide()

    @property
    def question(self) -> str:
        """What is asked now; empty when nothing is."""
        return self._words.text()

    def ask(
        self, sentence: str, answers: Sequence[Answer], back: Callable[[], None] | None = None
    ) -> None:
        """Ask; `back` is what Esc does besides taking the question back."""
        self.clear()
        self._back = back
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        for number, (words, act) in enumerate(answers):
            push = button(words, tip=words, name=f"offer_{number}")
            push.setAccessibleDescription(sentence)
            push.setAutoDefault(True)
            push.clicked.connect(self._on_clicked)
            self._column.addWidget(push)
            self._answers.append((push, act))
        self.show()
        self.changed.emit()
        if self._answers:
            self._answers[0][0].setFocus(Qt.FocusReason.OtherFocusReason)

    def take_back(self) -> bool:
        """Esc: all as it was; False when nothing was asked."""
        if not self.question:
            return False
        back = self._back
        self.clear()
        if back is not None:
            back()
        return True

    def clear(self) -> None:
        """Ask nothing any more."""
        was_asked = bool(self.question)
        focus = QApplication.focusWidget()
        was_here = focus is not None and self.isAncestorOf(focus)
        for push, _ in self._answers:
            self._column.removeWidget(push)
            push.hide()
            push.deleteLater()
        self._answers, self._back = [], None
        self._words.setText("")
        self.hide()
        if was_asked:
            self.changed.emit()
        if was_here:
            self.left.emit()

    def _on_clicked(self) -> None:
        for push, act in self._answers:
            if push is self.sender():
                self.clear()
                act()
                return
