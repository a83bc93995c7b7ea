"""Where a line may end in scripts that do not end it at spaces, and where a word may not be cut.

After Unicode Standard Annex 14 (classes ID, OP, CL, NS) and Annex 29 (grapheme clusters), as far as
the scripts of `script_fonts` need them.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import Final

# Han, kana, fullwidth forms: lines break between any two of these ... (Korean words stay whole)
_IDEOGRAPHIC: Final = (
    (0x2E80, 0x312F),
    (0x31A0, 0xA4CF),
    (0xF900, 0xFAFF),
    (0xFF00, 0xFFEF),
    (0x20000, 0x3FFFF),
)
# ... but not before these (closing marks, small kana, the long vowel), nor after these.
_NOT_FIRST: Final = frozenset(
    "、。，．：；？！）］｝〉》」』】〕〗〙〟·・ー々〻ゝゞヽヾ…‥ー％℃"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ)]},.:;?!%"
)
_NOT_LAST: Final = frozenset("（［｛〈《「『【〔〖〘〝￥＄([{")
_JOINER: Final = "\u200d"
_JOINERS: Final = "\u200c\u200d"
_LETTER_FOLLOWS: Final = 9  # the combining class of a virama, which binds the next letter


def breakable(token: str) -> list[str]:
    """A word cut where a line may end inside it: between ideographs."""
    parts = [token[:1]]
    for before, character in pairwise(token):
        if _may_break(before, character):
            parts.append(character)
        else:
            parts[-1] += character
    return parts


def letters(word: str) -> list[str]:
    """A word cut into what a reader takes for one letter: marks stay, conjuncts stay whole."""
    found: list[str] = []
    for character in word:
        if found and (_clings(character) or _binds(found[-1][-1])):
            found[-1] += character
        else:
            found.append(character)
    return found


def _may_break(before: str, after: str) -> bool:
    if before in _NOT_LAST or after in _NOT_FIRST or _clings(after):
        return False
    return _is_ideographic(before) or _is_ideographic(after)


def _is_ideographic(character: str) -> bool:
    code = ord(character)
    return any(first <= code <= last for first, last in _IDEOGRAPHIC)


def _clings(character: str) -> bool:
    return character in _JOINERS or unicodedata.category(character)[0] == "M"


def _binds(character: str) -> bool:
    return character == _JOINER or unicodedata.combining(character) == _LETTER_FOLLOWS
