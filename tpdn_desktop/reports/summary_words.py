"""What a summary tells in words under its map and table: facts, response, reasons, amendments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tpdn_desktop.domain.session import NarrativeEdit
from tpdn_desktop.domain.signature import Amendment
from tpdn_desktop.reports.fonts import PaperFonts
from tpdn_desktop.reports.furniture import BODY, GAP, heading, therapist_line
from tpdn_desktop.reports.layout import Block, Pages, beside, stacked, text_block
from tpdn_desktop.reports.side_column import Fact, labelled
from tpdn_desktop.reports.summary_content import SummaryContent
from tpdn_desktop.reports.text import Span, Words
from tpdn_desktop.reports.wording import (
    aftercare_words,
    clock_time,
    local_day,
    plain_code,
    response_words,
)
from tpdn_desktop.services.dates import short_date
from tpdn_desktop.services.narrative import POINT, Paragraph, narrative
from tpdn_desktop.services.narrative_words import muscle_and_side

SECTION_GAP: Final = 10.0
_SHORT_LINES: Final = 12
_FACT_GAP: Final = 2.5
_NOTHING: Final = (Span("Not recorded.", role="text_secondary"),)


@dataclass(frozen=True, slots=True)
class _Section:
    """A title over text; the title never stands alone at the foot of a page."""

    head: Block
    body: Block

    def place(self, pages: Pages, keep: float = 0.0, bookmark: str = "") -> None:
        """Place both, on a page where `keep` points stay free below them if there is such a one."""
        whole = SECTION_GAP + self.head.height + self.body.height + keep
        if keep and pages.room < whole <= pages.fresh_room:
            pages.turn()
        pages.need(SECTION_GAP + self.head.height + self.body.least)
        if bookmark:
            pages.mark(bookmark)
        pages.add(self.head, SECTION_GAP)
        pages.add(self.body)


class SummaryWords:
    """The sections in words, set once and placed as often as pages are tried."""

    def __init__(self, content: SummaryContent, width: float, fonts: PaperFonts) -> None:
        self._content = content
        self._fonts = fonts
        self._width = width
        self._columns, long = self._outcome_columns()
        self._sections = [self._section(*section) for section in (*long, *self._further())]
        self._amendments = [
            self._section(f"Amendment: {a.kind.value.replace('_', ' ')}", self._amendment(a))
            for a in content.session.amendments
        ]

    def facts(self, pages: Pages, moved: Sequence[Fact]) -> None:
        """The facts that were too long for the column beside the map."""
        if not moved:
            return
        head = heading("Session, continued", self._width, self._fonts)
        rows = [labelled(fact, self._width, self._fonts) for fact in moved]
        pages.need(SECTION_GAP + head.height + rows[0].least)
        pages.add(head, SECTION_GAP)
        for number, row in enumerate(rows):
            pages.add(row, _FACT_GAP if number else 0.0)

    def outcome(self, pages: Pages, *, keep: float = 0.0) -> None:
        """Response, aftercare, plan and the rest, with `keep` points free below what is last."""
        if self._columns is not None:
            after = 0.0 if self._sections else keep
            pages.need(self._columns.height + SECTION_GAP + after)
            pages.add(self._columns, SECTION_GAP)
        for number, section in enumerate(self._sections, start=1):
            section.place(pages, keep if number == len(self._sections) else 0.0)

    def amendments(self, pages: Pages) -> None:
        """Every amendment in full, after the signature that it came after."""
        for number, section in enumerate(self._amendments):
            section.place(pages, bookmark="" if number else "Amendments")

    def _outcome_columns(self) -> tuple[Block | None, list[tuple[str, Words]]]:
        """Response, aftercare and plan side by side or, when one is long, as sections."""
        session = self._content.session
        texts: list[tuple[str, Words]] = [
            ("Response", response_words(session)),
            ("Aftercare", aftercare_words(session)),
            ("Plan", session.plan),
        ]
        said = [(title, words or _NOTHING) for title, words in texts]
        third = (self._width - 2 * GAP) / 3
        bodies = [text_block(words, third, BODY, self._fonts) for _, words in said]
        if max(len(body.lines) for body in bodies) > _SHORT_LINES:
            return None, said
        columns = [
            stacked([heading(title, third, self._fonts), body])
            for (title, _), body in zip(said, bodies, strict=True)
        ]
        return beside([(n * (third + GAP), column) for n, column in enumerate(columns)]), []

    def _further(self) -> list[tuple[str, Words]]:
        """The sections that not every session has."""
        content = self._content
        zone = content.zone
        told = narrative(content.session, content.reference, zone=zone)
        paragraphs = {p.name: p for section in told for p in section.paragraphs}
        palpated = paragraphs.get("palpated")
        sections: list[tuple[str, Words]] = [
            ("Note", content.session.note),
            ("Palpation", "" if palpated is None else palpated.written),
            ("Cautions and reasons", self._reasons()),
        ]
        if content.words:
            sections.append(("The session in words", _in_words(list(paragraphs.values()))))
        own = [
            (edit, paragraphs.get(edit.paragraph))
            for edit in content.session.narrative
            if not content.words or edit.paragraph not in paragraphs
        ]
        sections.append(("In the therapist's own words", _own_words(own)))
        return [(title, words) for title, words in sections if words]

    def _reasons(self) -> Words:
        """Each caution that was gone past, for which muscles, and the reason that was typed."""
        reference = self._content.reference
        about: dict[tuple[str, str], list[str]] = {}
        for override in self._content.session.overrides:
            names = about.setdefault((override.caution, override.reason), [])
            if override.muscle_id:
                names.append(muscle_and_side(override.muscle_id, override.side, reference))
        spans: list[Span] = []
        for (caution, reason), names in about.items():
            start = "\n" if spans else ""
            if names:
                who = "; ".join(dict.fromkeys(names))
                spans.append(Span(f"{start}{who[:1].upper()}{who[1:]}. ", bold=True))
                start = ""
            spans += [Span(start + caution), Span(" Reason: ", bold=True), Span(reason)]
        return spans

    def _amendment(self, amendment: Amendment) -> Words:
        zone = self._content.zone
        day = short_date(local_day(amendment.written_at, zone))
        when = f"{day}, {clock_time(amendment.written_at, zone)}"
        author = therapist_line(amendment.author)
        return [
            Span(f"{when} · {author}\n", role="text_secondary"),
            Span("Reason: ", bold=True),
            Span(f"{amendment.reason}\n"),
            Span(amendment.text),
        ]

    def _section(self, title: str, words: Words) -> _Section:
        head = heading(title, self._width, self._fonts)
        return _Section(head, text_block(words, self._width, BODY, self._fonts))


def _in_words(paragraphs: Sequence[Paragraph]) -> Words:
    spans: list[Span] = []
    for paragraph in paragraphs:
        start = "\n" if spans else ""
        rest = paragraph.text
        if paragraph.is_edited:
            spans.append(Span(f"{start}{paragraph.title}, own words: ", bold=True))
        elif paragraph.lead and rest.startswith(paragraph.lead):
            spans.append(Span(start + paragraph.lead, bold=True))
            rest = rest[len(paragraph.lead) :]
        else:
            rest = start + rest
        spans.append(Span(rest))
    return spans


def _own_words(edits: Sequence[tuple[NarrativeEdit, Paragraph | None]]) -> Words:
    """The rewritten paragraphs; one whose point was removed since keeps its text."""
    spans: list[Span] = []
    for edit, paragraph in edits:
        if not edit.text.strip():
            continue
        spans.append(Span(("\n" if spans else "") + f"{_title(edit, paragraph)}: ", bold=True))
        spans.append(Span(edit.text))
    return spans


def _title(edit: NarrativeEdit, paragraph: Paragraph | None) -> str:
    if paragraph is not None:
        return paragraph.title
    return (
        "A point removed since" if edit.paragraph.startswith(POINT) else plain_code(edit.paragraph)
    )
