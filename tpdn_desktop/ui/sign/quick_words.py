"""Words that are chosen instead of typed, and how they stand at the head of a typed text."""

from __future__ import annotations

from collections.abc import Sequence

_AFTER_A_WORD = (" ", ".", ",", ";", ":")


def chosen(text: str, words: Sequence[str]) -> int | None:
    """Which of the words the text begins with; the longest, when several do. None: with none."""
    folded = text.casefold()
    best: int | None = None
    for index, word in enumerate(words):
        head, rest = word.casefold(), folded[len(word) :]
        begins = folded.startswith(head) and (not rest or rest.startswith(_AFTER_A_WORD))
        if begins and (best is None or len(word) > len(words[best])):
            best = index
    return best


def with_word(text: str, words: Sequence[str], index: int | None) -> str:
    """The text with one of the words at its head, in the place of the one that stood there.

    What was typed behind it stays; None takes the word away.
    """
    now = chosen(text, words)
    rest = text if now is None else text[len(words[now]) :]
    rest = rest.lstrip(" .,;:")
    if index is None:
        return rest
    return f"{words[index]}. {rest[:1].upper()}{rest[1:]}" if rest else words[index]
