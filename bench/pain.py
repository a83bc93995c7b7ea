"""What one more stroke of the brush costs in a drawing that has many already.

Parts: measuring its regions, joining it to the outline, filling the outline with its pattern, and
opening a whole drawing of 60 strokes of which nothing is known yet. A stroke is drawn by hand in
a second or so; between its end and the list of candidates lie measuring and the look-up, between
its end and the map outline and pattern.

    python bench/pain.py [STROKES]
"""

from __future__ import annotations

import math
import os
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from bench.figures import line
from tpdn_desktop.atlas.bodymap import BodyMap
from tpdn_desktop.atlas.bodymap_file import load_bodymap
from tpdn_desktop.atlas.pain_field import forget_shapes, pain_shape, work_out
from tpdn_desktop.atlas.pain_picture import pain_items
from tpdn_desktop.domain.anatomy import View
from tpdn_desktop.domain.pain_drawing import Pain, PainId, PainMark, PainQuality, PainStroke
from tpdn_desktop.services.lookup_shading import PainMeasure, RegionSamples
from tpdn_desktop.ui.chart.pain_outlines import AT_A_TIME


def strokes(number: int) -> list[PainMark]:
    """Strokes to and fro over the front of the trunk, some of them erasing."""
    made: list[PainMark] = []
    for k in range(number):
        places = tuple(
            (
                round(0.08 * math.sin(i / 5 + k), 5),
                round(0.55 + 0.3 * ((k * 37 % number) / number) + 0.0006 * i, 5),
            )
            for i in range(80)
        )
        radius = 0.022 if k % 3 else 0.007
        made.append(PainStroke(View.ANTERIOR, places, radius, erases=k % 7 == 6))
    return made


def main() -> None:
    """Print a row for each part."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    bodymap = load_bodymap(ROOT / "resources" / "bodymaps")
    start = time.perf_counter()
    measure = PainMeasure(RegionSamples.of(bodymap))
    print(line("samples of all regions, built once", [(time.perf_counter() - start) * 1000]))
    marks = strokes(number)
    parts: dict[str, list[float]] = {"measured": [], "outline": [], "pattern": []}
    for count in range(1, number + 1):
        drawn = tuple(marks[:count])
        pain = Pain(PainId("bench"), PainQuality.SHARP, marks=drawn)
        times = [time.perf_counter()]
        measure.measured(pain)
        times.append(time.perf_counter())
        pain_shape(bodymap, drawn, View.ANTERIOR)
        times.append(time.perf_counter())
        pain_items(bodymap, [pain], View.ANTERIOR)
        times.append(time.perf_counter())
        for name, (a, b) in zip(parts, pairwise(times), strict=True):
            parts[name].append((b - a) * 1000)
    for name, values in parts.items():
        print(line(f"one more stroke, {name}", values))
    forget_shapes()
    start = time.perf_counter()
    pain_shape(bodymap, tuple(marks), View.ANTERIOR)
    print(line(f"a drawing of {number} strokes, opened", [(time.perf_counter() - start) * 1000]))
    print(line("the same between events, each step", list(steps(bodymap, tuple(marks)))))


def steps(bodymap: BodyMap, marks: tuple[PainMark, ...]) -> Iterator[float]:
    """How long each step takes when the screen works a drawing out between its events, in ms."""
    forget_shapes()
    left = len(marks)
    while left > AT_A_TIME:
        start = time.perf_counter()
        left = work_out(bodymap, marks, View.ANTERIOR, AT_A_TIME)
        yield (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
