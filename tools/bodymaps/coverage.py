"""Shared borders: rings that touch are cut into arcs, and every arc is smoothed once.

Neighbours that share an arc carry exactly the same cubics (one of them backwards), so that no
sliver can show between them at any zoom.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from shapely import STRtree

from tools.bodymaps.curves import Cubic, Line, Vector, fitted, splined, turns, unit, without_doubles

_Key = tuple[int, int]
_GRID = 0.01  # vertices closer than this are one
_REACH = 0.7  # how far one looks to tell the direction of a line


def _key(point: Vector) -> _Key:
    return round(float(point[0]) / _GRID), round(float(point[1]) / _GRID)


@dataclass(slots=True)
class _Ring:
    points: Line
    keys: list[_Key]


class Coverage:
    """Closed rings of one layer; `add` them all (most important first), then ask for `cubics`."""

    def __init__(
        self,
        tolerance: float,
        corner: float = 50.0,
        *,
        spline: float | None = None,
        midline: bool = False,
    ) -> None:
        """`spline`: arcs are coarse and get a spline of that step before they are fitted.

        `midline`: the rings are left halves; what leaves the midline nearly level leaves it level.
        """
        self._tolerance = tolerance
        self._corner = corner
        self._spline = spline
        self._midline = midline
        self._rings: dict[str, _Ring] = {}
        self._tangents: dict[tuple[_Key, _Key], Vector] = {}
        self._nodes: set[_Key] = set()
        self._arcs: dict[tuple[_Key, ...], list[Cubic]] = {}
        self._ready = False

    def add(self, name: str, points: Line) -> None:
        """Add a dense ring (last point not repeated)."""
        points = np.round(np.asarray(points, dtype=float) / _GRID) * _GRID
        points = without_doubles(points, closed=True)
        self._rings[name] = _Ring(points, [])

    def names(self) -> list[str]:
        return list(self._rings)

    def cubics(self, name: str) -> list[Cubic]:
        """The ring as cubics in its own direction; arcs shared with others are the same figures."""
        if not self._ready:
            self._prepare()
        ring = self._rings[name]
        out: list[Cubic] = []
        for arc in self._cut(ring):
            out += self._fitted(arc)
        return out

    # --- preparation -----------------------------------------------------------------------

    def _prepare(self) -> None:
        self._node_rings()
        owners: dict[tuple[_Key, _Key], set[str]] = {}
        for name, ring in self._rings.items():
            for a, b in _edges(ring.keys):
                owners.setdefault((min(a, b), max(a, b)), set()).add(name)
        ends: dict[_Key, set[frozenset[str]]] = {}
        for (a, b), who in owners.items():
            for key in (a, b):
                ends.setdefault(key, set()).add(frozenset(who))
        self._nodes = {key for key, kinds in ends.items() if len(kinds) > 1}
        for ring in self._rings.values():
            self._nodes.update(ring.keys[i] for i in self._corners(ring.points))
            if self._midline:
                n = len(ring.keys)
                self._nodes.update(
                    key
                    for i, key in enumerate(ring.keys)
                    if key[0] == 0 and (ring.keys[i - 1][0] or ring.keys[(i + 1) % n][0])
                )
        for ring in self._rings.values():
            self._note_tangents(ring)
        self._ready = True

    def _node_rings(self) -> None:
        """Give every ring the vertices of others that lie on its edges."""
        vertices = {_key(p): p for ring in self._rings.values() for p in ring.points}
        points = np.array(list(vertices.values()))
        tree = STRtree(shapely.points(points))
        for ring in self._rings.values():
            starts, ends = ring.points, np.roll(ring.points, -1, axis=0)
            edges = shapely.linestrings(np.stack([starts, ends], axis=1))
            which, found = tree.query(edges, predicate="dwithin", distance=_GRID * 0.8)
            span = (ends - starts)[which]
            at = ((points[found] - starts[which]) * span).sum(axis=1)
            at = at / np.maximum((span * span).sum(axis=1), 1e-12)
            between = (at > 0) & (at < 1)
            which, found, at = which[between], found[between], at[between]
            walk = np.r_[np.arange(len(starts)) * 1.0, which + at]
            line = np.vstack([starts, points[found]])[np.argsort(walk, kind="stable")]
            keys = [_key(point) for point in line]
            keep = [i for i, key in enumerate(keys) if key != keys[i - 1]]
            ring.points, ring.keys = line[keep], [keys[i] for i in keep]

    def _corners(self, points: Line) -> list[int]:
        """Where the ring turns sharply, seen over a short way to either side."""
        if self._spline:
            return [int(i) for i in np.flatnonzero(turns(points) > self._corner)]
        steps = np.hypot(*(np.roll(points, -1, axis=0) - points).T)
        at = np.r_[0.0, np.cumsum(steps)]
        ahead, back = _along(points, at, at[:-1] + _REACH), _along(points, at, at[:-1] - _REACH)
        first, second = points - back, ahead - points
        cross = first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0]
        bend = np.degrees(np.abs(np.arctan2(cross, (first * second).sum(axis=1))))
        found: list[int] = []
        for i in np.argsort(-bend, kind="stable"):
            if bend[i] <= self._corner:
                break
            gaps = np.abs(at[found] - at[i])
            if not found or np.minimum(gaps, at[-1] - gaps).min() > 2 * _REACH:
                found.append(int(i))
        return found

    def _note_tangents(self, ring: _Ring) -> None:
        """Where a ring runs smoothly through a node, both of its arcs take one direction there."""
        n = len(ring.keys)
        for i, key in enumerate(ring.keys):
            if key not in self._nodes:
                continue
            back, ahead = self._reach(ring.points, i, -1), self._reach(ring.points, i, 1)
            before, after = ring.keys[i - 1], ring.keys[(i + 1) % n]
            if self._midline and key[0] == 0:
                back = _off_midline(ring.points, i, i - 1, back)
                ahead = _off_midline(ring.points, i, (i + 1) % n, ahead)
            bend = np.degrees(np.arccos(np.clip(float(-(back * ahead).sum()), -1, 1)))
            if bend < 40.0 and not (self._midline and key[0] == 0):
                along = unit(ahead - back)
                self._tangents.setdefault((key, after), along)
                self._tangents.setdefault((key, before), -along)
            else:
                self._tangents.setdefault((key, after), ahead)
                self._tangents.setdefault((key, before), back)

    def _reach(self, points: Line, start: int, way: int) -> Vector:
        """Direction from a ring point to where the ring is a short way further on."""
        n = len(points)
        if self._spline:
            return unit(points[(start + way) % n] - points[start])
        i, here, left = start, points[start], _REACH
        for _ in range(n):
            i = (i + way) % n
            step = float(np.hypot(*(points[i] - here)))
            if step >= left:
                return unit(here + (points[i] - here) * (left / step) - points[start])
            left -= step
            here = points[i]
        return np.zeros(2)

    # --- arcs ------------------------------------------------------------------------------

    def _cut(self, ring: _Ring) -> list[tuple[list[_Key], Line]]:
        starts = [i for i, key in enumerate(ring.keys) if key in self._nodes]
        if not starts:
            starts = [int(np.lexsort((ring.points[:, 0], ring.points[:, 1]))[0])]
        arcs = []
        n = len(ring.keys)
        for a, b in zip(starts, [*starts[1:], starts[0] + n], strict=True):
            index = [i % n for i in range(a, b + 1)]
            arcs.append(([ring.keys[i] for i in index], ring.points[index]))
        return arcs

    def _fitted(self, arc: tuple[list[_Key], Line]) -> list[Cubic]:
        keys, points = arc
        backward = (keys[0], keys[1]) > (keys[-1], keys[-2])
        if backward:
            keys, points = keys[::-1], points[::-1]
        name = (keys[0], keys[1], keys[-2], keys[-1], (len(keys), 0))
        if name not in self._arcs:
            self._arcs[name] = self._fit(keys, points)
        cubics = self._arcs[name]
        return [c[::-1] for c in reversed(cubics)] if backward else cubics

    def _fit(self, keys: list[_Key], points: Line) -> list[Cubic]:
        if keys[0] == keys[-1] and keys[0] not in self._nodes:
            along = unit(self._reach(points[:-1], 0, 1) - self._reach(points[:-1], 0, -1))
            return fitted(_dense(points), along, -along, self._tolerance)
        start = self._tangents.get((keys[0], keys[1]), unit(points[1] - points[0]))
        end = self._tangents.get((keys[-1], keys[-2]), unit(points[-2] - points[-1]))
        if self._spline:
            straight = np.zeros(len(points), dtype=bool)
            points = splined(points, straight, self._spline, closed=False, ends=(start, -end))
        return fitted(_dense(points), start, end, self._tolerance)


def _edges(keys: list[_Key]) -> list[tuple[_Key, _Key]]:
    return list(zip(keys, [*keys[1:], keys[0]], strict=True))


def _along(points: Line, at: Vector, wanted: Vector) -> Line:
    """Points of a closed ring at distances from its start; `at` are those of its vertices."""
    wanted = np.mod(wanted, at[-1])
    closed = np.vstack([points, points[:1]])
    across, down = (np.interp(wanted, at, closed[:, k]) for k in (0, 1))
    return np.stack([across, down], axis=1)


def _dense(points: Line) -> Line:
    """The line with more points on its long straight stretches."""
    out = [points[:1]]
    for a, b in pairwise(points):
        count = int(np.hypot(*(b - a)) // 0.6) + 1
        out.append(a + (b - a) * (np.arange(1, count + 1) / count)[:, None])
    return np.vstack(out)


def _off_midline(points: Line, i: int, j: int, direction: Vector) -> Vector:
    """A direction at a midline point: upright along the midline, level if it nearly is."""
    if abs(float(points[j][0])) < _GRID / 2:
        return np.array([0.0, np.sign(points[j][1] - points[i][1])])
    if abs(float(direction[1])) < 0.6 * abs(float(direction[0])):
        return np.array([np.sign(direction[0]), 0.0])
    return direction
