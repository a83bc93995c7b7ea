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
    {"complaint", "goal", "response", "aftercare", "plan", "note"},
)

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
    ("the time a needle was removed", "removed_at"),
    ("the time a needle was placed", "placed_at"),
)


class Members:
    """The members of one object of the document."""

    def __init__(self, values: Any, path: str, faults: FaultList) -> None:
        self.path = path
        self.faults = faults
        self._values: Mapping[str, Any] = values if isinstance(values, dict) else {}
        self._usable = isinstance(values, dict) and not faults.is_at(
            path, *(f"{path}.{name}" for name in self._values)
        )

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

    def get(self, name: str) -> Any:
        """The member as it stands, or None; text is checked for characters that cannot be kept."""
        value = self._values.get(name)
        if isinstance(value, str) and self.is_good(name):
            try:
                checked(value, "it", limit=NOTE_LIMIT, multiline=name in MULTILINE)
            except RuleBroken as error:
                self._spoil(name, str(error).removeprefix("it "))
        return value

    def text(self, name: str) -> str:
        """The text, or empty text when it is left out."""
        value = self.get(name)
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
