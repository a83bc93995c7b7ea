"""Where the marks of now are drawn, in pixels: spread where they crowd, found again by a pixel."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect

from tpdn_desktop.atlas.geometry import Point
from tpdn_desktop.atlas.sheet import Sheet
from tpdn_desktop.atlas.spread import Anchor, spread
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.ui.chart.camera import Camera
from tpdn_desktop.ui.chart.map_content import MapMark

MARK_PIXELS = 24.0
HIT_PIXELS = 13.0
"""A mark is hit within this many pixels of its middle."""

REACH = 26
"""A mark with all its corners and its ring lies within this many pixels of where it is drawn."""


@dataclass(frozen=True, slots=True)
class PlacedMarks:
    """Marks, their true places, where they are drawn and whether they show, all in one order.

    On an open sheet a mark does not show when its place lies beyond the divide.
    """

    marks: tuple[MapMark, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    drawn_at: tuple[Point, ...] = ()
    shown: tuple[bool, ...] = ()

    @classmethod
    def under(
        cls,
        camera: Camera,
        sheet: Sheet,
        marks: tuple[MapMark, ...],
        beside: PlacedMarks | None = None,
    ) -> PlacedMarks:
        """The marks as they lie under a camera, clear of those that are drawn there already."""
        anchors = tuple(_anchor(mark, sheet, camera) for mark in marks)
        shown = tuple(sheet.shows(m.place.view, sheet.to_sheet(m.place)[0]) for m in marks)
        showing = [a for a, is_on in zip(anchors, shown, strict=True) if is_on]
        others = beside.showing.drawn_at if beside is not None else ()
        drawn = iter(spread(showing, MARK_PIXELS, beside=others))
        drawn_at = tuple(
            next(drawn) if is_on else (anchor.x, anchor.y)
            for anchor, is_on in zip(anchors, shown, strict=True)
        )
        return cls(marks, anchors, drawn_at, shown)

    @property
    def showing(self) -> PlacedMarks:
        """Those that show."""
        if all(self.shown):
            return self
        rows = zip(self.marks, self.anchors, self.drawn_at, self.shown, strict=True)
        kept = [row for row in rows if row[3]]
        marks, anchors, drawn_at, shown = zip(*kept, strict=True) if kept else ((), (), (), ())
        return PlacedMarks(marks, anchors, drawn_at, shown)

    def position(self, mark_id: str) -> QPointF | None:
        """The pixel where a mark is drawn, which in a crowd is not its true place."""
        for mark, position in zip(self.marks, self.drawn_at, strict=True):
            if mark.id == mark_id:
                return QPointF(*position)
        return None

    def positions(self) -> tuple[QPointF, ...]:
        """The pixels where marks are drawn."""
        return tuple(QPointF(*position) for position in self.drawn_at)

    def at(self, px: float, py: float, reach: float = HIT_PIXELS) -> str | None:
        """The mark within so many pixels; of several the nearest."""
        best: tuple[float, str] | None = None
        placed = self.showing
        for mark, (x, y) in zip(placed.marks, placed.drawn_at, strict=True):
            away = math.hypot(px - x, py - y)
            if away <= reach and (best is None or away < best[0]):
                best = away, mark.id
        return best[1] if best else None

    def boxes(self) -> list[tuple[float, float, float, float]]:
        """What the discs cover, for names that must not lie over them."""
        return [(x - 14, y - 14, x + 14, y + 14) for x, y in self.showing.drawn_at]

    def differing(self, before: PlacedMarks) -> Iterator[QRect]:
        """Where the picture differs from an earlier one: marks that came, went, moved, changed."""
        then, now = before._drawn(), self._drawn()
        for mark, (x, y, true) in (*then.items(), *now.items()):
            if then.get(mark) != now.get(mark):
                spot = QPoint(int(true[0]), int(true[1]))
                box = QRect(spot, QPoint(int(x), int(y))).normalized()
                yield box.adjusted(-REACH, -REACH, REACH, REACH)

    def _drawn(self) -> dict[MapMark, tuple[float, float, Point]]:
        return {
            mark: (x, y, (anchor.x, anchor.y))
            for mark, anchor, (x, y) in zip(self.marks, self.anchors, self.drawn_at, strict=True)
        }


def _anchor(mark: MapMark, sheet: Sheet, camera: Camera) -> Anchor:
    x, y = camera.to_screen(*sheet.to_sheet(mark.place))
    middle = camera.to_screen(sheet.midline(mark.place.view), 0)[0]
    return Anchor(x, y, None if mark.side is Side.MIDLINE else middle)
