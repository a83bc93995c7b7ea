"""The strip under a signed chart: who signed and when, the amendments, and the one action."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tpdn_desktop.domain.session import Session, SessionId
from tpdn_desktop.ui.controls import PlainLabel, button, hairline
from tpdn_desktop.ui.field import ElidedLabel
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.sign.amendment_words import hash_words, number_words, signed_words
from tpdn_desktop.ui.sign.amendments import AmendmentForm, AmendmentList

MOST_HEIGHT = 320


class SignedStrip(QFrame):
    """Shown for a signed session only. Its panel opens above the bar, over nothing."""

    amendment_written = Signal(object, str, str)
    """Kind, reason, text: to be added to the session shown."""

    def __init__(self, icons: IconSet) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._id: SessionId | None = None
        self._mark = icons.mark("rosette-discount-check", "signed", 18)
        self._words = PlainLabel("", "control", 600)
        self._words.setObjectName("signed_words")
        self._hash = ElidedLabel("", "secondary", role="text_secondary")
        self._number = button("", flat=True, name="show_amendments")
        self._number.setCheckable(True)
        self._number.toggled.connect(self._on_toggled)
        self._amend = button(
            self.tr("Amend"),
            tip=self.tr("Add to the signed session, with a reason; it stays as it is"),
            name="amend",
        )
        self._amend.setIcon(icons.icon("pencil", size=16))
        self._amend.clicked.connect(self.begin)
        self.list = AmendmentList()
        self.form = AmendmentForm()
        self.form.written.connect(self.amendment_written)
        self.form.cancelled.connect(self._on_cancelled)
        self.form.hide()
        self._lay_out()
        self.hide()

    def show_session(self, session: Session | None) -> None:
        """Show the signature of a session; nothing for a draft, or for None."""
        if session is None or session.id != self._id:
            self._close()
        self._id = None if session is None else session.id
        if session is None or not session.is_signed:
            self.hide()
            self.list.show_amendments(())
            return
        self._words.setText(signed_words(session))
        self._hash.setText(hash_words(session))
        self._hash.set_tip(session.signature.record_hash if session.signature else "")
        number = len(session.amendments)
        self._number.setText(number_words(number))
        self._number.setAccessibleName(self._number.text())
        self._number.setToolTip(self.tr("Show or hide the amendments"))
        self._number.setVisible(bool(number))
        self.list.show_amendments(session.amendments)
        self._show_panel()
        self.show()

    def begin(self) -> None:
        """Open the form for an amendment."""
        self.form.begin()
        self._show_panel()

    @property
    def is_writing(self) -> bool:
        """Whether an amendment is being written."""
        return not self.form.isHidden()

    def cancel(self) -> None:
        """Put the form away; what was typed stays in it."""
        self._on_cancelled()

    def show_problem(self, sentence: str) -> None:
        """Say in the form why an amendment was not kept."""
        self.form.show_problem(sentence)

    def show_written(self) -> None:
        """The amendment is kept: the form goes, the list shows it."""
        self.form.clear()
        self.form.hide()
        self._number.setChecked(True)
        self._show_panel()
        self._amend.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        self.form.clear()
        self.form.hide()
        self._number.setChecked(False)
        self._show_panel()

    def _on_cancelled(self) -> None:
        self.form.hide()
        self._show_panel()
        self._amend.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_toggled(self) -> None:
        self._show_panel()

    def _show_panel(self) -> None:
        writes = self.is_writing
        self.list.setVisible(self._number.isChecked() or writes)
        self._panel.setVisible(writes or self._number.isChecked())
        self._amend.setEnabled(not writes)
        inside = self._panel.widget()
        if inside is not None:
            inside.adjustSize()
            self._panel.setFixedHeight(min(MOST_HEIGHT, inside.sizeHint().height() + 2))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(12, 5, 12, 5)
        row.setSpacing(10)
        for widget in (self._mark, self._words, self._hash):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._number)
        row.addWidget(self._amend)
        inside = QWidget()
        inside.setObjectName("panel")
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 6, 12, 10)
        column.setSpacing(10)
        column.addWidget(self.list)
        column.addWidget(self.form)
        self._panel = QScrollArea()
        self._panel.setWidgetResizable(True)
        self._panel.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._panel.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._panel.setWidget(inside)
        self._panel.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(hairline())
        whole.addWidget(self._panel)
        whole.addLayout(row)
