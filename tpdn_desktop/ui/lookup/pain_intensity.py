"""How strong the pain that is being drawn is: eleven cells, and the pain in words below them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from tpdn_desktop.domain.pain_drawing import Pain
from tpdn_desktop.ui.controls import PlainLabel, Segments
from tpdn_desktop.ui.pain_words import pain_words

STRONGEST = 10
_TAKES_BACK = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}


class PainIntensity(QWidget):
    """0 to 10 by click, or by digits while the keyboard is on it (1 and then 0: ten)."""

    chosen = Signal(object)
    """The intensity, or None: not asked."""

    def __init__(self) -> None:
        super().__init__()
        self.cells = Segments(
            [str(n) for n in range(STRONGEST + 1)],
            self.tr("Intensity of the pain"),
            clearable=True,
            tips=[self.tr("{0} of 10 (I, then {0})").format(n) for n in range(STRONGEST + 1)],
            cell=QSize(23, 24),
        )
        self.cells.setObjectName("pain_intensity")
        self.cells.chosen.connect(self._on_chosen)
        self._words = PlainLabel("", "secondary", tone="secondary", wrap=True)
        self._words.setObjectName("pain_words")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(PlainLabel(self.tr("Intensity"), "secondary", tone="secondary"))
        row.addWidget(self.cells)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._words)

    def show_pain(self, pain: Pain) -> None:
        """Show a pain."""
        self.cells.show_choice(pain.intensity)
        drawn = pain.marks or pain.regions
        self._words.setText(pain_words(pain) if drawn else self.tr("not drawn yet"))

    def set_read_only(self, read_only: bool) -> None:  # a slot
        """Whether the intensity may only be looked at."""
        self.cells.setEnabled(not read_only)

    def begin(self) -> None:
        """Put the keyboard here: digits are intensities now."""
        self.cells.button(self.cells.choice or 0).setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def event(self, event: QEvent) -> bool:
        # The page's keys 1 to 6 are qualities; while the keyboard is here they are numbers.
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and (_digit(event) is not None or Qt.Key(event.key()) in _TAKES_BACK)
        ):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = _digit(event)
        if Qt.Key(event.key()) in _TAKES_BACK:
            self.chosen.emit(None)
        elif digit is None or not self.cells.isEnabled():
            super().keyPressEvent(event)
            return
        else:
            value = STRONGEST if digit == 0 and self.cells.choice == 1 else digit
            self.chosen.emit(value)
        self.begin()

    def _on_chosen(self, index: int) -> None:
        self.chosen.emit(index if index >= 0 else None)


def _digit(event: QKeyEvent) -> int | None:
    text = event.text()
    return int(text) if len(text) == 1 and text in "0123456789" else None
