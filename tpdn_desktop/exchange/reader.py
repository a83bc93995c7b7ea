"""Reading a document in the exchange format: all of its patients, or every reason why not."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeAlias, cast

from tpdn_desktop.domain.anatomy import BodyPlace, Side, View
from tpdn_desktop.domain.clinic import Therapist
from tpdn_desktop.domain.moment import checked_birth_date
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
from tpdn_desktop.exchange.members import Members
from tpdn_desktop.exchange.refusal import FaultList, ImportRefused
from tpdn_desktop.exchange.shape import check_shape
from tpdn_desktop.exchange.strict_json import parse

__all__ = ["ImportRefused", "MuscleViews", "read_patients"]

MuscleViews: TypeAlias = Mapping[str, tuple[frozenset[str], bool]]
"""For each muscle of the atlas: the views in which it is drawn, and whether it is paired."""


def read_patients(
    document: bytes,
    *,
    muscle_views: MuscleViews,
    reference_points: Mapping[str, str],
    region_codes: Collection[str],
    today: date,
) -> list[tuple[Patient, tuple[Session, ...]]]:
    """The patients of a document with their sessions, as they stand in it.

    Args:
        document: the bytes of the file, at most 100 MB.
        muscle_views: what the atlas knows of muscles.
        reference_points: the muscle of each reference point of the atlas.
        region_codes: the surface regions of the atlas.
        today: births lie not after it, and treatments not more than a day (time zones).

    Raises:
        ImportRefused: with every fault found, up to 100; nothing of the document may be used.
    """
    values = parse(document)
    faults = FaultList()
    check_shape(values, faults)
    if faults.is_full or faults.is_at("$", "$.format", "$.version"):
        faults.refuse()
    atlas = _Atlas(muscle_views, reference_points, frozenset(region_codes), today)
    patients = _Reading(atlas, faults).patients(Members(values, "$", faults))
    faults.refuse()
    return patients


@dataclass(frozen=True, slots=True)
class _Atlas:
    muscle_views: MuscleViews
    reference_points: Mapping[str, str]
    region_codes: frozenset[str]
    today: date

    def check_point(self, members: Members) -> None:
        """Add what the atlas says against a trigger point."""
        if not members.is_good("muscle_id"):
            return
        muscle_id = members.text("muscle_id")
        if muscle_id not in self.muscle_views:
            members.add("muscle_id", "names no muscle of the atlas")
            return
        views, paired = self.muscle_views[muscle_id]
        place = members.object("place")
        if members.is_good("place") and place.is_good("view") and place.text("view") not in views:
            place.add("view", "is a view in which this muscle is not drawn")
        if members.is_good("side") and paired == (members.text("side") == Side.MIDLINE):
            allowed = (
                "left or right: this muscle is paired" if paired else "midline: it is unpaired"
            )
            members.add("side", f"must be {allowed}")
        if members.has("reference_point_id") and members.is_good("reference_point_id"):
            self._check_reference_point(members, muscle_id)

    def _check_reference_point(self, members: Members, muscle_id: str) -> None:
        of_muscle = self.reference_points.get(members.text("reference_point_id"))
        if of_muscle is None:
            members.add("reference_point_id", "names no reference point of the atlas")
        elif of_muscle != muscle_id:
            members.add("reference_point_id", "names a point of another muscle")


class _Reading:
    """One pass over a document. A part with a fault becomes None; its neighbours are read on."""

    def __init__(self, atlas: _Atlas, faults: FaultList) -> None:
        self._atlas = atlas
        self._faults = faults
        self._session_ids: set[Any] = set()

    def patients(self, document: Members) -> list[tuple[Patient, tuple[Session, ...]]]:
        """Every patient of the document."""
        found = []
        ids: set[Any] = set()
        for members in document.objects("patients"):
            _refuse_twice(members, "id", ids, "a patient")
            patient, sessions = self._patient(members)
            if patient is not None:
                found.append((patient, tuple(sessions)))
            if self._faults.is_full:
                break
        return found

    def _patient(self, m: Members) -> tuple[Patient | None, list[Session]]:
        alerts = [alert for a in m.objects("alerts") if (alert := self._alert(a)) is not None]
        patient_id = PatientId(m.text("id"))
        born = m.day("birth_date")
        if born is not None:
            m.build(lambda: checked_birth_date(born, self._atlas.today))
        sex = m.word("sex", Sex) or Sex.UNKNOWN
        contact = {name: m.text(name) for name in ("number", "phone", "email", "referrer", "note")}
        names = m.text("family_name"), m.text("given_name")
        patient = m.build(
            lambda: Patient(patient_id, *names, born, sex, **contact, alerts=tuple(alerts))
        )
        numbers: set[Any] = set()
        sessions = []
        for s in m.objects("sessions"):
            _refuse_twice(s, "id", self._session_ids, "a session")
            _refuse_twice(s, "number", numbers, "a session of this patient")
            session = self._session(s, patient_id, born)
            if session is not None:
                sessions.append(session)
            if self._faults.is_full:
                break
        return patient, sessions

    def _alert(self, m: Members) -> PatientAlert | None:
        region = m.get("region")
        if m.is_good("region") and region is not None and region not in self._atlas.region_codes:
            m.add("region", "names no region of the atlas")
        code, text, asked_on = m.text("code"), m.text("text"), m.day("asked_on")
        scope, side = m.word("scope", AlertScope), m.word("side", Side)
        return m.build(
            lambda: PatientAlert(code, cast("AlertScope", scope), side, region, text, asked_on)
        )

    def _session(self, m: Members, patient_id: PatientId, born: date | None) -> Session | None:
        point_ids: set[Any] = set()
        points = []
        for p in m.objects("trigger_points"):
            _refuse_twice(p, "id", point_ids, "a trigger point of this session")
            point = self._point(p)
            if point is not None:
                points.append(point)
        therapist = _therapist(m.object("therapist"))
        values: dict[str, Any] = {
            "id": SessionId(m.text("id")),
            "number": m.whole("number"),
            "state": m.word("state", SessionState),
            **{name: m.time(name) for name in ("started_at", "entered_at", "ended_at")},
            **{name: m.whole(name) for name in ("pain_before", "pain_after")},
            **{name: m.text(name) for name in _SESSION_TEXTS},
            "trigger_points": tuple(points),
        }
        self._check_start(m, values["started_at"], born)
        therapist = therapist or Therapist("-")  # to hear what else is wrong
        return m.build(lambda: Session(patient_id=patient_id, therapist=therapist, **values))

    def _check_start(self, m: Members, started_at: Any, born: date | None) -> None:
        if started_at is None:
            return
        day = started_at.date()
        if born is not None and day < born:
            m.add("started_at", "lies before the patient's birth")
        if day > self._atlas.today + timedelta(days=1):
            m.add("started_at", "lies in the future")

    def _point(self, m: Members) -> TriggerPoint | None:
        needle_ids: set[Any] = set()
        needles = []
        for n in m.objects("needles"):
            _refuse_twice(n, "id", needle_ids, "a needle of this trigger point")
            needle = _needle(n)
            if needle is not None:
                needles.append(needle)
        place, twitch = _place(m.object("place")), _twitch(m.object("twitch"))
        self._atlas.check_point(m)
        values: dict[str, Any] = {
            "id": TriggerPointId(m.text("id")),
            "muscle_id": m.text("muscle_id"),
            "side": m.word("side", Side),
            "map_version": m.whole("map_version"),
            "reference_point_id": m.get("reference_point_id"),
            "status": m.word("status", Status) or Status.NOT_CLASSIFIED,
            **{name: m.get(name) for name in _FINDINGS},
            "needles": tuple(needles),
            "palpation": m.word("palpation", Palpation),
            "pain_during": m.whole("pain_during"),
            "felt_at": m.text("felt_at"),
            "note": m.text("note"),
        }
        if place is None:
            return None
        # Built even with a faulty twitch, to hear what else is wrong.
        return m.build(lambda: TriggerPoint(place=place, twitch=twitch or Twitch(), **values))


_SESSION_TEXTS = (
    *("content_version", "complaint", "goal", "position"),
    *("response", "aftercare", "plan", "note"),
)
_FINDINGS = ("taut_band", "tender_spot", "referred_pain", "reproduces_pain")


def _therapist(m: Members) -> Therapist | None:
    names = m.text("name"), m.text("designation"), m.text("licence_number")
    return m.build(lambda: Therapist(*names))


def _place(m: Members) -> BodyPlace | None:
    view, x, y = m.word("view", View), m.real("x"), m.real("y")
    return m.build(lambda: BodyPlace(cast("View", view), cast("float", x), cast("float", y)))


def _twitch(m: Members) -> Twitch | None:
    sought, elicited = m.get("sought"), m.get("elicited")
    count, strongest = m.whole("count"), m.word("strongest", TwitchGrade)
    return m.build(lambda: Twitch(sought, elicited, count, strongest))


def _needle(m: Members) -> Needle | None:
    values: dict[str, Any] = {
        "id": NeedleId(m.text("id")),
        "placed_at": m.time("placed_at"),
        "removed_at": m.time("removed_at"),
        "technique": m.word("technique", Technique),
        "insertions": m.whole("insertions"),
        "depth_mm": m.real("depth_mm"),
    }
    diameter_mm, length_mm = m.real("diameter_mm"), m.real("length_mm")
    return m.build(
        lambda: Needle(
            size=NeedleSize(cast("float", diameter_mm), cast("float", length_mm)), **values
        )
    )


def _refuse_twice(m: Members, name: str, seen: set[Any], what: str) -> None:
    value = m.whole(name) if name == "number" else m.get(name)
    if not isinstance(value, str | int):
        return
    if value in seen:
        m.add(name, f"stands twice: {what} before has the same")
    seen.add(value)
