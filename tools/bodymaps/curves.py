"""Smoothing of measured rings and fitting of cubic Beziers to dense lines.

All lines are numpy arrays of shape (n, 2) in drawing units (1000 = body height).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Line = NDArray[np.float64]
Vector = NDArray[np.float64]


def unit(vector: Vector) -> Vector:
    """The vector at length 1; a vanishing vector stays nought."""
    length = float(np.hypot(vector[0], vector[1]))
    return vector / length if length > 1e-12 else vector * 0.0


def without_doubles(points: Line, closed: bool) -> Line:
    """The line without points that repeat their predecessor (and the end repeated, if closed)."""
    keep = np.ones(len(points), dtype=bool)
    keep[1:] = np.hypot(*np.diff(points, axis=0).T) > 1e-7
    points = points[keep]
    if closed and len(points) > 1 and np.hypot(*(points[0] - points[-1])) < 1e-7:
        points = points[:-1]
    return points


def turns(ring: Line) -> NDArray[np.float64]:
    """How far a closed ring turns at each vertex, in degrees from 0 (straight) to 180."""
    before = ring - np.roll(ring, 1, axis=0)
    after = np.roll(ring, -1, axis=0) - ring
    cross = before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]
    return np.asarray(np.degrees(np.abs(np.arctan2(cross, (before * after).sum(axis=1)))))


def splined(
    points: Line,
    corners: NDArray[np.bool_],
    step: float,
    closed: bool,
    ends: tuple[Vector, Vector] | None = None,
) -> Line:
    """A smooth dense line through the points, straight into and out of the corners.

    `ends` are the unit directions in which an open line sets out and arrives.
    """
    n = len(points)
    last = n if closed else n - 1
    edges = (np.roll(points, -1, axis=0) - points)[:last]
    lengths = np.maximum(np.hypot(edges[:, 0], edges[:, 1]), 1e-9)
    slopes = edges / lengths[:, None]
    pieces = []
    for i in range(last):
        here, there = i, (i + 1) % n
        out_slope = _slope(slopes, lengths, here, closed, bool(corners[here]), leaving=True)
        in_slope = _slope(slopes, lengths, there, closed, bool(corners[there]), leaving=False)
        if ends is not None:
            out_slope = ends[0] if i == 0 else out_slope
            in_slope = ends[1] if i == last - 1 else in_slope
        count = max(2, int(np.ceil(lengths[i] / step)))
        # Beside a short edge a long one starts gently, or it would bulge.
        pull_out = min(lengths[i], 3 * lengths[max(i - 1, 0) if not closed else i - 1])
        pull_in = min(lengths[i], 3 * lengths[(i + 1) % last if closed else min(i + 1, last - 1)])
        t = np.linspace(0, 1, count, endpoint=False)[:, None]
        pieces.append(
            (2 * t**3 - 3 * t**2 + 1) * points[here]
            + (t**3 - 2 * t**2 + t) * out_slope * pull_out
            + (-2 * t**3 + 3 * t**2) * points[there]
            + (t**3 - t**2) * in_slope * pull_in
        )
    if not closed:
        pieces.append(points[-1:])
    return np.vstack(pieces)


def _slope(
    slopes: Line, lengths: Vector, i: int, closed: bool, corner: bool, *, leaving: bool
) -> Vector:
    """The direction of the spline at vertex i: one-sided at corners and open ends."""
    n = len(slopes)
    if not closed and i in (0, n):
        return np.asarray(slopes[min(i, n - 1)])
    before, after = (i - 1) % n, i % n
    if corner:
        return np.asarray(slopes[after] if leaving else slopes[before])
    mixed = slopes[before] * lengths[after] + slopes[after] * lengths[before]
    return np.asarray(mixed / (lengths[before] + lengths[after]))


def resampled(points: Line, step: float, closed: bool) -> Line:
    """Points at even distances of about `step` along the line."""
    walk = np.vstack([points, points[:1]]) if closed else points
    along = np.r_[0.0, np.cumsum(np.hypot(*np.diff(walk, axis=0).T))]
    count = max(8 if closed else 2, round(along[-1] / step))
    at = (
        np.linspace(0, along[-1], count, endpoint=False)
        if closed
        else np.linspace(0, along[-1], count)
    )
    across, down = (np.interp(at, along, walk[:, k]) for k in (0, 1))
    return np.stack([across, down], axis=1)


def calmed(half: Line) -> Line:
    """The vertices of a coarse left half, midline to midline, moved so that no spline wavers.

    Each goes to the mean of the smooth ring about it, over as far as its neighbours are: where
    vertices are dense (fingers, ears) the ring stays as it is, and so do its corners.
    """
    whole = np.vstack([half, half[-2:0:-1] * [-1.0, 1.0]])
    steps = np.hypot(*(np.roll(whole, -1, axis=0) - whole).T)
    apart = np.minimum((steps + np.roll(steps, 1)) / 2, 2.5 * np.minimum(steps, np.roll(steps, 1)))
    sharp = turns(whole) > _CALM_UNDER
    dense = splined(whole, sharp, 0.25, closed=True)
    along = np.r_[0.0, np.cumsum(np.hypot(*np.diff(np.vstack([dense, dense[:1]]), axis=0).T))]
    at = {tuple(point): way for point, way in zip(dense, along, strict=False)}
    out = half.copy()
    for i, vertex in enumerate(half):
        if sharp[i] or apart[i] < _CALM_FROM:
            continue
        off = np.abs(along[:-1] - at[tuple(vertex)])
        off = np.minimum(off, along[-1] - off)
        weight = np.exp(-0.5 * (off / min(_CALM_SHARE * apart[i], _CALM_MOST)) ** 2)
        out[i] = (dense * weight[:, None]).sum(axis=0) / weight.sum()
    out[[0, -1], 0] = 0.0
    return out


_CALM_UNDER = 27.0  # degrees: sharper vertices are corners
_CALM_FROM = 3.0  # units: vertices closer than this are meant
_CALM_SHARE, _CALM_MOST = 0.7, 6.0


def relaxed(ring: Line, free: Vector, rounds: int) -> Line:
    """A closed ring smoothed by diffusion; `free` (0 to 1) holds corners where they are.

    Each round is followed by a slightly larger step back (Taubin 1995), so the ring keeps its size.
    """
    for _ in range(rounds):
        for weight in (0.50, -0.52):
            middle = (np.roll(ring, 1, axis=0) + np.roll(ring, -1, axis=0)) / 2
            ring = ring + weight * free[:, None] * (middle - ring)
    return ring


def smooth_ring(ring: Line, *, step: float, rounds: int, corner: float = 62.0) -> Line:
    """A measured ring as a dense smooth one that keeps its corners.

    Args:
        ring: closed ring, last point not repeated.
        step: distance of the dense points, drawing units.
        rounds: how often it is relaxed.
        corner: a vertex that turns by more degrees than this stays sharp.
    """
    ring = without_doubles(np.asarray(ring, dtype=float), closed=True)
    sharp = turns(ring) > corner
    dense = resampled(splined(ring, sharp, step / 2, closed=True), step, closed=True)
    free = np.ones(len(dense))
    for point in ring[sharp]:
        away = np.hypot(*(dense - point).T)
        dense[int(np.argmin(away))] = point
        free = np.minimum(free, np.clip((away - step / 2) / (4 * step), 0, 1))
    return relaxed(dense, free, rounds)


# Fitting of cubics: P. J. Schneider, "An algorithm for automatically fitting digitized curves",
# Graphics Gems (1990), written anew for arrays.

Cubic = tuple[Vector, Vector, Vector, Vector]


def fitted(points: Line, start: Vector, end: Vector, tolerance: float) -> list[Cubic]:
    """Cubics that follow the dense open line within `tolerance`.

    `start` and `end` are unit directions, both pointing into the line.
    """
    points = without_doubles(points, closed=False)
    if len(points) < 2:
        return []
    if len(points) == 2:
        return [_chord(points, start, end)]
    along = _chord_length(points)
    cubic = _least_squares(points, along, start, end)
    worst, where = _error(points, cubic, along)
    for _ in range(4):
        if worst <= tolerance**2:
            return [cubic]
        if worst > (6 * tolerance) ** 2:
            break
        along = _reparametrised(points, cubic, along)
        cubic = _least_squares(points, along, start, end)
        worst, where = _error(points, cubic, along)
    if worst <= tolerance**2:
        return [cubic]
    where = min(max(where, 1), len(points) - 2)
    reach = min(3, where, len(points) - 1 - where)
    middle = unit(points[where - reach] - points[where + reach])
    return [
        *fitted(points[: where + 1], start, middle, tolerance),
        *fitted(points[where:], -middle, end, tolerance),
    ]


def _chord(points: Line, start: Vector, end: Vector) -> Cubic:
    third = float(np.hypot(*(points[-1] - points[0]))) / 3
    return points[0], points[0] + start * third, points[-1] + end * third, points[-1]


def _chord_length(points: Line) -> Vector:
    along = np.r_[0.0, np.cumsum(np.hypot(*np.diff(points, axis=0).T))]
    return np.asarray(along / along[-1])


def _least_squares(points: Line, at: Vector, start: Vector, end: Vector) -> Cubic:
    b0, b1 = (1 - at) ** 3, 3 * at * (1 - at) ** 2
    b2, b3 = 3 * at**2 * (1 - at), at**3
    first, second = start[None, :] * b1[:, None], end[None, :] * b2[:, None]
    rest = points - (
        points[0][None, :] * (b0 + b1)[:, None] + points[-1][None, :] * (b2 + b3)[:, None]
    )
    c00, c01, c11 = (first * first).sum(), (first * second).sum(), (second * second).sum()
    x0, x1 = (first * rest).sum(), (second * rest).sum()
    det = c00 * c11 - c01 * c01
    length = float(np.hypot(*(points[-1] - points[0])))
    if abs(det) > 1e-12:
        left, right = (x0 * c11 - x1 * c01) / det, (c00 * x1 - c01 * x0) / det
    else:
        left = right = 0.0
    if left < 1e-3 * length or right < 1e-3 * length or max(left, right) > 3 * length:
        left = right = length / 3
    return points[0], points[0] + start * left, points[-1] + end * right, points[-1]


def evaluated(cubic: Cubic, at: Vector) -> Line:
    """Points of the cubic at the parameters."""
    t = at[:, None]
    p0, p1, p2, p3 = cubic
    return np.asarray(
        (1 - t) ** 3 * p0 + 3 * t * (1 - t) ** 2 * p1 + 3 * t**2 * (1 - t) * p2 + t**3 * p3
    )


def _error(points: Line, cubic: Cubic, at: Vector) -> tuple[float, int]:
    off = ((evaluated(cubic, at) - points) ** 2).sum(axis=1)
    where = int(np.argmax(off))
    return float(off[where]), where


def _reparametrised(points: Line, cubic: Cubic, at: Vector) -> Vector:
    """One Newton step of each parameter toward the foot of its point."""
    p0, p1, p2, p3 = cubic
    t = at[:, None]
    off = evaluated(cubic, at) - points
    d1 = 3 * ((1 - t) ** 2 * (p1 - p0) + 2 * t * (1 - t) * (p2 - p1) + t**2 * (p3 - p2))
    d2 = 6 * ((1 - t) * (p2 - 2 * p1 + p0) + t * (p3 - 2 * p2 + p1))
    below = (d1 * d1).sum(axis=1) + (off * d2).sum(axis=1)
    moved = at - np.where(
        np.abs(below) > 1e-9, (off * d1).sum(axis=1) / np.where(below == 0, 1, below), 0
    )
    return np.asarray(np.maximum.accumulate(np.clip(moved, 0, 1)))
