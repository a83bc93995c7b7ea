"""How charting goes: the usual dwell, its sound, the unit of the algometer, which hand, touch."""

from __future__ import annotations

import re
from typing import Final

from typing_extensions import override

from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.needle import checked_dwell_target
from tpdn_desktop.domain.trigger_point import PressureUnit
from tpdn_desktop.ui.atlas.roomy import give_room
from tpdn_desktop.ui.chart.chart_habits import ChartHabits
from tpdn_desktop.ui.controls import Segments
from tpdn_desktop.ui.field import sentence
from tpdn_desktop.ui.settings.keeper import ClinicKeeper
from tpdn_desktop.ui.settings.section import Section
from tpdn_desktop.ui.settings.setting_row import KeptLine, SettingRow
from tpdn_desktop.ui.view_settings import Colours, ViewSettings

_MINUTES: Final = re.compile(r"(\d{1,4})\s*(?:min\w*\.?)?", re.IGNORECASE)
_UNITS: Final = (PressureUnit.KGF_CM2, PressureUnit.KPA)
_COLOURS: Final = (Colours.LIGHT, Colours.DARK, Colours.SYSTEM)


def minutes_from(text: str) -> int | None:
    """Minutes as they are typed: 10, 10 min; nothing for nothing.

    Raises:
        RuleBroken: no whole number, or outside what a needle is left in for.
    """
    if not text.strip():
        return None
    found = _MINUTES.fullmatch(text.strip())
    if found is None:
        raise RuleBroken("write whole minutes, such as 10")
    return checked_dwell_target(int(found[1]))


class ChartingSection(Section):
    """Charting and appearance. What belongs to this computer is kept beside the file, not in it."""

    def __init__(self, view: ViewSettings, habits: ChartHabits) -> None:
        super().__init__(self.tr("Charting and appearance"), "focus-2")
        self._view, self._habits = view, habits
        self._dwell = KeptLine("setting_dwell", self.tr("Left in, target time"), self._keep_dwell)
        self._dwell.setPlaceholderText(self.tr("none"))
        self._dwell.setFixedWidth(88)
        self._sound = self._choice(
            self.tr("Sound at the target time"), self.tr("No sound"), self.tr("One soft sound")
        )
        self._sound.chosen.connect(self._on_sound)
        why = self.tr("a quiet mark when it is reached; the sound is kept on this computer")
        row = SettingRow(self.tr("Left in, target time"), why, self._dwell, self._sound)
        self._dwell.row = row
        self.add(row)
        self._unit = self._choice(self.tr("Unit of the algometer"), "kgf/cm²", "kPa")
        self._unit.chosen.connect(self._on_unit)
        why = self.tr("in which a pressure pain threshold is typed; nothing kept is changed")
        self.add(SettingRow(self.tr("Pressure threshold"), why, self._unit))
        self._hand = self._choice(self.tr("Layout"), self.tr("Right hand"), self.tr("Left hand"))
        self._hand.chosen.connect(self._on_hand)
        why = self.tr("the inspector sits at the hand that charts; the figures never turn")
        self.add(SettingRow(self.tr("Layout"), why, self._hand))
        self._touch = self._choice(self.tr("Targets"), self.tr("Mouse"), self.tr("Touch"))
        self._touch.chosen.connect(self._on_touch)
        why = self.tr("targets of at least 9 mm, for gloves and pens")
        self.add(SettingRow(self.tr("Touch"), why, self._touch))
        self._colours = self._choice(
            self.tr("Appearance"),
            self.tr("Light"),
            self.tr("Dark"),
            self.tr("Follow the system"),
        )
        self._colours.chosen.connect(self._on_colours)
        why = self.tr("the map has its own light and dark drawing")
        self.add(SettingRow(self.tr("Appearance"), why, self._colours))
        self.column.addStretch(1)
        view.changed.connect(self._show_habits)
        habits.changed.connect(self._show_habits)
        self._show_habits()

    @override
    def show_clinic(self, keeper: ClinicKeeper) -> None:
        minutes = keeper.clinic.dwell_target_min
        self._dwell.show_text("" if minutes is None else self.tr("{0} min").format(minutes))
        self._show_habits()

    def _show_habits(self) -> None:
        self._sound.show_choice(int(self._habits.dwell_sound))
        self._unit.show_choice(_UNITS.index(self._habits.pressure_unit))
        self._hand.show_choice(int(self._view.inspector_left))
        self._touch.show_choice(int(self._view.large_targets))
        self._colours.show_choice(_COLOURS.index(self._view.colours))

    def _keep_dwell(self, text: str) -> str:
        try:
            minutes = minutes_from(text)
        except RuleBroken as error:
            return sentence(error)
        return self.keep(dwell_target_min=minutes)

    def _on_sound(self, index: int) -> None:
        self._habits.set_dwell_sound(bool(index))

    def _on_unit(self, index: int) -> None:
        self._habits.set_pressure_unit(_UNITS[index])

    def _on_hand(self, index: int) -> None:
        self._view.set_inspector_left(bool(index))

    def _on_touch(self, index: int) -> None:
        self._view.set_large_targets(bool(index))

    def _on_colours(self, index: int) -> None:
        self._view.choose_colours(_COLOURS[index])

    def _choice(self, name: str, *labels: str) -> Segments:
        return give_room(Segments(labels, name))
