"""The fixed words of the rings below the screen, in the language of the screen.

Domain, atlas and services know no Qt; they name sides, layers, techniques and parts of the body in
English. Here those words meet Qt's translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, TypeVar

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from typing_extensions import override

CONTEXT: Final = "Words"

K = TypeVar("K")

KNOWN: Final = frozenset(
    (
        # months
        QT_TRANSLATE_NOOP("Words", "Jan"),
        QT_TRANSLATE_NOOP("Words", "Feb"),
        QT_TRANSLATE_NOOP("Words", "Mar"),
        QT_TRANSLATE_NOOP("Words", "Apr"),
        QT_TRANSLATE_NOOP("Words", "May"),
        QT_TRANSLATE_NOOP("Words", "Jun"),
        QT_TRANSLATE_NOOP("Words", "Jul"),
        QT_TRANSLATE_NOOP("Words", "Aug"),
        QT_TRANSLATE_NOOP("Words", "Sep"),
        QT_TRANSLATE_NOOP("Words", "Oct"),
        QT_TRANSLATE_NOOP("Words", "Nov"),
        QT_TRANSLATE_NOOP("Words", "Dec"),
        # sides, views, layers
        QT_TRANSLATE_NOOP("Words", "left"),
        QT_TRANSLATE_NOOP("Words", "right"),
        QT_TRANSLATE_NOOP("Words", "midline"),
        QT_TRANSLATE_NOOP("Words", "anterior"),
        QT_TRANSLATE_NOOP("Words", "posterior"),
        QT_TRANSLATE_NOOP("Words", "plantar"),
        QT_TRANSLATE_NOOP("Words", "superficial"),
        QT_TRANSLATE_NOOP("Words", "intermediate"),
        QT_TRANSLATE_NOOP("Words", "deep"),
        # parts of the body (Ctrl+1 to Ctrl+9)
        QT_TRANSLATE_NOOP("Words", "Head and neck"),
        QT_TRANSLATE_NOOP("Words", "Shoulder"),
        QT_TRANSLATE_NOOP("Words", "Upper arm"),
        QT_TRANSLATE_NOOP("Words", "Forearm and hand"),
        QT_TRANSLATE_NOOP("Words", "Trunk"),
        QT_TRANSLATE_NOOP("Words", "Low back and hip"),
        QT_TRANSLATE_NOOP("Words", "Thigh"),
        QT_TRANSLATE_NOOP("Words", "Leg"),
        QT_TRANSLATE_NOOP("Words", "Foot"),
        # status, state, palpation
        QT_TRANSLATE_NOOP("Words", "active"),
        QT_TRANSLATE_NOOP("Words", "latent"),
        QT_TRANSLATE_NOOP("Words", "not classified"),
        QT_TRANSLATE_NOOP("Words", "draft"),
        QT_TRANSLATE_NOOP("Words", "signed"),
        QT_TRANSLATE_NOOP("Words", "flat"),
        QT_TRANSLATE_NOOP("Words", "pincer"),
        # techniques
        QT_TRANSLATE_NOOP("Words", "pistoning"),
        QT_TRANSLATE_NOOP("Words", "static"),
        QT_TRANSLATE_NOOP("Words", "static, left in"),
        QT_TRANSLATE_NOOP("Words", "left in"),
        QT_TRANSLATE_NOOP("Words", "winding"),
        QT_TRANSLATE_NOOP("Words", "threading"),
        QT_TRANSLATE_NOOP("Words", "fanning"),
        QT_TRANSLATE_NOOP("Words", "periosteal pecking"),
        QT_TRANSLATE_NOOP("Words", "electrical"),
        QT_TRANSLATE_NOOP("Words", "palpated"),
        # needles and twitch in a table
        QT_TRANSLATE_NOOP("Words", "none"),
        QT_TRANSLATE_NOOP("Words", "yes"),
        QT_TRANSLATE_NOOP("Words", "not sought"),
        QT_TRANSLATE_NOOP("Words", "weak"),
        QT_TRANSLATE_NOOP("Words", "medium"),
        QT_TRANSLATE_NOOP("Words", "strong"),
        QT_TRANSLATE_NOOP("Words", "not needled"),
        QT_TRANSLATE_NOOP("Words", "removed"),
        QT_TRANSLATE_NOOP("Words", "in"),
        QT_TRANSLATE_NOOP("Words", "h"),
        # where a search of the atlas found a muscle
        QT_TRANSLATE_NOOP("Words", "name"),
        QT_TRANSLATE_NOOP("Words", "latin"),
        QT_TRANSLATE_NOOP("Words", "also called"),
        QT_TRANSLATE_NOOP("Words", "root"),
        QT_TRANSLATE_NOOP("Words", "region"),
        QT_TRANSLATE_NOOP("Words", "complaint"),
        QT_TRANSLATE_NOOP("Words", "nerve"),
        QT_TRANSLATE_NOOP("Words", "action"),
        QT_TRANSLATE_NOOP("Words", "group"),
    )
)
"""Every fixed word, for the tools that collect what is to be translated."""

_PHRASE: Final = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)*")


def word(text: str) -> str:
    """A fixed word in the language of the screen."""
    return QCoreApplication.translate(CONTEXT, text)


def in_words(composed: str) -> str:
    """A composed phrase, such as `medium × 2` or `2 in · 6:12`, phrase by phrase."""
    return _PHRASE.sub(lambda found: word(found.group()), composed)


class FixedWords(Mapping[K, str]):
    """Words for values, translated when they are asked for."""

    def __init__(self, words: Mapping[K, str]) -> None:
        self._words = words

    @override
    def __getitem__(self, key: K) -> str:
        return word(self._words[key])

    @override
    def __iter__(self) -> Iterator[K]:
        return iter(self._words)

    @override
    def __len__(self) -> int:
        return len(self._words)
