"""The body as one small PDF form: the same art, written in as few bytes as paper needs.

The plate holds thousands of smooth shapes, drawn for a screen that zooms. On paper a map unit is a
third of a point, so here each outline becomes straight chords that stay within 0.3 map units (0.04
mm) of the curve, in whole tenths of a unit, from its own first corner. Left and right are mirrors
and a shadow is its muscle moved, so most outlines were written before; the same words again cost a
few bytes after deflate.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from tpdn_desktop.atlas.drawing import Clipped, Fill, Item, Path, Stroke, polyline
from tpdn_desktop.atlas.geometry import Curve, Point, Shape, flattened
from tpdn_desktop.reports.ink import Form, Ink

_FINENESS: Final = 10
_TOLERANCE: Final = 0.3
# Shading fainter than a tenth has no edge that an eye can follow.
_FAINT: Final = 0.1
_FAINT_TOLERANCE: Final = 0.8
# No outline strays by more than this share of its own size.
_SHARE: Final = 0.025
_STEPS: Final = 3

Placed = tuple[str, float, float, float]


def plate_form(items: Iterable[Item], box: tuple[float, float, float, float]) -> Form:
    """The items as one form. Texts are not among them.

    Args:
        items: paths and clipped groups, from back to front.
        box: what the form shows, in the items' own units.
    """
    writer = _Writer()
    writer.ink.operators.append(f"{1 / _FINENESS:g} 0 0 {1 / _FINENESS:g} 0 0 cm")
    for item in items:
        writer.write(item)
    return writer.ink.as_form(box)


@dataclass(slots=True)
class _Writer:
    ink: Ink = field(default_factory=Ink)
    _known: dict[tuple[float, ...], str] = field(default_factory=dict)

    def write(self, item: Item) -> None:
        if isinstance(item, Path):
            self._path(item)
        elif isinstance(item, Clipped) and item.clip:
            self.ink.save()
            outline, flip, dx, dy = self._outline(item.clip, _TOLERANCE)
            # A clip stays, so it cannot stand in a moved frame of its own: it moves there and back.
            self.ink.operators.append(f"{flip:g} 0 0 1 {dx:g} {dy:g} cm {outline} W* n")
            self.ink.operators.append(f"{flip:g} 0 0 1 {-dx * flip:g} {-dy:g} cm")
            for inner in item.items:
                self.write(inner)
            self.ink.restore()

    def _path(self, path: Path) -> None:
        if not path.shape or not (path.fill or path.stroke):
            return
        faint = path.stroke is None and path.fill is not None and path.fill.opacity < _FAINT
        outline, flip, dx, dy = self._outline(path.shape, _FAINT_TOLERANCE if faint else _TOLERANCE)
        stroke = _scaled(path.stroke)
        if path.fill and stroke and stroke.opacity != 1.0:
            self._paint(path.fill, None, outline, (flip, dx, dy))
            self._paint(None, stroke, outline, (flip, dx, dy))
        else:
            self._paint(path.fill, stroke, outline, (flip, dx, dy))

    def _paint(
        self, fill: Fill | None, stroke: Stroke | None, outline: str, at: tuple[float, float, float]
    ) -> None:
        if fill:
            self.ink.use_fill(fill)
        if stroke:
            self.ink.use_stroke(stroke)
        painted = "B*" if fill and stroke else "f*" if fill else "S"
        flip, dx, dy = at
        self.ink.operators.append(f"q {flip:g} 0 0 1 {dx:g} {dy:g} cm {outline} {painted} Q")

    def _outline(self, shape: Shape, tolerance: float) -> Placed:
        """The words of a shape that starts at its own origin, its flip and its place."""
        x0, y0 = shape[0].start
        flip = _direction(shape)
        key = (
            tolerance,
            *(
                round((n - x0) * flip if i % 2 == 0 else n - y0, 2)
                for curve in shape
                for i, n in enumerate(curve.numbers)
            ),
        )
        if key not in self._known:
            own = [(_moved(curve, x0, y0, flip), curve.closed) for curve in shape]
            self._known[key] = " ".join(_words(*curve, tolerance) for curve in own)
        return self._known[key], flip, round(x0 * _FINENESS), round(y0 * _FINENESS)


def _direction(shape: Shape) -> float:
    """1 or -1, so that a shape and its mirror image agree once multiplied by it."""
    x0 = shape[0].start[0]
    for curve in shape:
        for x in curve.numbers[::2]:
            if abs(x - x0) > 0.01:
                return 1.0 if x > x0 else -1.0
    return 1.0


def _scaled(stroke: Stroke | None) -> Stroke | None:
    if stroke is None:
        return None
    dash = tuple(d * _FINENESS for d in stroke.dash)
    return Stroke(stroke.role, stroke.width * _FINENESS, stroke.opacity, dash)


def _moved(curve: Curve, x0: float, y0: float, flip: float) -> list[Point]:
    return [((x - x0) * flip, y - y0) for x, y in flattened(curve, _STEPS)]


def _words(points: Sequence[Point], closed: bool, tolerance: float) -> str:
    kept = simplified(points, _fine(points, tolerance))
    rounded = [(round(x * _FINENESS), round(y * _FINENESS)) for x, y in kept]
    first, *rest = rounded
    lines = " ".join(f"{x} {y} l" for x, y in rest)
    return f"{first[0]} {first[1]} m {lines}{' h' if closed else ''}"


def _fine(points: Sequence[Point], tolerance: float) -> float:
    """The tolerance, smaller for small things: a dot must stay round."""
    xs, ys = zip(*points, strict=True)
    return float(min(tolerance, _SHARE * max(max(xs) - min(xs), max(ys) - min(ys))))


def in_chords(shape: Shape) -> Shape:
    """The shape in straight chords, as fine as the plate's own outlines."""
    curves: list[Curve] = []
    for curve in shape:
        points = flattened(curve, _STEPS)
        kept = simplified(points, _fine(points, _TOLERANCE))
        curves += [Curve(line.numbers, curve.closed) for line in polyline(*kept)]
    return tuple(curves)


def simplified(points: Sequence[Point], tolerance: float) -> list[Point]:
    """The corners that a polygon needs to stay within `tolerance` of all its points.

    Method: Douglas and Peucker 1973.
    """
    keep = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    limit = tolerance * tolerance
    while spans:
        i, j = spans.pop()
        k, square = _farthest(points, i, j)
        if square > limit:
            keep.add(k)
            spans += [(i, k), (k, j)]
    return [points[k] for k in sorted(keep)]


def _farthest(points: Sequence[Point], i: int, j: int) -> tuple[int, float]:
    """The point between i and j farthest from their chord, and the square of its distance."""
    x0, y0 = points[i]
    x1, y1 = points[j]
    dx, dy = x1 - x0, y1 - y0
    length = dx * dx + dy * dy
    best, place = 0.0, i
    for k in range(i + 1, j):
        x, y = points[k]
        if length > 1e-9:
            cross = (x - x0) * dy - (y - y0) * dx
            square = cross * cross / length
        else:
            square = (x - x0) ** 2 + (y - y0) ** 2
        if square > best:
            best, place = square, k
    return place, best
