"""Reading the small things that stand in several places: therapist, place, size, ids once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from tpdn_desktop.domain.anatomy import BodyPlace, View
from tpdn_desktop.domain.clinic import Therapist
from tpdn_desktop.domain.needle import NeedleSize, PlannedNeedle, Technique
from tpdn_desktop.exchange.members import Members

T = TypeVar("T")

UNKNOWN_THERAPIST = Therapist("-")
"""Stands in for one with a fault, so that what else is wrong is heard."""


def therapist(m: Members) -> Therapist | None:
    """A therapist; None after a fault."""
    names = m.text("name"), m.text("designation"), m.text("licence_number")
    return m.build(lambda: Therapist(*names))


def place(m: Members) -> BodyPlace | None:
    """A place on a map; None after a fault."""
    view, x, y = m.word("view", View), m.real("x"), m.real("y")
    return m.build(lambda: BodyPlace(cast("View", view), cast("float", x), cast("float", y)))


def size(m: Members) -> Callable[[], NeedleSize]:
    """What makes the size of a needle of its two members, inside of `Members.build`."""
    diameter_mm, length_mm = m.real("diameter_mm"), m.real("length_mm")
    return lambda: NeedleSize(cast("float", diameter_mm), cast("float", length_mm))


def planned_needle(m: Members) -> PlannedNeedle | None:
    """A needle that is meant to go in; None after a fault."""
    its_size, technique = size(m), m.word("technique", Technique)
    target = m.whole("dwell_target_min")
    return m.build(lambda: PlannedNeedle(its_size(), cast("Technique", technique), target))


def all_read(members: list[Members], read: Callable[[Members], T | None]) -> tuple[T, ...]:
    """What `read` makes of each; those with a fault are left out, and the faults kept."""
    return tuple(found for m in members if (found := read(m)) is not None)


def once(members: list[Members], what: str, name: str = "id") -> list[Members]:
    """The same objects, after adding a fault to each whose id stood before."""
    seen: set[Any] = set()
    for m in members:
        refuse_twice(m, name, seen, what)
    return members


def refuse_twice(m: Members, name: str, seen: set[Any], what: str) -> None:
    """Add a fault when the value was seen before."""
    value = m.whole(name) if name == "number" else m.get(name)
    if not isinstance(value, str | int):
        return
    if value in seen:
        m.add(name, f"stands twice: {what} before has the same")
    seen.add(value)
