"""Rows of clinic and patient to domain objects and back, and what all rows share.

Rows that are read come as plain tuples in the order of the table's columns; rows to write are
dictionaries.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, Final, TypeAlias

from sqlalchemy import RowMapping

from tpdn_desktop.domain.anatomy import Side, View
from tpdn_desktop.domain.clinic import Clinic, NeedleBox, Therapist
from tpdn_desktop.domain.needle import NeedleSize
from tpdn_desktop.domain.patient import AlertScope, Patient, PatientAlert, PatientId, Sex
from tpdn_desktop.storage.folding import date_words, folded

RowValues: TypeAlias = dict[str, Any]

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_TICK: Final = timedelta(microseconds=1)

# Looking a word up is several times faster than calling the enumeration, and a patient has
# thousands.
SIDES: Final = {member.value: member for member in Side}
VIEWS: Final = {member.value: member for member in View}


def as_ticks(moment: datetime) -> int:
    """Whole microseconds since 1970 in UTC."""
    return (moment - _EPOCH) // _TICK


def as_moment(ticks: int) -> datetime:
    """The inverse of `as_ticks`, exactly."""
    return _EPOCH + timedelta(0, 0, ticks)


def ticks_or_none(moment: datetime | None) -> int | None:
    """`as_ticks`, where nothing stays nothing."""
    return None if moment is None else as_ticks(moment)


def moment_or_none(ticks: int | None) -> datetime | None:
    """`as_moment`, where nothing stays nothing."""
    return None if ticks is None else as_moment(ticks)


def _date(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)


def _written(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def finding(value: int | None) -> bool | None:
    """Yes, no, or nothing, from what the file holds."""
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
        **therapist_values(clinic.therapist),
        "is_demo": clinic.is_demo,
        "dwell_target_min": clinic.dwell_target_min,
        "aftercare": clinic.aftercare,
        "aftercare_version": clinic.aftercare_version,
    }


def tray_rows(clinic: Clinic) -> list[RowValues]:
    """The needle sizes that lie ready, in the therapist's order."""
    return [
        {"position": position, "diameter_mm": size.diameter_mm, "length_mm": size.length_mm}
        for position, size in enumerate(clinic.tray)
    ]


def box_rows(clinic: Clinic) -> list[RowValues]:
    """The opened boxes of needles, in order."""
    return [
        {
            "position": position,
            "diameter_mm": box.size.diameter_mm,
            "length_mm": box.size.length_mm,
            "lot": box.lot,
            "expires_on": _written(box.expires_on),
        }
        for position, box in enumerate(clinic.boxes)
    ]


def clinic_of(
    row: RowMapping, tray: Iterable[tuple[float, float]], boxes: Iterable[Sequence[Any]]
) -> Clinic:
    """The clinic from its row, the sizes of its tray and its boxes, in order."""
    return Clinic(
        name=row["name"],
        therapist=therapist_of(
            row["therapist_name"], row["therapist_designation"], row["therapist_licence_number"]
        ),
        address=row["address"],
        phone=row["phone"],
        email=row["email"],
        tray=tuple(size_of(*size) for size in tray),
        is_demo=bool(row["is_demo"]),
        boxes=tuple(
            NeedleBox(size_of(diameter_mm, length_mm), lot, _date(expires_on))
            for _position, diameter_mm, length_mm, lot, expires_on in boxes
        ),
        dwell_target_min=row["dwell_target_min"],
        aftercare=row["aftercare"],
        aftercare_version=row["aftercare_version"],
    )


def therapist_values(therapist: Therapist) -> RowValues:
    """The columns of a therapist."""
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
        side=None if side is None else SIDES[side],
        region=region,
        text=words,
        asked_on=_date(asked_on),
    )
    return patient_id, alert


# The same few sizes and therapists stand in thousands of rows, and the values never change.


@lru_cache(maxsize=256)
def size_of(diameter_mm: float, length_mm: float) -> NeedleSize:
    """The needle size, the same object for the same figures."""
    return NeedleSize(diameter_mm, length_mm)


@lru_cache(maxsize=64)
def therapist_of(name: str, designation: str, licence_number: str) -> Therapist:
    """The therapist, the same object for the same words."""
    return Therapist(name, designation, licence_number)
