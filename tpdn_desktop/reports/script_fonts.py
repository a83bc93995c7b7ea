"""Further scripts on paper: fonts of optional packages, and lines that mix them with ours.

`pip install "tpdn-desktop[scripts]"` brings the packages (docs/paper.md, Scripts). Those that are
not installed are passed over: their letters are then named in the note like any other that no font
has.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import Final

from tpdn_desktop.domain.errors import Unavailable
from tpdn_desktop.reports.bidi import levels, runs_from_right, visual_runs
from tpdn_desktop.reports.shaping import Cluster, ScriptFace, ShapedRun, open_face

_TOOLS: Final = ("uharfbuzz", "fontTools")
_JOINERS: Final = "\u200c\u200d"


@dataclass(frozen=True, slots=True)
class ScriptFile:
    """A font file; `blocks` are the ranges of Unicode that are looked for in it, ends included."""

    path: Path
    name: str
    blocks: tuple[tuple[int, int], ...]


_HAN: Final = ((0x2E80, 0x312F), (0x31A0, 0x9FFF), (0xF900, 0xFAFF), (0xFF00, 0xFFEF))
_RARE_HAN: Final = ((0x20000, 0x3FFFF),)
_KANA: Final = range(0x3041, 0x3100)
_JAPANESE: Final = "NotoSansJP"
_CHINESE: Final = "NotoSansSC"
# Package, font file in it, name in the PDF, blocks.
_PACKAGES: Final = (
    (
        "pylopdf_fonts_he",
        "NotoSansHebrew-Variable.ttf",
        "NotoSansHebrew",
        ((0x0590, 0x05FF), (0xFB1D, 0xFB4F)),
    ),
    (
        "pylopdf_fonts_ar",
        "NotoSansArabic-Variable.ttf",
        "NotoSansArabic",
        ((0x0600, 0x06FF), (0x0750, 0x077F), (0x0870, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC)),
    ),
    (
        "pylopdf_fonts_hi",
        "NotoSansDevanagari-Variable.ttf",
        "NotoSansDevanagari",
        ((0x0900, 0x097F), (0x1CD0, 0x1CFF), (0xA8E0, 0xA8FF)),
    ),
    ("pylopdf_fonts_jp", "NotoSansJP-Regular.otf", _JAPANESE, _HAN + _RARE_HAN),
    ("pylopdf_fonts_zh_cn", "NotoSansSC-Regular.otf", _CHINESE, _HAN + _RARE_HAN),
    (
        "pylopdf_fonts_ko",
        "NotoSansKR-Regular.otf",
        "NotoSansKR",
        ((0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FB)),
    ),
)


def installed() -> tuple[ScriptFile, ...]:
    """The font files of the optional packages that are installed here with what shapes them."""
    if not all(find_spec(tool) for tool in _TOOLS):
        return ()
    found: list[ScriptFile] = []
    for package, file, name, blocks in _PACKAGES:
        spec = find_spec(package)
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            path = Path(folder) / file
            if path.is_file():
                found.append(ScriptFile(path, name, blocks))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring characters of one direction for one kind of face; None: the faces of paper.

    `start` is where the piece begins in the line as it is read.
    """

    text: str
    start: int
    from_right: bool
    face: ScriptFace | None

    def shaped(self, blank: float) -> ShapedRun:
        """The piece in its script's face; a space is `blank` wide, in thousandths of the size."""
        assert self.face is not None
        words = self.text.split(" ")
        made: list[Cluster] = []
        for number, word in enumerate(reversed(words) if self.from_right else words):
            if number:
                made.append(Cluster(" ", (), blank))
            if word:
                made.extend(self.face.shaped(word, from_right=self.from_right))
        return ShapedRun(self.face, tuple(made))


@dataclass(slots=True)
class ScriptFonts:
    """The faces of further scripts, each opened when the first of its letters is printed."""

    files: Sequence[ScriptFile]
    _open: dict[tuple[int, bool], ScriptFace] = field(default_factory=dict)

    def face(self, character: str, text: str = "", *, bold: bool) -> ScriptFace | None:
        """The face that draws a character, None when no script's font has it.

        Han that stands in a `text` without kana is drawn as in China where both fonts are there.
        """
        code = ord(character)
        joiner = character in _JOINERS
        for number in self._row(text):
            if joiner or any(first <= code <= last for first, last in self.files[number].blocks):
                face = self._opened(number, bold=bold)
                if face.covers(character):
                    return face
        return None

    def _row(self, text: str) -> Sequence[int]:
        """The numbers of the files, in the order in which they are asked."""
        names = [file.name for file in self.files]
        if _JAPANESE not in names or _CHINESE not in names:
            return range(len(names))
        later = _CHINESE if any(ord(character) in _KANA for character in text) else _JAPANESE
        return sorted(range(len(names)), key=lambda number: names[number] == later)

    def pieces(
        self, text: str, ours: Callable[[str], bool], *, bold: bool, from_right: bool | None = None
    ) -> Iterator[Piece]:
        """A line cut into pieces, in the order in which they stand from left to right.

        Args:
            text: the line in the order in which it is read.
            ours: whether a character stands in paper's own faces.
            bold: the weight.
            from_right: how the paragraph runs; None: as its first letter does.
        """
        if from_right is None:
            from_right = runs_from_right(text)
        faces = self._faces(text, ours, bold=bold)
        for start, end, level in visual_runs(levels(text, from_right=from_right)):
            backwards = bool(level % 2)
            cut = _cut(text, faces, range(start, end), backwards=backwards)
            for first, last in reversed(cut) if backwards else cut:
                yield Piece(text[first:last], first, backwards, faces[first])

    def _faces(
        self, text: str, ours: Callable[[str], bool], *, bold: bool
    ) -> list[ScriptFace | None]:
        """The face of each character; what has no script of its own takes its neighbour's."""
        faces: list[ScriptFace | None] = []
        for character in text:
            before = faces[-1] if faces else None
            clings = character in _JOINERS or unicodedata.category(character)[0] == "M"
            if clings and before is not None and before.covers(character):
                faces.append(before)
            else:
                faces.append(None if ours(character) else self.face(character, text, bold=bold))
        _adopt(text, faces, range(1, len(text)), -1)
        _adopt(text, faces, range(len(text) - 2, -1, -1), 1)
        for i in range(1, len(text) - 1):
            if text[i] == " " and faces[i - 1] is faces[i + 1]:
                faces[i] = faces[i - 1]
        return faces

    def _opened(self, number: int, *, bold: bool) -> ScriptFace:
        key = number, bold
        if key not in self._open:
            file = self.files[number]
            try:
                self._open[key] = open_face(file.path, file.name, bold=bold)
            except (OSError, ValueError) as error:
                raise Unavailable(
                    "A font for printing further scripts is damaged; install it anew."
                ) from error
        return self._open[key]


def _adopt(text: str, faces: list[ScriptFace | None], order: range, neighbour: int) -> None:
    """Points, commas and brackets stand in the face of the letter beside them."""
    for i in order:
        beside = faces[i + neighbour]
        if faces[i] is not None or beside is None or text[i] == " ":
            continue
        if _is_neutral(text[i]) and beside.covers(text[i]):
            faces[i] = beside


def _cut(
    text: str, faces: Sequence[ScriptFace | None], stretch: range, *, backwards: bool
) -> list[tuple[int, int]]:
    """A stretch of one direction cut where the face changes, as (first, last), in reading order.

    Readers of PDF turn round whatever looks as if it ran from right to left and leave the rest, so
    what does not look like what it is here becomes pieces of one character.
    """
    cut: list[tuple[int, int]] = []
    for _, places in groupby(stretch, faces.__getitem__):
        first, *rest = places
        end = first + len(rest) + 1
        whole = end
        if backwards:
            while whole > first and (faces[first] is None or _is_neutral(text[whole - 1])):
                whole -= 1
        elif unicodedata.bidirectional(text[first]) == "AN":
            whole = first
        cut += [(first, whole)] if whole > first else []
        cut += [(i, i + 1) for i in range(whole, end)]
    return cut


def _is_neutral(character: str) -> bool:
    return unicodedata.bidirectional(character) in {"ON", "CS", "ES", "WS"}
