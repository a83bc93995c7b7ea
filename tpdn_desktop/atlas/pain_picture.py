"""The patient's pain drawing as a drawing: rim, light tint, and a pattern for each quality.

The patterns tell the qualities apart without colour and in grey print: ache is ruled upward, sharp
runs in chevrons, burning in crosses, numb in level lines, tingling in rings, other in upright
lines. Screen, mini maps and paper paint this value.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

from tpdn_desktop.atlas.bodymap import BodyMap
from tpdn_desktop.atlas.contour import rows_inside
from tpdn_desktop.atlas.drawing import Clipped, Fill, Item, Part, Path, Stroke, circle, polyline
from tpdn_desktop.atlas.geometry import Curve, Shape
from tpdn_desktop.atlas.pain_field import pain_shape
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import View
from tpdn_desktop.domain.pain_drawing import Pain, PainedRegion, PainMark, PainQuality

RIM: Final = 1.5
LINE: Final = 0.75
TINT: Final = 0.13
"""Widths in map units (1000 = body height), and the opacity of the tint."""

_SPACING: Final = {
    PainQuality.ACHE: 5.0,
    PainQuality.SHARP: 7.0,
    PainQuality.BURNING: 6.5,
    PainQuality.NUMB: 4.6,
    PainQuality.TINGLING: 7.0,
    PainQuality.OTHER: 5.0,
}

_RULED: Final = {
    PainQuality.ACHE: (-45.0,),
    PainQuality.BURNING: (-45.0, 45.0),
    PainQuality.NUMB: (0.0,),
    PainQuality.OTHER: (90.0,),
}

_FINEST, _COARSEST = -3, 1

SHOWN_FROM: Final = 0.25
"""A drawing without strokes (from elsewhere) shows a region whole from this painful share."""


def pattern_scale(pixel: float) -> float:
    """How coarse the patterns are in map units, so that they stay as fine on the screen.

    In steps of two: the pattern lies still on the body while the camera moves a little.

    Args:
        pixel: how many map units a pixel takes.
    """
    step = round(math.log2(max(pixel, 1e-6)))
    return float(2.0 ** min(max(step, _FINEST), _COARSEST))


def role_of(quality: PainQuality) -> str:
    """The palette role of a quality."""
    return f"pain.{quality.value}"


def marks_shown(pain: Pain) -> tuple[PainMark, ...]:
    """The marks of a pain; where there are only shares of regions, these regions as a whole."""
    if pain.marks:
        return pain.marks
    return tuple(PainedRegion(r.region, r.side) for r in pain.regions if r.share >= SHOWN_FROM)


def pain_items(
    bodymap: BodyMap, pains: Sequence[Pain], view: View, *, scale: float = 1.0
) -> tuple[Item, ...]:
    """All pains of one view in map units, the first at the bottom.

    Args:
        bodymap: the map they are drawn on; strokes keep their places on any edition of it.
        pains: the patient's pains.
        view: the view that is painted.
        scale: how much coarser pattern and lines are, for small pictures.
    """
    if view not in bodymap.views:
        return ()
    return tuple(
        Clipped(bodymap.views[view].silhouette, _look(shape, pain.quality, scale))
        for pain in pains
        if (shape := pain_shape(bodymap, marks_shown(pain), view))
    )


def pain_parts(sheet: Sheet, pains: Sequence[Pain], *, scale: float = 1.0) -> tuple[Part, ...]:
    """All pains on a sheet, a part for each view that has any."""
    return tuple(
        Part(items, *sheet.origin(view))
        for view in sheet.bodymap.views
        if (items := pain_items(sheet.bodymap, pains, view, scale=scale))
    )


def pain_swatch(quality: PainQuality, width: int, height: int) -> tuple[Item, ...]:
    """A rectangle in the look of a quality, for legends; about 20 × 14 units."""
    rim = [
        *((x, 0) for x in range(width)),
        *((width, y) for y in range(height)),
        *((x, height) for x in range(width, 0, -1)),
        *((0, y) for y in range(height, 0, -1)),
    ]
    box = polyline(*rim, closed=True)
    return (Clipped(box, _look(box, quality, 1.0)),)


def _look(shape: Shape, quality: PainQuality, scale: float) -> tuple[Path, ...]:
    role = role_of(quality)
    tint = Path(shape, Fill(role, TINT))
    rim = Path(shape, stroke=Stroke(role, RIM * scale))
    pattern = _pattern(shape, quality, scale)
    if not pattern:
        return tint, rim
    return tint, Path(pattern, stroke=Stroke(role, LINE * scale, 0.9)), rim


def _pattern(shape: Shape, quality: PainQuality, scale: float) -> Shape:
    spacing = _SPACING[quality] * scale
    if quality is PainQuality.TINGLING:
        return _rings(shape, spacing, 1.5 * scale)
    if quality is PainQuality.SHARP:
        return _chevrons(shape, spacing)
    curves: list[Curve] = []
    for degrees in _RULED[quality]:
        curves += _ruled(shape, degrees, spacing)
    return tuple(curves)


def _ruled(shape: Shape, degrees: float, spacing: float) -> Iterator[Curve]:
    """Parallel lines; their lattice lies fast on the body, so neighbours meet."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))

    def along(x: float, y: float) -> tuple[float, float]:
        return (c * y - s * x) / spacing, c * x + s * y

    for row, start, end in rows_inside(shape, along):
        x, y = -s * row * spacing, c * row * spacing
        yield from polyline((x + c * start, y + s * start), (x + c * end, y + s * end))


def _chevrons(shape: Shape, spacing: float) -> Shape:
    """Rows of peaks, like the teeth of a saw."""
    half = spacing / 2

    def peak(x: float) -> float:
        return half - abs(x % spacing - half)

    def along(x: float, y: float) -> tuple[float, float]:
        return (y + peak(x)) / spacing, x

    curves: list[Curve] = []
    for row, start, end in rows_inside(shape, along):
        first, last = math.floor(start / half) + 1, math.ceil(end / half)
        xs = (start, *(n * half for n in range(first, last)), end)
        curves += polyline(*((x, row * spacing - peak(x)) for x in xs))
    return tuple(curves)


def _rings(shape: Shape, spacing: float, radius: float) -> Shape:
    height = spacing * 0.8
    curves: list[Curve] = []
    for row, start, end in rows_inside(shape, lambda x, y: (y / height, x)):
        shift = spacing / 2 if row % 2 else 0.0
        first = math.ceil((start + radius - shift) / spacing)
        for column in range(first, math.floor((end - radius - shift) / spacing) + 1):
            curves += circle(column * spacing + shift, row * height, radius)
    return tuple(curves)
