"""The aftercare sheet: what a patient is told to expect, to do, and to watch for.

A clinic may write its own (`Clinic.aftercare`): plain text with one entry a line under headings in
square brackets, [normal], [helps], [wait], [call us], [emergency]. A heading that is left out keeps
the program's words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from tpdn_desktop.domain.clinic import Clinic
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.text import LINE_LIMIT, NAME_LIMIT, checked

MOST_ENTRIES: Final = 8


@dataclass(frozen=True, slots=True)
class AftercareSheet:
    """Advice for after the needling, in editions: what a patient was told belongs to the record.

    Each entry of the lists is one sentence or phrase. `emergency` ends the sentence "Call the
    emergency number and show this sheet if, today or in the next days, you".

    Raises:
        RuleBroken: an entry or a list is too long for a sheet that is read at a glance.
    """

    name: str
    version: int
    normal: tuple[str, ...]
    helps: tuple[str, ...]
    wait: tuple[str, ...]
    call_us: str
    emergency: str
    bruise_with_thinner: str = ""

    def __post_init__(self) -> None:
        entries = (*self.normal, *self.helps, *self.wait)
        for entry in (*entries, self.call_us, self.bruise_with_thinner, self.name):
            checked(entry, "an entry of the aftercare sheet", limit=NAME_LIMIT)
        checked(self.emergency, "the emergency advice", limit=2 * LINE_LIMIT)
        if max(len(self.normal), len(self.helps), len(self.wait)) > MOST_ENTRIES:
            raise RuleBroken(f"a list of the aftercare sheet holds at most {MOST_ENTRIES} entries")
        if self.version < 1:
            raise RuleBroken("the version of the aftercare sheet is 1 or more")


# The usual contents of aftercare sheets in physiotherapy, in our own words; not reviewed by a
# clinician. Such sheets contradict one another on massage and pain killers, so this one is silent
# there. The chest signs are those that are widely taught for a lung hurt by a needle (compare
# HALLE2016-2 in the reference sources); they can begin within hours to days.
STANDARD_SHEET: Final = AftercareSheet(
    name="Aftercare sheet",
    version=1,
    normal=(
        "Soreness like after sport, for a day or two",
        "A small bruise",
        "Feeling tired or light today",
    ),
    helps=(
        "Keep moving gently, as your therapist showed you",
        "Warmth or cold on the sore spots, whichever feels better",
        "Drink and eat as usual",
    ),
    wait=(
        "Heavy lifting and hard training",
        "Anything you would not do with sore muscles",
    ),
    call_us=(
        "if a spot becomes hot, red or swollen, if a bruise keeps growing, or if you are worried"
    ),
    emergency=(
        "get a sharp chest pain that is worse when you breathe in, become short of breath, "
        "start a dry cough, or feel pain at the tip of the shoulder. Needles were used near the "
        "chest today. It is rare, but it must be looked at quickly."
    ),
    bruise_with_thinner="A bruise. You take a blood thinner, so it may be larger than usual",
)

_LISTS: Final = ("normal", "helps", "wait")
_SENTENCES: Final = {"call us": "call_us", "emergency": "emergency"}


def sheet_of(clinic: Clinic) -> AftercareSheet:
    """The sheet that the clinic hands out now: its own edition, or the program's.

    Raises:
        RuleBroken: the clinic's text is not an aftercare sheet (see `read_sheet`).
    """
    if not clinic.aftercare.strip():
        return STANDARD_SHEET
    return replace(read_sheet(clinic.aftercare), version=clinic.aftercare_version + 1)


def read_sheet(text: str) -> AftercareSheet:
    """The sheet that a text describes; what it leaves out is as in the program's.

    Raises:
        RuleBroken: a line before the first heading, an unknown heading, or too many entries.
    """
    entries: dict[str, list[str]] = {}
    heading = ""
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.strip()
        if words.startswith("[") and words.endswith("]"):
            heading = words[1:-1].strip().lower()
            if heading not in {*_LISTS, *_SENTENCES}:
                raise RuleBroken(f"line {number} of the aftercare text has an unknown heading")
            entries[heading] = []
        elif words:
            if not heading:
                raise RuleBroken("the aftercare text begins with a heading such as [normal]")
            entries[heading].append(words)
    fields: dict[str, object] = {n: tuple(entries[n]) for n in _LISTS if n in entries}
    fields |= {f: " ".join(entries[n]) for n, f in _SENTENCES.items() if entries.get(n)}
    return replace(STANDARD_SHEET, **fields)  # type: ignore[arg-type]


def written_sheet(sheet: AftercareSheet) -> str:
    """The text that describes a sheet; the inverse of `read_sheet`."""
    parts = [f"[{name}]\n" + "\n".join(getattr(sheet, name)) for name in _LISTS]
    parts += [f"[{name}]\n{getattr(sheet, field)}" for name, field in _SENTENCES.items()]
    return "\n\n".join(parts) + "\n"
