"""The progress report: a course of sessions in maps, outcomes, muscles and words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from tpdn_desktop.atlas.alert_areas import alert_areas
from tpdn_desktop.atlas.drawing import Stroke
from tpdn_desktop.domain.reconciliation import needle_count
from tpdn_desktop.domain.session import Session, SessionState
from tpdn_desktop.domain.trigger_point import TriggerPoint
from tpdn_desktop.reports.drawing_pen import DrawingPen
from tpdn_desktop.reports.fonts import PaperFonts
from tpdn_desktop.reports.furniture import (
    BODY,
    HAIRLINE,
    LABEL,
    RULE,
    TABLE,
    Frame,
    foot,
    foot_who,
    heading,
    masthead,
    paint_pages,
    ruled,
    running_head,
)
from tpdn_desktop.reports.ink import Ink
from tpdn_desktop.reports.layout import Block, Pages, Whole, beside, stacked, text_block
from tpdn_desktop.reports.outcome_plots import OutcomePlots, Room
from tpdn_desktop.reports.patient_title import patient_title
from tpdn_desktop.reports.pdf_file import PdfFile
from tpdn_desktop.reports.progress_content import ProgressContent, strip_of
from tpdn_desktop.reports.text import Span, Style, Words, unprintable, unprintable_note
from tpdn_desktop.reports.wording import (
    STATUS,
    identifiers,
    joined,
    local_day,
    muscle_name,
    score_words,
)
from tpdn_desktop.services.dates import long_date, short_date

_SECTION_GAP: Final = 12.0
_MARGINS: Final = 72.0
_PLOT_HEIGHTS: Final = (104.0, 88.0, 74.0, 64.0)
_NEARLY_ONE: Final = 2
_STRIP_GAP: Final = 6.0
_ROW_GAP: Final = 2.5
_MOST_LINES: Final = 8
_NO_POINT: Final = "No trigger point was charted."
_LINE: Final = Stroke("hairline", 0.5)

Columns = tuple[tuple[str, float], ...]
_SESSIONS: Final[Columns] = (
    *(("Session", 0.175), ("Points", 0.06), ("Needles", 0.07), ("Insertions", 0.085)),
    *(("Pain before, after", 0.13), ("Response", 0.48)),
)
_MUSCLES: Final[Columns] = (
    *(("Muscle and side", 0.37), ("Sessions", 0.09), ("Needles", 0.09), ("Insertions", 0.1)),
    *(("Twitch elicited", 0.13), ("Status, first to last", 0.22)),
)


def progress_report(
    content: ProgressContent, fonts: PaperFonts, pen: DrawingPen | None = None
) -> bytes:
    """The report as a PDF. The same content gives the same bytes.

    Args:
        content: all that stands on the paper.
        fonts: the faces to print with.
        pen: a pen that is kept between papers prints faster: it remembers the body.
    """
    pen = pen or DrawingPen(fonts)
    outcomes = OutcomePlots.of(content, fonts, pen, content.paper.value[0] - _MARGINS)
    note = unprintable_note(unprintable((*_texts(content), *outcomes.names()), fonts))
    report = _Progress(content, fonts, pen, outcomes, note)
    pages = report.best_pages()
    file = PdfFile(
        content.paper.value,
        fonts,
        title=f"Dry needling, progress {report.range}",
        author=content.clinic.name,
    )
    paint_pages(pages, report.frame, file)
    return file.data()


def _texts(content: ProgressContent) -> Iterator[str]:
    clinic, patient = content.clinic, content.patient
    yield from (clinic.name, clinic.address, clinic.phone, clinic.email, content.narrative)
    yield from (patient.family_name, patient.given_name, patient.number)
    for session in content.sessions:
        yield from (session.therapist.name, session.response)
        yield from (session.therapist.designation, session.therapist.licence_number)
        yield from (point.muscle_id for point in session.trigger_points)


@dataclass(slots=True)
class MuscleCourse:
    """What was done to one muscle of one side over the course; points are in order of time."""

    name: str
    sessions: set[str] = field(default_factory=set)
    points: list[TriggerPoint] = field(default_factory=list)

    def row(self) -> list[Words]:
        """The cells of the table by muscle."""
        count = needle_count(n for point in self.points for n in point.needles)
        sought = [point for point in self.points if point.twitch.sought]
        elicited = sum(point.twitch.elicited for point in sought)
        states = [STATUS[point.status] for point in self.points]
        course = states[0] if states[0] == states[-1] else f"{states[0]} to {states[-1]}"
        return [
            [Span(self.name, bold=True)],
            str(len(self.sessions)),
            str(count.placed),
            str(count.insertions),
            f"{elicited} of {len(sought)} sought" if sought else "not sought",
            course,
        ]


def muscle_courses(content: ProgressContent) -> list[MuscleCourse]:
    """Each muscle and side that was charted, the most often charted first, then by name."""
    found: dict[tuple[str, str], MuscleCourse] = {}
    for session in content.sessions:
        for point in session.trigger_points:
            name = f"{muscle_name(point, content.reference)}, {point.side}"
            key = point.muscle_id, point.side.value
            course = found.setdefault(key, MuscleCourse(name))
            course.sessions.add(session.id)
            course.points.append(point)
    return sorted(found.values(), key=lambda course: (-len(course.sessions), course.name))


class _Progress:
    """The parts of one report as blocks, and their order on the pages."""

    def __init__(
        self,
        content: ProgressContent,
        fonts: PaperFonts,
        pen: DrawingPen,
        outcomes: OutcomePlots,
        note: str,
    ) -> None:
        self._content = content
        self._fonts = fonts
        self._pen = pen
        self._outcomes = outcomes
        self._width = outcomes.width
        first, last = (
            self._day(session) for session in (content.sessions[0], content.sessions[-1])
        )
        self.range = (
            long_date(first) if first == last else f"{long_date(first)} to {long_date(last)}"
        )
        self._muscles = [course.row() for course in muscle_courses(content)]
        self._strip = self._maps()
        self.frame = self._frame(note)

    def best_pages(self) -> Pages:
        """On one page if any height of the plots allows it, with as many of them as that leaves."""
        first = self.pages(_PLOT_HEIGHTS[0])
        if len(first.pages) != _NEARLY_ONE:
            return first
        smaller = (self.pages(height, room) for room in Room for height in _PLOT_HEIGHTS)
        return next((pages for pages in smaller if len(pages.pages) == 1), first)

    def pages(self, plot_height: float, room: Room = Room.ALL) -> Pages:
        """All blocks on pages."""
        content, fonts, width = self._content, self._fonts, self._width
        pages = self.frame.pages()
        pages.mark(f"Progress, {self.range}")
        pages.add(patient_title(content.patient, width, fonts))
        self._section(pages, "Maps", self._strip)
        self._section(pages, "Outcomes", self._outcomes.block(plot_height, room))
        if content.narrative.strip():
            self._section(pages, "In words", text_block(content.narrative, width, BODY, fonts))
        self._table(pages, "By muscle", _MUSCLES, self._muscles)
        self._table(pages, "By session", _SESSIONS, [self._row(s) for s in content.sessions])
        pages.add(self._footnote(), 4.0)
        return pages

    def _day(self, session: Session) -> date:
        return local_day(session.started_at, self._content.zone)

    def _frame(self, note: str) -> Frame:
        content, fonts, width = self._content, self._fonts, self._width
        patient = content.patient
        last = content.sessions[-1]
        left = foot_who(patient, last.therapist, width, fonts)
        count = len(content.sessions)
        sessions = "1 session" if count == 1 else f"{count} sessions"
        middle = (
            f"Progress report · {sessions}\n"
            f"content {last.content_version or content.reference.content_version} · "
            f"program {content.program_version} · map {content.reference.map_version}"
        )

        def foot_of(page: int, total: int) -> Block:
            return foot((left, middle, f"Page {page} of {total}"), note, width, fonts)

        bold_who = [Span(patient.full_name, bold=True), Span(f" · {identifiers(patient)}")]
        return Frame(
            content.paper.value,
            masthead(
                content.clinic, "Dry needling, progress", self.range, width, fonts, content.logo
            ),
            running_head(bold_who, joined(content.clinic.name, "progress report"), width, fonts),
            foot_of,
        )

    def _section(self, pages: Pages, title: str, body: Block) -> None:
        head = heading(title, self._width, self._fonts)
        pages.need(_SECTION_GAP + head.height + body.least)
        pages.mark(title)
        pages.add(head, _SECTION_GAP)
        pages.add(body)

    def _maps(self) -> Block:
        """Small maps side by side, each with its session under it."""
        content, fonts = self._content, self._fonts
        shown = strip_of(content.sessions)
        count = max(len(shown), 3)
        room = (self._width - _STRIP_GAP * (count - 1)) / count
        cells: list[tuple[float, Block]] = []
        for n, (session, picture) in enumerate(zip(shown, content.pictures, strict=True)):
            height = room * picture.height / picture.width
            points = len(session.trigger_points)
            words = f"{session.number} · {short_date(self._day(session))}\n"
            words += f"{points} point" if points == 1 else f"{points} points"
            caption = text_block(words, room, LABEL, fonts)
            map_block = self._map(n, room, height)
            cells.append((n * (room + _STRIP_GAP), stacked([map_block, caption], 3.0)))
        strip = beside(cells)
        meanings = []
        if alert_areas(content.patient.alerts, content.reference):
            meanings.append("hatched grey = alert")
        if any(session.pains for session in shown):
            meanings.append("hatched in colour: drawn by the patient as painful")
        if not meanings:
            return strip
        legend = text_block(" · ".join(meanings), self._width, LABEL, fonts)
        return stacked([strip, legend], 2.0)

    def _map(self, number: int, width: float, height: float) -> Block:
        picture, pen = self._content.pictures[number], self._pen

        def painter(ink: Ink, x: float, y: float) -> None:
            ink.frame(x, y, width, height, HAIRLINE)
            if isinstance(ink.coder, PdfFile):
                pen.paint(picture, ink, ink.coder, (x + 1.5, y + 1.5, width - 3.0, height - 3.0))

        return Whole(height, painter)

    def _row(self, session: Session) -> list[Words]:
        count = needle_count(session.needles)
        draft = " draft" if session.state is SessionState.DRAFT else ""
        needles: list[Span] = [Span(str(count.placed))]
        if count.still_in:
            needles.append(Span(f"\n{count.still_in} still in", bold=True, role="danger"))
        before, after = session.pain_before, session.pain_after
        asked = before is not None or after is not None
        pain = f"{score_words(before)}, {score_words(after)}" if asked else "not asked"
        day = short_date(self._day(session))
        return [
            [Span(f"{session.number}", bold=True), Span(f" · {day}{draft}")],
            str(len(session.trigger_points)),
            needles,
            str(count.insertions),
            pain,
            session.response or "–",
        ]

    def _table(
        self, pages: Pages, title: str, columns: Columns, rows: Sequence[list[Words]]
    ) -> None:
        if not rows:
            self._section(pages, title, text_block(_NO_POINT, self._width, BODY, self._fonts))
            return
        head = heading(title, self._width, self._fonts)
        header = ruled(
            self._cells([c[0] for c in columns], columns, LABEL), self._width, RULE, gap=2.0
        )
        lines = [block for row in rows for block in self._lines(row, columns)]
        first_two = sum(line.least for line in lines[:2])
        pages.need(_SECTION_GAP + head.height + header.height + first_two)
        pages.mark(title)
        pages.add(head, _SECTION_GAP)
        pages.add(header)
        pages.repeated = header
        for number, line in enumerate(lines):
            if number == len(lines) - 2:  # the last row goes over the page with a companion
                pages.need(line.least + lines[-1].least)
            pages.add(line)
        pages.repeated = None

    def _lines(self, cells: list[Words], columns: Columns) -> list[Block]:
        """A row; a last cell that is too long for it stands below, where it may be cut."""
        room = self._width * columns[-1][1] - 6.0
        last = text_block(cells[-1], room, TABLE, self._fonts)
        if len(last.lines) <= _MOST_LINES:
            return [self._line(cells, columns)]
        below = text_block(cells[-1], self._width, TABLE, self._fonts, indent=12.0)
        return [self._line([*cells[:-1], "in full below"], columns), below]

    def _line(self, cells: list[Words], columns: Columns) -> Block:
        row = self._cells(cells, columns, TABLE)

        def painter(ink: Ink, x: float, y: float) -> None:
            row.paint(ink, x, y + _ROW_GAP)
            level = y + row.height + 2 * _ROW_GAP
            ink.rule(x, level, x + self._width, level, _LINE)

        return Whole(row.height + 2 * _ROW_GAP + _LINE.width, painter)

    def _cells(self, cells: Sequence[Words], columns: Columns, style: Style) -> Whole:
        placed: list[tuple[float, Block]] = []
        left = 0.0
        for words, (_, share) in zip(cells, columns, strict=True):
            room = self._width * share - 6.0
            placed.append((left, text_block(words, room, style, self._fonts)))
            left += self._width * share
        return beside(placed)

    def _footnote(self) -> Block:
        words = "A twitch that was not sought or not elicited is a finding, not a failure."
        return text_block(words, self._width, LABEL, self._fonts)
