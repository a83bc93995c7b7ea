"""What each step of the set-up asks: the file, the clinic, the password."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from tpdn_desktop.domain.clinic import Therapist
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.text import LINE_LIMIT, NAME_LIMIT, checked, tidied
from tpdn_desktop.ui.controls import Notice, PlainLabel, button
from tpdn_desktop.ui.entry.password_field import PasswordField
from tpdn_desktop.ui.entry.password_strength import LEAST_LENGTH, Strength, strength
from tpdn_desktop.ui.field import Field, line_field, sentence
from tpdn_desktop.ui.icons import IconSet

FILE_ENDING = ".tpdn"


class SetupStep(QWidget):
    """One step: says what is wrong with it, and in a few words what was decided."""

    def __init__(self, title: str, why: str) -> None:
        super().__init__()
        self.title = title
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.column.addWidget(PlainLabel(title, "page_title", 600))
        self.column.addWidget(PlainLabel(why, "body", wrap=True))
        self.column.addSpacing(4)

    def check(self) -> bool:
        """Whether all is right; what is not is said at its field, the first gets the keyboard."""
        wrong = [f for f in self.findChildren(Field) if f.problem]
        if wrong:
            wrong[0].editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return not wrong

    def summary(self) -> str:
        """What was decided, in a few words."""
        return ""

    def focus_first(self) -> None:
        """Put the keyboard where this step begins."""


class FileStep(SetupStep):
    """Where the file lives."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("Where the file lives"),
            self.tr(
                "Everything is kept in one encrypted file on this computer. Choose a folder that "
                "is backed up."
            ),
        )
        self._path = line_field("clinic_path", self.tr("Clinic file"))
        self._field = Field(self.tr("Clinic file"), self._path)
        self._choose = button(
            self.tr("Choose a place"), tip=self.tr("Choose folder and name"), name="choose_path"
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._field, 1)
        side = QVBoxLayout()
        side.addSpacing(self._path.fontMetrics().height() + 2)
        side.addWidget(self._choose)
        side.addStretch(1)
        row.addLayout(side)
        self.column.addLayout(row)
        self._dialog: QFileDialog | None = None
        self._choose.clicked.connect(self._on_choose)
        self._path.textEdited.connect(self._on_edited)

    def show_path(self, path: str) -> None:
        """Propose a path."""
        self._path.setText(path)
        self._path.setCursorPosition(len(path))

    @property
    def path(self) -> str:
        """The path of the file to be made, with its ending."""
        typed = self._path.text().strip()
        return typed if not typed or Path(typed).suffix else typed + FILE_ENDING

    @override
    def check(self) -> bool:
        self._field.show_problem(self._problem())
        return super().check()

    @override
    def summary(self) -> str:
        path = Path(self.path)
        return self.tr("{folder}, {file}").format(folder=path.parent.name, file=path.name)

    @override
    def focus_first(self) -> None:
        self._path.setFocus(Qt.FocusReason.OtherFocusReason)

    def _problem(self) -> str:
        if not self.path or "\0" in self.path:
            return self.tr("Choose a file name, such as clinic.tpdn.")
        path = Path(self.path)
        if not path.is_absolute():
            return self.tr("Write the whole path of the file, with its folder.")
        try:
            if path.exists():
                return self.tr("A file of that name is already there. Choose another name.")
        except OSError:
            return self.tr("A file cannot have that name. Choose another.")
        # The folder itself may be made later; its nearest ancestor must let that happen.
        folder = next((p for p in path.parents if p.exists()), None)
        if folder is None or not folder.is_dir() or not os.access(folder, os.W_OK):
            return self.tr("No file can be made in that folder. Choose another.")
        return ""

    def _on_edited(self, _text: str) -> None:
        self._field.show_problem("")

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Where the file lives"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Clinic files (*.tpdn)"))
        dialog.setDefaultSuffix(FILE_ENDING[1:])
        if self.path:
            dialog.setDirectory(str(Path(self.path).parent))
            dialog.selectFile(Path(self.path).name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_chosen)
        dialog.open()

    def _on_chosen(self, path: str) -> None:
        self.show_path(path)
        self._on_edited(path)


class ClinicStep(SetupStep):
    """You and the clinic, as they stand on paper."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("You and the clinic"),
            self.tr("This stands at the head and foot of every page on paper."),
        )
        self._lines: dict[str, QLineEdit] = {}
        self._fields: dict[str, Field] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for place, (name, label, example) in enumerate(
            (
                ("therapist", self.tr("Your name"), ""),
                ("designation", self.tr("Designation"), self.tr("Physiotherapist")),
                ("licence_number", self.tr("Licence number"), ""),
                ("clinic", self.tr("Clinic name"), ""),
                ("address", self.tr("Address"), ""),
                ("phone", self.tr("Phone"), ""),
                ("email", self.tr("E-mail"), ""),
            )
        ):
            line = line_field(f"clinic_{name}", label, placeholder=example)
            line.textEdited.connect(self._on_edited)
            self._lines[name] = line
            self._fields[name] = Field(label, line)
            grid.addWidget(self._fields[name], place // 2, place % 2)
        self.column.addLayout(grid)

    def text(self, name: str) -> str:
        """What was typed into a field, tidied."""
        return tidied(self._lines[name].text())

    @property
    def therapist(self) -> Therapist:
        """The therapist as typed; to be asked for when `check` is content."""
        return Therapist(
            self.text("therapist"), self.text("designation"), self.text("licence_number")
        )

    @override
    def check(self) -> bool:
        for name, field in self._fields.items():
            limit = LINE_LIMIT if name == "address" else NAME_LIMIT
            label = self._lines[name].accessibleName().lower()
            try:
                checked(self.text(name), label, limit=limit)
            except RuleBroken as error:
                field.show_problem(sentence(error))
            else:
                field.show_problem("")
        if not self.text("therapist"):
            self._fields["therapist"].show_problem(self.tr("A therapist needs a name."))
        if not self.text("clinic"):
            self._fields["clinic"].show_problem(self.tr("A clinic needs a name."))
        return super().check()

    @override
    def summary(self) -> str:
        licence = self.text("licence_number")
        parts = [self.text("therapist")]
        if licence:
            parts.append(self.tr("licence {number}").format(number=licence))
        return ", ".join(parts)

    @override
    def focus_first(self) -> None:
        self._lines["therapist"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_edited(self, _text: str) -> None:
        for name, line in self._lines.items():
            if line.hasFocus():
                self._fields[name].show_problem("")


class PasswordStep(SetupStep):
    """The password, twice."""

    def __init__(self, icons: IconSet) -> None:
        super().__init__(
            self.tr("Password"),
            self.tr("It opens the file, each time. Three or four words that do not belong together "
                    "are easy to keep in mind and hard to guess."),
        )  # fmt: skip
        self._first = PasswordField(icons, "new_password", self.tr("Password"))
        self._second = PasswordField(icons, "password_again", self.tr("The same once more"))
        self._first_field = Field(self.tr("Password"), self._first)
        self._second_field = Field(self.tr("The same once more"), self._second)
        self.column.addWidget(
            Notice(
                self.tr("A lost password cannot be recovered"),
                self.tr(
                    "Without it nobody can open the file, not even its makers. Write it down and "
                    "lock it away with the paper records."
                ),
                "caution",
                icons,
            )
        )
        for field in (self._first_field, self._second_field):
            field.setMaximumWidth(380)
            self.column.addWidget(field)
        self._first.textChanged.connect(self._on_edited)
        self._second.textChanged.connect(self._on_second_edited)
        self._first.caps_lock_seen.connect(self._on_caps_lock)
        # Tab goes from password to password; the eyes come after both.
        QWidget.setTabOrder(self._first, self._second)
        QWidget.setTabOrder(self._second, self._first.eye)
        QWidget.setTabOrder(self._first.eye, self._second.eye)
        self._caps = False
        self._show_strength()

    @property
    def password(self) -> str:
        """The password as typed."""
        return self._first.text()

    def forget(self) -> None:
        """Take both passwords away."""
        self._first.forget()
        self._second.forget()

    @override
    def check(self) -> bool:
        short = strength(self.password) is Strength.TOO_SHORT
        words = self.tr("A password has at least {n} characters.").format(n=LEAST_LENGTH)
        self._first_field.show_problem(words if short else "")
        differs = not short and self._second.text() != self.password
        self._second_field.show_problem(
            self.tr("The two passwords differ. Type the same once more.") if differs else ""
        )
        return super().check()

    @override
    def summary(self) -> str:
        return self.tr("{strength}, {n} characters").format(
            strength=self._strength_word(), n=len(self.password)
        )

    @override
    def focus_first(self) -> None:
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _strength_word(self) -> str:
        return {
            Strength.TOO_SHORT: self.tr("too short"),
            Strength.WEAK: self.tr("weak"),
            Strength.FAIR: self.tr("fair"),
            Strength.GOOD: self.tr("good"),
            Strength.STRONG: self.tr("strong"),
        }[strength(self.password)]

    def _show_strength(self) -> None:
        parts = []
        if not self.password:
            parts.append(self.tr("At least {n} characters").format(n=LEAST_LENGTH))
        else:
            count = self.tr("{n} characters").format(n=len(self.password))
            parts.append(f"{self._strength_word().capitalize()} · {count}")
        if self._caps:
            parts.append(self.tr("Caps Lock seems to be on"))
        self._first_field.show_hint(" · ".join(parts))

    def _on_edited(self, _text: str) -> None:
        self._first_field.show_problem("")
        self._show_strength()

    def _on_second_edited(self, _text: str) -> None:
        self._second_field.show_problem("")

    def _on_caps_lock(self, on: bool) -> None:
        self._caps = on
        self._show_strength()
