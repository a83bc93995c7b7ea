"""Checks the safety rules, and the fields of any entry."""

from __future__ import annotations

import string
from collections.abc import Iterator

from tools.reference import fields
from tools.reference.fields import Check
from tools.reference.tables import RULES_FILE, Problem, Row, Tables
from tpdn_desktop.atlas.reference import LengthRule, MuscleGroup, Severity
from tpdn_desktop.domain.anatomy import Layer
from tpdn_desktop.domain.needle import Technique

RULE_LISTS = ("alerts", "hazards", "without_hazards", "layers", "groups", "techniques")
RULE_FLAGS = ("both_sides", "alert_anywhere")
_OPTIONAL = {*RULE_LISTS, *RULE_FLAGS, "length"}


def rule_problems(tables: Tables) -> Iterator[Problem]:
    """Every fault of the safety rules."""
    checks = _rule_checks(tables)
    seen: set[str] = set()
    for rule in tables.rules:
        if not isinstance(rule, dict):
            yield Problem(RULES_FILE, str(rule)[:40], "must be a block of fields")
            continue
        code = str(rule.get("code", "a rule without a code"))
        yield from wrong_fields(RULES_FILE, code, rule, checks, optional=_OPTIONAL)
        if code in seen:
            yield Problem(RULES_FILE, code, "is there twice")
        seen.add(code)
        yield from _sense(code, rule)


def _rule_checks(tables: Tables) -> dict[str, Check]:
    hazards = {row["code"] for row in tables.csv["hazards.csv"]}
    alerts = {row["code"] for row in tables.csv["alerts.csv"]}
    return {
        "code": fields.identifier,
        "about": fields.one_of(("patient", "points"), "subject"),
        "severity": fields.one_of(list(Severity), "severity"),
        "needs_reason": fields.boolean,
        "sentence": fields.phrase,
        "alerts": fields.list_of(fields.one_of(alerts, "alert"), least=1),
        "hazards": fields.list_of(fields.one_of(hazards, "hazard"), least=1),
        "without_hazards": fields.list_of(fields.one_of(hazards, "hazard"), least=1),
        "layers": fields.list_of(fields.one_of(list(Layer), "layer"), least=1),
        "groups": fields.list_of(fields.one_of(list(MuscleGroup), "group"), least=1),
        "techniques": fields.list_of(fields.one_of(list(Technique), "technique"), least=1),
        "length": fields.one_of(list(LengthRule), "length rule"),
        "both_sides": fields.boolean,
        "alert_anywhere": fields.boolean,
    }


def _sense(code: str, rule: Row) -> Iterator[Problem]:
    """Rules that could never speak, or would speak with a hole in the sentence."""
    conditions = (_OPTIONAL - {"alerts", "alert_anywhere"}) & set(rule)
    if rule.get("about") == "patient" and (conditions or "alerts" not in rule):
        yield Problem(RULES_FILE, code, "a rule about the patient has alerts and nothing else")
    if rule.get("about") == "points" and not (conditions or "alerts" in rule):
        yield Problem(RULES_FILE, code, "a rule about points needs a condition")
    allowed = {"muscles"} if rule.get("about") == "points" else set()
    if rule.get("length") == LengthRule.LONGER_THAN_USUAL:
        allowed |= {"longest", "usual"}
    try:
        names = {part[1] for part in string.Formatter().parse(str(rule.get("sentence")))}
    except ValueError:
        yield Problem(RULES_FILE, code, "sentence: a brace is not closed")
        return
    for name in sorted(name for name in names if name is not None and name not in allowed):
        yield Problem(RULES_FILE, code, f"sentence: {{{name}}} cannot be filled in")
    if rule.get("about") == "points" and "muscles" not in names:
        yield Problem(RULES_FILE, code, "sentence: {muscles} must be named")


def wrong_fields(
    file: str,
    entry: str,
    row: Row,
    checks: dict[str, Check],
    optional: frozenset[str] | set[str] = frozenset(),
) -> Iterator[Problem]:
    """The missing, unknown and wrong fields of one entry."""
    for name, check in checks.items():
        if name in row:
            reason = check(row[name])
            if reason:
                yield Problem(file, entry, f"{name}: {reason}")
        elif name not in optional:
            yield Problem(file, entry, f"the field '{name}' is missing")
    for name in row:
        if name not in checks:
            yield Problem(file, entry, f"the field '{name}' is unknown")
