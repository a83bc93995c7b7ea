"""The maps of a course of treatment: what changed between two sessions, and what was treated most.

Both are read without colour: a change by the form of its mark, a frequency by its number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from tpdn_desktop.atlas.drawing import Fill, Item, Part, Path, Picture, Stroke, Text, circle
from tpdn_desktop.atlas.drawing import polyline as line
from tpdn_desktop.atlas.marks import LINE, RADIUS, MarkLook, mark_glyph
from tpdn_desktop.atlas.palette import VEIL_OPACITY
from tpdn_desktop.atlas.plate import Peel
from tpdn_desktop.atlas.session_picture import anchor_on, cached_plate, leader_parts
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.atlas.spread import Anchor, spread
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.trigger_point import TriggerPoint

HEAT_OPACITIES: Final = (0.22, 0.42, 0.62, 0.82)
"""Four steps of fill, from the least treated to the most; each also stands with its number."""


def new_glyph() -> tuple[Item, ...]:
    """A point of the later session alone: a solid disc with a plus."""
    arm = RADIUS * 0.52
    plus = (*line((-arm, 0), (arm, 0)), *line((0, -arm), (0, arm)))
    return (
        Path(circle(0, 0, RADIUS + LINE * 0.55), Fill("paper")),
        Path(circle(0, 0, RADIUS), Fill("new")),
        Path(plus, stroke=Stroke("paper", LINE * 1.25)),
    )


def resolved_glyph() -> tuple[Item, ...]:
    """A point of the earlier session alone: an open ring with a tick."""
    r = RADIUS
    tick = line((-r * 0.45, 0.02 * r), (-r * 0.1, r * 0.38), (r * 0.48, -r * 0.36))
    return (
        Path(circle(0, 0, r + LINE * 0.55), Fill("paper")),
        Path(circle(0, 0, r - LINE * 0.2), Fill("paper"), Stroke("resolved", LINE * 0.8)),
        Path(tick, stroke=Stroke("resolved", LINE)),
    )


def persisting_glyph(point: TriggerPoint, number: int) -> tuple[Item, ...]:
    """A point of both sessions: its number, as active or latent as it is in the later one."""
    return mark_glyph(MarkLook(str(number), point.status))


def change_picture(
    sheet: Sheet,
    *,
    new: Sequence[TriggerPoint],
    persisting: Sequence[TriggerPoint],
    resolved: Sequence[TriggerPoint],
    mark_scale: float = 1.6,
) -> Picture:
    """The whole map with a mark for each new, persisting and resolved point.

    Persisting points are those of the later session, numbered from 1 in their order.
    """
    points = (*resolved, *persisting, *new)
    glyphs = (
        *(resolved_glyph() for _ in resolved),
        *(persisting_glyph(p, n) for n, p in enumerate(persisting, start=1)),
        *(new_glyph() for _ in new),
    )
    anchors = [anchor_on(sheet, point) for point in points]
    return _picture(sheet, (), _spread_parts(anchors, glyphs, mark_scale, sheet))


def heat_picture(
    sheet: Sheet,
    sessions_of: Mapping[tuple[str, Side], int],
    points: Sequence[TriggerPoint],
    *,
    mark_scale: float = 1.6,
) -> Picture:
    """The whole map with each treated muscle filled the more, the more sessions it was treated in.

    Args:
        sheet: where the views stand.
        sessions_of: in how many sessions each muscle was treated, by muscle and side.
        points: all points of the course; a muscle's number stands in the middle of its own.
        mark_scale: sheet units in one mark unit.
    """
    most = max(sessions_of.values(), default=0)
    fills: list[Part] = []
    for view, map_view in sheet.bodymap.views.items():
        items: list[Item] = [Path(map_view.silhouette, Fill("map_ground", 2 * VEIL_OPACITY))]
        for shape in map_view.muscles:
            count = sessions_of.get((shape.muscle_id, shape.side), 0)
            if count:
                opacity = HEAT_OPACITIES[heat_step(count, most)]
                fill, edge = Fill("new", opacity), Stroke("new", 0.8, 0.9)
                items.append(Path(shape.outline, fill, edge))
        fills.append(Part(tuple(items), *sheet.origin(view)))
    anchors, glyphs = [], []
    for (muscle_id, side), count in sessions_of.items():
        own = [p for p in points if (p.muscle_id, p.side) == (muscle_id, side)]
        if own:
            anchors.append(_middle([anchor_on(sheet, p) for p in own]))
            glyphs.append(_count_glyph(count))
    return _picture(sheet, fills, _spread_parts(anchors, tuple(glyphs), mark_scale, sheet))


def heat_step(count: int, most: int) -> int:
    """Which of the four steps a number of sessions falls into, from 0."""
    steps = len(HEAT_OPACITIES)
    return min(steps - 1, (count - 1) * steps // max(1, most))


def _count_glyph(count: int) -> tuple[Item, ...]:
    size = RADIUS * (1.2 if count < 10 else 1.0)
    return (
        Path(circle(0, 0, RADIUS + LINE * 0.4), Fill("paper"), Stroke("ink", LINE * 0.6)),
        Text(str(count), 0, size * 0.355, size, "ink", bold=True),
    )


def _middle(anchors: Sequence[Anchor]) -> Anchor:
    """The middle of the places in the view of the first one."""
    near = [a for a in anchors if a.midline == anchors[0].midline]
    x = sum(a.x for a in near) / len(near)
    y = sum(a.y for a in near) / len(near)
    return Anchor(x, y, anchors[0].midline)


def _spread_parts(
    anchors: Sequence[Anchor], glyphs: Sequence[tuple[Item, ...]], scale: float, sheet: Sheet
) -> tuple[Part, ...]:
    drawn_at = spread(anchors, 24.0 * scale, (sheet.width, sheet.height))
    marks = (Part(g, x, y, scale) for g, (x, y) in zip(glyphs, drawn_at, strict=True))
    return *leader_parts(anchors, drawn_at, scale), *marks


def _picture(sheet: Sheet, over_plate: Sequence[Part], marks: Sequence[Part]) -> Picture:
    plates = [
        Part(cached_plate(sheet.bodymap, view, Peel.ALL), *sheet.origin(view))
        for view in sheet.bodymap.views
    ]
    parts = (*plates, *over_plate, sheet.letters(), *marks)
    return Picture(sheet.width, sheet.height, parts)
