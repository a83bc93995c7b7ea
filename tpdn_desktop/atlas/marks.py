"""The glyphs that stand for trigger points: one place, one meaning.

Centre = status and number; upper right = needles; below = twitch; upper left = reproduced pain; rim
= dwell; outer ring = selected. A glyph is drawn round (0, 0) in *mark units*: the disc with its
corners fits a cell of 24 units. Marks keep their size at any zoom, so a mark unit is a pixel, not a
length on the body. Every sign has a paper-coloured rim, so that it stands on any muscle and in
grey.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Literal

from tpdn_desktop.atlas.drawing import Fill, Item, Path, Stroke, Text, circle, polyline
from tpdn_desktop.atlas.geometry import Shape
from tpdn_desktop.domain.trigger_point import Status, TriggerPoint

CELL: Final = 24.0
RADIUS: Final = CELL * 0.335
LINE: Final = 1.5

TwitchSign = Literal["not_sought", "none", "weak", "medium", "strong"]
_PIPS: Final = {"weak": 1, "medium": 2, "strong": 3}


@dataclass(frozen=True, slots=True)
class MarkLook:
    """All that a mark shows.

    `dwell` is the share of the dwell target that has passed (1 or more: past it), None without a
    timer. `unconfirmed`: a copy that nobody has touched, or a point that waits for a reason; its
    ring is thin and its number asks.
    """

    number: str
    status: Status = Status.NOT_CLASSIFIED
    needles: int = 0
    needles_in: int = 0
    twitch: TwitchSign = "not_sought"
    reproduced: bool = False
    selected: bool = False
    ghost: bool = False
    dwell: float | None = None
    unconfirmed: bool = False


def twitch_sign(point: TriggerPoint) -> TwitchSign:
    """How the twitch of a point is shown; an elicited twitch without a grade counts as weak."""
    twitch = point.twitch
    if not twitch.sought:
        return "not_sought"
    if not twitch.elicited:
        return "none"
    return twitch.strongest.value if twitch.strongest else "weak"


def look_of(
    point: TriggerPoint,
    number: int,
    *,
    selected: bool = False,
    dwell: float | None = None,
    waits: bool = False,
) -> MarkLook:
    """How a charted trigger point looks; with `waits` it is unconfirmed whatever it says itself."""
    return MarkLook(
        number=str(number),
        status=point.status,
        needles=len(point.needles),
        needles_in=len(point.needles_in),
        twitch=twitch_sign(point),
        reproduced=bool(point.reproduces_pain),
        selected=selected,
        dwell=dwell,
        unconfirmed=waits or not point.confirmed,
    )


def mark_glyph(look: MarkLook) -> tuple[Item, ...]:
    """The drawing of a mark in mark units, centred on (0, 0)."""
    if look.ghost:
        return _ghost(look)
    return (
        *(_selection() if look.selected else ()),
        *(_needles(look) if look.needles else ()),
        *(_asking_disc(look) if look.unconfirmed else _disc(look)),
        *(_dwell(look.dwell) if look.dwell is not None and look.needles_in else ()),
        *_twitch(look.twitch),
        *(_flag() if look.reproduced else ()),
    )


def _ghost(look: MarkLook) -> tuple[Item, ...]:
    r = RADIUS
    rim = Stroke("ghost", LINE * 0.85, dash=(r * 0.5, r * 0.36))
    return (
        Path(circle(0, 0, r), Fill("paper", 0.55), rim),
        Text(look.number, 0, r * 0.42, r * 1.18, "ghost", bold=True),
    )


def _selection() -> tuple[Item, ...]:
    ring = circle(0, 0, RADIUS + CELL * 0.19)
    return (
        Path(ring, stroke=Stroke("paper", LINE * 2.6, 0.85)),
        Path(ring, stroke=Stroke("selected", LINE * 1.35)),
    )


def _needles(look: MarkLook) -> tuple[Item, ...]:
    """Shafts at the upper right: with a handle while the needle is in, a short bare stub after."""
    shown = min(look.needles, 3)
    is_in = look.needles_in > 0
    length = CELL * (0.70 if is_in else 0.50)
    a = math.radians(-45)
    dx, dy = math.cos(a), math.sin(a)
    shafts: list[Shape] = []
    handles: list[Shape] = []
    for i in range(shown):
        off = (i - (shown - 1) / 2) * CELL * 0.15
        ox, oy = -dy * off, dx * off
        start = (dx * RADIUS * 0.9 + ox, dy * RADIUS * 0.9 + oy)
        end = (dx * length + ox, dy * length + oy)
        shafts.append(polyline(start, end))
        if is_in and i < look.needles_in:
            grip = length - CELL * 0.21
            handles.append(polyline((dx * grip + ox, dy * grip + oy), end))
    rim = LINE * (2.4 if is_in else 2.0)
    items: list[Item] = [Path(s, stroke=Stroke("paper", rim)) for s in shafts]
    items += [Path(s, stroke=Stroke("needle", LINE * 0.8)) for s in shafts]
    items += [Path(s, stroke=Stroke("needle", LINE * 1.55)) for s in handles]
    if look.needles > 3:
        items.append(
            Text(f"×{look.needles}", CELL * 0.62, -CELL * 0.02, CELL * 0.30, "ink", True, "start")
        )
    return tuple(items)


def _disc(look: MarkLook) -> tuple[Item, ...]:
    r = RADIUS
    size = r * (1.28 if len(look.number) < 2 else 1.05 if len(look.number) < 3 else 0.82)
    base = Path(circle(0, 0, r + LINE * 0.55), Fill("paper"))
    if look.status is Status.ACTIVE:
        disc = Path(circle(0, 0, r), Fill("ink"))
        number_role = "paper"
    else:
        dash = () if look.status is Status.LATENT else (r * 0.42, r * 0.365)
        disc = Path(circle(0, 0, r - LINE * 0.35), Fill("paper"), Stroke("ink", LINE, 1.0, dash))
        number_role = "ink"
    return base, disc, Text(look.number, 0, size * 0.355, size, number_role, bold=True)


def _asking_disc(look: MarkLook) -> tuple[Item, ...]:
    """A thin ring with the number and a question mark."""
    r = RADIUS
    size = r * (1.14 if len(look.number) < 2 else 0.88 if len(look.number) < 3 else 0.7)
    return (
        Path(circle(0, 0, r + LINE * 0.55), Fill("paper")),
        Path(circle(0, 0, r - LINE * 0.2), Fill("paper"), Stroke("ink", LINE * 0.6)),
        Text(f"{look.number}?", 0, size * 0.355, size, "ink", bold=True),
    )


def _dwell(share: float) -> tuple[Item, ...]:
    radius = RADIUS + LINE * 1.15
    over = share >= 1
    end = min(share, 1.0) * 2 * math.pi
    steps = max(2, int(end / (math.pi / 24)))
    arc = [
        (radius * math.sin(end * k / steps), -radius * math.cos(end * k / steps))
        for k in range(steps + 1)
    ]
    role = "dwell_over" if over else "dwell"
    return (
        Path(circle(0, 0, radius), stroke=Stroke("paper", LINE * 1.7)),
        Path(polyline(*arc), stroke=Stroke(role, LINE * 1.45)),
    )


def _twitch(sign: TwitchSign) -> tuple[Item, ...]:
    y = RADIUS + CELL * 0.155
    r = CELL * 0.074
    if sign == "not_sought":
        return ()
    if sign == "none":
        return (
            Path(circle(0, y, r * 1.7), Fill("paper")),
            Path(circle(0, y, r), Fill("paper"), Stroke("ink", r * 0.55)),
        )
    pips = _PIPS[sign]
    width = (pips - 1) * r * 2.7
    bed = polyline((-width / 2, y), (width / 2 or 0.01, y))
    dots = tuple(Path(circle(-width / 2 + i * r * 2.7, y, r), Fill("ink")) for i in range(pips))
    return (Path(bed, stroke=Stroke("paper", r * 3.2)), *dots)


def _flag() -> tuple[Item, ...]:
    s = CELL * 0.15
    cx, cy = -RADIUS * 1.02, -RADIUS * 0.92
    flag = polyline(
        (cx, cy - s * 1.15),
        (cx + s * 1.15, cy + s * 0.85),
        (cx - s * 1.15, cy + s * 0.85),
        closed=True,
    )
    return Path(flag, stroke=Stroke("paper", LINE * 1.6)), Path(flag, Fill("danger_mark"))
