"""Pages from blocks: what fits stays, the rest goes on over the page, and no line stands alone.

A block knows its height before it is painted. Text may be cut between lines, never so that fewer
than two stand before or after the cut; everything else is kept whole. Points, y down.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

from tpdn_desktop.reports.fonts import PaperFonts
from tpdn_desktop.reports.ink import Ink
from tpdn_desktop.reports.text import Line, Style, Words, lines_of, set_line, width_of

_FEWEST_LINES: Final = 2

Painter = Callable[[Ink, float, float], None]


class Block(Protocol):
    """Something with a height that can be painted with its upper left corner at (x, y)."""

    @property
    def height(self) -> float: ...

    @property
    def least(self) -> float:
        """The height that must be free for the block to begin."""
        ...

    def cut(self, room: float) -> tuple[Block, Block | None] | None:
        """The part that fits into `room` and the rest; None when the block cannot begin there."""
        ...

    def paint(self, ink: Ink, x: float, y: float) -> None: ...


@dataclass(frozen=True, slots=True)
class Whole:
    """A block that is never cut."""

    height: float
    painter: Painter

    @property
    def least(self) -> float:
        return self.height

    def cut(self, room: float) -> tuple[Block, Block | None] | None:
        return (self, None) if self.height <= room else None

    def paint(self, ink: Ink, x: float, y: float) -> None:
        self.painter(ink, x, y)


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Set lines of text, `indent` points from the left, or level at the right (`right_at`)."""

    lines: tuple[Line, ...]
    style: Style
    fonts: PaperFonts
    indent: float = 0.0
    right_at: float | None = None

    @property
    def height(self) -> float:
        return len(self.lines) * self.style.line_height

    @property
    def natural_width(self) -> float:
        """The indent and the widest line."""
        widths = (width_of(line, self.style.size, self.fonts) for line in self.lines)
        return self.indent + max(widths, default=0.0)

    @property
    def least(self) -> float:
        first, last = self._cuts()
        return (first if first <= last else len(self.lines)) * self.style.line_height

    def cut(self, room: float) -> tuple[Block, Block | None] | None:
        if self.height <= room:
            return self, None
        if self.least > room or self._cuts()[0] > self._cuts()[1]:
            return None
        count = min(int(room / self.style.line_height), self._cuts()[1])
        return self._with(self.lines[:count]), self._with(self.lines[count:])

    def paint(self, ink: Ink, x: float, y: float) -> None:
        for number, line in enumerate(self.lines):
            base_line = y + number * self.style.line_height + self.style.base_line
            start = x + self.indent
            if self.right_at is not None:
                start = x + self.right_at - width_of(line, self.style.size, self.fonts)
            set_line(line, start, base_line, self.style, ink, self.fonts)

    def _cuts(self) -> tuple[int, int]:
        """The first and the last line after which a cut leaves enough words on both sides."""
        written = [number for number, line in enumerate(self.lines) if line]
        if len(written) < 2 * _FEWEST_LINES:
            return len(self.lines), 0
        return written[_FEWEST_LINES - 1] + 1, written[-_FEWEST_LINES]

    def _with(self, lines: tuple[Line, ...]) -> TextBlock:
        return replace(self, lines=lines)


@dataclass(frozen=True, slots=True)
class LabelledText:
    """Text with a label beside its first line; cut like text, its label stays at the beginning."""

    label: Block
    text: TextBlock

    @property
    def height(self) -> float:
        return max(self.label.height, self.text.height)

    @property
    def least(self) -> float:
        return max(self.label.height, self.text.least)

    def cut(self, room: float) -> tuple[Block, Block | None] | None:
        if self.height <= room:
            return self, None
        parts = self.text.cut(room)
        if parts is None or self.label.height > room or not isinstance(parts[0], TextBlock):
            return None
        return replace(self, text=parts[0]), parts[1]

    def paint(self, ink: Ink, x: float, y: float) -> None:
        self.label.paint(ink, x, y)
        self.text.paint(ink, x, y)


def text_block(
    words: Words,
    width: float,
    style: Style,
    fonts: PaperFonts,
    *,
    indent: float = 0.0,
    at_right: bool = False,
) -> TextBlock:
    """Words set into lines that fill `width` (the indent included), level at the left or right."""
    lines = lines_of(words, width - indent, style.size, fonts)
    return TextBlock(lines, style, fonts, indent, width if at_right else None)


def stacked(blocks: Sequence[Block], gap: float = 0.0) -> Whole:
    """Blocks one under the other as one that is never cut."""
    height = sum(block.height for block in blocks) + gap * max(0, len(blocks) - 1)

    def painter(ink: Ink, x: float, y: float) -> None:
        for block in blocks:
            block.paint(ink, x, y)
            y += block.height + gap

    return Whole(height, painter)


def beside(blocks: Sequence[tuple[float, Block]]) -> Whole:
    """Blocks side by side, each at its distance from the left, tops level."""

    def painter(ink: Ink, x: float, y: float) -> None:
        for shift, block in blocks:
            block.paint(ink, x + shift, y)

    return Whole(max(block.height for _, block in blocks), painter)


@dataclass(slots=True)
class Page:
    """What stands on a page: blocks with their places, and the bookmarks that lead here.

    `end` is how far down the page is filled.
    """

    placed: list[tuple[Block, float, float]] = field(default_factory=list)
    marks: list[tuple[str, float]] = field(default_factory=list)
    end: float = 0.0


@dataclass(slots=True)
class Pages:
    """Fills pages from top to bottom.

    `first_top` and `next_top` are where the body begins on the first and on later pages, `bottom`
    where it ends, `left` where it starts. `repeated` stands again at the top of each page that
    begins while it is set (a table's header).
    """

    first_top: float
    next_top: float
    bottom: float
    left: float
    pages: list[Page] = field(default_factory=list)
    repeated: Block | None = None
    _y: float = 0.0
    _fresh: bool = True

    def __post_init__(self) -> None:
        self.pages.append(Page())
        self._y = self.first_top

    @property
    def room(self) -> float:
        """What is left of the page, in points."""
        return self.bottom - self._y

    @property
    def fresh_room(self) -> float:
        """The height of a later page's body."""
        return self.bottom - self.next_top

    @property
    def gaps(self) -> float:
        """How much is left empty at the foot of all pages but the last, in points."""
        return sum(self.bottom - page.end for page in self.pages[:-1])

    def turn(self) -> None:
        """Begin a new page, unless this one is still empty."""
        if self._fresh:
            return
        self.pages.append(Page())
        self._y = self.next_top
        self._fresh = True
        if self.repeated is not None:
            self._place(self.repeated)
            self._fresh = True

    def need(self, height: float) -> None:
        """Begin a new page when less than `height` is left and a new page has more."""
        if height > self.room:
            self.turn()

    def mark(self, title: str) -> None:
        """A bookmark that leads to where the next block will stand."""
        self.pages[-1].marks.append((title, self._y))

    def add(self, block: Block, gap: float = 0.0) -> None:
        """Place a block, `gap` below the last one (no gap at the top of a page)."""
        if not self._fresh:
            self._y += gap
        rest: Block | None = block
        while rest is not None:
            parts = rest.cut(self.room)
            if parts is None:
                if self._fresh:
                    # Taller than any page and not to be cut: some of it is better than none.
                    self._place(rest)
                    return
                self.turn()
                continue
            self._place(parts[0])
            rest = parts[1]
            if rest is not None:
                self.turn()

    def _place(self, block: Block) -> None:
        self.pages[-1].placed.append((block, self.left, self._y))
        self._y += block.height
        self.pages[-1].end = self._y
        self._fresh = False
