"""Small forms of the clinic's own content: the note about a muscle, its usual needle."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.needle import Technique
from tpdn_desktop.domain.own_content import OwnNeedle, OwnNote
from tpdn_desktop.domain.text import tidied
from tpdn_desktop.services.point_words import TECHNIQUE_WORDS
from tpdn_desktop.ui.controls import PlainLabel, button
from tpdn_desktop.ui.entry.needle_step import needle_size_from
from tpdn_desktop.ui.field import Field, line_field, sentence
from tpdn_desktop.ui.fixed_words import word
from tpdn_desktop.ui.theme import font


class _Form(QFrame):
    """Editors over *Keep*, *Remove* and *Cancel*."""

    removed = Signal()
    cancelled = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(10, 8, 10, 10)
        self.column.setSpacing(6)
        self._problem = PlainLabel("", "secondary", tone="danger", wrap=True)
        self._problem.setObjectName(f"own_{name}_problem")
        self._problem.hide()
        self.keep_button = button(
            self.tr("Keep"), primary=True, tip=self.tr("Keep it"), name=f"keep_{name}"
        )
        self.remove_button = button(
            self.tr("Remove"), tip=self.tr("Take it away"), name=f"remove_{name}"
        )
        self.remove_button.clicked.connect(self.removed)
        cancel = button(
            self.tr("Cancel"), tip=self.tr("Change nothing (Esc)"), name=f"cancel_{name}"
        )
        cancel.clicked.connect(self.cancelled)
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        for push in (self.keep_button, self.remove_button, cancel):
            self._row.addWidget(push)
        self._row.addStretch(1)

    def finish(self, *editors: QWidget) -> None:
        """Put the editors over the buttons."""
        for editor in editors:
            self.column.addWidget(editor)
        self.column.addWidget(self._problem)
        self.column.addLayout(self._row)

    def show_problem(self, words: str) -> None:
        """Say what is wrong."""
        self._problem.setText(words)
        self._problem.setVisible(bool(words))


class NoteForm(_Form):
    """The clinic's note about a muscle."""

    kept = Signal(str)

    def __init__(self) -> None:
        super().__init__("note")
        self.text = QPlainTextEdit()
        self.text.setObjectName("own_note")
        self.text.setAccessibleName(self.tr("The clinic's note about this muscle"))
        self.text.setToolTip(self.tr("Shown as own wherever the muscle is shown"))
        self.text.setFont(font("body"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * 5 + 18)
        self.finish(Field(self.tr("The clinic's note"), self.text))
        self.keep_button.clicked.connect(self._on_keep)

    def begin(self, note: OwnNote | None) -> None:
        """Write a note, or go on with this one."""
        self.text.setPlainText(note.text if note is not None else "")
        self.remove_button.setVisible(note is not None)
        self.show_problem("")
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_keep(self) -> None:
        self.kept.emit(tidied(self.text.toPlainText(), multiline=True))


class NeedleForm(_Form):
    """Size and technique with which the clinic usually needles a muscle."""

    kept = Signal(object, object)

    def __init__(self) -> None:
        super().__init__("needle")
        self.size_line = line_field("own_size", self.tr("Size"), placeholder="0.30 × 40")
        self.techniques = QComboBox()
        self.techniques.setObjectName("own_technique")
        self.techniques.setAccessibleName(self.tr("Technique"))
        self.techniques.setToolTip(self.tr("How it is usually used there"))
        self.techniques.setFont(font("body"))
        for technique in Technique:
            self.techniques.addItem(word(TECHNIQUE_WORDS[technique]), technique)
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(10)
        across.addWidget(Field(self.tr("Needle, mm"), self.size_line), 1)
        across.addWidget(Field(self.tr("Technique"), self.techniques), 1)
        self.finish(row)
        self.keep_button.clicked.connect(self._on_keep)
        self.size_line.returnPressed.connect(self._on_keep)

    def begin(self, needle: OwnNeedle | None) -> None:
        """Set a needle, or go on with this one."""
        self.size_line.setText(needle.size.label if needle is not None else "")
        technique = needle.technique if needle is not None else Technique.PISTONING
        self.techniques.setCurrentIndex(list(Technique).index(technique))
        self.remove_button.setVisible(needle is not None)
        self.show_problem("")
        self.size_line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_keep(self) -> None:
        try:
            size = needle_size_from(self.size_line.text())
        except RuleBroken as error:
            self.show_problem(sentence(error))
            return
        self.kept.emit(size, list(Technique)[self.techniques.currentIndex()])
