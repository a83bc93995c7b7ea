"""What stands on the sheet for the patient: the session, and the clinic's own words of advice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, tzinfo

from tpdn_desktop.atlas.bodymap import BodyMap
from tpdn_desktop.atlas.drawing import Picture
from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.domain.aftercare import STANDARD_SHEET, AftercareSheet
from tpdn_desktop.domain.clinic import Clinic
from tpdn_desktop.domain.patient import Patient
from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.text import NAME_LIMIT, checked
from tpdn_desktop.domain.trigger_point import Status, TriggerPoint, Twitch
from tpdn_desktop.reports.summary_content import Paper


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
    logo: bytes | None = None

    def __post_init__(self) -> None:
        checked(self.next_session, "the next session", limit=NAME_LIMIT)


def needled_points(session: Session) -> tuple[TriggerPoint, ...]:
    """The points that got a needle, in their order: the patient's numbers 1, 2, 3."""
    return tuple(point for point in session.trigger_points if point.needles)


def handout_session(session: Session) -> Session:
    """The session with its needled points alone, as plain solid marks; no findings, no pain."""
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
    return replace(session, trigger_points=plain, pains=())


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
