"""The cards of what the therapist says of a session: pain, texts with quick words, adverse events.

A card announces what changed; the page writes it. What stands in a field that is being typed in is
left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QWidget
from typing_extensions import override

from tpdn_desktop.domain.session import AdverseGrade, Session
from tpdn_desktop.domain.text import tidied
from tpdn_desktop.services.finishing import Asked, AskedRow
from tpdn_desktop.ui.controls import PlainLabel, Segments
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.sign.card import Card
from tpdn_desktop.ui.sign.quick_words import chosen, with_word
from tpdn_desktop.ui.sign.rule_words import adverse_words, detail, title
from tpdn_desktop.ui.theme import font

GRADES: Final = tuple(AdverseGrade)
CELL: Final = QSize(27, 28)


class FieldCard(Card):
    """A card with fields of the session."""

    changed = Signal(object)
    """The fields of the session that changed: a dict of name and value."""

    def __init__(self, icons: IconSet, asked: Asked) -> None:
        super().__init__(icons, title(asked))
        self.asked = asked
        self.setObjectName(f"card_{asked.name.lower()}")

    def show_session(self, session: Session, row: AskedRow) -> None:
        """Show what the session says."""
        self.show_standing(row.standing, detail(row, session) if row.is_open else "")

    def forget(self) -> None:
        """Take away all that was typed and shown."""
        self.show_problem("")
        self.aside.setText("")


@dataclass(frozen=True, slots=True)
class TextPart:
    """A text of the session on a card: field, label, words to choose instead of typing."""

    field: str
    label: str
    quick: tuple[str, ...] = ()
    placeholder: str = ""


class TextEditor(QWidget):
    """A text of two lines with its quick words under it."""

    changed = Signal(str, str)

    def __init__(self, part: TextPart, *, labelled: bool) -> None:
        super().__init__()
        self.part = part
        self.text = QPlainTextEdit()
        self.text.setObjectName(f"finish_{part.field}")
        self.text.setAccessibleName(part.label)
        self.text.setToolTip(part.label)
        self.text.setPlaceholderText(part.placeholder)
        self.text.setFont(font("body"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(2 * self.text.fontMetrics().lineSpacing() + 20)
        self.text.textChanged.connect(self._on_typed)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(6)
        if labelled:
            label = PlainLabel(part.label, "secondary", tone="secondary")
            label.setBuddy(self.text)
            grid.addWidget(label, 0, 0)
        grid.addWidget(self.text, 1, 0)
        self.quick: Segments | None = None
        if part.quick:
            self.quick = Segments(part.quick, part.label, clearable=True)
            self.quick.setObjectName(f"quick_{part.field}")
            self.quick.chosen.connect(self._on_quick)
            grid.addWidget(self.quick, 2, 0)

    def show_text(self, text: str, *, editable: bool, keep: bool = False) -> None:
        """Show a text; one that is being typed in, or is to be kept, is left alone."""
        self.text.setReadOnly(not editable)
        if not keep and not self.text.hasFocus() and self.typed != text:
            blocker = QSignalBlocker(self.text)
            self.text.setPlainText(text)
            blocker.unblock()
        if self.quick is not None:
            self.quick.setVisible(editable)
            self.quick.show_choice(chosen(self.typed, self.part.quick))

    def forget(self) -> None:
        """Take the text away."""
        blocker = QSignalBlocker(self.text)
        self.text.clear()
        self.text.document().clearUndoRedoStacks()
        blocker.unblock()

    @property
    def typed(self) -> str:
        """What stands there, fit to keep."""
        return tidied(self.text.toPlainText(), multiline=True)

    def _on_typed(self) -> None:
        if self.quick is not None:
            self.quick.show_choice(chosen(self.typed, self.part.quick))
        self.changed.emit(self.part.field, self.typed)

    def _on_quick(self, index: int) -> None:
        words = with_word(self.typed, self.part.quick, None if index < 0 else index)
        self.text.setPlainText(words)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)


class TextCard(FieldCard):
    """One or two texts of the session."""

    def __init__(self, icons: IconSet, asked: Asked, parts: Sequence[TextPart]) -> None:
        super().__init__(icons, asked)
        self.editors = [TextEditor(part, labelled=len(parts) > 1) for part in parts]
        for editor in self.editors:
            editor.changed.connect(self._on_changed)
            self.body.addWidget(editor)

    @override
    def show_session(self, session: Session, row: AskedRow) -> None:
        super().show_session(session, row)
        for editor in self.editors:
            text = getattr(session, editor.part.field)
            # A text that was refused stays as it was typed.
            editor.show_text(text, editable=not session.is_signed, keep=bool(self.problem))

    @override
    def forget(self) -> None:
        super().forget()
        for editor in self.editors:
            editor.forget()

    @override
    def first_field(self) -> QWidget | None:
        empty = (e.text for e in self.editors if not e.typed)
        return next(empty, self.editors[0].text)

    def _on_changed(self, field: str, text: str) -> None:
        self.changed.emit({field: text})


class PainCard(FieldCard):
    """Pain before and after, 0 to 10; a second click on a number clears it."""

    def __init__(self, icons: IconSet) -> None:
        super().__init__(icons, Asked.PAIN)
        numbers = [str(n) for n in range(11)]
        self.before = Segments(numbers, self.tr("Pain before"), clearable=True, cell=CELL)
        self.before.setObjectName("finish_pain_before")
        self.before.chosen.connect(self._on_before)
        self.after = Segments(numbers, self.tr("Pain after"), clearable=True, cell=CELL)
        self.after.setObjectName("finish_pain_after")
        self.after.chosen.connect(self._on_after)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        rows = ((self.tr("before"), self.before), (self.tr("after"), self.after))
        for line, (words, cells) in enumerate(rows):
            grid.addWidget(PlainLabel(words, "control", tone="secondary"), line, 0)
            grid.addWidget(cells, line, 1)
        grid.setColumnStretch(2, 1)
        self.body.addLayout(grid)

    @override
    def show_session(self, session: Session, row: AskedRow) -> None:
        super().show_session(session, row)
        self.before.show_choice(session.pain_before)
        self.after.show_choice(session.pain_after)
        for cells in (self.before, self.after):
            cells.setEnabled(not session.is_signed)

    @override
    def first_field(self) -> QWidget | None:
        cells = self.after if self.before.choice is not None else self.before
        return cells.button(cells.choice or 0)

    def _on_before(self, value: int) -> None:
        self.changed.emit({"pain_before": None if value < 0 else value})

    def _on_after(self, value: int) -> None:
        self.changed.emit({"pain_after": None if value < 0 else value})


class AdverseCard(FieldCard):
    """Whether anything untoward happened, how bad, and in words."""

    def __init__(self, icons: IconSet) -> None:
        super().__init__(icons, Asked.ADVERSE)
        self.grade = Segments(
            [adverse_words(grade) for grade in GRADES], self.tr("Adverse event"), clearable=True
        )
        self.grade.setObjectName("finish_adverse")
        self.grade.chosen.connect(self._on_grade)
        label = self.tr("What happened, and what was done")
        self.words = TextEditor(TextPart("adverse_note", label, placeholder=label), labelled=False)
        self.words.changed.connect(self._on_words)
        self.body.addWidget(self.grade)
        self.body.addWidget(self.words)

    @override
    def show_session(self, session: Session, row: AskedRow) -> None:
        super().show_session(session, row)
        grade = session.adverse
        self.grade.show_choice(None if grade is None else GRADES.index(grade))
        self.grade.setEnabled(not session.is_signed)
        happened = grade not in {None, AdverseGrade.NONE} or bool(session.adverse_note)
        self.words.setVisible(happened)
        self.words.show_text(session.adverse_note, editable=not session.is_signed)

    @override
    def forget(self) -> None:
        super().forget()
        self.words.forget()

    @override
    def first_field(self) -> QWidget | None:
        return self.grade.button(self.grade.choice or 0)

    def _on_grade(self, index: int) -> None:
        self.changed.emit({"adverse": None if index < 0 else GRADES[index]})

    def _on_words(self, field: str, text: str) -> None:
        self.changed.emit({field: text})
