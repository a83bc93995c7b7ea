"""One PDF file in memory: the only place that touches reportlab's document.

reportlab keeps the file's objects and embeds the fonts; the pages' operators are ours. Ready-made
operators reach a page through two of the canvas's own lists (`_code`, `_formsinuse`), which have no
public door; tests/reports/test_pdf_file.py would notice if they changed.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from tpdn_desktop.reports.fonts import PaperFonts
from tpdn_desktop.reports.ink import Coded, Form, Ink, opacity_name
from tpdn_desktop.reports.script_subset import ScriptSubset
from tpdn_desktop.reports.shaping import ScriptFace, ShapedRun

# Binary streams: 20 % smaller and three times faster than the ASCII coding that is the default.
rl_config.useA85 = 0

_FORM: Final = str(pdfdoc.xObjectName(""))
CREATOR: Final = "TPDN Desktop"

_WATCH: ContextVar[Callable[[], None] | None] = ContextVar("watch", default=None)


@contextmanager
def watched(by: Callable[[], None]) -> Iterator[None]:
    """Call `by` each time a piece of text is set in a file made here; it may raise to end it."""
    token = _WATCH.set(by)
    try:
        yield
    finally:
        _WATCH.reset(token)


class PdfFile:
    """Pages are added in order; `data` closes the file. The same calls give the same bytes."""

    def __init__(
        self, size: tuple[float, float], fonts: PaperFonts, *, title: str, author: str
    ) -> None:
        """`size` is width and height in points. No title or author may name a patient."""
        self.width, self.height = size
        self._fonts = fonts
        # Typed as Any: the lists and the document below are not part of the canvas's public face.
        self._canvas: Any = Canvas(
            io.BytesIO(),
            pagesize=size,
            invariant=1,
            pageCompression=1,
            pdfVersion=(1, 7),
            lang="en",
            initialFontName=fonts.first_name,  # type: ignore[arg-type]
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setSubject("Dry needling")
        self._canvas.setCreator(CREATOR)
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        self._forms: dict[int, tuple[str, Form]] = {}
        self._scripts: dict[ScriptFace, ScriptSubset] = {}
        self._watch = _WATCH.get()

    def coded(self, text: str, *, bold: bool, from_right: bool | None = None) -> list[Coded]:
        """Text as codes of the fonts embedded here (see `ink.TextCoder`)."""
        if self._watch is not None:
            self._watch()
        document = self._canvas._doc  # noqa: SLF001
        pieces: list[Coded] = []
        for run in self._fonts.runs(text, bold=bold, from_right=from_right):
            if isinstance(run, ShapedRun):
                pieces.append(self._script(run.face).coded(run))
                continue
            at = run.at
            for subset, codes in run.font.splitString(run.text, document):
                pieces.append(Coded(run.font.getSubsetInternalName(subset, document), codes, at))
                at = None
        return pieces

    def _script(self, face: ScriptFace) -> ScriptSubset:
        if face not in self._scripts:
            name = f"S{len(self._scripts) + 1}"
            self._scripts[face] = ScriptSubset(face, name)
            self._canvas._doc.delayedFonts.append(self._scripts[face])  # noqa: SLF001
        return self._scripts[face]

    def add_form(self, form: Form) -> str:
        """Put a form into the file, once; its name there is for `Ink.show`."""
        if id(form) not in self._forms:
            name = f"F{len(self._forms) + 1}"
            self._canvas._doc.addForm(name, _form_object(form))  # noqa: SLF001
            self._forms[id(form)] = str(pdfdoc.xObjectName(name)), form
        return self._forms[id(form)][0]

    def add_image(self, png: bytes) -> str:
        """Put a picture into the file, once; its name there is for `Ink.show`, one unit high."""
        digest = hashlib.sha256(png).hexdigest()[:16]
        name = f"I{digest}"
        document = self._canvas._doc  # noqa: SLF001
        if not document.hasForm(name):
            picture = pdfdoc.PDFImageXObject(name, ImageReader(io.BytesIO(png)))
            picture.name = name
            document.Reference(picture, pdfdoc.xObjectName(name))
            document.addForm(name, picture)
        return str(pdfdoc.xObjectName(name))

    def add_page(self, ink: Ink, marks: tuple[tuple[str, float], ...] = ()) -> None:
        """Add a page; `marks` are bookmarks: a title and how far down it stands, in points."""
        canvas = self._canvas
        page = canvas.getPageNumber()
        for number, (title, y) in enumerate(marks):
            key = f"p{page}.{number}"
            canvas.bookmarkHorizontalAbsolute(key, self.height - y)
            canvas.addOutlineEntry(title, key, 0, closed=False)
        canvas._code.append(f"q 1 0 0 -1 0 {self.height:.2f} cm 1 J 1 j")  # noqa: SLF001
        canvas._code.extend(ink.operators)  # noqa: SLF001
        canvas._code.append("Q")  # noqa: SLF001
        names = (name.removeprefix(_FORM) for name in dict.fromkeys(ink.forms))
        canvas._formsinuse.extend(names)  # noqa: SLF001
        canvas.showPage()

    def data(self) -> bytes:
        """The whole file. No page can be added afterwards."""
        return bytes(self._canvas.getpdfdata())


def _form_object(form: Form) -> pdfdoc.PDFStream:
    """The form as a stream object that is deflated already."""
    states = {
        opacity_name(kind, value): pdfdoc.PDFDictionary({kind: value})
        for kind, value in sorted(form.opacities)
    }
    resources = pdfdoc.PDFDictionary({"Font": pdfdoc.PDFObjectReference(pdfdoc.BasicFonts)})
    if states:
        resources["ExtGState"] = pdfdoc.PDFDictionary(states)
    if form.forms:
        resources["XObject"] = pdfdoc.PDFDictionary(
            {name: pdfdoc.PDFObjectReference(name) for name in form.forms}
        )
    about = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("XObject"),
            "Subtype": pdfdoc.PDFName("Form"),
            "BBox": pdfdoc.PDFArray(form.box),
            "Resources": resources,
            "Filter": pdfdoc.PDFName("FlateDecode"),
        }
    )
    return pdfdoc.PDFStream(about, form.deflated)
