"""A trigger point in words: the same words in the table on screen, on paper and in the terminal."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from tpdn_desktop.domain.needle import LONGEST_IN, Technique
from tpdn_desktop.domain.trigger_point import PressureUnit, TriggerPoint, Twitch

TECHNIQUE_WORDS = {
    Technique.SUPERFICIAL: "superficial",
    Technique.PISTONING: "pistoning",
    Technique.STATIC: "static, left in",
    Technique.WINDING: "winding",
    Technique.THREADING: "threading",
    Technique.FANNING: "fanning",
    Technique.PERIOSTEAL: "periosteal pecking",
    Technique.ELECTRICAL: "electrical",
}


PRESSURE_UNITS = {PressureUnit.KGF_CM2: "kgf/cm²", PressureUnit.KPA: "kPa"}


def asked_findings(point: TriggerPoint) -> list[str]:
    """The findings that were looked for, present or absent: taut band, no jump sign."""
    asked = (
        ("taut band", point.taut_band),
        ("tender spot", point.tender_spot),
        ("jump sign", point.jump_sign),
        ("referred pain", point.referred_pain),
    )
    return [name if found else f"no {name}" for name, found in asked if found is not None]


def threshold_words(point: TriggerPoint) -> list[str]:
    """The pressure pain threshold with its unit; nothing when it was not measured."""
    measured = point.pressure_threshold
    if measured is None:
        return []
    return [f"pressure pain threshold {measured.value:g} {PRESSURE_UNITS[measured.unit]}"]


def needles_words(point: TriggerPoint) -> str:
    """2 × 0.30×40 for each size, or none."""
    if not point.needles:
        return "none"
    sizes = Counter(n.size for n in point.needles)
    return ", ".join(f"{count} × {size.label.replace(' ', '')}" for size, count in sizes.items())


def technique_words(point: TriggerPoint) -> str:
    """How the needles were used; palpated only without a needle."""
    if not point.needles:
        return "palpated"
    used = dict.fromkeys(TECHNIQUE_WORDS[n.technique] for n in point.needles)
    return ", ".join(used)


def twitch_words(twitch: Twitch) -> str:
    """Not sought, none, medium × 2: findings of the same weight."""
    if not twitch.sought:
        return "not sought"
    if not twitch.elicited:
        return "none"
    grade = twitch.strongest.value if twitch.strongest else "yes"
    return grade if twitch.count is None else f"{grade} × {twitch.count}"


def now_words(point: TriggerPoint, now: datetime) -> str:
    """What of the needles is in the patient now: 2 in · 6:12, 2 in · > 12 h, removed ..."""
    if not point.needles:
        return "not needled"
    inside = point.needles_in
    if not inside:
        return "removed"
    longest = int((now - min(n.placed_at for n in inside)).total_seconds())
    if longest < 0:
        return f"{len(inside)} in"
    if longest >= LONGEST_IN.total_seconds():
        return f"{len(inside)} in · > {LONGEST_IN // timedelta(hours=1)} h"
    return f"{len(inside)} in · {longest // 60}:{longest % 60:02d}"
