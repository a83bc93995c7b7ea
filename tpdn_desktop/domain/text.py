"""What people type: the one place that decides which characters and how many are kept.

Text is stored as written. Two doors lead in: `tidied` for what is typed on the screen (repairs
quietly) and `checked` for what a record or a file must already satisfy (refuses with a reason).
"""

from __future__ import annotations

import unicodedata
from typing import Final

from tpdn_desktop.domain.errors import RuleBroken

NAME_LIMIT: Final = 200
LINE_LIMIT: Final = 500
NOTE_LIMIT: Final = 20_000

# Characters that reorder the text after them: dangerous beside numbers and sides, needless in a
# name.
_BIDI_CONTROLS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _unprintable(character: str, *, multiline: bool) -> bool:
    if character in "\n\t":
        return not multiline
    return (
        unicodedata.category(character) in {"Cc", "Cs"}
        or character in _BIDI_CONTROLS
        or character in "\u2028\u2029"
    )


def tidied(text: str, *, multiline: bool = False) -> str:
    """Typed text made fit to keep: composed (NFC), without control characters, trimmed.

    Line breaks become spaces unless `multiline`. Never raises; length is left to `checked`.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not multiline:
        text = text.replace("\n", " ").replace("\t", " ")
    kept = "".join(c for c in text if not _unprintable(c, multiline=multiline))
    return unicodedata.normalize("NFC", kept).strip()


def checked(text: str, what: str, *, limit: int, multiline: bool = False) -> str:
    """The text itself, when it can be kept unchanged.

    Args:
        text: what is to be kept; it may be empty.
        what: the field's name for the sentence, such as "family name".
        limit: the most characters allowed.
        multiline: whether line breaks and tabs may stand in it.

    Raises:
        RuleBroken: too long, or a character that cannot be stored or printed. The text itself is
            never repeated in the sentence.
    """
    if len(text) > limit:
        raise RuleBroken(f"{what} has {len(text):,} characters; at most {limit:,} are kept")
    # Python's printable characters leave out all that is refused below; a record has thousands.
    if text.isprintable():
        return text
    for position, character in enumerate(text):
        if _unprintable(character, multiline=multiline):
            code = f"U+{ord(character):04X}"
            raise RuleBroken(f"{what} has a control character ({code}) at position {position + 1}")
    return text
