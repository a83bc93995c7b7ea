"""A drawing as a value: what is painted, in roles instead of colours, for any pen.

The screen's pen (`ui.drawing_pen`) and the paper's pen (`reports.drawing_pen`) paint the same
values, so that paper can never differ from the screen. Lengths are in the drawing's own units, y
runs down. Colours are roles of the palette (`skin`, `ink`, `muscle_superficial.2`, `referral.1`);
each pen looks them up in its theme.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tpdn_desktop.atlas.geometry import Curve, Shape

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Fill:
    """A flat fill: a palette role at an opacity from 0 to 1."""

    role: str
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line: role, width in drawing units, opacity, dash pattern in drawing units.

    Round caps and joins. A fine line widens less than the drawing does when that is enlarged
    (`fine_share`), as an engraver's line would.
    """

    role: str
    width: float
    opacity: float = 1.0
    dash: tuple[float, ...] = ()
    is_fine: bool = False


@dataclass(frozen=True, slots=True)
class Path:
    """A shape filled (even-odd) and then stroked."""

    shape: Shape
    fill: Fill | None = None
    stroke: Stroke | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text.

    (x, y) is its base line at the anchor, `size` its height in drawing units.
    """

    text: str
    x: float
    y: float
    size: float
    role: str
    bold: bool = False
    anchor: Anchor = "middle"


@dataclass(frozen=True, slots=True)
class Clipped:
    """Items of which only what lies inside `clip` is painted."""

    clip: Shape
    items: tuple[Path, ...]


Item = Path | Text | Clipped


@dataclass(frozen=True, slots=True)
class Part:
    """Items moved and scaled together: x' = dx + scale * x, y' = dy + scale * y."""

    items: tuple[Item, ...]
    dx: float = 0.0
    dy: float = 0.0
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole picture: its size in its own units, and its parts from back to front."""

    width: float
    height: float
    parts: tuple[Part, ...]


def fine_share(scale: float) -> float:
    """The share of its width that a fine line keeps where a drawing unit is `scale` pixels long."""
    return 1.0 if scale <= _FINE_FROM else float((_FINE_FROM / scale) ** _FINE_POWER)


# Up to a whole body on a full HD screen lines are as wide as drawn; eight times enlarged, the edge
# of the skin is then less than three pixels wide instead of six.
_FINE_FROM = 1.3
_FINE_POWER = 0.5


def polyline(*points: tuple[float, float], closed: bool = False) -> Shape:
    """Straight lines through the points, as a shape."""
    numbers: list[float] = list(points[0])
    run = [*points[1:], points[0]] if closed else points[1:]
    x0, y0 = points[0]
    for x, y in run:
        numbers += [
            *(x0 + (x - x0) / 3, y0 + (y - y0) / 3),
            *(x - (x - x0) / 3, y - (y - y0) / 3),
            *(x, y),
        ]
        x0, y0 = x, y
    return (Curve(tuple(numbers), closed),)


_KAPPA = 0.5522847498


def circle(x: float, y: float, radius: float) -> Shape:
    """A full circle as four cubics."""
    r, k = radius, radius * _KAPPA
    return (
        Curve(
            (
                *(x, y - r),
                *(x + k, y - r, x + r, y - k, x + r, y),
                *(x + r, y + k, x + k, y + r, x, y + r),
                *(x - k, y + r, x - r, y + k, x - r, y),
                *(x - r, y - k, x - k, y - r, x, y - r),
            ),
            closed=True,
        ),
    )
