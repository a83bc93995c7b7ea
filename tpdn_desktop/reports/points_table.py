"""The trigger points in words: a row each, sides written out, findings and notes under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tpdn_desktop.atlas.drawing import Stroke
from tpdn_desktop.atlas.marks import MarkLook, mark_glyph
from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.domain.trigger_point import TriggerPoint
from tpdn_desktop.reports.drawing_pen import DrawingPen
from tpdn_desktop.reports.fonts import PaperFonts
from tpdn_desktop.reports.furniture import LABEL, RULE, TABLE, ruled
from tpdn_desktop.reports.ink import Ink
from tpdn_desktop.reports.layout import Block, Pages, TextBlock, Whole, beside, text_block
from tpdn_desktop.reports.text import Span, Style, Words
from tpdn_desktop.reports.wording import (
    STATUS,
    findings_of,
    joined,
    lot_words,
    muscle_name,
    point_label,
    technique_words,
)
from tpdn_desktop.services.point_words import needles_words, twitch_words

# Columns as shares of the width; what a column does not need goes to the others.
_SHARES: Final = (0.048, 0.292, 0.112, 0.106, 0.238, 0.098, 0.106)
_TITLES: Final = (
    *("", "Muscle and side, point", "Status", "Needles, mm"),
    *("Technique, depth", "Twitch", "Felt at"),
)
# Technique and felt at: words of the therapist, as long as they like.
_MAY_MOVE: Final = (4, 6)
_MOST_LINES: Final = 6
_PAD: Final = 6.5
# Status, needles and twitch hold a few words that are not to be broken.
_SHORT: Final = (2, 3, 5)
_WORDY: Final = (1, 4, 6)
_MOST_OF_SHARE: Final = 1.3
_ENDLESS: Final = 1e6
_ROW_GAP: Final = 2.5
_GLYPH: Final = 0.62
_LINE: Final = Stroke("hairline", 0.5)


@dataclass(frozen=True, slots=True)
class PointsTable:
    """The table of a session's points, ready to be placed."""

    header: Block
    rows: tuple[tuple[Block, TextBlock | None], ...]
    width: float

    @property
    def height(self) -> float:
        """Height of header and rows when nothing is cut."""
        return self.header.height + sum(_height(main, detail) for main, detail in self.rows)

    @property
    def least(self) -> float:
        """The height that must be free for the table to begin: its header and two rows."""
        return self.header.height + sum(_least(main, detail) for main, detail in self.rows[:2])

    def place(self, pages: Pages) -> None:
        """Add header and rows; the header stands again on every page that the rows reach."""
        if not self.rows:
            return
        pages.need(self.least)
        pages.add(self.header)
        pages.repeated = self.header
        last_two = sum(_height(main, detail) for main, detail in self.rows[-2:])
        for number, (main, detail) in enumerate(self.rows):
            # The last row goes to the next page with a companion, never alone.
            is_before_last = number == len(self.rows) - 2
            together = is_before_last and last_two <= pages.fresh_room - self.header.height
            pages.need(last_two if together else _least(main, detail))
            pages.add(main)
            if detail is not None:
                pages.add(detail)
            pages.add(Whole(_ROW_GAP + _LINE.width, self._line))
        pages.repeated = None

    def _line(self, ink: Ink, x: float, y: float) -> None:
        ink.rule(x, y + _ROW_GAP, x + self.width, y + _ROW_GAP, _LINE)


def points_table(
    points: tuple[TriggerPoint, ...],
    reference: Reference,
    width: float,
    fonts: PaperFonts,
    pen: DrawingPen,
) -> PointsTable:
    """The table of the points in their order, numbered from 1 as on the map."""
    cells = [_cell_words(point, reference) for point in points]
    widths = column_widths(cells, width, fonts)
    setter = _RowSetter(reference, widths, fonts, pen, shared_words(points))
    rows = tuple(setter.row(number, point) for number, point in enumerate(points, start=1))
    return PointsTable(setter.header(), rows, width)


def shared_words(points: tuple[TriggerPoint, ...]) -> tuple[str, ...]:
    """Findings and lot that all of several points share: said once instead of on every row."""
    if len(points) < 2:
        return ()
    first, *others = (_small_words(point) for point in points)
    return tuple(words for words in first if all(words in other for other in others))


def column_widths(
    rows: Sequence[Sequence[Words]], width: float, fonts: PaperFonts
) -> tuple[float, ...]:
    """The widths of the columns: words of no column are broken as long as another has room."""
    shares = [share * width for share in _SHARES]
    widths = list(shares)
    needs = list(shares)
    for column, title in enumerate(_TITLES[1:], start=1):
        widest = max((_natural(row[column], TABLE, fonts) for row in rows), default=0.0)
        needs[column] = max(widest, _natural(title, LABEL, fonts)) + _PAD
        most = _MOST_OF_SHARE if column in _SHORT else 1.0
        widths[column] = min(needs[column], most * shares[column])
    # What is left goes to those whose words still break, names first; then to all alike.
    for column in _WORDY:
        spare = width - sum(widths)
        widths[column] = min(needs[column], widths[column] + spare) if spare > 0 else widths[column]
    spare = (width - sum(widths)) / (len(widths) - 1)
    return widths[0], *(room + spare for room in widths[1:])


def _natural(words: Words, style: Style, fonts: PaperFonts) -> float:
    # A hair more than the words: a line as wide as its room must not be broken by rounding.
    return text_block(words, _ENDLESS, style, fonts).natural_width + 0.01


def _small_words(point: TriggerPoint) -> tuple[str, ...]:
    lots = lot_words(point.needles)
    return (*findings_of(point), lots) if lots else findings_of(point)


def _least(main: Block, detail: TextBlock | None) -> float:
    return main.height + (detail.least if detail else 0.0) + _ROW_GAP + _LINE.width


def _height(main: Block, detail: TextBlock | None) -> float:
    return main.height + (detail.height if detail else 0.0) + _ROW_GAP + _LINE.width


def _cell_words(point: TriggerPoint, reference: Reference) -> list[Words]:
    name = f"{muscle_name(point, reference)}, {point.side}"
    label = point_label(point, reference)
    needles: list[Span] = [Span(needles_words(point))]
    if point.needles_in:
        needles.append(Span(f"\n{len(point.needles_in)} still in", bold=True, role="danger"))
    felt = point.felt_at or ("known pain" if point.reproduces_pain else "–")
    known = " *" if point.reproduces_pain and point.felt_at else ""
    return [
        "",
        [Span(name, bold=True), Span(f" {label}")],
        STATUS[point.status],
        needles,
        technique_words(point.needles),
        twitch_words(point.twitch),
        f"{felt}{known}",
    ]


@dataclass(frozen=True, slots=True)
class _RowSetter:
    reference: Reference
    widths: tuple[float, ...]
    fonts: PaperFonts
    pen: DrawingPen
    said_once: tuple[str, ...]

    def header(self) -> Block:
        cells: list[Words] = list(_TITLES)
        return ruled(beside(self._cells(cells, header=True)), sum(self.widths), RULE, gap=2.0)

    def row(self, number: int, point: TriggerPoint) -> tuple[Block, TextBlock | None]:
        words = _cell_words(point, self.reference)
        below = self._moved_below(words)
        cells = self._cells(words)
        cells[0] = 0.0, self._glyph(number, point)
        row = beside(cells)
        main = Whole(row.height + _ROW_GAP, lambda ink, x, y: row.paint(ink, x, y + _ROW_GAP))
        small = ", ".join(w for w in _small_words(point) if w not in self.said_once)
        about = joined(*below, small, point.response, point.note)
        if not about:
            return main, None
        indent = self.widths[0]
        return main, text_block(about, sum(self.widths), LABEL, self.fonts, indent=indent)

    def _moved_below(self, cells: list[Words]) -> list[str]:
        """Cells that are too long for their column, taken out of the row to stand under it."""
        moved: list[str] = []
        for column in _MAY_MOVE:
            words = cells[column]
            room = self.widths[column] - _PAD
            lines = text_block(words, room, TABLE, self.fonts).lines
            if isinstance(words, str) and len(lines) > _MOST_LINES:
                moved.append(f"{_TITLES[column]}: {words}")
                cells[column] = "in full below"
        return moved

    def _cells(self, cells: list[Words], *, header: bool = False) -> list[tuple[float, Block]]:
        placed: list[tuple[float, Block]] = []
        left = 0.0
        style = LABEL if header else TABLE
        for words, width in zip(cells, self.widths, strict=True):
            placed.append((left, text_block(words, width - _PAD, style, self.fonts)))
            left += width
        return placed

    def _glyph(self, number: int, point: TriggerPoint) -> Block:
        look = MarkLook(str(number), point.status)
        height = TABLE.line_height

        def painter(ink: Ink, x: float, y: float) -> None:
            ink.save()
            ink.move(x + 8.5, y + height / 2, _GLYPH)
            self.pen.write(mark_glyph(look), ink)
            ink.restore()

        return Whole(height, painter)
