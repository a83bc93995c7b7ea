"""Hebrew, Arabic, Devanagari, Han, kana and Hangul on paper, with the optional fonts."""

from __future__ import annotations

import io
import shutil
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.reports import samples
from tests.reports.reading import pages_of, squeezed
from tpdn_desktop.atlas.bodymap_file import load_bodymap
from tpdn_desktop.atlas.drawing import Fill
from tpdn_desktop.domain.errors import Unavailable
from tpdn_desktop.paperwork import Paperwork
from tpdn_desktop.reports import script_fonts
from tpdn_desktop.reports.bidi import levels, runs_from_right, visual_runs
from tpdn_desktop.reports.fonts import PaperFonts
from tpdn_desktop.reports.ink import Ink
from tpdn_desktop.reports.line_breaks import breakable, letters
from tpdn_desktop.reports.pdf_file import PdfFile
from tpdn_desktop.reports.script_fonts import installed
from tpdn_desktop.reports.text import (
    Span,
    Style,
    lines_of,
    printable,
    set_line,
    unprintable,
    unprintable_note,
    width_of,
)

STYLE = Style(9)
WORDS = [
    "שלום עולם",
    "שָׁלוֹם (דוד) 123, abc.",
    "כאב בכתף ימין, Trapezius 0.30 × 40 mm, 3/10.",
    "محمد عبد الله الأحمد",
    "ألم في الكتف اليمنى ١٢٣ Trapezius 0.30 × 40.",
    "مُحَمَّد لا إله",
    "می\u200cروم به خانه",
    "श्रीमती किर्मा क्षत्रिय",
    "दर्द कंधे में। Trapezius हिन्दी",
    "山田太郎 やまだ たろう",
    "肩の痛み、右側。Trapezius 3/10",
]
LETTERS = "שלוםדן אבג מחמד محمد علي क्षत्रिय किम 山田の。「」12,.(ab)"


# Those that the development environment holds (docs/dependencies.md).
FILES = [file for file in installed() if file.name not in {"NotoSansSC", "NotoSansKR"}]


@cache
def fonts() -> PaperFonts:
    return PaperFonts.from_folder(samples.RESOURCES / "fonts", scripts=FILES)


def on_paper(text: str, *, width: float = 500.0, faces: PaperFonts | None = None) -> bytes:
    faces = faces or fonts()
    file = PdfFile((600.0, 800.0), faces, title="A title", author="A clinic (demo)")
    ink = Ink(file)
    for number, line in enumerate(lines_of(text, width, STYLE.size, faces)):
        set_line(line, 20.0, 40.0 + 14 * number, STYLE, ink, faces)
    file.add_page(ink)
    return file.data()


def order(text: str, *, from_right: bool) -> str:
    """The text as it stands from left to right, brackets as typed."""
    runs = visual_runs(levels(text, from_right=from_right))
    return "".join(
        text[start:end][::-1] if level % 2 else text[start:end] for start, end, level in runs
    )


@pytest.mark.parametrize("text", WORDS)
def test_what_is_typed_in_a_further_script_is_read_back(text: str) -> None:
    assert unprintable([text], fonts()) == ()
    (read,) = pages_of(on_paper(text))
    assert read.strip() == text


@pytest.mark.parametrize("text", WORDS)
def test_without_the_fonts_the_letters_are_named_as_ever(text: str) -> None:
    plain = samples.fonts()
    assert "[" in printable(text, plain)
    assert unprintable_note(unprintable([text], plain)) != ""


@given(st.lists(st.text(alphabet="שלוםמחمدعЖabcé山の", min_size=1, max_size=6), min_size=1))
def test_whatever_words_are_mixed_are_read_back(words: list[str]) -> None:
    text = " ".join(words[:12])
    assert squeezed("".join(pages_of(on_paper(text)))) == squeezed(text)


def test_a_package_that_is_not_installed_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    missing = {"pylopdf_fonts_he"}
    present = script_fonts.find_spec
    monkeypatch.setattr(
        script_fonts, "find_spec", lambda name: None if name in missing else present(name)
    )
    assert "NotoSansHebrew" not in {file.name for file in installed()}
    assert "NotoSansArabic" in {file.name for file in installed()}
    missing.add("uharfbuzz")
    assert installed() == ()


def test_the_papers_of_the_program_have_the_installed_scripts() -> None:
    bodymap = load_bodymap(samples.RESOURCES / "bodymaps")
    paperwork = Paperwork.with_fonts_of(samples.RESOURCES / "fonts", bodymap, samples.reference())
    assert paperwork.fonts.covers("ש")


def test_our_own_scripts_have_the_same_bytes_with_and_without_the_fonts() -> None:
    text = "Łukasz Müller ≤ 3/10 → Жуковский, Ωμέγα. " * 9
    assert on_paper(text) == on_paper(text, faces=samples.fonts())


def test_a_letter_that_no_font_has_is_still_named() -> None:
    assert "ETHIOPIC SYLLABLE HA" in unprintable_note(unprintable(["שלום ሀ"], fonts()))
    assert printable("שלום ሀ", fonts()) == "שלום [1200]"


def test_letters_of_further_scripts_are_embedded_as_subsets() -> None:
    data = on_paper("שלום محمد क्षत्रिय 山田")
    (page,) = PdfReader(io.BytesIO(data), strict=True).pages
    embedded: dict[str, str] = {}
    for reference in page["/Resources"]["/Font"].values():
        font = reference.get_object()
        (inner,) = (part.get_object() for part in font.get("/DescendantFonts", [font]))
        assert "/FontFile2" in inner["/FontDescriptor"]
        assert "/ToUnicode" in font
        embedded[font["/BaseFont"][8:]] = font["/BaseFont"][7:8]
    assert set(embedded.values()) == {"+"}
    assert {"NotoSansHebrew-Regular", "NotoSansArabic-Regular"} <= embedded.keys()
    assert {"NotoSansDevanagari-Regular", "NotoSansJP-Regular"} <= embedded.keys()
    assert len(data) < 60_000


def test_the_same_words_give_the_same_bytes() -> None:
    assert on_paper(WORDS[2] + WORDS[7]) == on_paper(WORDS[2] + WORDS[7])


def test_arabic_letters_join() -> None:
    assert width_of("ببب", 9, fonts()) < 0.8 * 3 * width_of("ب", 9, fonts())


def test_semibold_is_another_weight_and_not_the_same_outlines() -> None:
    assert width_of([Span("שלום", bold=True)], 9, fonts()) > width_of("שלום", 9, fonts())


def test_han_without_kana_is_drawn_as_in_china_where_both_fonts_are_there() -> None:
    japanese = next(file for file in FILES if file.name == "NotoSansJP")
    chinese = type(japanese)(japanese.path, "NotoSansSC", japanese.blocks)
    both = PaperFonts.from_folder(samples.RESOURCES / "fonts", scripts=(japanese, chinese))
    assert b"NotoSansSC-Regular" in on_paper("王小明", faces=both)
    assert b"NotoSansSC-Regular" not in on_paper("山田の", faces=both)


def test_a_damaged_font_is_a_plain_sentence(tmp_path: Path) -> None:
    file = FILES[0]
    damaged = tmp_path / "damaged.ttf"
    damaged.write_bytes(b"no font")
    scripts = (type(file)(damaged, file.name, file.blocks),)
    faces = PaperFonts.from_folder(samples.RESOURCES / "fonts", scripts=scripts)
    with pytest.raises(Unavailable, match="install it anew"):
        printable("ש", faces)


def test_a_font_file_that_goes_away_is_a_plain_sentence(tmp_path: Path) -> None:
    file = FILES[0]
    copied = Path(shutil.copy(file.path, tmp_path / "copied.ttf"))
    scripts = (type(file)(copied, file.name, file.blocks),)
    faces = PaperFonts.from_folder(samples.RESOURCES / "fonts", scripts=scripts)
    copied.unlink()
    with pytest.raises(Unavailable, match="install it anew"):
        printable("ש", faces)


@given(st.text(alphabet=LETTERS, max_size=80), st.floats(20, 200))
def test_no_letter_is_lost_when_mixed_lines_are_cut(text: str, width: float) -> None:
    lines = lines_of(text, width, 9, fonts())
    written = "".join(span.text for line in lines for span in line)
    assert written.replace(" ", "") == printable(text, fonts()).replace(" ", "")


@given(st.text(alphabet=LETTERS, max_size=80), st.floats(60, 200))
def test_mixed_lines_stay_within_their_room(text: str, width: float) -> None:
    for line in lines_of(text, width, 9, fonts()):
        assert width_of(line, 9, fonts()) <= width + 1e-6


@given(st.text(alphabet=LETTERS, max_size=40), st.booleans())
def test_every_letter_stands_in_exactly_one_place(text: str, from_right: bool) -> None:
    assert sorted(order(text, from_right=from_right)) == sorted(text)


# Lines after the examples and rules of Unicode Standard Annex 9; capitals stand for Hebrew there.
@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("car is אבג.", "car is גבא."),
        ("אבג car.", ".car גבא"),
        ("אב 12 גד", "דג 12 בא"),
        ("אב (cd) גד", "דג )cd( בא"),
        ("ab (אב) cd", "ab (בא) cd"),
        ("אב 0.30 × 40", "40 × 0.30 בא"),
        ("אב 50% גד", "דג 50% בא"),
        ("אב 1-2", "1-2 בא"),
    ],
)
def test_lines_stand_in_the_order_of_the_standard(typed: str, shown: str) -> None:
    assert order(typed, from_right=runs_from_right(typed)) == shown


def test_an_unseen_control_turns_nothing_round() -> None:
    assert order("ab\u202ecd\u202c ef", from_right=False) == "ab\u202ecd\u202c ef"


def test_a_line_of_a_hebrew_paragraph_that_begins_in_latin_still_runs_from_the_right() -> None:
    (line,) = lines_of("Trapezius שלום", 400, 9, fonts())
    assert line[0].from_right is False
    lines = lines_of("שלום שלום Trapezius שלום", 60, 9, fonts())
    assert [span.from_right for line in lines for span in line] == [True] * len(lines)


def test_lines_that_run_from_the_right_begin_below_one_another() -> None:
    lines = lines_of("שלום עולם גדול שלום\nאב\n\nab", 60, 9, fonts())
    ends = {round(width_of(line, 9, fonts()), 6) for line in lines[:-2]}
    assert len(lines) > 4
    assert len(ends) == 1
    assert lines[-1] == (Span("ab"),)


def test_japanese_lines_end_between_letters_but_not_before_a_closing_mark() -> None:
    assert breakable("肩の痛み、右。") == ["肩", "の", "痛", "み、", "右。"]
    assert breakable("「右」abc12") == ["「右」", "abc12"]
    assert breakable("שלום") == ["שלום"]
    assert breakable("어깨") == ["어깨"]


def test_syllables_are_not_cut() -> None:
    assert letters("क्षत्रिय") == ["क्ष", "त्रि", "य"]
    assert letters("שָׁלוֹם") == ["שָׁ", "ל", "וֹ", "ם"]


def test_text_set_by_the_pen_of_drawings_is_shaped_too() -> None:
    file = PdfFile((300.0, 200.0), fonts(), title="A title", author="A clinic (demo)")
    ink = Ink(file)
    ink.text("שלום", 20, 40, 9, Fill("ink"), bold=False)
    file.add_page(ink)
    assert pages_of(file.data())[0].strip() == "שלום"
