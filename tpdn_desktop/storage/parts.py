"""The further parts of a session: pains, palpation, overrides, needles not placed, own paragraphs.

Each part is a table of its own whose rows belong to one session; they are read, compared and
written in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Table

from tpdn_desktop.domain.needle import NeedleId, OpenedNeedle, WastedNeedle
from tpdn_desktop.domain.override import Override
from tpdn_desktop.domain.pain_drawing import Pain, PainId, PainQuality
from tpdn_desktop.domain.session import NarrativeEdit, PalpationFinding
from tpdn_desktop.domain.signature import Amendment, AmendmentId, AmendmentKind
from tpdn_desktop.storage import tables
from tpdn_desktop.storage.mapping import (
    SIDES,
    RowValues,
    as_moment,
    as_ticks,
    moment_or_none,
    size_of,
    therapist_of,
    ticks_or_none,
)
from tpdn_desktop.storage.written import (
    read_marks,
    read_shares,
    written_marks,
    written_shares,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One table of parts: `field` of the session, the columns of its key, and both ways over.

    `values` gives the columns of one value but session and position; `read` takes the row's columns
    in the order of the table.
    """

    table: Table
    field: str
    key: tuple[str, ...]
    values: Callable[[Any], RowValues]
    read: Callable[[Sequence[Any]], Any]

    def rows(self, session_id: str, values: Sequence[Any]) -> list[RowValues]:
        """The rows of one session's values, in order."""
        return [
            {"session_id": session_id, "position": position, **self.values(value)}
            for position, value in enumerate(values)
        ]


def _pain_values(pain: Pain) -> RowValues:
    return {
        "id": pain.id,
        "quality": pain.quality.value,
        "intensity": pain.intensity,
        "marks": written_marks(pain.marks),
        "regions": written_shares(pain.regions),
        "body_share": float(pain.body_share),
    }


def _pain(row: Sequence[Any]) -> Pain:
    _session, pain_id, _position, quality, intensity, marks, regions, body_share = row
    return Pain(
        PainId(pain_id),
        PainQuality(quality),
        intensity,
        read_marks(marks),
        read_shares(regions),
        body_share,
    )


def _palpated_values(finding: PalpationFinding) -> RowValues:
    return {
        "reference_point_id": finding.reference_point_id,
        "side": finding.side.value,
        "is_positive": finding.is_positive,
    }


def _palpated(row: Sequence[Any]) -> PalpationFinding:
    _session, reference_point_id, side, _position, is_positive = row
    return PalpationFinding(reference_point_id, SIDES[side], bool(is_positive))


def _override_values(override: Override) -> RowValues:
    return {
        "rule_id": override.rule_id,
        "muscle_id": override.muscle_id,
        "side": None if override.side is None else override.side.value,
        "caution": override.caution,
        "reason": override.reason,
        "written_at": as_ticks(override.written_at),
    }


def _override(row: Sequence[Any]) -> Override:
    _session, _position, rule_id, muscle_id, side, caution, reason, written_at = row
    on_side = None if side is None else SIDES[side]
    return Override(rule_id, muscle_id, on_side, caution, reason, as_moment(written_at))


def _opened_values(needle: OpenedNeedle) -> RowValues:
    return {
        "id": needle.id,
        "diameter_mm": float(needle.size.diameter_mm),
        "length_mm": float(needle.size.length_mm),
        "opened_at": as_ticks(needle.opened_at),
        "lot": needle.lot,
    }


def _opened(row: Sequence[Any]) -> OpenedNeedle:
    _session, needle_id, _position, diameter_mm, length_mm, opened_at, lot = row
    size = size_of(diameter_mm, length_mm)
    return OpenedNeedle(NeedleId(needle_id), size, as_moment(opened_at), lot)


def _wasted_values(needle: WastedNeedle) -> RowValues:
    return {
        "id": needle.id,
        "diameter_mm": float(needle.size.diameter_mm),
        "length_mm": float(needle.size.length_mm),
        "wasted_at": as_ticks(needle.wasted_at),
        "reason": needle.reason,
        "opened_at": ticks_or_none(needle.opened_at),
        "lot": needle.lot,
    }


def _wasted(row: Sequence[Any]) -> WastedNeedle:
    _session, needle_id, _position, diameter_mm, length_mm, wasted_at, reason = row[:7]
    opened_at, lot = row[7:]
    return WastedNeedle(
        NeedleId(needle_id),
        size_of(diameter_mm, length_mm),
        as_moment(wasted_at),
        reason,
        moment_or_none(opened_at),
        lot,
    )


def _paragraph_values(edit: NarrativeEdit) -> RowValues:
    return {"paragraph": edit.paragraph, "text": edit.text}


def _paragraph(row: Sequence[Any]) -> NarrativeEdit:
    _session, paragraph, _position, text = row
    return NarrativeEdit(paragraph, text)


def _amendment_values(amendment: Amendment) -> RowValues:
    author = amendment.author
    return {
        "id": amendment.id,
        "kind": amendment.kind.value,
        "author_name": author.name,
        "author_designation": author.designation,
        "author_licence_number": author.licence_number,
        "written_at": as_ticks(amendment.written_at),
        "reason": amendment.reason,
        "text": amendment.text,
    }


def _amendment(row: Sequence[Any]) -> Amendment:
    _session, amendment_id, _position, kind, name, designation, licence_number = row[:7]
    written_at, reason, text = row[7:]
    author = therapist_of(name, designation, licence_number)
    return Amendment(
        AmendmentId(amendment_id),
        AmendmentKind(kind),
        author,
        as_moment(written_at),
        reason,
        text,
    )


DRAFT_PARTS: Final = (
    Part(tables.pain, "pains", ("id",), _pain_values, _pain),
    Part(
        tables.palpated,
        "palpated",
        ("reference_point_id", "side"),
        _palpated_values,
        _palpated,
    ),
    Part(tables.caution_override, "overrides", ("position",), _override_values, _override),
    Part(tables.opened_needle, "opened", ("id",), _opened_values, _opened),
    Part(tables.wasted_needle, "wasted", ("id",), _wasted_values, _wasted),
    Part(tables.narrative_edit, "narrative", ("paragraph",), _paragraph_values, _paragraph),
)
"""What a draft may change and a signature closes."""

AMENDMENTS: Final = Part(tables.amendment, "amendments", ("id",), _amendment_values, _amendment)
"""What is only ever added, and only to signed sessions."""

ALL_PARTS: Final = (*DRAFT_PARTS, AMENDMENTS)
