"""Whether anything untoward happened: how bad, and in words. Asked beside the map, not at the end.

The same fields stand on the page that finishes a session.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from tpdn_desktop.domain.session import AdverseGrade, Session
from tpdn_desktop.domain.text import tidied
from tpdn_desktop.ui.chart.typed_cells import TypedSegments
from tpdn_desktop.ui.controls import PlainLabel
from tpdn_desktop.ui.sign.rule_words import adverse_words
from tpdn_desktop.ui.theme import font

GRADES: Final = tuple(AdverseGrade)


class AdverseLine(QWidget):
    """The grade of the session's adverse event and, when there was one, its words."""

    changed = Signal(str, object)
    """A field of the session (adverse, adverse_note) and what it is now."""
    done = Signal()
    """Enter or Esc on a grade: the hand goes back to the map."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.grade = _Grades(self.tr("Adverse event"))
        self.grade.setObjectName(name)
        self.grade.chosen.connect(self._on_grade)
        self.grade.typed.connect(self._on_typed_grade)
        self.grade.done.connect(self.done)
        label = self.tr("What happened, and what was done")
        self.words = QPlainTextEdit()
        self.words.setObjectName(f"{name}_note")
        self.words.setAccessibleName(label)
        self.words.setToolTip(label)
        self.words.setPlaceholderText(label)
        self.words.setFont(font("control"))
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(2 * self.words.fontMetrics().lineSpacing() + 24)
        self.words.textChanged.connect(self._on_words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(PlainLabel(self.tr("Adverse event"), "secondary", tone="secondary"))
        column.addWidget(self.grade)
        column.addWidget(self.words)

    def show_session(self, session: Session, *, editable: bool) -> None:
        """Show what the session says; words that are being typed are left alone."""
        grade = session.adverse
        self.grade.show_choice(None if grade is None else GRADES.index(grade))
        self.grade.setEnabled(editable)
        self._show_words(grade, session.adverse_note)
        self.words.setReadOnly(not editable)
        if not self.words.hasFocus() and self._text != session.adverse_note:
            self._put(session.adverse_note)

    def begin(self) -> None:
        """Put the keyboard on the grade of now, or on the first."""
        self.grade.button(self.grade.choice or 0).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def forget(self) -> None:
        """Nothing of a patient is kept (lock)."""
        self.grade.show_choice(None)
        self._put("")
        self.words.document().clearUndoRedoStacks()

    # ---------------------------------------------------------------------------------------------

    @property
    def _text(self) -> str:
        return tidied(self.words.toPlainText(), multiline=True)

    def _put(self, text: str) -> None:
        blocker = QSignalBlocker(self.words)
        self.words.setPlainText(text)
        blocker.unblock()

    def _show_words(self, grade: AdverseGrade | None, note: str) -> None:
        self.words.setVisible(grade not in {None, AdverseGrade.NONE} or bool(note))

    def _on_grade(self, index: int) -> None:
        grade = None if index < 0 else GRADES[index]
        self._show_words(grade, self._text)
        self.changed.emit("adverse", grade)

    def _on_typed_grade(self, index: int) -> None:
        """A grade by its digit: something happened, so its words come next."""
        self._on_grade(index)
        if GRADES[index] is not AdverseGrade.NONE:
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_words(self) -> None:
        self.changed.emit("adverse_note", self._text)


class _Grades(TypedSegments):
    """The grades, clicked, or typed as 0 to 3 once the keyboard is there."""

    typed = Signal(int)

    def __init__(self, name: str) -> None:
        words = [adverse_words(grade) for grade in GRADES]
        tips = [f"{word} (E, {n})" for n, word in enumerate(words)]
        super().__init__(words, name, clearable=True, tips=tips)

    @override
    def digit_typed(self, digit: int) -> None:
        if digit < len(GRADES):
            self.show_choice(digit)
            self.button(digit).setFocus()
            self.typed.emit(digit)
