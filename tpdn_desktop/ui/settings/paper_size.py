"""The size of paper that is used unless said otherwise: kept on this computer, as printers are."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QLocale, QObject, QSettings, Signal

_LETTER_LANDS: Final = frozenset(
    (
        *(QLocale.Country.UnitedStates, QLocale.Country.Canada, QLocale.Country.Mexico),
        *(QLocale.Country.Philippines, QLocale.Country.Chile, QLocale.Country.Colombia),
        *(QLocale.Country.Venezuela, QLocale.Country.PuertoRico),
    )
)


class PaperSize(QObject):
    """A4 or Letter; before anything was chosen, what the computer's country uses."""

    changed = Signal()

    def __init__(self, settings: QSettings) -> None:
        super().__init__()
        self._settings = settings
        kept = str(settings.value("paper/size", ""))
        usual = QLocale.system().territory() in _LETTER_LANDS
        self._letter = kept == "letter" if kept in {"a4", "letter"} else usual

    @property
    def letter(self) -> bool:
        """Whether papers are made for Letter."""
        return self._letter

    def choose(self, *, letter: bool) -> None:
        """Make papers of this size from now on."""
        self._letter = letter
        self._settings.setValue("paper/size", "letter" if letter else "a4")
        self.changed.emit()
