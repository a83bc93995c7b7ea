"""The patient's pains side by side: which one is shaded now, another one, one fewer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tpdn_desktop.domain.pain_drawing import MOST_PAINS, Pain
from tpdn_desktop.ui.atlas.roomy import give_room
from tpdn_desktop.ui.controls import Segments, icon_button
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.pain_words import pain_words


class PainTabs(QWidget):
    """`Pain 1`, `Pain 2` ... with plus and minus."""

    chosen = Signal(int)
    add_asked = Signal()
    remove_asked = Signal()

    def __init__(self, icons: IconSet) -> None:
        super().__init__()
        self._number = 0
        self._read_only = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self.tabs = self._made(1)
        self.add = icon_button(icons, "plus", self.tr("Add another pain"))
        self.add.setObjectName("add_pain")
        self.add.clicked.connect(self.add_asked)
        self.remove = icon_button(icons, "minus", self.tr("Take this pain away"))
        self.remove.setObjectName("remove_pain")
        self.remove.clicked.connect(self.remove_asked)
        self._row.addWidget(self.tabs)
        self._row.addWidget(self.add)
        self._row.addWidget(self.remove)
        self._row.addStretch(1)

    def show_pains(self, pains: Sequence[Pain], current: int) -> None:
        """Show how many pains there are and which is being shaded."""
        if len(pains) != self._number:
            old, self.tabs = self.tabs, self._made(len(pains))
            self._row.replaceWidget(old, self.tabs)
            old.hide()
            old.deleteLater()
        self.tabs.show_choice(current)
        for index, pain in enumerate(pains):
            words = self.tr("Pain {0}: {1}").format(index + 1, pain_words(pain))
            self.tabs.button(index).setToolTip(words)
            self.tabs.button(index).setAccessibleName(words)
        begun = all(p.marks or p.regions or p.intensity is not None for p in pains)
        self.add.setEnabled(not self._read_only and begun and len(pains) < MOST_PAINS)
        self.remove.setEnabled(not self._read_only and len(pains) > 1)

    def set_read_only(self, read_only: bool) -> None:  # a slot
        """Whether pains may only be looked at; in force when pains are shown next."""
        self._read_only = read_only

    def _made(self, number: int) -> Segments:
        self._number = number
        words = [
            self.tr("Pain {0}").format(n + 1) if number < 4 else str(n + 1) for n in range(number)
        ]
        tabs = give_room(Segments(words, self.tr("Pain")))
        tabs.chosen.connect(self.chosen)
        return tabs
