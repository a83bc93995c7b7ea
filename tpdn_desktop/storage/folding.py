"""Text reduced to what a search compares: no case, no accents, plain dashes, no apostrophes.

The same reduction is applied to what is stored and to what is typed, so that `Łukasz O'Neill` is
found by `lukasz oneill`. It is for comparing only: what people wrote is kept as they wrote it.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final

# Letters that no decomposition takes apart. What casefold already does (ß to ss) is not repeated
# here.
_PLAIN_LETTERS: Final = str.maketrans(
    {
        **dict(zip("łøđðħıŧŋəɓɗƙ", "loddhitnebdk", strict=True)),
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        **dict.fromkeys("'’‘ʼ`´ʻʿʾ", ""),
    }
)
_LEFT_OUT: Final = frozenset({"Mn", "Cc", "Cf", "Cs"})

MOST_WORDS: Final = 60

_MONTHS: Final = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
_TYPED_DATE: Final = re.compile(
    r"\b(?P<day>[0-9]{1,2})\.?\s+(?P<month>"
    + "|".join(_MONTHS)
    + r")[a-z]{0,6}\.?,?\s+(?P<year>[0-9]{4})\b"
)
_SHORT_DOTTED_DATE: Final = re.compile(r"(?<![0-9.])([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})\b")


def folded(text: str) -> str:
    """The text as a search sees it: words apart by one space."""
    if text.isascii() and text.isprintable():
        return " ".join(text.casefold().translate(_PLAIN_LETTERS).split())
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = "".join(_kept(c) for c in apart.translate(_PLAIN_LETTERS))
    return " ".join(kept.split())


def _kept(character: str) -> str:
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    if category == "Pd":
        return "-"
    return "" if category in _LEFT_OUT else character


def date_words(day: date | None) -> str:
    """The forms in which a birth date can be typed part by part: 1979-03-12 and 12.03.1979."""
    return "" if day is None else f"{day.isoformat()} {day:%d.%m.}{day.year:04d}"


def search_words(typed: str) -> tuple[str, ...] | None:
    """What each match must contain: the folded words, the longest first, none contained in another.

    A date with its month in letters (12 Mar 1979) or without its zeros (12.3.1979) becomes one
    word.
    """
    text = _TYPED_DATE.sub(_with_month_number, folded(typed))
    text = _SHORT_DOTTED_DATE.sub(lambda m: f"{int(m[1]):02d}.{int(m[2]):02d}.{m[3]}", text)
    words: list[str] = []
    distinct = set(text.split())
    if len(distinct) > MOST_WORDS:
        return None
    for word in sorted(distinct, key=lambda w: (-len(w), w)):
        if not any(word in longer for longer in words):
            words.append(word)
    return tuple(words)


def _with_month_number(match: re.Match[str]) -> str:
    month = _MONTHS.index(match["month"]) + 1
    return f"{int(match['day']):02d}.{month:02d}.{match['year']}"
