"""Letters that join, stack or change places: one font file of a script, shaped by HarfBuzz.

Only here, and in `script_subset`, are the libraries of the optional extra `scripts` used; both are
imported when a letter of such a script is printed for the first time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import uharfbuzz

# Paper knows two weights; these are Inter's (docs/paper.md, Fonts).
_REGULAR: Final = 400
_SEMIBOLD: Final = 600
# A font with one weight is drawn this share of its size bolder where the paper is semibold.
_EMBOLDENED: Final = 0.022
_UNITS: Final = 1000


@dataclass(frozen=True, slots=True)
class Cluster:
    """The smallest piece that is drawn as one: a letter with its marks, a syllable, a ligature.

    `glyphs` are glyph number and place (right, up) in the font's units; `advance` is in thousandths
    of the size. A space between words is a cluster that draws nothing, as wide as our own faces'.
    """

    text: str
    glyphs: tuple[tuple[int, int, int], ...]
    advance: float


@dataclass(frozen=True, slots=True)
class ShapedRun:
    """Neighbouring clusters of one face, from left to right; `at` as in `fonts.Run`."""

    face: ScriptFace
    clusters: tuple[Cluster, ...]
    at: float | None = None

    @property
    def advance(self) -> float:
        """How far it runs, in thousandths of the size."""
        return sum(cluster.advance for cluster in self.clusters)


@dataclass(eq=False, slots=True)
class ScriptFace:
    """A font file in one of the two weights. `name` is its name in a PDF."""

    name: str
    units: int
    ascent: int
    descent: int
    _font: uharfbuzz.Font
    _codes: frozenset[int]
    _shaped: dict[tuple[str, bool], tuple[Cluster, ...]] = field(default_factory=dict)

    def covers(self, character: str) -> bool:
        """Whether the font has the character."""
        return ord(character) in self._codes

    def shaped(self, text: str, *, from_right: bool) -> tuple[Cluster, ...]:
        """Text of one direction as clusters, from left to right."""
        key = text, from_right
        if key not in self._shaped:
            if len(self._shaped) > 4096:
                self._shaped.clear()
            self._shaped[key] = self._clusters(text, from_right=from_right)
        return self._shaped[key]

    def draw(self, glyph: int, pen: Any) -> None:
        """Draw a glyph's outline, in the font's units, with a pen of fontTools' kind."""
        self._font.draw_glyph_with_pen(glyph, pen)

    def _clusters(self, text: str, *, from_right: bool) -> tuple[Cluster, ...]:
        import uharfbuzz

        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if from_right else "ltr"
        buffer.language = "en"  # else the machine's locale would choose among forms
        uharfbuzz.shape(self._font, buffer)
        glyphs = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
        starts = sorted({info.cluster for info, _ in glyphs})
        order = list(pairwise([*starts, len(text)]))
        if from_right:
            order.reverse()
        made: list[Cluster] = []
        for start, end in order:
            right, placed = 0, []
            for info, position in glyphs:
                if info.cluster == start:
                    place = right + position.x_offset, position.y_offset
                    placed.append((info.codepoint, *place))
                    right += position.x_advance
            cluster = Cluster(text[start:end], tuple(placed), right * _UNITS / self.units)
            made.extend(_apart(cluster) if from_right else (cluster,))
        return tuple(made)


def _apart(cluster: Cluster) -> tuple[Cluster, ...]:
    """A cluster that runs from right to left, so that its characters are read back in order.

    Readers turn such text round character by character: the letter carries all glyphs, and each
    mark stands to its left with nothing to draw.
    """
    first, rest = cluster.text[:1], cluster.text[:0:-1]
    blanks = (Cluster(character, (), 0.0) for character in rest)
    return (*blanks, Cluster(first, cluster.glyphs, cluster.advance))


def open_face(path: Path, name: str, *, bold: bool) -> ScriptFace:
    """The font file in one weight: from its own axis, or emboldened when it has none.

    Raises:
        OSError, ValueError: the file is missing or is not a font.
    """
    import uharfbuzz

    face = uharfbuzz.Face(uharfbuzz.Blob(path.read_bytes()))
    if not face.glyph_count:
        raise ValueError("not a font")
    font = uharfbuzz.Font(face)
    if any(axis.tag == "wght" for axis in face.axis_infos):
        font.set_variations({"wght": _SEMIBOLD if bold else _REGULAR})
    elif bold:
        font.synthetic_bold = (_EMBOLDENED, _EMBOLDENED, True)
    extents = font.get_font_extents("ltr")
    weight = "SemiBold" if bold else "Regular"
    codes = frozenset(face.unicodes)
    heights = extents.ascender, extents.descender
    return ScriptFace(f"{name}-{weight}", face.upem, *heights, font, codes)
