"""Rows of session, trigger point and needle to domain objects and back.

Rows that are read come as plain tuples in the order of the table's columns; rows to write are
dictionaries.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, TypeAlias

from tpdn_desktop.domain.anatomy import BodyPlace
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.needle import Needle, NeedleId, Technique
from tpdn_desktop.domain.patient import PatientId
from tpdn_desktop.domain.session import (
    AdverseGrade,
    FinalCount,
    Session,
    SessionId,
    SessionState,
)
from tpdn_desktop.domain.signature import Signature
from tpdn_desktop.domain.stimulation import Stimulation
from tpdn_desktop.domain.trigger_point import (
    Palpation,
    PressureThreshold,
    PressureUnit,
    Status,
    TriggerPoint,
    TriggerPointId,
    Twitch,
    TwitchGrade,
    TwitchSign,
)
from tpdn_desktop.storage.mapping import (
    SIDES,
    VIEWS,
    RowValues,
    as_moment,
    as_ticks,
    finding,
    moment_or_none,
    size_of,
    therapist_of,
    therapist_values,
    ticks_or_none,
)
from tpdn_desktop.storage.written import read_plans, written_plans

PointKey: TypeAlias = tuple[str, str]
"""Session id and trigger point id."""

_STATUSES: Final = {member.value: member for member in Status}
_TECHNIQUES: Final = {member.value: member for member in Technique}


def session_row(session: Session) -> RowValues:
    """The session without its trigger points."""
    return {
        "id": session.id,
        "patient_id": session.patient_id,
        "number": session.number,
        "state": session.state.value,
        "started_at": as_ticks(session.started_at),
        "entered_at": as_ticks(session.entered_at),
        "ended_at": ticks_or_none(session.ended_at),
        **therapist_values(session.therapist),
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
        "after_last_time": session.after_last_time,
        "adverse": None if session.adverse is None else session.adverse.value,
        "adverse_note": session.adverse_note,
        "aftercare_version": session.aftercare_version,
        **_count_values(session.final_count),
        **_signature_values(session.signature),
    }


def _count_values(count: FinalCount | None) -> RowValues:
    return {
        "final_needles": None if count is None else count.needles,
        "final_counted_at": None if count is None else as_ticks(count.counted_at),
        "final_reason": "" if count is None else count.reason,
    }


def _signature_values(signature: Signature | None) -> RowValues:
    therapist = None if signature is None else signature.therapist
    return {
        "signed_by_name": None if therapist is None else therapist.name,
        "signed_by_designation": None if therapist is None else therapist.designation,
        "signed_by_licence_number": None if therapist is None else therapist.licence_number,
        "signed_at": None if signature is None else as_ticks(signature.signed_at),
        "record_hash": None if signature is None else signature.record_hash,
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
        "twitch_signs": " ".join(sorted(twitch.signs)),
        "confirmed": point.confirmed,
        "jump_sign": point.jump_sign,
        **_pressure_values(point.pressure_threshold),
        "response": point.response,
        "outside_muscle": point.outside_muscle,
        "planned": written_plans(point.planned),
    }


def _pressure_values(threshold: PressureThreshold | None) -> RowValues:
    return {
        "pressure_value": None if threshold is None else float(threshold.value),
        "pressure_unit": None if threshold is None else threshold.unit.value,
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
        "removed_at": ticks_or_none(needle.removed_at),
        "technique": needle.technique.value,
        "insertions": needle.insertions,
        "depth_mm": _real(needle.depth_mm),
        "depth_tissue": needle.depth_tissue,
        "direction": needle.direction,
        "dwell_target_min": needle.dwell_target_min,
        "lot": needle.lot,
        **_stimulation_values(needle.stimulation),
        "opened_at": ticks_or_none(needle.opened_at),
    }


def _real(value: float | None) -> float | None:
    return None if value is None else float(value)


def _stimulation_values(current: Stimulation | None) -> RowValues:
    return {
        "stimulator": None if current is None else current.device,
        "stimulation_leads": "" if current is None else current.leads,
        "stimulation_hz": None if current is None else _real(current.frequency_hz),
        "stimulation_us": None if current is None else _real(current.pulse_width_us),
        "stimulation_ma": None if current is None else _real(current.intensity_ma),
        "stimulation_min": None if current is None else current.minutes,
    }


def needle_rows(key: PointKey, point: TriggerPoint) -> list[RowValues]:
    """The needles of a trigger point, in order.

    Raises:
        RuleBroken: a needle stands twice in the point.
    """
    if len({needle.id for needle in point.needles}) != len(point.needles):
        raise RuleBroken("a needle stands twice in a trigger point")
    return [needle_row(key, position, needle) for position, needle in enumerate(point.needles)]


def session_of(
    row: Sequence[Any], points: Sequence[TriggerPoint], parts: Mapping[str, tuple[Any, ...]]
) -> Session:
    """The session from a row of `session`, its trigger points and further parts by field name."""
    session_id, patient_id, number, state, started_at, entered_at, ended_at = row[:7]
    name, designation, licence_number, content_version = row[7:11]
    complaint, goal, position, pain_before, pain_after, response, aftercare, plan, note = row[11:20]
    after_last_time, adverse, adverse_note, aftercare_version = row[20:24]
    return Session(
        id=SessionId(session_id),
        patient_id=PatientId(patient_id),
        number=number,
        therapist=therapist_of(name, designation, licence_number),
        started_at=as_moment(started_at),
        entered_at=as_moment(entered_at),
        ended_at=moment_or_none(ended_at),
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
        after_last_time=after_last_time,
        adverse=None if adverse is None else AdverseGrade(adverse),
        adverse_note=adverse_note,
        aftercare_version=aftercare_version,
        final_count=_count_of(*row[24:27]),
        signature=_signature_of(*row[27:]),
        **parts,
    )


def _count_of(needles: int | None, counted_at: int | None, reason: str) -> FinalCount | None:
    if needles is None or counted_at is None:
        return None
    return FinalCount(needles, as_moment(counted_at), reason)


def _signature_of(
    name: str | None,
    designation: str | None,
    licence_number: str | None,
    signed_at: int | None,
    record_hash: str | None,
) -> Signature | None:
    if name is None or signed_at is None or record_hash is None:
        return None
    therapist = therapist_of(name, designation or "", licence_number or "")
    return Signature(therapist, as_moment(signed_at), record_hash)


def point_of(row: Sequence[Any], needles: Mapping[PointKey, list[Needle]]) -> TriggerPoint:
    """The trigger point from a row of `trigger_point`, with its needles in order."""
    session_id, point_id, _order, muscle_id, side, view, x, y, map_version, reference_point_id = (
        row[:10]
    )
    status, taut, tender, referred, reproduces, sought, elicited, count, strongest = row[10:19]
    palpation, pain_during, felt_at, note, signs = row[19:24]
    confirmed, jump_sign, pressure, pressure_unit, response, outside_muscle, planned = row[24:]
    return TriggerPoint(
        id=TriggerPointId(point_id),
        muscle_id=muscle_id,
        side=SIDES[side],
        place=BodyPlace(VIEWS[view], x, y),
        map_version=map_version,
        reference_point_id=reference_point_id,
        status=_STATUSES[status],
        taut_band=finding(taut),
        tender_spot=finding(tender),
        referred_pain=finding(referred),
        reproduces_pain=finding(reproduces),
        needles=tuple(needles.get((session_id, point_id), ())),
        twitch=_twitch(sought, elicited, count, strongest, signs),
        palpation=None if palpation is None else Palpation(palpation),
        pain_during=pain_during,
        felt_at=felt_at,
        note=note,
        confirmed=bool(confirmed),
        jump_sign=finding(jump_sign),
        pressure_threshold=(
            None if pressure is None else PressureThreshold(pressure, PressureUnit(pressure_unit))
        ),
        response=response,
        outside_muscle=bool(outside_muscle),
        planned=read_plans(planned) if planned else (),
    )


def needle_of(row: Sequence[Any]) -> tuple[PointKey, Needle]:
    """The key of its trigger point and the needle, from a row of `needle`."""
    session_id, point_id, needle_id, _order, diameter_mm, length_mm = row[:6]
    placed_at, removed_at, technique, insertions, depth_mm, tissue = row[6:12]
    direction, dwell_target_min, lot, stimulator = row[12:16]
    needle = Needle(
        id=NeedleId(needle_id),
        size=size_of(diameter_mm, length_mm),
        placed_at=as_moment(placed_at),
        removed_at=moment_or_none(removed_at),
        technique=_TECHNIQUES[technique],
        insertions=insertions,
        depth_mm=depth_mm,
        depth_tissue=tissue,
        direction=direction,
        dwell_target_min=dwell_target_min,
        lot=lot,
        stimulation=None if stimulator is None else Stimulation(stimulator, *row[16:21]),
        opened_at=moment_or_none(row[21]),
    )
    return (session_id, point_id), needle


# The same few twitches stand in thousands of rows, and the values never change.
@lru_cache(maxsize=256)
def _twitch(
    sought: int, elicited: int, count: int | None, strongest: str | None, signs: str
) -> Twitch:
    grade = None if strongest is None else TwitchGrade(strongest)
    noticed = frozenset(TwitchSign(sign) for sign in signs.split())
    return Twitch(bool(sought), bool(elicited), count, grade, noticed)
