"""The course of pain over the sessions, as a drawing: open dots before, solid dots after."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from tpdn_desktop.atlas.drawing import (
    Fill,
    Item,
    Part,
    Path,
    Picture,
    Stroke,
    Text,
    circle,
    polyline,
)

_LEFT: Final = 14.0
_RIGHT: Final = 8.0
_TOP: Final = 5.0
_FOOT: Final = 12.0
_DOT: Final = 2.1
_LABEL: Final = 6.5
_LEAST_STEP: Final = 24.0

Scores = tuple[int | None, int | None]


def pain_plot(
    days: Sequence[str], scores: Sequence[Scores], width: float, height: float
) -> Picture:
    """Pain before and after each session, 0 to 10; a score that was not asked leaves a gap.

    Args:
        days: the label of each session, oldest first.
        scores: before and after, in the same order.
        width: of the plot, in points.
        height: of the plot, in points.
    """
    xs = _places(len(days), width)
    floor = height - _FOOT
    before = [(x, _level(s[0], floor)) for x, s in zip(xs, scores, strict=True) if s[0] is not None]
    after = [(x, _level(s[1], floor)) for x, s in zip(xs, scores, strict=True) if s[1] is not None]
    items: list[Item] = [*_scale(width, floor)]
    for x, (first, last) in zip(xs, scores, strict=True):
        if first is not None and last is not None and first != last:
            fall = polyline((x, _level(first, floor)), (x, _level(last, floor)))
            items.append(Path(fall, stroke=Stroke("text", 0.6)))
    items += [
        Path(polyline(a, b), stroke=Stroke("text", 0.8, 1.0, (2.2, 2.2)))
        for a, b in pairwise(before)
    ]
    items += [Path(polyline(a, b), stroke=Stroke("text", 1.2)) for a, b in pairwise(after)]
    items += [Path(circle(x, y, _DOT), Fill("paper"), Stroke("text", 0.9)) for x, y in before]
    items += [Path(circle(x, y, _DOT), Fill("text"), Stroke("text", 0.9)) for x, y in after]
    items += _day_labels(days, xs, height)
    return Picture(width, height, (Part(tuple(items)),))


def _places(count: int, width: float) -> list[float]:
    room = width - _LEFT - _RIGHT - 16
    if count < 2:
        return [_LEFT + 8 + room / 2] * count
    return [_LEFT + 8 + room * i / (count - 1) for i in range(count)]


def _level(score: int, floor: float) -> float:
    return floor - (floor - _TOP) * score / 10


def _scale(width: float, floor: float) -> list[Item]:
    items: list[Item] = []
    for score in (0, 5, 10):
        y = _level(score, floor)
        line = Stroke("hairline_strong" if score == 0 else "hairline", 0.5)
        items.append(Path(polyline((_LEFT, y), (width, y)), stroke=line))
        items.append(Text(str(score), _LEFT - 4, y + 2.3, _LABEL, "text_secondary", anchor="end"))
    return items


def _day_labels(days: Sequence[str], xs: Sequence[float], height: float) -> list[Item]:
    """The days as far as they stand clear of one another; the last one always."""
    items: list[Item] = []
    free_until = float("inf")
    for day, x in zip(reversed(days), reversed(xs), strict=True):
        if x <= free_until:
            items.insert(0, Text(day, x, height - 2, _LABEL, "text_secondary"))
            free_until = x - _LEAST_STEP
    return items
