"""The clinic's logo: chosen as PNG or JPEG, checked and written anew, shown as paper has it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QWidget

from tpdn_desktop.domain.errors import TpdnError
from tpdn_desktop.ui.controls import button
from tpdn_desktop.ui.field import sentence
from tpdn_desktop.ui.settings.setting_row import SettingRow
from tpdn_desktop.ui.task_runner import TaskRunner

CheckLogo = Callable[[bytes], bytes]
"""Makes of a chosen file what is kept, or refuses it in a sentence."""

ROOM = QSize(150, 68)
MOST_READ = 10_000_001
"""Of a larger file no more is read: enough to see that it is too large."""


class LogoRow(SettingRow):
    """Preview, *Choose* and *Remove*. The picture is looked through off the screen's thread."""

    chosen = Signal(bytes)
    removed = Signal()

    def __init__(self, check: CheckLogo) -> None:
        self._preview = QLabel()
        self._preview.setObjectName("logo_preview")
        self._preview.setFixedSize(ROOM)
        self._preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # Paper is white in either theme, and so is the ground of a logo.
        self._preview.setStyleSheet("background: white; border: 1px solid #9AA0A6; color: #54595E;")
        self._choose = button(
            self.tr("Choose"), tip=self.tr("Choose a PNG or JPEG picture"), name="choose_logo"
        )
        self._remove = button(
            self.tr("Remove"), tip=self.tr("Take the logo off the papers"), name="remove_logo"
        )
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self._preview, self._choose, self._remove):
            row.addWidget(widget)
        super().__init__(
            self.tr("Logo"),
            self.tr("PNG or JPEG, at the head of every paper; only its picture is kept"),
            holder,
        )
        self._check = check
        self._runner = TaskRunner(self)
        self._choose.clicked.connect(self._on_choose)
        self._remove.clicked.connect(self.removed)
        self.show_logo(None)

    def show_logo(self, png: bytes | None) -> None:
        """Show what stands on the papers now."""
        picture = QPixmap()
        if png is not None and picture.loadFromData(png):
            ratio = self.devicePixelRatioF()
            shown = picture.scaled(
                (ROOM - QSize(12, 12)) * ratio,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            shown.setDevicePixelRatio(ratio)
            self._preview.setPixmap(shown)
            self._preview.setAccessibleName(self.tr("The clinic's logo"))
        else:
            self._preview.setPixmap(QPixmap())
            self._preview.setText(self.tr("no logo"))
            self._preview.setAccessibleName(self.tr("No logo"))
        self._remove.setEnabled(png is not None)

    @property
    def has_picture(self) -> bool:
        """Whether a logo is shown."""
        return not self._preview.pixmap().isNull()

    def take_file(self, path: Path) -> None:
        """Look a file through; `chosen` follows, or a sentence under the row."""
        self.show_problem("")
        self._choose.setEnabled(False)

        def work() -> bytes:
            with path.open("rb") as file:
                return self._check(file.read(MOST_READ))

        self._runner.run(work, on_success=self._on_checked, on_failure=self._on_refused)

    def stop(self) -> None:
        """Wait for a picture under way."""
        self._runner.wait()

    def _on_choose(self) -> None:
        kinds = self.tr("Pictures (*.png *.jpg *.jpeg)")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Logo of the clinic"), "", kinds)
        if path:
            self.take_file(Path(path))

    def _on_checked(self, png: bytes) -> None:
        self._choose.setEnabled(True)
        self.chosen.emit(png)

    def _on_refused(self, error: Exception) -> None:
        self._choose.setEnabled(True)
        if isinstance(error, TpdnError):
            self.show_problem(sentence(error))
        elif isinstance(error, OSError):
            self.show_problem(self.tr("That file cannot be read."))
        else:
            self.show_problem(self.tr("That picture cannot be used."))
            raise error
