"""Reading the parts of a session: pains, palpation, overrides, unused needles, count, signing."""

from __future__ import annotations

from typing import Any, cast

from tpdn_desktop.domain.anatomy import Side, View
from tpdn_desktop.domain.needle import NeedleId, OpenedNeedle, WastedNeedle
from tpdn_desktop.domain.override import Override
from tpdn_desktop.domain.pain_drawing import (
    Pain,
    PainedRegion,
    PainId,
    PainMark,
    PainQuality,
    PainStroke,
    RegionShare,
)
from tpdn_desktop.domain.session import FinalCount, NarrativeEdit, PalpationFinding
from tpdn_desktop.domain.signature import Amendment, AmendmentId, AmendmentKind, Signature
from tpdn_desktop.exchange.atlas_check import AtlasCheck
from tpdn_desktop.exchange.members import Members
from tpdn_desktop.exchange.small_readers import UNKNOWN_THERAPIST, all_read, size, therapist


def pain(m: Members, atlas: AtlasCheck) -> Pain | None:
    """One of the patient's pains; None after a fault."""
    values: dict[str, Any] = {
        "id": PainId(m.text("id")),
        "quality": m.word("quality", PainQuality),
        "intensity": m.whole("intensity"),
        "marks": all_read(m.objects("marks"), lambda mark: _mark(mark, atlas)),
        "regions": all_read(m.objects("regions"), lambda share: _share(share, atlas)),
        "body_share": m.real("body_share"),
    }
    return m.build(lambda: Pain(**values))


def _mark(m: Members, atlas: AtlasCheck) -> PainMark | None:
    if m.get("kind") == "stroke":
        view, radius, erases = m.word("view", View), m.real("radius"), m.get("erases")
        places = m.pairs("places")
        return m.build(
            lambda: PainStroke(cast("View", view), places, cast("float", radius), erases)
        )
    atlas.check_region(m)
    region, side, painful = m.text("region"), m.word("side", Side), m.get("painful")
    return m.build(lambda: PainedRegion(region, cast("Side", side), painful))


def _share(m: Members, atlas: AtlasCheck) -> RegionShare | None:
    atlas.check_region(m)
    region, side, share = m.text("region"), m.word("side", Side), m.real("share")
    return m.build(lambda: RegionShare(region, cast("Side", side), cast("float", share)))


def palpated(m: Members, atlas: AtlasCheck) -> PalpationFinding | None:
    """A palpated reference point; None after a fault."""
    atlas.check_palpated(m)
    name, side = m.text("reference_point_id"), m.word("side", Side)
    is_positive = m.get("is_positive")
    return m.build(lambda: PalpationFinding(name, cast("Side", side), is_positive))


def override(m: Members) -> Override | None:
    """A caution that was gone past; None after a fault."""
    values: dict[str, Any] = {
        **{name: m.text(name) for name in ("rule_id", "muscle_id", "caution", "reason")},
        "side": m.word("side", Side),
        "written_at": m.time("written_at"),
    }
    return m.build(lambda: Override(**values))


def opened(m: Members) -> OpenedNeedle | None:
    """A needle that lies ready; None after a fault."""
    name, its_size, lot = NeedleId(m.text("id")), size(m), m.text("lot")
    opened_at = m.time("opened_at")
    return m.build(lambda: OpenedNeedle(name, its_size(), cast("Any", opened_at), lot))


def wasted(m: Members) -> WastedNeedle | None:
    """A needle that was never placed; None after a fault."""
    its_size = size(m)
    values: dict[str, Any] = {
        "id": NeedleId(m.text("id")),
        **{name: m.time(name) for name in ("opened_at", "wasted_at")},
        **{name: m.text(name) for name in ("reason", "lot")},
    }
    return m.build(lambda: WastedNeedle(size=its_size(), **values))


def final_count(m: Members) -> FinalCount | None:
    """The count at the end; None after a fault."""
    number, counted_at, reason = m.whole("needles"), m.time("counted_at"), m.text("reason")
    return m.build(lambda: FinalCount(cast("int", number), cast("Any", counted_at), reason))


def narrative(m: Members) -> NarrativeEdit | None:
    """A paragraph in own words; None after a fault."""
    paragraph, text = m.text("paragraph"), m.text("text", multiline=True)
    return m.build(lambda: NarrativeEdit(paragraph, text))


def signature(m: Members) -> Signature | None:
    """What closed a session; None after a fault."""
    who, signed_at = therapist(m.object("therapist")), m.time("signed_at")
    digits = m.text("record_hash")
    return m.build(lambda: Signature(who or UNKNOWN_THERAPIST, cast("Any", signed_at), digits))


def amendment(m: Members) -> Amendment | None:
    """Something written to a signed session afterwards; None after a fault."""
    values: dict[str, Any] = {
        "id": AmendmentId(m.text("id")),
        "kind": m.word("kind", AmendmentKind),
        "author": therapist(m.object("author")) or UNKNOWN_THERAPIST,
        "written_at": m.time("written_at"),
        "reason": m.text("reason"),
        "text": m.text("text", multiline=True),
    }
    return m.build(lambda: Amendment(**values))
