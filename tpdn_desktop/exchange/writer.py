"""Patients and their sessions as a document in the exchange format.

What is unknown is left out and lists are always there, so that reading and writing give back the
same document.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from tpdn_desktop.domain.clinic import Therapist
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.needle import Needle
from tpdn_desktop.domain.patient import Patient, PatientAlert, Sex
from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.trigger_point import Status, TriggerPoint, Twitch
from tpdn_desktop.exchange.shape import FORMAT, VERSION


def write_patients(patients: Iterable[tuple[Patient, Sequence[Session]]]) -> bytes:
    """The document as UTF-8, indented, with a final line break; sessions by number.

    Raises:
        RuleBroken: a time has a fraction of a second, which the format does not keep.
    """
    document = {
        "format": FORMAT,
        "version": VERSION,
        "patients": [_patient(patient, sessions) for patient, sessions in patients],
    }
    return (json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2) + "\n").encode()


def _known(**members: Any) -> dict[str, Any]:
    """The members that are known, each as JSON: no nulls and no empty text."""
    return {
        name: _as_json(value)
        for name, value in members.items()
        if value is not None and value != ""
    }


def _as_json(value: Any) -> Any:
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


def _patient(patient: Patient, sessions: Sequence[Session]) -> dict[str, Any]:
    return _known(
        id=patient.id,
        family_name=patient.family_name,
        given_name=patient.given_name,
        birth_date=patient.birth_date,
        sex=None if patient.sex is Sex.UNKNOWN else patient.sex,
        number=patient.number,
        phone=patient.phone,
        email=patient.email,
        referrer=patient.referrer,
        note=patient.note,
        alerts=[_alert(alert) for alert in patient.alerts],
        sessions=[_session(session) for session in sorted(sessions, key=lambda s: s.number)],
    )


def _alert(alert: PatientAlert) -> dict[str, Any]:
    return _known(
        code=alert.code,
        scope=alert.scope,
        side=alert.side,
        region=alert.region,
        text=alert.text,
        asked_on=alert.asked_on,
    )


def _session(session: Session) -> dict[str, Any]:
    return _known(
        id=session.id,
        number=session.number,
        state=session.state,
        therapist=_therapist(session.therapist),
        started_at=session.started_at,
        ended_at=session.ended_at,
        entered_at=session.entered_at,
        content_version=session.content_version,
        complaint=session.complaint,
        goal=session.goal,
        position=session.position,
        pain_before=session.pain_before,
        pain_after=session.pain_after,
        response=session.response,
        aftercare=session.aftercare,
        plan=session.plan,
        note=session.note,
        trigger_points=[_point(point) for point in session.trigger_points],
    )


def _therapist(therapist: Therapist) -> dict[str, Any]:
    return _known(
        name=therapist.name,
        designation=therapist.designation,
        licence_number=therapist.licence_number,
    )


def _point(point: TriggerPoint) -> dict[str, Any]:
    place = point.place
    return _known(
        id=point.id,
        muscle_id=point.muscle_id,
        side=point.side,
        place=_known(view=place.view, x=place.x, y=place.y),
        map_version=point.map_version,
        reference_point_id=point.reference_point_id,
        status=None if point.status is Status.NOT_CLASSIFIED else point.status,
        taut_band=point.taut_band,
        tender_spot=point.tender_spot,
        referred_pain=point.referred_pain,
        reproduces_pain=point.reproduces_pain,
        needles=[_needle(needle) for needle in point.needles],
        twitch=_twitch(point.twitch),
        palpation=point.palpation,
        pain_during=point.pain_during,
        felt_at=point.felt_at,
        note=point.note,
    )


def _twitch(twitch: Twitch) -> dict[str, Any]:
    return _known(
        sought=twitch.sought,
        elicited=twitch.elicited,
        count=twitch.count,
        strongest=twitch.strongest,
    )


def _needle(needle: Needle) -> dict[str, Any]:
    return _known(
        id=needle.id,
        diameter_mm=needle.size.diameter_mm,
        length_mm=needle.size.length_mm,
        technique=needle.technique,
        insertions=needle.insertions,
        depth_mm=needle.depth_mm,
        placed_at=needle.placed_at,
        removed_at=needle.removed_at,
    )
