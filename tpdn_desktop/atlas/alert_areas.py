"""Where on the body a patient's alerts hold: the limb or region that they name, veiled on the map.

An alert of the danger level (lymphoedema, say) greys and hatches its area: no needles here, unless
the clinician decides otherwise. A lighter one (an implant) is hatched without the veil. Alerts for
the whole person have no area.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from tpdn_desktop.atlas.bodymap import BodyMap
from tpdn_desktop.atlas.drawing import Fill, Path, Stroke
from tpdn_desktop.atlas.geometry import Shape
from tpdn_desktop.atlas.hazard_areas import HATCH, hatching
from tpdn_desktop.atlas.reference import Reference, Severity
from tpdn_desktop.domain.anatomy import Side, View
from tpdn_desktop.domain.patient import AlertScope, PatientAlert

ARM_REGIONS: Final = frozenset(
    [
        "deltoid_anterior",
        "deltoid_middle",
        "deltoid_posterior",
        "axilla",
        "arm_anterior",
        "arm_posterior",
        "arm_lateral",
        "arm_medial",
        "elbow_anterior",
        "elbow_lateral",
        "elbow_medial",
        "elbow_posterior",
        "forearm_volar",
        "forearm_radial",
        "forearm_ulnar",
        "forearm_dorsal",
        "wrist_volar",
        "wrist_dorsal",
        "wrist_radial",
        "wrist_ulnar",
        "thenar",
        "hypothenar",
        "palm",
        "hand_dorsum",
        "hand_dorsal_webspace",
        "thumb",
        "index_finger",
        "middle_finger",
        "ring_finger",
        "little_finger",
    ]
)
"""An arm from the deltoid and the armpit down, as codes of the reference table `regions`."""

LEG_REGIONS: Final = frozenset(
    [
        "thigh_anterior_upper",
        "thigh_anterior_mid",
        "thigh_anterior_lower",
        "thigh_medial",
        "thigh_lateral",
        "thigh_posterior_upper",
        "thigh_posterior_lower",
        "knee_anterior",
        "knee_medial",
        "knee_lateral",
        "knee_posterior",
        "leg_anterior",
        "leg_medial",
        "leg_lateral",
        "calf_upper",
        "calf_lower",
        "achilles",
        "ankle_anterior",
        "ankle_lateral",
        "ankle_medial",
        "heel",
        "foot_dorsum",
        "foot_lateral",
        "sole_arch",
        "sole_ball",
        "great_toe",
        "lesser_toes",
    ]
)
"""A leg from the groin and the gluteal fold down."""


@dataclass(frozen=True, slots=True)
class AlertArea:
    """What an alert covers: these regions on that side (None: on both), and its short words."""

    code: str
    words: str
    severity: Severity
    regions: frozenset[str]
    side: Side | None

    @property
    def is_barred(self) -> bool:
        """Whether no needle should go there without a reason."""
        return self.severity is Severity.DANGER

    def covers(self, region: str, side: Side) -> bool:
        """Whether a region of that side lies in the area."""
        return region in self.regions and (self.side is None or Side.MIDLINE in {side, self.side}
                                           or side is self.side)  # fmt: skip

    def shape_in(self, bodymap: BodyMap, view: View) -> Shape:
        """The area in one view, in map units: the outlines of its regions, which tile."""
        return tuple(
            curve
            for region in bodymap.views[view].regions
            if self.covers(region.code, region.side)
            for curve in region.outline
        )


def alert_areas(alerts: Iterable[PatientAlert], reference: Reference) -> tuple[AlertArea, ...]:
    """The areas of the alerts that name a limb or a region, the heaviest first.

    An alert outside the tables weighs as a caution and goes by its own words.
    """
    areas = [_area(alert, reference) for alert in alerts if alert.scope is not AlertScope.WHOLE]
    return tuple(sorted(areas, key=lambda area: -area.severity.weight))


def _area(alert: PatientAlert, reference: Reference) -> AlertArea:
    kind = reference.alerts.get(alert.code)
    words = kind.name if kind is not None else alert.text or alert.code
    limbs = {AlertScope.ARM: ARM_REGIONS, AlertScope.LEG: LEG_REGIONS}
    return AlertArea(
        alert.code,
        words,
        kind.severity if kind is not None else Severity.CAUTION,
        limbs.get(alert.scope) or frozenset({alert.region or ""}),
        None if alert.side is Side.MIDLINE else alert.side,
    )


def alert_items(
    areas: Sequence[AlertArea], bodymap: BodyMap, view: View, line: float = 1.0
) -> tuple[Path, ...]:
    """The areas of one view, to be painted over the plate and under all else.

    Args:
        areas: what to draw.
        bodymap: the map.
        view: of which view.
        line: width of the hatching's lines in map units; on a screen, map units in one pixel.
    """
    items: list[Path] = []
    for area in areas:
        shape = area.shape_in(bodymap, view)
        if not shape:
            continue
        if area.is_barred:
            items.append(Path(shape, Fill("greyed_limb", 0.74)))
        lines = hatching(shape, HATCH * 1.4 * line, falling=True)
        role = "text_secondary" if area.is_barred else "caution"
        items.append(Path(lines, stroke=Stroke(role, line, 0.5 if area.is_barred else 0.38)))
    return tuple(items)
