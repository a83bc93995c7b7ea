"""Writes PDF page operators: paths, colours, opacity and set text.

Everything on paper goes through here. Lengths are points (1/72 inch), y runs down from the top, as
in a drawing; `PdfFile` turns the page round once. Numbers keep two decimals: 0.01 pt is 3.5
micrometres.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import Final, Protocol

from tpdn_desktop.atlas.drawing import Fill, Stroke
from tpdn_desktop.atlas.geometry import Curve, Shape
from tpdn_desktop.reports.palette import colour

_STRAIGHT: Final = 0.004
# The deflate level of ready-made operators; 6 is within 2 % of 9 and twice as fast.
_LEVEL: Final = 9


@dataclass(frozen=True, slots=True)
class Coded:
    """A piece of text in one font of a file: the font's name there and the characters' codes.

    `at` is how far right of the text's beginning it stands, in thousandths of the size; None: after
    the piece before.
    """

    font: str
    codes: bytes
    at: float | None = None


class TextCoder(Protocol):
    """Turns text into the codes of one PDF file's embedded fonts."""

    def coded(self, text: str, *, bold: bool, from_right: bool | None = None) -> list[Coded]:
        """The text's pieces in the order in which they are read.

        `from_right` is how the paragraph runs; None: as its first letter does.
        """
        ...


@dataclass(frozen=True, slots=True)
class Form:
    """Ready operators that a page can show again and again, with the opacities that they name."""

    deflated: bytes
    box: tuple[float, float, float, float]
    opacities: frozenset[tuple[str, float]]
    forms: tuple[str, ...] = ()


@dataclass(slots=True)
class Ink:
    """A growing row of operators. `coder` is needed only when text is set."""

    coder: TextCoder | None = None
    operators: list[str] = field(default_factory=list)
    opacities: set[tuple[str, float]] = field(default_factory=set)
    forms: list[str] = field(default_factory=list)
    _now: dict[str, str] = field(default_factory=dict)
    _saved: list[dict[str, str]] = field(default_factory=list)

    def save(self) -> None:
        """Keep the state of the pen until `restore`."""
        self._saved.append(dict(self._now))
        self.operators.append("q")

    def restore(self) -> None:
        """The pen as it was at the matching `save`."""
        self._now = self._saved.pop()
        self.operators.append("Q")

    def move(self, dx: float, dy: float, scale: float = 1.0) -> None:
        """What follows stands at x' = dx + scale * x, y' = dy + scale * y."""
        self.operators.append(f"{scale:.6g} 0 0 {scale:.6g} {dx:.2f} {dy:.2f} cm")

    def place(self, width: float, height: float, x: float, y: float) -> None:
        """What follows stands at x' = x + width * x, y' = y + height * y."""
        self.operators.append(f"{width:.3f} 0 0 {height:.3f} {x:.2f} {y:.2f} cm")

    def clip(self, shape: Shape) -> None:
        """What follows, until `restore`, is painted only inside the shape."""
        self.operators.append(f"{outline(shape)} W* n")

    def path(self, shape: Shape, fill: Fill | None, stroke: Stroke | None) -> None:
        """Fill the shape (even-odd), then stroke it."""
        if not shape or not (fill or stroke):
            return
        line = outline(shape)
        if fill:
            self.use_fill(fill)
        if stroke:
            self.use_stroke(stroke)
        if fill and stroke and stroke.opacity == 1.0:
            self.operators.append(f"{line} B*")
            return
        if fill:
            self.operators.append(f"{line} f*")
        if stroke:
            self.operators.append(f"{line} S")

    def rectangle(self, x: float, y: float, width: float, height: float, fill: Fill) -> None:
        """A filled rectangle."""
        self.use_fill(fill)
        self.operators.append(f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def frame(self, x: float, y: float, width: float, height: float, stroke: Stroke) -> None:
        """The four sides of a rectangle."""
        self.use_stroke(stroke)
        self.operators.append(f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re S")

    def rule(self, x0: float, y0: float, x1: float, y1: float, stroke: Stroke) -> None:
        """A straight line."""
        self.use_stroke(stroke)
        self.operators.append(f"{x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S")

    def text(
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        fill: Fill,
        *,
        bold: bool,
        from_right: bool | None = None,
    ) -> None:
        """One line of text from x on, its base line at y. The caller has made it printable.

        `from_right` is how the paragraph runs; None: as its first letter does.
        """
        if not text or self.coder is None:
            return
        self.use_fill(fill)
        pieces = self.coder.coded(text, bold=bold, from_right=from_right)
        shown = " ".join(_shown(piece, x, y, size) for piece in pieces)
        place = "" if pieces[0].at is not None else f"1 0 0 -1 {x:.2f} {y:.2f} Tm "
        self.operators.append(f"BT {place}{shown} ET")

    def show(self, form: str) -> None:
        """Paint a form by its name in the file."""
        self.forms.append(form)
        self.operators.append(f"/{form} Do")

    def as_form(self, box: tuple[float, float, float, float]) -> Form:
        """What was written so far, deflated, as a form that shows the box (x0, y0, x1, y1)."""
        data = "\n".join(["1 J 1 j", *self.operators]).encode("ascii")
        return Form(zlib.compress(data, _LEVEL), box, frozenset(self.opacities), tuple(self.forms))

    def use_fill(self, fill: Fill) -> None:
        """Colour and opacity for what is filled next."""
        self._set("rg", "{:g} {:g} {:g} rg".format(*colour(fill.role)))
        self._use_opacity("ca", fill.opacity)

    def use_stroke(self, stroke: Stroke) -> None:
        """Colour, width, dash and opacity for what is stroked next."""
        self._set("RG", "{:g} {:g} {:g} RG".format(*colour(stroke.role)))
        self._set("w", f"{stroke.width:.3g} w")
        self._set("d", "[" + " ".join(f"{d:.3g}" for d in stroke.dash) + "] 0 d")
        self._use_opacity("CA", stroke.opacity)

    def _use_opacity(self, kind: str, value: float) -> None:
        value = round(value, 3)
        if value == 1.0 and kind not in self._now:
            return
        self.opacities.add((kind, value))
        self._set(kind, f"/{opacity_name(kind, value)} gs")

    def _set(self, what: str, operator: str) -> None:
        if self._now.get(what) != operator:
            self._now[what] = operator
            self.operators.append(operator)


def _shown(piece: Coded, x: float, y: float, size: float) -> str:
    at = piece.at
    place = "" if at is None else f"1 0 0 -1 {x + at * size / 1000:.2f} {y:.2f} Tm "
    return f"{place}{piece.font} {size:.2f} Tf ({_escaped(piece.codes)}) Tj"


def opacity_name(kind: str, value: float) -> str:
    """The name under which a form keeps an opacity: kind `ca` (fill) or `CA` (stroke)."""
    return f"{kind}{round(value * 1000)}"


def outline(shape: Shape) -> str:
    """The shape as path operators."""
    return " ".join(_subpath(curve) for curve in shape)


def _subpath(curve: Curve) -> str:
    numbers = [round(n, 2) for n in curve.numbers]
    x0, y0 = numbers[0], numbers[1]
    parts = [f"{x0:g} {y0:g} m"]
    for i in range(2, len(numbers), 6):
        a, b, c, d, x, y = numbers[i : i + 6]
        if _is_straight(curve.numbers[i - 2 : i + 6]):
            parts.append(f"{x:g} {y:g} l")
        else:
            parts.append(f"{a:g} {b:g} {c:g} {d:g} {x:g} {y:g} c")
    if curve.closed:
        parts.append("h")
    return " ".join(parts)


def _is_straight(numbers: tuple[float, ...]) -> bool:
    """Whether a cubic's controls stand at the thirds of its chord, as `polyline` places them."""
    x0, y0, a, b, c, d, x, y = numbers
    return (
        abs(a - x0 - (x - x0) / 3) < _STRAIGHT
        and abs(b - y0 - (y - y0) / 3) < _STRAIGHT
        and abs(c - x + (x - x0) / 3) < _STRAIGHT
        and abs(d - y + (y - y0) / 3) < _STRAIGHT
    )


_ESCAPES: Final = {
    code: (
        f"\\{chr(code)}"
        if chr(code) in "\\()"
        else chr(code)
        if 32 <= code < 127
        else f"\\{code:03o}"
    )
    for code in range(256)
}


def _escaped(codes: bytes) -> str:
    return "".join(_ESCAPES[code] for code in codes)
