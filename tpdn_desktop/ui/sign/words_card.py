"""The record in words: paragraph by paragraph, each can be rewritten and brought back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tpdn_desktop.domain.text import tidied
from tpdn_desktop.services.narrative import Layout, Paragraph, Section
from tpdn_desktop.ui.controls import PlainLabel, Segments, button, clear_layout
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.sign.card import Card, with_room
from tpdn_desktop.ui.theme import THEME, font

LAYOUTS = (Layout.NARRATIVE, Layout.SOAP)
MOST_LINES = 12


class WordsCard(Card):
    """Click a paragraph, or press Enter on it, to write it in your own words."""

    layout_chosen = Signal(object)
    rewritten = Signal(str, object)
    """The name of a paragraph and its words; None brings back what the program writes."""

    def __init__(self, icons: IconSet) -> None:
        super().__init__(icons, "")
        self.title.setText(self.tr("The record in words"))
        self._shown: tuple[tuple[str, tuple[str, ...]], ...] = ()
        self._views: dict[str, ParagraphView] = {}
        labels = [self.tr("Narrative"), self.tr("SOAP")]
        tips = [
            self.tr("Run on as a narrative"),
            self.tr("Under subjective, objective, assessment and plan"),
        ]
        name = self.tr("Layout of the record in words")
        self._choice = with_room(Segments(labels, name, tips=tips), labels)
        self._choice.setObjectName("words_layout")
        self._choice.show_choice(0)
        self._choice.chosen.connect(self._on_layout)
        self.head.addWidget(self._choice)
        self._column = QVBoxLayout()
        self._column.setSpacing(1)
        self.body.addLayout(self._column)

    def show_sections(self, sections: Sequence[Section], *, editable: bool) -> None:
        """Show the paragraphs; the one that is being written is left alone."""
        keys = tuple((s.title, tuple(p.name for p in s.paragraphs)) for s in sections)
        if keys != self._shown:
            self._shown = keys
            self._build(sections)
        for section in sections:
            for paragraph in section.paragraphs:
                self._views[paragraph.name].show_paragraph(paragraph, editable=editable)

    def view(self, name: str) -> ParagraphView:
        """The view of a paragraph."""
        return self._views[name]

    def close_editors(self) -> None:
        """Stop writing; what was written is kept."""
        for view in self._views.values():
            view.end()

    def forget(self) -> None:
        """Take every word away (lock, other session)."""
        self._shown = ()
        self._views.clear()
        clear_layout(self._column)

    def _build(self, sections: Sequence[Section]) -> None:
        clear_layout(self._column)
        self._views.clear()
        for index, section in enumerate(sections):
            if section.title:
                if index:
                    self._column.addSpacing(8)
                self._column.addWidget(PlainLabel(section.title, "control", 600, tone="secondary"))
            for paragraph in section.paragraphs:
                view = ParagraphView(paragraph.name)
                view.rewritten.connect(self.rewritten)
                self._views[paragraph.name] = view
                self._column.addWidget(view)

    def _on_layout(self, index: int) -> None:
        self.layout_chosen.emit(LAYOUTS[index])


class ParagraphView(QFrame):
    """One paragraph, read or written."""

    rewritten = Signal(str, object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self._written = ""
        self._text = ""
        self._editable = False
        self._label = QLabel()
        self._label.setFont(font("body"))
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.RichText)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._own = QWidget()
        self.editor: QPlainTextEdit | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6, 3, 6, 3)
        self._column.setSpacing(4)
        self._column.addWidget(self._label)
        self._make_own()
        self._column.addWidget(self._own)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    @property
    def text(self) -> str:
        """What stands there."""
        return self._text

    def show_paragraph(self, paragraph: Paragraph, *, editable: bool) -> None:
        """Show a paragraph; one that is being written keeps what is typed."""
        self._written, self._text, self._editable = paragraph.written, paragraph.text, editable
        bold, rest = _escaped(paragraph.lead), _escaped(paragraph.text[len(paragraph.lead) :])
        self._label.setText(f"<b>{bold}</b>{rest}" if bold else rest)
        self._own.setVisible(paragraph.is_edited)
        self.restore.setVisible(editable and bool(paragraph.written))
        edited = self.tr(", in your own words") if paragraph.is_edited else ""
        self.setAccessibleName(f"{paragraph.title}{edited}")
        self.setAccessibleDescription(paragraph.text)
        policy = Qt.FocusPolicy.TabFocus if editable else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
        self.setToolTip(self.tr("Write this in your own words (Enter)") if editable else "")
        self.setCursor(Qt.CursorShape.IBeamCursor if editable else Qt.CursorShape.ArrowCursor)

    def begin(self) -> None:
        """Write this paragraph in own words."""
        if not self._editable or self.editor is not None:
            return
        editor = self.editor = QPlainTextEdit(self._text)
        editor.setObjectName("own_words")
        editor.setAccessibleName(self.tr("Own words, {0}").format(self.accessibleName()))
        editor.setToolTip(self.tr("What you write stands in the record (Esc ends)"))
        editor.setFont(font("body"))
        editor.setTabChangesFocus(True)
        wide = max(200, self.width() - 30)
        lines = self._label.fontMetrics().horizontalAdvance(self._text) // wide + 2
        spacing = editor.fontMetrics().lineSpacing()
        editor.setFixedHeight(min(MOST_LINES, max(3, lines)) * spacing + 16)
        editor.textChanged.connect(self._on_typed)
        editor.installEventFilter(self)
        self._label.hide()
        self._column.insertWidget(0, editor)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.moveCursor(editor.textCursor().MoveOperation.End)

    def end(self) -> None:
        """Stop writing; what was written is kept."""
        editor, self.editor = self.editor, None
        if editor is None:
            return
        had_focus = editor.hasFocus()
        editor.removeEventFilter(self)
        self._label.show()
        editor.hide()
        editor.deleteLater()
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_own(self) -> None:
        row = QHBoxLayout(self._own)
        row.setContentsMargins(0, 0, 0, 2)
        row.setSpacing(8)
        row.addWidget(PlainLabel(self.tr("Your words"), "secondary", tone="draft"))
        self.restore = button(
            self.tr("As written"),
            flat=True,
            tip=self.tr("Bring back what the program writes from the chart"),
            name="as_written",
        )
        self.restore.clicked.connect(self._on_restore)
        row.addWidget(self.restore)
        row.addStretch(1)

    def _on_typed(self) -> None:
        if self.editor is None:
            return
        words = tidied(self.editor.toPlainText(), multiline=True)
        # Nothing typed, or the very same: there are no own words to keep.
        self.rewritten.emit(self.name, None if words in {"", self._written} else words)

    def _on_restore(self) -> None:
        if self.editor is not None:
            blocker = QSignalBlocker(self.editor)
            self.editor.setPlainText(self._written)
            blocker.unblock()
        self.end()
        self.rewritten.emit(self.name, None)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            self.end()
        elif isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()  # Esc ends the writing first, and leaves the page only then
            elif event.type() is QEvent.Type.KeyPress:
                self.end()
                return True
        return super().eventFilter(watched, event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.begin()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        if plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}:
            self.begin()
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() in {
            QEvent.Type.Enter,
            QEvent.Type.Leave,
            QEvent.Type.FocusIn,
            QEvent.Type.FocusOut,
        }:
            self.update()
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._editable or self.editor is not None:
            return
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), THEME.colour("control_hover"))
        if self.hasFocus():
            painter.setPen(THEME.colour("focus"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


def _escaped(text: str) -> str:
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # A needle size and a length stay on one line.
    kept = re.sub(r"(?<=\d) (?=×)|(?<=×) (?=\d)|(?<=\d) (?=mm\b)", "&nbsp;", plain)
    return kept.replace("\n", "<br>")
