"""Safety rules: each one speaks when it should and is silent when it should be."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tpdn_desktop.atlas.reference import MuscleGroup, Severity
from tpdn_desktop.atlas.reference_file import load_reference
from tpdn_desktop.atlas.safety import Caution, PlannedPoint, cautions, reasons_needed
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.errors import NotFound
from tpdn_desktop.domain.needle import Technique
from tpdn_desktop.domain.override import Override
from tpdn_desktop.domain.patient import AlertScope, PatientAlert

SHIPPED = Path(__file__).resolve().parents[2] / "resources" / "reference" / "reference.sqlite"
REFERENCE = load_reference(SHIPPED)
LEFT, RIGHT, MIDLINE = Side.LEFT, Side.RIGHT, Side.MIDLINE
CURRENT = frozenset({Technique.ELECTRICAL})
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

Case = tuple[list[PlannedPoint], list[PatientAlert]]


def point(
    muscle: str,
    side: Side = LEFT,
    *,
    region: str | None = None,
    current: bool = False,
    longest: float | None = None,
) -> PlannedPoint:
    return PlannedPoint(muscle, side, region, CURRENT if current else frozenset(), longest)


def whole(code: str) -> list[PatientAlert]:
    return [PatientAlert(code)]


def limb(code: str, scope: AlertScope = AlertScope.ARM, side: Side = LEFT) -> list[PatientAlert]:
    return [PatientAlert(code, scope, side)]


def at(code: str, region: str, side: Side | None = LEFT) -> list[PatientAlert]:
    return [PatientAlert(code, AlertScope.REGION, side, region)]


BLOOD = whole("anticoagulant")
BABY = whole("pregnancy")

# For every rule: a case in which it speaks, and a near miss in which it does not.
CASES: dict[str, tuple[Case, Case]] = {
    "thorax_both_sides": (
        ([point("rhomboid_major"), point("trapezius_upper", RIGHT)], []),
        ([point("rhomboid_major"), point("trapezius_upper")], []),
    ),
    "lung_edge_both_sides": (
        ([point("serratus_posterior_inferior"), point("iliocostalis_lumborum", RIGHT)], []),
        ([point("rhomboid_major"), point("rhomboid_major", RIGHT)], []),
    ),
    "phrenic_both_sides": (
        ([point("scalenus_anterior"), point("scalenus_anterior", RIGHT)], []),
        ([point("scalenus_anterior"), point("soleus", RIGHT)], []),
    ),
    "longer_needle_over_lung": (
        ([point("rhomboid_major", longest=50)], []),
        ([point("rhomboid_major", longest=40)], []),
    ),
    "longer_needle_over_organ": (
        ([point("rectus_abdominis_lower", longest=100)], []),
        ([point("rhomboid_major", longest=100)], []),
    ),
    "longer_needle": (
        ([point("soleus", longest=120)], []),
        ([point("rhomboid_major", longest=120)], []),
    ),
    "not_usually_needled": (
        ([point("longus_colli", longest=15)], []),
        ([point("longus_colli")], []),
    ),
    "current_across_chest": (
        ([point("rhomboid_major", current=True), point("rhomboid_major", RIGHT, current=True)], []),
        ([point("rhomboid_major", current=True), point("rhomboid_major", RIGHT)], []),
    ),
    "current_at_front_of_neck": (
        ([point("sternocleidomastoid_sternal", current=True)], []),
        ([point("sternocleidomastoid_sternal")], []),
    ),
    "anticoagulant": (([], BLOOD), ([], BABY)),
    "anticoagulant_deep_vessel": (
        ([point("psoas_major")], BLOOD),
        ([point("deltoid_middle_part")], BLOOD),
    ),
    "anticoagulant_spinal_canal": (
        ([point("multifidus_lumborum")], whole("bleeding_tendency")),
        ([point("splenius_capitis")], whole("bleeding_tendency")),
    ),
    "anticoagulant_tight_compartment": (
        ([point("tibialis_anterior")], BLOOD),
        ([point("gastrocnemius_medial")], BLOOD),
    ),
    "anticoagulant_abdominal_wall": (
        ([point("rectus_abdominis_middle")], BLOOD),
        ([point("rectus_abdominis_middle")], []),
    ),
    "pacemaker_current": (
        ([point("soleus", current=True)], whole("pacemaker")),
        ([point("soleus")], whole("pacemaker")),
    ),
    "pregnancy_current": (([point("soleus", current=True)], BABY), ([point("soleus")], BABY)),
    "epilepsy_current": (
        ([point("temporalis", current=True)], whole("epilepsy")),
        ([point("temporalis", current=True)], []),
    ),
    "implant_current": (
        ([point("vastus_medialis", current=True)], limb("implant", AlertScope.LEG)),
        ([point("vastus_medialis", RIGHT, current=True)], limb("implant", AlertScope.LEG)),
    ),
    "sensation_current": (
        ([point("soleus", current=True)], limb("reduced_sensation", AlertScope.LEG)),
        ([point("brachialis", current=True)], limb("reduced_sensation", AlertScope.LEG)),
    ),
    "pregnancy_sites": (([point("iliacus")], BABY), ([point("gluteus_maximus")], BABY)),
    "pregnancy_low_back": (([point("gluteus_maximus")], BABY), ([point("iliacus")], BABY)),
    "pregnancy": (([], BABY), ([], BLOOD)),
    "lymphoedema_limb": (
        ([point("brachialis")], limb("lymphoedema")),
        ([point("brachialis", RIGHT)], limb("lymphoedema")),
    ),
    "lymphoedema_near": (
        ([point("pectoralis_major_sternal")], limb("lymphoedema")),
        ([point("pectoralis_major_sternal")], []),
    ),
    "thrombosis_limb": (
        ([point("soleus", RIGHT)], limb("thrombosis", AlertScope.LEG, RIGHT)),
        ([point("soleus", LEFT)], limb("thrombosis", AlertScope.LEG, RIGHT)),
    ),
    "skin_problem": (
        ([point("soleus", region="calf_lower")], at("skin_problem", "calf_lower")),
        ([point("soleus", region="calf_upper")], at("skin_problem", "calf_lower")),
    ),
    "tumour": (
        ([point("multifidus_lumborum", RIGHT, region="lumbar")], at("tumour", "lumbar", None)),
        ([point("multifidus_lumborum", RIGHT, region="lumbar")], at("tumour", "lumbar", LEFT)),
    ),
    "recent_surgery": (
        ([point("vastus_medialis")], limb("recent_surgery", AlertScope.LEG)),
        ([point("vastus_medialis")], limb("recent_surgery", AlertScope.ARM)),
    ),
    "implant": (
        ([point("deltoid_middle_part")], limb("implant")),
        ([point("trapezius_upper")], limb("implant")),
    ),
    "reduced_sensation": (
        ([point("brachialis")], limb("reduced_sensation")),
        ([point("brachialis")], limb("reduced_sensation", side=RIGHT)),
    ),
    "vascular_disease": (
        ([point("soleus")], limb("vascular_disease", AlertScope.LEG)),
        ([point("brachialis")], limb("vascular_disease", AlertScope.LEG)),
    ),
    "breast_implant": (
        ([point("pectoralis_minor")], at("breast_implant", "breast")),
        ([point("trapezius_lower")], at("breast_implant", "breast")),
    ),
    "diabetes_foot": (
        ([point("abductor_hallucis")], whole("diabetes")),
        ([point("soleus")], whole("diabetes")),
    ),
    "lung_disease_thorax": (
        ([point("rhomboid_major")], whole("lung_disease")),
        ([point("soleus")], whole("lung_disease")),
    ),
    "spinal_deformity_thorax": (
        ([point("multifidi_thoracis")], whole("spinal_deformity")),
        ([point("soleus")], whole("spinal_deformity")),
    ),
    "immunosuppression": (([], whole("immunosuppression")), ([point("soleus")], [])),
    "heart_valve": (([], whole("heart_valve")), ([point("soleus")], [])),
    "immunosuppression_joint": (
        ([point("anconeus")], whole("immunosuppression")),
        ([point("anconeus")], []),
    ),
    "epilepsy": (([], whole("epilepsy")), ([], BLOOD)),
    "needle_phobia": (([], whole("needle_phobia")), ([], BLOOD)),
    "fainting": (([], whole("fainting")), ([], BLOOD)),
    "allergy": (([], whole("allergy")), ([], BLOOD)),
    "blood_borne_infection": (([], whole("blood_borne_infection")), ([], BLOOD)),
    "cannot_report": (([], whole("cannot_report")), ([], BLOOD)),
    "cannot_report_danger": (
        ([point("piriformis")], whole("cannot_report")),
        ([point("tibialis_anterior")], whole("cannot_report")),
    ),
}


def _codes(case: Case) -> set[str]:
    return {caution.code for caution in cautions(REFERENCE, *case)}


def _one(case: Case, code: str) -> Caution:
    (found,) = (caution for caution in cautions(REFERENCE, *case) if caution.code == code)
    return found


def test_every_rule_has_its_cases() -> None:
    assert set(CASES) == {rule.code for rule in REFERENCE.safety_rules}


@pytest.mark.parametrize("code", CASES)
def test_the_rule_speaks_when_its_conditions_hold(code: str) -> None:
    speaks, _ = CASES[code]
    caution = _one(speaks, code)
    rule = next(rule for rule in REFERENCE.safety_rules if rule.code == code)
    assert (caution.severity, caution.needs_reason) == (rule.severity, rule.needs_reason)
    assert "{" not in caution.sentence
    assert caution.sentence[0].isupper()
    assert caution.sentence.endswith(".")
    if rule.about_points:
        assert set(caution.muscles) <= {(p.muscle_id, p.side) for p in speaks[0]}
        assert caution.muscles


@pytest.mark.parametrize("code", CASES)
def test_the_rule_is_silent_in_a_near_miss(code: str) -> None:
    _, silent = CASES[code]
    assert code not in _codes(silent)


@pytest.mark.parametrize("alert", list(REFERENCE.alerts))
def test_every_kind_of_alert_can_call_a_rule(alert: str) -> None:
    assert any(alert in rule.alerts for rule in REFERENCE.safety_rules)


def test_a_quiet_session_has_no_cautions() -> None:
    assert cautions(REFERENCE, [point("soleus", longest=30)]) == ()
    assert cautions(REFERENCE, []) == ()


def test_danger_that_is_overridden_asks_a_reason() -> None:
    for rule in REFERENCE.safety_rules:
        assert rule.needs_reason or rule.severity is not Severity.DANGER


def test_no_sentence_diagnoses_or_forbids() -> None:
    for rule in REFERENCE.safety_rules:
        words = rule.sentence.lower()
        assert not any(word in words for word in ("must not", "forbidden", "diagnos", "never"))


def test_muscles_are_named_with_their_side_in_words() -> None:
    both = [
        point("rhomboid_major"),
        point("trapezius_upper", RIGHT),
        point("rhomboid_major", RIGHT),
    ]
    caution = _one((both, []), "thorax_both_sides")
    assert "left and right rhomboid major and right upper trapezius" in caution.sentence
    assert len(caution.muscles) == 3


def test_many_muscles_are_counted_not_listed() -> None:
    back = [m for m in REFERENCE.thorax_muscles() if m.group is MuscleGroup.UPPER_BACK]
    muscles = [muscle.id for muscle in back][:10]
    points = [point(muscle, side) for muscle in muscles for side in (LEFT, RIGHT)]
    sentence = _one((points, []), "thorax_both_sides").sentence
    assert "and 7 more" in sentence
    assert len(sentence) < 300


def test_a_long_needle_is_told_once_for_each_muscle_with_the_usual_length() -> None:
    points = [
        point("rhomboid_major", longest=50),
        point("rhomboid_major", longest=60),
        point("trapezius_lower", longest=75),
    ]
    found = [c for c in cautions(REFERENCE, points) if c.code == "longer_needle_over_lung"]
    assert len(found) == 2
    assert "the 60 mm needle is longer than usual here (25 to 40 mm)" in found[0].sentence


def test_the_same_point_twice_gives_one_caution() -> None:
    once = cautions(REFERENCE, [point("psoas_major")], BLOOD)
    assert cautions(REFERENCE, [point("psoas_major")] * 3, BLOOD) == once


def test_each_alert_calls_the_rule_for_itself() -> None:
    alerts = [*whole("anticoagulant"), *whole("bleeding_tendency"), *whole("anticoagulant")]
    found = [c for c in cautions(REFERENCE, [], alerts) if c.code == "anticoagulant"]
    assert [c.alert for c in found] == ["anticoagulant", "bleeding_tendency"]


def test_a_midline_point_lies_on_the_side_of_every_alert() -> None:
    case = (
        [point("sphincter_ani_externus", MIDLINE, region="perineum")],
        at("tumour", "perineum", None),
    )
    assert "tumour" in _codes(case)


def test_an_alert_for_an_arm_covers_the_shoulder_but_not_the_neck() -> None:
    assert "lymphoedema_limb" in _codes(([point("deltoid_middle_part")], limb("lymphoedema")))
    assert "lymphoedema_limb" not in _codes(([point("trapezius_upper")], limb("lymphoedema")))


def test_cautions_come_heaviest_first() -> None:
    points = [point("psoas_major", longest=200), point("rhomboid_major", RIGHT, longest=60)]
    alerts = [*BLOOD, *BABY, *whole("needle_phobia")]
    weights = [caution.severity.weight for caution in cautions(REFERENCE, points, alerts)]
    assert weights == sorted(weights, reverse=True)
    assert set(weights) == {0, 1, 2}


def test_an_alert_in_own_words_or_of_another_edition_calls_no_rule() -> None:
    alerts = [PatientAlert("other", text="{muscles} <b>"), PatientAlert("of_tomorrow")]
    assert cautions(REFERENCE, [point("soleus")], alerts) == ()


def test_an_unknown_muscle_is_refused() -> None:
    with pytest.raises(NotFound):
        cautions(REFERENCE, [point("third_arm")])


@pytest.mark.parametrize("code", CASES)
def test_what_a_rule_asks_for_can_be_kept_as_an_override(code: str) -> None:
    found = [c for c in cautions(REFERENCE, *CASES[code][0]) if c.code == code]
    for caution in found:
        assert caution.rule_id == code
        for rule_id, muscle, side in caution.answers:
            kept = Override(rule_id, muscle, side, caution.sentence, "reason", NOW)
            assert kept.answers in caution.answers


def test_a_reason_holds_for_its_muscle_and_side_and_is_asked_anew_for_another() -> None:
    first = cautions(REFERENCE, [point("psoas_major")], BLOOD)
    kept = reasons_needed(first)
    assert ("anticoagulant_deep_vessel", "psoas_major", LEFT) in kept
    assert all(caution.is_answered(kept) for caution in first)
    later = cautions(REFERENCE, [point("psoas_major"), point("psoas_major", RIGHT)], BLOOD)
    left_open = set(reasons_needed(later)) - set(kept)
    assert ("anticoagulant_deep_vessel", "psoas_major", RIGHT) in left_open
    assert not all(caution.is_answered(kept) for caution in later)


def test_both_sides_together_are_answered_once_for_each_muscle() -> None:
    points = [point("rhomboid_major", side) for side in (LEFT, RIGHT)]
    caution = _one((points, []), "thorax_both_sides")
    assert caution.answers == (("thorax_both_sides", "rhomboid_major", None),)


def test_a_caution_that_asks_no_reason_needs_none() -> None:
    found = cautions(REFERENCE, [], whole("needle_phobia"))
    assert [c.answers for c in found] == [(("needle_phobia", "", None),)]
    assert reasons_needed(found) == ()
    assert all(caution.is_answered(()) for caution in found)


def test_no_sentence_of_a_rule_is_too_long_to_be_kept_with_a_reason() -> None:
    muscles = sorted(REFERENCE.muscles, key=lambda m: -len(REFERENCE.muscles[m].name))
    points = [
        point(m, side, current=True, longest=200)
        for m in muscles
        for side in REFERENCE.muscles[m].sides
    ]
    alerts = [PatientAlert(code) for code in REFERENCE.alerts]
    for caution in cautions(REFERENCE, points, alerts):
        for answer in caution.answers[:1]:
            assert Override(*answer, caution.sentence, "reason", NOW).caution == caution.sentence
