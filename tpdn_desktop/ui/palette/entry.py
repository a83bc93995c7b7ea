"""What the palette offers: one action, patient, muscle or setting."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the palette."""

    words: str
    run: Callable[[], None]
    where: str = ""
    """The page it belongs to, or what kind of thing it is, in words."""
    keys: str = ""
    """Its shortcut as the keyboard names it; empty when it has none."""
    also: str = ""
    """Other words that find it, not shown."""
    hindrance: str = ""
    """Why it cannot be done now, in words; empty when it can."""


class Source(Protocol):
    """Somebody who contributes entries: a page, the window, the record, the atlas."""

    def __call__(self, typed: str, /) -> Iterable[Entry]:
        """What is offered for the words typed; everything, or what is nearest, for none."""
        ...
