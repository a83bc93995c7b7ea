"""Rows to domain objects and back. Nothing else knows both sides.

Rows that are read come as plain tuples in the order of the table's columns; rows to write are
dictionaries.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, Final, TypeAlias

from sqlalchemy import RowMapping

from tpdn_desktop.domain.anatomy import BodyPlace, Side, View
from tpdn_desktop.domain.clinic import Clinic, Therapist
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.needle import Needle, NeedleId, NeedleSize, Technique
from tpdn_desktop.domain.patient import AlertScope, Patient, PatientAlert, PatientId, Sex
from tpdn_desktop.domain.session import Session, SessionId, SessionState
from tpdn_desktop.domain.trigger_point import (
    Palpation,
    Status,
    TriggerPoint,
    TriggerPointId,
    Twitch,
    TwitchGrade,
)
from tpdn_desktop.storage.folding import date_words, folded

RowValues: TypeAlias = dict[str, Any]
PointKey: TypeAlias = tuple[str, str]
"""Session id and trigger point id."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_TICK: Final = timedelta(microseconds=1)

# Looking a word up is several times faster than calling the enumeration, and a patient has
# thousands.
_SIDES: Final = {member.value: member for member in Side}
_VIEWS: Final = {member.value: member for member in View}
_STATUSES: Final = {member.value: member for member in Status}
_TECHNIQUES: Final = {member.value: member for member in Technique}


def as_ticks(moment: datetime) -> int:
    """Whole microseconds since 1970 in UTC."""
    return (moment - _EPOCH) // _TICK


def as_moment(ticks: int) -> datetime:
    """The inverse of `as_ticks`, exactly."""
    return _EPOCH + timedelta(0, 0, ticks)


def _ticks(moment: datetime | None) -> int | None:
    return None if moment is None else as_ticks(moment)


def _moment(ticks: int | None) -> datetime | None:
    return None if ticks is None else as_moment(ticks)


def _date(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)


def _written(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _finding(value: int | None) -> bool | None:
    return None if value is None else bool(value)


# --- clinic


def clinic_row(clinic: Clinic) -> RowValues:
    """The clinic without its needle tray."""
    return {
        "id": 1,
        "name": clinic.name,
        "address": clinic.address,
        "phone": clinic.phone,
        "email": clinic.email,
        **_therapist_values(clinic.therapist),
        "is_demo": clinic.is_demo,
    }


def tray_rows(clinic: Clinic) -> list[RowValues]:
    """The needle sizes that lie ready, in the therapist's order."""
    return [
        {"position": position, "diameter_mm": size.diameter_mm, "length_mm": size.length_mm}
        for position, size in enumerate(clinic.tray)
    ]


def clinic_of(row: RowMapping, tray: Iterable[tuple[float, float]]) -> Clinic:
    """The clinic from its row and the sizes of its tray in order."""
    return Clinic(
        name=row["name"],
        therapist=_therapist(
            row["therapist_name"], row["therapist_designation"], row["therapist_licence_number"]
        ),
        address=row["address"],
        phone=row["phone"],
        email=row["email"],
        tray=tuple(_size(*size) for size in tray),
        is_demo=bool(row["is_demo"]),
    )


def _therapist_values(therapist: Therapist) -> RowValues:
    return {
        "therapist_name": therapist.name,
        "therapist_designation": therapist.designation,
        "therapist_licence_number": therapist.licence_number,
    }


# --- patient


def patient_row(patient: Patient) -> RowValues:
    """The patient without the alerts, with what a search compares."""
    return {
        "id": patient.id,
        "family_name": patient.family_name,
        "given_name": patient.given_name,
        "birth_date": _written(patient.birth_date),
        "sex": patient.sex.value,
        "number": patient.number,
        "phone": patient.phone,
        "email": patient.email,
        "referrer": patient.referrer,
        "note": patient.note,
        "folded": folded_patient(patient),
    }


def folded_patient(patient: Patient) -> str:
    """Name, number and birth date as a search sees them; lists are sorted by it."""
    name = folded(f"{patient.family_name} {patient.given_name}")
    return "\n".join((name, folded(patient.number), date_words(patient.birth_date)))


def alert_rows(patient: Patient) -> list[RowValues]:
    """The alerts of a patient, in order."""
    return [
        {
            "patient_id": patient.id,
            "position": position,
            "code": alert.code,
            "scope": alert.scope.value,
            "side": None if alert.side is None else alert.side.value,
            "region": alert.region,
            "text": alert.text,
            "asked_on": _written(alert.asked_on),
        }
        for position, alert in enumerate(patient.alerts)
    ]


def patient_of(row: RowMapping, alerts: Sequence[PatientAlert]) -> Patient:
    """The patient from the row and the alerts."""
    return Patient(
        id=PatientId(row["id"]),
        family_name=row["family_name"],
        given_name=row["given_name"],
        birth_date=_date(row["birth_date"]),
        sex=Sex(row["sex"]),
        number=row["number"],
        phone=row["phone"],
        email=row["email"],
        referrer=row["referrer"],
        note=row["note"],
        alerts=tuple(alerts),
    )


def alert_of(row: Sequence[Any]) -> tuple[str, PatientAlert]:
    """The patient's id and the alert, from a row of `patient_alert`."""
    patient_id, _position, code, scope, side, region, words, asked_on = row
    alert = PatientAlert(
        code=code,
        scope=AlertScope(scope),
        side=None if side is None else _SIDES[side],
        region=region,
        text=words,
        asked_on=_date(asked_on),
    )
    return patient_id, alert


# --- session


def session_row(session: Session) -> RowValues:
    """The session without its trigger points."""
    return {
        "id": session.id,
        "patient_id": session.patient_id,
        "number": session.number,
        "state": session.state.value,
        "started_at": as_ticks(session.started_at),
        "entered_at": as_ticks(session.entered_at),
        "ended_at": _ticks(session.ended_at),
        **_therapist_values(session.therapist),
        "content_version": session.content_version,
        "complaint": session.complaint,
        "goal": session.goal,
        "position": session.position,
        "pain_before": session.pain_before,
        "pain_after": session.pain_after,
        "response": session.response,
        "aftercare": session.aftercare,
        "plan": session.plan,
        "note": session.note,
    }


def point_row(session_id: SessionId, position: int, point: TriggerPoint) -> RowValues:
    """A trigger point without its needles."""
    twitch = point.twitch
    return {
        "session_id": session_id,
        "id": point.id,
        "position": position,
        "muscle_id": point.muscle_id,
        "side": point.side.value,
        "view": point.place.view.value,
        "x": float(point.place.x),
        "y": float(point.place.y),
        "map_version": point.map_version,
        "reference_point_id": point.reference_point_id,
        "status": point.status.value,
        "taut_band": point.taut_band,
        "tender_spot": point.tender_spot,
        "referred_pain": point.referred_pain,
        "reproduces_pain": point.reproduces_pain,
        "twitch_sought": twitch.sought,
        "twitch_elicited": twitch.elicited,
        "twitch_count": twitch.count,
        "twitch_strongest": None if twitch.strongest is None else twitch.strongest.value,
        "palpation": None if point.palpation is None else point.palpation.value,
        "pain_during": point.pain_during,
        "felt_at": point.felt_at,
        "note": point.note,
    }


def needle_row(key: PointKey, position: int, needle: Needle) -> RowValues:
    """One needle of the trigger point with that key."""
    session_id, point_id = key
    return {
        "session_id": session_id,
        "trigger_point_id": point_id,
        "id": needle.id,
        "position": position,
        "diameter_mm": float(needle.size.diameter_mm),
        "length_mm": float(needle.size.length_mm),
        "placed_at": as_ticks(needle.placed_at),
        "removed_at": _ticks(needle.removed_at),
        "technique": needle.technique.value,
        "insertions": needle.insertions,
        "depth_mm": None if needle.depth_mm is None else float(needle.depth_mm),
    }


def needle_rows(key: PointKey, point: TriggerPoint) -> list[RowValues]:
    """The needles of a trigger point, in order.

    Raises:
        RuleBroken: a needle stands twice in the point.
    """
    if len({needle.id for needle in point.needles}) != len(point.needles):
        raise RuleBroken("a needle stands twice in a trigger point")
    return [needle_row(key, position, needle) for position, needle in enumerate(point.needles)]


def session_of(row: Sequence[Any], points: Sequence[TriggerPoint]) -> Session:
    """The session from a row of `session` and its trigger points in order."""
    session_id, patient_id, number, state, started_at, entered_at, ended_at = row[:7]
    name, designation, licence_number, content_version = row[7:11]
    complaint, goal, position, pain_before, pain_after, response, aftercare, plan, note = row[11:]
    return Session(
        id=SessionId(session_id),
        patient_id=PatientId(patient_id),
        number=number,
        therapist=_therapist(name, designation, licence_number),
        started_at=as_moment(started_at),
        entered_at=as_moment(entered_at),
        ended_at=_moment(ended_at),
        state=SessionState(state),
        content_version=content_version,
        complaint=complaint,
        goal=goal,
        position=position,
        pain_before=pain_before,
        pain_after=pain_after,
        response=response,
        aftercare=aftercare,
        plan=plan,
        note=note,
        trigger_points=tuple(points),
    )


def point_of(row: Sequence[Any], needles: Mapping[PointKey, list[Needle]]) -> TriggerPoint:
    """The trigger point from a row of `trigger_point`, with its needles in order."""
    session_id, point_id, _order, muscle_id, side, view, x, y, map_version, reference_point_id = (
        row[:10]
    )
    status, taut, tender, referred, reproduces, sought, elicited, count, strongest = row[10:19]
    palpation, pain_during, felt_at, note = row[19:]
    return TriggerPoint(
        id=TriggerPointId(point_id),
        muscle_id=muscle_id,
        side=_SIDES[side],
        place=BodyPlace(_VIEWS[view], x, y),
        map_version=map_version,
        reference_point_id=reference_point_id,
        status=_STATUSES[status],
        taut_band=_finding(taut),
        tender_spot=_finding(tender),
        referred_pain=_finding(referred),
        reproduces_pain=_finding(reproduces),
        needles=tuple(needles.get((session_id, point_id), ())),
        twitch=_twitch(sought, elicited, count, strongest),
        palpation=None if palpation is None else Palpation(palpation),
        pain_during=pain_during,
        felt_at=felt_at,
        note=note,
    )


def needle_of(row: Sequence[Any]) -> tuple[PointKey, Needle]:
    """The key of its trigger point and the needle, from a row of `needle`."""
    session_id, point_id, needle_id, _order, diameter_mm, length_mm = row[:6]
    placed_at, removed_at, technique, insertions, depth_mm = row[6:]
    needle = Needle(
        id=NeedleId(needle_id),
        size=_size(diameter_mm, length_mm),
        placed_at=as_moment(placed_at),
        removed_at=_moment(removed_at),
        technique=_TECHNIQUES[technique],
        insertions=insertions,
        depth_mm=depth_mm,
    )
    return (session_id, point_id), needle


# The same few sizes, twitches and therapists stand in thousands of rows, and the values never
# change.


@lru_cache(maxsize=256)
def _size(diameter_mm: float, length_mm: float) -> NeedleSize:
    return NeedleSize(diameter_mm, length_mm)


@lru_cache(maxsize=256)
def _twitch(sought: int, elicited: int, count: int | None, strongest: str | None) -> Twitch:
    grade = None if strongest is None else TwitchGrade(strongest)
    return Twitch(bool(sought), bool(elicited), count, grade)


@lru_cache(maxsize=64)
def _therapist(name: str, designation: str, licence_number: str) -> Therapist:
    return Therapist(name, designation, licence_number)
