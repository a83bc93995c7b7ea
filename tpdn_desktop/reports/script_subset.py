"""The part of a script's font that one PDF needs, as a small font of its own.

Each cluster becomes one glyph with one code: its marks are drawn where the shaping put them, and
its text stands in the font's ToUnicode table, so that what is read back, searched or copied is what
was typed. The font is a TrueType one, whatever the font file was; outlines of the other kind are
turned into its curves within half a thousandth of the size.
"""

from __future__ import annotations

import hashlib
import io
from typing import Any, Final

from reportlab.pdfbase import pdfdoc

from tpdn_desktop.reports.ink import Coded
from tpdn_desktop.reports.shaping import Cluster, ScriptFace, ShapedRun

_NOTDEF: Final = ".notdef"
_SYMBOLIC: Final = 4
_MOST_IN_BLOCK: Final = 100


class ScriptSubset:
    """Collects the clusters of one face in one document; reportlab then asks for the objects."""

    def __init__(self, face: ScriptFace, name: str) -> None:
        """`name` is the font's name among the document's resources, without the slash."""
        self._face = face
        self._name = name
        self._codes: dict[Cluster, int] = {}

    def coded(self, run: ShapedRun) -> Coded:
        """The run in codes of two bytes."""
        codes = (self._codes.setdefault(c, len(self._codes) + 1) for c in run.clusters)
        return Coded(f"/{self._name}", b"".join(code.to_bytes(2, "big") for code in codes), run.at)

    def addObjects(self, document: Any) -> None:  # noqa: N802 - reportlab's name for it
        """Put the font into the document; nothing can be coded afterwards."""
        program = _font_program(self._face, list(self._codes))
        base = f"{_tag(program)}+{self._face.name}"
        descendant = _dictionary(
            Type="Font",
            Subtype="CIDFontType2",
            BaseFont=base,
            CIDSystemInfo=_dictionary(
                Registry=pdfdoc.PDFString("Adobe"),
                Ordering=pdfdoc.PDFString("Identity"),
                Supplement=0,
            ),
            CIDToGIDMap="Identity",
            DW=0,
            W=pdfdoc.PDFArray([1, pdfdoc.PDFArray([round(c.advance, 2) for c in self._codes])]),
            FontDescriptor=document.Reference(self._descriptor(base, program, document)),
        )
        font = _dictionary(
            Type="Font",
            Subtype="Type0",
            BaseFont=base,
            Encoding="Identity-H",
            DescendantFonts=pdfdoc.PDFArray([document.Reference(descendant)]),
            ToUnicode=document.Reference(_stream(_to_unicode(list(self._codes)))),
        )
        fonts = document.idToObject["BasicFonts"].dict
        fonts[self._name] = document.Reference(font, self._name)

    def _descriptor(self, base: str, program: bytes, document: Any) -> pdfdoc.PDFDictionary:
        face = self._face
        scale = 1000 / face.units
        heights = round(face.descent * scale), round(face.ascent * scale)
        return _dictionary(
            Type="FontDescriptor",
            FontName=base,
            Flags=_SYMBOLIC,
            FontBBox=pdfdoc.PDFArray([-1000, heights[0], 3000, heights[1]]),
            ItalicAngle=0,
            Ascent=heights[1],
            Descent=heights[0],
            CapHeight=700,
            StemV=80,
            FontFile2=document.Reference(_stream(program, Length1=len(program))),
        )


def _dictionary(**entries: Any) -> pdfdoc.PDFDictionary:
    """A PDF dictionary; a plain word is a name."""
    named = {k: pdfdoc.PDFName(v) if type(v) is str else v for k, v in entries.items()}
    return pdfdoc.PDFDictionary(named)


def _stream(content: bytes, **entries: Any) -> pdfdoc.PDFStream:
    return pdfdoc.PDFStream(_dictionary(**entries), content, [pdfdoc.PDFZCompress])


def _tag(program: bytes) -> str:
    """Six capital letters before a subset's name, which differ from subset to subset."""
    digest = hashlib.sha256(program).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _font_program(face: ScriptFace, clusters: list[Cluster]) -> bytes:
    """A TrueType font whose glyph n is cluster n; the same clusters give the same bytes."""
    from fontTools.fontBuilder import FontBuilder

    names = [_NOTDEF, *(f"c{i}" for i in range(1, len(clusters) + 1))]
    empty = Cluster("", (), 0.0)
    glyphs = {n: _glyph(face, c) for n, c in zip(names, [empty, *clusters], strict=True)}
    builder = FontBuilder(face.units, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupGlyf(glyphs)
    table = builder.font["glyf"]
    widths = [0, *(round(c.advance * face.units / 1000) for c in clusters)]
    metrics = {n: (w, getattr(table[n], "xMin", 0)) for n, w in zip(names, widths, strict=True)}
    builder.setupHorizontalMetrics(metrics)
    builder.setupHorizontalHeader(ascent=face.ascent, descent=face.descent)
    builder.updateHead(created=0, modified=0)
    builder.font.recalcTimestamp = False
    file = io.BytesIO()
    builder.save(file)
    return file.getvalue()


def _glyph(face: ScriptFace, cluster: Cluster) -> Any:
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    curves = Cu2QuPen(pen, max_err=face.units / 2000)
    for number, right, up in cluster.glyphs:
        face.draw(number, TransformPen(curves, (1, 0, 0, 1, right, up)))
    return pen.glyph()


def _to_unicode(clusters: list[Cluster]) -> bytes:
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    for start in range(0, len(clusters), _MOST_IN_BLOCK):
        block = clusters[start : start + _MOST_IN_BLOCK]
        lines.append(f"{len(block)} beginbfchar")
        for code, cluster in enumerate(block, start + 1):
            lines.append(f"<{code:04X}> <{cluster.text.encode('utf-16-be').hex().upper()}>")
        lines.append("endbfchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end", ""]
    return "\n".join(lines).encode("ascii")
