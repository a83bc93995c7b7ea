"""A document in the exchange format: patients with their sessions, and what a clinic added.

What is unknown is left out and lists are always there, so that reading and writing give back the
same document.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from tpdn_desktop.domain.own_content import OwnContent
from tpdn_desktop.domain.patient import Patient, PatientAlert, Sex
from tpdn_desktop.domain.protocol import Protocol
from tpdn_desktop.domain.session import Session
from tpdn_desktop.exchange import clinic_writer
from tpdn_desktop.exchange.json_values import known
from tpdn_desktop.exchange.session_writer import session as session_values
from tpdn_desktop.exchange.shape import FORMAT, VERSION


def write_document(
    patients: Iterable[tuple[Patient, Sequence[Session]]] = (),
    *,
    own_content: OwnContent | None = None,
    protocols: Sequence[Protocol] | None = None,
) -> bytes:
    """The document as UTF-8, indented, with a final line break; sessions by number.

    Args:
        patients: patients with their sessions.
        own_content: what the clinic added to the atlas; None says nothing of it.
        protocols: the clinic's protocols; None says nothing of them.

    Raises:
        RuleBroken: a time has a fraction of a second, which the format does not keep.
    """
    document: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "patients": [_patient(patient, sessions) for patient, sessions in patients],
    }
    if own_content is not None:
        document["own_content"] = clinic_writer.own_content(own_content)
    if protocols is not None:
        document["protocols"] = [clinic_writer.protocol(protocol) for protocol in protocols]
    return (json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2) + "\n").encode()


def _patient(patient: Patient, sessions: Sequence[Session]) -> dict[str, Any]:
    return known(
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
        sessions=[session_values(s) for s in sorted(sessions, key=lambda s: s.number)],
    )


def _alert(alert: PatientAlert) -> dict[str, Any]:
    return known(
        code=alert.code,
        scope=alert.scope,
        side=alert.side,
        region=alert.region,
        text=alert.text,
        asked_on=alert.asked_on,
    )
