"""The unlock page: the file's name and one password. Nothing of a patient, nothing of a folder."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget
from typing_extensions import override

from tpdn_desktop.ui.controls import PlainLabel, button, hairline
from tpdn_desktop.ui.entry.password_field import PasswordField
from tpdn_desktop.ui.field import ElidedLabel, Field
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.theme import THEME

_COLUMN_WIDTH = 380
_PLATE_FROM = 900

Plate = Callable[[QSize], QPixmap]
"""Paints the plate of the entry pages for a size in logical pixels."""


class PlateArea(QWidget):
    """Room for the plate beside the words; empty ground without one."""

    def __init__(self) -> None:
        super().__init__()
        self.plate: Plate | None = None
        self._picture: QPixmap | None = None
        self._painted_for: tuple[int, int, bool] | None = None

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.plate is None:
            return
        wanted = (self.width(), self.height(), THEME.is_dark)
        if self._picture is None or self._painted_for != wanted:
            self._picture = self.plate(self.size())
            self._painted_for = wanted
        QPainter(self).drawPixmap(0, 0, self._picture)


class UnlockPage(QWidget):
    """Asks for the password of a clinic file. The caller opens it and says how that went."""

    unlock_requested = Signal(str)
    other_file_requested = Signal()
    new_file_requested = Signal()
    demo_requested = Signal()

    def __init__(self, icons: IconSet) -> None:
        super().__init__()
        self._icons = icons
        self._is_busy = False
        self._plate = PlateArea()
        self._file = ElidedLabel("", "body", 500)
        self._file.setObjectName("file_name")
        self._file.setAccessibleDescription(self.tr("Clinic file"))
        self._password = PasswordField(icons, "password", self.tr("Password"))
        self._field = Field(self.tr("Password"), self._password)
        self._caps = _CapsHint(icons)
        self._unlock = button(
            self.tr("Unlock"), primary=True, tip=self.tr("Open the file (Enter)"), name="unlock"
        )
        self._unlock.setAutoDefault(True)
        self._other = button(
            self.tr("Choose another file"),
            tip=self.tr("Open another clinic file (Ctrl+O)"),
            name="other_file",
        )
        self._new = button(
            self.tr("New clinic file"), tip=self.tr("Set up a new clinic file"), name="new_file"
        )
        self._demo = button(
            self.tr("Open the demo clinic"),
            flat=True,
            tip=self.tr("Look around in an invented clinic"),
            name="demo",
        )
        self._busy = PlainLabel("", "secondary", tone="secondary", wrap=True)
        self._busy.setObjectName("busy_sentence")
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(4)
        self._lay_out()
        self.show_busy(busy=False)
        self._connect()

    @property
    def plate(self) -> Plate | None:
        """Paints the plate at the left; None leaves the column in the middle."""
        return self._plate.plate

    @plate.setter
    def plate(self, plate: Plate | None) -> None:
        self._plate.plate = plate
        self._plate.setVisible(plate is not None)

    def show_file(self, name: str) -> None:
        """Show which file is to be opened, by its name without folder."""
        self._file.setText(name)
        self._file_row.setVisible(bool(name))

    def show_problem(self, sentence: str) -> None:
        """Say under the field why the file did not open; typing replaces the password."""
        self.show_busy(busy=False)
        self._field.show_problem(sentence)
        self._password.setFocus(Qt.FocusReason.OtherFocusReason)
        self._password.selectAll()

    def show_busy(self, busy: bool, sentence: str = "") -> None:
        """Show that the file is being opened, or that there is a pause, in words."""
        self._is_busy = busy
        for control in (self._password, self._unlock, self._other, self._new, self._demo):
            control.setEnabled(not busy)
        self._bar.setVisible(busy)
        self._busy.setVisible(busy and bool(sentence))
        self._busy.setText(sentence)
        if busy:
            self._field.show_problem("")
        else:
            self._password.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Take the password and all words about it away."""
        self._password.forget()
        self._field.show_problem("")
        self._caps.hide()
        self.show_busy(busy=False)

    # ---------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        if self._is_busy:
            return
        if not self._password.text():
            self.show_problem(self.tr("Type the password of this file."))
            return
        self.unlock_requested.emit(self._password.text())

    def _on_edited(self) -> None:
        self._field.show_problem("")

    def _on_other(self) -> None:
        self.other_file_requested.emit()

    def _on_new(self) -> None:
        self.new_file_requested.emit()

    def _on_demo(self) -> None:
        self.demo_requested.emit()

    def _connect(self) -> None:
        self._password.returnPressed.connect(self._ask)
        self._password.textEdited.connect(self._on_edited)
        self._password.caps_lock_seen.connect(self._caps.setVisible)
        self._unlock.clicked.connect(self._ask)
        self._other.clicked.connect(self._on_other)
        self._new.clicked.connect(self._on_new)
        self._demo.clicked.connect(self._on_demo)
        self._other.setShortcut("Ctrl+O")
        order = (self._password, self._password.eye, self._unlock, self._other, self._new)
        for before, after in zip(order, (*order[1:], self._demo), strict=True):
            QWidget.setTabOrder(before, after)

    def _lay_out(self) -> None:
        self._plate.hide()
        self._unlock.setFixedHeight(max(36, self.fontMetrics().height() + 20))
        self._unlock.setMinimumWidth(110)
        self._file_row = QWidget()
        file_row = QHBoxLayout(self._file_row)
        file_row.setContentsMargins(0, 0, 0, 0)
        file_row.setSpacing(8)
        file_row.addWidget(self._icons.mark("lock", "text_secondary"))
        file_row.addWidget(self._file, 1)
        self._column()

    def _column(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(PlainLabel(self.tr("TPDN Desktop"), "splash", 600))
        motto = self.tr("Trigger points, needles, referral. On this computer only.")
        column.addWidget(PlainLabel(motto, "body", tone="secondary", wrap=True))
        column.addSpacing(20)
        column.addWidget(self._file_row)
        column.addSpacing(4)
        column.addWidget(self._field)
        column.addWidget(self._caps)
        column.addWidget(self._busy)
        column.addWidget(self._bar)
        column.addSpacing(6)
        column.addWidget(self._unlock, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(18)
        column.addWidget(hairline())
        column.addSpacing(4)
        column.addLayout(self._files())
        column.addLayout(self._looking())
        column.addStretch(3)
        words = QWidget()
        words.setFixedWidth(_COLUMN_WIDTH)
        words.setLayout(column)
        column.setContentsMargins(0, 16, 0, 16)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 0)
        row.addWidget(self._plate, 8)
        row.addStretch(1)
        row.addWidget(words)
        row.addStretch(1)

    def _looking(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(PlainLabel(self.tr("Only looking?"), "control", tone="secondary"))
        row.addWidget(self._demo)
        row.addStretch(1)
        return row

    def _files(self) -> QHBoxLayout:
        files = QHBoxLayout()
        files.setSpacing(8)
        files.addWidget(self._other)
        files.addWidget(self._new)
        files.addStretch(1)
        return files

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        # Not `fillRect`, which makes Python's form of all of Qt's gradients while the window opens.
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(THEME.colour("map_ground"))
        painter.drawRect(self.rect())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._password.setFocus(Qt.FocusReason.OtherFocusReason)


class _CapsHint(QWidget):
    """Caps Lock seems to be on."""

    def __init__(self, icons: IconSet) -> None:
        super().__init__()
        self.setObjectName("caps_lock")
        self.setProperty("notice", "caution")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(icons.mark("alert-triangle", "caution"))
        row.addWidget(PlainLabel(self.tr("Caps Lock seems to be on."), "control"), 1)
        self.hide()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(THEME.colour("caution_soft"))
        painter.drawRoundedRect(self.rect(), 3, 3)
