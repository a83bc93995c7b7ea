"""The session's map on a summary: the picture in its frame, with what its signs mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tpdn_desktop.atlas.alert_areas import alert_areas
from tpdn_desktop.atlas.drawing import Part, Picture
from tpdn_desktop.atlas.pain_picture import pain_swatch
from tpdn_desktop.domain.pain_drawing import Pain
from tpdn_desktop.reports.drawing_pen import DrawingPen
from tpdn_desktop.reports.fonts import PaperFonts
from tpdn_desktop.reports.furniture import HAIRLINE, LABEL
from tpdn_desktop.reports.ink import Ink
from tpdn_desktop.reports.layout import Block, TextBlock, Whole, stacked, text_block
from tpdn_desktop.reports.pdf_file import PdfFile
from tpdn_desktop.reports.summary_content import SummaryContent
from tpdn_desktop.reports.wording import pain_head

_PAD: Final = 4.0
_LEGEND_PAD: Final = 6.0
_MARKS: Final = (
    "solid = active · open = latent · broken = not classified · "
    "pips = twitch · triangle = known pain"
)
_ALERTS: Final = "hatched grey = alert"
_PAINS: Final = "drawn by the patient:"
_SWATCH: Final = (20, 14)
_SWATCH_SIZE: Final = (11.0, 7.7)
_ENTRY_GAP: Final = 9.0

Entry = tuple[float, Block]


class SummaryMap:
    """The map of one summary, which can be set at several heights."""

    def __init__(
        self, content: SummaryContent, width: float, fonts: PaperFonts, pen: DrawingPen
    ) -> None:
        self._picture = content.picture
        self._width = width
        self._pen = pen
        room = width - 2 * _LEGEND_PAD
        lines: list[Block] = [text_block(_MARKS, room, LABEL, fonts)]
        areas = _areas(content, room, fonts, pen)
        if areas:
            lines.append(_flowing(areas, room))
        self._legend = stacked(lines, 1.0)

    @property
    def natural_height(self) -> float:
        """The height at which the picture fills the width."""
        picture = self._picture
        scale = (self._width - 2 * _PAD) / picture.width
        return picture.height * scale + self._legend.height + 3 * _PAD

    def block(self, height: float) -> Whole:
        """The map, no higher than it needs."""
        height = min(height, self.natural_height)
        legend, picture, width = self._legend, self._picture, self._width

        def painter(ink: Ink, x: float, y: float) -> None:
            ink.frame(x, y, width, height, HAIRLINE)
            if isinstance(ink.coder, PdfFile):
                room = height - legend.height - 3 * _PAD
                at = (x + _PAD, y + _PAD, width - 2 * _PAD, room)
                self._pen.paint(picture, ink, ink.coder, at)
            legend.paint(ink, x + _LEGEND_PAD, y + height - legend.height - _PAD)

        return Whole(height, painter)


def _areas(
    content: SummaryContent, width: float, fonts: PaperFonts, pen: DrawingPen
) -> list[Entry]:
    """What the areas on the map mean: alerts of a limb or region, the looks of the pains."""
    entries: list[Entry] = []
    if alert_areas(content.patient.alerts, content.reference):
        entries.append(_words(_ALERTS, width, fonts))
    if content.session.pains:
        entries.append(_words(_PAINS, width, fonts))
    return entries + [_entry(pain, width, fonts, pen) for pain in content.session.pains]


def _words(words: str, width: float, fonts: PaperFonts) -> Entry:
    block = text_block(words, width, LABEL, fonts)
    return block.natural_width, block


def _flowing(entries: Sequence[Entry], width: float) -> Whole:
    """Entries one after the other, in as many lines as they need."""
    placed: list[tuple[float, float, Block]] = []
    x = y = 0.0
    for wide, block in entries:
        if x > 0 and x + wide > width:
            x, y = 0.0, y + LABEL.line_height
        placed.append((x, y, block))
        x += wide + _ENTRY_GAP

    def painter(ink: Ink, left: float, top: float) -> None:
        for dx, dy, block in placed:
            block.paint(ink, left + dx, top + dy)

    return Whole(y + LABEL.line_height, painter)


def _entry(pain: Pain, width: float, fonts: PaperFonts, pen: DrawingPen) -> Entry:
    """A swatch in the pain's look, and its quality and strength beside it."""
    wide, high = _SWATCH_SIZE
    indent = wide + 3.0
    words: TextBlock = text_block(pain_head(pain), width, LABEL, fonts, indent=indent)
    swatch = Picture(
        float(_SWATCH[0]), float(_SWATCH[1]), (Part(pain_swatch(pain.quality, *_SWATCH)),)
    )

    def painter(ink: Ink, x: float, y: float) -> None:
        if isinstance(ink.coder, PdfFile):
            middle = y + (LABEL.line_height - high) / 2
            pen.paint(swatch, ink, ink.coder, (x, middle, wide, high))
        words.paint(ink, x, y)

    return words.natural_width, Whole(words.height, painter)
