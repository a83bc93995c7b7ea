"""Lines of the body's surface: face, ears, navel, creases, nails. Left side, drawing units."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from shapely.geometry import LineString, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

from tools.bodymaps.curves import Line, smooth_ring, splined, unit
from tools.bodymaps.figures import Figures, drawn
from tools.bodymaps.outlines import largest, polygon

FINGERS = ("thumb", "index_finger", "middle_finger", "ring_finger", "little_finger")


@dataclass(frozen=True, slots=True)
class Detail:
    """One line or small shape; `layer` hides it with that layer, None keeps it always."""

    role: str
    points: Line
    closed: bool
    layer: str | None = None


def surface_details(figures: Figures, view: str, skin: BaseGeometry) -> list[Detail]:
    """Everything drawn over the muscles of a view."""
    if view == "plantar":
        return _sole()
    out = [*_ear(skin), *_fingers(figures, view, skin)]
    if view == "anterior":
        out += [*_face(), *_trunk_front(figures), *_toes(figures, skin)]
    else:
        out += _back()
    return out


def _curve(points: list[tuple[float, float]]) -> Line:
    line = np.array(points, dtype=float)
    return splined(line, np.zeros(len(line), dtype=bool), 0.25, closed=False)


def _stroke(*points: tuple[float, float], role: str = "line", layer: str | None = None) -> Detail:
    return Detail(role, _curve(list(points)), False, layer)


def _ear(skin: BaseGeometry) -> list[Detail]:
    ear = largest(skin.intersection(box(39.0, 57.0, 60.0, 93.5)))
    inner = largest(ear.buffer(-2.3, quad_segs=6))
    ring = smooth_ring(np.array(inner.exterior.coords)[:-1], step=0.3, rounds=10)
    helix = ring[(ring[:, 0] > 42.0) & (ring[:, 1] < 88.5)]
    start = int(np.argmax(np.hypot(*np.diff(np.vstack([helix, helix[:1]]), axis=0).T)))
    helix = np.roll(helix, -start - 1, axis=0)
    return [
        Detail("line", helix, False),
        _stroke((41.2, 76.5), (42.6, 78.3), (42.0, 80.6), (40.4, 82.0)),
        _stroke((45.4, 66.5), (43.6, 70.6), (44.6, 75.0), (44.6, 80.0), (42.2, 85.4)),
    ]


def _face() -> list[Detail]:
    """Closed lids, nose, lips and chin, set by the measured openings of eye, nose and mouth."""
    top = "superficial"
    return [
        _stroke((8.6, 70.4), (13.0, 72.2), (18.4, 73.0), (23.4, 71.9), (26.3, 69.6),
                role="line_dark", layer=top),
        _stroke((9.6, 67.2), (13.6, 64.9), (18.4, 64.2), (23.0, 65.2), (26.4, 67.6), layer=top),
        _stroke((12.0, 75.4), (17.4, 77.0), (22.6, 76.0), layer=top),
        _stroke((10.2, 72.0), (11.2, 74.2), role="line", layer=top),
        _stroke((14.6, 72.7), (14.3, 74.4), layer=top),
        _stroke((18.4, 73.1), (18.5, 74.9), layer=top),
        _stroke((22.2, 72.4), (22.9, 74.0), layer=top),
        _stroke((4.2, 63.5), (3.6, 72.0), (4.4, 80.0), (6.6, 85.6), layer=top),
        _stroke((6.6, 85.6), (9.4, 88.2), (9.2, 91.6), (6.6, 92.8), layer=top),
        _stroke((2.0, 94.2), (3.6, 92.9), (5.9, 92.9), role="line_dark", layer=top),
        _stroke((0.0, 95.0), (1.2, 94.9), (2.0, 94.2), layer=top),
        _stroke((0.0, 104.6), (3.6, 103.9), (8.0, 104.8), (12.0, 104.5), (14.4, 104.0),
                role="line_dark", layer=top),
        _stroke((0.0, 101.6), (2.2, 100.7), (6.0, 102.0), (10.4, 103.2), (14.2, 104.0), layer=top),
        _stroke((0.0, 109.6), (4.0, 109.4), (8.6, 107.9), (12.6, 105.4), (14.2, 104.0), layer=top),
        _stroke((0.0, 113.6), (3.4, 113.2), (6.4, 112.0), layer=top),
    ]  # fmt: skip


def skull_details() -> list[Detail]:
    """Orbit, nose, teeth and cheek bone on the bare skull, seen from in front."""
    around = np.linspace(0, 2 * np.pi, 25)[:-1]
    cos, sin = np.cos(around), np.sin(around)
    orbit = np.c_[
        17.6 + 9.6 * np.sign(cos) * np.abs(cos) ** 0.72,
        70.2 + 8.2 * np.sign(sin) * np.abs(sin) ** 0.8 + 0.09 * (9.6 * cos),
    ]
    hollow = np.array([17.6, 70.6]) + (orbit - [17.6, 70.2]) * 0.72
    nose = np.array(
        [(0, 79.5), (2.2, 81.5), (4.2, 86.5), (5.6, 91.5), (4.6, 94.4), (2.2, 94.2), (0, 95.6)]
    )
    out = [Detail("shade", orbit, True), Detail("shade", hollow, True), Detail("line", orbit, True)]
    out += [Detail("shade", _curve([tuple(p) for p in nose]), True)]
    out += [Detail("line", _curve([tuple(p) for p in nose]), False)]
    out += [
        _stroke((0.0, 104.4), (6.0, 104.2), (11.0, 103.4), (14.4, 102.2)),
        _stroke((0.0, 99.2), (6.0, 98.8), (11.4, 98.2), (14.8, 97.0)),
        _stroke((0.0, 109.6), (5.6, 109.2), (10.6, 107.6), (14.0, 105.0)),
        _stroke((28.6, 77.0), (26.0, 83.0), (21.0, 88.6), (16.4, 91.4)),
        _stroke((27.4, 64.0), (30.4, 55.0), (34.4, 44.0), (33.6, 32.0)),
        _stroke((0.0, 61.6), (4.0, 62.4), (8.0, 62.0)),
    ]
    for i, x in enumerate((0.0, 2.9, 5.6, 8.1, 10.4, 12.5)):
        rise = 0.1 * i * i
        out.append(
            _stroke((x, 99.6 - rise * 0.6), (x, 102.0 - rise * 0.6), (x, 104.3 - rise * 0.5))
        )
        if i:
            low = x - 0.8
            out.append(
                _stroke((low, 104.5 - rise * 0.5), (low, 107.0 - rise), (low, 109.2 - rise * 1.2))
            )
    return out


def _trunk_front(figures: Figures) -> list[Detail]:
    nipple = smooth_ring(figures.lines("nipple")[0], step=0.25, rounds=6)
    middle = nipple.mean(axis=0)
    return [
        Detail("line", nipple, True, "superficial"),
        Detail("line", middle + (nipple - middle) * 0.36, True, "superficial"),
        _stroke((0.0, 398.8), (2.9, 399.8), (4.5, 402.8), (3.6, 406.6), (0.0, 408.4)),
        _stroke((0.0, 402.4), (1.6, 403.2), (2.2, 405.0), role="line_dark"),
    ]


def _back() -> list[Detail]:
    return [_stroke((124.0, 356.0), (127.0, 353.6), (130.4, 356.0))]


def _bone(figures: Figures, name: str) -> BaseGeometry:
    for bone in figures.body["bones"]:
        if bone["name"] == name:
            return polygon(drawn(bone["outlines"][0]))
    raise KeyError(name)


def _fingers(figures: Figures, view: str, skin: BaseGeometry) -> list[Detail]:
    """Creases over the joints of the fingers and, from behind, the nails."""
    out: list[Detail] = []
    for finger in FINGERS:
        names = ["proximal", "distal"] if finger == "thumb" else ["proximal", "middle", "distal"]
        bones = [_bone(figures, f"{name}_phalanx_of_left_{finger}") for name in names]
        for near, far in pairwise(bones):
            a, b = nearest_points(near, far)
            joint = np.array([(a.x + b.x) / 2, (a.y + b.y) / 2])
            along = unit(_centre(far) - _centre(near))
            for shift in (-0.55, 0.55):
                out += _crease(skin, joint + along * shift, along, 0.34, 0.5 * np.sign(shift))
        if view == "posterior":
            out += _nail(bones[-1], unit(_centre(bones[-1]) - _centre(bones[-2])), skin)
    return out


def _centre(shape: BaseGeometry) -> Line:
    return np.array([shape.centroid.x, shape.centroid.y])


def _chord(skin: BaseGeometry, at: Line, across: Line) -> tuple[Line, float]:
    """Middle and half length of the skin's stretch through a point."""
    cut = LineString([at - across * 9, at + across * 9]).intersection(skin)
    spans = [g for g in getattr(cut, "geoms", [cut]) if isinstance(g, LineString) and g.length > 0]
    if not spans:
        return at, 3.0
    best = min(spans, key=lambda g: abs(g.centroid.x - at[0]) + abs(g.centroid.y - at[1]))
    ends = np.array(best.coords)
    return (ends[0] + ends[-1]) / 2, min(best.length / 2, 7.5)


def _crease(skin: BaseGeometry, at: Line, along: Line, share: float, bow: float) -> list[Detail]:
    across = np.array([-along[1], along[0]])
    middle, half = _chord(skin, at, across)
    points = [middle + across * half * 2 * share * t + along * bow * (1 - t * t) * 1.0
              for t in (-1.0, -0.5, 0.0, 0.5, 1.0)]  # fmt: skip
    return [Detail("line", _curve([(float(p[0]), float(p[1])) for p in points]), False)]


def _nail(bone: BaseGeometry, along: Line, skin: BaseGeometry) -> list[Detail]:
    """A nail at the end of a finger: a rounded plate, a little narrower at its root."""
    across = np.array([-along[1], along[0]])
    start = _centre(bone)
    ray = LineString([start, start + along * 30]).intersection(skin)
    end = np.array(getattr(ray, "geoms", [ray])[0].coords)[-1]
    middle, half = _chord(skin, end - along * 4.6, across)
    wide = half * 0.6
    shape = [(-0.9, -1.75), (-0.98, -0.6), (-1.0, 0.5), (-0.7, 1.2), (0.0, 1.5), (0.7, 1.2),
             (1.0, 0.5), (0.98, -0.6), (0.9, -1.75), (0.0, -2.1)]  # fmt: skip
    ring = np.array([middle + across * wide * x + along * wide * 0.85 * y for x, y in shape])
    ring = smooth_ring(ring, step=0.15, rounds=5, corner=120.0)
    root = [middle + across * wide * x - along * wide * (1.25 - 0.35 * abs(x)) * 0.85
            for x in (-0.6, -0.3, 0.0, 0.3, 0.6)]  # fmt: skip
    return [
        Detail("bone", ring, True),
        Detail("line", _curve([(float(p[0]), float(p[1])) for p in root]), False),
    ]


def _toes(figures: Figures, skin: BaseGeometry) -> list[Detail]:
    """Outlines of the toes as seen from in front, with their nails."""
    out = []
    for i in range(5, 0, -1):
        ring = smooth_ring(figures.lines(f"toe_{i}")[0], step=0.25, rounds=8)
        toe = largest(polygon(ring).intersection(skin.buffer(-0.3)))
        out.append(Detail("bone", np.array(toe.exterior.coords)[:-1], True))
        x0, y0, x1, y1 = Polygon(ring).bounds
        middle, wide, tall = (x0 + x1) / 2, (x1 - x0) / 2, (y1 - y0) / 2
        centre = (middle, y0 + tall * 0.95)
        around = np.linspace(0, 2 * np.pi, 16, endpoint=False)
        nail = np.c_[
            centre[0] + 0.46 * wide * np.sign(np.cos(around)) * np.abs(np.cos(around)) ** 0.6,
            centre[1] + 0.42 * tall * np.sign(np.sin(around)) * np.abs(np.sin(around)) ** 0.6,
        ]
        out.append(Detail("line", smooth_ring(nail, step=0.15, rounds=4, corner=120.0), True))
    return out


def _sole() -> list[Detail]:
    """Creases under the toes and of the sole."""
    return [
        _stroke((42.4, 938.5), (46.0, 941.6), (51.0, 941.6), (54.8, 938.0)),
        _stroke((56.0, 938.0), (59.6, 941.2), (63.6, 939.8)),
        _stroke((64.4, 941.0), (67.6, 944.0), (71.0, 942.4)),
        _stroke((71.6, 944.6), (74.6, 947.6), (77.4, 945.6)),
        _stroke((78.0, 949.6), (80.4, 952.6), (83.6, 951.2)),
        _stroke((55.4, 920.0), (56.0, 930.0), (55.4, 938.0)),
        _stroke((66.4, 921.6), (65.4, 930.0), (64.2, 940.0)),
        _stroke((74.8, 927.4), (73.2, 935.0), (71.4, 943.6)),
        _stroke((81.6, 934.6), (79.6, 941.0), (77.8, 947.4)),
    ]
