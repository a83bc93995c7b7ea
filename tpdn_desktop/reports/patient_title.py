"""Whom a paper is about, at the head of its first page."""

from __future__ import annotations

from typing import Final

from tpdn_desktop.domain.patient import Patient
from tpdn_desktop.reports.fonts import PaperFonts
from tpdn_desktop.reports.furniture import LABEL, LONG_TITLE, TITLE
from tpdn_desktop.reports.layout import Block, Whole, beside, stacked, text_block
from tpdn_desktop.reports.text import Span, Style, Words, width_of
from tpdn_desktop.reports.wording import identifiers

_ABOUT: Final = Style(9.5)
_AFTER_NAME: Final = 10.0
_BETWEEN: Final = 24.0


def patient_title(patient: Patient, width: float, fonts: PaperFonts, aside: str = "") -> Block:
    """Name and identifiers on one line where they fit, with `aside` at the right; else in lines."""
    name: Words = [Span(patient.full_name, bold=True)]
    about = identifiers(patient)
    name_width = width_of(name, TITLE.size, fonts)
    aside_width = width_of(aside, LABEL.size, fonts)
    if name_width + width_of(about, _ABOUT.size, fonts) + aside_width + _BETWEEN > width:
        return _in_lines(name, name_width, about, aside, (width, fonts))
    parts: list[tuple[float, Block]] = [(0.0, text_block(name, width, TITLE, fonts))]
    for shift, words, style in (
        (name_width + _AFTER_NAME, about, _ABOUT),
        (width - aside_width, aside, LABEL),
    ):
        if words:
            line = text_block(words, width, style, fonts)
            parts.append((shift, _lowered(line, TITLE.base_line - style.base_line)))
    return beside(parts)


def _in_lines(
    name: Words, name_width: float, about: str, aside: str, room: tuple[float, PaperFonts]
) -> Block:
    width, fonts = room
    style = TITLE if name_width <= width else LONG_TITLE
    lines: list[Block] = [
        text_block(name, width, style, fonts),
        text_block(about, width, _ABOUT, fonts),
    ]
    if aside:
        lines.append(text_block(aside, width, LABEL, fonts))
    return stacked(lines, 2.0)


def _lowered(block: Block, by: float) -> Whole:
    return Whole(block.height + by, lambda ink, x, y: block.paint(ink, x, y + by))
