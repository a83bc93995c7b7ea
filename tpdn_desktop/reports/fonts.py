"""The letters of paper: which characters can be printed, in which face, and how wide they are.

The faces are the files of `resources/fonts` (docs/paper.md says why these). Each PDF embeds only
the glyphs that it uses. A character that no face has is never drawn as a box: `text` writes its
code point.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from tpdn_desktop.domain.errors import Unavailable

REGULAR: Final = ("Inter-Regular.ttf", "NotoSans-Rest.ttf")
SEMIBOLD: Final = ("Inter-SemiBold.ttf", "NotoSans-Rest.ttf")


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring characters that stand in one face."""

    font: TTFont
    text: str


class PaperFonts:
    """Two weights, each a row of faces of which the first that has a character draws it."""

    def __init__(self, regular: Sequence[TTFont], semibold: Sequence[TTFont]) -> None:
        self._faces = (tuple(regular), tuple(semibold))
        self._found: tuple[dict[str, TTFont | None], ...] = ({}, {})
        pdfmetrics.registerFont(regular[0])
        self._widths: tuple[dict[str, float], ...] = ({}, {})

    @classmethod
    def from_folder(cls, folder: Path, further: Iterable[Path] = ()) -> PaperFonts:
        """The faces of a folder, then `further` font files for scripts that those do not cover.

        Raises:
            Unavailable: a font file is missing or damaged.
        """
        opened: dict[Path, TTFont] = {}

        def face(path: Path) -> TTFont:
            if path not in opened:
                opened[path] = _opened(path)
            return opened[path]

        more = [face(path) for path in further]
        regular = [face(folder / name) for name in REGULAR]
        semibold = [face(folder / name) for name in SEMIBOLD]
        return cls([*regular, *more], [*semibold, *more])

    @property
    def first_name(self) -> str:
        """The first face's name in reportlab: a page that begins with it names no other font."""
        return str(self._faces[0][0].fontName)

    def covers(self, character: str) -> bool:
        """Whether the character can be printed."""
        return self._face(character, bold=False) is not None

    def runs(self, text: str, *, bold: bool = False) -> tuple[Run, ...]:
        """The text cut where the face changes; characters that no face has go to the first one."""
        first = self._faces[bold][0]
        pieces = groupby(text, lambda c: self._face(c, bold=bold) or first)
        return tuple(Run(font, "".join(characters)) for font, characters in pieces)

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """How far the text runs at a font size, in points."""
        widths = self._widths[bold]
        total = 0.0
        for character in text:
            width = widths.get(character)
            if width is None:
                font = self._face(character, bold=bold) or self._faces[bold][0]
                width = widths[character] = float(font.face.getCharWidth(ord(character)))  # type: ignore[no-untyped-call]
            total += width
        return total * size / 1000

    def _face(self, character: str, *, bold: bool) -> TTFont | None:
        found = self._found[bold]
        if character not in found:
            code = ord(character)
            faces = self._faces[bold]
            found[character] = next((f for f in faces if code in f.face.charToGlyph), None)
        return found[character]


def _opened(path: Path) -> TTFont:
    try:
        return TTFont(f"Paper-{path.stem}", str(path), asciiReadable=True)
    except (OSError, TTFError) as error:
        raise Unavailable(
            "A font for printing is missing or damaged; install the program anew."
        ) from error
