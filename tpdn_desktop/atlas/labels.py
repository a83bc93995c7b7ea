"""Names of muscles on the map: only where there is room, never over one another. Pure.

A name stands inside the muscle it names, so a muscle that shows less than the length of its name
has none until the map is zoomed further.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Nameable:
    """A muscle that shows: its name, a point inside what shows of it, and its box, in pixels."""

    name: str
    x: float
    y: float
    box: Box


@dataclass(frozen=True, slots=True)
class Label:
    """A name and the middle of where it is written, in pixels."""

    text: str
    x: float
    y: float


def placed_labels(
    muscles: Iterable[Nameable],
    width_of: Callable[[str], float],
    height: float,
    *,
    room: Box,
    kept_free: Iterable[Box] = (),
) -> tuple[Label, ...]:
    """Labels for as many muscles as there is room for, the largest first.

    Args:
        muscles: what shows.
        width_of: the width of a text in pixels.
        height: the height of a line in pixels.
        room: the part of the widget in which labels may stand.
        kept_free: boxes that stay uncovered (marks).
    """
    taken = list(kept_free)
    labels: list[Label] = []
    for muscle in sorted(muscles, key=_size, reverse=True):
        width = width_of(muscle.name) + 4
        x0, y0, x1, y1 = muscle.box
        if max(x1 - x0, y1 - y0) < width or y1 - y0 < height:
            continue
        box = (
            muscle.x - width / 2,
            muscle.y - height / 2,
            muscle.x + width / 2,
            muscle.y + height / 2,
        )
        if _inside(box, room) and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            labels.append(Label(muscle.name, muscle.x, muscle.y))
    return tuple(labels)


def _size(muscle: Nameable) -> float:
    x0, y0, x1, y1 = muscle.box
    return (x1 - x0) * (y1 - y0)


def _inside(box: Box, room: Box) -> bool:
    return box[0] >= room[0] and box[1] >= room[1] and box[2] <= room[2] and box[3] <= room[3]


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
