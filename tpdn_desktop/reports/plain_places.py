"""Where a point lies in words that a patient uses: no muscle, no Latin."""

from __future__ import annotations

import math
from typing import Final

from tpdn_desktop.atlas.bodymap import BodyMap, RegionShape
from tpdn_desktop.atlas.geometry import contains, flattened
from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.trigger_point import TriggerPoint

# Names of regions that only a clinician knows, as one would say them to a patient.
_PLAIN: Final = {
    "head_vertex": "top of the head",
    "eyebrow": "eyebrow",
    "orbit": "around the eye",
    "upper_teeth": "upper jaw",
    "lower_teeth": "lower jaw",
    "jaw_angle": "jaw",
    "tmj": "jaw joint",
    "mastoid": "behind the ear",
    "occiput": "back of the head",
    "tongue": "floor of the mouth",
    "neck_posterior_upper": "back of the neck, upper part",
    "neck_posterior_lower": "back of the neck, lower part",
    "neck_angle": "between neck and shoulder",
    "acromion": "tip of the shoulder",
    "supraspinous": "top of the shoulder blade",
    "scapula_medial_border": "inner edge of the shoulder blade",
    "scapula_inferior_angle": "lower tip of the shoulder blade",
    "clavicle": "collarbone",
    "breast": "chest",
    "sternum": "breastbone",
    "epigastrium": "below the breastbone",
    "abdomen_upper": "upper belly",
    "abdomen_lower": "lower belly",
    "suprapubic": "lower belly",
    "perineum": "pelvic floor",
    "thoracic_upper": "upper back",
    "thoracic_mid": "middle of the back",
    "thoracic_lower": "lower ribs beside the spine",
    "ribs_posterior_lower": "lower ribs at the back",
    "iliac_crest": "edge of the pelvis",
    "sacroiliac": "back of the pelvis",
    "sacrum": "base of the spine",
    "coccyx": "tailbone",
    "buttock_upper": "upper part of the buttock",
    "buttock_mid": "buttock",
    "buttock_lower": "lower part of the buttock",
    "thigh_anterior_upper": "front of the thigh, upper part",
    "thigh_anterior_mid": "front of the thigh",
    "thigh_anterior_lower": "front of the thigh, lower part",
    "thigh_posterior_upper": "back of the thigh, upper part",
    "thigh_posterior_lower": "back of the thigh, lower part",
    "leg_medial": "inner side of the lower leg",
    "leg_lateral": "outer side of the lower leg",
    "achilles": "above the heel",
    "great_toe": "big toe",
    "lesser_toes": "toes",
    "forearm_radial": "thumb side of the forearm",
    "forearm_ulnar": "little finger side of the forearm",
    "wrist_radial": "thumb side of the wrist",
    "wrist_ulnar": "little finger side of the wrist",
    "hand_dorsal_webspace": "between thumb and index finger",
}


def plain_place(point: TriggerPoint, bodymap: BodyMap, reference: Reference) -> str:
    """`top of the shoulder, right`: the surface region under the point, and its side."""
    view = bodymap.views[point.place.view]
    x, y = view.to_map(point.place)
    regions = [r for r in view.regions if r.side in {point.side, Side.MIDLINE}]
    if not regions:
        return _with_side("body", point.side)
    region = min(regions, key=lambda r: _distance(r, x, y))
    known = reference.regions.get(region.code)
    name = _PLAIN.get(region.code) or (known.name.lower() if known else region.code)
    return _with_side(name, point.side)


def _with_side(name: str, side: Side) -> str:
    return name if side is Side.MIDLINE else f"{name}, {side}"


def _distance(region: RegionShape, x: float, y: float) -> float:
    """0 inside the region, else the distance to its nearest corner, in map units."""
    nearest = math.inf
    for curve in region.outline:
        polygon = flattened(curve, 3)
        if contains(polygon, x, y):
            return 0.0
        nearest = min(nearest, *(math.dist((x, y), corner) for corner in polygon))
    return nearest
