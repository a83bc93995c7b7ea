"""The reference tables with the clinic's own points among them.

The bundled tables are never written: `with_own` makes another value, and `OwnReference` is the one
value that all pages hold while the clinic's own content changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tpdn_desktop.atlas.reference import (
    Muscle,
    Reference,
    ReferencePoint,
    Region,
    Relation,
    Zone,
    shown,
)
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.domain.own_content import OwnContent, OwnPoint

OWN_MARK = "own"
"""Stands after the name of an own point wherever it is shown, on screen and paper."""


def with_own(reference: Reference, own: OwnContent) -> Reference:
    """The tables with the clinic's own reference points in their muscles, after those of the atlas.

    Retired points are only found by their id (`Reference.points`). What these tables do not know,
    such as a muscle or a region of another edition, is left out and stays in the clinic file.
    """
    known = [p for p in own.points if p.muscle_id in reference.muscles]
    if not known:
        return reference
    muscles = dict(reference.muscles)
    retired: list[ReferencePoint] = []
    for point in known:
        muscle = muscles[point.muscle_id]
        made = reference_point(point, muscle, reference)
        if made.is_retired:
            retired.append(made)
        else:
            points = (*muscle.reference_points, made)
            muscles[muscle.id] = replace(muscle, reference_points=points)
    return replace(reference, muscles=muscles, retired=(*reference.retired, *retired))


def reference_point(point: OwnPoint, muscle: Muscle, reference: Reference) -> ReferencePoint:
    """An own point in the shape of the atlas, named as the clinic's own."""
    essential = _known(point.essential, reference)
    spillover = tuple(z for z in _known(point.spillover, reference) if z not in essential)
    return ReferencePoint(
        id=point.id,
        muscle_id=muscle.id,
        label=f"{point.name} ({OWN_MARK})",
        where="the clinic's own reference point",
        place=point.place,
        also=(),
        sides=muscle.sides,
        primary=essential,
        spillover=spillover,
        complaint=" ".join(point.note.split()) or "no note",
        sources=(),
        is_own=True,
        is_retired=point.retired_at is not None,
    )


def zone_from(code: str, regions: Mapping[str, Region]) -> Zone:
    """A zone as it is written in the tables: `occiput`, `contra:scapula`, `both:sacrum`.

    Raises:
        RuleBroken: there is no such region, or it lies in the midline and has no other side.
    """
    before, colon, after = code.partition(":")
    region = regions.get(after if colon else before)
    words = {"contra": Relation.CONTRA, "both": Relation.BOTH}
    if region is None or (colon and before not in words):
        raise RuleBroken(f"There is no region {shown(code)} in the atlas.")
    if colon and not region.paired and before == "contra":
        raise RuleBroken(f"The region {shown(region.name)} lies in the midline: no other side.")
    return Zone(region.code, words[before] if colon else Relation.SAME)


def checked_zones(point: OwnPoint, reference: Reference) -> OwnPoint:
    """The point itself, when each of its zones is one of the atlas and stands once.

    Raises:
        RuleBroken: it refers nowhere, or a zone is unknown or stands twice.
    """
    if not point.essential:
        raise RuleBroken("Choose at least one essential zone: where the pain is felt.")
    codes = (*point.essential, *point.spillover)
    zones = [zone_from(code, reference.regions) for code in codes]
    if len(set(zones)) != len(zones):
        raise RuleBroken("A zone is essential or spill-over, and stands once.")
    return point


def _known(codes: tuple[str, ...], reference: Reference) -> tuple[Zone, ...]:
    zones: list[Zone] = []
    for code in codes:
        try:
            zone = zone_from(code, reference.regions)
        except RuleBroken:
            continue  # of another edition of the tables; the clinic file keeps it
        if zone not in zones:
            zones.append(zone)
    return tuple(zones)


class OwnReference:
    """One `Reference` for all pages; its muscles and points follow the clinic's own content.

    Whoever keeps something worked out of it (an index, a picture) makes it again after `take`.
    It belongs to the screen's thread; work on another thread takes `with_own`.
    """

    def __init__(self, bundled: Reference) -> None:
        self._bundled = bundled
        self._own = OwnContent()
        self._muscles = dict(bundled.muscles)
        self._points = dict(bundled.points)
        self.reference = replace(bundled, muscles=self._muscles)
        # The value works its points out once; here they have to follow as the muscles do.
        object.__setattr__(self.reference, "points", self._points)

    @property
    def own(self) -> OwnContent:
        """What is among the tables now."""
        return self._own

    def take(self, own: OwnContent) -> bool:
        """Show this content from now on; False when nothing changes."""
        if own == self._own:
            return False
        self._own = own
        merged = with_own(self._bundled, own)
        self._muscles.update(merged.muscles)
        self._points.clear()
        self._points.update(merged.points)
        return True
