"""A generated clinic for trials, benchmarks and the first look: obviously invented.

The same seed gives the same clinic. Courses follow the way such treatments usually go: a complaint,
a handful of muscles that commonly refer there, pain that falls from session to session, not always.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from tpdn_desktop.atlas.reference import Muscle, Reference, ReferencePoint
from tpdn_desktop.domain.anatomy import BodyPlace, Side
from tpdn_desktop.domain.clinic import DEFAULT_TRAY, Clinic, Therapist
from tpdn_desktop.domain.needle import Needle, NeedleId, NeedleSize, Technique
from tpdn_desktop.domain.patient import AlertScope, Patient, PatientAlert, PatientId, Sex
from tpdn_desktop.domain.session import Session, SessionId
from tpdn_desktop.domain.trigger_point import (
    Palpation,
    Status,
    TriggerPoint,
    TriggerPointId,
    Twitch,
    TwitchGrade,
)

DEMO_CLINIC = Clinic(
    name="Example Physiotherapy (demo clinic)",
    therapist=Therapist("R. Model (demo)", "Physiotherapist", "00-0000"),
    address="1 Sample Street, 00000 Anytown",
    phone="000 000 000",
    email="clinic@example.org",
    is_demo=True,
)

_FAMILY = (
    *("Sample", "Example", "Muster", "Testcase", "Specimen", "Placeholder", "Beispiel", "Fictive"),
    *("Prueba", "Esempio", "Mockup", "Exemple", "Voorbeeld", "Trial", "Przykład", "Invented"),
    *("Ejemplo", "Dummy", "Pattern", "Nobody", "Vzor", "Modell", "Ukázka", "Primer"),
)
_GIVEN = (
    *("Alba", "Hana", "Ines", "Elif", "Bruno", "Dan", "Lars", "Goran", "Marta", "Nino", "Carla"),
    *("Odile", "Piet", "Femi", "Rita", "Jo", "Quim", "Sven", "Tove", "Uma", "Vera", "Wilma"),
)


@dataclass(frozen=True, slots=True)
class _Complaint:
    """A reason to come, and the muscles that are usually looked at."""

    words: str
    goal: str
    muscles: tuple[str, ...]


_COMPLAINTS = (
    _Complaint(
        "Neck ache and headache at the temple, worse after desk work",
        "Work a morning without headache",
        ("trapezius_upper", "levator_scapulae", "sternocleidomastoid_sternal", "splenius_capitis"),
    ),
    _Complaint(
        "Deep ache in front of the shoulder, cannot reach the back pocket",
        "Reach the back pocket; sleep on that side",
        ("infraspinatus", "supraspinatus", "deltoid_anterior", "teres_minor", "trapezius_upper"),
    ),
    _Complaint(
        "Low back pain on one side when standing up",
        "Stand up from a chair without holding on",
        ("quadratus_lumborum_superficial", "gluteus_medius", "multifidus_lumborum"),
    ),
    _Complaint(
        "Buttock and outer thigh ache when walking",
        "Walk for an hour",
        ("gluteus_minimus_anterior", "gluteus_medius", "piriformis", "tensor_fasciae_latae"),
    ),
    _Complaint(
        "Ache at the outer elbow when gripping",
        "Lift a full kettle",
        ("extensor_carpi_radialis_longus", "brachioradialis", "supinator", "extensor_digitorum"),
    ),
    _Complaint(
        "Calf cramps at night, stiff first steps",
        "Sleep through the night",
        ("gastrocnemius_medial", "soleus", "tibialis_posterior", "quadratus_plantae"),
    ),
    _Complaint(
        "Jaw ache and tension at the temple in the morning",
        "Chew without ache",
        ("masseter_superficial", "temporalis", "pterygoid_lateral", "sternocleidomastoid_sternal"),
    ),
    _Complaint(
        "Ache between the shoulder blades at the screen",
        "Sit through a meeting",
        ("rhomboid_major", "trapezius_middle", "levator_scapulae", "infraspinatus"),
    ),
)

_ALERTS = (
    PatientAlert("anticoagulant", text="apixaban", asked_on=date(2026, 10, 24)),
    PatientAlert(
        "lymphoedema", AlertScope.ARM, Side.LEFT, text="no needles", asked_on=date(2026, 10, 24)
    ),
    PatientAlert("needle_phobia", text="treat lying down", asked_on=date(2026, 9, 2)),
    PatientAlert("pacemaker", asked_on=date(2026, 8, 11)),
)


def demo_patients(
    reference: Reference, *, patients: int, sessions: int, seed: int, now: datetime
) -> list[tuple[Patient, list[Session]]]:
    """Patients with `sessions` sessions among them; the first patient has the newest, a draft."""
    make = _Generator(reference, seed, now)
    shares = _shared_out(sessions, patients, make.random)
    return [make.patient(index, count) for index, count in enumerate(shares)]


def _shared_out(sessions: int, patients: int, chance: random.Random) -> list[int]:
    """How many sessions each patient has; the first has five when there are enough."""
    shares = [0] * patients
    if not patients:
        return shares
    shares[0] = min(5, sessions)
    for _ in range(sessions - shares[0]):
        shares[chance.randrange(1, patients) if patients > 1 else 0] += 1
    return shares


class _Generator:
    def __init__(self, reference: Reference, seed: int, now: datetime) -> None:
        self._reference = reference
        self.random = random.Random(seed)  # noqa: S311 - invented patients, no secrets
        self._now = now

    def patient(self, index: int, count: int) -> tuple[Patient, list[Session]]:
        chance = self.random
        family = _FAMILY[index % len(_FAMILY)]
        given = _GIVEN[(index * 5 + index // len(_FAMILY)) % len(_GIVEN)]
        patient = Patient(
            id=PatientId(self._id()),
            family_name=family,
            given_name=f"{given} (demo)",
            birth_date=date(1979, 3, 12) if index == 0 else self._birth_date(),
            sex=Sex.FEMALE if index == 0 else chance.choice((Sex.FEMALE, Sex.MALE)),
            number=f"D-{417 + index:05d}",
            referrer="Dr N. Nobody (demo)" if chance.random() < 0.4 else "",
            alerts=_ALERTS[:2] if index == 0 else self._alerts(),
        )
        complaint = _COMPLAINTS[1] if index == 0 else chance.choice(_COMPLAINTS)
        sessions = list(self._course(patient, complaint, count, draft=index == 0))
        return patient, sessions

    def _course(
        self, patient: Patient, complaint: _Complaint, count: int, *, draft: bool
    ) -> Iterator[Session]:
        chance = self.random
        pain = chance.randint(6, 9)
        side = Side.RIGHT if draft else chance.choice((Side.LEFT, Side.RIGHT))
        started = self._now - timedelta(
            days=7 * (count - 1) + (0 if draft else chance.randint(1, 30))
        )
        started = started.replace(minute=chance.choice((0, 10, 20, 30, 40, 50)), second=0)
        if draft:
            started = min(started, self._now - timedelta(days=7 * (count - 1), minutes=12))
        for number in range(1, count + 1):
            last = draft and number == count
            begun = self._now - timedelta(minutes=12) if last else started
            after = max(0, pain - chance.choice((1, 1, 2, 2, 3)))
            yield Session(
                id=SessionId(self._id()),
                patient_id=patient.id,
                number=number,
                therapist=DEMO_CLINIC.therapist,
                started_at=begun,
                entered_at=begun,
                ended_at=None if last else begun + timedelta(minutes=chance.randint(25, 45)),
                content_version=self._reference.content_version,
                complaint=complaint.words,
                goal=complaint.goal,
                position=chance.choice(("prone", "side-lying", "prone, then side-lying", "supine")),
                pain_before=pain,
                pain_after=None if last else after,
                response="" if last else "Well tolerated.",
                aftercare="" if last else "Sheet given and explained.",
                plan="" if last else "One week.",
                trigger_points=tuple(self._points(complaint, side, begun, open_now=last)),
            )
            started += timedelta(days=7)
            pain = max(0, min(10, after + chance.choice((0, 1, 1, 2))))

    def _points(
        self, complaint: _Complaint, side: Side, begun: datetime, *, open_now: bool
    ) -> Iterator[TriggerPoint]:
        chance = self.random
        muscles = [
            self._reference.muscles[m] for m in complaint.muscles if m in self._reference.muscles
        ]
        count = min(len(muscles), chance.randint(2, 5))
        for order, muscle in enumerate(muscles[:count]):
            where = Side.MIDLINE if not muscle.paired else side
            if muscle.paired and chance.random() < 0.15:
                where = side.opposite
            choice = muscle.points_on(where)
            if not choice:
                continue
            left_in = open_now and order == count - 1
            yield self._point(muscle, chance.choice(choice), where, begun, order, left_in=left_in)

    def _point(
        self,
        muscle: Muscle,
        reference_point: ReferencePoint,
        side: Side,
        begun: datetime,
        order: int,
        *,
        left_in: bool,
    ) -> TriggerPoint:
        chance = self.random
        place = reference_point.place_on(side)
        active = chance.random() < 0.65
        needled = left_in or chance.random() < 0.9
        placed_at = begun + timedelta(minutes=2 * order + 2)
        return TriggerPoint(
            id=TriggerPointId(self._id()),
            muscle_id=muscle.id,
            side=side,
            place=BodyPlace(place.view, round(place.x, 5), round(place.y, 5)),
            reference_point_id=reference_point.id,
            status=Status.ACTIVE if active else Status.LATENT,
            taut_band=True,
            tender_spot=True,
            referred_pain=active or None,
            reproduces_pain=active and chance.random() < 0.7,
            needles=self._needles(muscle, placed_at, left_in=left_in) if needled else (),
            twitch=self._twitch() if needled else Twitch(),
            palpation=chance.choice((Palpation.FLAT, Palpation.PINCER)),
            pain_during=chance.randint(2, 6) if needled else None,
        )

    def _needles(self, muscle: Muscle, placed_at: datetime, *, left_in: bool) -> tuple[Needle, ...]:
        chance = self.random
        size = _usual_size(muscle)
        count = 2 if left_in else chance.choice((1, 1, 2))
        technique = (
            Technique.STATIC
            if left_in
            else chance.choice((Technique.PISTONING, Technique.PISTONING, Technique.WINDING))
        )
        most = max(8, int(size.length_mm * 0.7))
        needle = Needle(
            id=NeedleId(""),
            size=size,
            placed_at=placed_at,
            removed_at=None if left_in else placed_at,
            technique=technique,
            insertions=1 if left_in else chance.randint(1, 6),
            depth_mm=float(chance.randrange(6, most)),
        )
        return tuple(replace(needle, id=NeedleId(self._id())) for _ in range(count))

    def _twitch(self) -> Twitch:
        chance = self.random
        if chance.random() < 0.2:
            return Twitch(sought=True)
        grade = chance.choice(tuple(TwitchGrade))
        return Twitch(sought=True, elicited=True, count=chance.randint(1, 4), strongest=grade)

    def _alerts(self) -> tuple[PatientAlert, ...]:
        return (self.random.choice(_ALERTS),) if self.random.random() < 0.25 else ()

    def _birth_date(self) -> date:
        return date(1940, 1, 1) + timedelta(days=self.random.randrange(0, 66 * 365))

    def _id(self) -> str:
        return str(uuid.UUID(int=self.random.getrandbits(128), version=4))


def _usual_size(muscle: Muscle) -> NeedleSize:
    """A needle of the tray's kind within the muscle's usual range."""
    lengths = muscle.needling.needle_mm
    gauges = muscle.needling.gauge_mm
    if lengths is None or gauges is None:
        return DEFAULT_TRAY[0]
    for size in DEFAULT_TRAY:
        if (
            lengths[0] <= size.length_mm <= lengths[1]
            and gauges[0] <= size.diameter_mm <= gauges[1]
        ):
            return size
    return NeedleSize(gauges[-1], float(lengths[0]))


def today(clock_now: datetime) -> datetime:
    """The present in whole minutes, as the demo's newest session begins."""
    return clock_now.astimezone(UTC).replace(second=0, microsecond=0)
