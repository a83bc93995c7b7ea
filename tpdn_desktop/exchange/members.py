"""Taking members out of a document of known shape, with the place of each fault."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final, TypeVar

from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.text import NOTE_LIMIT, checked
from tpdn_desktop.exchange.refusal import FaultList

T = TypeVar("T")

MULTILINE: Final = frozenset(
    {
        *("complaint", "goal", "response", "aftercare", "plan", "note"),
        *("after_last_time", "adverse_note"),
    }
)
"""Texts of several lines, wherever they stand; other texts are of one line unless asked for."""

# Which member a rule of the domain speaks of, by the beginning of its sentence. A rule that is not
# listed is reported at the object.
_BLAMED: Final = (
    ("a patient needs a family name", "family_name"),
    ("the birth date", "birth_date"),
    ("an alert of the kind", "text"),
    ("an alert for", "side"),
    ("an alert names a region", "region"),
    ("a therapist needs a name", "name"),
    ("a session cannot end", "ended_at"),
    ("the end of treatment", "ended_at"),
    ("the time of treatment", "started_at"),
    ("the time of entry", "entered_at"),
    ("side is", "side"),
    ("a twitch that was elicited", "sought"),
    ("a twitch has a count", "elicited"),
    ("the depth", "depth_mm"),
    ("a needle cannot be removed", "removed_at"),
    ("a needle cannot be placed", "opened_at"),
    ("a needle cannot be wasted", "opened_at"),
    ("the time a needle was opened", "opened_at"),
    ("the time a needle was removed", "removed_at"),
    ("the time a needle was placed", "placed_at"),
    ("the time a needle was wasted", "wasted_at"),
    ("the time of the final count", "counted_at"),
    ("the time of signing", "signed_at"),
    ("the time of an", "written_at"),  # amendment, override
    ("the time of a note", "written_at"),
    ("the time a reference point was retired", "retired_at"),
    ("the pressure pain threshold", "value"),
    ("a point that was confirmed", "planned"),
    ("a palpated point stands twice", "palpated"),
    ("an override stands twice", "overrides"),
    ("a paragraph stands twice", "narrative"),
    ("a draft carries neither", "state"),
    ("a session with needles in", "signature"),
    ("a session with opened needles", "signature"),
    ("an amendment needs a reason", "reason"),
    ("an amendment needs a text", "text"),
    ("going past a caution", "reason"),
    ("the id of an own reference point", "id"),
    ("a reference point needs a name", "name"),
    ("an own reference point is stored", "place"),
    ("a note about a muscle needs", "text"),
    ("the note about a muscle stands twice", "notes"),
    ("the needle of a muscle stands twice", "needles"),
    ("a protocol needs a name", "name"),
)


class Members:
    """The members of one object of the document."""

    def __init__(self, values: Any, path: str, faults: FaultList) -> None:
        self.path = path
        self.faults = faults
        self._values: Mapping[str, Any] = values if isinstance(values, dict) else {}
        whole = not faults.is_at(path) and not faults.is_in_member_of(path)
        self._usable = isinstance(values, dict) and whole

    def is_good(self, *names: str) -> bool:
        """Whether no fault was found in any of these members."""
        return not self.faults.is_at(self.path, *(f"{self.path}.{name}" for name in names))

    def add(self, name: str, reason: str) -> None:
        """Report a fault of a member whose value the rules of the domain may still judge."""
        self.faults.add(f"{self.path}.{name}", reason)

    def _spoil(self, name: str, reason: str) -> None:
        """Report a member that has no value to judge."""
        self._usable = False
        self.add(name, reason)

    def has(self, name: str) -> bool:
        """Whether the member is there."""
        return name in self._values

    def get(self, name: str, *, multiline: bool | None = None) -> Any:
        """The member as it stands, or None; text is checked for characters that cannot be kept."""
        value = self._values.get(name)
        if isinstance(value, str) and self.is_good(name):
            several = name in MULTILINE if multiline is None else multiline
            try:
                checked(value, "it", limit=NOTE_LIMIT, multiline=several)
            except RuleBroken as error:
                self._spoil(name, str(error).removeprefix("it "))
        return value

    def text(self, name: str, *, multiline: bool | None = None) -> str:
        """The text, or empty text when it is left out.

        `multiline` says whether it may have several lines where its name alone does not (see
        `MULTILINE`).
        """
        value = self.get(name, multiline=multiline)
        return value if isinstance(value, str) else ""

    def whole(self, name: str) -> int | None:
        """The whole number; JSON does not tell 1 from 1.0."""
        value = self._values.get(name)
        return int(value) if isinstance(value, int | float) else None

    def real(self, name: str) -> float | None:
        """The number."""
        value = self._values.get(name)
        return float(value) if isinstance(value, int | float) else None

    def word(self, name: str, words: type[T]) -> T | None:
        """The member of an enumeration."""
        value = self._values.get(name)
        return None if value is None or not self._usable else words(value)  # type: ignore[call-arg]

    def yes(self, name: str, *, otherwise: bool) -> bool:
        """Yes or no; `otherwise` when it is left out, as in a document of an older version."""
        value = self._values.get(name)
        return value if isinstance(value, bool) else otherwise

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of one-line texts; a fault is reported at its place in the list."""
        found = self._listed(name)
        for index, value in enumerate(found):
            try:
                checked(value, "it", limit=NOTE_LIMIT)
            except RuleBroken as error:
                self._spoil(f"{name}[{index}]", str(error).removeprefix("it "))
        return tuple(found)

    def pairs(self, name: str) -> tuple[tuple[float, float], ...]:
        """A list of pairs of numbers."""
        return tuple((float(x), float(y)) for x, y in self._listed(name))

    def day(self, name: str) -> date | None:
        """The day of the calendar."""
        return self._read(name, date.fromisoformat, "is not a day of the calendar")

    def time(self, name: str) -> datetime | None:
        """The time in UTC."""
        return self._read(name, datetime.fromisoformat, "is not a time that exists")

    def object(self, name: str) -> Members:
        """The members of an object inside this one."""
        return Members(self._values.get(name), f"{self.path}.{name}", self.faults)

    def objects(self, name: str) -> list[Members]:
        """The objects of a list, as far as they are objects."""
        listed = self._values.get(name)
        if not isinstance(listed, list):
            return []
        return [
            Members(values, f"{self.path}.{name}[{index}]", self.faults)
            for index, values in enumerate(listed)
        ]

    def _listed(self, name: str) -> list[Any]:
        """The values of a list of plain values; none when one of them has a fault of shape."""
        listed = self._values.get(name)
        if not isinstance(listed, list):
            return []
        if self.faults.is_under(f"{self.path}.{name}"):
            self._usable = False
            return []
        return listed

    def build(self, make: Callable[[], T]) -> T | None:
        """What `make` makes of the members; None when they are faulty or a rule refuses them."""
        if not self._usable:
            return None
        try:
            return make()
        except RuleBroken as error:
            reason = str(error)
            for start, name in _BLAMED:
                if reason.startswith(start):
                    self._spoil(name, f"is refused: {reason}")
                    return None
            self._usable = False
            self.faults.add(self.path, f"is refused: {reason}")
            return None

    def _read(self, name: str, read: Callable[[str], T], reason: str) -> T | None:
        value = self.get(name)
        if not isinstance(value, str) or not self.is_good(name):
            return None
        try:
            return read(value)
        except ValueError:
            self._spoil(name, reason)
            return None
