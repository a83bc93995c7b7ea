"""What changed, announced to whoever shows it.

Plain callables; the screen turns them into signals.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Changed(StrEnum):
    """The kinds of news."""

    PATIENT = "patient"
    SESSION = "session"
    CLINIC = "clinic"
    OWN_CONTENT = "own content"
    PROTOCOLS = "protocols"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Change:
    """One piece of news: what kind, and the id of the patient or session it concerns."""

    kind: Changed
    id: str = ""


Listener = Callable[[Change], None]


class News:
    """A list of listeners; every listener hears every change, in the order they came."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        """Call `listener` with every change from now on."""
        self._listeners.append(listener)

    def forget(self, listener: Listener) -> None:
        """Stop calling `listener`; nothing happens if it was not listening."""
        if listener in self._listeners:
            self._listeners.remove(listener)

    def publish(self, change: Change) -> None:
        """Tell everyone."""
        for listener in tuple(self._listeners):
            listener(change)
