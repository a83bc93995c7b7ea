"""The body map: load, paint, pan and zoom with ten overlays lit, hover, click to painted mark.

Floors: for loading, the bare XML parser over the same files; for painting, the same paths in the
same colours by a bare QPainter, prepared beforehand; for a frame, the plain map image put on the
widget's picture. Budgets (docs/performance.md): a frame within 16.7 ms, a hover within 0.2 ms.

    python bench/map.py [ROUNDS]
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QBrush, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QApplication

import tpdn_desktop.ui  # noqa: F401 - prepares Python 3.11 for Qt
from bench.figures import line, percentile
from tpdn_desktop.atlas.bodymap import BodyMap
from tpdn_desktop.atlas.bodymap_file import load_bodymap
from tpdn_desktop.atlas.drawing import Clipped, Item
from tpdn_desktop.atlas.drawing import Path as Outline
from tpdn_desktop.atlas.hit_test import HitIndex
from tpdn_desktop.atlas.marks import MarkLook
from tpdn_desktop.atlas.plate import Peel
from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.atlas.reference_file import load_reference
from tpdn_desktop.atlas.session_picture import cached_plate, lit_zones, overlay_items, veil_item
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.domain.anatomy import Side, View
from tpdn_desktop.domain.trigger_point import TriggerPoint, TriggerPointId
from tpdn_desktop.ui.chart.camera import Camera, fitted
from tpdn_desktop.ui.chart.map_content import MapContent, MapMark
from tpdn_desktop.ui.chart.map_widget import MapWidget
from tpdn_desktop.ui.chart.plate_cache import PlateCache, PlateKey
from tpdn_desktop.ui.chart.stance import Stance
from tpdn_desktop.ui.chart.zone_overlay import OverlayContent, ZoneOverlay
from tpdn_desktop.ui.drawing_pen import DrawingPen, painter_path
from tpdn_desktop.ui.theme import THEME

MAPS = ROOT / "resources" / "bodymaps"
WIDTH, HEIGHT = 1920, 1080
LIT = 10
FRAME_MS = 16.7
HOVER_MS = 0.2
SMALLEST_FIGURES = 13.6
"""The tolerance, in map units, of the smallest map that the window allows."""


def timed(work: Callable[[], object]) -> float:
    """How long the work takes, in ms."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def taken_in_turn(rounds: int, *works: Callable[[], object]) -> list[list[float]]:
    """Each work's times; they take turns, so that a busy machine is unkind to all alike."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, found in zip(works, times, strict=True):
            found.append(timed(work))
    return times


def parse_bare() -> None:
    """The floor of loading: the XML parser and the numbers' own conversion."""
    for view in View:
        for element in ElementTree.parse(MAPS / f"{view.value}.svg").iter():  # noqa: S314 - our own file
            text = element.get("d", "")
            if text:
                tuple(map(float, text.translate(_BLANK).split()))


_BLANK = str.maketrans("MCZ", "   ")


def points_of(reference: Reference, count: int) -> list[TriggerPoint]:
    """Charted points whose referral is wide: every eighth of the atlas."""
    known = [p for p in reference.points.values() if Side.LEFT in p.sides][::5][:count]
    return [
        TriggerPoint(TriggerPointId(p.id), p.muscle_id, Side.LEFT, p.place_on(Side.LEFT), 1, p.id)
        for p in known
    ]


class BarePlate:
    """The plate's paths, brushes and pens made beforehand, drawn with the painter's own calls."""

    def __init__(self, sheet: Sheet, camera: Camera) -> None:
        self._camera = camera
        self._parts = [
            (sheet.origin(view), list(_prepared(cached_plate(sheet.bodymap, view, Peel.ALL))))
            for view in sheet.bodymap.views
        ]

    def __call__(self) -> QImage:
        image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
        image.fill(THEME.colour("map_ground"))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for (x, y), prepared in self._parts:
            painter.resetTransform()
            painter.setClipping(False)
            painter.translate(self._camera.dx, self._camera.dy)
            painter.scale(self._camera.scale, self._camera.scale)
            painter.translate(x, y)
            for path, brush, pen, clip in prepared:
                if clip is not None:
                    painter.setClipPath(clip)
                painter.setBrush(brush)
                painter.setPen(pen)
                painter.drawPath(path)
                if clip is not None:
                    painter.setClipping(False)
        painter.end()
        return image


Prepared = tuple[QPainterPath, QBrush, QPen, QPainterPath | None]


def _prepared(items: Sequence[Item], clip: QPainterPath | None = None) -> Iterator[Prepared]:
    for item in items:
        if isinstance(item, Clipped):
            yield from _prepared(item.items, painter_path(item.clip))
        elif isinstance(item, Outline):
            brush, pen = QBrush(), QPen(QBrush(), 0)
            if item.fill is not None:
                brush = QBrush(THEME.colour(item.fill.role, item.fill.opacity))
            if item.stroke is not None:
                colour = THEME.colour(item.stroke.role, item.stroke.opacity)
                pen = QPen(colour, item.stroke.width)
            yield painter_path(item.shape), brush, pen, clip


def bench_load(rounds: int) -> BodyMap:
    """SVG to map."""
    floor, ours = taken_in_turn(rounds, parse_bare, lambda: load_bodymap(MAPS))
    print(line("bare XML parser and float()", floor))
    print(line("load: SVG to body map, every shape checked", ours, floor))
    return load_bodymap(MAPS)


def bench_paint(rounds: int, bodymap: BodyMap) -> None:
    """The plate at full HD; what the worker does once for each camera."""
    sheet = Sheet.across(bodymap, WIDTH / HEIGHT)
    camera = fitted((sheet.width, sheet.height), (WIDTH, HEIGHT))
    cache = PlateCache(THEME)
    stance = Stance(camera, sheet, WIDTH, HEIGHT)
    key = PlateKey(stance, 1.0, Peel.ALL, THEME.is_dark)
    first = timed(lambda: cache.draw_now(key))
    bare = BarePlate(sheet, camera)
    bare()
    floor, ours = taken_in_turn(rounds, bare, lambda: cache.draw_now(key))
    print(line("bare drawPath of the same paths", floor))
    print(line("paint: the plate, full HD", ours, floor))
    print(line("paint: the first plate of a process", [first], floor))


def bench_overlays(rounds: int, bodymap: BodyMap, reference: Reference) -> None:
    """The picture of ten lit points; made once when the light or the camera's rest changes."""
    sheet = Sheet.across(bodymap, WIDTH / HEIGHT)
    camera = fitted((sheet.width, sheet.height), (WIDTH, HEIGHT))
    zones = lit_zones(points_of(reference, LIT), reference)
    overlay = ZoneOverlay(DrawingPen(THEME))
    prepared = [
        (sheet.origin(view), list(_prepared((veil_item(bodymap, view),
                                             *overlay_items(bodymap, zones, view)))))
        for view in bodymap.views
    ]  # fmt: skip

    def bare() -> None:
        image = QImage(WIDTH, HEIGHT, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for (x, y), paths in prepared:
            painter.resetTransform()
            painter.translate(camera.dx, camera.dy)
            painter.scale(camera.scale, camera.scale)
            painter.translate(x, y)
            for path, brush, pen, _ in paths:
                painter.setBrush(brush)
                painter.setPen(pen)
                painter.drawPath(path)
        painter.end()

    def ours() -> None:
        content = OverlayContent(zones=zones)
        overlay.draw(content, Stance(camera, sheet, WIDTH, HEIGHT), 1.0)

    found = taken_in_turn(rounds, bare, ours)
    print(line(f"bare drawPath of the zones of {LIT} points", found[0]))
    print(line(f"overlay: the zones of {LIT} points, full HD", found[1], found[0]))


def widget_with(bodymap: BodyMap, reference: Reference) -> MapWidget:
    """The map at full HD with ten charted and lit points, plate and overlay drawn."""
    points = points_of(reference, LIT)
    widget = MapWidget(Sheet(bodymap), {m.id: m.name for m in reference.muscles.values()})
    widget.resize(WIDTH, HEIGHT)
    widget.show()
    QApplication.processEvents()
    marks = tuple(
        MapMark(p.id, p.muscle_id, p.side, p.place, MarkLook(str(n)))
        for n, p in enumerate(points, 1)
    )
    widget.show_content(MapContent(marks=marks, zones=lit_zones(points, reference)))
    widget.render_now()
    return widget


def bench_frame(rounds: int, bodymap: BodyMap, reference: Reference) -> None:
    """What stands between the hand and the next frame while the map is dragged or zoomed."""
    widget = widget_with(bodymap, reference)
    plate = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    plate.fill(THEME.colour("map_ground"))
    screen = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)

    def blit() -> None:
        painter = QPainter(screen)
        painter.drawImage(0, 0, plate)
        painter.end()

    rest = widget.camera

    def pan() -> None:
        step = next(steps)
        widget.set_camera(rest.moved(step, step / 2))
        widget.repaint()

    def zoom() -> None:
        widget.set_camera(rest)
        widget.zoom_by(1.0 + next(steps) / 100)
        widget.repaint()

    steps = iter(range(1, 10 * rounds))
    found = taken_in_turn(3 * rounds, blit, pan)
    steps = iter(range(1, 10 * rounds))
    zoomed = taken_in_turn(3 * rounds, zoom)[0]
    print(line("put the plain map image", found[0]))
    print(line(f"frame: pan with {LIT} points lit", found[1], found[0]))
    print(line(f"frame: zoom with {LIT} points lit", zoomed, found[0]))
    for name, times in (("pan", found[1]), ("zoom", zoomed)):
        print(f"p95 of a {name} frame: {percentile(times, 0.95) / FRAME_MS:.2f} of {FRAME_MS} ms")
    widget.set_camera(rest)
    bench_hand(widget, reference)
    widget.stop()


def bench_hover(bodymap: BodyMap, reference: Reference) -> None:
    """The muscle under the pointer at each reference point, unprepared and prepared."""
    places = [p.place_on(side) for p in reference.points.values() for side in p.sides]
    random.Random(1).shuffle(places)  # noqa: S311 - the same order each time
    indexes = {view: HitIndex(one) for view, one in bodymap.views.items()}
    spots = [(indexes[at.view], *bodymap.views[at.view].to_map(at)) for at in places]

    def hover() -> list[float]:
        return [timed(partial(index.hits, x, y, tolerance=4.0)) for index, x, y in spots]

    print(line("hover: the first over each muscle, unprepared", hover()))
    indexes.update({view: HitIndex(one) for view, one in bodymap.views.items()})
    spots = [(indexes[at.view], *bodymap.views[at.view].to_map(at)) for at in places]
    prepared = sum(timed(index.prepare) for index in indexes.values())
    print(line("the pointer's answers prepared, once", [prepared]))
    first = hover()
    print(line("hover: the first over each muscle", first))
    for share in (0.95, 1.0):
        ratio = percentile(first, share) / HOVER_MS
        print(f"p{100 * share:g} of a hover: {ratio:.2f} of {HOVER_MS} ms")


def bench_hover_anywhere(bodymap: BodyMap, places: int) -> None:
    """Random places on every view, every peel, from the largest figures to the smallest.

    Each place is asked several times and the least is kept: what else the machine does in between
    is no part of the answer.
    """
    draw = random.Random(2)  # noqa: S311 - the same places each time
    tolerances = (0.2, 1.0, 4.0, 6.8, SMALLEST_FIGURES)
    found = []
    for view in bodymap.views.values():
        index = HitIndex(view)
        index.prepare()
        x0, y0, x1, y1 = view.bounds
        for _ in range(places):
            ask = partial(
                index.hits,
                draw.uniform(x0, x1),
                draw.uniform(y0, y1),
                layers=draw.choice(list(Peel)).layers,
                tolerance=draw.choice(tolerances),
            )
            least = min(timed(ask) for _ in range(3))
            if least > HOVER_MS / 2:
                least = min(timed(ask) for _ in range(20))
            found.append(least)
    print(line(f"hover: {len(found)} random places, every peel", found))
    print(f"the worst of them: {max(found) / HOVER_MS:.2f} of {HOVER_MS} ms")


def bench_hand(widget: MapWidget, reference: Reference) -> None:
    """One more mark painted."""
    whole = [timed(widget.repaint) for _ in range(20)]
    marks = marks_of(reference)
    widget.show_content(MapContent(marks=marks[:1]))
    QApplication.processEvents()
    clicks = [timed(partial(_click, widget, marks[: n + 1])) for n in range(1, len(marks))]
    print(line("repaint of the whole map", whole))
    print(line("click: hit test and one more mark painted", clicks, whole))


def _click(widget: MapWidget, marks: tuple[MapMark, ...]) -> None:
    spot = widget.screen_place(marks[-1].place)
    widget.hits_at(spot.x(), spot.y())
    widget.show_content(MapContent(marks=marks))


def marks_of(reference: Reference) -> tuple[MapMark, ...]:
    """Forty marks all over the body."""
    return tuple(
        MapMark(p.id, p.muscle_id, p.side, p.place, MarkLook(str(n)))
        for n, p in enumerate(points_of(reference, 40), 1)
    )


def main() -> None:
    """Print the ratios."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    app = QApplication([])
    THEME.use(app, dark=False)
    bodymap = bench_load(rounds)
    reference = load_reference(ROOT / "resources" / "reference" / "reference.sqlite")
    bench_paint(rounds, bodymap)
    bench_overlays(rounds, bodymap, reference)
    bench_hover(bodymap, reference)
    bench_hover_anywhere(bodymap, 12_000)
    bench_frame(rounds, bodymap, reference)


if __name__ == "__main__":
    main()
