"""The head of the atlas panel: what is shown, on which side of the patient."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tpdn_desktop.atlas.reference import Muscle, Region
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.ui.atlas.roomy import give_room
from tpdn_desktop.ui.controls import PlainLabel, Segments
from tpdn_desktop.ui.fixed_words import word
from tpdn_desktop.ui.theme import THEME
from tpdn_desktop.ui.words import muscle_and_side

SIDES = (Side.RIGHT, Side.LEFT)


class AtlasHead(QWidget):
    """Name, second line, facts, and the side that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._title = PlainLabel("", "panel_title", 600, wrap=True)
        self._title.setObjectName("atlas_title")
        self._second = PlainLabel("", "secondary", tone="secondary", wrap=True)
        self._facts = PlainLabel("", "secondary", tone="secondary", wrap=True)
        self._facts.setObjectName("atlas_facts")
        self.sides = Segments(
            (self.tr("Right"), self.tr("Left")),
            self.tr("Side of the patient"),
            tips=(self.tr("Right (Ctrl+Shift+M)"), self.tr("Left (Ctrl+Shift+M)")),
        )
        self.sides.setObjectName("atlas_sides")
        give_room(self.sides)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self._title)
        column.addWidget(self._second)
        column.addWidget(self._facts)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 8)
        row.setSpacing(8)
        row.addLayout(column, 1)
        row.addWidget(self.sides, 0, Qt.AlignmentFlag.AlignTop)
        self._is_slanted = False
        THEME.changed.connect(self._slant)  # a new style sheet forgets a slant

    def show_muscle(self, muscle: Muscle, side: Side) -> None:
        """A muscle on a side."""
        layer = self.tr("{0} layer").format(word(muscle.layer.value))
        facts = f"{muscle.group.heading} · {layer}"
        self._show(muscle_and_side(muscle.name, side), facts, side)
        self._show_second(muscle.latin, slanted=True)

    def show_region(self, region: Region, side: Side, points: int) -> None:
        """A surface region on a side, and how many points reach it."""
        words = (
            self.tr("One reference point refers here.")
            if points == 1
            else self.tr("{0} reference points refer here.").format(points)
        )
        self._show(muscle_and_side(region.name, side), words, side)
        self._show_second(region.where, slanted=False)

    def show_nothing(self, muscles: int) -> None:
        """What can be done, in words."""
        self._second.hide()
        self._title.setText(self.tr("Atlas"))
        self._facts.setText(
            self.tr(
                "Click a muscle on the map, choose one in the list of {0}, or type a name, nerve, "
                "region or complaint. Under Regions, a click shows every point that refers there."
            ).format(muscles)
        )
        self.sides.hide()

    def _show(self, title: str, facts: str, side: Side) -> None:
        self._title.setText(title)
        self._facts.setText(facts)
        self.sides.setVisible(side is not Side.MIDLINE)
        if side is not Side.MIDLINE:
            self.sides.show_choice(SIDES.index(side))

    def _slant(self) -> None:
        face = self._second.font()
        face.setItalic(self._is_slanted)
        self._second.setFont(face)

    def _show_second(self, text: str, *, slanted: bool) -> None:
        self._is_slanted = slanted
        self._slant()
        self._second.setText(text)
        self._second.show()
