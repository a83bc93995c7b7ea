"""The outcomes of a course on paper: small plots side by side, drawn as on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from tpdn_desktop.atlas.outcome_picture import plot_picture
from tpdn_desktop.atlas.outcome_plot import LEGEND_ROW, Plot, legend_rows
from tpdn_desktop.reports.drawing_pen import DrawingPen
from tpdn_desktop.reports.fonts import PaperFonts
from tpdn_desktop.reports.furniture import BODY, LABEL
from tpdn_desktop.reports.ink import Ink
from tpdn_desktop.reports.layout import Block, Whole, beside, stacked, text_block
from tpdn_desktop.reports.pdf_file import PdfFile
from tpdn_desktop.reports.progress_content import ProgressContent
from tpdn_desktop.reports.text import Span
from tpdn_desktop.reports.wording import local_day, plain_code
from tpdn_desktop.services.course_outcomes import (
    CourseOutcome,
    Measure,
    MeasuredPoint,
    OutcomeKind,
    OutcomeLine,
    course_outcome,
)
from tpdn_desktop.services.course_plot import plot_of
from tpdn_desktop.services.dates import day_and_month

_TITLES: Final = {
    OutcomeKind.PAIN: "Pain, 0 to 10",
    OutcomeKind.THRESHOLD: "Pressure pain threshold, kgf/cm² (higher is better)",
    OutcomeKind.AREA: "Painful part of the body, %",
    OutcomeKind.POINTS: "Points charted",
    OutcomeKind.TWITCHES: "Points with a twitch",
    OutcomeKind.NEEDLES: "Needles placed",
}
"""In the order of what a reader asks first; where room is short the last ones give way."""

_GAPS: Final = {
    OutcomeKind.PAIN: "not asked",
    OutcomeKind.THRESHOLD: "not measured",
    OutcomeKind.AREA: "not drawn",
    OutcomeKind.POINTS: "none charted",
    OutcomeKind.TWITCHES: "not sought",
    OutcomeKind.NEEDLES: "none charted",
}
_NAMES: Final = {
    Measure.BEFORE: "before",
    Measure.AFTER: "after",
    Measure.ACTIVE: "active",
    Measure.LATENT: "latent",
    Measure.NOT_CLASSIFIED: "not classified",
    Measure.SOUGHT: "sought",
    Measure.ELICITED: "elicited",
}
_WIDE: Final = {OutcomeKind.THRESHOLD: 2}
"""Columns of a plot whose lines have long names."""
_LONG_COURSE: Final = 30
"""From so many sessions on, pain has the whole width."""
_WORTH_A_PLOT: Final = 2
_GAP: Final = 14.0
_ROW_GAP: Final = 7.0
_FEW_COLUMNS: Final = 3
_EVEN_IN_FOUR: Final = frozenset({4, 7, 8})


class Room(Enum):
    """How much of a page the plots may take, the most first."""

    ALL = "all"
    ONE_ROW = "one row"
    LOW_ROW = "one row without long legends"


@dataclass(frozen=True, slots=True)
class OutcomePlots:
    """The outcomes of a course that have values, ready to be set in a height."""

    content: ProgressContent
    outcomes: tuple[CourseOutcome, ...]
    fonts: PaperFonts
    pen: DrawingPen
    width: float

    @classmethod
    def of(
        cls, content: ProgressContent, fonts: PaperFonts, pen: DrawingPen, width: float
    ) -> OutcomePlots:
        """Pain as soon as it was asked once; anything else needs values of two sessions."""
        found = (course_outcome(kind, content.sessions) for kind in _TITLES)
        kept = tuple(
            outcome
            for outcome in found
            if outcome.sessions_told >= (1 if outcome.kind is OutcomeKind.PAIN else _WORTH_A_PLOT)
        )
        return cls(content, kept, fonts, pen, width)

    def block(self, height: float, room: Room = Room.ALL) -> Block:
        """The plots, each so high; a legend of several rows makes its row higher."""
        blocks: list[Block] = []
        low = room is Room.LOW_ROW
        outcomes = [o for o in self.outcomes if not (low and o.kind in _WIDE)]
        if not any(outcome.kind is OutcomeKind.PAIN for outcome in outcomes):
            blocks.append(text_block("Pain was not asked.", self.width, BODY, self.fonts))
        elif len(outcomes) == 1 or len(self.content.sessions) > _LONG_COURSE:
            blocks.append(self._cell(outcomes[0], self._plot(outcomes.pop(0)), self.width, height))
        rows = list(self._rows(outcomes))
        if room is not Room.ALL:
            rows = rows[: max(0, 1 - len(blocks))]
        blocks += [self._row(columns, row, height) for columns, row in rows]
        note = self._left_out()
        if note and room is Room.ALL:
            blocks.append(text_block(note, self.width, LABEL, self.fonts))
        return stacked(blocks, _ROW_GAP)

    def names(self) -> Iterator[str]:
        """All words that come from the tables, where a clinic may have added its own."""
        for outcome in self.outcomes:
            yield from (self._name(line) for line in outcome.lines)

    def _rows(self, outcomes: Sequence[CourseOutcome]) -> Iterator[tuple[int, list[CourseOutcome]]]:
        """Rows of outcomes with the number of their columns, as even as can be."""
        cells = sum(_WIDE.get(o.kind, 1) for o in outcomes)
        columns = _FEW_COLUMNS + 1 if cells in _EVEN_IN_FOUR else min(_FEW_COLUMNS, cells)
        row: list[CourseOutcome] = []
        used = 0
        for outcome in outcomes:
            wide = _WIDE.get(outcome.kind, 1)
            if row and used + wide > columns:
                yield columns, row
                row, used = [], 0
            row.append(outcome)
            used += wide
        if row:
            yield columns, row

    def _row(self, columns: int, outcomes: Sequence[CourseOutcome], height: float) -> Block:
        one = (self.width - _GAP * (columns - 1)) / columns
        cells: list[tuple[float, float, CourseOutcome, Plot]] = []
        left = 0.0
        for outcome in outcomes:
            wide = _WIDE.get(outcome.kind, 1)
            room = wide * one + (wide - 1) * _GAP
            cells.append((left, room, outcome, self._plot(outcome)))
            left += room + _GAP
        rows = max(len(legend_rows(plot, room)) for _, room, _, plot in cells)
        height += max(0, rows - 1) * LEGEND_ROW
        return beside(
            [(x, self._cell(outcome, plot, room, height, rows)) for x, room, outcome, plot in cells]
        )

    def _plot(self, outcome: CourseOutcome) -> Plot:
        zone = self.content.zone
        days = [day_and_month(local_day(s.started_at, zone)) for s in outcome.sessions]
        return plot_of(outcome, days, self._name, gap_name=_GAPS[outcome.kind])

    def _cell(
        self, outcome: CourseOutcome, plot: Plot, width: float, height: float, rows: int = 0
    ) -> Block:
        picture = plot_picture(plot, width, height, least_rows=rows)
        pen = self.pen

        def painter(ink: Ink, x: float, y: float) -> None:
            if isinstance(ink.coder, PdfFile):
                pen.paint(picture, ink, ink.coder, (x, y, width, height))

        title = text_block([Span(_TITLES[outcome.kind], bold=True)], width, LABEL, self.fonts)
        return stacked([title, Whole(height, painter)], 2.0)

    def _name(self, line: OutcomeLine) -> str:
        if line.point is None:
            return _NAMES.get(line.measure, "")
        return self._spot(line.point)

    def _spot(self, point: MeasuredPoint) -> str:
        reference = self.content.reference
        muscle = reference.muscles.get(point.muscle_id)
        name = muscle.name if muscle is not None else plain_code(point.muscle_id)
        known = reference.points.get(point.reference_point_id)
        label = f" · {known.label}" if known is not None else ""
        return f"{name}, {point.side}{label}"

    def _left_out(self) -> str:
        number = sum(outcome.left_out for outcome in self.outcomes)
        if not number:
            return ""
        points = "1 measured point is" if number == 1 else f"{number} measured points are"
        return f"{points} not shown: only reference points that were measured again are."
