"""How well typed letters fit words: beginnings of words first, then inside, then scattered."""

from __future__ import annotations

from typing import Final

from tpdn_desktop.atlas.search import fold

WHOLE: Final = 1.0
BEGINNING: Final = 0.9
INSIDE: Final = 0.6
SCATTERED: Final = 0.35
ASIDE: Final = 0.8
"""What a fit in the words that are not shown is worth of one in those that are."""


def fit(typed: str, words: str, also: str = "") -> float | None:
    """How well `typed` fits, from 0 to a little over 1; None when some part of it does not fit.

    Case and accents do not count. Every typed part, parted by spaces, must be found in `words` or
    in `also`. Nothing typed fits everything alike.
    """
    parts = fold(typed).split()
    if not parts:
        return 0.0
    shown, aside = fold(words), fold(also)
    total = 0.0
    for part in parts:
        best = max(_part_fit(part, shown), ASIDE * _part_fit(part, aside))
        if best <= 0.0:
            return None
        total += best
    begins = 0.1 if shown.startswith(parts[0]) else 0.0
    return total / len(parts) + begins - 0.001 * min(len(shown), 50)


def _part_fit(part: str, text: str) -> float:
    words = text.split()
    if part in words:
        return WHOLE
    if any(word.startswith(part) for word in words):
        return BEGINNING
    if part in text:
        return INSIDE
    if len(part) > 1 and _initials_fit(part, words):
        return SCATTERED + 0.1
    return SCATTERED if len(part) > 2 and _is_scattered(part, text) else 0.0


def _initials_fit(part: str, words: list[str]) -> bool:
    return "".join(word[0] for word in words).startswith(part)


def _is_scattered(part: str, text: str) -> bool:
    """Whether the letters stand in the text in their order, the first at the head of a word."""
    letters = iter(text[_head_of_word(part[0], text) :])
    return all(letter in letters for letter in part)


def _head_of_word(letter: str, text: str) -> int:
    place = (" " + text).find(" " + letter)
    return place if place >= 0 else len(text)
