"""Paint every reference point's referral on contact sheets, for somebody who reviews the content.

Each cell shows the views in which the pattern lies, on the right side of the patient: essential
zones dark, spill-over light, the point itself as a dot, and the codes of the tables above.

Example: `python tools/overlay_sheets.py sheets --of trapezius soleus` writes sheets/01.png ...
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication

from tpdn_desktop.atlas.bodymap import BodyMap, RegionShape
from tpdn_desktop.atlas.bodymap_file import load_bodymap
from tpdn_desktop.atlas.geometry import Point, Shape
from tpdn_desktop.atlas.plate import plate_items
from tpdn_desktop.atlas.reference import Reference, ReferencePoint
from tpdn_desktop.atlas.reference_file import load_reference
from tpdn_desktop.atlas.referral import Strength, referral
from tpdn_desktop.domain.anatomy import Side, View
from tpdn_desktop.ui.drawing_pen import DrawingPen
from tpdn_desktop.ui.theme import Theme, font

COLUMNS, ROWS = 5, 4
CELL = (380, 300)
HEAD = 46
MARGIN = 25.0
"""Map units round what is lit."""
LARGEST = 1.5
"""Pixels for a map unit, so that a small zone is still seen where it lies."""
DENSITY = 2.0
TINT = {Strength.ESSENTIAL: 0.75, Strength.SPILLOVER: 0.3}


@dataclass(frozen=True, slots=True)
class Lit:
    """What of a pattern lies in one view: faces of regions, and the point's own places."""

    view: View
    faces: tuple[tuple[RegionShape, Strength], ...]
    places: tuple[Point, ...]

    def box(self) -> QRectF:
        """The part of the view that holds all of it, with a margin."""
        xs = [x for x, _ in self.places]
        ys = [y for _, y in self.places]
        for face, _ in self.faces:
            for curve in face.outline:
                xs += curve.numbers[0::2]
                ys += curve.numbers[1::2]
        inside = QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        return inside.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)


class Sheets:
    """Paints cells; the figures are drawn once."""

    def __init__(self, bodymap: BodyMap, reference: Reference, theme: Theme) -> None:
        self._bodymap = bodymap
        self._reference = reference
        self._theme = theme
        self._pen = DrawingPen(theme)
        self._figures = {view: self._figure(view) for view in bodymap.views}

    def sheet(self, points: Sequence[ReferencePoint]) -> QImage:
        """One sheet of at most COLUMNS x ROWS points."""
        image = QImage(CELL[0] * COLUMNS, CELL[1] * ROWS, QImage.Format.Format_RGB32)
        image.fill(self._theme.colour("map_ground"))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number, point in enumerate(points):
            column, row = number % COLUMNS, number // COLUMNS
            painter.save()
            painter.translate(column * CELL[0], row * CELL[1])
            self._cell(painter, point)
            painter.restore()
        painter.end()
        return image

    def _cell(self, painter: QPainter, point: ReferencePoint) -> None:
        side = Side.RIGHT if Side.RIGHT in point.sides else point.sides[0]
        lit = self._lit(point, side)
        width = CELL[0] / len(lit)
        for number, part in enumerate(lit):
            room = QRectF(number * width + 2, HEAD, width - 4, CELL[1] - HEAD - 2)
            self._view(painter, part, room)
        painter.setPen(self._theme.colour("text"))
        painter.setFont(font("secondary", 600))
        painter.drawText(QPointF(5, 13), f"{point.id}  {point.label}")
        painter.setFont(font("key_cap"))
        for top, name, zones in ((27, "E", point.primary), (40, "S", point.spillover)):
            words = f"{name}  {' '.join(zone.written for zone in zones)}"
            painter.drawText(QPointF(5, top), words)
        painter.setPen(self._theme.colour("hairline_strong"))
        painter.drawRect(QRectF(0, 0, *CELL))

    def _view(self, painter: QPainter, part: Lit, room: QRectF) -> None:
        box = part.box()
        scale = min(room.width() / box.width(), room.height() / box.height(), LARGEST)
        painter.save()
        painter.setClipRect(room)
        painter.translate(room.center())
        painter.scale(scale, scale)
        painter.translate(-box.center())
        x0, y0, x1, y1 = self._bodymap.views[part.view].bounds
        painter.drawImage(QRectF(x0, y0, x1 - x0, y1 - y0), self._figures[part.view])
        for face, strength in part.faces:
            tint = self._theme.colour("referral.0", TINT[strength])
            painter.fillPath(self._pen.path_of(face.outline), tint)
        painter.setPen(QPen(self._theme.colour("paper"), 1.4 / scale))
        painter.setBrush(self._theme.colour("ink"))
        for x, y in part.places:
            painter.drawEllipse(QPointF(x, y), 4 / scale, 4 / scale)
        painter.restore()
        painter.setPen(self._theme.colour("text_secondary"))
        painter.setFont(font("key_cap"))
        painter.drawText(room.topLeft() + QPointF(4, 12), part.view.value)

    def _lit(self, point: ReferencePoint, side: Side) -> list[Lit]:
        """The views in which something of the pattern lies; the spill-over is painted first."""
        zones = referral(point, side, self._reference.regions)
        parts = []
        for view, shown in self._bodymap.views.items():
            faces = [
                (face, zone.strength)
                for zone in reversed(zones)
                for face in self._bodymap.region_shapes(zone.region, zone.side)
                if face.view is view
            ]
            places = [shown.to_map(p) for p in point.places_on(side) if p.view is view]
            if faces or places:
                parts.append(Lit(view, tuple(faces), tuple(places)))
        return parts

    def _figure(self, view: View) -> QImage:
        """The view without detail, faint, so that the zones stand out."""
        shown = self._bodymap.views[view]
        x0, y0, x1, y1 = shown.bounds
        image = QImage(
            int((x1 - x0) * DENSITY), int((y1 - y0) * DENSITY), QImage.Format.Format_RGB32
        )
        ground = self._theme.colour("map_ground")
        image.fill(ground)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(DENSITY, DENSITY)
        painter.translate(-x0, -y0)
        self._pen.paint_items(painter, plate_items(shown, detail=False))
        self._veil(painter, shown.silhouette)
        painter.end()
        return image

    def _veil(self, painter: QPainter, silhouette: Shape) -> None:
        painter.fillPath(self._pen.path_of(silhouette), self._theme.colour("map_ground", 0.6))


def main(arguments: list[str] | None = None) -> int:
    """Write the sheets; returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="where the sheets go")
    parser.add_argument("--of", nargs="*", default=[], help="only ids that begin like this")
    options = parser.parse_args(arguments)
    resources = ROOT / "resources"
    reference = load_reference(resources / "reference" / "reference.sqlite")
    wanted = tuple(options.of) or ("",)
    points = [p for p in reference.points.values() if p.id.startswith(wanted)]
    if not points:
        print("no reference point begins like this", file=sys.stderr)
        return 1
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    theme = Theme()
    theme.use(app, dark=False)
    sheets = Sheets(load_bodymap(resources / "bodymaps"), reference, theme)
    options.folder.mkdir(parents=True, exist_ok=True)
    size = COLUMNS * ROWS
    for start in range(0, len(points), size):
        path = options.folder / f"{start // size + 1:02d}.png"
        if not sheets.sheet(points[start : start + size]).save(str(path)):
            print(f"{path.name} cannot be written", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
