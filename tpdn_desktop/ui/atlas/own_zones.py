"""Where a point of the clinic's own refers to: regions, each essential or spill-over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from tpdn_desktop.atlas.reference import Reference, Relation, Zone
from tpdn_desktop.atlas.search import fold
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.services.own_reference import zone_from
from tpdn_desktop.ui.atlas.roomy import give_room
from tpdn_desktop.ui.controls import PlainLabel, Segments, clear_layout, icon_button
from tpdn_desktop.ui.field import Field, line_field, sentence
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.theme import font

_RELATIONS: Final = (Relation.SAME, Relation.CONTRA, Relation.BOTH)


@dataclass(frozen=True, slots=True)
class ChosenZone:
    """One zone of the list."""

    zone: Zone
    essential: bool


class OwnZones(QWidget):
    """A field that adds a region by name, and a row for each zone."""

    changed = Signal()

    def __init__(self, reference: Reference, icons: IconSet) -> None:
        super().__init__()
        self._reference = reference
        self._icons = icons
        self._zones: list[ChosenZone] = []
        self._paired = True
        self._by_name = {fold(r.name): r.code for r in reference.regions.values()}
        self.line = line_field(
            "own_zone", self.tr("Add a region"), placeholder=self.tr("Region, then Enter")
        )
        names = [region.name for region in reference.regions.values()]
        completer = QCompleter(names, self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self._on_completed, Qt.ConnectionType.QueuedConnection)
        self.line.setCompleter(completer)
        self.line.returnPressed.connect(self._on_return)
        self.field = Field(self.tr("Pain is felt in"), self.line)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addLayout(self._rows)

    @property
    def essential(self) -> tuple[str, ...]:
        """The essential zones as the tables write them."""
        return tuple(chosen.zone.written for chosen in self._zones if chosen.essential)

    @property
    def spillover(self) -> tuple[str, ...]:
        """The spill-over zones as the tables write them."""
        return tuple(chosen.zone.written for chosen in self._zones if not chosen.essential)

    def show_zones(
        self, essential: tuple[str, ...], spillover: tuple[str, ...], *, paired: bool
    ) -> None:
        """Begin with these; `paired` is whether the muscle has another side."""
        self._paired = paired
        self._zones = []
        for codes, strong in ((essential, True), (spillover, False)):
            for code in codes:
                try:
                    self._zones.append(ChosenZone(zone_from(code, self._reference.regions), strong))
                except RuleBroken as error:
                    self.field.show_problem(sentence(error))
        self.line.clear()
        self._show_rows()

    def add(self, typed: str) -> bool:
        """Add a region by name or code; False when it cannot be, which is said under the field."""
        code = self._by_name.get(fold(typed.strip()), typed.strip())
        try:
            zone = zone_from(code, self._reference.regions)
        except RuleBroken as error:
            self.field.show_problem(sentence(error))
            return False
        if any(chosen.zone == zone for chosen in self._zones):
            self.field.show_problem(self.tr("That region is in the list."))
            return False
        self.field.show_problem("")
        self._zones.append(ChosenZone(zone, essential=True))
        self._show_rows()
        self.changed.emit()
        return True

    def add_typed(self) -> None:
        """What was typed but not yet added is meant."""
        self._on_return()

    def change(self, place: int, chosen: ChosenZone | None) -> None:
        """Change a zone of the list; None takes it out."""
        self._zones[place : place + 1] = [chosen] if chosen is not None else []
        self._show_rows()
        self.changed.emit()

    def _show_rows(self) -> None:
        clear_layout(self._rows)
        for place, chosen in enumerate(self._zones):
            name = self._reference.region(chosen.zone.region).name
            paired = self._paired and self._reference.region(chosen.zone.region).paired
            self._rows.addWidget(_ZoneRow(self, place, chosen, name, self._icons, paired=paired))

    def _on_return(self) -> None:
        if self.line.text().strip() and self.add(self.line.text()):
            self.line.clear()

    def _on_completed(self, name: str) -> None:
        if self.line.text().strip() and self.add(name):
            self.line.clear()


class _ZoneRow(QWidget):
    """A region, how strongly, on which side, and away with it."""

    def __init__(
        self,
        zones: OwnZones,
        place: int,
        chosen: ChosenZone,
        name: str,
        icons: IconSet,
        *,
        paired: bool,
    ) -> None:
        super().__init__()
        self._zones, self._place, self._chosen = zones, place, chosen
        head = QHBoxLayout()
        head.addWidget(PlainLabel(name, "control", 500, wrap=True), 1)
        remove = icon_button(icons, "trash", self.tr("Take {0} out").format(name))
        remove.setObjectName(f"remove_zone_{place}")
        remove.clicked.connect(self._on_remove)
        head.addWidget(remove)
        strength = give_room(Segments((self.tr("Essential"), self.tr("Spill-over")), name))
        strength.setObjectName(f"zone_strength_{place}")
        strength.show_choice(0 if chosen.essential else 1)
        strength.chosen.connect(self._on_strength)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(strength)
        if paired:
            foot.addWidget(self._sides(name))
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(3)
        column.addLayout(head)
        column.addLayout(foot)

    def _sides(self, name: str) -> QComboBox:
        sides = QComboBox()
        sides.setObjectName(f"zone_side_{self._place}")
        sides.setFont(font("control"))
        sides.addItems([self.tr("same side"), self.tr("other side"), self.tr("both sides")])
        sides.setCurrentIndex(_RELATIONS.index(self._chosen.zone.relation))
        sides.setAccessibleName(self.tr("{0}: side").format(name))
        sides.setToolTip(self.tr("On which side of the body, seen from the muscle"))
        sides.activated.connect(self._on_side)
        return sides

    def _on_remove(self) -> None:
        self._zones.change(self._place, None)

    def _on_strength(self, index: int) -> None:
        self._zones.change(self._place, replace(self._chosen, essential=index == 0))

    def _on_side(self, index: int) -> None:
        zone = replace(self._chosen.zone, relation=_RELATIONS[index])
        self._zones.change(self._place, replace(self._chosen, zone=zone))
