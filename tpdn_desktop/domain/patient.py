"""The patient: who is treated, and what must be known before a needle goes in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.moment import EARLIEST_BIRTH, age_on
from tpdn_desktop.domain.text import LINE_LIMIT, NAME_LIMIT, NOTE_LIMIT, checked

PatientId = NewType("PatientId", str)


class Sex(StrEnum):
    """As recorded by the clinic."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


class AlertScope(StrEnum):
    """How much of the patient an alert concerns."""

    WHOLE = "whole"
    ARM = "arm"
    LEG = "leg"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class PatientAlert:
    """Something to know before needling: what, where it holds, and in words.

    `code` is one of the reference table `alerts`, or "other" for an alert outside it; `text` then
    says what it is. `side` stands for an arm, a leg or a paired region; `region` is a code of the
    reference table `regions`.
    """

    code: str
    scope: AlertScope = AlertScope.WHOLE
    side: Side | None = None
    region: str | None = None
    text: str = ""
    asked_on: date | None = None

    def __post_init__(self) -> None:
        if not self.code:
            raise RuleBroken("an alert needs a code")
        checked(self.code, "alert code", limit=NAME_LIMIT)
        checked(self.text, "alert text", limit=LINE_LIMIT)
        if self.code == "other" and not self.text:
            raise RuleBroken("an alert of the kind 'other' needs words")
        if self.scope in {AlertScope.ARM, AlertScope.LEG} and self.side in {None, Side.MIDLINE}:
            raise RuleBroken("an alert for an arm or a leg needs a side, left or right")
        if (self.scope is AlertScope.REGION) != (self.region is not None):
            raise RuleBroken("an alert names a region when its scope is a region, and only then")
        if self.scope is AlertScope.WHOLE and self.side is not None:
            raise RuleBroken("an alert for the whole person has no side")


@dataclass(frozen=True, slots=True)
class Patient:
    """One patient of the clinic.

    Raises:
        RuleBroken: no family name, or a field that cannot be kept as it is.
    """

    id: PatientId
    family_name: str
    given_name: str = ""
    birth_date: date | None = None
    sex: Sex = Sex.UNKNOWN
    number: str = ""
    phone: str = ""
    email: str = ""
    referrer: str = ""
    note: str = ""
    alerts: tuple[PatientAlert, ...] = ()

    def __post_init__(self) -> None:
        if not self.family_name.strip():
            raise RuleBroken("a patient needs a family name")
        checked(self.family_name, "family name", limit=NAME_LIMIT)
        checked(self.given_name, "given name", limit=NAME_LIMIT)
        checked(self.number, "patient number", limit=NAME_LIMIT)
        checked(self.phone, "phone", limit=NAME_LIMIT)
        checked(self.email, "e-mail", limit=NAME_LIMIT)
        checked(self.referrer, "referrer", limit=LINE_LIMIT)
        checked(self.note, "note", limit=NOTE_LIMIT, multiline=True)
        if self.birth_date is not None and self.birth_date < EARLIEST_BIRTH:
            raise RuleBroken(f"the birth date must be after {EARLIEST_BIRTH.year}")

    @property
    def full_name(self) -> str:
        """Family name, given name: the order in which lists are sorted."""
        return f"{self.family_name}, {self.given_name}" if self.given_name else self.family_name

    def age_on(self, day: date) -> int | None:
        """Completed years on a day; None when the birth date is not known."""
        return None if self.birth_date is None else age_on(self.birth_date, day)
