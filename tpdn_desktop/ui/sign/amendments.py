"""What is written to a signed session afterwards: the list, and the form for one more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from tpdn_desktop.domain.signature import Amendment, AmendmentKind
from tpdn_desktop.domain.text import LINE_LIMIT, NOTE_LIMIT, tidied
from tpdn_desktop.ui.controls import PlainLabel, Segments, button, clear_layout
from tpdn_desktop.ui.field import Field, line_field
from tpdn_desktop.ui.sign.amendment_words import kind_tip, kind_words, written_words
from tpdn_desktop.ui.sign.card import with_room
from tpdn_desktop.ui.theme import font

LINES: Final = 3
WIDEST: Final = 900
KINDS: Final = tuple(AmendmentKind)


class AmendmentList(QWidget):
    """Amendments in the order they were written, each whole."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("amendments")
        self.setAccessibleName(self.tr("Amendments"))
        self._shown: tuple[Amendment, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self.hide()

    def show_amendments(self, amendments: Sequence[Amendment]) -> None:
        """Show the amendments of a session; nothing is there when there are none."""
        self.setVisible(bool(amendments))
        if tuple(amendments) == self._shown:
            return
        self._shown = tuple(amendments)
        clear_layout(self._column)
        for amendment in amendments:
            self._column.addWidget(AmendmentView(amendment))


class AmendmentView(QWidget):
    """One amendment: kind, who and when, why, what."""

    def __init__(self, amendment: Amendment) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(PlainLabel(kind_words(amendment.kind), "control", 600))
        head.addWidget(PlainLabel(written_words(amendment), "secondary", tone="secondary"), 1)
        column.addLayout(head)
        reason = PlainLabel(
            self.tr("Reason: {0}").format(amendment.reason), "secondary", tone="secondary"
        )
        text = PlainLabel(amendment.text, "control")
        for label in (reason, text):
            label.setWordWrap(True)
            label.setMinimumWidth(60)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        self.setAccessibleName(f"{kind_words(amendment.kind)}, {written_words(amendment)}")
        self.setAccessibleDescription(amendment.text)


class AmendmentForm(QWidget):
    """Kind, reason and text of an amendment. Nothing is kept before it is written down."""

    written = Signal(object, str, str)
    """Kind, reason, text."""
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMaximumWidth(WIDEST)
        labels, tips = [kind_words(k) for k in KINDS], [kind_tip(k) for k in KINDS]
        self.kind = with_room(Segments(labels, self.tr("Kind of amendment"), tips=tips), labels)
        self.kind.setObjectName("amendment_kind")
        self.kind.show_choice(0)
        self.reason = line_field(
            "amendment_reason", self.tr("Reason"), placeholder=self.tr("Why it is added now")
        )
        self.reason.setMaxLength(LINE_LIMIT)
        self._reason = Field(self.tr("Reason"), self.reason)
        self.text = QPlainTextEdit()
        self.text.setObjectName("amendment_text")
        self.text.setAccessibleName(self.tr("Text of the amendment"))
        self.text.setToolTip(self.tr("What is added; the signed session stays as it is"))
        self.text.setFont(font("body"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(LINES * self.text.fontMetrics().lineSpacing() + 20)
        self._text = Field(self.tr("What is added"), self.text)
        self._make_actions()
        self._lay_out()
        for field in (self.reason, self.text):
            field.installEventFilter(self)
        self.reason.textEdited.connect(self._on_edited)
        self.text.textChanged.connect(self._on_edited)

    def begin(self) -> None:
        """Start an amendment; what was typed before stays."""
        self.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Forget what was typed."""
        self.reason.clear()
        self.text.clear()
        self.kind.show_choice(0)
        self._on_edited()

    def show_problem(self, sentence: str) -> None:
        """Say under the text why it was not kept."""
        self._text.show_problem(sentence)

    def write(self) -> None:
        """Ask that what was typed is kept, when it is whole."""
        reason = tidied(self.reason.text())
        text = tidied(self.text.toPlainText(), multiline=True)
        if not reason:
            self._reason.show_problem(self.tr("An amendment needs a reason."))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not text:
            self._text.show_problem(self.tr("Write what is to be added."))
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        elif len(text) > NOTE_LIMIT:
            self._text.show_problem(
                self.tr("{0} characters; at most {1} are kept.").format(
                    f"{len(text):,}", f"{NOTE_LIMIT:,}"
                )
            )
        else:
            self.written.emit(KINDS[self.kind.choice or 0], reason, text)

    def _on_edited(self) -> None:
        self._reason.show_problem("")
        self._text.show_problem("")

    def _make_actions(self) -> None:
        self._write = button(
            self.tr("Add the amendment"),
            primary=True,
            tip=self.tr("Kept with the session for good (Ctrl+Enter)"),
            name="write_amendment",
        )
        self._write.clicked.connect(self.write)
        self._cancel = button(
            self.tr("Cancel"), tip=self.tr("Add nothing (Esc)"), name="cancel_amendment"
        )
        self._cancel.clicked.connect(self.cancelled)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        top = QHBoxLayout()
        top.addWidget(self.kind)
        top.addStretch(1)
        column.addLayout(top)
        column.addWidget(self._reason)
        column.addWidget(self._text)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self._cancel)
        row.addWidget(self._write)
        column.addLayout(row)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Esc and Ctrl+Enter belong to the form first, and to the page behind it only then.
        if isinstance(event, QKeyEvent) and self._act(event, only_ask=True):
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
            elif event.type() is QEvent.Type.KeyPress:
                self._act(event, only_ask=False)
            return True
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._act(event, only_ask=False):
            super().keyPressEvent(event)

    def _act(self, event: QKeyEvent, *, only_ask: bool) -> bool:
        """Do what a key means here; whether it means anything."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        writes = control and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        cancels = event.key() == Qt.Key.Key_Escape
        if only_ask:
            return writes or cancels
        if writes:
            self.write()
        elif cancels:
            self.cancelled.emit()
        return writes or cancels
