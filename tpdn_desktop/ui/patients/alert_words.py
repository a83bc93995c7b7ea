"""Alerts of a patient in words, by the kinds of the reference tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject

from tpdn_desktop.domain.patient import AlertScope, PatientAlert
from tpdn_desktop.ui.controls import Severity
from tpdn_desktop.ui.words import day

SEVERITIES: Final[tuple[Severity, ...]] = ("info", "caution", "danger")
OTHER: Final = "other"

AlertChoice = tuple[str, str, str, Sequence[str]]
"""A kind of alert as the reference tables give it: code, name, severity, scopes."""


@dataclass(frozen=True, slots=True)
class AlertKind:
    """A kind of alert: what it is called, how much it weighs, where it may hold."""

    code: str
    name: str
    severity: Severity
    scopes: tuple[AlertScope, ...]


class AlertWords(QObject):
    """Says alerts. Knows the kind `other` by itself; `set_choices` tells it the rest."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kinds: dict[str, AlertKind] = {}
        self._regions: dict[str, str] = {}
        self.set_choices(())

    @property
    def kinds(self) -> tuple[AlertKind, ...]:
        """The kinds to choose from, `other` last."""
        return tuple(self._kinds.values())

    @property
    def regions(self) -> tuple[tuple[str, str], ...]:
        """The regions to choose from, as code and name."""
        return tuple(self._regions.items())

    def set_choices(self, choices: Iterable[AlertChoice]) -> None:
        """Take over the kinds of the reference tables."""
        self._kinds = {
            code: AlertKind(code, name, _severity(severity), tuple(map(AlertScope, scopes)))
            for code, name, severity, scopes in choices
        }
        if OTHER not in self._kinds:
            other = AlertKind(OTHER, self.tr("Other"), "caution", tuple(AlertScope))
            self._kinds[OTHER] = other

    def set_regions(self, regions: Iterable[tuple[str, str]]) -> None:
        """Take over the names of the regions, as code and name."""
        self._regions = dict(regions)

    def severity(self, alert: PatientAlert) -> Severity:
        """How much an alert weighs. An unknown kind is a caution, never nothing."""
        kind = self._kinds.get(alert.code)
        return "caution" if kind is None else kind.severity

    def worst(self, alerts: Iterable[PatientAlert]) -> Severity | None:
        """The heaviest severity; None without alerts."""
        return max((self.severity(a) for a in alerts), key=SEVERITIES.index, default=None)

    def by_weight(self, alerts: Iterable[PatientAlert]) -> list[PatientAlert]:
        """The alerts, the heaviest first, otherwise in their order."""
        return sorted(alerts, key=self._weight)

    def title(self, alert: PatientAlert) -> str:
        """Left arm: lymphoedema. An alert of the kind `other` goes by its words."""
        name = alert.text if alert.code == OTHER else self._name(alert.code)
        where = self.where(alert)
        return self.tr("{where}: {what}").format(where=where, what=_lower(name)) if where else name

    def more(self, alert: PatientAlert) -> str:
        """What stands after the title: the typed words and when it was asked."""
        parts = [] if alert.code == OTHER or not alert.text else [alert.text]
        if alert.asked_on is not None:
            parts.append(self.tr("asked {day}").format(day=day(alert.asked_on)))
        return " · ".join(parts)

    def short(self, alert: PatientAlert) -> str:
        """Title and typed words in one line, for a chip."""
        if alert.code == OTHER or not alert.text:
            return self.title(alert)
        joint = ", " if self.where(alert) else ": "
        return f"{self.title(alert)}{joint}{alert.text}"

    def where(self, alert: PatientAlert) -> str:
        """Left arm; empty for the whole person."""
        if alert.scope is AlertScope.WHOLE:
            return ""
        side = alert.side.value if alert.side is not None else ""
        if alert.scope is AlertScope.REGION:
            region = self._regions.get(alert.region or "", _spelled(alert.region or ""))
            return f"{region}, {side}" if side else region
        limb = self.tr("arm") if alert.scope is AlertScope.ARM else self.tr("leg")
        return f"{side} {limb}".capitalize()

    def _weight(self, alert: PatientAlert) -> int:
        return -SEVERITIES.index(self.severity(alert))

    def _name(self, code: str) -> str:
        kind = self._kinds.get(code)
        return _spelled(code) if kind is None else kind.name


def _severity(word: str) -> Severity:
    return next((s for s in SEVERITIES if s == word), "caution")


def _spelled(code: str) -> str:
    return code.replace("_", " ").capitalize()


def _lower(name: str) -> str:
    # An abbreviation keeps its capitals: DVT, but lymphoedema.
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
