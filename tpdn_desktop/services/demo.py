"""A generated clinic for trials, benchmarks and the first look: obviously invented.

The same seed gives the same clinic. Courses follow the way such treatments usually go: a complaint,
a handful of muscles that commonly refer there, pain that falls from session to session, not always.
Sessions are finished and signed, but for the newest of some patients.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.domain.anatomy import BodyPlace, Side
from tpdn_desktop.domain.clinic import DEFAULT_TRAY, Clinic, NeedleBox, Therapist
from tpdn_desktop.domain.needle import PlannedNeedle, Technique
from tpdn_desktop.domain.patient import Patient, PatientAlert, PatientId, Sex
from tpdn_desktop.domain.protocol import Protocol, ProtocolId, ProtocolPoint
from tpdn_desktop.domain.session import Session
from tpdn_desktop.services import demo_cases as cases
from tpdn_desktop.services.demo_course import BOTH_SIDES, UNDER_WAY, Case, CourseMaker
from tpdn_desktop.services.demo_points import DWELL_MIN

DEMO_CLINIC = Clinic(
    name="Example Physiotherapy (demo clinic)",
    therapist=Therapist("R. Model (demo)", "Physiotherapist", "00-0000"),
    address="1 Sample Street, 00000 Anytown",
    phone="000 000 000",
    email="clinic@example.org",
    is_demo=True,
    boxes=tuple(
        NeedleBox(size, f"DEMO-{number:03d}", date(2030, 6, 30))
        for number, size in enumerate(DEFAULT_TRAY, start=1)
    ),
)

_GIVEN_COMPLAINTS = {UNDER_WAY: cases.COMPLAINTS[1], BOTH_SIDES: cases.COMPLAINTS[7]}


def demo_patients(
    reference: Reference, *, patients: int, sessions: int, seed: int, now: datetime
) -> list[tuple[Patient, list[Session]]]:
    """Patients with `sessions` sessions among them; the first patient has the newest, a draft."""
    make = _Generator(reference, seed, now)
    shares = _shared_out(sessions, patients, make.random)
    return [make.patient(index, count) for index, count in enumerate(shares)]


def demo_protocols(reference: Reference) -> tuple[Protocol, ...]:
    """A few protocols, as a clinic might keep them; muscles that the tables lack are left out."""
    made = []
    for number, (name, muscles, sides, technique) in enumerate(_PROTOCOLS, start=1):
        points = tuple(
            point
            for muscle_id in muscles
            for side in sides
            for point in _protocol_points(reference, muscle_id, side, technique)
        )
        if points:
            made.append(Protocol(ProtocolId(f"demo-protocol-{number}"), name, points))
    return tuple(made)


_PROTOCOLS = (
    (
        "Shoulder, right",
        ("infraspinatus", "supraspinatus", "teres_minor"),
        (Side.RIGHT,),
        Technique.PISTONING,
    ),
    (
        "Neck, both sides",
        ("trapezius_upper", "levator_scapulae"),
        (Side.LEFT, Side.RIGHT),
        Technique.PISTONING,
    ),
    (
        "Calves with dwell",
        ("gastrocnemius_medial", "soleus"),
        (Side.LEFT, Side.RIGHT),
        Technique.STATIC,
    ),
)


def _protocol_points(
    reference: Reference, muscle_id: str, side: Side, technique: Technique
) -> Iterator[ProtocolPoint]:
    muscle = reference.muscles.get(muscle_id)
    if muscle is None:
        return
    target = DWELL_MIN if technique.stays_in else None
    for point in muscle.points_on(side)[:1]:
        place = point.place_on(side)
        rounded = BodyPlace(place.view, round(place.x, 5), round(place.y, 5))
        plan = PlannedNeedle(DEFAULT_TRAY[0], technique, target)
        yield ProtocolPoint(muscle_id, side, rounded, reference_point_id=point.id, needles=(plan,))


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
        self.random = random.Random(seed)  # noqa: S311 - invented patients, no secrets
        self._make = CourseMaker(reference, DEMO_CLINIC, self.random, now)

    def patient(self, index: int, count: int) -> tuple[Patient, list[Session]]:
        chance = self.random
        first = index == UNDER_WAY
        names = cases.FAMILY_NAMES
        given = cases.GIVEN_NAMES[(index * 5 + index // len(names)) % len(cases.GIVEN_NAMES)]
        patient = Patient(
            id=PatientId(self._make.new_id()),
            family_name=names[index % len(names)],
            given_name=f"{given} (demo)",
            birth_date=date(1979, 3, 12) if first else self._birth_date(),
            sex=Sex.FEMALE if first else chance.choice((Sex.FEMALE, Sex.MALE)),
            number=f"D-{417 + index:05d}",
            referrer="Dr N. Nobody (demo)" if chance.random() < 0.4 else "",
            alerts=cases.ALERTS[:2] if first else self._alerts(),
        )
        complaint = _GIVEN_COMPLAINTS.get(index) or chance.choice(cases.COMPLAINTS)
        side = Side.RIGHT if first else chance.choice((Side.LEFT, Side.RIGHT))
        case = Case(index, patient, complaint, side, count)
        return patient, list(self._make.course(case))

    def _alerts(self) -> tuple[PatientAlert, ...]:
        # The first two alerts say where not to needle; only the first patient is charted so.
        return (self.random.choice(cases.ALERTS[2:]),) if self.random.random() < 0.25 else ()

    def _birth_date(self) -> date:
        return date(1940, 1, 1) + timedelta(days=self.random.randrange(0, 66 * 365))


def today(clock_now: datetime) -> datetime:
    """The present in whole minutes, as the demo's newest session begins."""
    return clock_now.astimezone(UTC).replace(second=0, microsecond=0)
