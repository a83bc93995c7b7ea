"""A record store in memory, and a small invented clinic to fill it with."""

from __future__ import annotations

import itertools
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from tpdn_desktop.domain.anatomy import BodyPlace, Side, View
from tpdn_desktop.domain.clinic import Clinic, Therapist
from tpdn_desktop.domain.errors import NotFound, RuleBroken
from tpdn_desktop.domain.patient import AlertScope, Patient, PatientAlert, PatientId, Sex
from tpdn_desktop.domain.session import Session, SessionId, SessionState
from tpdn_desktop.domain.trigger_point import TriggerPoint, TriggerPointId
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.services.ports import PatientRow

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


class CountedIds:
    """Ids 1, 2, 3 ..."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    def new_id(self) -> str:
        return f"id-{next(self._numbers)}"


def folded(text: str) -> str:
    """Without case and accents, as the real store compares."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


class MemoryStore:
    """Fulfils `RecordStore` with dictionaries. `broken` makes every method fail with that error."""

    def __init__(self, clinic: Clinic | None = None) -> None:
        self._clinic = clinic or Clinic("Example clinic (demo)", THERAPIST)
        self._patients: dict[PatientId, Patient] = {}
        self._sessions: dict[SessionId, Session] = {}
        self.is_closed = False
        self.broken: Exception | None = None

    def clinic(self) -> Clinic:
        self._check()
        return self._clinic

    def save_clinic(self, clinic: Clinic) -> None:
        self._check()
        self._clinic = clinic

    def patient(self, patient_id: PatientId) -> Patient:
        self._check()
        if patient_id not in self._patients:
            raise NotFound("that patient is not in this record")
        return self._patients[patient_id]

    def patients(self, text: str = "", limit: int = 200) -> tuple[PatientRow, ...]:
        self._check()
        words = folded(text).split()
        found = [p for p in self._patients.values() if all(w in self._searched(p) for w in words)]
        rows = sorted((self._row(p) for p in found), key=self._order)
        return tuple(rows[:limit])

    def patient_count(self) -> int:
        self._check()
        return len(self._patients)

    def save_patient(self, patient: Patient) -> None:
        self._check()
        self._patients[patient.id] = patient

    def session(self, session_id: SessionId) -> Session:
        self._check()
        if session_id not in self._sessions:
            raise NotFound("that session is not in this record")
        return self._sessions[session_id]

    def sessions_of(self, patient_id: PatientId) -> tuple[Session, ...]:
        self._check()
        own = [s for s in self._sessions.values() if s.patient_id == patient_id]
        return tuple(sorted(own, key=lambda s: s.number, reverse=True))

    def save_session(self, session: Session, before: Session | None) -> None:
        self._check()
        self._sessions[session.id] = session

    def add_all(self, patients: Sequence[tuple[Patient, Sequence[Session]]]) -> None:
        self._check()
        for patient, sessions in patients:
            if patient.id in self._patients or any(s.id in self._sessions for s in sessions):
                raise RuleBroken("a patient or session of that id is already there")
        for patient, sessions in patients:
            self._patients[patient.id] = patient
            self._sessions.update({s.id: s for s in sessions})

    def close(self) -> None:
        self.is_closed = True

    def _check(self) -> None:
        if self.broken is not None:
            raise self.broken

    def _searched(self, patient: Patient) -> str:
        born = "" if patient.birth_date is None else patient.birth_date.isoformat()
        return folded(f"{patient.full_name} {patient.number} {born}")

    def _row(self, patient: Patient) -> PatientRow:
        sessions = self.sessions_of(patient.id)
        return PatientRow(
            id=patient.id,
            full_name=patient.full_name,
            birth_date=patient.birth_date,
            sex=patient.sex,
            number=patient.number,
            session_count=len(sessions),
            last_session_at=max((s.started_at for s in sessions), default=None),
            has_draft=any(s.state is SessionState.DRAFT for s in sessions),
            alerts=patient.alerts,
        )

    def _order(self, row: PatientRow) -> tuple[float, str]:
        last = row.last_session_at
        return (0.0 if last is None else -last.timestamp(), folded(row.full_name))


def record_with(patients: Iterable[tuple[Patient, Sequence[Session]]] = ()) -> ClinicRecord:
    """A record in memory on 21 Nov 2026 with these patients."""
    store = MemoryStore()
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
