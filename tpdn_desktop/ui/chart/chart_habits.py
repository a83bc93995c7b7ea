"""What a therapist has chosen once for the chart: kept between starts, on this computer."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings, Signal

from tpdn_desktop.domain.trigger_point import PressureUnit


class ChartHabits(QObject):
    """The unit of the algometer, and whether the end of a dwell is heard. Holds nothing else."""

    changed = Signal()

    def __init__(self, settings: QSettings | None = None) -> None:
        """Without settings nothing is kept beyond this run."""
        super().__init__()
        self._settings = settings
        self._unit = PressureUnit.KGF_CM2
        self._sound = False
        if settings is not None:
            kept = str(settings.value("chart/pressure_unit", self._unit.value))
            self._unit = PressureUnit(kept) if kept in set(PressureUnit) else self._unit
            self._sound = str(settings.value("chart/dwell_sound", "false")).lower() == "true"

    @property
    def pressure_unit(self) -> PressureUnit:
        """The unit in which a pressure pain threshold is typed."""
        return self._unit

    @property
    def dwell_sound(self) -> bool:
        """Whether the program sounds when a needle has been in for its time; off at first."""
        return self._sound

    def set_pressure_unit(self, unit: PressureUnit) -> None:
        """Type thresholds in this unit from now on."""
        self._unit = unit
        self._keep("chart/pressure_unit", unit.value)

    def set_dwell_sound(self, on: bool) -> None:
        """Sound at the end of a dwell, or be quiet."""
        self._sound = on
        self._keep("chart/dwell_sound", on)

    def _keep(self, name: str, value: object) -> None:
        if self._settings is not None:
            self._settings.setValue(name, value)
        self.changed.emit()
