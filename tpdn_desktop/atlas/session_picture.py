"""The map of a session as one picture: plate, the patient's pain, referral, marks.

Screen and paper paint this value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tpdn_desktop.atlas.alert_areas import AlertArea, alert_items
from tpdn_desktop.atlas.bodymap import BodyMap, MapView, RegionShape
from tpdn_desktop.atlas.drawing import Fill, Item, Part, Path, Picture, Stroke, circle, polyline
from tpdn_desktop.atlas.geometry import Point
from tpdn_desktop.atlas.marks import MarkLook, look_of, mark_glyph
from tpdn_desktop.atlas.pain_picture import pain_items
from tpdn_desktop.atlas.palette import VEIL_OPACITY
from tpdn_desktop.atlas.plate import Peel, plate_items
from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.referral import Strength, referral
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.atlas.spread import Anchor, spread
from tpdn_desktop.atlas.stipple import stippled
from tpdn_desktop.domain.anatomy import Side, View
from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.trigger_point import TriggerPoint


@dataclass(frozen=True, slots=True)
class LitZone:
    """One region lit by one point.

    Which region and side, how strongly, in which of eight colours.
    """

    region: str
    side: Side
    strength: Strength
    colour: int


def lit_zones(points: Iterable[TriggerPoint], reference: Reference) -> tuple[LitZone, ...]:
    """The referral zones commonly reported for charted points, patient-true; spill-over first.

    A free point, or one that this edition of the atlas does not know, lights nothing.
    """
    zones: list[LitZone] = []
    for colour, point in enumerate(points):
        if point.reference_point_id is None:
            continue
        atlas_point = reference.points.get(point.reference_point_id)
        if atlas_point is None or point.side not in atlas_point.sides:
            continue
        zones += [
            LitZone(z.region, z.side, z.strength, colour)
            for z in referral(atlas_point, point.side, reference.regions)
        ]
    return tuple(sorted(zones, key=lambda z: z.strength is Strength.ESSENTIAL))


def overlay_items(bodymap: BodyMap, zones: Sequence[LitZone], view: View) -> tuple[Path, ...]:
    """The lit zones of one view as stipple, in map units."""
    shapes: Mapping[tuple[str, Side], list[RegionShape]] = _regions_of(bodymap, view)
    return tuple(
        path
        for zone in zones
        for region in shapes.get((zone.region, zone.side), ())
        for path in stippled(region.outline, zone.strength, zone.colour)
    )


def veil_item(bodymap: BodyMap, view: View) -> Path:
    """What makes the muscles step back while anything is lit."""
    return Path(bodymap.views[view].silhouette, Fill("map_ground", VEIL_OPACITY))


def mark_parts(
    places: Sequence[Anchor],
    looks: Sequence[MarkLook],
    scale: float,
    frame: Point | None = None,
) -> tuple[Part, ...]:
    """Marks at their places, spread where they crowd, with leaders under all of them.

    Args:
        places: true places, in the picture's units.
        looks: what each mark shows, in the same order.
        scale: picture units in one mark unit (a mark is 24 mark units).
        frame: width and height of the picture; no mark leaves it.
    """
    drawn_at = spread(places, 24.0 * scale, frame)
    marks = tuple(
        Part(mark_glyph(look), x, y, scale) for look, (x, y) in zip(looks, drawn_at, strict=True)
    )
    return *leader_parts(places, drawn_at, scale), *marks


def leader_parts(
    places: Sequence[Anchor], drawn_at: Sequence[Point], scale: float
) -> tuple[Part, ...]:
    """The hairlines from true places to marks that were moved out of a crowd, each with its dot."""
    leaders: list[Item] = []
    for anchor, (x, y) in zip(places, drawn_at, strict=True):
        if (x, y) != (anchor.x, anchor.y):
            line = polyline((anchor.x, anchor.y), (x, y))
            dot = circle(anchor.x, anchor.y, 2.0 * scale)
            leaders += [
                Path(line, stroke=Stroke("paper", 2.6 * scale, 0.85)),
                Path(line, stroke=Stroke("ink", 0.9 * scale)),
                Path(dot, Fill("ink"), Stroke("paper", 0.9 * scale)),
            ]
    return (Part(tuple(leaders)),) if leaders else ()


def anchor_on(sheet: Sheet, point: TriggerPoint) -> Anchor:
    """The true place of a charted point on the sheet."""
    x, y = sheet.to_sheet(point.place)
    midline = None if point.side is Side.MIDLINE else sheet.midline(point.place.view)
    return Anchor(x, y, midline)


def session_picture(
    session: Session,
    sheet: Sheet,
    reference: Reference,
    *,
    peel: Peel = Peel.ALL,
    lit: Sequence[TriggerPoint] = (),
    mark_scale: float = 1.6,
    alerts: Sequence[AlertArea] = (),
) -> Picture:
    """The whole map of a session: views with the patient's pain, lit referral, numbered marks.

    Args:
        session: the session to show.
        sheet: where the views stand.
        reference: the atlas, for the referral zones.
        peel: the layers that show.
        lit: the points whose referral is shown.
        mark_scale: sheet units in one mark unit.
        alerts: the limbs and regions that alerts of the patient name.
    """
    bodymap = sheet.bodymap
    zones = lit_zones(lit, reference)
    parts: list[Part] = []
    for view in bodymap.views:
        dx, dy = sheet.origin(view)
        parts.append(Part(cached_plate(bodymap, view, peel), dx, dy))
        if alerts:
            parts.append(Part(alert_items(alerts, bodymap, view, 0.6 * mark_scale), dx, dy))
        drawn = pain_items(bodymap, session.pains, view, scale=mark_scale)
        if zones or drawn:
            veil = (veil_item(bodymap, view),) if zones else ()
            overlay = (*veil, *drawn, *overlay_items(bodymap, zones, view))
            parts.append(Part(overlay, dx, dy))
    parts.append(sheet.letters())
    points = session.trigger_points
    looks = [look_of(p, i + 1) for i, p in enumerate(points)]
    frame = sheet.width, sheet.height
    parts += mark_parts([anchor_on(sheet, p) for p in points], looks, mark_scale, frame)
    return Picture(sheet.width, sheet.height, tuple(parts))


def is_used(
    view: View,
    session: Session,
    bodymap: BodyMap,
    reference: Reference,
    lit: Sequence[TriggerPoint] = (),
) -> bool:
    """Whether a session's picture shows anything but the plate in a view."""
    return (
        any(point.place.view is view for point in session.trigger_points)
        or bool(pain_items(bodymap, session.pains, view))
        or bool(overlay_items(bodymap, lit_zones(lit, reference), view))
    )


_plates: dict[tuple[int, Peel, bool], tuple[MapView, tuple[Item, ...]]] = {}


def cached_plate(
    bodymap: BodyMap, view: View, peel: Peel, *, detail: bool = True
) -> tuple[Item, ...]:
    """The plate of a view, made once: pens keep what they prepared for the same value."""
    map_view = bodymap.views[view]
    key = (id(map_view), peel, detail)
    if key not in _plates:
        _plates[key] = (map_view, plate_items(map_view, peel, detail=detail))
    return _plates[key][1]


def _regions_of(bodymap: BodyMap, view: View) -> dict[tuple[str, Side], list[RegionShape]]:
    found: dict[tuple[str, Side], list[RegionShape]] = {}
    for region in bodymap.views[view].regions:
        found.setdefault((region.code, region.side), []).append(region)
    return found
