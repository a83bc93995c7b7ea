"""Blocks on pages: nothing lost, nothing lonely, headers again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.reports import samples
from tpdn_desktop.reports.layout import Pages, TextBlock, Whole, text_block
from tpdn_desktop.reports.text import Style

FONTS = samples.fonts()
STYLE = Style(10.0, leading=1.2)


def block_of(count: int) -> TextBlock:
    return text_block("\n".join(f"line {n}" for n in range(count)), 300, STYLE, FONTS)


def empty_pages(height: float) -> Pages:
    return Pages(first_top=0, next_top=0, bottom=height, left=0)


@given(st.integers(1, 60), st.floats(50, 200), st.floats(0, 190))
def test_no_line_stands_alone_and_none_is_lost(count: int, height: float, used: float) -> None:
    pages = empty_pages(height)
    pages.add(Whole(min(used, height - 1), lambda *_: None))
    pages.add(block_of(count))
    parts = [b for page in pages.pages for b, _, _ in page.placed if isinstance(b, TextBlock)]
    assert [line for part in parts for line in part.lines] == list(block_of(count).lines)
    if len(parts) > 1:
        assert min(len(part.lines) for part in parts) >= 2
    for page in pages.pages:
        for block, _, y in page.placed:
            assert y + block.height <= height + 1e-6


def test_a_blank_line_does_not_keep_a_lonely_line_company() -> None:
    block = text_block("first\n\nsecond\nthird\nfourth", 300, STYLE, FONTS)
    cut = block.cut(2.5 * STYLE.line_height)
    assert cut is None


def test_a_block_that_is_never_cut_goes_to_the_next_page() -> None:
    pages = empty_pages(100)
    pages.add(Whole(60, lambda *_: None))
    pages.add(Whole(60, lambda *_: None))
    assert [len(page.placed) for page in pages.pages] == [1, 1]


def test_what_is_repeated_stands_at_the_top_of_each_page_that_follows() -> None:
    pages = empty_pages(100)
    header = Whole(10, lambda *_: None)
    pages.add(header)
    pages.repeated = header
    for _ in range(6):
        pages.add(Whole(40, lambda *_: None))
    assert [page.placed[0][0] for page in pages.pages] == [header] * 3


def test_an_unused_page_is_not_turned() -> None:
    pages = empty_pages(100)
    pages.turn()
    pages.turn()
    assert len(pages.pages) == 1
