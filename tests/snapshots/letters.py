"""Pictures with the paper's letters: every machine has another system font."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from tests.reports.samples import RESOURCES
from tpdn_desktop.ui.theme import THEME


@contextmanager
def letters_of_paper() -> Iterator[None]:
    """Inside, the screen's pen writes in the face that is embedded in PDFs.

    Font and theme are afterwards as they were.
    """
    before, was_dark = QApplication.font(), THEME.is_dark
    ours = [
        QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / f"Inter-{weight}.ttf"))
        for weight in ("Regular", "SemiBold")
    ]
    assert -1 not in ours
    QApplication.setFont(QFont(QFontDatabase.applicationFontFamilies(ours[0])[0]))
    try:
        yield
    finally:
        QApplication.setFont(before)
        THEME.choose(dark=was_dark)
        for number in ours:
            QFontDatabase.removeApplicationFont(number)
