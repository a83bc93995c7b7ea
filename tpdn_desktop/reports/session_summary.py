"""The session summary: one session on paper, for the file, a colleague, an insurer or a court."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tpdn_desktop.atlas.stipple import FORMS
from tpdn_desktop.domain.session import SessionState
from tpdn_desktop.reports.drawing_pen import DrawingPen
from tpdn_desktop.reports.fonts import PaperFonts
from tpdn_desktop.reports.furniture import (
    BODY,
    GAP,
    HAIRLINE,
    LABEL,
    LONG_TITLE,
    TITLE,
    Frame,
    draft_watermark,
    foot,
    heading,
    masthead,
    paint_pages,
    running_head,
    therapist_line,
)
from tpdn_desktop.reports.ink import Ink
from tpdn_desktop.reports.layout import Block, Pages, Whole, beside, stacked, text_block
from tpdn_desktop.reports.pdf_file import PdfFile
from tpdn_desktop.reports.points_table import PointsTable, points_table, shared_findings
from tpdn_desktop.reports.side_column import side_column
from tpdn_desktop.reports.signature_block import signature_block
from tpdn_desktop.reports.summary_content import SummaryContent
from tpdn_desktop.reports.text import Span, Style, Words, unprintable, unprintable_note, width_of
from tpdn_desktop.reports.wording import (
    clock_time,
    identifiers,
    joined,
    local_day,
    response_words,
    treatment_time,
)
from tpdn_desktop.services.dates import long_date, short_date

_SIDE_SHARE: Final = 0.364
# The map's height, largest first: an ordinary session shall fill one page, not one and a bit.
_MAP_HEIGHTS: Final = (400.0, 388.0, 376.0, 364.0, 352.0, 341.0, 330.0, 320.0)
_SECTION_GAP: Final = 10.0
_SHORT_LINES: Final = 12
_FORM_WORDS: Final = {"cross": "crosses", "dash": "dashes", "plus": "plus signs"} | {
    form: f"{form}s" for form in ("dot", "ring", "triangle", "square", "diamond")
}


def session_summary(
    content: SummaryContent, fonts: PaperFonts, pen: DrawingPen | None = None
) -> bytes:
    """The summary as a PDF. The same content gives the same bytes.

    Args:
        content: all that stands on the paper.
        fonts: the faces to print with.
        pen: a pen that is kept between summaries prints faster: it remembers the body.
    """
    pen = pen or DrawingPen(fonts)
    note = unprintable_note(unprintable(_texts(content), fonts))
    summary = _Summary(content, fonts, pen, note)
    pages = summary.pages(_MAP_HEIGHTS[0])
    for height in _MAP_HEIGHTS[1:]:
        if len(pages.pages) == 1:
            break
        smaller = summary.pages(height)
        if len(smaller.pages) == 1:
            pages = smaller
    session = content.session
    file = PdfFile(
        content.paper.value,
        fonts,
        title=f"Dry needling session {session.number}, {summary.day}",
        author=content.clinic.name,
    )
    draft = session.state is SessionState.DRAFT
    watermark = draft_watermark(content.paper.value) if draft else None
    paint_pages(pages, summary.frame, file, watermark)
    return file.data()


def _texts(content: SummaryContent) -> Iterator[str]:
    """Every text of a person that the paper shows."""
    clinic, patient, session = content.clinic, content.patient, content.session
    therapist = session.therapist
    yield from (clinic.name, clinic.address, clinic.phone, clinic.email)
    yield from (patient.family_name, patient.given_name, patient.number, patient.referrer)
    yield from (therapist.name, therapist.designation, therapist.licence_number)
    yield from (session.complaint, session.goal, session.position, session.response)
    yield from (session.aftercare, session.plan, session.note, session.content_version)
    for alert in patient.alerts:
        yield from (alert.code, alert.text, alert.region or "")
    yield from (session.after_last_time, session.adverse_note)
    for override in session.overrides:
        yield from (override.caution, override.reason)
    for amendment in session.amendments:
        yield from (amendment.reason, amendment.text, amendment.author.name)
    if session.final_count is not None:
        yield session.final_count.reason
    for point in session.trigger_points:
        yield from (point.muscle_id, point.reference_point_id or "", point.felt_at, point.note)
        yield point.response
        for needle in point.needles:
            yield from (needle.lot, needle.direction, needle.depth_tissue)
            if needle.stimulation is not None:
                yield from (needle.stimulation.device, needle.stimulation.leads)


class _Summary:
    """The parts of one summary as blocks, and their order on the pages."""

    def __init__(
        self, content: SummaryContent, fonts: PaperFonts, pen: DrawingPen, note: str
    ) -> None:
        self._content = content
        self._fonts = fonts
        self._pen = pen
        self.day = long_date(local_day(content.session.started_at, content.zone))
        self._width = content.paper.value[0] - 72.0
        self.frame = self._frame(note)

    def pages(self, map_height: float) -> Pages:
        """All blocks on pages, with a map of that height."""
        content, fonts = self._content, self._fonts
        session = content.session
        pages = self.frame.pages()
        pages.mark(f"Session {session.number}, {self.day}")
        pages.add(self._who())
        side_width = self._width * _SIDE_SHARE
        side = side_column(content, side_width, map_height, fonts, self._pen)
        top = beside([(0.0, self._map(map_height)), (self._width - side_width, side.block)])
        pages.add(top, 7.0)
        for label, words in side.moved:
            self._section(pages, f"{label}, in full", words)
        table = points_table(
            session.trigger_points, content.reference, self._width, fonts, self._pen
        )
        table_first = self._table_height(table) <= pages.room
        if not table_first:
            self._narrative(pages)
        signature = signature_block(content, self._width, fonts)
        end = signature.height + _SECTION_GAP
        self._table(
            pages,
            table,
            turn=not table_first and self._table_height(table) + end <= pages.fresh_room,
        )
        if table_first:
            self._narrative(pages, keep=end)
        pages.need(end)
        pages.mark("Signature")
        pages.add(signature, _SECTION_GAP)
        self._amendments(pages)
        return pages

    def _frame(self, note: str) -> Frame:
        content, fonts, width = self._content, self._fonts, self._width
        session = content.session
        draft = session.state is SessionState.DRAFT
        when = treatment_time(session.started_at, session.ended_at, content.zone)
        title = "Dry needling session, draft" if draft else "Dry needling session"
        subtitle = joined(when, f"session {session.number}")
        patient = content.patient
        who = [Span(patient.full_name, bold=True), Span(f" · {identifiers(patient)}")]
        short = short_date(local_day(session.started_at, content.zone))
        what = joined(content.clinic.name, f"session {session.number}", short)
        left = joined(patient.full_name, identifiers(patient))
        left += f"\n{therapist_line(session.therapist)}"
        versions = joined(
            f"content {session.content_version or content.reference.content_version}",
            f"program {content.program_version}",
            f"map {content.reference.map_version}",
        )
        middle = f"Session {session.number} · {short}\n{versions}"

        def foot_of(page: int, total: int) -> Block:
            right = f"Page {page} of {total}\n{self._edition()}"
            return foot((left, middle, right), note, width, fonts)

        return Frame(
            content.paper.value,
            masthead(content.clinic, title, subtitle, width, fonts, content.logo),
            running_head(who, what, width, fonts),
            foot_of,
        )

    def _edition(self) -> str:
        content = self._content
        if content.record_hash:
            digest = content.record_hash
            return f"SHA-256 {digest[:4]} {digest[4:8]} {digest[8:12]} … {digest[-4:]}"
        if content.printed_at is not None:
            day = short_date(local_day(content.printed_at, content.zone))
            return f"printed {day}, {clock_time(content.printed_at, content.zone)}"
        return "draft" if content.session.state is SessionState.DRAFT else ""

    def _who(self) -> Block:
        """Name and identifiers on one line where they fit, with the referrer at the right."""
        content, fonts, width = self._content, self._fonts, self._width
        patient = content.patient
        name: Words = [Span(patient.full_name, bold=True)]
        about = Style(9.5)
        referrer = f"referred by {patient.referrer}" if patient.referrer else ""
        name_width = width_of(name, TITLE.size, fonts)
        about_width = width_of(identifiers(patient), about.size, fonts)
        referrer_width = width_of(referrer, LABEL.size, fonts)
        if name_width + about_width + referrer_width + 24.0 > width:
            return self._who_in_lines(referrer)
        title = text_block(name, width, TITLE, fonts)
        drop = TITLE.base_line
        parts: list[tuple[float, Block]] = [(0.0, title)]
        for shift, words, style in (
            (name_width + 10.0, identifiers(patient), about),
            (width - referrer_width, referrer, LABEL),
        ):
            if words:
                line = text_block(words, width, style, fonts)
                parts.append((shift, _lowered(line, drop - style.base_line)))
        return beside(parts)

    def _who_in_lines(self, referrer: str) -> Block:
        content, fonts, width = self._content, self._fonts, self._width
        patient = content.patient
        name: Words = [Span(patient.full_name, bold=True)]
        style = TITLE if width_of(name, TITLE.size, fonts) <= width else LONG_TITLE
        lines: list[Block] = [
            text_block(name, width, style, fonts),
            text_block(identifiers(patient), width, Style(9.5), fonts),
        ]
        if referrer:
            lines.append(text_block(referrer, width, LABEL, fonts))
        return stacked(lines, 2.0)

    def _map(self, height: float) -> Block:
        content, fonts = self._content, self._fonts
        width = self._width * (1 - _SIDE_SHARE) - GAP
        legend = text_block(
            "solid = active · open = latent · broken = not classified · "
            "pips = twitch · triangle = known pain",
            width - 12.0,
            LABEL,
            fonts,
        )
        pen, picture = self._pen, content.picture
        natural = (width - 8.0) * picture.height / picture.width + legend.height + 12.0
        height = min(height, natural)

        def painter(ink: Ink, x: float, y: float) -> None:
            ink.frame(x, y, width, height, HAIRLINE)
            legend.paint(ink, x + 6.0, y + height - legend.height - 4.0)
            if isinstance(ink.coder, PdfFile):
                room = height - legend.height - 12.0
                pen.paint(picture, ink, ink.coder, (x + 4.0, y + 4.0, width - 8.0, room))

        return Whole(height, painter)

    def _section(self, pages: Pages, title: str, words: Words) -> None:
        """A full-width section: its title never stands alone at the foot of a page."""
        head = heading(title, self._width, self._fonts)
        body = text_block(words, self._width, BODY, self._fonts)
        pages.need(_SECTION_GAP + head.height + body.least)
        pages.add(head, _SECTION_GAP)
        pages.add(body)

    def _table_height(self, table: PointsTable) -> float:
        head = heading("Trigger points", self._width, self._fonts)
        return _SECTION_GAP + head.height + table.height + self._footnote().height + 4.0

    def _table(self, pages: Pages, table: PointsTable, *, turn: bool) -> None:
        if turn:
            pages.turn()
        head = heading("Trigger points", self._width, self._fonts)
        pages.need(_SECTION_GAP + head.height + table.header.height + 40.0)
        if pages.room > 0:
            pages.mark("Trigger points")
        pages.add(head, _SECTION_GAP)
        if table.rows:
            table.place(pages)
        else:
            pages.add(text_block("No trigger point was charted.", self._width, BODY, self._fonts))
        pages.add(self._footnote(), 4.0)

    def _footnote(self) -> Block:
        content = self._content
        points = content.session.trigger_points
        words: list[str] = []
        if any(point.reproduces_pain for point in points):
            words.append("* reproduced the pain the patient knows.")
        findings = shared_findings(points)
        if findings:
            words.append(f"All points: {findings}.")
        if content.lit:
            words.append(f"Stipple on the map: {_lit_words(content.lit)}.")
        reference = content.reference
        words.append("Referral patterns are commonly reported, not diagnostic.")
        words.append(f"Reference content {reference.content_version}: {reference.review_state}.")
        return text_block(" ".join(words), self._width, LABEL, self._fonts)

    def _narrative(self, pages: Pages, *, keep: float = 0.0) -> None:
        """Response, aftercare and plan; when short, with `keep` points free below them."""
        session = self._content.session
        texts = (
            ("Response", response_words(session)),
            ("Aftercare", session.aftercare),
            ("Plan", session.plan),
        )
        columns = [self._column(title, text) for title, text in texts]
        if max(len(c[1]) for c in columns) <= _SHORT_LINES:
            third = (self._width - 2 * GAP) / 3
            blocks = beside([(n * (third + GAP), c[0]) for n, c in enumerate(columns)])
            after = 0.0 if session.note or session.overrides else keep
            pages.need(blocks.height + _SECTION_GAP + after)
            pages.add(blocks, _SECTION_GAP)
        else:
            for title, text in texts:
                self._section(pages, title, text or "Not recorded.")
        if session.note:
            self._section(pages, "Note", session.note)
        if session.overrides:
            self._section(pages, "Cautions and reasons", self._reasons())

    def _reasons(self) -> Words:
        """Each caution that was gone past, and the reason that was typed for it."""
        spans: list[Span] = []
        for number, override in enumerate(self._content.session.overrides):
            spans.append(Span(("\n" if number else "") + override.caution))
            spans.append(Span(" Reason: ", bold=True))
            spans.append(Span(override.reason))
        return spans

    def _amendments(self, pages: Pages) -> None:
        """Every amendment in full, after the signature that it came after."""
        content = self._content
        for amendment in content.session.amendments:
            day = short_date(local_day(amendment.written_at, content.zone))
            when = f"{day}, {clock_time(amendment.written_at, content.zone)}"
            kind = amendment.kind.value.replace("_", " ")
            words: Words = [
                Span(f"{when} · {therapist_line(amendment.author)}\n", role="text_secondary"),
                Span("Reason: ", bold=True),
                Span(f"{amendment.reason}\n"),
                Span(amendment.text),
            ]
            self._section(pages, f"Amendment: {kind}", words)

    def _column(self, title: str, text: str) -> tuple[Block, tuple[object, ...]]:
        third = (self._width - 2 * GAP) / 3
        words: Words = text or [Span("Not recorded.", role="text_secondary")]
        body = text_block(words, third, BODY, self._fonts)
        return stacked([heading(title, third, self._fonts), body]), body.lines


def _lit_words(numbers: tuple[int, ...]) -> str:
    """Which form of stipple belongs to which point: `dots point 1, rings point 3`."""
    return ", ".join(
        f"{_FORM_WORDS[FORMS[n % len(FORMS)]]} point {number}" for n, number in enumerate(numbers)
    )


def _lowered(block: Block, by: float) -> Whole:
    return Whole(block.height + by, lambda ink, x, y: block.paint(ink, x, y + by))
