"""Where it hurts, as the therapist shades it: brush strokes and ticked regions become shares.

Every face of every region on the body map holds evenly spread samples. A stroke paints or erases
the samples under it; the share of a region is the painted part of its samples, each weighed by the
area it stands for. Pure: the screen draws the same strokes with its own pen.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tpdn_desktop.atlas.bodymap import BodyMap
from tpdn_desktop.atlas.geometry import Point, Polygon, Shape, flattened
from tpdn_desktop.domain.anatomy import Side, View

RegionSide = tuple[str, Side]

LEAST_SHARE = 0.04
"""A region touched by less than this is taken as grazed by the edge of the brush."""

SAMPLES_A_FACE = 60
"""About how many samples a face of a region gets: the share is right to a few hundredths."""

_CELL = 12.0
_FINEST, _COARSEST = 0.8, 6.0


@dataclass(frozen=True, slots=True)
class BrushStroke:
    """One stroke of the brush, or of the eraser, in map units of its view."""

    view: View
    points: tuple[Point, ...]
    radius: float
    erases: bool = False


@dataclass(frozen=True, slots=True)
class TickedRegion:
    """A whole region ticked as painful, or unticked."""

    region: str
    side: Side
    painful: bool = True


PainMark = BrushStroke | TickedRegion


@dataclass(frozen=True, slots=True)
class _Sample:
    x: float
    y: float
    key: RegionSide
    area: float


@dataclass(frozen=True, slots=True)
class RegionSamples:
    """The samples of all regions of a body map. Build it once (about 0.1 s)."""

    samples: tuple[_Sample, ...]
    cells: Mapping[tuple[View, int, int], tuple[int, ...]]
    of_region: Mapping[RegionSide, tuple[int, ...]]
    areas: Mapping[RegionSide, float]

    @classmethod
    def of(cls, bodymap: BodyMap) -> RegionSamples:
        """Spread samples over the regions of a body map."""
        samples: list[_Sample] = []
        cells: dict[tuple[View, int, int], list[int]] = defaultdict(list)
        of_region: dict[RegionSide, list[int]] = defaultdict(list)
        for view, map_view in bodymap.views.items():
            for face in map_view.regions:
                area = shape_area(face.outline)
                places = _spread(face.outline, area)
                key = (face.code, face.side)
                for x, y in places:
                    cells[view, int(x // _CELL), int(y // _CELL)].append(len(samples))
                    of_region[key].append(len(samples))
                    samples.append(_Sample(x, y, key, area / len(places)))
        return cls(
            tuple(samples),
            {cell: tuple(numbers) for cell, numbers in cells.items()},
            {key: tuple(numbers) for key, numbers in of_region.items()},
            {key: math.fsum(samples[n].area for n in ns) for key, ns in of_region.items()},
        )

    def sizes(self) -> dict[str, float]:
        """The area of each region on one side, all faces together, in square map units."""
        return {code: area for (code, side), area in self.areas.items() if side is not Side.RIGHT}

    def under(self, mark: PainMark) -> frozenset[int]:
        """The samples that a stroke or a tick reaches."""
        if isinstance(mark, TickedRegion):
            return frozenset(self.of_region.get((mark.region, mark.side), ()))
        points = mark.points if len(mark.points) > 1 else mark.points * 2
        return frozenset(
            number
            for a, b in pairwise(points)
            for number in self._near(mark.view, a, b, mark.radius)
        )

    def shares(self, painted: Iterable[int]) -> dict[RegionSide, float]:
        """The painted share of each region (0 to 1); grazed ones only if there are no others."""
        sums: dict[RegionSide, float] = defaultdict(float)
        for number in painted:
            sample = self.samples[number]
            sums[sample.key] += sample.area
        shares = {key: min(1.0, area / self.areas[key]) for key, area in sums.items()}
        clear = {key: share for key, share in shares.items() if share >= LEAST_SHARE}
        return clear or shares

    def _near(self, view: View, a: Point, b: Point, radius: float) -> Iterator[int]:
        x0, x1 = sorted((a[0], b[0]))
        y0, y1 = sorted((a[1], b[1]))
        for column in range(int((x0 - radius) // _CELL), int((x1 + radius) // _CELL) + 1):
            for row in range(int((y0 - radius) // _CELL), int((y1 + radius) // _CELL) + 1):
                for number in self.cells.get((view, column, row), ()):
                    sample = self.samples[number]
                    if _distance(sample.x, sample.y, a, b) <= radius:
                        yield number


@dataclass(slots=True)
class Shading:
    """One pain of the patient: its marks in order, and the samples painted after each of them."""

    samples: RegionSamples
    _marks: list[PainMark] = field(default_factory=list)
    _painted: list[frozenset[int]] = field(default_factory=lambda: [frozenset()])

    @property
    def marks(self) -> tuple[PainMark, ...]:
        """Strokes and ticks in the order in which they were made."""
        return tuple(self._marks)

    @property
    def is_empty(self) -> bool:
        """Whether nothing hurts."""
        return not self._painted[-1]

    def add(self, mark: PainMark) -> None:
        """Make one more stroke or tick."""
        reached = self.samples.under(mark)
        takes_away = mark.erases if isinstance(mark, BrushStroke) else not mark.painful
        before = self._painted[-1]
        self._marks.append(mark)
        self._painted.append(before - reached if takes_away else before | reached)

    def undo(self) -> bool:
        """Take the last stroke or tick back; False when there is none."""
        if not self._marks:
            return False
        self._marks.pop()
        self._painted.pop()
        return True

    def clear(self) -> None:
        """Take everything back."""
        self._marks.clear()
        del self._painted[1:]

    def area(self) -> dict[RegionSide, float]:
        """The painful share of each region, as the look-up asks for it."""
        return self.samples.shares(self._painted[-1])


def shape_area(shape: Shape) -> float:
    """The area inside an outline, in square map units."""
    return sum(abs(_signed_area(flattened(curve, 4))) for curve in shape)


def _signed_area(polygon: Polygon) -> float:
    following = (*polygon[1:], polygon[0])
    pairs = zip(polygon, following, strict=True)
    return sum(xa * yb - xb * ya for (xa, ya), (xb, yb) in pairs) / 2


def _spread(shape: Shape, area: float) -> list[Point]:
    """Places inside an outline, row by row; at least one, however small the face is."""
    polygons = [flattened(curve, 3) for curve in shape]
    spacing = min(max(math.sqrt(area / SAMPLES_A_FACE), _FINEST), _COARSEST)
    ys = [y for polygon in polygons for _, y in polygon]
    rows = max(1, round((max(ys) - min(ys)) / spacing))
    step = (max(ys) - min(ys)) / rows
    places: list[Point] = []
    for row in range(rows):
        y = min(ys) + (row + 0.5) * step
        crossings = sorted(_crossings(polygons, y))
        for x0, x1 in zip(crossings[::2], crossings[1::2], strict=False):
            number = max(1, round((x1 - x0) / spacing))
            places += [(x0 + (k + 0.5) * (x1 - x0) / number, y) for k in range(number)]
    return places or [polygons[0][0]]


def _crossings(polygons: Sequence[Polygon], y: float) -> Iterator[float]:
    for polygon in polygons:
        for (xa, ya), (xb, yb) in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
            if (ya > y) != (yb > y):
                yield xa + (y - ya) * (xb - xa) / (yb - ya)


def _distance(x: float, y: float, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = 0.0 if length == 0 else ((x - a[0]) * dx + (y - a[1]) * dy) / length
    t = min(1.0, max(0.0, t))
    return math.hypot(x - a[0] - t * dx, y - a[1] - t * dy)
