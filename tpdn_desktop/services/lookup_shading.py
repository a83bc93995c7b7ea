"""Where it hurts, measured: brush strokes and ticked regions become shares of regions and body.

Every face of every region on the body map holds evenly spread samples. A stroke paints or erases
the samples under it; the share of a region is the painted part of its samples, each weighed by the
area it stands for. Marks come in body units (`domain.pain_drawing`), so that a drawing made on an
older map is measured on the map of now.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from tpdn_desktop.atlas.bodymap import UNITS, BodyMap
from tpdn_desktop.atlas.geometry import Point, Polygon, Shape, flattened
from tpdn_desktop.atlas.pain_field import in_map_units, thinned
from tpdn_desktop.domain.anatomy import Side, View
from tpdn_desktop.domain.pain_drawing import (
    Pain,
    PainedRegion,
    PainMark,
    PainStroke,
    RegionShare,
)

RegionSide = tuple[str, Side]

LEAST_SHARE = 0.04
"""A region touched by less than this is taken as grazed by the edge of the brush."""

SAMPLES_A_FACE = 60
"""About how many samples a face of a region gets: the share is right to a few hundredths."""

_CELL = 12.0
_FINEST, _COARSEST = 0.8, 6.0
_MOST_KEPT = 4_000
"""As many marks are remembered with what they reach."""


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
        """The samples that a stroke or a tick reaches; none in a region this map does not know."""
        if isinstance(mark, PainedRegion):
            return frozenset(self.of_region.get((mark.region, mark.side), ()))
        places = thinned(in_map_units(mark), 0.2 * mark.radius * UNITS)
        points = places if len(places) > 1 else places * 2
        return frozenset(
            number
            for a, b in pairwise(points)
            for number in self._near(mark.view, a, b, mark.radius * UNITS)
        )

    def shares(self, painted: Iterable[int]) -> dict[RegionSide, float]:
        """The painted share of each region (0 to 1); grazed ones only if there are no others."""
        sums: dict[RegionSide, float] = defaultdict(float)
        for number in painted:
            sample = self.samples[number]
            sums[sample.key] += sample.area
        shares = {key: min(1.0, area / self.areas[key]) for key, area in sums.items()}
        clear = {key: share for key, share in shares.items() if share >= LEAST_SHARE}
        return dict(sorted((clear or shares).items()))

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
class PainMeasure:
    """Measures pains on a map; what a mark reaches is remembered, as drawings grow mark by mark."""

    samples: RegionSamples
    _reached: dict[PainMark, frozenset[int]] = field(default_factory=dict)
    _surface: float = 0.0

    def __post_init__(self) -> None:
        self._surface = math.fsum(self.samples.areas.values())

    def measured(self, pain: Pain) -> Pain:
        """The pain with its region shares and its share of the body as its marks say."""
        painted = self._painted(pain.marks)
        area = math.fsum(self.samples.samples[number].area for number in painted)
        shares = self.samples.shares(painted)
        return replace(
            pain,
            regions=tuple(
                RegionShare(code, side, round(share, 4))
                for (code, side), share in shares.items()
                if round(share, 4) > 0
            ),
            body_share=min(1.0, round(area / self._surface, 6)),
        )

    def forget(self) -> None:
        """Keep nothing of any drawing (lock)."""
        self._reached.clear()

    def _painted(self, marks: Iterable[PainMark]) -> set[int]:
        painted: set[int] = set()
        for mark in marks:
            takes_away = mark.erases if isinstance(mark, PainStroke) else not mark.painful
            if takes_away:
                painted -= self._reach(mark)
            else:
                painted |= self._reach(mark)
        return painted

    def _reach(self, mark: PainMark) -> frozenset[int]:
        reached = self._reached.get(mark)
        if reached is None:
            if len(self._reached) >= _MOST_KEPT:
                self._reached.clear()
            reached = self._reached[mark] = self.samples.under(mark)
        return reached


def region_sizes(bodymap: BodyMap) -> dict[str, float]:
    """The drawn area of each region on one side, all faces together, in square map units."""
    sizes: dict[str, float] = defaultdict(float)
    for view in bodymap.views.values():
        for face in view.regions:
            if face.side is not Side.RIGHT:
                sizes[face.code] += shape_area(face.outline)
    return dict(sizes)


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
