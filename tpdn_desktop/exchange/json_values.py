"""Values of the domain as JSON: nothing unknown, times in whole seconds, whole numbers short."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from tpdn_desktop.domain.anatomy import BodyPlace
from tpdn_desktop.domain.clinic import Therapist
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.needle import NeedleSize, PlannedNeedle


def known(**members: Any) -> dict[str, Any]:
    """The members that are known, each as JSON: no nulls and no empty text.

    Raises:
        RuleBroken: a time has a fraction of a second, which the format does not keep.
    """
    return {
        name: as_json(value) for name, value in members.items() if value is not None and value != ""
    }


def as_json(value: Any) -> Any:
    """One value as JSON."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime):
        return _time(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _time(moment: datetime) -> str:
    if moment.microsecond:
        raise RuleBroken("a time in the record has a fraction of a second; the format keeps none")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def therapist(who: Therapist) -> dict[str, Any]:
    """A therapist."""
    return known(name=who.name, designation=who.designation, licence_number=who.licence_number)


def place(where: BodyPlace) -> dict[str, Any]:
    """A place on a map."""
    return known(view=where.view, x=where.x, y=where.y)


def size(of: NeedleSize) -> dict[str, Any]:
    """The two members that say how big a needle is."""
    return {"diameter_mm": as_json(of.diameter_mm), "length_mm": as_json(of.length_mm)}


def planned_needle(plan: PlannedNeedle) -> dict[str, Any]:
    """A needle that is meant to go in."""
    return size(plan.size) | known(technique=plan.technique, dwell_target_min=plan.dwell_target_min)
