"""The paper's pen: paints a `Picture` into a PDF, the same value that the screen's pen paints.

Every part becomes a form of ready operators. The large parts (the body) never change while the
program runs, so their forms are made once and kept; a page then only names them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import Final

from tpdn_desktop.atlas.drawing import Clipped, Fill, Item, Part, Path, Picture, Text
from tpdn_desktop.atlas.geometry import Shape
from tpdn_desktop.reports.fonts import PaperFonts
from tpdn_desktop.reports.ink import Form, Ink
from tpdn_desktop.reports.pdf_file import PdfFile
from tpdn_desktop.reports.plate_form import in_chords, plate_form
from tpdn_desktop.reports.text import printable

# A part of this many items is worth keeping; smaller ones change with the session.
_KEPT_FROM: Final = 60
_MOST_KEPT: Final = 12
# The body's outline has thousands of numbers; marks and stipple, many small curves, stay exact.
_LONG: Final = 300
_MOST_CURVES: Final = 30

Box = tuple[float, float, float, float]


class DrawingPen:
    """Paints pictures into one file after another.

    For one thread at a time. The pen holds on to the rows of items that it has seen, so that their
    identity stays theirs.
    """

    def __init__(self, fonts: PaperFonts) -> None:
        self._fonts = fonts
        self._slimmed: dict[int, tuple[Shape, Shape]] = {}
        self._kept: OrderedDict[int, tuple[tuple[Item, ...], Form]] = OrderedDict()

    def paint(self, picture: Picture, into: Ink, file: PdfFile, at: Box) -> None:
        """Paint the picture as large as the box (x, y, width, height) allows, in its middle.

        Nothing is painted outside the picture's own size.
        """
        x, y, width, height = at
        scale = min(width / picture.width, height / picture.height)
        dx = x + (width - picture.width * scale) / 2
        dy = y + (height - picture.height * scale) / 2
        into.save()
        into.move(dx, dy, scale)
        loose: list[Part] = []
        for part in picture.parts:
            if len(part.items) < _KEPT_FROM or _has_text(part.items):
                loose.append(part)
                continue
            self._paint_loose(loose, into, file, picture)
            loose = []
            into.save()
            into.move(part.dx, part.dy, part.scale)
            into.show(file.add_form(self._form(part.items)))
            into.restore()
        self._paint_loose(loose, into, file, picture)
        into.restore()

    def _form(self, items: tuple[Item, ...]) -> Form:
        kept = self._kept.get(id(items))
        if kept is None or kept[0] is not items:
            kept = self._kept[id(items)] = items, plate_form(items, _bounds(items))
            if len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(id(items))
        return kept[1]

    def _paint_loose(self, parts: list[Part], into: Ink, file: PdfFile, picture: Picture) -> None:
        if not parts:
            return
        ink = Ink(file)
        for part in parts:
            ink.save()
            ink.move(part.dx, part.dy, part.scale)
            self.write(part.items, ink)
            ink.restore()
        into.show(file.add_form(ink.as_form((0.0, 0.0, picture.width, picture.height))))

    def _slim(self, shape: Shape) -> Shape:
        """A long outline of the body in chords, made once; anything else as it is."""
        if sum(len(curve.numbers) for curve in shape) < _LONG or len(shape) > _MOST_CURVES:
            return shape
        kept = self._slimmed.get(id(shape))
        if kept is None or kept[0] is not shape:
            if len(self._slimmed) >= _MOST_KEPT:
                self._slimmed.clear()
            kept = self._slimmed[id(shape)] = shape, in_chords(shape)
        return kept[1]

    def write(self, items: Iterable[Item], ink: Ink) -> None:
        """Paint items at the ink's present place. On a page itself nothing may be translucent."""
        for item in items:
            if isinstance(item, Path):
                ink.path(self._slim(item.shape), item.fill, item.stroke)
            elif isinstance(item, Text):
                self._write_text(item, ink)
            else:
                self._write_clipped(item, ink)

    def _write_clipped(self, item: Clipped, ink: Ink) -> None:
        if not item.clip:
            return
        ink.save()
        ink.clip(item.clip)
        self.write(item.items, ink)
        ink.restore()

    def _write_text(self, item: Text, ink: Ink) -> None:
        text = printable(item.text, self._fonts)
        width = self._fonts.width(text, item.size, bold=item.bold)
        shift = {"start": 0.0, "middle": width / 2, "end": width}[item.anchor]
        ink.text(text, item.x - shift, item.y, item.size, Fill(item.role), bold=item.bold)


def _has_text(items: Iterable[Item]) -> bool:
    return any(isinstance(item, Text) for item in items)


def _bounds(items: Iterable[Item]) -> Box:
    """A box round all controls and line widths (a curve lies inside the hull of its controls)."""
    xs: list[float] = []
    ys: list[float] = []
    widest = 0.0
    for item in items:
        paths = item.items if isinstance(item, Clipped) else (item,)
        for path in paths:
            if not isinstance(path, Path):
                continue
            widest = max(widest, path.stroke.width if path.stroke else 0.0)
            for curve in path.shape:
                xs.extend(curve.numbers[::2])
                ys.extend(curve.numbers[1::2])
    if not xs:
        return 0.0, 0.0, 0.0, 0.0
    grown = widest + 1.0
    x0, y0, x1, y1 = min(xs) - grown, min(ys) - grown, max(xs) + grown, max(ys) + grown
    return round(x0), round(y0), round(x1), round(y1)
