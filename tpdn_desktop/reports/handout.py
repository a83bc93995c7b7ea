"""The sheet for the patient: what was done, what is normal, what helps, whom to call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from tpdn_desktop.atlas.drawing import Fill, Part, Picture, Stroke, circle, polyline
from tpdn_desktop.atlas.drawing import Path as Outline
from tpdn_desktop.atlas.marks import MarkLook, mark_glyph
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.reconciliation import needle_count
from tpdn_desktop.domain.trigger_point import Status
from tpdn_desktop.reports.drawing_pen import DrawingPen
from tpdn_desktop.reports.fonts import PaperFonts
from tpdn_desktop.reports.furniture import (
    HAIRLINE,
    Frame,
    foot,
    masthead,
    paint_pages,
    ruled,
    running_head,
    therapist_line,
)
from tpdn_desktop.reports.handout_content import (
    HandoutContent,
    near_the_chest,
    needled_points,
    takes_blood_thinner,
)
from tpdn_desktop.reports.ink import Ink
from tpdn_desktop.reports.layout import Block, Pages, Whole, beside, stacked, text_block
from tpdn_desktop.reports.pdf_file import PdfFile
from tpdn_desktop.reports.text import Span, Style, unprintable, unprintable_note
from tpdn_desktop.reports.wording import local_day
from tpdn_desktop.services.dates import long_date

_TEXT: Final = Style(10.5, leading=1.42)
_TITLE: Final = Style(20.0, leading=1.2)
_HEADING: Final = Style(12.0)
_SMALL: Final = Style(9.0, "text_secondary")
_LIST: Final = Style(9.0)
_MAP_WIDTH: Final = 256.0
_SECTION_GAP: Final = 15.0
_MOST_ROWS: Final = 8
_NUMBERS: Final = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)


def handout(content: HandoutContent, fonts: PaperFonts, pen: DrawingPen | None = None) -> bytes:
    """The hand-out as a PDF. The same content gives the same bytes.

    Args:
        content: all that stands on the paper.
        fonts: the faces to print with.
        pen: a pen that is kept between papers prints faster: it remembers the body.
    """
    note = unprintable_note(unprintable(_texts(content), fonts))
    sheet = _Handout(content, fonts, pen or DrawingPen(fonts), note)
    file = PdfFile(
        content.paper.value,
        fonts,
        title=f"After your dry needling, {sheet.day}",
        author=content.clinic.name,
    )
    paint_pages(sheet.pages(), sheet.frame, file)
    return file.data()


def _texts(content: HandoutContent) -> Iterator[str]:
    clinic, patient, sheet = content.clinic, content.patient, content.sheet
    therapist = content.session.therapist
    yield from (clinic.name, clinic.address, clinic.phone, clinic.email)
    yield from (patient.family_name, patient.given_name)
    yield from (therapist.name, therapist.designation, therapist.licence_number)
    yield from (
        *sheet.normal,
        *sheet.helps,
        *sheet.wait,
        sheet.name,
        sheet.call_us,
        sheet.emergency,
    )
    yield from (content.next_session, sheet.bruise_with_thinner)


def number_word(count: int) -> str:
    """A count in words up to twelve, then in figures."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


class _Handout:
    """The parts of one hand-out as blocks, and their order on the pages."""

    def __init__(
        self, content: HandoutContent, fonts: PaperFonts, pen: DrawingPen, note: str
    ) -> None:
        self._content = content
        self._fonts = fonts
        self._pen = pen
        self._width = content.paper.value[0] - 72.0
        self.day = long_date(local_day(content.session.started_at, content.zone))
        self.frame = self._frame(note)

    def pages(self) -> Pages:
        """All blocks on pages; the chest box is never cut."""
        content, fonts, width = self._content, self._fonts, self._width
        pages = self.frame.pages()
        pages.mark("What we did today, and what to expect")
        title = [Span("What we did today, and what to expect", bold=True)]
        pages.add(text_block(title, width, _TITLE, fonts))
        pages.add(text_block(f"For {self._addressed()}", width, _SMALL, fonts), 2.0)
        right = width - _MAP_WIDTH - 24.0
        listed = self._spot_rows()
        short = len(listed) <= _MOST_ROWS
        column: list[Block] = [self._done(right)]
        if short:
            column += [self._spot(*row, right) for row in listed]
        column.append(Whole(_SECTION_GAP - 6.0, lambda *_: None))
        column.append(self._list("What is normal", self._normal(), right))
        side = stacked(column, 3.0)
        pages.add(beside([(0.0, self._map()), (_MAP_WIDTH + 24.0, side)]), 12.0)
        half = (width - 24.0) / 2
        helps = self._list("What helps", content.sheet.helps, half)
        wait = self._list("Wait a day with", content.sheet.wait, half)
        pages.add(beside([(0.0, helps), (half + 24.0, wait)]), _SECTION_GAP)
        if near_the_chest(content.session, content.reference):
            pages.mark("When to call the emergency number")
            pages.add(self._red_flags(), _SECTION_GAP)
        pages.add(self._calls(half), _SECTION_GAP)
        if not short:
            self._many_spots(pages, listed)
        return pages

    def _many_spots(self, pages: Pages, listed: list[tuple[str, str]]) -> None:
        """Where the needles were, three spots in a row."""
        head = self._heading("Where we needled", self._width)
        pages.need(_SECTION_GAP + head.height + 3 * _SMALL.line_height)
        pages.add(head, _SECTION_GAP)
        third = self._width / 3
        for start in range(0, len(listed), 3):
            cells = [
                (
                    n * third,
                    text_block(
                        [Span(numbers, bold=True), Span(f" {place}")],
                        third - 8.0,
                        _LIST,
                        self._fonts,
                    ),
                )
                for n, (numbers, place) in enumerate(listed[start : start + 3])
            ]
            pages.add(beside(cells), 2.0)

    def _addressed(self) -> str:
        patient = self._content.patient
        return " ".join(name for name in (patient.given_name, patient.family_name) if name)

    def _frame(self, note: str) -> Frame:
        content, fonts, width = self._content, self._fonts, self._width
        therapist = therapist_line(content.session.therapist)
        sheet = content.sheet

        def foot_of(page: int, total: int) -> Block:
            left = f"{content.clinic.name}\n{therapist}"
            middle = f"{sheet.name}, version {sheet.version}"
            return foot((left, middle, f"Page {page} of {total}"), note, width, fonts)

        head = masthead(
            content.clinic, "After your dry needling", self.day, width, fonts, content.logo
        )
        later = running_head(
            self._addressed(), f"After your dry needling · {self.day}", width, fonts
        )
        return Frame(content.paper.value, head, later, foot_of)

    def _heading(self, title: str, width: float) -> Block:
        line = ruled(
            text_block([Span(title, bold=True)], width, _HEADING, self._fonts), width, gap=3
        )
        return Whole(line.height + 4.0, line.painter)

    def _done(self, width: float) -> Block:
        points = needled_points(self._content.session)
        count = needle_count(self._content.session.needles)
        if not points:
            words = "We looked for tight, tender spots with the hands. No needle was used today."
        else:
            spots = "spot" if len(points) == 1 else "spots"
            words = (
                f"We used thin, sterile needles in {number_word(len(points))} tight {spots}"
                f"{_side_words({point.side for point in points})}. Nothing was injected. "
            )
            words += _out_words(count.placed, count.still_in)
        text = text_block(words, width, _TEXT, self._fonts)
        return stacked([self._heading("What we did", width), text, Whole(3.0, lambda *_: None)])

    def _spot_rows(self) -> list[tuple[str, str]]:
        """Numbers and place; spots at one place share a row."""
        rows: dict[str, list[str]] = {}
        for number, place in enumerate(self._content.places, start=1):
            rows.setdefault(place, []).append(str(number))
        return [(", ".join(numbers), place) for place, numbers in rows.items()]

    def _spot(self, numbers: str, place: str, width: float) -> Block:
        glyphs = numbers.split(", ")
        indent = 8.0 + 17.0 * len(glyphs)
        text = text_block(place, width, _TEXT, self._fonts, indent=indent)

        def painter(ink: Ink, x: float, y: float) -> None:
            for n, number in enumerate(glyphs):
                ink.save()
                ink.move(x + 8.0 + 17.0 * n, y + _TEXT.line_height / 2, 0.78)
                self._pen.write(mark_glyph(MarkLook(number, Status.ACTIVE)), ink)
                ink.restore()
            text.paint(ink, x, y)

        return Whole(text.height, painter)

    def _normal(self) -> Sequence[str]:
        sheet = self._content.sheet
        if not (takes_blood_thinner(self._content.patient) and sheet.bruise_with_thinner):
            return sheet.normal
        kept = [entry for entry in sheet.normal if "bruise" not in entry.lower()]
        return (*kept[:1], sheet.bruise_with_thinner, *kept[1:])

    def _list(self, title: str, entries: Sequence[str], width: float) -> Block:
        rows = [self._bullet(entry, width) for entry in entries]
        return stacked([self._heading(title, width), stacked(rows, 3.5)])

    def _bullet(self, entry: str, width: float) -> Block:
        text = text_block(entry, width, _TEXT, self._fonts, indent=12.0)

        def painter(ink: Ink, x: float, y: float) -> None:
            ink.path(circle(x + 2.6, y + _TEXT.line_height / 2, 1.7), Fill("text"), None)
            text.paint(ink, x, y)

        return Whole(text.height, painter)

    def _map(self) -> Block:
        picture, pen = self._content.picture, self._pen
        height = (_MAP_WIDTH - 8.0) * picture.height / picture.width + 8.0

        def painter(ink: Ink, x: float, y: float) -> None:
            ink.frame(x, y, _MAP_WIDTH, height, HAIRLINE)
            if isinstance(ink.coder, PdfFile):
                at = (x + 4.0, y + 4.0, _MAP_WIDTH - 8.0, height - 8.0)
                pen.paint(picture, ink, ink.coder, at)

        return Whole(height, painter)

    def _red_flags(self) -> Block:
        """The box that must be seen: heavy frame, sign and words, in black on white."""
        width, fonts = self._width, self._fonts
        indent, room = 52.0, width - 52.0 - 18.0
        lead = "Call the emergency number and show this sheet if, today or in the next days, you"
        head = text_block([Span(lead, bold=True)], room, Style(12.5, leading=1.4), fonts)
        body = text_block(self._content.sheet.emergency, room, _TEXT, fonts)
        words = stacked([head, body], 3.0)
        height = max(words.height, 30.0) + 22.0

        def painter(ink: Ink, x: float, y: float) -> None:
            ink.frame(x, y, width, height, Stroke("text", 2.0))
            if isinstance(ink.coder, PdfFile):
                self._pen.paint(_OCTAGON, ink, ink.coder, (x + 15.0, y + 13.0, 26.0, 26.0))
            words.paint(ink, x + indent, y + 11.0)

        return Whole(height, painter)

    def _calls(self, half: float) -> Block:
        content = self._content
        # A telephone number is never broken over two lines.
        phone = content.clinic.phone.replace(" ", "\u00a0")
        call = [Span("Call us", bold=True), Span(f" {content.sheet.call_us}")]
        call += [Span(": "), Span(phone, bold=True)] if phone else [Span(".")]
        room = half if content.next_session else self._width
        columns: list[tuple[float, Block]] = [(0.0, text_block(call, room, _TEXT, self._fonts))]
        if content.next_session:
            words = [Span("Next session", bold=True), Span(f" {content.next_session}")]
            columns.append((half + 24.0, text_block(words, half, _TEXT, self._fonts)))
        return beside(columns)


def _side_words(sides: set[Side]) -> str:
    if sides == {Side.MIDLINE}:
        return " in the middle of your body"
    named = sides - {Side.MIDLINE}
    return f" on your {named.pop()} side" if len(named) == 1 else " on both sides"


def _out_words(placed: int, still_in: int) -> str:
    if still_in:
        count = (
            "One needle is"
            if still_in == 1
            else f"{number_word(still_in).capitalize()} needles are"
        )
        return f"{count} still in: do not leave before every needle is out."
    if placed == 1:
        return "The needle was taken out and counted."
    return f"All {number_word(placed)} needles were taken out and counted."


def _octagon() -> Picture:
    """The sign of danger: an octagon with an exclamation mark."""
    corners = ((8, 1), (18, 1), (25, 8), (25, 18), (18, 25), (8, 25), (1, 18), (1, 8))
    mark = Stroke("danger", 2.2)
    items = (
        Outline(polyline(*((float(x), float(y)) for x, y in corners), closed=True), None, mark),
        Outline(polyline((13.0, 7.5), (13.0, 14.0)), None, mark),
        Outline(polyline((13.0, 18.4), (13.0, 18.5)), None, mark),
    )
    return Picture(26.0, 26.0, (Part(items),))


_OCTAGON: Final = _octagon()
