"""The parts of the body that the map zooms to, as boxes on the views.

Boxes are in map units (1000 = body height) and were set by eye on the drawn figures; the arms'
boxes are given for the viewer's right half and are mirrored for the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of the body.

    Its words, its box (x0, y0, x1, y1), whether there is one on each side.
    """

    name: str
    box: Box
    paired: bool = False

    def on(self, *, left_half: bool) -> Box:
        """The box on a half of the view, as the viewer sees it."""
        x0, y0, x1, y1 = self.box
        return (-x1, y0, -x0, y1) if self.paired and left_half else self.box


FRAMES: Final[tuple[Frame, ...]] = (
    Frame("Head and neck", (-120, -8, 120, 190)),
    Frame("Shoulder", (10, 140, 190, 320), paired=True),
    Frame("Upper arm", (70, 190, 200, 400), paired=True),
    Frame("Forearm and hand", (110, 350, 230, 620), paired=True),
    Frame("Trunk", (-165, 160, 165, 470)),
    Frame("Low back and hip", (-140, 400, 140, 600)),
    Frame("Thigh", (-125, 470, 125, 770)),
    Frame("Leg", (-120, 700, 120, 960)),
    Frame("Foot", (-110, 880, 110, 1012)),
)
"""In the order of their keys, Ctrl+1 to Ctrl+9."""


def nearest_frame(x: float, y: float, frames: Sequence[Frame] = FRAMES) -> tuple[Frame, Box]:
    """The frame whose middle lies nearest to a point of a view, and its box on that half."""

    def distance(entry: tuple[Frame, Box]) -> float:
        x0, y0, x1, y1 = entry[1]
        return float(((x0 + x1) / 2 - x) ** 2 + ((y0 + y1) / 2 - y) ** 2)

    return min(((f, f.on(left_half=x < 0)) for f in frames), key=distance)
