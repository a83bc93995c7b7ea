"""The values of the reference database: muscles, reference points, zones, regions, hazards.

Everything here is read-only and was compiled for this project; `Reference.review_state` says how
far it has been reviewed. Zones are pain patterns that are commonly reported, not a diagnosis.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from tpdn_desktop.domain.anatomy import BodyPlace, Layer, Side, View
from tpdn_desktop.domain.errors import NotFound, RuleBroken
from tpdn_desktop.domain.needle import Technique
from tpdn_desktop.domain.patient import AlertScope

_V = TypeVar("_V")


class MuscleGroup(StrEnum):
    """The part of the body under which a muscle is listed, from the head down."""

    HEAD_FACE = "head_face"
    NECK = "neck"
    UPPER_BACK = "upper_back"
    SHOULDER = "shoulder"
    ARM = "arm"
    FOREARM = "forearm"
    HAND = "hand"
    CHEST = "chest"
    ABDOMEN = "abdomen"
    LOW_BACK = "low_back"
    PELVIS_HIP = "pelvis_hip"
    THIGH = "thigh"
    LEG = "leg"
    FOOT = "foot"

    @property
    def heading(self) -> str:
        """In words, to stand above a list."""
        joined = self.value.replace("head_face", "head and face").replace("_hip", " and hip")
        return joined.replace("_", " ").capitalize()


class Severity(StrEnum):
    """How much a hazard or a caution weighs."""

    INFO = "info"
    CAUTION = "caution"
    DANGER = "danger"

    @property
    def weight(self) -> int:
        """0, 1 or 2: for ordering, the heaviest highest."""
        return (Severity.INFO, Severity.CAUTION, Severity.DANGER).index(self)


class Relation(StrEnum):
    """On which side of the body a zone lies, seen from the muscle that refers there."""

    SAME = "same"
    CONTRA = "contra"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Zone:
    """A region to which a reference point refers pain, as the table states it."""

    region: str
    relation: Relation = Relation.SAME

    @property
    def written(self) -> str:
        """As written in the tables: `occiput`, `contra:scapula`, `both:sacrum`."""
        return self.region if self.relation is Relation.SAME else f"{self.relation}:{self.region}"


@dataclass(frozen=True, slots=True)
class Needling:
    """How a muscle is usually needled. Lengths and diameters in mm as (least, most).

    A length of None means that none is usual: treated by hand, or by specialists only.
    """

    position: str
    approach: str
    needle_mm: tuple[int, int] | None
    gauge_mm: tuple[float, float] | None
    hazards: tuple[str, ...]
    caution: str
    twitch: str | None


@dataclass(frozen=True, slots=True)
class ReferencePoint:
    """A trigger point of the atlas. `place` and `also` are stored for the patient's left.

    `is_own` marks a point that the clinic added for itself; one that is retired is not offered
    any more, only named where an older session speaks of it.
    """

    id: str
    muscle_id: str
    label: str
    where: str
    place: BodyPlace
    also: tuple[BodyPlace, ...]
    sides: tuple[Side, ...]
    primary: tuple[Zone, ...]
    spillover: tuple[Zone, ...]
    complaint: str
    sources: tuple[str, ...]
    is_own: bool = False
    is_retired: bool = False

    def place_on(self, side: Side) -> BodyPlace:
        """Where the point lies on that side, in the view it is charted on.

        Raises:
            RuleBroken: the point is not described on that side (see `sides`).
        """
        self._check(side)
        return self.place.mirrored() if side is Side.RIGHT else self.place

    def places_on(self, side: Side) -> tuple[BodyPlace, ...]:
        """The places in all views that show the point on that side, the charted one first.

        Raises:
            RuleBroken: the point is not described on that side.
        """
        self._check(side)
        places = (self.place, *self.also)
        return tuple(p.mirrored() for p in places) if side is Side.RIGHT else places

    def _check(self, side: Side) -> None:
        if side not in self.sides:
            raise RuleBroken(f"the reference point {self.id} is not described on the {side} side")


@dataclass(frozen=True, slots=True)
class Muscle:
    """A chartable muscle or muscle part. `views[0]` is the view it is charted on."""

    id: str
    name: str
    latin: str
    fma: int | None
    group: MuscleGroup
    layer: Layer
    views: tuple[View, ...]
    paired: bool
    origin: str
    insertion: str
    action: str
    nerve: str
    roots: tuple[str, ...]
    needling: Needling
    reference_points: tuple[ReferencePoint, ...]

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides on which the muscle exists."""
        return (Side.LEFT, Side.RIGHT) if self.paired else (Side.MIDLINE,)

    def points_on(self, side: Side) -> tuple[ReferencePoint, ...]:
        """Its reference points that are described on that side."""
        return tuple(p for p in self.reference_points if side in p.sides)


@dataclass(frozen=True, slots=True)
class Region:
    """A surface region in which pain is felt."""

    code: str
    name: str
    paired: bool
    views: tuple[View, ...]
    where: str

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides on which the region exists."""
        return (Side.LEFT, Side.RIGHT) if self.paired else (Side.MIDLINE,)


@dataclass(frozen=True, slots=True)
class Hazard:
    """What a needle can hurt at a muscle, with the sentence to show before needling."""

    code: str
    name: str
    what_to_tell: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Source:
    """A work in which a fact is treated and should be checked."""

    key: str
    citation: str


@dataclass(frozen=True, slots=True)
class Alert:
    """A kind of patient alert that can be chosen, and how much of the patient it may concern."""

    code: str
    name: str
    what_it_means: str
    severity: Severity
    scopes: tuple[AlertScope, ...]


class LengthRule(StrEnum):
    """What a safety rule asks of the longest needle of a point."""

    LONGER_THAN_USUAL = "longer_than_usual"
    NONE_USUAL = "none_usual"


@dataclass(frozen=True, slots=True)
class SafetyRule:
    """When a caution is shown. All conditions must hold; an empty one always does.

    Without `about_points` the rule looks at the patient's alerts alone. With `alert_anywhere` the
    scope of the alert need not hold the point.
    """

    code: str
    about_points: bool
    severity: Severity
    needs_reason: bool
    sentence: str
    alerts: frozenset[str]
    alert_anywhere: bool
    hazards: frozenset[str]
    without_hazards: frozenset[str]
    layers: frozenset[Layer]
    groups: frozenset[MuscleGroup]
    techniques: frozenset[Technique]
    length: LengthRule | None
    both_sides: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """The whole reference database, in the order of the tables."""

    content_version: str
    review_state: str
    map_version: str
    muscles: Mapping[str, Muscle]
    regions: Mapping[str, Region]
    hazards: Mapping[str, Hazard]
    sources: Mapping[str, Source]
    alerts: Mapping[str, Alert]
    safety_rules: tuple[SafetyRule, ...]
    retired: tuple[ReferencePoint, ...] = ()
    """Points of the clinic's own that no muscle offers any more."""
    points: Mapping[str, ReferencePoint] = field(init=False, repr=False)
    """Every point by its id, retired ones at the end."""

    def __post_init__(self) -> None:
        points = {p.id: p for m in self.muscles.values() for p in m.reference_points}
        object.__setattr__(self, "points", points | {p.id: p for p in self.retired})

    def offered(self) -> tuple[ReferencePoint, ...]:
        """The points that may be chosen: all but the retired ones."""
        return tuple(point for point in self.points.values() if not point.is_retired)

    def muscle(self, muscle_id: str) -> Muscle:
        """The muscle with that id.

        Raises:
            NotFound: no muscle has this id.
        """
        return _get(self.muscles, muscle_id, "muscle")

    def reference_point(self, point_id: str) -> ReferencePoint:
        """The reference point with that id, as `trapezius_upper.1`.

        Raises:
            NotFound: no reference point has this id.
        """
        return _get(self.points, point_id, "reference point")

    def region(self, code: str) -> Region:
        """The region with that code.

        Raises:
            NotFound: no region has this code.
        """
        return _get(self.regions, code, "region")

    def hazard(self, code: str) -> Hazard:
        """The hazard with that code.

        Raises:
            NotFound: no hazard has this code.
        """
        return _get(self.hazards, code, "hazard")

    def alert(self, code: str) -> Alert:
        """The kind of alert with that code.

        Raises:
            NotFound: no kind of alert has this code (`other` is none: its words are the user's).
        """
        return _get(self.alerts, code, "alert")

    def hazards_of(self, muscle: Muscle) -> tuple[Hazard, ...]:
        """The hazards of a muscle, heaviest first, otherwise in the order of the table."""
        found = [self.hazards[code] for code in muscle.needling.hazards]
        return tuple(sorted(found, key=lambda hazard: -hazard.severity.weight))

    def thorax_muscles(self) -> tuple[Muscle, ...]:
        """The muscles under which the lung lies: those with the hazard `pleura`."""
        return tuple(m for m in self.muscles.values() if "pleura" in m.needling.hazards)


def _get(table: Mapping[str, _V], key: str, kind: str) -> _V:
    found = table.get(key)
    if found is None:
        raise NotFound(f"there is no {kind} {shown(key)} in the reference tables")
    return found


def shown(word: str) -> str:
    """A word from outside, quoted, cut to a readable length and without line breaks."""
    clean = "".join(c if c.isprintable() else "?" for c in word)
    return f"'{clean}'" if len(clean) <= 60 else f"'{clean[:59]}…'"
