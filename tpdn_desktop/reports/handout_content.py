"""What stands on the sheet for the patient: the session, and the clinic's own words of advice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, tzinfo
from typing import Final

from tpdn_desktop.atlas.bodymap import BodyMap
from tpdn_desktop.atlas.drawing import Picture
from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.domain.clinic import Clinic
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.patient import Patient
from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.text import LINE_LIMIT, NAME_LIMIT, checked
from tpdn_desktop.domain.trigger_point import Status, TriggerPoint, Twitch
from tpdn_desktop.reports.summary_content import Paper

MOST_ENTRIES: Final = 8


@dataclass(frozen=True, slots=True)
class AftercareSheet:
    """The clinic's advice, in versions: what a patient was told to watch for belongs to the record.

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


@dataclass(frozen=True, slots=True)
class HandoutContent:
    """What stands on a hand-out.

    `picture` is the map of `handout_session`. `places` names each needled point in plain words, in
    its order (see `plain_places.plain_place`). `next_session` is free text, such as a date.
    """

    clinic: Clinic
    patient: Patient
    session: Session
    reference: Reference
    picture: Picture
    places: tuple[str, ...]
    sheet: AftercareSheet = STANDARD_SHEET
    next_session: str = ""
    zone: tzinfo = UTC
    paper: Paper = Paper.A4

    def __post_init__(self) -> None:
        checked(self.next_session, "the next session", limit=NAME_LIMIT)


def needled_points(session: Session) -> tuple[TriggerPoint, ...]:
    """The points that got a needle, in their order: the patient's numbers 1, 2, 3."""
    return tuple(point for point in session.trigger_points if point.needles)


def handout_session(session: Session) -> Session:
    """The session with its needled points alone and without their findings: plain solid marks."""
    plain = tuple(
        replace(
            point,
            status=Status.ACTIVE,
            needles=(),
            twitch=Twitch(),
            reproduces_pain=None,
        )
        for point in needled_points(session)
    )
    return replace(session, trigger_points=plain)


def near_the_chest(session: Session, reference: Reference) -> bool:
    """Whether a needled muscle lies over the lung (hazard `pleura`)."""
    needled = {point.muscle_id for point in needled_points(session)}
    return any(muscle.id in needled for muscle in reference.thorax_muscles())


def takes_blood_thinner(patient: Patient) -> bool:
    """Whether an alert of the patient says so."""
    return any("anticoagul" in alert.code.lower() for alert in patient.alerts)


def places_of(session: Session, bodymap: BodyMap, reference: Reference) -> tuple[str, ...]:
    """The needled points in plain words, in their order."""
    from tpdn_desktop.reports.plain_places import plain_place

    return tuple(plain_place(point, bodymap, reference) for point in needled_points(session))
