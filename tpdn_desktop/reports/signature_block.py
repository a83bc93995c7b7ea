"""The end of a session summary: who signed what and when, and room for who received it."""

from __future__ import annotations

from typing import Final

from tpdn_desktop.atlas.drawing import Stroke
from tpdn_desktop.domain.reconciliation import needle_count
from tpdn_desktop.domain.session import Session
from tpdn_desktop.reports.fonts import PaperFonts
from tpdn_desktop.reports.furniture import BODY, GAP, HAIRLINE, LABEL, RULE
from tpdn_desktop.reports.ink import Ink
from tpdn_desktop.reports.layout import Block, Whole, beside, stacked, text_block
from tpdn_desktop.reports.summary_content import SummaryContent
from tpdn_desktop.reports.text import Span, Style
from tpdn_desktop.reports.wording import (
    amendment_count_words,
    clock_time,
    joined,
    local_day,
    needle_count_words,
)
from tpdn_desktop.services.dates import short_date

_SHARE: Final = 0.576
_PAD_X: Final = 9.0
_PAD_Y: Final = 7.0
_LEAST_HEIGHT: Final = 42.0
_NAME: Final = Style(10.5)
# Just small enough that the 64 digits stand on one line.
_HASH: Final = Style(6.4, "text_secondary")


def signature_block(content: SummaryContent, width: float, fonts: PaperFonts) -> Block:
    """Two boxes side by side: the therapist's, and one to be filled in by hand."""
    left_width = width * _SHARE
    right_width = width - left_width - GAP
    signed = _signed(content, left_width - 2 * _PAD_X, fonts)
    height = max(signed.height, _LEAST_HEIGHT)
    received = _received(right_width - 2 * _PAD_X, height, fonts)
    return beside(
        [
            (0.0, _boxed(signed, left_width, height, RULE)),
            (left_width + GAP, _boxed(received, right_width, height, HAIRLINE)),
        ]
    )


def _signed(content: SummaryContent, width: float, fonts: PaperFonts) -> Block:
    session = content.session
    signature = session.signature
    therapist = session.therapist if signature is None else signature.therapist
    number = therapist.licence_number
    licence = f"licence {number}" if number else "no licence number"
    lines: list[Block] = [
        text_block(joined(_state(session), *_when(content)), width, LABEL, fonts),
        text_block([Span(therapist.name, bold=True)], width, _NAME, fonts),
        text_block(joined(therapist.designation, licence), width, BODY, fonts),
    ]
    about = joined(*_about(content))
    if about:
        lines.append(text_block(about, width, LABEL, fonts))
    if content.record_hash:
        lines.append(text_block(f"SHA-256 {content.record_hash}", width, _HASH, fonts))
    return stacked(lines)


def _state(session: Session) -> str:
    if session.signature is not None:
        return "Signed electronically"
    if session.is_signed:
        return "Signed before it came into this program"
    return "Draft: not signed. This paper is not yet a record."


def _when(content: SummaryContent) -> list[str]:
    """When it was signed and entered."""
    session, zone = content.session, content.zone
    moments = [("entered", session.entered_at)]
    if session.signature is not None:
        moments.insert(0, ("", session.signature.signed_at))
    return [
        f"{what} {short_date(local_day(moment, zone))}, {clock_time(moment, zone)}".strip()
        for what, moment in moments
    ]


def _about(content: SummaryContent) -> list[str]:
    """What is still in, and how often it was amended."""
    session, words = content.session, []
    still_in = needle_count(session.needles).still_in
    if still_in:
        words.append(f"{needle_count_words(still_in)} still in when printed")
    if session.amendments:
        words.append(amendment_count_words(len(session.amendments)))
    return words


def _received(width: float, height: float, fonts: PaperFonts) -> Block:
    above = text_block("Received by", width, LABEL, fonts)
    below = text_block("name, date", width, LABEL, fonts)

    def painter(ink: Ink, x: float, y: float) -> None:
        above.paint(ink, x, y)
        base = y + height - below.height
        ink.rule(x, base - 2.0, x + width, base - 2.0, Stroke("text", 0.5))
        below.paint(ink, x, base)

    return Whole(height, painter)


def _boxed(block: Block, width: float, height: float, stroke: Stroke) -> Whole:
    def painter(ink: Ink, x: float, y: float) -> None:
        ink.frame(x, y, width, height + 2 * _PAD_Y, stroke)
        block.paint(ink, x + _PAD_X, y + _PAD_Y)

    return Whole(height + 2 * _PAD_Y, painter)
