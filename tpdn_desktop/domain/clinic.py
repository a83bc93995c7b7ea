"""The clinic and the therapist, as they stand on paper."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.needle import NeedleSize, checked_dwell_target
from tpdn_desktop.domain.text import LINE_LIMIT, NAME_LIMIT, NOTE_LIMIT, checked

DEFAULT_TRAY = (
    NeedleSize(0.30, 40),
    NeedleSize(0.25, 30),
    NeedleSize(0.20, 15),
    NeedleSize(0.30, 60),
)


@dataclass(frozen=True, slots=True)
class Therapist:
    """Who treats and signs: name, designation and licence number stand on every page."""

    name: str
    designation: str = ""
    licence_number: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise RuleBroken("a therapist needs a name")
        checked(self.name, "therapist name", limit=NAME_LIMIT)
        checked(self.designation, "designation", limit=NAME_LIMIT)
        checked(self.licence_number, "licence number", limit=NAME_LIMIT)


@dataclass(frozen=True, slots=True)
class NeedleBox:
    """An opened box of needles: size, lot and last day of use, as printed on it."""

    size: NeedleSize
    lot: str
    expires_on: date | None = None

    def __post_init__(self) -> None:
        if not self.lot.strip():
            raise RuleBroken("a box of needles needs its lot")
        checked(self.lot, "lot", limit=NAME_LIMIT)

    def is_past(self, day: date) -> bool:
        """Whether the box may no longer be used on a day."""
        return self.expires_on is not None and self.expires_on < day


@dataclass(frozen=True, slots=True)
class Clinic:
    """The clinic's letterhead, its therapist and the needles that lie ready.

    `tray` holds the needle sizes in the therapist's order; the first is the default needle.
    `aftercare` is the clinic's own text for hand-outs, one advice a line; empty means the text of
    the program. `aftercare_version` counts its editions from 0, the program's. `dwell_target_min`
    is how long needles are usually left in.
    """

    name: str
    therapist: Therapist
    address: str = ""
    phone: str = ""
    email: str = ""
    tray: tuple[NeedleSize, ...] = DEFAULT_TRAY
    is_demo: bool = False
    boxes: tuple[NeedleBox, ...] = ()
    dwell_target_min: int | None = 10
    aftercare: str = ""
    aftercare_version: int = 0

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise RuleBroken("a clinic needs a name")
        checked(self.name, "clinic name", limit=NAME_LIMIT)
        checked(self.address, "address", limit=LINE_LIMIT)
        checked(self.phone, "phone", limit=NAME_LIMIT)
        checked(self.email, "e-mail", limit=NAME_LIMIT)
        if not self.tray:
            raise RuleBroken("the needle tray holds at least one size")
        checked_dwell_target(self.dwell_target_min)
        checked(self.aftercare, "aftercare", limit=NOTE_LIMIT, multiline=True)
        if self.aftercare_version < 0:
            raise RuleBroken("editions of the aftercare count from 0")

    def with_aftercare(self, text: str) -> Clinic:
        """The clinic with another aftercare text, which is a new edition when it differs."""
        if text == self.aftercare:
            return self
        return replace(self, aftercare=text, aftercare_version=self.aftercare_version + 1)

    def lot_of(self, size: NeedleSize, day: date) -> str:
        """The lot of the first opened box of a size that may be used on a day, or nothing."""
        fit = (box.lot for box in self.boxes if box.size == size and not box.is_past(day))
        return next(fit, "")
