"""Where a point of the clinic's own refers to: regions, each essential or spill-over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tpdn_desktop.atlas.reference import Reference, Relation, Zone
from tpdn_desktop.atlas.search import fold
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.services.own_reference import zone_from
from tpdn_desktop.ui.atlas.roomy import give_room
from tpdn_desktop.ui.controls import PlainLabel, Segments, clear_layout, icon_button
from tpdn_desktop.ui.field import Field, line_field, sentence
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.theme import THEME, font

MOST_HITS: Final = 6
"""So many regions are listed without scrolling."""

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
        self.line.textEdited.connect(self._show_hits)
        self.line.installEventFilter(self)
        self.hits = QListWidget()
        self.hits.setObjectName("own_zone_hits")
        self.hits.setAccessibleName(self.tr("Regions that match"))
        self.hits.setToolTip(self.tr("Enter or a click takes the region"))
        self.hits.setFont(font("control"))
        self.hits.itemClicked.connect(self._on_hit)
        self.hits.itemActivated.connect(self._on_hit)
        self.hits.hide()
        self.line.returnPressed.connect(self._on_return)
        self.field = Field(self.tr("Pain is felt in"), self.line)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self.hits)
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
        self.clear_line()
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

    def add_typed(self) -> bool:
        """What was typed but not yet added is meant; False when it is no region."""
        typed = self.line.text().strip()
        if not typed:
            return True
        added = self.add(typed)
        if added:
            self.clear_line()
        return added

    def clear_line(self) -> None:
        """Nothing is being typed."""
        self.line.clear()
        self.hits.hide()

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

    def _show_hits(self, typed: str) -> None:
        asked = fold(typed).split()
        self.field.show_problem("")
        self.hits.clear()
        for folded, code in self._by_name.items():
            if asked and all(word in folded for word in asked):
                self.hits.addItem(self._reference.region(code).name)
        row = max(THEME.target, self.hits.fontMetrics().height() + 8)
        for place in range(self.hits.count()):
            self.hits.item(place).setSizeHint(QSize(0, row))
        self.hits.setFixedHeight(row * min(MOST_HITS, self.hits.count()) + 4)
        self.hits.setVisible(self.hits.count() > 0)

    def _on_return(self) -> None:
        """The region that is named, or else the first that matches."""
        typed = self.line.text().strip()
        if not typed:
            return
        exact = fold(typed) in self._by_name or ":" in typed
        hit = self.hits.item(0) if self.hits.isVisible() and not exact else None
        if self.add(hit.text() if hit is not None else typed):
            self.clear_line()

    def _on_hit(self, hit: QListWidgetItem) -> None:
        if self.add(hit.text()):
            self.clear_line()
            self.line.setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_key = event.type() == QEvent.Type.KeyPress
        if not (is_key and isinstance(event, QKeyEvent) and self.hits.isVisible()):
            return False
        if event.key() == Qt.Key.Key_Down:
            self.hits.setFocus()
            self.hits.setCurrentRow(0)
            return True
        return False


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
