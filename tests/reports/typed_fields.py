"""Every text that a person can type and a session summary shows, with how it gets there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from tests.reports import samples
from tests.reports.test_logo import picture
from tpdn_desktop.domain.clinic import Therapist
from tpdn_desktop.domain.needle import NeedleId, Technique, WastedNeedle
from tpdn_desktop.domain.override import Override
from tpdn_desktop.domain.session import AdverseGrade, FinalCount, NarrativeEdit
from tpdn_desktop.domain.signature import Amendment, AmendmentId, AmendmentKind
from tpdn_desktop.domain.stimulation import Stimulation
from tpdn_desktop.reports.logo import checked_logo
from tpdn_desktop.reports.summary_content import SummaryContent


def of_patient(**fields: str) -> SummaryContent:
    return samples.content(patient=replace(samples.PATIENT, **fields))


def of_session(**fields: object) -> SummaryContent:
    return samples.content(samples.session(**fields))


def of_point(**fields: object) -> SummaryContent:
    point = replace(samples.six_points()[0], **fields)
    return samples.content(samples.session((point, *samples.six_points()[1:])))


def of_needle(**fields: object) -> SummaryContent:
    first, *rest = samples.six_points()
    return of_point(needles=tuple(replace(n, **fields) for n in (*first.needles, *rest[0].needles)))


def of_current(**fields: str) -> SummaryContent:
    return of_needle(technique=Technique.ELECTRICAL, stimulation=Stimulation(**fields))


def of_alert(text: str, code: str = "anticoagulant") -> SummaryContent:
    alert = replace(samples.PATIENT.alerts[1], code=code, text=text)
    return samples.content(patient=replace(samples.PATIENT, alerts=(alert,)))


def of_clinic(**fields: str) -> SummaryContent:
    return samples.content(clinic=replace(samples.CLINIC, **fields))


def of_therapist(**fields: str) -> SummaryContent:
    therapist = replace(samples.THERAPIST, **fields)
    return samples.content(replace(samples.session(), therapist=therapist))


def of_override(caution: str, reason: str) -> SummaryContent:
    at = samples.START
    return of_session(overrides=(Override("r", "infraspinatus", None, caution, reason, at),))


def of_amendment(reason: str, text: str, author: str = "A. Colleague") -> SummaryContent:
    made = Amendment(
        AmendmentId("a"),
        AmendmentKind.CORRECTION,
        Therapist(author),
        samples.START + timedelta(days=1),
        reason,
        text,
    )
    return samples.content(samples.session().with_amendment(made))


def of_wasted(reason: str) -> SummaryContent:
    size = samples.six_points()[0].needles[0].size
    return of_session(wasted=(WastedNeedle(NeedleId("w"), size, samples.START, reason),))


def with_logo(name: str) -> SummaryContent:
    return samples.content(clinic=replace(samples.CLINIC, name=name), logo=checked_logo(picture()))


FIELDS: dict[str, Callable[[str], SummaryContent]] = {
    "family name": lambda t: of_patient(family_name=t or "x"),
    "given name": lambda t: of_patient(given_name=t),
    "number": lambda t: of_patient(number=t),
    "referrer": lambda t: of_patient(referrer=t),
    "alert": of_alert,
    "other alert": lambda t: of_alert(t or "x", "other"),
    "clinic": lambda t: of_clinic(name=t or "x"),
    "address": lambda t: of_clinic(address=t),
    "phone": lambda t: of_clinic(phone=t),
    "e-mail": lambda t: of_clinic(email=t),
    "clinic beside a logo": lambda t: with_logo(t or "x"),
    "therapist": lambda t: of_therapist(name=t or "x"),
    "designation": lambda t: of_therapist(designation=t),
    "licence number": lambda t: of_therapist(licence_number=t),
    "complaint": lambda t: of_session(complaint=t),
    "goal": lambda t: of_session(goal=t),
    "position": lambda t: of_session(position=t.replace("\n", " ")),
    "response": lambda t: of_session(response=t),
    "aftercare": lambda t: of_session(aftercare=t, aftercare_version=2),
    "plan": lambda t: of_session(plan=t),
    "note": lambda t: of_session(note=t),
    "after last time": lambda t: of_session(after_last_time=t),
    "adverse note": lambda t: of_session(adverse=AdverseGrade.MILD, adverse_note=t),
    "reason of the count": lambda t: of_session(final_count=FinalCount(6, samples.START, t)),
    "rewritten": lambda t: of_session(narrative=(NarrativeEdit("plan", t),)),
    "wasted": of_wasted,
    "caution": lambda t: of_override(t, "known"),
    "reason of an override": lambda t: of_override("Deep muscle.", t or "x"),
    "reason of an amendment": lambda t: of_amendment(t or "x", "Sore."),
    "amendment": lambda t: of_amendment("a call", t or "x"),
    "author of an amendment": lambda t: of_amendment("a call", "Sore.", t or "x"),
    "felt at": lambda t: of_point(felt_at=t),
    "note of a point": lambda t: of_point(note=t),
    "response of a point": lambda t: of_point(response=t),
    "lot": lambda t: of_needle(lot=t),
    "direction": lambda t: of_needle(direction=t),
    "tissue": lambda t: of_needle(depth_tissue=t),
    "device": lambda t: of_current(device=t),
    "leads": lambda t: of_current(leads=t),
}
"""By the name of the field; a name is never empty."""
