"""The registry of the palette: sources contribute, the best fits are taken out."""

from __future__ import annotations

from tpdn_desktop.ui.palette.entry import Entry, Source
from tpdn_desktop.ui.palette.fuzzy import fit

SHOWN_AT_MOST = 60


class Shelf:
    """All sources, in the order in which they joined; an earlier one wins between equals."""

    def __init__(self) -> None:
        self._sources: list[Source] = []

    def add(self, source: Source) -> None:
        """Ask this source too from now on."""
        self._sources.append(source)

    def find(self, typed: str) -> tuple[Entry, ...]:
        """The entries that fit, best first; each words of a place once.

        What cannot be done now stands after what can and fits as well.
        """
        found: list[tuple[float, int, Entry]] = []
        seen: set[tuple[str, str]] = set()
        for source in self._sources:
            for entry in source(typed):
                how_well = fit(typed, entry.words, f"{entry.where} {entry.also}")
                if how_well is None or (entry.words, entry.where) in seen:
                    continue
                seen.add((entry.words, entry.where))
                held_up = 0.15 if entry.hindrance else 0.0
                found.append((held_up - how_well, len(found), entry))
        found.sort(key=lambda row: row[:2])
        return tuple(entry for _, _, entry in found[:SHOWN_AT_MOST])
