"""What is drawn but cannot be charted: further muscles, pale sheets, the facial skeleton."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from shapely import affinity
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from tools.bodymaps.curves import Line, smooth_ring
from tools.bodymaps.figures import Figures, drawn
from tools.bodymaps.outlines import largest, parts_of, polygon, smoothed

# Measured muscles without an entry in the clinical tables that show where nothing else would.
ART: dict[str, dict[str, tuple[str, ...]]] = {
    "anterior": {
        "superficial": (
            "procerus", "nasalis", "levator_labii_superioris_alaeque_nasi",
            "levator_labii_superioris", "zygomaticus_minor", "risorius", "orbicularis_oris",
            "levator_anguli_oris", "depressor_anguli_oris", "depressor_labii_inferioris",
            "mentalis", "sternohyoid", "gastrocnemius_medial_head",
        ),
        "intermediate": ("corrugator_supercilii", "sternothyroid", "thyrohyoid", "soleus"),
        "deep": ("intertransversarii",),
    },
    "posterior": {
        "superficial": (),
        "intermediate": (),
        "deep": ("longissimus_cervicis", "iliocostalis_cervicis", "interspinales"),
    },
    "plantar": {"superficial": (), "intermediate": (), "deep": ()},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Extra:
    """One uncharted thing: where it lies in its layer, its area and its courses of fibre."""

    name: str
    role: str
    z: float
    area: BaseGeometry
    guides: tuple[Line, ...] = ()


def art_muscles(figures: Figures, view: str, layer: str, skin: BaseGeometry) -> list[Extra]:
    """The uncharted muscles of a layer."""
    out = []
    for name in ART[view][layer]:
        entry = figures.muscles[name]
        look = entry[view]
        if look is None:
            continue
        z = entry["z_front" if view == "anterior" else "z_back"]
        area = unary_union([polygon(ring) for ring in _rings(look)])
        area = area.intersection(skin.buffer(-0.1)).intersection(box(0.0, -10, 999, 2000))
        if not area.is_empty:
            out.append(Extra(name, "muscle_art", z, area, _guides(name, entry)))
    if view == "anterior" and layer == "superficial":
        out.append(Extra("lips", "muscle_art", 900, polygon(smoothed(np.array(LIPS)))))
    return out


def _rings(look: dict[str, Any]) -> list[Line]:
    if look["kind"] == "stations":
        return [smoothed(_strip(np.asarray(look["stations"], dtype=float)))]
    return [smoothed(drawn(r)) for r in [look["outline"], *look.get("more_outlines", [])]]


def _strip(stations: Line) -> Line:
    """The outline of a strap given by its centre line and half widths."""
    centre = stations[:, :2]
    way = np.gradient(centre, axis=0)
    way = way / np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-9)[:, None]
    across = np.c_[-way[:, 1], way[:, 0]]
    one = centre + across * stations[:, 2:3]
    other = centre - across * stations[:, 3:4]
    return drawn(np.vstack([one, other[::-1]]))


def _guides(name: str, entry: dict[str, Any]) -> tuple[Line, ...]:
    if name == "orbicularis_oris":
        around = np.linspace(0, np.pi, 13)
        rings = [(6.0, 3.0), (12.0, 7.0), (17.0, 11.0)]
        return tuple(np.c_[a * np.sin(around), 104.3 - b * np.cos(around)] for a, b in rings)
    return (drawn(entry["ends"]),) if entry.get("ends") else ()


def sheets_before(figures: Figures, view: str, layer: str) -> list[Extra]:
    """Pale sheets and bone under the muscles of a layer."""
    names = MEASURED_BELOW.get((view, layer), ())
    rings = [(name, ring) for name in names for ring in figures.sheet(name)]
    rings += [(name, np.array(ring)) for name, ring in DRAWN_BELOW.get((view, layer), ())]
    out = [Extra(name, "fascia", 0, _half(ring)) for name, ring in rings]
    if (view, layer) == ("anterior", "intermediate"):
        # The facial skeleton hides the deep muscles behind it.
        faces = [b for b in figures.body["bones"] if b["name"] in ("cranium", "mandible")]
        bones = unary_union([polygon(TEETH), *(_half(drawn(b["outlines"][0])) for b in faces)])
        out.append(Extra("facial_skeleton", "bone", 0, largest(bones)))
    return [extra for extra in out if not extra.area.is_empty]


def sheets_after(figures: Figures, view: str, layer: str) -> list[Extra]:
    """Pale sheets over the muscles of a layer."""
    if layer != "superficial":
        return []
    rings = [
        (f"{muscle.muscle}.sheet", muscle.aponeurosis)
        for muscle in figures.chart[view]
        if muscle.aponeurosis is not None
    ]
    rings += [(name, r) for name in MEASURED_ABOVE.get(view, ()) for r in figures.sheet(name)]
    rings += [(name, np.array(ring)) for name, ring in DRAWN_ABOVE.get(view, ())]
    if view == "anterior":
        rings += [("intersection", np.array(_intersection(*where))) for where in INTERSECTIONS]
    out = [Extra(name, "fascia", 0, _half(ring)) for name, ring in rings]
    if view == "anterior":
        # The kneecap bulges through the tendon that it lies in.
        (kneecap,) = (b for b in figures.body["bones"] if b["name"] == "patella")
        out.append(Extra("patella", "bone", 0, _half(drawn(kneecap["outlines"][0]))))
    return out


def _half(ring: Line) -> BaseGeometry:
    """The left part of a ring, smoothed."""
    shape = polygon(smooth_ring(ring, step=0.4, rounds=16, corner=80.0))
    if 0.0 < shape.bounds[0] < 1.0:
        shape = affinity.translate(shape, -shape.bounds[0] - 1.6)  # meets its fellow
    return unary_union(parts_of(shape.intersection(box(0.0, -10, 999, 2000))))


def _intersection(y: float, wide: float) -> list[tuple[float, float]]:
    """A tendinous intersection of rectus abdominis: a pale wavering band."""
    along = np.linspace(6.2, wide, 12)
    wave = 0.45 * np.sin(along * 0.55 + y)
    half = 1.05 - 0.35 * np.abs(np.linspace(-1, 1, 12))
    upper = [(float(x), float(y + w - h)) for x, w, h in zip(along, wave, half, strict=True)]
    lower = [(float(x), float(y + w + h)) for x, w, h in zip(along, wave, half, strict=True)]
    return [*upper, *reversed(lower)]


# Drawn by hand from the landmarks beside them (drawing units, left side).
TEETH = np.array([(0, 92), (17, 92), (16.5, 104), (15, 112), (0, 114)], dtype=float)
INTERSECTIONS = ((310.0, 40.0), (344.0, 44.5), (415.5, 41.0))  # height, outer end
PATELLAR_LIGAMENT = [(44.5, 747), (58.0, 747), (56.5, 760), (54.0, 775), (50.5, 776), (46.5, 760)]
LIPS = [(0, 101.5), (2.4, 100.6), (6.0, 101.9), (10.6, 103.1), (14.9, 104.1), (12.8, 105.8),
        (8.8, 108.3), (4.2, 109.8), (0, 110.0)]  # fmt: skip
LINEA_ALBA_TOP = [(0, 271), (3.2, 271.5), (5.6, 276), (5.8, 290), (0, 292)]
NUCHAL_DIAMOND = [(0, 126), (3.6, 134), (8.5, 146), (13.5, 156), (15.5, 163), (12.0, 173),
                  (7.0, 186), (3.0, 201), (0, 212)]  # fmt: skip
ILIOTIBIAL_BACK = [(83, 540), (87, 560), (88, 590), (86, 630), (80, 675), (76, 700), (73.8, 722),
                   (72.0, 738), (71.0, 738), (71.6, 722), (74, 690), (79, 640), (82.5, 600),
                   (83, 570)]  # fmt: skip
PLANTAR_SHEET = [(38, 1046), (44, 1049), (51, 1045), (57, 1018), (66, 988), (77, 968), (75, 962),
                 (69, 957), (62, 952), (54, 949), (46, 948), (40, 951), (41, 975),
                 (38, 1010)]  # fmt: skip

MEASURED_BELOW = {
    ("anterior", "superficial"): (
        "galea_aponeurotica", "aponeurosis_of_external_oblique", "linea_alba", "inguinal_ligament",
    ),
    ("posterior", "superficial"): ("galea_aponeurotica", "calcaneal_tendon"),
}  # fmt: skip
DRAWN_BELOW = {
    ("anterior", "superficial"): (
        ("patellar_ligament", PATELLAR_LIGAMENT),
        ("linea_alba_top", LINEA_ALBA_TOP),
    ),
    ("plantar", "superficial"): (("plantar_aponeurosis", PLANTAR_SHEET),),
}
MEASURED_ABOVE = {"anterior": ("flexor_retinaculum_of_wrist",)}
DRAWN_ABOVE = {
    "posterior": (("nuchal_diamond", NUCHAL_DIAMOND), ("iliotibial_tract", ILIOTIBIAL_BACK)),
}
