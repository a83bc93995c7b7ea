"""The signature: who signs, what it means, the password again, and what holds it up."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from tpdn_desktop.domain.clinic import Therapist
from tpdn_desktop.domain.session import Session
from tpdn_desktop.services.finishing import Standing
from tpdn_desktop.ui.controls import PlainLabel, button
from tpdn_desktop.ui.entry.password_field import PasswordField
from tpdn_desktop.ui.field import Field
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.sign.card import Card

_MARGIN = 14


class SigningCard(Card):
    """Asks for the signature; the page gives it."""

    sign_requested = Signal(str)
    """With the password as it was typed."""

    def __init__(self, icons: IconSet) -> None:
        super().__init__(icons, "")
        self.setObjectName("card_signing")
        self._number = 0
        self._held_up = ""
        self._is_working = False
        self.head_row.hide()
        self._who = PlainLabel("", "panel_title", 600)
        self._about = PlainLabel("", "control", tone="secondary")
        words = self.tr(
            "Signing freezes the session. Later changes are amendments, each with its reason."
        )
        self._meaning = PlainLabel(words, "secondary", tone="secondary", wrap=True)
        self._holds = PlainLabel("", "control", tone="danger", wrap=True)
        self._holds.setObjectName("held_up")
        self.password = PasswordField(icons, "sign_password", self.tr("Password"))
        self.password.setToolTip(self.tr("The password of the clinic file, once more"))
        self.password.returnPressed.connect(self.ask)
        self.password.textEdited.connect(self._on_typed)
        self.password.caps_lock_seen.connect(self._on_caps)
        self._field = Field(self.tr("Password"), self.password)
        self.sign = button("", primary=True, name="sign")
        self.sign.setIcon(icons.icon("signature", "accent_text", 16))
        self.sign.setMinimumHeight(34)
        self.sign.clicked.connect(self.ask)
        self._lay_out()

    def show_signer(self, therapist: Therapist, session: Session) -> None:
        """Show who signs, and which session."""
        self._number = session.number
        self._who.setText(therapist.name)
        licence = therapist.licence_number
        about = [therapist.designation]
        about.append(
            self.tr("licence {0}").format(licence) if licence else self.tr("no licence number")
        )
        self._about.setText(" · ".join(part for part in about if part))
        self._show_button()

    def show_held_up(self, sentence: str) -> None:
        """Say what keeps the session from being signed; an empty text: nothing does."""
        self._held_up = sentence
        self._holds.setText(sentence)
        self._holds.setVisible(bool(sentence))
        self._meaning.setVisible(not sentence)
        self._give_room()
        self.show_standing(Standing.HOLDS_UP if sentence else Standing.DONE)
        self._show_button()

    def show_working(self, is_working: bool) -> None:
        """Show that the password is being checked."""
        self._is_working = is_working
        self.password.setReadOnly(is_working)
        self._show_button()

    def show_wrong(self, sentence: str) -> None:
        """Say under the field why it was not signed; the field is empty again."""
        self.password.forget()
        self._field.show_problem(sentence)
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask(self) -> None:
        """Ask for the signature with what was typed."""
        if self._is_working:
            return
        if self._held_up:
            self._field.show_problem(self.tr("It cannot be signed yet: see above."))
        elif not self.password.text():
            self._field.show_problem(self.tr("Type the password of the clinic file to sign."))
            self.password.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.sign_requested.emit(self.password.text())

    def forget(self) -> None:
        """Nothing was typed (lock, other session, signed)."""
        self.password.forget()
        self._field.show_problem("")
        self._field.show_hint("")

    @override
    def first_field(self) -> QWidget | None:
        return self.password

    def _on_typed(self) -> None:
        self._field.show_problem("")

    def _on_caps(self, seen: bool) -> None:
        self._field.show_hint(self.tr("Caps Lock seems to be on.") if seen else "")

    def _show_button(self) -> None:
        words = self.tr("Sign session {0}").format(self._number)
        self.sign.setText(self.tr("Checking the password") if self._is_working else words)
        self.sign.setAccessibleName(self.sign.text())
        self.sign.setEnabled(not self._held_up and not self._is_working)
        tip = self._held_up or self.tr("{0} (Ctrl+Enter)").format(words)
        self.sign.setToolTip(tip)

    def _give_room(self) -> None:
        # At the foot of a scroll area nobody asks how high wrapped words come out.
        wide = self.width() - 2 * _MARGIN
        self._holds.setMinimumHeight(max(0, self._holds.heightForWidth(max(120, wide))))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_room()

    def _lay_out(self) -> None:
        who = QHBoxLayout()
        who.setSpacing(10)
        who.addWidget(self._who)
        who.addWidget(self._about)
        who.addStretch(1)
        head = QVBoxLayout()
        head.setSpacing(3)
        head.addLayout(who)
        head.addWidget(self._meaning)
        head.addWidget(self._holds)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self._field, 1)
        button_column = QVBoxLayout()
        button_column.addSpacing(self._field.fontMetrics().height() + 3)
        button_column.addWidget(self.sign)
        button_column.addStretch(1)
        row.addLayout(button_column)
        self.body.addLayout(head)
        self.body.addLayout(row)
