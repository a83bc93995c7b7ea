"""One PDF file: our operators on reportlab's pages."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.reports import samples
from tests.reports.reading import pages_of
from tpdn_desktop.atlas.drawing import Fill, Stroke, circle
from tpdn_desktop.domain.errors import Unavailable
from tpdn_desktop.reports.fonts import PaperFonts
from tpdn_desktop.reports.ink import Ink
from tpdn_desktop.reports.pdf_file import PdfFile

FONTS = samples.fonts()


def one_page() -> bytes:
    file = PdfFile((300.0, 400.0), FONTS, title="A title", author="A clinic (demo)")
    form = Ink(file)
    form.path(circle(50, 50, 20), Fill("danger", 0.5), Stroke("ink", 1, 0.25))
    form.text("in the form", 10, 20, 8, Fill("ink"), bold=True)
    ink = Ink(file)
    ink.text("on the page", 10, 100, 8, Fill("ink"), bold=False)
    ink.show(file.add_form(form.as_form((0, 0, 300, 400))))
    file.add_page(ink, (("A place", 100.0),))
    return file.data()


def test_operators_fonts_and_forms_reach_the_page() -> None:
    (page,) = PdfReader(io.BytesIO(one_page()), strict=True).pages
    assert "on the page" in page.extract_text()
    assert "in the form" in page.extract_text()
    (form,) = page["/Resources"]["/XObject"].values()
    assert b" c " in form.get_object().get_data()
    assert set(form.get_object()["/Resources"]["/ExtGState"]) == {"/ca500", "/ca1000", "/CA250"}


def test_every_font_is_embedded_as_a_subset_and_can_be_read_back() -> None:
    (page,) = PdfReader(io.BytesIO(one_page()), strict=True).pages
    for reference in page["/Resources"]["/Font"].values():
        font = reference.get_object()
        assert font["/BaseFont"][7:8] == "+"
        assert "/FontFile2" in font["/FontDescriptor"]
        assert "/ToUnicode" in font


def test_title_language_and_bookmarks_are_set() -> None:
    reader = PdfReader(io.BytesIO(one_page()), strict=True)
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("A title", "A clinic (demo)")
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert [mark["/Title"] for mark in reader.outline] == ["A place"]


def test_the_same_calls_give_the_same_bytes() -> None:
    assert one_page() == one_page()


def test_a_form_shown_on_many_pages_is_kept_once() -> None:
    file = PdfFile((300.0, 400.0), FONTS, title="t", author="a")
    picture = Ink()
    picture.path(circle(50, 50, 20), Fill("ink"), None)
    form = picture.as_form((0, 0, 300, 400))
    names = set()
    for _ in range(3):
        ink = Ink(file)
        names.add(file.add_form(form))
        ink.show(file.add_form(form))
        file.add_page(ink)
    assert len(names) == 1
    assert len(pages_of(file.data())) == 3


def test_a_missing_font_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="font"):
        PaperFonts.from_folder(tmp_path)
    for name in ("Inter-Regular.ttf", "Inter-SemiBold.ttf", "NotoSans-Rest.ttf"):
        (tmp_path / name).write_bytes(b"not a font")
    with pytest.raises(Unavailable, match="font"):
        PaperFonts.from_folder(tmp_path)
