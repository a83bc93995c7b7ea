"""The inline panel "Protect with a password": typed twice, how strong it is, then saved."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from tpdn_desktop.ui.controls import PlainLabel, button, icon_button
from tpdn_desktop.ui.entry.password_field import PasswordField
from tpdn_desktop.ui.entry.password_strength import LEAST_LENGTH, Strength, strength
from tpdn_desktop.ui.field import Field
from tpdn_desktop.ui.icons import IconSet


class ProtectPanel(QFrame):
    """Asks for the password of one PDF. What was typed is gone when the panel closes."""

    save_requested = Signal(str)
    """The password, typed twice alike."""
    closed = Signal()

    def __init__(self, icons: IconSet) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._first = PasswordField(icons, "paper_password", self.tr("Password of the PDF"))
        self._second = PasswordField(icons, "paper_password_again", self.tr("The same once more"))
        self._first_field = Field(self.tr("Password of the PDF"), self._first)
        self._second_field = Field(self.tr("The same once more"), self._second)
        self._save = button(
            self.tr("Save protected PDF"),
            primary=True,
            tip=self.tr("Save the PDF so that it opens with this password only (Enter)"),
            name="save_protected",
        )
        self._caps = False
        self._lay_out(icons)
        self._save.clicked.connect(self._on_save)
        self._first.textChanged.connect(self._on_first)
        self._second.textChanged.connect(self._on_second)
        self._first.caps_lock_seen.connect(self._on_caps_lock)
        # Tab goes from password to password and on to saving; the eyes come after.
        QWidget.setTabOrder(self._first, self._second)
        QWidget.setTabOrder(self._second, self._save)
        QWidget.setTabOrder(self._save, self._first.eye)
        QWidget.setTabOrder(self._first.eye, self._second.eye)
        self._show_strength()
        self.hide()

    def _lay_out(self, icons: IconSet) -> None:
        title = PlainLabel(self.tr("Protect with a password"), "body", 600)
        advice = PlainLabel(
            self.tr(
                "The PDF opens with this password only (AES-256). Tell it by another way than the "
                "file takes. A lost password cannot be recovered; the session stays as it is."
            ),
            "secondary",
            tone="secondary",
            wrap=True,
        )
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(title)
        words.addWidget(advice)
        words.addStretch(1)
        away = icon_button(icons, "x", self.tr("Close without saving (Esc)"), framed=False)
        away.clicked.connect(self.close_panel)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(16)
        row.addLayout(words, 1)
        for field in (self._first_field, self._second_field):
            field.setFixedWidth(280)
            row.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._save, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)

    def open(self) -> None:
        """Show the panel, ready for typing."""
        self.show()
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_panel(self) -> None:
        """Take away the panel and what was typed."""
        self.forget()
        self.hide()
        self.closed.emit()

    def forget(self) -> None:
        """Take both passwords away."""
        self._first.forget()
        self._second.forget()

    def show_problem(self, words: str) -> None:
        """Say under the first field why the password cannot be taken."""
        self._first_field.show_problem(words)

    def _on_save(self) -> None:
        password = self._first.text()
        short = strength(password) is Strength.TOO_SHORT
        differs = not short and self._second.text() != password
        self._first_field.show_problem(
            self.tr("A password has at least {n} characters.").format(n=LEAST_LENGTH)
            if short
            else ""
        )
        self._second_field.show_problem(
            self.tr("The two passwords differ. Type the same once more.") if differs else ""
        )
        if short or differs:
            (self._first if short else self._second).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.save_requested.emit(password)

    def _on_first(self, _text: str) -> None:
        self._first_field.show_problem("")
        self._show_strength()

    def _on_second(self, _text: str) -> None:
        self._second_field.show_problem("")

    def _on_caps_lock(self, on: bool) -> None:
        self._caps = on
        self._show_strength()

    def _show_strength(self) -> None:
        password = self._first.text()
        parts = [self.tr("At least {n} characters").format(n=LEAST_LENGTH)]
        if password:
            count = self.tr("{n} characters").format(n=len(password))
            parts = [f"{self._strength_word(password)} · {count}"]
        if self._caps:
            parts.append(self.tr("Caps Lock seems to be on"))
        self._first_field.show_hint(" · ".join(parts))

    def _strength_word(self, password: str) -> str:
        return {
            Strength.TOO_SHORT: self.tr("Too short"),
            Strength.WEAK: self.tr("Weak"),
            Strength.FAIR: self.tr("Fair"),
            Strength.GOOD: self.tr("Good"),
            Strength.STRONG: self.tr("Strong"),
        }[strength(password)]

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_save()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)
