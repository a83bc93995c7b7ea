"""Reading a document in the exchange format: all that it holds, or every reason why not."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.moment import checked_birth_date
from tpdn_desktop.domain.own_content import OwnContent
from tpdn_desktop.domain.patient import AlertScope, Patient, PatientAlert, PatientId, Sex
from tpdn_desktop.domain.protocol import Protocol
from tpdn_desktop.domain.session import Session
from tpdn_desktop.exchange import clinic_reader
from tpdn_desktop.exchange.atlas_check import AtlasCheck, MuscleViews
from tpdn_desktop.exchange.members import Members
from tpdn_desktop.exchange.refusal import FaultList, ImportRefused
from tpdn_desktop.exchange.session_reader import session
from tpdn_desktop.exchange.shape import check_shape
from tpdn_desktop.exchange.small_readers import all_read, once, refuse_twice
from tpdn_desktop.exchange.strict_json import parse

__all__ = ["Document", "ImportRefused", "MuscleViews", "read_document"]


@dataclass(frozen=True, slots=True)
class Document:
    """What a document holds, as it stands in it. `own_content` is None when it has none."""

    patients: tuple[tuple[Patient, tuple[Session, ...]], ...] = ()
    own_content: OwnContent | None = None
    protocols: tuple[Protocol, ...] | None = None


def read_document(
    document: bytes,
    *,
    muscle_views: MuscleViews,
    reference_points: Mapping[str, str],
    region_codes: Collection[str],
    today: date,
) -> Document:
    """What a document of any version holds.

    Args:
        document: the bytes of the file, at most 100 MB.
        muscle_views: what the atlas knows of muscles.
        reference_points: the muscle of each reference point of the atlas and of the clinic's own;
            those that the document brings need not be among them.
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
    members = Members(values, "$", faults)
    own = members.object("own_content")
    points = {p.text("id"): p.text("muscle_id") for p in own.objects("points")}
    known_points = {**points, **reference_points}
    atlas = AtlasCheck(muscle_views, known_points, frozenset(region_codes), today)
    found = _read(members, atlas)
    faults.refuse()
    return found


def _read(members: Members, atlas: AtlasCheck) -> Document:
    own = members.object("own_content") if members.has("own_content") else None
    protocols = once(members.objects("protocols"), "a protocol")
    return Document(
        patients=tuple(_Patients(atlas, members.faults).read(members)),
        own_content=None if own is None else clinic_reader.own_content(own, atlas),
        protocols=all_read(protocols, lambda p: clinic_reader.protocol(p, atlas))
        if members.has("protocols")
        else None,
    )


class _Patients:
    """One pass over the patients. A part with a fault is left out; its neighbours are read on."""

    def __init__(self, atlas: AtlasCheck, faults: FaultList) -> None:
        self._atlas = atlas
        self._faults = faults
        self._session_ids: set[Any] = set()

    def read(self, document: Members) -> list[tuple[Patient, tuple[Session, ...]]]:
        """Every patient of the document."""
        found = []
        ids: set[Any] = set()
        for members in document.objects("patients"):
            refuse_twice(members, "id", ids, "a patient")
            patient, sessions = self._patient(members)
            if patient is not None:
                found.append((patient, tuple(sessions)))
            if self._faults.is_full:
                break
        return found

    def _patient(self, m: Members) -> tuple[Patient | None, list[Session]]:
        alerts = all_read(m.objects("alerts"), self._alert)
        patient_id = PatientId(m.text("id"))
        born = m.day("birth_date")
        if born is not None:
            m.build(lambda: checked_birth_date(born, self._atlas.today))
        sex = m.word("sex", Sex) or Sex.UNKNOWN
        contact = {name: m.text(name) for name in ("number", "phone", "email", "referrer", "note")}
        names = m.text("family_name"), m.text("given_name")
        patient = m.build(lambda: Patient(patient_id, *names, born, sex, **contact, alerts=alerts))
        numbers: set[Any] = set()
        sessions = []
        for s in m.objects("sessions"):
            refuse_twice(s, "id", self._session_ids, "a session")
            refuse_twice(s, "number", numbers, "a session of this patient")
            found = session(s, patient_id, born, self._atlas)
            if found is not None:
                sessions.append(found)
            if self._faults.is_full:
                break
        return patient, sessions

    def _alert(self, m: Members) -> PatientAlert | None:
        self._atlas.check_region(m)
        region = m.get("region")
        code, text, asked_on = m.text("code"), m.text("text"), m.day("asked_on")
        scope, side = m.word("scope", AlertScope), m.word("side", Side)
        return m.build(
            lambda: PatientAlert(code, cast("AlertScope", scope), side, region, text, asked_on)
        )
