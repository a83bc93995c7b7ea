"""Names of muscles on the map: where they show, only where there is room, never over one another.

Pure. A name stands on the muscle that it names: along the widest stretch that shows of it, or, if
the muscle is long and thin, across it. A muscle that shows less than the length of its name has
none until the map is zoomed further.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Run:
    """A level stretch of the screen on which a muscle shows, in pixels."""

    x0: float
    x1: float
    y: float

    @property
    def width(self) -> float:
        """How long the stretch is."""
        return self.x1 - self.x0


@dataclass(frozen=True, slots=True)
class Nameable:
    """A muscle that shows: its name and the stretches on which it does."""

    name: str
    runs: tuple[Run, ...]

    @property
    def height(self) -> float:
        """From its highest stretch to its lowest."""
        rows = [run.y for run in self.runs]
        return max(rows) - min(rows)


@dataclass(frozen=True, slots=True)
class Label:
    """A name and the middle of where it is written, in pixels."""

    text: str
    x: float
    y: float


def runs_of_rows(
    rows: Iterable[tuple[float, Sequence[Iterable[K]]]], left: float, step: float
) -> Mapping[K, tuple[Run, ...]]:
    """The stretches of everything that was found at samples of the screen.

    Args:
        rows: the height of each row, and what shows at each of its samples.
        left: where the first samples lie.
        step: how far they are apart; a sample stands for so much.
    """
    found: dict[K, list[Run]] = {}
    for y, samples in rows:
        begun: dict[K, float] = {}
        for i, here in enumerate((*samples, ())):
            x = left + (i - 0.5) * step
            keys = frozenset(here)
            for key in [key for key in begun if key not in keys]:
                found.setdefault(key, []).append(Run(begun.pop(key), x, y))
            for key in keys:
                begun.setdefault(key, x)
    return {key: tuple(runs) for key, runs in found.items()}


def placed_labels(
    muscles: Iterable[Nameable],
    width_of: Callable[[str], float],
    height: float,
    *,
    room: Box,
    kept_free: Iterable[Box] = (),
) -> tuple[Label, ...]:
    """Labels for as many muscles as there is room for, those that show most first.

    Args:
        muscles: what shows.
        width_of: the width of a text in pixels.
        height: the height of a line in pixels.
        room: the part of the widget in which labels may stand.
        kept_free: boxes that stay uncovered (marks) or cover the map themselves (buttons).
    """
    taken = list(kept_free)
    labels: list[Label] = []
    for muscle in sorted(muscles, key=lambda m: -sum(run.width for run in m.runs)):
        width = width_of(muscle.name) + 4
        for x, y in _best_first(muscle, width):
            box = x - width / 2, y - height / 2, x + width / 2, y + height / 2
            if _inside(box, room) and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                labels.append(Label(muscle.name, x, y))
                break
    return tuple(labels)


def _best_first(muscle: Nameable, width: float) -> Iterator[tuple[float, float]]:
    """Where the middle of a name of that width may lie: in the middle of the muscle if it can."""
    shows = sum(run.width for run in muscle.runs)
    middle = sum(run.y * run.width for run in muscle.runs) / shows
    fits = [run for run in muscle.runs if run.width >= width]
    if fits:
        for run in sorted(fits, key=lambda run: abs(run.y - middle)):
            yield (run.x0 + run.x1) / 2, run.y
            yield run.x1 - width / 2, run.y
            yield run.x0 + width / 2, run.y
    elif muscle.height >= width:
        for run in sorted(muscle.runs, key=lambda run: abs(run.y - middle) - run.width):
            yield (run.x0 + run.x1) / 2, run.y


def _inside(box: Box, room: Box) -> bool:
    return box[0] >= room[0] and box[1] >= room[1] and box[2] <= room[2] and box[3] <= room[3]


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
