"""Where the hazards of the danger level lie on the drawn body: figures for `atlas.hazard_areas`.

Map units (1000 = body height, y down from the vertex), x to the patient's left, set for the
patient's left side on the body of the maps, whose bony landmarks are measured
(`resources/bodymaps/measured/landmarks.json`, derived from BodyParts3D and Z-Anatomy). How the
structures lie to those landmarks is the surface anatomy that textbooks agree on, taken here from
"Surface anatomy and surface markings" in Gray, Anatomy of the Human Body, 1918 (public domain):
pleura to the eighth rib in the mid-clavicular, the tenth in the mid-axillary line and the twelfth
beside the spine, its apex a finger or two above the inner third of the clavicle; femoral artery
from midway between anterior superior spine and symphysis; sciatic nerve midway between tuberosity
and trochanter; and so on. Each figure is a scheme of an average body, not of a patient.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tpdn_desktop.atlas.geometry import Point
from tpdn_desktop.domain.anatomy import Side, View

_FRONT: Final = View.ANTERIOR
_BACK: Final = View.POSTERIOR


@dataclass(frozen=True, slots=True)
class HazardFigure:
    """One hazard in one view.

    `points` is its border; with a `half_width` it is the middle line of a band instead. `side` is
    LEFT for what has a mirror image on the right, RIGHT for what is drawn for the right alone
    (with x to the patient's left, so negative), MIDLINE for what is drawn as it is.
    """

    code: str
    view: View
    points: tuple[Point, ...]
    half_width: float | None = None
    side: Side = Side.LEFT
    mirrored: bool = True


def _band(code: str, view: View, half_width: float, *points: Point) -> HazardFigure:
    return HazardFigure(code, view, points, half_width)


def _area(code: str, view: View, *points: Point) -> HazardFigure:
    return HazardFigure(code, view, points)


def _single(code: str, view: View, *points: Point) -> HazardFigure:
    return HazardFigure(code, view, points, None, Side.MIDLINE, mirrored=False)


def _middle_band(code: str, view: View, half_width: float, *points: Point) -> HazardFigure:
    return HazardFigure(code, view, points, half_width, Side.MIDLINE, mirrored=False)


FIGURES: Final[tuple[HazardFigure, ...]] = (
    # Head and neck
    _area("eyeball", _FRONT, (18, 62), (25, 69), (18, 76), (11, 69)),
    _band("maxillary_artery", _FRONT, 4.5, (28, 84), (22, 84), (16, 82)),
    _band("carotid_sheath", _FRONT, 5, (10, 181), (15, 163), (19, 140), (21, 118), (22, 106)),
    _middle_band("airway", _FRONT, 7, (0, 134), (0, 158), (0, 183)),
    _middle_band("oesophagus", _FRONT, 6, (0, 128), (1, 155), (2, 184)),
    _band("vertebral_artery", _BACK, 3.2, (12, 152), (12, 126), (14, 109), (18, 101), (16, 95),
          (8, 94), (4, 89)),
    _middle_band("spinal_canal", _BACK, 5.5, (0, 90), (0, 156), (0, 259), (0, 363), (0, 457)),
    # Shoulder and arm
    _band("brachial_plexus", _FRONT, 5, (16, 140), (30, 160), (48, 177), (68, 196), (88, 214)),
    _band("subclavian_vessels", _FRONT, 4.5, (10, 184), (20, 173), (33, 170), (47, 178), (57, 187)),
    _band("axillary_vessels", _FRONT, 5, (48, 180), (66, 196), (84, 212), (97, 226)),
    _band("brachial_artery", _FRONT, 4, (97, 226), (104, 262), (110, 302), (117, 335), (124, 353)),
    # Trunk
    HazardFigure("pleura", _FRONT, ((25, 159), (13, 170), (9, 186), (2, 208), (2, 238), (14, 251),
                 (17, 268), (26, 281), (48, 306), (64, 330), (75, 344), (80, 332), (80, 296),
                 (74, 245), (60, 205), (42, 175)), mirrored=False),
    HazardFigure("pleura", _FRONT, ((-25, 159), (-13, 170), (-9, 186), (-2, 208), (-2, 238),
                 (-3, 268), (-16, 280), (-48, 306), (-64, 330), (-75, 344), (-80, 332),
                 (-80, 296), (-74, 245), (-60, 205), (-42, 175)), side=Side.RIGHT,
                 mirrored=False),
    _area("pleura", _BACK, (24, 158), (11, 169), (9, 210), (10, 270), (11, 325), (15, 351),
          (34, 354), (58, 351), (76, 344), (82, 330), (82, 292), (75, 240), (58, 195), (40, 169)),
    _band("internal_thoracic_vessels", _FRONT, 3, (14, 187), (16, 215), (17, 245), (19, 273)),
    _single("heart", _FRONT, (16, 215), (30, 238), (44, 260), (48, 272), (38, 277), (10, 277),
            (-12, 274), (-20, 252), (-17, 226), (-4, 216)),
    _single("liver", _FRONT, (-48, 256), (-74, 266), (-86, 296), (-83, 340), (-62, 346),
            (-36, 336), (0, 319), (24, 302), (40, 281), (36, 271), (0, 273), (-20, 262)),
    _single("spleen", _BACK, (28, 296), (50, 298), (72, 314), (83, 334), (70, 338), (46, 326),
            (30, 311)),
    HazardFigure("kidney", _BACK, ((17, 331), (28, 327), (41, 345), (51, 372), (46, 391),
                 (36, 394), (26, 374), (18, 352)), mirrored=False),
    HazardFigure("kidney", _BACK, ((-17, 338), (-28, 334), (-41, 352), (-51, 379), (-46, 398),
                 (-36, 401), (-26, 381), (-18, 359)), side=Side.RIGHT, mirrored=False),
    _single("peritoneum", _FRONT, (0, 284), (26, 302), (54, 332), (78, 352), (84, 395), (78, 430),
            (66, 452), (36, 478), (10, 499), (-10, 499), (-36, 478), (-66, 452), (-78, 430),
            (-84, 395), (-78, 352), (-54, 332), (-26, 302)),
    _single("bladder", _FRONT, (0, 466), (13, 474), (17, 487), (12, 500), (-12, 500), (-17, 487),
            (-13, 474)),
    _band("iliac_vessels", _FRONT, 4.5, (3, 412), (12, 433), (24, 456), (35, 473)),
    _band("lumbar_plexus", _BACK, 5, (14, 352), (16, 380), (18, 405), (21, 428)),
    # Pelvis and leg
    _band("pudendal_bundle", _BACK, 3.5, (31, 492), (25, 507), (18, 521), (13, 536)),
    _single("rectum", _BACK, (0, 508), (8, 518), (7, 533), (0, 541), (-7, 533), (-8, 518)),
    _band("sciatic_nerve", _BACK, 5, (30, 487), (45, 500), (56, 523), (55, 560), (51, 620),
          (47, 675), (45, 700)),
    _band("femoral_bundle", _FRONT, 8.5, (36, 474), (37, 500), (38, 540), (38, 574)),
    _band("adductor_canal", _FRONT, 5, (38, 574), (35, 610), (31, 645), (28, 678)),
    _band("popliteal_bundle", _BACK, 7, (43, 692), (44, 720), (45, 748), (45, 776)),
    _band("common_fibular_nerve", _BACK, 3.2, (47, 702), (56, 728), (65, 751), (69, 767)),
    _band("anterior_tibial_bundle", _FRONT, 4.5, (60, 776), (60, 820), (57, 870), (52, 920),
          (49, 950)),
    _band("posterior_tibial_bundle", _BACK, 5, (45, 776), (44, 830), (41, 880), (37, 925),
          (34, 950), (38, 968)),
)  # fmt: skip
"""Without a place on the body, and so without a figure: `dvt` and `pregnancy`."""
