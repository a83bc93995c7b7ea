"""The session summary: one session on paper, for the file, a colleague, an insurer or a court."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tpdn_desktop.atlas.stipple import FORMS
from tpdn_desktop.domain.session import SessionState
from tpdn_desktop.reports.drawing_pen import DrawingPen
from tpdn_desktop.reports.fonts import PaperFonts
from tpdn_desktop.reports.furniture import (
    BODY,
    GAP,
    LABEL,
    Frame,
    draft_watermark,
    foot,
    foot_who,
    heading,
    masthead,
    paint_pages,
    running_head,
)
from tpdn_desktop.reports.layout import Block, Pages, beside, text_block
from tpdn_desktop.reports.patient_title import patient_title
from tpdn_desktop.reports.pdf_file import PdfFile
from tpdn_desktop.reports.points_table import points_table, shared_words
from tpdn_desktop.reports.side_column import Fact, side_column
from tpdn_desktop.reports.signature_block import signature_block
from tpdn_desktop.reports.summary_content import SummaryContent
from tpdn_desktop.reports.summary_map import SummaryMap
from tpdn_desktop.reports.summary_words import SECTION_GAP, SummaryWords
from tpdn_desktop.reports.text import Span, unprintable, unprintable_note
from tpdn_desktop.reports.wording import (
    clock_time,
    identifiers,
    joined,
    local_day,
    treatment_time,
)
from tpdn_desktop.services.dates import long_date, short_date

_SIDE_SHARE: Final = 0.364
# The map's height, largest first: an ordinary session shall fill one page, not one and a bit.
MAP_HEIGHTS: Final[tuple[float, ...]] = (
    396.0,
    380.0,
    366.0,
    352.0,
    340.0,
    330.0,
    320.0,
    308.0,
    296.0,
)
# A summary of more pages than these is not made shorter by a smaller map.
_FEW_PAGES: Final = 3
# What a table over two pages, an unusual order and a smaller map are worth, in points of page.
_CUT_TABLE: Final = 120.0
_OUT_OF_ORDER: Final = 90.0
_SMALLER_MAP: Final = 0.6
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
    note = unprintable_note(unprintable(_texts(content), fonts))
    summary = _Summary(content, fonts, pen or DrawingPen(fonts), note)
    session = content.session
    file = PdfFile(
        content.paper.value,
        fonts,
        title=f"Dry needling session {session.number}, {summary.day}",
        author=content.clinic.name,
    )
    draft = session.state is SessionState.DRAFT
    watermark = draft_watermark(content.paper.value) if draft else None
    paint_pages(summary.best_pages(), summary.frame, file, watermark)
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
    yield from (edit.text for edit in session.narrative)
    yield from (needle.reason for needle in session.wasted)
    for point in session.trigger_points:
        yield from (point.muscle_id, point.reference_point_id or "", point.felt_at, point.note)
        yield point.response
        for needle in point.needles:
            yield from (needle.lot, needle.direction, needle.depth_tissue)
            if needle.stimulation is not None:
                yield from (needle.stimulation.device, needle.stimulation.leads)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How the parts may stand: the map's height, what comes first, whether the table may be cut."""

    map_height: float = MAP_HEIGHTS[0]
    table_first: bool = True
    table_cut: bool = True


@dataclass(slots=True)
class _Arranged:
    """Pages and what is not good about them."""

    pages: Pages
    arrangement: Arrangement
    is_cut: bool = False

    @property
    def badness(self) -> tuple[int, float]:
        """Fewer pages first, then less that is empty, cut or out of order, in points."""
        how = self.arrangement
        lost = MAP_HEIGHTS[0] - how.map_height
        order = 0.0 if how.table_first else _OUT_OF_ORDER
        cut = _CUT_TABLE if self.is_cut else 0.0
        return len(self.pages.pages), self.pages.gaps + _SMALLER_MAP * lost + order + cut


class _Summary:
    """The parts of one summary as blocks, and their order on the pages."""

    def __init__(
        self, content: SummaryContent, fonts: PaperFonts, pen: DrawingPen, note: str
    ) -> None:
        self._content = content
        self._fonts = fonts
        self._pen = pen
        self.day = long_date(local_day(content.session.started_at, content.zone))
        self._width = width = content.paper.value[0] - 72.0
        self._side_width = width * _SIDE_SHARE
        self._words = SummaryWords(content, width, fonts)
        self._map = SummaryMap(content, width - self._side_width - GAP, fonts, pen)
        self._table = points_table(
            content.session.trigger_points, content.reference, width, fonts, pen
        )
        self._footnote = self._small_print()
        self._tops: dict[float, tuple[Block, tuple[Fact, ...]]] = {}
        self._signature = signature_block(content, width, fonts)
        self.frame = self._frame(note)

    def best_pages(self) -> Pages:
        """One page if any map allows it, the largest that does; else the fullest pages."""
        heights = MAP_HEIGHTS
        for height in heights:
            pages = self.arranged(Arrangement(height)).pages
            if len(pages.pages) == 1:
                return pages
            if len(pages.pages) > _FEW_PAGES:
                heights = (height,)
                break
        tried = [
            self.arranged(Arrangement(height, table_first, table_cut))
            for height in heights
            for table_first in (True, False)
            for table_cut in (False, True)
        ]
        return min(tried, key=lambda arranged: arranged.badness).pages

    def arranged(self, how: Arrangement) -> _Arranged:
        """All blocks on pages in that way."""
        session = self._content.session
        pages = self.frame.pages()
        arranged = _Arranged(pages, how)
        pages.mark(f"Session {session.number}, {self.day}")
        referrer = self._content.patient.referrer
        aside = f"referred by {referrer}" if referrer else ""
        pages.add(patient_title(self._content.patient, self._width, self._fonts, aside))
        top, moved = self._top(min(how.map_height, self._map.natural_height))
        pages.add(top, 7.0)
        self._words.facts(pages, moved)
        end = self._signature.height + SECTION_GAP
        if how.table_first:
            arranged.is_cut = self._place_table(pages, how)
            self._words.outcome(pages, keep=end)
        else:
            self._words.outcome(pages)
            arranged.is_cut = self._place_table(pages, how, keep=end)
        pages.need(end)
        pages.mark("Signature")
        pages.add(self._signature, SECTION_GAP)
        self._words.amendments(pages)
        return arranged

    def _top(self, height: float) -> tuple[Block, tuple[Fact, ...]]:
        """Map and column of that height, and the facts for which the column is too short."""
        if height not in self._tops:
            side = side_column(self._content, self._side_width, height, self._fonts, self._pen)
            left = self._width - self._side_width
            block = beside([(0.0, self._map.block(height)), (left, side.block)])
            self._tops[height] = block, side.moved
        return self._tops[height]

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
        left = foot_who(patient, session.therapist, width, fonts)
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

    def _place_table(self, pages: Pages, how: Arrangement, *, keep: float = 0.0) -> bool:
        """Place the table of points, with `keep` points free below it; whether it was cut."""
        head = heading("Trigger points", self._width, self._fonts)
        table = self._table
        whole = SECTION_GAP + head.height + table.height + self._footnote.height + 4.0
        if not how.table_cut and whole + keep > pages.room and whole <= pages.fresh_room:
            pages.turn()
        pages.need(SECTION_GAP + head.height + table.least)
        pages.mark("Trigger points")
        pages.add(head, SECTION_GAP)
        first = len(pages.pages)
        if table.rows:
            table.place(pages)
        else:
            pages.add(text_block("No trigger point was charted.", self._width, BODY, self._fonts))
        is_cut = len(pages.pages) > first
        pages.add(self._footnote, 4.0)
        return is_cut

    def _small_print(self) -> Block:
        content = self._content
        points = content.session.trigger_points
        words: list[str] = []
        if any(point.reproduces_pain and point.felt_at for point in points):
            words.append("* reproduced the pain the patient knows.")
        shared = shared_words(points)
        if shared:
            words.append(f"All points: {', '.join(shared)}.")
        if content.lit:
            words.append(f"Stipple on the map: {_lit_words(content.lit)}.")
        reference = content.reference
        words.append("Referral patterns are commonly reported, not diagnostic.")
        words.append(f"Reference content {reference.content_version}: {reference.review_state}.")
        return text_block(" ".join(words), self._width, LABEL, self._fonts)


def _lit_words(numbers: tuple[int, ...]) -> str:
    """Which form of stipple belongs to which point: `dots point 1, rings point 3`."""
    return ", ".join(
        f"{_FORM_WORDS[FORMS[n % len(FORMS)]]} point {number}" for n, number in enumerate(numbers)
    )
