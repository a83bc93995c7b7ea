"""Click to painted mark, with the commit done; and the hover hit test.

Floor: hit test and repaint of the same map without a record. Budgets (docs/performance.md): click
to painted mark p95 within one frame (16.7 ms), hover hit test within 0.2 ms.

    python bench/charting.py [CLICKS]
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

import tpdn_desktop.ui  # noqa: F401 - prepares Python 3.11 for Qt
from bench.figures import line, percentile
from tpdn_desktop.assembly import Assembly
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.ui.chart.chart_keys import ChartKeys
from tpdn_desktop.ui.chart.chart_page import ChartPage
from tpdn_desktop.ui.chart.mini_map import MiniMaps
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.theme import THEME


def send(page: ChartPage, kind: QEvent.Type, spot: QPointF) -> None:
    """One mouse event on the map."""
    button = Qt.MouseButton.LeftButton
    held = button if kind is QEvent.Type.MouseButtonPress else Qt.MouseButton.NoButton
    event = QMouseEvent(
        kind, spot, QPointF(page.map.mapToGlobal(spot)), button, held,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(page.map, event)


def main() -> None:  # noqa: PLR0915 - one bench, told in order
    """Print the ratios."""
    clicks = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    app = QApplication([])
    THEME.use(app, dark=False)
    parts = Assembly()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.tpdn"
        record = parts.create_demo(path, patients=12, sessions=40, seed=1)
        session_id = parts.demo_session(record)
        assert session_id is not None
        sheet = Sheet(parts.bodymap)
        icons = IconSet(parts.resources / "icons")
        page = ChartPage(sheet, parts.reference, icons, MiniMaps(sheet))
        ChartKeys(page)
        page.resize(1860, 1000)
        page.open_session(record, record.store.session(session_id))
        page.show()
        app.processEvents()
        page.map.render_now()
        spots = [
            page.map.screen_place(point.place_on(Side.RIGHT))
            for point in parts.reference.points.values()
            if Side.RIGHT in point.sides
        ]
        random.Random(1).shuffle(spots)  # noqa: S311 - the same order each time
        floor, ours, hover = [], [], []
        for spot in spots[:clicks]:
            start = time.perf_counter()
            page.map.hits_at(spot.x(), spot.y())
            page.map.repaint()
            floor.append(1000 * (time.perf_counter() - start))
            start = time.perf_counter()
            send(page, QEvent.Type.MouseButtonPress, spot)
            # The mark is painted before the release returns (MapWidget.show_content).
            send(page, QEvent.Type.MouseButtonRelease, spot)
            ours.append(1000 * (time.perf_counter() - start))
            app.processEvents()
            page.remove_selected()
            app.processEvents()
        for spot in spots:
            start = time.perf_counter()
            page.map.hits_at(spot.x(), spot.y())
            hover.append(1000 * (time.perf_counter() - start))
        print(line("hit test + repaint of the whole map", floor))
        print(line("click to painted mark, commit done", ours, floor))
        print(f"p95 of a click: {percentile(ours, 0.95) / 16.7:.2f} frames of 16.7 ms")
        print(f"hover hit test: median {sorted(hover)[len(hover) // 2]:.3f} ms, "
              f"p95 {percentile(hover, 0.95):.3f} ms")  # fmt: skip
        page.close_session()
        page.map.stop()
        record.close()


if __name__ == "__main__":
    main()
