"""Fibre lines: stream lines of a direction field, evenly spaced, as an engraver would set them.

The field follows the measured fibre courses of the muscle and, near an edge that runs the same way,
that edge. Lines keep their distance (after Jobard and Lefer, "Creating evenly-spaced streamlines of
arbitrary density", 1997) and end at slightly different places, so that no hard row of ends shows.
"""

from __future__ import annotations

import math

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from tools.bodymaps.curves import Line, Vector, resampled, splined


class _Field:
    """Directions on a grid over the muscle, from origin to insertion."""

    def __init__(self, area: BaseGeometry, guides: tuple[Line, ...]) -> None:
        x0, y0, x1, y1 = area.bounds
        self.step = max(0.35, max(x1 - x0, y1 - y0) / 90)
        self.x0, self.y0 = x0 - self.step, y0 - self.step
        xs = np.arange(self.x0, x1 + 2 * self.step, self.step)
        ys = np.arange(self.y0, y1 + 2 * self.step, self.step)
        self.columns, self.rows = len(xs), len(ys)
        grid = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
        spots, ways, weights = _guide_samples(guides, self.step)
        # The edges of a sheet with several courses are mostly its origins: they count only
        # where they run with the fibres indeed.
        alike = 0.78 if len(guides) == 1 else 0.93
        edge_spots, edge_ways, edge_weights = _edge_samples(
            area, (spots, ways, weights), self.step, alike
        )
        spots, ways = np.vstack([spots, edge_spots]), np.vstack([ways, edge_ways])
        directions = _mixed(grid, spots, ways, np.r_[weights, edge_weights])
        self.grid = directions.reshape(self.rows, self.columns, 2)
        shapely.prepare(area)
        self.inside = shapely.contains_xy(area, grid[:, 0], grid[:, 1]).reshape(self.rows, -1)

    def at(self, x: float, y: float) -> tuple[float, float] | None:
        """The unit direction at a point, or None outside the muscle."""
        fx, fy = (x - self.x0) / self.step, (y - self.y0) / self.step
        i, j = int(fy), int(fx)
        if not (0 <= i < self.rows - 1 and 0 <= j < self.columns - 1):
            return None
        if not self.inside[round(fy), round(fx)]:
            return None
        a, b = fx - j, fy - i
        g = self.grid
        vx, vy = (g[i, j] * (1 - a) + g[i, j + 1] * a) * (1 - b) + (
            g[i + 1, j] * (1 - a) + g[i + 1, j + 1] * a
        ) * b
        size = math.hypot(vx, vy)
        return (vx / size, vy / size) if size > 1e-9 else None


def _guide_samples(guides: tuple[Line, ...], step: float) -> tuple[Line, Line, Vector]:
    spots, ways = [], []
    for guide in guides:
        dense = splined(guide, np.zeros(len(guide), dtype=bool), step, closed=False)
        dense = resampled(dense, 2 * step, closed=False)
        spots.append((dense[1:] + dense[:-1]) / 2)
        ways.append(np.diff(dense, axis=0))
    spot, way = np.vstack(spots), np.vstack(ways)
    way = way / np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-9)[:, None]
    return spot, way, np.ones(len(spot))


def _edge_samples(
    area: BaseGeometry, guide: tuple[Line, Line, Vector], step: float, least: float
) -> tuple[Line, Line, Vector]:
    """Edge pieces that run much as the guides do there."""
    rings = [np.array(part.exterior.coords)[:-1] for part in getattr(area, "geoms", [area])]
    all_spots, all_ways, all_weights = [], [], []
    for ring in rings:
        dense = resampled(ring, 2 * step, closed=True)
        middle = (dense + np.roll(dense, -1, axis=0)) / 2
        run = np.roll(dense, -2, axis=0) - np.roll(dense, 1, axis=0)
        run = run / np.maximum(np.hypot(run[:, 0], run[:, 1]), 1e-9)[:, None]
        wanted = _mixed(middle, *guide)
        wanted = wanted / np.maximum(np.hypot(wanted[:, 0], wanted[:, 1]), 1e-9)[:, None]
        alike = (run * wanted).sum(axis=1)
        keep = np.abs(alike) > least
        all_spots.append(middle[keep])
        all_ways.append(run[keep] * np.sign(alike[keep])[:, None])
        all_weights.append(0.7 * (np.abs(alike[keep]) - least) / (1 - least))
    return np.vstack(all_spots), np.vstack(all_ways), np.concatenate(all_weights)


def _mixed(points: Line, spots: Line, ways: Line, weights: Vector) -> Line:
    """Directions at points: the samples' own, weighted by the inverse cube of their distance."""
    out = np.zeros_like(points)
    for start in range(0, len(points), 4000):
        chunk = points[start : start + 4000]
        away = ((chunk[:, None, :] - spots[None, :, :]) ** 2).sum(axis=2)
        pull = weights[None, :] / (away + 0.3) ** 1.5
        out[start : start + 4000] = (pull @ ways) / pull.sum(axis=1)[:, None]
    return out


def fibre_lines(
    area: BaseGeometry, guides: tuple[Line, ...], spacing: float, shortest: float
) -> list[Line]:
    """Evenly spaced fibre lines inside the area, each from origin to insertion.

    Args:
        area: the muscle (dense polygon, or several).
        guides: measured fibre courses, origin first.
        spacing: distance between lines, drawing units.
        shortest: lines shorter than this are left out.
    """
    inner = area.buffer(-min(0.35, spacing * 0.2))
    if inner.is_empty or not guides:
        return []
    field = _Field(inner, guides)
    placed = _Placed(spacing)
    lines: list[Line] = []
    queue = _first_seeds(inner, guides, spacing)
    while queue and len(lines) < 120:
        x, y = queue.pop(0)
        if field.at(x, y) is None or placed.nearest(x, y) < 0.93 * spacing:
            continue
        line = _traced(field, placed, x, y, spacing)
        if len(line) < 3 or _length(line) < shortest:
            continue
        placed.add(line)
        lines.append(line)
        queue[0:0] = _beside(line, spacing)
    return [trimmed for i, line in enumerate(lines) if len(trimmed := _staggered(line, i)) > 3]


class _Placed:
    """The points of the lines so far, by cells of one spacing."""

    def __init__(self, spacing: float) -> None:
        self._cell = spacing
        self._cells: dict[tuple[int, int], list[tuple[float, float]]] = {}

    def add(self, line: Line) -> None:
        for x, y in line:
            key = (int(x // self._cell), int(y // self._cell))
            self._cells.setdefault(key, []).append((float(x), float(y)))

    def nearest(self, x: float, y: float) -> float:
        """Distance to the nearest placed point, if nearer than one spacing (else infinite)."""
        column, row = int(x // self._cell), int(y // self._cell)
        best = math.inf
        for i in (column - 1, column, column + 1):
            for j in (row - 1, row, row + 1):
                for px, py in self._cells.get((i, j), ()):
                    best = min(best, math.hypot(px - x, py - y))
        return best


def _first_seeds(
    inner: BaseGeometry, guides: tuple[Line, ...], spacing: float
) -> list[tuple[float, float]]:
    seeds = []
    middle = guides[len(guides) // 2]
    for guide in (middle, *guides):
        dense = resampled(guide, spacing, closed=False)
        order = sorted(range(len(dense)), key=lambda i: abs(i - len(dense) / 2))
        seeds += [(float(dense[i][0]), float(dense[i][1])) for i in order]
    x0, y0, x1, y1 = inner.bounds
    for y in np.arange(y0, y1, 2 * spacing):
        seeds += [(float(x), float(y)) for x in np.arange(x0, x1, 2 * spacing)]
    return seeds


def _beside(line: Line, spacing: float) -> list[tuple[float, float]]:
    """Seeds to both sides of a line, its middle first."""
    every = max(1, len(line) // 9)
    index = sorted(range(1, len(line) - 1, every), key=lambda i: abs(i - len(line) / 2))
    seeds = []
    for i in index:
        dx, dy = line[i + 1] - line[i - 1]
        size = math.hypot(dx, dy) or 1.0
        for way in (1.0, -1.0):
            step = way * spacing / size
            seeds.append((float(line[i][0] - dy * step), float(line[i][1] + dx * step)))
    return seeds


def _traced(field: _Field, placed: _Placed, x: float, y: float, spacing: float) -> Line:
    step = max(0.3, min(spacing * 0.45, field.step * 1.2))
    back = _walked(field, placed, x, y, -step, spacing)
    ahead = _walked(field, placed, x, y, step, spacing)
    return np.array([*reversed(back), (x, y), *ahead])


def _walked(
    field: _Field, placed: _Placed, x: float, y: float, step: float, spacing: float
) -> list[tuple[float, float]]:
    out: list[tuple[float, float]] = []
    last: tuple[float, float] | None = None
    for _ in range(600):
        first = field.at(x, y)
        if first is None:
            break
        half = field.at(x + first[0] * step / 2, y + first[1] * step / 2)
        if half is None or (last is not None and half[0] * last[0] + half[1] * last[1] < 0.2):
            break
        x, y, last = x + half[0] * step, y + half[1] * step, half
        if field.at(x, y) is None or placed.nearest(x, y) < 0.55 * spacing:
            break
        out.append((x, y))
    return out


def _staggered(line: Line, i: int) -> Line:
    """The line with its ends drawn in by up to a few units, differently from line to line."""
    most = min(5.0, 0.07 * _length(line))
    along = np.r_[0.0, np.cumsum(np.hypot(*np.diff(line, axis=0).T))]
    head, tail = most * ((i * 0.618) % 1.0), most * ((i * 0.382 + 0.5) % 1.0)
    return np.asarray(line[(along >= head) & (along <= along[-1] - tail)])


def _length(line: Line) -> float:
    return float(np.hypot(*np.diff(line, axis=0).T).sum())
