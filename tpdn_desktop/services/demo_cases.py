"""What the demo clinic's invented patients come with: names, complaints, pain drawings, words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tpdn_desktop.domain.anatomy import Side, View
from tpdn_desktop.domain.pain_drawing import (
    Pain,
    PainId,
    PainMark,
    PainQuality,
    PainStroke,
    RegionShare,
)
from tpdn_desktop.domain.patient import AlertScope, PatientAlert

FAMILY_NAMES = (
    *("Sample", "Example", "Muster", "Testcase", "Specimen", "Placeholder", "Beispiel", "Fictive"),
    *("Prueba", "Esempio", "Mockup", "Exemple", "Voorbeeld", "Trial", "Przykład", "Invented"),
    *("Ejemplo", "Dummy", "Pattern", "Nobody", "Vzor", "Modell", "Ukázka", "Primer"),
)
GIVEN_NAMES = (
    *("Alba", "Hana", "Ines", "Elif", "Bruno", "Dan", "Lars", "Goran", "Marta", "Nino", "Carla"),
    *("Odile", "Piet", "Femi", "Rita", "Jo", "Quim", "Sven", "Tove", "Uma", "Vera", "Wilma"),
)
ALERTS = (
    PatientAlert("anticoagulant", text="apixaban", asked_on=date(2026, 10, 24)),
    PatientAlert(
        "lymphoedema", AlertScope.ARM, Side.LEFT, text="no needles", asked_on=date(2026, 10, 24)
    ),
    PatientAlert("needle_phobia", text="treat lying down", asked_on=date(2026, 9, 2)),
    PatientAlert("pacemaker", asked_on=date(2026, 8, 11)),
)
RESPONSES = (
    "Well tolerated.",
    "Well tolerated; moves more freely afterwards.",
    "Well tolerated; felt the known ache during needling, gone at the end.",
    "Tired afterwards, rested ten minutes, then well.",
)
AFTER_LAST_TIME = (
    "Sore for a day, then better.",
    "Better for three days.",
    "About the same.",
    "Much better; slept through.",
)
BRUISE = "Small bruise at one spot, not painful."
PLANS = ("One week.", "One week; same muscles, then exercises.", "Two weeks; exercises daily.")


@dataclass(frozen=True, slots=True)
class DrawnPain:
    """A pain as it is drawn on the right side of the patient.

    `strokes` are view, places and radius in body units; with the first alone, or with all of them,
    the shares and the part of the body were measured on the maps of the first edition.
    """

    quality: PainQuality
    strokes: tuple[tuple[View, tuple[tuple[float, float], ...], float], ...]
    shares: tuple[dict[str, float], dict[str, float]]
    body_shares: tuple[float, float]

    def on(self, side: Side, name: PainId, intensity: int, *, wide: bool) -> Pain:
        """The pain on a side of the patient, where it hurts most, or as far as it goes."""
        sign = -1.0 if side is Side.LEFT else 1.0
        strokes = self.strokes if wide else self.strokes[:1]
        marks: tuple[PainMark, ...] = tuple(
            PainStroke(view, tuple((sign * x, y) for x, y in places), radius)
            for view, places, radius in strokes
        )
        shares = self.shares[wide].items()
        regions = tuple(RegionShare(region, side, share) for region, share in shares)
        return Pain(name, self.quality, intensity, marks, regions, self.body_shares[wide])


@dataclass(frozen=True, slots=True)
class Complaint:
    """A reason to come, the muscles that are usually looked at, and where it hurts.

    `positions` are those in which these muscles are commonly needled; `current`: none of these
    muscles lies where current through needles is cautioned of.
    """

    words: str
    goal: str
    muscles: tuple[str, ...]
    positions: tuple[str, ...]
    pain: DrawnPain
    current: bool = False


_FRONT, _BACK, _SOLE = View.ANTERIOR, View.POSTERIOR, View.PLANTAR

COMPLAINTS = (
    Complaint(
        "Neck ache and headache at the temple, worse after desk work",
        "Work a morning without headache",
        ("trapezius_upper", "levator_scapulae", "sternocleidomastoid_sternal", "splenius_capitis"),
        ("prone", "prone, then supine"),
        DrawnPain(
            PainQuality.ACHE,
            (
                (_BACK, ((-0.018, 0.905), (-0.024, 0.875), (-0.04, 0.848), (-0.06, 0.842)), 0.012),
                (_FRONT, ((-0.04, 0.935), (-0.037, 0.948)), 0.01),
            ),
            (
                {"neck_angle": 0.45, "neck_lateral": 0.61, "neck_posterior_upper": 0.52},
                {"neck_angle": 0.45, "neck_lateral": 0.61, "neck_posterior_upper": 0.52}
                | {"temple": 0.78},
            ),
            (0.0055, 0.0069),
        ),
    ),
    Complaint(
        "Deep ache in front of the shoulder, cannot reach the back pocket",
        "Reach the back pocket; sleep on that side",
        ("infraspinatus", "supraspinatus", "deltoid_anterior_part", "teres_minor"),
        ("side-lying", "prone, then supine"),
        DrawnPain(
            PainQuality.ACHE,
            (
                (_FRONT, ((-0.1, 0.805), (-0.105, 0.785), (-0.104, 0.762)), 0.016),
                (_FRONT, ((-0.12, 0.7), (-0.125, 0.66)), 0.01),
            ),
            (
                {"deltoid_anterior": 0.76, "axilla": 0.2},
                {"deltoid_anterior": 0.76, "arm_anterior": 0.54, "elbow_anterior": 0.34}
                | {"axilla": 0.2},
            ),
            (0.0059, 0.0089),
        ),
    ),
    Complaint(
        "Low back pain on one side when standing up",
        "Stand up from a chair without holding on",
        ("quadratus_lumborum_superficial", "gluteus_medius", "multifidus_lumborum"),
        ("prone", "side-lying"),
        DrawnPain(
            PainQuality.ACHE,
            (
                (_BACK, ((-0.018, 0.632), (-0.022, 0.6), (-0.035, 0.575)), 0.016),
                (_BACK, ((-0.05, 0.56), (-0.06, 0.53)), 0.016),
            ),
            (
                {"lumbar": 0.72, "sacroiliac": 0.33},
                {"lumbar": 0.72, "buttock_upper": 0.64, "sacroiliac": 0.37},
            ),
            (0.007, 0.0114),
        ),
        current=True,
    ),
    Complaint(
        "Buttock and outer thigh ache when walking",
        "Walk for an hour",
        ("gluteus_minimus_anterior", "gluteus_medius", "piriformis", "tensor_fasciae_latae"),
        ("side-lying",),
        DrawnPain(
            PainQuality.ACHE,
            (
                (_BACK, ((-0.055, 0.55), (-0.06, 0.51), (-0.055, 0.47)), 0.02),
                (_BACK, ((-0.09, 0.43), (-0.09, 0.35)), 0.014),
            ),
            (
                {"buttock_upper": 0.65, "buttock_mid": 0.54, "buttock_lower": 0.47},
                {"buttock_upper": 0.65, "buttock_mid": 0.54, "buttock_lower": 0.47}
                | {"thigh_lateral": 0.37},
            ),
            (0.0115, 0.0183),
        ),
        current=True,
    ),
    Complaint(
        "Ache at the outer elbow when gripping",
        "Lift a full kettle",
        ("extensor_carpi_radialis_longus", "brachioradialis", "supinator", "extensor_digitorum"),
        ("supine", "seated, arm on a cushion"),
        DrawnPain(
            PainQuality.SHARP,
            (
                (_BACK, ((-0.15, 0.66), (-0.155, 0.635)), 0.012),
                (_BACK, ((-0.155, 0.6), (-0.15, 0.55)), 0.011),
            ),
            (
                {"elbow_lateral": 0.5},
                {"elbow_lateral": 0.5, "forearm_radial": 0.3, "forearm_dorsal": 0.21},
            ),
            (0.0019, 0.0055),
        ),
        current=True,
    ),
    Complaint(
        "Calf cramps at night, stiff first steps",
        "Sleep through the night",
        ("gastrocnemius_medial", "soleus", "tibialis_posterior", "quadratus_plantae"),
        ("prone",),
        DrawnPain(
            PainQuality.ACHE,
            (
                (_BACK, ((-0.045, 0.215), (-0.045, 0.17), (-0.05, 0.13)), 0.016),
                (_SOLE, ((-0.048, -0.05), (-0.046, -0.03)), 0.012),
            ),
            (
                {"calf_upper": 0.66, "calf_lower": 0.25},
                {"calf_upper": 0.66, "calf_lower": 0.25, "heel": 0.32},
            ),
            (0.0091, 0.0113),
        ),
        current=True,
    ),
    Complaint(
        "Jaw ache and tension at the temple in the morning",
        "Chew without ache",
        (
            "masseter_superficial",
            "temporalis",
            "pterygoid_lateral_inferior",
            "sternocleidomastoid_sternal",
        ),
        ("supine",),
        DrawnPain(
            PainQuality.ACHE,
            (
                (_FRONT, ((-0.03, 0.902), (-0.032, 0.888)), 0.009),
                (_FRONT, ((-0.04, 0.932), (-0.038, 0.95)), 0.009),
            ),
            ({"jaw_angle": 0.66}, {"jaw_angle": 0.66, "temple": 0.79, "tmj": 0.17}),
            (0.0008, 0.0023),
        ),
    ),
    Complaint(
        "Ache between the shoulder blades at the screen",
        "Sit through a meeting",
        ("rhomboid_major", "trapezius_middle", "levator_scapulae", "infraspinatus"),
        ("prone",),
        DrawnPain(
            PainQuality.BURNING,
            (
                (_BACK, ((-0.028, 0.82), (-0.03, 0.79), (-0.034, 0.765)), 0.013),
                (_BACK, ((-0.065, 0.8), (-0.07, 0.775)), 0.013),
            ),
            (
                {"scapula_medial_border": 0.9, "interscapular": 0.68},
                {"scapula_medial_border": 0.9, "interscapular": 0.68, "scapula": 0.54},
            ),
            (0.005, 0.0081),
        ),
    ),
)
