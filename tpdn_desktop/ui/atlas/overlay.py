"""What the atlas lights on the map: the points of a muscle, or all that reach a region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tpdn_desktop.atlas.marks import MarkLook
from tpdn_desktop.atlas.reference import Muscle, Reference, ReferencePoint
from tpdn_desktop.atlas.referral import Strength, points_reaching, referral
from tpdn_desktop.atlas.session_picture import LitZone
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.trigger_point import Status
from tpdn_desktop.ui.chart.map_content import MapContent, MapMark


@dataclass(frozen=True, slots=True)
class Reach:
    """A reference point on a side that reaches a region; `number` is its number on the map."""

    number: int
    point: ReferencePoint
    side: Side
    strength: Strength

    @property
    def id(self) -> str:
        """Point and side: from both sides a point may reach a region in the midline."""
        return f"{self.point.id}:{self.side}"


def reaches(reference: Reference, region: str, side: Side) -> tuple[Reach, ...]:
    """All points that reach a region, as they are listed and numbered.

    Raises:
        NotFound, RuleBroken: there is no such region, or not on that side.
    """
    rows = points_reaching(reference, region, side)
    return tuple(Reach(number, *row) for number, row in enumerate(rows, start=1))


def muscle_content(
    muscle: Muscle, side: Side, reference: Reference, lit: str | None, chosen: str | None
) -> MapContent:
    """A muscle with its points; `lit` is the point whose zones show, None: all of them."""
    points = muscle.points_on(side)
    zones = [
        zone
        for number, point in enumerate(points)
        if lit in {None, point.id}
        for zone in pattern(point, side, reference, number)
    ]
    marks = tuple(
        _mark(point.id, point, side, number, full=point.id == chosen, chosen=point.id == chosen)
        for number, point in enumerate(points, start=1)
    )
    return MapContent(marks, zones=_spillover_first(zones), outlined=((muscle.id, side),))


def region_content(
    region: tuple[str, Side],
    rows: Sequence[Reach],
    reference: Reference,
    lit: str | None,
    chosen: str | None,
) -> MapContent:
    """A region with every point that reaches it: a full disc essential, an open one spill-over.

    `lit` is the point whose whole pattern shows instead of the region.
    """
    zones = [LitZone(*region, Strength.ESSENTIAL, 0)]
    outlined = []
    for row in rows:
        if row.id == lit:
            zones = pattern(row.point, row.side, reference, 0)
            outlined = [(row.point.muscle_id, row.side)]
    marks = tuple(
        _mark(
            row.id,
            row.point,
            row.side,
            row.number,
            full=row.strength is Strength.ESSENTIAL,
            chosen=row.id in {lit, chosen},
        )
        for row in rows
    )
    return MapContent(marks, zones=_spillover_first(zones), outlined=tuple(outlined))


def pattern(point: ReferencePoint, side: Side, reference: Reference, colour: int) -> list[LitZone]:
    """The zones of one point on a side, in one colour."""
    zones = referral(point, side, reference.regions)
    return [LitZone(zone.region, zone.side, zone.strength, colour) for zone in zones]


def _spillover_first(zones: Sequence[LitZone]) -> tuple[LitZone, ...]:
    return tuple(sorted(zones, key=lambda zone: zone.strength is Strength.ESSENTIAL))


def _mark(
    mark_id: str, point: ReferencePoint, side: Side, number: int, *, full: bool, chosen: bool
) -> MapMark:
    look = MarkLook(str(number), Status.ACTIVE if full else Status.LATENT, selected=chosen)
    return MapMark(mark_id, point.muscle_id, side, point.place_on(side), look)
