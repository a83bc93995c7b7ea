"""Composing one view: everything drawn, group by group, as SVG text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry

from tools.bodymaps.art import Stroke, belly_strokes, muscle_strokes, open_run, tones_of
from tools.bodymaps.curves import Line, smooth_ring
from tools.bodymaps.extras import Extra, art_muscles, sheets_after, sheets_before
from tools.bodymaps.figures import ChartMuscle, Figures
from tools.bodymaps.figures import drawn as drawn_points
from tools.bodymaps.outlines import (
    muscle_rings,
    muscle_runs,
    polygon,
    region_runs,
    ring_cubics,
    skin_polygon,
    with_mirror,
)
from tools.bodymaps.shading import filled, polygons
from tools.bodymaps.style import style_block
from tools.bodymaps.surface import Detail, skull_details, surface_details
from tools.bodymaps.svg import Flat, flat, flipped, path

MAP_VERSION = 1
FAINT = {"sternalis"}  # few people have one: painted like a veil
# From behind the heel hides the deep muscles of the sole, which have a drawing of their own.
HIDDEN_BEHIND = {
    "quadratus_plantae", "flexor_hallucis_brevis", "adductor_hallucis_oblique",
    "adductor_hallucis_transverse", "flexor_digiti_minimi_brevis_foot", "lumbricals_foot",
    "dorsal_interossei_foot", "plantar_interossei_foot",
}  # fmt: skip
LAYERS = ("deep", "intermediate", "superficial")


@dataclass(slots=True)
class Drawing:
    """A finished view and the ids in it."""

    svg: str
    muscles: list[str]
    regions: list[str]


def draw_view(figures: Figures, view: str) -> Drawing:
    """The SVG of one view."""
    return _ViewDrawer(figures, view).draw()


class _ViewDrawer:
    def __init__(self, figures: Figures, view: str) -> None:
        self._figures = figures
        self._view = view
        self._sign = -1.0 if view == "posterior" else 1.0
        self._regions, self._skin_run = region_runs(figures, view)
        self._skin = skin_polygon(self._skin_run)
        self._rings = muscle_rings(figures, view, self._skin)
        self._outlines = muscle_runs(figures, view, self._rings)
        self._muscle_ids: list[str] = []
        self._region_ids: list[str] = []
        self._names: dict[str, int] = {}

    def draw(self) -> Drawing:
        parts = [self._head(), self._outline(), self._bones()]
        tones = tones_of(self._figures.chart[self._view], self._rings)
        parts += [self._layer(layer, tones) for layer in LAYERS]
        parts += [self._surface(), self._region_group(), self._landmarks(), "</svg>\n"]
        return Drawing("\n".join(parts), self._muscle_ids, self._region_ids)

    # --- frame -----------------------------------------------------------------------------

    def _head(self) -> str:
        _, y0, x1, y1 = self._skin.bounds
        wide = np.ceil(x1 + 6)
        top, bottom = np.floor(y0 - 6), np.ceil(y1 + 6)
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" data-map-version="'
            f'{MAP_VERSION}" data-view="{self._view}" '
            f'viewBox="{-wide:.0f} {top:.0f} {2 * wide:.0f} {bottom - top:.0f}">\n'
            "<metadata>CC BY-SA 4.0. BodyParts3D, (c) The Database Center for Life Science, "
            "CC BY 4.0; "
            "Z-Anatomy (z-anatomy.com), CC BY-SA 4.0, based on BodyParts3D. See LICENSE."
            "</metadata>\n"
            f"<style>{style_block()}</style>"
        )

    def _outline(self) -> str:
        runs = [self._skin_run]
        out = [f'<path id="skin" class="skin" d="{path(runs, closed=True, sign=self._sign)}"/>']
        if self._view == "plantar":
            mirror = path(runs, closed=True, sign=-self._sign)
            out.append(f'<path id="skin.right" class="skin" d="{mirror}"/>')
        return '<g id="outline">' + "".join(out) + "</g>"

    def _bones(self) -> str:
        if self._view == "plantar":
            return '<g id="bones"></g>'
        middle, sided = [], []
        for bone in self._figures.body["bones"]:
            if "toe" in bone["name"] and self._view == "anterior":
                continue  # the toes have their own outlines
            for ring in bone["outlines"]:
                line = _bone_ring(ring)
                if bone["midline"]:
                    middle.append(self._path("bone", _symmetrical(polygon(line), 0.4)))
                else:
                    sided.append(self._path("bone", [flat(ring_cubics(line, 0.4))]))
        return (
            '<g id="bones">'
            + "\n".join(middle)
            + self._both_sides("bones", sided)
            + self._skull("skull")
            + "</g>"
        )

    def _both_sides(self, name: str, paths: list[str]) -> str:
        if not paths:
            return ""
        return (
            f'<g id="{name}.left">' + "\n".join(paths) + "</g>"
            f'<use href="#{name}.left" transform="scale(-1 1)"/>'
        )

    def _path(self, classes: str, runs: list[Flat], closed: bool = True, extra: str = "") -> str:
        return f'<path class="{classes}"{extra} d="{path(runs, closed=closed, sign=self._sign)}"/>'

    # --- muscles ---------------------------------------------------------------------------

    def _layer(self, layer: str, tones: dict[str, int]) -> str:
        figures, view = self._figures, self._view
        muscles = [m for m in figures.chart[view] if m.layer == layer]
        drawn = [
            ((m.overlay, float(m.z), m.muscle), self._muscle(m, tones[m.muscle])) for m in muscles
        ]
        for i, extra in enumerate(art_muscles(figures, view, layer, self._skin)):
            drawn.append(((False, extra.z - 0.5, extra.name), self._extra(extra, layer, i)))
        before = [self._extra(e, layer, 0) for e in sheets_before(figures, view, layer)]
        after = [self._extra(e, layer, 0) for e in sheets_after(figures, view, layer)]
        if layer == "intermediate":
            before.append(self._skull("skull.over"))
        parts = [*before, *(text for _, text in sorted(drawn)), *after]
        return f'<g id="layer-{layer}">\n' + "\n".join(parts) + "\n</g>"

    def _extra(self, extra: Extra, layer: str, i: int) -> str:
        """An uncharted muscle or sheet: both halves as one shape if it meets the midline."""
        runs = filled(extra.area, least=0.2, tolerance=0.12)
        role = f"{extra.role} {layer}-{i % 5}" if extra.role == "muscle_art" else extra.role
        name = f"{layer}.{extra.name}"
        self._names[name] = self._names.get(name, -1) + 1
        if self._names[name]:
            name = f"{name}.{self._names[name]}"
        tone = f' data-tone="{i % 5}"' if extra.role == "muscle_art" else ""
        if extra.role != "muscle_art" and extra.area.bounds[0] < 0.05:
            return self._path(role, _symmetrical(extra.area, 0.12))
        art = [self._path(role, runs, extra=tone)]
        if extra.role == "muscle_art":
            strokes = belly_strokes(extra.area, runs, extra.guides, Polygon())
            art += [self._stroke(stroke, layer, i % 5) for stroke in strokes]
        return self._both_sides(name, art)

    def _muscle(self, muscle: ChartMuscle, tone: int) -> str:
        outline = self._outlines[muscle.muscle]
        hidden = self._view == "posterior" and muscle.muscle in HIDDEN_BEHIND
        veiled = muscle.overlay or muscle.muscle in FAINT or hidden
        strokes = muscle_strokes(
            muscle, self._rings[muscle.muscle], outline, self._skin, veiled=veiled
        )
        drawn_whole = not muscle.pieces
        role = "overlay" if veiled else f"muscle {muscle.layer}-{tone}"
        art = [self._stroke(stroke, muscle.layer, tone) for stroke in strokes]
        if not muscle.paired:
            return self._one_side(muscle, "midline", outline, role, tone, "".join(art), 1.0)
        name = f"{muscle.muscle}.art"
        left = self._one_side(
            muscle, "left", outline, role if drawn_whole else "hit", tone,
            f'<g id="{name}">' + "".join(art) + "</g>" if art else "", 1.0,
        )  # fmt: skip
        right = self._one_side(
            muscle, "right", outline, role if drawn_whole else "hit", tone,
            f'<use href="#{name}" transform="scale(-1 1)"/>' if art else "", -1.0,
        )  # fmt: skip
        return left + "\n" + right

    def _one_side(
        self, muscle: ChartMuscle, side: str, outline: list[Flat], role: str, tone: int, art: str,
        mirror: float,
    ) -> str:  # fmt: skip
        name = f"{muscle.muscle}.{side}"
        self._muscle_ids.append(name)
        marks = ' data-overlay="true"' if muscle.overlay else ""
        marks += ' data-field="true"' if muscle.pieces else ""
        hidden = ' fill="none"' if role == "hit" else ""
        d = path(outline, closed=True, sign=self._sign * mirror)
        return (
            f'<g data-muscle="{muscle.muscle}" data-side="{side}" data-source="{muscle.source}" '
            f'data-tone="{tone}"{marks}>'
            f'<path id="{name}" class="{role}"{hidden} d="{d}"/>{art}</g>'
        )

    def _stroke(self, stroke: Stroke, layer: str, tone: int) -> str:
        role = stroke.role
        if role in ("muscle", "muscle_art"):
            role = f"{role} {layer}-{tone}"
        return self._path(role, stroke.runs, closed=stroke.closed)

    # --- surface, regions, landmarks -------------------------------------------------------

    def _surface(self) -> str:
        """Surface lines, those that belong to a layer in a group of that layer."""
        details = surface_details(self._figures, self._view, self._skin)
        out = []
        for layer in sorted({detail.layer or "" for detail in details}):
            mark = f' data-layer="{layer}"' if layer else ""
            paths = [self._detail(detail) for detail in details if (detail.layer or "") == layer]
            name = f"surface.{layer or 'all'}"
            out.append(f"<g{mark}>" + self._both_sides(name, paths) + "</g>")
        return '<g id="surface">' + "\n".join(out) + "</g>"

    def _detail(self, detail: Detail) -> str:
        if detail.closed:
            runs = [flat(ring_cubics(detail.points, 0.06, 120.0))]
        else:
            runs = [open_run(detail.points, 0.06)]
        return self._path(detail.role, runs, closed=detail.closed)

    def _skull(self, name: str) -> str:
        """The face of the bare skull, where the view shows it."""
        if self._view != "anterior":
            return ""
        return self._both_sides(name, [self._detail(detail) for detail in skull_details()])

    def _region_group(self) -> str:
        out = []
        paired = {face.code: face.paired for face in self._figures.regions[self._view]}
        for code, run in self._regions.items():
            sides = [("left", 1.0), ("right", -1.0)] if paired[code] else [("midline", 1.0)]
            for side, mirror in sides:
                name = f"region.{code}.{side}"
                self._region_ids.append(name)
                d = path([run], closed=True, sign=self._sign * mirror)
                out.append(f'<path id="{name}" class="hit" d="{d}"/>')
        return '<g id="regions">\n' + "\n".join(out) + "\n</g>"

    def _landmarks(self) -> str:
        if self._view == "plantar":
            return '<g id="landmarks"></g>'
        out = []
        for name, mark in self._figures.landmarks.items():
            x, y = 1000 * mark["x"] * self._sign, 1000 * (1 - mark["y"])
            middle = abs(mark["x"]) < 1e-6
            for side, mirror in [("midline", 1)] if middle else [("left", 1), ("right", -1)]:
                at = f'cx="{x * mirror + 0.0:.2f}" cy="{y:.2f}"'
                out.append(f'<circle id="landmark.{name}.{side}" {at} r=".01"/>')
        return '<g id="landmarks">' + "\n".join(out) + "</g>"


def _bone_ring(ring: object) -> Line:
    return smooth_ring(drawn_points(ring), step=0.4, rounds=10)


def _symmetrical(area: BaseGeometry, tolerance: float) -> list[Flat]:
    """The left half of a shape on the midline and its exact mirror image, as runs."""
    runs = []
    for part in polygons(area.intersection(box(0.0, -50, 999, 2000)), 0.2):
        ring = np.array(part.exterior.coords)[:-1]
        middle = part.bounds[0] < 0.005
        cubics = ring_cubics(ring, tolerance, midline=middle)
        if middle:
            runs.append(flat(with_mirror(cubics)))
        else:
            runs += [flat(cubics), flipped(flat(cubics))]
    return runs
