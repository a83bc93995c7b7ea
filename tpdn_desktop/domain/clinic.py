"""The clinic and the therapist, as they stand on paper."""

from __future__ import annotations

from dataclasses import dataclass

from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.needle import NeedleSize
from tpdn_desktop.domain.text import LINE_LIMIT, NAME_LIMIT, checked

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
class Clinic:
    """The clinic's letterhead, its therapist and the needles that lie ready.

    `tray` holds the needle sizes in the therapist's order; the first is the default needle.
    """

    name: str
    therapist: Therapist
    address: str = ""
    phone: str = ""
    email: str = ""
    tray: tuple[NeedleSize, ...] = DEFAULT_TRAY
    is_demo: bool = False

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise RuleBroken("a clinic needs a name")
        checked(self.name, "clinic name", limit=NAME_LIMIT)
        checked(self.address, "address", limit=LINE_LIMIT)
        checked(self.phone, "phone", limit=NAME_LIMIT)
        checked(self.email, "e-mail", limit=NAME_LIMIT)
        if not self.tray:
            raise RuleBroken("the needle tray holds at least one size")
