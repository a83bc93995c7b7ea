"""Paint a view of the body map to a PNG, in the program's own colours and with its own pen.

Example: `python tools/preview_bodymaps.py posterior out.png --dark --zoom 4 --at=-80,120,60,80`
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from tpdn_desktop.atlas.bodymap import MapView
from tpdn_desktop.atlas.bodymap_file import load_bodymap
from tpdn_desktop.atlas.plate import Peel, plate_items
from tpdn_desktop.domain.anatomy import View
from tpdn_desktop.ui.drawing_pen import DrawingPen
from tpdn_desktop.ui.theme import Theme


def main(arguments: list[str] | None = None) -> int:
    """Paint one picture."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("view", choices=[view.value for view in View])
    parser.add_argument("out", type=Path)
    parser.add_argument("--peel", choices=[peel.value for peel in Peel], default="all")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--zoom", type=float, default=1.0, help="pixels for each map unit")
    parser.add_argument("--at", help="x,y,width,height of the part in map units")
    parser.add_argument("--maps", type=Path, default=ROOT / "resources" / "bodymaps")
    options = parser.parse_args(arguments)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    theme = Theme()
    theme.use(app, dark=options.dark)
    map_view = load_bodymap(options.maps).views[View(options.view)]
    part = QRectF(*map(float, options.at.split(","))) if options.at else _whole(map_view)
    picture = QImage(
        int(part.width() * options.zoom),
        int(part.height() * options.zoom),
        QImage.Format.Format_RGB32,
    )
    picture.fill(theme.colour("map_ground"))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(options.zoom, options.zoom)
    painter.translate(-part.x(), -part.y())
    DrawingPen(theme).paint_items(painter, plate_items(map_view, Peel(options.peel)))
    painter.end()
    return 0 if picture.save(str(options.out)) else 1


def _whole(map_view: MapView) -> QRectF:
    x0, y0, x1, y1 = map_view.bounds
    return QRectF(x0, y0, x1 - x0, y1 - y0)


if __name__ == "__main__":
    raise SystemExit(main())
