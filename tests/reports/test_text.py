"""The one door from people's text to paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports import samples
from tpdn_desktop.reports.text import (
    Span,
    lines_of,
    printable,
    unprintable,
    unprintable_note,
    width_of,
)

PACKAGE = Path(__file__).parents[2] / "tpdn_desktop" / "reports"
FONTS = samples.fonts()


def written(lines: tuple[tuple[Span, ...], ...]) -> str:
    return "".join(span.text for line in lines for span in line).replace(" ", "")


@given(st.text(max_size=200), st.floats(20, 300))
def test_no_character_is_lost_when_text_is_cut_into_lines(text: str, width: float) -> None:
    lines = lines_of(text, width, 8.5, FONTS)
    expected = "".join(printable(paragraph, FONTS) for paragraph in text.split("\n"))
    assert written(lines) == expected.replace(" ", "")


@given(st.text(alphabet="abc äß ", max_size=300), st.floats(30, 300))
def test_no_line_is_wider_than_its_room(text: str, width: float) -> None:
    for line in lines_of([Span(text), Span(text, bold=True)], width, 8.5, FONTS):
        assert width_of(line, 8.5, FONTS) <= width + 1e-6


@pytest.mark.parametrize(
    "text",
    [
        "x<3 & y<b>2",
        "a <b>bold",
        "a </para> b",
        "AT&T <note>",
        '<img src="/etc/passwd"/>',
        "&amp; &lt;",
    ],
)
def test_markup_is_printed_as_it_was_typed(text: str) -> None:
    assert printable(text, FONTS) == text


@pytest.mark.parametrize(
    "text",
    [
        "Łukasz Müller Dvořák, Ștefan Țepeș, Ẩn Nguyễn, Sigurðsson",
        "Αλέξανδρος Ωμέγα",
        "Жуковський Щербакова Ђорђе",
        "≤ ≥ → ← × · – — … ° ± µ ½ √ ≈ ≠ ✓ ● ▲ € № ′ ″ − ‰",
    ],
)
def test_latin_greek_cyrillic_and_clinical_signs_have_glyphs(text: str) -> None:
    assert unprintable([text], FONTS) == ()
    assert printable(text, FONTS) == text


def test_a_character_without_glyph_is_shown_by_code_point_and_named() -> None:
    assert printable("א!", FONTS) == "[05D0]!"
    assert "[05D0] HEBREW LETTER ALEF" in unprintable_note(unprintable(["שלום א"], FONTS))


def test_text_that_prints_whole_needs_no_note() -> None:
    assert unprintable_note(unprintable(["Müller\n\tx\u00a0y"], FONTS)) == ""


def test_accents_stay_with_their_letters_when_a_long_word_is_broken() -> None:
    for line in lines_of("x̣" * 80, 60, 8.5, FONTS):
        assert not line[0].text.startswith("\u0323")


def test_no_module_of_this_package_has_a_markup_parser_or_another_door() -> None:
    forbidden = re.compile(r"platypus|\bParagraph\(|drawString|textOut|beginText|svglib|renderPDF")
    found = [
        path.name for path in PACKAGE.glob("*.py") if forbidden.search(path.read_text("utf-8"))
    ]
    assert found == []


def test_only_the_door_and_the_pen_set_text_in_ink() -> None:
    setters = {p.name for p in PACKAGE.glob("*.py") if "ink.text(" in p.read_text("utf-8")}
    assert setters == {"text.py", "drawing_pen.py"}


def test_a_name_wider_than_its_line_is_cut_after_its_hyphens() -> None:
    lines = lines_of("Wolkenstein-Sonnenburg-Adlerhorst", 80, 8.5, FONTS)
    assert [line[0].text for line in lines] == ["Wolkenstein-", "Sonnenburg-", "Adlerhorst"]
