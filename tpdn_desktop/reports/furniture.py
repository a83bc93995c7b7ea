"""What every page of this clinic has: margins, type, masthead, running head, foot, watermark."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tpdn_desktop.atlas.drawing import Stroke, polyline
from tpdn_desktop.atlas.geometry import Shape
from tpdn_desktop.domain.clinic import Clinic, Therapist
from tpdn_desktop.domain.patient import Patient
from tpdn_desktop.reports.fonts import PaperFonts
from tpdn_desktop.reports.ink import Form, Ink
from tpdn_desktop.reports.layout import Block, Pages, Whole, beside, stacked, text_block
from tpdn_desktop.reports.logo import logo_block
from tpdn_desktop.reports.pdf_file import PdfFile
from tpdn_desktop.reports.text import Span, Style, Words, elided, width_of
from tpdn_desktop.reports.wording import identifiers, joined

MARGIN: Final = 36.0
GAP: Final = 18.0

TITLE: Final = Style(15.5, leading=1.25)
LONG_TITLE: Final = Style(11.5, leading=1.25)
HEADING: Final = Style(9.5)
BODY: Final = Style(8.5)
TABLE: Final = Style(8.0)
LABEL: Final = Style(7.0, "text_secondary")
FIGURE: Final = Style(16.0, leading=1.2)

# No line is thinner than 0.35 pt, so that it survives a fax.
HAIRLINE: Final = Stroke("hairline_strong", 0.5)
RULE: Final = Stroke("text", 0.75)

_MASTHEAD_GAP: Final = 12.0
_LOGO_GAP: Final = 9.0
_FOOT_GAP: Final = 10.0
_FOOT_SHARES: Final = (0.44, 0.32, 0.24)
_LEAST_NAME: Final = 90.0


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands on each page outside its body; `foot` is told the page and how many there are."""

    size: tuple[float, float]
    masthead: Block
    running_head: Block
    foot: Callable[[int, int], Block]

    @property
    def width(self) -> float:
        """Between the margins."""
        return self.size[0] - 2 * MARGIN

    def pages(self) -> Pages:
        """Empty pages with room for this frame."""
        foot = self.foot(999, 999).height
        return Pages(
            first_top=MARGIN + self.masthead.height + _MASTHEAD_GAP,
            next_top=MARGIN + self.running_head.height + _MASTHEAD_GAP,
            bottom=self.size[1] - MARGIN - foot - _FOOT_GAP,
            left=MARGIN,
        )


def paint_pages(pages: Pages, frame: Frame, file: PdfFile, watermark: Form | None = None) -> None:
    """Paint head, body, foot and watermark of each page into the file, in reading order."""
    total = len(pages.pages)
    for number, page in enumerate(pages.pages, start=1):
        ink = Ink(file)
        (frame.masthead if number == 1 else frame.running_head).paint(ink, MARGIN, MARGIN)
        for block, x, y in page.placed:
            block.paint(ink, x, y)
        foot = frame.foot(number, total)
        foot.paint(ink, MARGIN, frame.size[1] - MARGIN - foot.height)
        if watermark is not None:
            ink.show(file.add_form(watermark))
        file.add_page(ink, tuple(page.marks))


def ruled(block: Block, width: float, stroke: Stroke = HAIRLINE, *, gap: float = 4.0) -> Whole:
    """A block with a line under it."""

    def painter(ink: Ink, x: float, y: float) -> None:
        block.paint(ink, x, y)
        level = y + block.height + gap
        ink.rule(x, level, x + width, level, stroke)

    return Whole(block.height + gap + stroke.width, painter)


def heading(title: str, width: float, fonts: PaperFonts) -> Whole:
    """A section's title over a hairline, with the distance to what follows."""
    line = ruled(text_block([Span(title, bold=True)], width, HEADING, fonts), width, gap=2.5)
    return Whole(line.height + 4.0, line.painter)


def masthead(
    clinic: Clinic,
    title: str,
    subtitle: Words,
    width: float,
    fonts: PaperFonts,
    logo: bytes | None = None,
) -> Block:
    """The clinic with its logo on the left, what the paper is on the right, a line below."""
    left_width = width * 0.56
    right_width = width - left_width - GAP
    right = stacked(
        [
            text_block([Span(title, bold=True)], right_width, HEADING, fonts, at_right=True),
            text_block(subtitle, right_width, LABEL, fonts, at_right=True),
        ]
    )
    parts: list[tuple[float, Block]] = [(left_width + GAP, right)]
    if logo is None:
        parts.insert(0, (0.0, _letterhead(clinic, left_width, fonts)))
    else:
        logo_width, picture = logo_block(logo)
        shift = logo_width + _LOGO_GAP
        parts.insert(0, (shift, _letterhead(clinic, left_width - shift, fonts)))
        parts.insert(0, (0.0, picture))
    return ruled(beside(parts), width, RULE, gap=7.0)


def _letterhead(clinic: Clinic, width: float, fonts: PaperFonts) -> Block:
    contact = joined(clinic.address, clinic.phone, clinic.email)
    lines: list[Block] = [text_block([Span(clinic.name, bold=True)], width, HEADING, fonts)]
    if contact:
        lines.append(text_block(contact, width, LABEL, fonts))
    return stacked(lines)


def running_head(left: Words, right: Words, width: float, fonts: PaperFonts) -> Block:
    """The head of later pages: whom it is about, and what it is."""
    left_width = width * 0.54
    right_width = width - left_width - GAP
    style = Style(7.5)
    head = beside(
        [
            (0.0, text_block(left, left_width, style, fonts)),
            (left_width + GAP, text_block(right, right_width, style, fonts, at_right=True)),
        ]
    )
    return ruled(head, width, RULE, gap=4.0)


def foot(columns: tuple[Words, Words, Words], note: str, width: float, fonts: PaperFonts) -> Block:
    """Three columns of small print under a hairline; above it the note on what has no glyph."""
    blocks: list[tuple[float, Block]] = []
    left = 0.0
    for number, (words, share) in enumerate(zip(columns, _FOOT_SHARES, strict=True)):
        room = width * share - (GAP / 2 if number < 2 else 0.0)
        blocks.append((left, text_block(words, room, LABEL, fonts, at_right=number == 2)))
        left += width * share
    body = beside(blocks)
    above = text_block(note, width, LABEL, fonts) if note else None

    def painter(ink: Ink, x: float, y: float) -> None:
        if above is not None:
            above.paint(ink, x, y)
            y += above.height + 4.0
        ink.rule(x, y, x + width, y, HAIRLINE)
        body.paint(ink, x, y + 4.0)

    return Whole(body.height + 4.0 + (above.height + 4.0 if above else 0.0), painter)


def foot_who(patient: Patient, therapist: Therapist, width: float, fonts: PaperFonts) -> Words:
    """Patient and therapist for the foot; a very long name is cut there, since the head has it."""
    room = width * _FOOT_SHARES[0] - GAP / 2
    about = f" · {identifiers(patient)}"
    left = max(room - width_of(about, LABEL.size, fonts), _LEAST_NAME)
    name = elided(patient.full_name, left, LABEL.size, fonts)
    # Two spans: a name that is written from the right does not turn the line around.
    return [Span(name), Span(f"{about}\n{therapist_line(therapist)}")]


def therapist_line(therapist: Therapist) -> str:
    """Name, designation and licence number."""
    licence = f"licence {therapist.licence_number}" if therapist.licence_number else ""
    return ", ".join(word for word in (therapist.name, therapist.designation, licence) if word)


# The letters of DRAFT as strokes, 100 high, so that the watermark is not text: it never mixes with
# the words when they are searched or read aloud.
_LETTERS: Final[tuple[tuple[tuple[float, float], ...], ...]] = (
    ((8, 0), (8, 100), (34, 100), (50, 84), (50, 16), (34, 0), (8, 0)),
    ((72, 100), (72, 0), (104, 0), (114, 12), (114, 40), (104, 52), (72, 52)),
    ((94, 52), (116, 100)),
    ((132, 100), (156, 0), (180, 100)),
    ((141, 64), (171, 64)),
    ((198, 100), (198, 0), (238, 0)),
    ((198, 48), (230, 48)),
    ((246, 0), (298, 0)),
    ((272, 0), (272, 100)),
)


def draft_watermark(size: tuple[float, float]) -> Form:
    """DRAFT across the page at 9 % black."""
    width, height = size
    scale = width / 420
    ink = Ink()
    ink.operators.append(
        f"0.7071 -0.7071 0.7071 0.7071 {width / 2:.2f} {height / 2:.2f} cm "
        f"{scale:.4f} 0 0 {scale:.4f} {-153 * scale:.2f} {-50 * scale:.2f} cm"
    )
    letters: Shape = tuple(curve for points in _LETTERS for curve in polyline(*points))
    ink.path(letters, None, Stroke("watermark", 13.0, 0.09))
    return ink.as_form((0.0, 0.0, width, height))
