"""The one door from people's text to paper.

Text is measured, cut into lines and set glyph by glyph. There is no markup anywhere in this
package, so nothing that a person types can be parsed as markup: `<b>` prints as `<b>`. Nothing is
dropped either: a long word is broken, and a character that no font has prints as its code point in
square brackets, to be named at the foot of the page (`unprintable_note`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from tpdn_desktop.atlas.drawing import Fill
from tpdn_desktop.reports.bidi import runs_from_right
from tpdn_desktop.reports.fonts import PaperFonts
from tpdn_desktop.reports.ink import Ink
from tpdn_desktop.reports.line_breaks import breakable, letters

LEADING: Final = 1.36
# Inter's ascender above the base line and descender below it, as shares of the size.
_ASCENT: Final = 0.969
_DESCENT: Final = 0.241
_MOST_NAMED: Final = 16
_AFTER_HYPHEN: Final = r"(?<=[^\W\d_][^\W\d_]-)(?=[^\W\d_]{2})"
_LETTER: Final = r".[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]*"
_TAB: Final = "    "


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set: size in points, palette role, line distance as a factor of the size."""

    size: float
    role: str = "text"
    leading: float = LEADING

    @property
    def line_height(self) -> float:
        """Distance of base lines in points."""
        return self.size * self.leading

    @property
    def base_line(self) -> float:
        """From the top of a line down to its base line."""
        return (self.line_height - self.size * (_ASCENT + _DESCENT)) / 2 + self.size * _ASCENT


@dataclass(frozen=True, slots=True)
class Span:
    """Text of one weight; `role` overrides the style's colour.

    `from_right` is how the paragraph runs that it is a line of; None: as its first letter does.
    `inset` is how far it stands from what is left of it, in points.
    """

    text: str
    bold: bool = False
    role: str | None = None
    from_right: bool | None = None
    inset: float = 0.0


Words = str | Sequence[Span]
Line = tuple[Span, ...]


def printable(text: str, fonts: PaperFonts) -> str:
    """The text composed (NFC); a character that no font has is its code point, as `[05D0]`."""
    text = unicodedata.normalize("NFC", text)
    return "".join(_shown(character, fonts) for character in text)


def unprintable(texts: Iterable[str], fonts: PaperFonts) -> tuple[str, ...]:
    """The characters of the texts that no font has, each once, by code point."""
    seen: set[str] = set()
    for text in texts:
        seen.update(unicodedata.normalize("NFC", text))
    return tuple(sorted(c for c in seen if not _is_space(c) and not _has_glyph(c, fonts)))


def unprintable_note(characters: Sequence[str]) -> str:
    """The sentence that names characters which the fonts lack; empty when there are none."""
    if not characters:
        return ""
    named = [f"[{ord(c):04X}] {unicodedata.name(c, 'unnamed')}" for c in characters[:_MOST_NAMED]]
    more = len(characters) - len(named)
    rest = f"; and {more} more, each shown as its code point" if more > 0 else ""
    return f"Not printable with the fonts installed, shown by code point: {'; '.join(named)}{rest}."


def lines_of(words: Words, width: float, size: float, fonts: PaperFonts) -> tuple[Line, ...]:
    """The words cut into lines no wider than `width` points. Line breaks in the text are kept."""
    spans = (Span(words),) if isinstance(words, str) else tuple(words)
    setter = _LineSetter(width, size, fonts)
    for span in spans:
        paragraphs = span.text.split("\n")
        for i, paragraph in enumerate(paragraphs):
            if i:
                setter.end_line()
            text = printable(paragraph, fonts)
            from_right = runs_from_right(text) if fonts.has_script(text) else None
            setter.add(Span(text, span.bold, span.role, from_right))
    setter.end_line()
    if any(span.from_right for line in setter.lines for span in line):
        return _flush_right(setter.lines, size, fonts)
    return tuple(setter.lines)


def width_of(words: Words, size: float, fonts: PaperFonts) -> float:
    """How wide the words run on one line, in points."""
    spans = (Span(words),) if isinstance(words, str) else words
    return sum(s.inset + fonts.width(printable(s.text, fonts), size, bold=s.bold) for s in spans)


def elided(text: str, width: float, size: float, fonts: PaperFonts) -> str:
    """The text, or its beginning and `…` when it is wider than `width` points."""
    if width_of(text, size, fonts) <= width:
        return text
    kept = len(text)
    while kept and width_of(f"{text[:kept]}…", size, fonts) > width:
        kept -= 1
    return f"{text[:kept].rstrip()}…"


def set_line(line: Line, x: float, y: float, style: Style, ink: Ink, fonts: PaperFonts) -> None:
    """Set a line that `lines_of` made, from x on, its base line at y."""
    for span in line:
        x += span.inset
        fill = Fill(span.role or style.role)
        ink.text(span.text, x, y, style.size, fill, bold=span.bold, from_right=span.from_right)
        x += fonts.width(span.text, style.size, bold=span.bold)


def _flush_right(lines: Sequence[Line], size: float, fonts: PaperFonts) -> tuple[Line, ...]:
    """Neighbouring lines that run from right to left begin below one another, at their right."""
    aligned: list[Line] = []
    for from_right, group in groupby(lines, lambda line: all(span.from_right for span in line)):
        block = list(group)
        widest = max(width_of(line, size, fonts) for line in block)
        for line in block:
            if from_right and line:
                inset = widest - width_of(line, size, fonts)
                aligned.append((replace(line[0], inset=inset), *line[1:]))
            else:
                aligned.append(line)
    return tuple(aligned)


def _has_glyph(character: str, fonts: PaperFonts) -> bool:
    return unicodedata.category(character) not in {"Cc", "Cs"} and fonts.covers(character)


def _is_space(character: str) -> bool:
    return character in "\n\t" or unicodedata.category(character) == "Zs"


def _shown(character: str, fonts: PaperFonts) -> str:
    if _has_glyph(character, fonts):
        return character
    if character == "\t":
        return _TAB
    if _is_space(character):
        return " "
    return f"[{ord(character):04X}]"


def _alike(span: Span, other: Span) -> bool:
    """Whether the spans stand as one on a line."""
    return replace(span, text="") == replace(other, text="")


class _LineSetter:
    """Fills lines word by word; a word wider than a line is broken between its letters."""

    def __init__(self, width: float, size: float, fonts: PaperFonts) -> None:
        self.lines: list[Line] = []
        self._width = width
        self._size = size
        self._fonts = fonts
        self._line: list[Span] = []
        self._used = 0.0

    def add(self, span: Span) -> None:
        for token in re.findall(r" +|[^ ]+", span.text):
            for part in breakable(token) if self._fonts.has_script(token) else (token,):
                self._add_token(part, span)

    def end_line(self) -> None:
        """Close the line, without the blanks at its end."""
        joined: list[Span] = []
        for span in self._line:
            last = joined[-1] if joined else None
            if last and _alike(last, span):
                joined[-1] = replace(last, text=last.text + span.text)
            else:
                joined.append(span)
        while joined and not joined[-1].text.strip(" "):
            joined.pop()
        if joined:
            joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip(" "))
        self.lines.append(tuple(joined))
        self._line, self._used = [], 0.0

    def _add_token(self, token: str, span: Span) -> None:
        width = self._fonts.width(token, self._size, bold=span.bold)
        if token[0] == " ":
            if self._used + width <= self._width:
                self._put(token, width, span)
            elif self._line:
                self.end_line()
            return
        if self._used + width > self._width:
            if self._line and any(s.text.strip(" ") for s in self._line):
                self.end_line()
            if self._used + width > self._width:
                self._add_parts(token, span)
                return
        self._put(token, width, span)

    def _add_parts(self, word: str, span: Span) -> None:
        """A word wider than the line, cut after its hyphens where it has some between letters."""
        parts = re.split(_AFTER_HYPHEN, word)
        if len(parts) == 1:
            self._break(word, span)
            return
        for part in parts:
            self._add_token(part, span)

    def _put(self, text: str, width: float, span: Span) -> None:
        self._line.append(replace(span, text=text))
        self._used += width

    def _break(self, word: str, span: Span) -> None:
        script = self._fonts.has_script(word)
        for cluster in letters(word) if script else re.findall(_LETTER, word, re.S):
            width = self._fonts.width(cluster, self._size, bold=span.bold)
            if self._line and self._used + width > self._width:
                self.end_line()
            self._put(cluster, width, span)
