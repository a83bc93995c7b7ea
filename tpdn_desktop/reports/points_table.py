"""The trigger points in words: a row each, sides written out, findings and notes under it."""

from __future__ import annotations

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
from tpdn_desktop.reports.layout import Block, Pages, TextBlock, Whole, beside, stacked, text_block
from tpdn_desktop.reports.text import Span, Words
from tpdn_desktop.reports.wording import (
    STATUS,
    finding_words,
    lot_words,
    muscle_name,
    point_label,
    technique_words,
)
from tpdn_desktop.services.point_words import needles_words, twitch_words

# Columns as shares of the width, and the blank at the right of each.
_SHARES: Final = (0.048, 0.292, 0.108, 0.104, 0.229, 0.096, 0.123)
_TITLES: Final = (
    *("", "Muscle and side, point", "Status", "Needles, mm"),
    *("Technique, depth", "Twitch", "Felt at"),
)
_PAD: Final = 5.0
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

    def place(self, pages: Pages) -> None:
        """Add header and rows; the header stands again on every page that the rows reach."""
        if not self.rows:
            return
        first_main, first_detail = self.rows[0]
        pages.need(self.header.height + _least(first_main, first_detail))
        pages.add(self.header)
        pages.repeated = self.header
        for main, detail in self.rows:
            pages.need(_least(main, detail))
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
    setter = _RowSetter(reference, width, fonts, pen, shared_findings(points))
    rows = tuple(setter.row(number, point) for number, point in enumerate(points, start=1))
    return PointsTable(setter.header(), rows, width)


def shared_findings(points: tuple[TriggerPoint, ...]) -> str:
    """The findings that all of several points share: said once instead of on every row."""
    found = {finding_words(point) for point in points}
    return found.pop() if len(points) > 1 and len(found) == 1 else ""


def _least(main: Block, detail: TextBlock | None) -> float:
    return main.height + (detail.least if detail else 0.0) + _ROW_GAP + _LINE.width


def _height(main: Block, detail: TextBlock | None) -> float:
    return main.height + (detail.height if detail else 0.0) + _ROW_GAP + _LINE.width


@dataclass(frozen=True, slots=True)
class _RowSetter:
    reference: Reference
    width: float
    fonts: PaperFonts
    pen: DrawingPen
    said_once: str

    def header(self) -> Block:
        cells: list[Words] = list(_TITLES)
        return ruled(beside(self._cells(cells, header=True)), self.width, RULE, gap=2.0)

    def row(self, number: int, point: TriggerPoint) -> tuple[Block, TextBlock | None]:
        words = self._words(point)
        cells = self._cells(words)
        cells[0] = 0.0, self._glyph(number, point)
        findings = finding_words(point)
        if findings and findings != self.said_once:
            left, name = cells[1]
            room = self.width * _SHARES[1] - _PAD
            cells[1] = left, stacked([name, text_block(findings, room, LABEL, self.fonts)])
        row = beside(cells)
        main = Whole(row.height + _ROW_GAP, lambda ink, x, y: row.paint(ink, x, y + _ROW_GAP))
        lots = lot_words(point.needles)
        about = [words for words in (point.response, point.note, lots) if words.strip()]
        if not about:
            return main, None
        indent = self.width * _SHARES[0]
        return main, text_block("\n".join(about), self.width, LABEL, self.fonts, indent=indent)

    def _words(self, point: TriggerPoint) -> list[Words]:
        name = f"{muscle_name(point, self.reference)}, {point.side}"
        label = point_label(point, self.reference)
        needles: list[Span] = [Span(needles_words(point))]
        if point.needles_in:
            needles.append(Span(f"\n{len(point.needles_in)} still in", bold=True, role="danger"))
        felt = point.felt_at or ("" if point.reproduces_pain else "–")
        known = " *" if point.reproduces_pain else ""
        return [
            "",
            [Span(name, bold=True), Span(f" {label}")],
            STATUS[point.status],
            needles,
            technique_words(point.needles),
            twitch_words(point.twitch),
            f"{felt}{known}".strip(),
        ]

    def _cells(self, cells: list[Words], *, header: bool = False) -> list[tuple[float, Block]]:
        placed: list[tuple[float, Block]] = []
        left = 0.0
        style = LABEL if header else TABLE
        for words, share in zip(cells, _SHARES, strict=True):
            room = self.width * share - _PAD
            placed.append((left, text_block(words, room, style, self.fonts)))
            left += self.width * share
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
