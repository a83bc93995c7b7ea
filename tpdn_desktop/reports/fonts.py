"""The letters of paper: which characters can be printed, in which face, and how wide they are.

The faces are the files of `resources/fonts` (docs/paper.md says why these). Each PDF embeds only
the glyphs that it uses. A character that no face has is never drawn as a box: `text` writes its
code point. Letters of further scripts come from optional packages (`script_fonts`); a text without
any never meets them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from tpdn_desktop.domain.errors import Unavailable
from tpdn_desktop.reports.bidi import mirrored
from tpdn_desktop.reports.script_fonts import Piece, ScriptFile, ScriptFonts
from tpdn_desktop.reports.shaping import ShapedRun

REGULAR: Final = ("Inter-Regular.ttf", "NotoSans-Rest.ttf")
SEMIBOLD: Final = ("Inter-SemiBold.ttf", "NotoSans-Rest.ttf")


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring characters that stand in one face.

    `at` is how far from the text's left end they stand, in thousandths of the size; None: after
    those before.
    """

    font: TTFont
    text: str
    at: float | None = None


class PaperFonts:
    """Two weights, each a row of faces of which the first that has a character draws it."""

    def __init__(
        self,
        regular: Sequence[TTFont],
        semibold: Sequence[TTFont],
        scripts: Sequence[ScriptFile] = (),
    ) -> None:
        self._scripts = ScriptFonts(scripts) if scripts else None
        self._faces = (tuple(regular), tuple(semibold))
        self._found: tuple[dict[str, TTFont | None], ...] = ({}, {})
        pdfmetrics.registerFont(regular[0])
        self._widths: tuple[dict[str, float], ...] = ({}, {})

    @classmethod
    def from_folder(
        cls, folder: Path, further: Iterable[Path] = (), scripts: Sequence[ScriptFile] = ()
    ) -> PaperFonts:
        """The faces of a folder, then `further` font files for characters that those do not cover.

        `scripts` are font files whose letters are shaped (`script_fonts.installed`).

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
        return cls([*regular, *more], [*semibold, *more], scripts)

    @property
    def first_name(self) -> str:
        """The first face's name in reportlab: a page that begins with it names no other font."""
        return str(self._faces[0][0].fontName)

    def covers(self, character: str) -> bool:
        """Whether the character can be printed."""
        return self._face(character, bold=False) is not None or self._is_script(character)

    def has_script(self, text: str) -> bool:
        """Whether a letter of a further script stands in the text."""
        if self._scripts is None or text.isascii():
            return False
        return any(self._is_script(character) for character in text)

    def runs(
        self, text: str, *, bold: bool = False, from_right: bool | None = None
    ) -> tuple[Run | ShapedRun, ...]:
        """The text cut where the face changes; characters that no face has go to the first one.

        Runs come in the order in which they are read. Where some of it runs from right to left,
        each says in `at` where it stands. `from_right` is how the paragraph runs, which matters
        only where directions mix; None: as its first letter does.
        """
        if not self.has_script(text):
            return self._plain_runs(text, bold=bold)
        pieces = list(self._pieces(text, bold=bold, from_right=from_right))
        ordered = any(piece.from_right for piece in pieces)
        found: list[tuple[int, tuple[Run | ShapedRun, ...]]] = []
        at = 0.0
        for piece in pieces:
            runs = self._runs_of(piece, at if ordered else None, bold=bold)
            found.append((piece.start, runs))
            at += self._piece_width(piece, bold=bold)
        return tuple(run for _, runs in sorted(found, key=itemgetter(0)) for run in runs)

    def _runs_of(
        self, piece: Piece, at: float | None, *, bold: bool
    ) -> tuple[Run | ShapedRun, ...]:
        if piece.face:
            return (replace(piece.shaped(self._blank(bold=bold)), at=at),)
        shown = mirrored(piece.text) if piece.from_right else piece.text
        first, *rest = self._plain_runs(shown, bold=bold)
        return replace(first, at=at), *rest

    def _piece_width(self, piece: Piece, *, bold: bool) -> float:
        """In thousandths of the size."""
        if piece.face:
            return piece.shaped(self._blank(bold=bold)).advance
        return self.width(piece.text, 1000, bold=bold)

    def _blank(self, *, bold: bool) -> float:
        return self.width(" ", 1000, bold=bold)

    def _plain_runs(self, text: str, *, bold: bool) -> tuple[Run, ...]:
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
                if self._is_script(character):
                    return self._script_width(text, size, bold=bold)
                font = self._face(character, bold=bold) or self._faces[bold][0]
                width = widths[character] = float(font.face.getCharWidth(ord(character)))  # type: ignore[no-untyped-call]
            total += width
        return total * size / 1000

    def _script_width(self, text: str, size: float, *, bold: bool) -> float:
        pieces = self._pieces(text, bold=bold)
        return sum(self._piece_width(piece, bold=bold) for piece in pieces) * size / 1000

    def _pieces(self, text: str, *, bold: bool, from_right: bool | None = None) -> Iterator[Piece]:
        assert self._scripts is not None

        def ours(character: str) -> bool:
            return self._face(character, bold=bold) is not None

        return self._scripts.pieces(text, ours, bold=bold, from_right=from_right)

    def _is_script(self, character: str) -> bool:
        scripts = self._scripts
        if scripts is None or self._face(character, bold=False) is not None:
            return False
        return scripts.face(character, bold=False) is not None

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
