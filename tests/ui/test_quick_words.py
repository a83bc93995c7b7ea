"""Words that are chosen instead of typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpdn_desktop.ui.sign.quick_words import chosen, with_word

WORDS = ("Much better", "Better", "Same", "Worse")


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("", None),
        ("Better", 1),
        ("better. Turns freer", 1),
        ("Much better, sleeps again", 0),
        ("Bettered", None),
        ("Much", None),
        ("Turns better", None),
    ],
)
def test_the_word_at_the_head_of_a_text_is_the_chosen_one(text: str, index: int | None) -> None:
    assert chosen(text, WORDS) == index


def test_choosing_another_word_leaves_what_was_typed_behind_it() -> None:
    text = with_word("turns freer", WORDS, 1)
    assert text == "Better. Turns freer"
    text = with_word(text, WORDS, 0)
    assert text == "Much better. Turns freer"
    assert with_word(text, WORDS, None) == "Turns freer"


@given(st.text(max_size=40), st.sampled_from(range(4)))
def test_a_word_that_was_chosen_is_found_again(text: str, index: int) -> None:
    assert chosen(with_word(text, WORDS, index), WORDS) == index
