"""Where muscle becomes tendon: heights set by hand for the long muscles of the limbs.

Limbs hang nearly upright on the map, so that one height (drawing units, 0 vertex to 1000 sole) says
where the belly ends. The belly runs out in a tongue, as it does in the body.
"""

from __future__ import annotations

import numpy as np
from shapely.geometry import LineString, Polygon, box
from shapely.geometry.base import BaseGeometry

TENDON_BEFORE = {
    "biceps_brachii_long": 226, "rectus_femoris": 492,
    "semimembranosus": 552, "extensor_carpi_radialis_longus": 337, "flexor_carpi_radialis": 362,
}  # fmt: skip
TENDON_AFTER = {
    "biceps_brachii_long": 322, "biceps_brachii_short": 322, "triceps_brachii_long": 318,
    "triceps_brachii_lateral": 322, "brachioradialis": 425, "extensor_carpi_radialis_longus": 408,
    "extensor_carpi_radialis_brevis": 430, "extensor_carpi_ulnaris": 446, "extensor_digitorum": 440,
    "extensor_digiti_minimi": 440, "extensor_indicis": 462, "extensor_pollicis_longus": 462,
    "extensor_pollicis_brevis": 458, "abductor_pollicis_longus": 456, "flexor_carpi_radialis": 418,
    "palmaris_longus": 412, "flexor_carpi_ulnaris": 458,
    "flexor_digitorum_superficialis_humeroulnar": 446,
    "flexor_digitorum_superficialis_radial": 446, "flexor_digitorum_profundus": 455,
    "flexor_pollicis_longus": 458, "rectus_femoris": 672, "semitendinosus": 648,
    "biceps_femoris_long_head": 690, "semimembranosus": 712, "gracilis": 655,
    "tibialis_anterior": 878, "extensor_digitorum_longus": 888, "extensor_hallucis_longus": 905,
    "fibularis_longus": 862, "fibularis_brevis": 918, "fibularis_tertius": 940, "soleus": 893,
    "tibialis_posterior": 905, "flexor_digitorum_longus": 908, "flexor_hallucis_longus": 928,
    "plantaris": 762, "vastus_intermedius": 696, "biceps_femoris_short_head": 724,
    "sartorius": 736, "adductor_magnus": 694,
}  # fmt: skip


def tendon_of(muscle: str, area: BaseGeometry) -> BaseGeometry:
    """The tendon part of a muscle, possibly empty."""
    out: BaseGeometry = Polygon()
    before, after = TENDON_BEFORE.get(muscle), TENDON_AFTER.get(muscle)
    if before is not None:
        out = out.union(_beyond(area, before, -1.0))
    if after is not None:
        out = out.union(_beyond(area, after, 1.0))
    return out


def _beyond(area: BaseGeometry, height: float, way: float) -> BaseGeometry:
    """The part below (way 1) or above (way -1) a height, less the belly's tongue."""
    half = box(-2000, height, 2000, 3000) if way > 0 else box(-2000, -3000, 2000, height)
    part = area.intersection(half)
    widest = _slice(area, height)
    if part.is_empty or widest is None:
        return part
    reach = float(np.clip(2.6 * (widest[1] - widest[0]), 5.0, 34.0))
    left, right = [], []
    for share in np.linspace(0, 1, 12):
        y = height + way * reach * share
        span = _slice(area, y, near=(widest[0] + widest[1]) / 2)
        if span is None:
            break
        middle, wide = (span[0] + span[1]) / 2, (span[1] - span[0]) / 2 * (1 - share**1.6) * 0.96
        left.append((middle - wide, y))
        right.append((middle + wide, y))
    tongue = Polygon([*left, *reversed(right)]).buffer(0.05) if len(left) > 2 else Polygon()
    return part.difference(tongue.buffer(0))


def _slice(area: BaseGeometry, y: float, near: float | None = None) -> tuple[float, float] | None:
    """The widest stretch of the area at a height (or the one nearest to an x)."""
    cut = area.intersection(LineString([(-2000, y), (2000, y)]))
    spans = [g.bounds for g in getattr(cut, "geoms", [cut]) if isinstance(g, LineString)]
    spans = [s for s in spans if s and s[2] - s[0] > 0.1]
    if not spans:
        return None
    if near is None:
        best = max(spans, key=lambda s: s[2] - s[0])
    else:
        best = min(spans, key=lambda s: abs((s[0] + s[2]) / 2 - near))
    return best[0], best[2]
