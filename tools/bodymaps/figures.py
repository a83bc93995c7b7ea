"""The measured figures, read from resources/bodymaps/measured, in drawing units.

Drawing units: 1000 = body height, x from the midline to the patient's LEFT, y down from the vertex.
Only the left half is measured; the right half is its mirror image.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from tools.bodymaps.curves import Line

VIEWS = ("anterior", "posterior", "plantar")
LAYERS = ("deep", "intermediate", "superficial")


def drawn(points: Any) -> Line:
    """Measured points (x left, y up, body heights) in drawing units."""
    p = np.asarray(points, dtype=float)
    return np.stack([1000.0 * p[:, 0], 1000.0 * (1.0 - p[:, 1])], axis=1)


@dataclass(frozen=True, slots=True)
class ChartMuscle:
    """One clinical muscle in one view, left side."""

    muscle: str
    layer: str
    paired: bool
    source: str
    overlay: bool
    z: int
    outline: Line
    fibres: tuple[Line, ...]
    pieces: tuple[Line, ...]
    aponeurosis: Line | None
    measured: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegionFace:
    """One surface region in one view: left side, or the whole of an unpaired one."""

    code: str
    paired: bool
    outline: Line


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that was measured."""

    chart: dict[str, list[ChartMuscle]]
    overlapping: dict[str, set[frozenset[str]]]
    regions: dict[str, list[RegionFace]]
    places: dict[str, dict[str, Any]]
    landmarks: dict[str, dict[str, Any]]
    body: dict[str, Any]
    muscles: dict[str, dict[str, Any]] = field(repr=False)
    sole: dict[str, Any] = field(repr=False)

    def lines(self, name: str) -> list[Line]:
        """The measured surface lines of that name."""
        return [drawn(line["points"]) for line in self.body["lines"] if line["name"] == name]

    def sheet(self, name: str) -> list[Line]:
        """The measured outlines of a pale sheet."""
        for sheet in self.body["sheets"]:
            if sheet["name"] == name:
                return [drawn(ring) for ring in sheet["outlines"]]
        raise KeyError(name)

    def skin_half(self, view: str) -> Line:
        """The left edge of the figure (or the left sole) as a line or ring."""
        return drawn(self.sole["sole"] if view == "plantar" else self.body["left_half"])


def load_figures(folder: Path) -> Figures:
    """Read the measured tables."""

    def table(name: str) -> Any:
        return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))

    shapes = table("chart_shapes")
    chart: dict[str, list[ChartMuscle]] = {view: [] for view in VIEWS}
    for muscle, entry in shapes["shapes"].items():
        for view, look in entry["views"].items():
            chart[view].append(_chart_muscle(muscle, entry, look))
    overlapping = {
        view: {frozenset(pair) for pair in pairs}
        for view, pairs in shapes["meta"]["real_overlaps"].items()
    }
    regions: dict[str, list[RegionFace]] = {view: [] for view in VIEWS}
    for code, entry in table("region_shapes")["regions"].items():
        for view, look in entry["views"].items():
            regions[view].append(RegionFace(code, entry["paired"], drawn(look["outline"])))
    return Figures(
        chart=chart,
        overlapping=overlapping,
        regions=regions,
        places=table("point_places")["places"],
        landmarks=table("landmarks")["landmarks"],
        body=table("body_outline"),
        muscles={entry["id"]: entry for entry in table("muscles")},
        sole=table("foot_plantar"),
    )


def _chart_muscle(muscle: str, entry: dict[str, Any], look: dict[str, Any]) -> ChartMuscle:
    sheet = look.get("aponeurosis")
    return ChartMuscle(
        muscle=muscle,
        layer=entry["layer"],
        paired=entry["paired"],
        source=entry["source"],
        overlay=bool(entry.get("overlay")),
        z=look["z"],
        outline=drawn(look["outline"]),
        fibres=tuple(drawn(line) for line in look["fibre"]),
        pieces=tuple(drawn(ring) for ring in look.get("pieces", ())),
        aponeurosis=drawn(sheet) if sheet else None,
        measured=tuple(entry["from"]),
    )
