"""Electrical stimulation through needles: the settings that must be in the record to repeat it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.text import NAME_LIMIT, checked

# Wider than any stimulator for needles goes; beyond lies a slip of the keyboard.
FREQUENCY_HZ = (0.1, 1000.0)
PULSE_WIDTH_US = (10.0, 10_000.0)
INTENSITY_MA = (0.0, 100.0)
MINUTES = (1, 180)


@dataclass(frozen=True, slots=True)
class Stimulation:
    """How current ran through a needle. None and empty text mean that it was not noted.

    `leads` names the pair of needles that one channel connects, in the therapist's words ("A:
    1-2"). Frequency is in Hz, pulse width in µs, intensity in mA.

    Raises:
        RuleBroken: a setting that no stimulator has.
    """

    device: str = ""
    leads: str = ""
    frequency_hz: float | None = None
    pulse_width_us: float | None = None
    intensity_ma: float | None = None
    minutes: int | None = None

    def __post_init__(self) -> None:
        checked(self.device, "stimulator", limit=NAME_LIMIT)
        checked(self.leads, "lead pair", limit=NAME_LIMIT)
        for value, what, (least, most) in (
            (self.frequency_hz, "the frequency in Hz", FREQUENCY_HZ),
            (self.pulse_width_us, "the pulse width in µs", PULSE_WIDTH_US),
            (self.intensity_ma, "the intensity in mA", INTENSITY_MA),
            (self.minutes, "the minutes of stimulation", MINUTES),
        ):
            if value is not None and not (math.isfinite(value) and least <= value <= most):
                raise RuleBroken(f"{what} is {least:g} to {most:g}")
