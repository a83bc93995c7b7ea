"""The safety engine: the rules of the reference tables, applied to the points of a session.

The rules are data (`resources/reference/safety_rules.yaml`); this module asks their conditions.
It reminds and never forbids: what a caution weighs is the clinician's decision.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from tpdn_desktop.atlas.reference import (
    LengthRule,
    Muscle,
    MuscleGroup,
    Reference,
    SafetyRule,
    Severity,
)
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.needle import Technique
from tpdn_desktop.domain.patient import AlertScope, PatientAlert

ARM = frozenset({MuscleGroup.SHOULDER, MuscleGroup.ARM, MuscleGroup.FOREARM, MuscleGroup.HAND})
"""What an alert for an arm covers: the shoulder too, which shares its vessels and lymph."""

LEG = frozenset({MuscleGroup.THIGH, MuscleGroup.LEG, MuscleGroup.FOOT})
"""What an alert for a leg covers."""

_NAMED = 3

Answer = tuple[str, str, Side | None]
"""What a typed reason answers: rule, muscle, side. No muscle: the patient. No side: both."""


@dataclass(frozen=True, slots=True)
class PlannedPoint:
    """What the rules ask of a point, planned or charted.

    `region` is the surface region it lies in, if known; only alerts for a region ask it.
    `longest_mm` is the longest needle there, None before a needle is chosen.
    """

    muscle_id: str
    side: Side
    region: str | None = None
    techniques: frozenset[Technique] = frozenset()
    longest_mm: float | None = None


@dataclass(frozen=True, slots=True)
class Caution:
    """One sentence to show beside the chart.

    `code` is the code of the rule; `alert` the code of the alert that called it, if any. `muscles`
    are those that it is about, empty when it is about the patient. With `needs_reason`, going on
    asks for a typed reason, which is kept (`answers`). (code, alert, muscles) tells cautions apart.
    `of_both_sides`: it is the two sides together that it cautions of.
    """

    severity: Severity
    code: str
    sentence: str
    needs_reason: bool
    alert: str | None
    muscles: tuple[tuple[str, Side], ...]
    of_both_sides: bool = False

    @property
    def rule_id(self) -> str:
        """The name of the rule in the reference tables; it is never reused or renamed."""
        return self.code

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What a typed reason for it answers: once for each muscle and side that it is about.

        A muscle that is charted later is therefore asked about anew, one that is answered is not.
        About both sides together a muscle answers once, with no side; about the patient alone the
        rule answers once, with no muscle.
        """
        if not self.muscles:
            return ((self.code, "", None),)
        if self.of_both_sides:
            return tuple((self.code, m, None) for m in dict.fromkeys(m for m, _ in self.muscles))
        return tuple((self.code, muscle, side) for muscle, side in self.muscles)

    def is_answered(self, kept: Collection[Answer]) -> bool:
        """Whether the kept reasons answer all of it; a caution that asks none always is."""
        return not self.needs_reason or all(answer in kept for answer in self.answers)


def cautions(
    reference: Reference,
    points: Sequence[PlannedPoint],
    alerts: Sequence[PatientAlert] = (),
) -> tuple[Caution, ...]:
    """The cautions for these points in a patient with these alerts, heaviest first.

    Alerts with a code that the tables do not know (`other`, or of another edition) call no rule.

    Raises:
        NotFound: a point names a muscle that the reference tables do not know.
    """
    charted = [(point, reference.muscle(point.muscle_id)) for point in points]
    found: dict[tuple[object, ...], Caution] = {}
    for rule in reference.safety_rules:
        for caution in _of_rule(rule, charted, alerts):
            found.setdefault((caution.code, caution.alert, caution.muscles), caution)
    return tuple(sorted(found.values(), key=lambda caution: -caution.severity.weight))


def reasons_needed(shown: Iterable[Caution]) -> tuple[Answer, ...]:
    """What the cautions ask a typed reason for, heaviest first, none twice."""
    asking = (answer for caution in shown if caution.needs_reason for answer in caution.answers)
    return tuple(dict.fromkeys(asking))


_Charted = tuple[PlannedPoint, Muscle]


def _of_rule(
    rule: SafetyRule, charted: Sequence[_Charted], alerts: Sequence[PatientAlert]
) -> Iterable[Caution]:
    if not rule.alerts:
        yield from _of_points(rule, None, [pair for pair in charted if _meets(rule, pair)])
        return
    by_code: dict[str, list[PatientAlert]] = {}
    for alert in alerts:
        if alert.code in rule.alerts:
            by_code.setdefault(alert.code, []).append(alert)
    for code, same in by_code.items():
        if not rule.about_points:
            yield Caution(rule.severity, rule.code, rule.sentence, rule.needs_reason, code, ())
            continue
        meeting = [pair for pair in charted if _meets(rule, pair)]
        if not rule.alert_anywhere:
            meeting = [pair for pair in meeting if any(_covers(alert, pair) for alert in same)]
        yield from _of_points(rule, code, meeting)


def _meets(rule: SafetyRule, pair: _Charted) -> bool:
    point, muscle = pair
    hazards = set(muscle.needling.hazards)
    return (
        (not rule.hazards or not rule.hazards.isdisjoint(hazards))
        and rule.without_hazards.isdisjoint(hazards)
        and (not rule.layers or muscle.layer in rule.layers)
        and (not rule.groups or muscle.group in rule.groups)
        and (not rule.techniques or not rule.techniques.isdisjoint(point.techniques))
        and _meets_length(rule.length, point, muscle)
    )


def _meets_length(length: LengthRule | None, point: PlannedPoint, muscle: Muscle) -> bool:
    if length is None:
        return True
    usual = muscle.needling.needle_mm
    if point.longest_mm is None:
        return False
    if length is LengthRule.NONE_USUAL:
        return usual is None
    return usual is not None and point.longest_mm > usual[1]


def _covers(alert: PatientAlert, pair: _Charted) -> bool:
    """Whether the scope of an alert holds the point."""
    point, muscle = pair
    if alert.scope is AlertScope.WHOLE:
        return True
    on_its_side = alert.side in {None, Side.MIDLINE, point.side} or point.side is Side.MIDLINE
    if alert.scope is AlertScope.REGION:
        return on_its_side and alert.region == point.region
    return on_its_side and muscle.group in (ARM if alert.scope is AlertScope.ARM else LEG)


def _of_points(
    rule: SafetyRule, alert: str | None, meeting: Sequence[_Charted]
) -> Iterable[Caution]:
    """One caution for all points that meet a rule; about a needle's length, one for each muscle."""
    if rule.both_sides and not {Side.LEFT, Side.RIGHT} <= {point.side for point, _ in meeting}:
        return
    groups: dict[object, list[_Charted]] = {}
    for point, muscle in meeting:
        key = (muscle.id, point.side) if rule.length else None
        groups.setdefault(key, []).append((point, muscle))
    for pairs in groups.values():
        yield Caution(
            rule.severity,
            rule.code,
            _sentence(rule, pairs),
            rule.needs_reason,
            alert,
            tuple(dict.fromkeys((muscle.id, point.side) for point, muscle in pairs)),
            rule.both_sides,
        )


def _sentence(rule: SafetyRule, pairs: Sequence[_Charted]) -> str:
    longest = max((point.longest_mm or 0.0 for point, _ in pairs), default=0.0)
    usual = pairs[0][1].needling.needle_mm
    text = rule.sentence.format(
        muscles=_names(pairs),
        longest=f"{longest:g}",
        usual=f"{usual[0]} to {usual[1]}" if usual else "none",
    )
    return text[0].upper() + text[1:]


def _names(pairs: Sequence[_Charted]) -> str:
    """The muscles with their side in words; both sides of one muscle are joined."""
    sides: dict[str, dict[Side, None]] = {}
    names: dict[str, str] = {}
    for point, muscle in pairs:
        sides.setdefault(muscle.id, {})[point.side] = None
        names[muscle.id] = muscle.name[0].lower() + muscle.name[1:]
    words = []
    for muscle_id, found in sides.items():
        which = " and ".join(side for side in Side if side in found and side is not Side.MIDLINE)
        words.append(f"{which} {names[muscle_id]}".strip())
    if len(words) > _NAMED + 1:
        words[_NAMED:] = [f"{len(words) - _NAMED} more"]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
