"""Curves as flat rows of numbers, and the few questions asked of them.

A curve is a start point and a run of cubic Bezier segments in *map units*: 1000 map units are one
body height, x runs to the viewer's right from the midline, y runs down from the vertex.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Point = tuple[float, float]
Polygon = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """A run of cubics: `numbers` is x0, y0 and then six numbers (c1, c2, end) for each segment."""

    numbers: tuple[float, ...]
    closed: bool

    @property
    def start(self) -> Point:
        return self.numbers[0], self.numbers[1]

    def cubics(self) -> Iterator[tuple[float, float, float, float, float, float]]:
        """The segments in order, each as control 1, control 2 and end."""
        numbers = self.numbers
        for i in range(2, len(numbers), 6):
            yield numbers[i : i + 6]  # type: ignore[misc]

    def mirrored(self) -> Curve:
        """The curve on the other side of the midline x = 0."""
        flipped = tuple(-n if i % 2 == 0 else n for i, n in enumerate(self.numbers))
        return Curve(flipped, self.closed)


Shape = tuple[Curve, ...]


def flattened(curve: Curve, steps: int = 6) -> Polygon:
    """The curve as a polygon with `steps` chords for each cubic; the ends lie on the curve."""
    x0, y0 = curve.start
    points: list[Point] = [(x0, y0)]
    for x1, y1, x2, y2, x3, y3 in curve.cubics():
        for k in range(1, steps + 1):
            t = k / steps
            s = 1.0 - t
            a, b, c, d = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
            points.append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))
        x0, y0 = x3, y3
    return tuple(points)


def contains(polygon: Sequence[Point], x: float, y: float) -> bool:
    """Whether the point lies inside the polygon (even-odd rule, crossing count)."""
    inside = False
    xj, yj = polygon[-1]
    for xi, yi in polygon:
        if (yi > y) != (yj > y) and x < (xj - xi) * (y - yi) / (yj - yi) + xi:
            inside = not inside
        xj, yj = xi, yi
    return inside
