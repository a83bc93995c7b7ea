"""How the window looks and is held: colours, size of targets, which hand. Kept between starts."""

from __future__ import annotations

import math
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from tpdn_desktop.ui.theme import THEME, system_is_dark

TARGET_MM: Final = 9.0
"""The least height of what a finger shall hit."""

LEAST_TARGET: Final = 34
MOST_TARGET: Final = 64
"""Bounds in logical pixels: some screens tell a size that cannot be true."""


class Colours(StrEnum):
    """Which theme is wanted."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class ViewSettings(QObject):
    """The settings of the view; every change is kept and announced at once."""

    changed = Signal()

    def __init__(self, settings: QSettings, colours: Colours = Colours.SYSTEM) -> None:
        """Read what was kept; `colours` other than the system's hold for this run instead."""
        super().__init__()
        self._settings = settings
        kept = str(settings.value("view/colours", Colours.SYSTEM))
        self._colours = Colours(kept) if kept in set(Colours) else Colours.SYSTEM
        if colours is not Colours.SYSTEM:
            self._colours = colours
        self._large_targets = _flag(settings, "view/large_targets")
        self._inspector_left = _flag(settings, "view/inspector_left")
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    @property
    def colours(self) -> Colours:
        """Which theme is wanted."""
        return self._colours

    @property
    def large_targets(self) -> bool:
        """Whether controls are made for fingers."""
        return self._large_targets

    @property
    def inspector_left(self) -> bool:
        """Whether the inspector stands at the left and the lists at the right."""
        return self._inspector_left

    def choose_colours(self, colours: Colours) -> None:
        """Take a theme, and keep the choice."""
        self._colours = colours
        self._keep("view/colours", colours.value)

    def set_large_targets(self, on: bool) -> None:
        """Make controls large enough for fingers, or dense."""
        self._large_targets = on
        self._keep("view/large_targets", on)

    def set_inspector_left(self, on: bool) -> None:
        """Put the inspector at the left hand, or at the right."""
        self._inspector_left = on
        self._keep("view/inspector_left", on)

    @property
    def is_dark(self) -> bool:
        """Whether the dark theme is to be shown now."""
        if self._colours is Colours.SYSTEM:
            return system_is_dark()
        return self._colours is Colours.DARK

    def put_on(self, app: QApplication) -> None:
        """Dress the program in the theme and the size of targets that are wanted."""
        THEME.use(app, dark=self.is_dark, target=target_pixels() if self._large_targets else 0)

    def _on_system_changed(self) -> None:
        if self._colours is Colours.SYSTEM:
            self.changed.emit()

    def _keep(self, name: str, value: object) -> None:
        self._settings.setValue(name, value)
        self.changed.emit()


def target_pixels() -> int:
    """`TARGET_MM` on the main screen in logical pixels, within what is plausible."""
    screen = QGuiApplication.primaryScreen()
    dots = screen.physicalDotsPerInch() if screen is not None else 96.0
    return min(MOST_TARGET, max(LEAST_TARGET, math.ceil(TARGET_MM / 25.4 * dots)))


def _flag(settings: QSettings, name: str) -> bool:
    return str(settings.value(name, "false")).lower() == "true"
