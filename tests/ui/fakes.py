"""A record in memory, and a small invented clinic to fill it with."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from tests.services.record_in_memory import CountedIds, StoreInMemory
from tpdn_desktop.domain.anatomy import BodyPlace, Side, View
from tpdn_desktop.domain.clinic import Clinic, Therapist
from tpdn_desktop.domain.patient import AlertScope, Patient, PatientAlert, PatientId, Sex
from tpdn_desktop.domain.session import Session, SessionId, SessionState
from tpdn_desktop.domain.trigger_point import TriggerPoint, TriggerPointId
from tpdn_desktop.services.clinic_record import ClinicRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NOW = datetime(2026, 11, 21, 9, 40, tzinfo=UTC)
THERAPIST = Therapist("R. Model (demo)", "PT", "00-0000")

ALERT_CHOICES = (
    ("lymphoedema", "Lymphoedema", "danger", ("arm", "leg")),
    ("pacemaker", "Pacemaker", "danger", ("whole",)),
    ("anticoagulant", "Anticoagulant", "caution", ("whole",)),
    ("implant", "Implant", "caution", ("arm", "leg", "region")),
    ("faints", "Fainted before", "info", ("whole",)),
    ("other", "Other", "caution", ("whole", "arm", "leg", "region")),
)
REGIONS = (("breast", "Breast"), ("knee", "Knee"))


class FixedClock:
    """A clock that stands until it is set."""

    def __init__(self, now: datetime = NOW) -> None:
        self.time = now

    def now(self) -> datetime:
        return self.time


def record_with(patients: Iterable[tuple[Patient, Sequence[Session]]] = ()) -> ClinicRecord:
    """A record in memory on 21 Nov 2026 with these patients."""
    store = StoreInMemory(held_clinic=Clinic("Example clinic (demo)", THERAPIST))
    store.add_all(tuple(patients))
    return ClinicRecord(
        store, clock=FixedClock(), ids=CountedIds(), content_version="1", map_version=1
    )


def make_session(patient: Patient, number: int, **fields: object) -> Session:
    """A signed session, a week before the next, with `number` trigger points."""
    started = NOW - timedelta(days=7 * (5 - number))
    pain = max(0, 9 - number)
    points = tuple(
        TriggerPoint(
            id=TriggerPointId(f"{patient.id}-{number}-{i}"),
            muscle_id="infraspinatus",
            side=Side.RIGHT,
            place=BodyPlace(View.POSTERIOR, -0.06, 0.8 - i / 100),
        )
        for i in range(number)
    )
    session = Session(
        id=SessionId(f"{patient.id}-s{number}"),
        patient_id=patient.id,
        number=number,
        therapist=THERAPIST,
        started_at=started,
        entered_at=started,
        state=SessionState.SIGNED,
        pain_before=pain,
        pain_after=max(0, pain - 2),
        trigger_points=points,
    )
    return replace(session, **fields)  # type: ignore[arg-type]


_NAMES = (
    *("Example, Hana", "Muster, Ines", "Testcase, Elif", "Specimen, Bruno", "Placeholder, Dan"),
    *("Beispiel, Lars", "Fictive, Goran", "Prueba, Marta", "Esempio, Nino", "Mockup, Carla"),
    *("Exemple, Odile", "Voorbeeld, Piet", "Trial, Femi", "Przykład, Rita", "Invented, Jo"),
    *("Ejemplo, Quim", "Dummy, Sven", "Pattern, Tove", "Nobody, Uma", "Vzor, Věra"),
)


def demo_patients() -> list[tuple[Patient, Sequence[Session]]]:
    """Twenty-one invented patients; the first has alerts, five sessions and an open draft."""
    alba = Patient(
        PatientId("alba"),
        "Sample",
        "Alba (demo)",
        birth_date=date(1979, 3, 12),
        sex=Sex.FEMALE,
        number="D-00417",
        phone="000 0000",
        referrer="Dr N. Nobody (demo)",
        note="Goal: reach the back pocket, sleep on the right.",
        alerts=(
            PatientAlert("faints", text="treat lying down", asked_on=date(2026, 10, 24)),
            PatientAlert("anticoagulant", text="apixaban", asked_on=date(2026, 10, 24)),
            PatientAlert(
                "lymphoedema",
                AlertScope.ARM,
                Side.LEFT,
                text="no needles",
                asked_on=date(2026, 10, 24),
            ),
        ),
    )
    sessions = [make_session(alba, n) for n in range(1, 5)]
    sessions.append(make_session(alba, 5, state=SessionState.DRAFT, pain_after=None))
    patients: list[tuple[Patient, Sequence[Session]]] = [(alba, sessions)]
    for index, name in enumerate(_NAMES):
        family, given = name.split(", ")
        patient = Patient(
            PatientId(f"p{index}"),
            family,
            f"{given} (demo)",
            birth_date=date(1953 + 2 * index, 1 + index % 12, 3 + index),
            sex=Sex.MALE if index % 2 else Sex.FEMALE,
            number=f"D-{1000 + index:05d}",
            alerts=(PatientAlert("anticoagulant"),) if index in {1, 3, 9} else (),
        )
        moment = NOW - timedelta(days=index // 2, hours=index + 1)
        state = SessionState.DRAFT if index == 4 else SessionState.SIGNED
        one = make_session(patient, 1, started_at=moment, entered_at=moment, state=state)
        patients.append((patient, [one]))
    return patients
