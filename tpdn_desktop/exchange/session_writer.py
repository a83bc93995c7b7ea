"""A session with all its parts, as JSON."""

from __future__ import annotations

from typing import Any

from tpdn_desktop.domain.needle import OpenedNeedle, WastedNeedle
from tpdn_desktop.domain.override import Override
from tpdn_desktop.domain.pain_drawing import Pain, PainMark, PainStroke, RegionShare
from tpdn_desktop.domain.session import FinalCount, NarrativeEdit, PalpationFinding, Session
from tpdn_desktop.domain.signature import Amendment, Signature
from tpdn_desktop.exchange.json_values import as_json, known, size, therapist
from tpdn_desktop.exchange.point_writer import trigger_point


def session(of: Session) -> dict[str, Any]:
    """A session."""
    return known(
        id=of.id,
        number=of.number,
        state=of.state,
        therapist=therapist(of.therapist),
        started_at=of.started_at,
        ended_at=of.ended_at,
        entered_at=of.entered_at,
        content_version=of.content_version,
        complaint=of.complaint,
        goal=of.goal,
        position=of.position,
        pain_before=of.pain_before,
        pain_after=of.pain_after,
        response=of.response,
        aftercare=of.aftercare,
        plan=of.plan,
        note=of.note,
        after_last_time=of.after_last_time,
        adverse=of.adverse,
        adverse_note=of.adverse_note,
        aftercare_version=of.aftercare_version,
        trigger_points=[trigger_point(point) for point in of.trigger_points],
        pains=[_pain(pain) for pain in of.pains],
        palpated=[_palpated(finding) for finding in of.palpated],
        overrides=[_override(override) for override in of.overrides],
        opened=[_opened(needle) for needle in of.opened],
        wasted=[_wasted(needle) for needle in of.wasted],
        final_count=None if of.final_count is None else _final_count(of.final_count),
        narrative=[_narrative(edit) for edit in of.narrative],
        signature=None if of.signature is None else _signature(of.signature),
        amendments=[_amendment(amendment) for amendment in of.amendments],
    )


def _pain(pain: Pain) -> dict[str, Any]:
    return known(
        id=pain.id,
        quality=pain.quality,
        intensity=pain.intensity,
        marks=[_mark(mark) for mark in pain.marks],
        regions=[_share(share) for share in pain.regions],
        body_share=pain.body_share,
    )


def _mark(mark: PainMark) -> dict[str, Any]:
    if isinstance(mark, PainStroke):
        return known(
            kind="stroke",
            view=mark.view,
            places=[[as_json(x), as_json(y)] for x, y in mark.places],
            radius=mark.radius,
            erases=mark.erases,
        )
    return known(kind="region", region=mark.region, side=mark.side, painful=mark.painful)


def _share(share: RegionShare) -> dict[str, Any]:
    return known(region=share.region, side=share.side, share=share.share)


def _palpated(finding: PalpationFinding) -> dict[str, Any]:
    return known(
        reference_point_id=finding.reference_point_id,
        side=finding.side,
        is_positive=finding.is_positive,
    )


def _override(override: Override) -> dict[str, Any]:
    return known(
        rule_id=override.rule_id,
        muscle_id=override.muscle_id,
        side=override.side,
        caution=override.caution,
        reason=override.reason,
        written_at=override.written_at,
    )


def _opened(needle: OpenedNeedle) -> dict[str, Any]:
    when = known(opened_at=needle.opened_at, lot=needle.lot)
    return {"id": needle.id, **size(needle.size), **when}


def _wasted(needle: WastedNeedle) -> dict[str, Any]:
    when_and_why = known(
        opened_at=needle.opened_at,
        wasted_at=needle.wasted_at,
        reason=needle.reason,
        lot=needle.lot,
    )
    return {"id": needle.id, **size(needle.size), **when_and_why}


def _final_count(count: FinalCount) -> dict[str, Any]:
    return known(needles=count.needles, counted_at=count.counted_at, reason=count.reason)


def _narrative(edit: NarrativeEdit) -> dict[str, Any]:
    return known(paragraph=edit.paragraph, text=edit.text)


def _signature(signature: Signature) -> dict[str, Any]:
    return known(
        therapist=therapist(signature.therapist),
        signed_at=signature.signed_at,
        record_hash=signature.record_hash,
    )


def _amendment(amendment: Amendment) -> dict[str, Any]:
    return known(
        id=amendment.id,
        kind=amendment.kind,
        author=therapist(amendment.author),
        written_at=amendment.written_at,
        reason=amendment.reason,
        text=amendment.text,
    )
