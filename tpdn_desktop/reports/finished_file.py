"""What is done to a finished PDF file: a password put on it, or some of its pages taken out.

pikepdf is imported when it is first needed: most papers need neither.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from typing import Final

from tpdn_desktop.domain.errors import RuleBroken

SHORTEST_PASSWORD: Final = 8
LONGEST_PASSWORD_BYTES: Final = 127
_REVISION: Final = 6
"""AES-256 as ISO 32000-2 (PDF 2.0) describes it, with the slow key derivation of revision 6."""


def protected(pdf: bytes, password: str) -> bytes:
    """The same pages in a file that opens with the password only, encrypted with AES-256.

    The password gives every right: who may read a clinical paper may print it. Each call gives
    other bytes, because the keys are drawn at random.

    Raises:
        RuleBroken: the password is too short or too long, or holds a control character.
    """
    import pikepdf

    password = checked_pdf_password(password)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        # With an empty owner's password anybody could open the file.
        rights = pikepdf.Permissions(*(True for _ in pikepdf.Permissions._fields))
        encryption = pikepdf.Encryption(owner=password, user=password, R=_REVISION, allow=rights)
        file.save(out, encryption=encryption)
    return out.getvalue()


def checked_pdf_password(password: str) -> str:
    """The password in the form in which readers compare it (composed, as SASLprep asks).

    Raises:
        RuleBroken: fewer than 8 characters, more than the 127 bytes of the standard, or a
            control character, which no reader lets anybody type.
    """
    password = unicodedata.normalize("NFKC", password)
    if len(password) < SHORTEST_PASSWORD:
        raise RuleBroken(f"the password of a PDF needs at least {SHORTEST_PASSWORD} characters")
    if any(unicodedata.category(c) in {"Cc", "Cs"} for c in password):
        raise RuleBroken("the password of a PDF cannot hold control characters")
    if len(password.encode("utf-8")) > LONGEST_PASSWORD_BYTES:
        raise RuleBroken(
            f"the password of a PDF has at most {LONGEST_PASSWORD_BYTES} bytes; shorten it"
        )
    return password


def excerpt(pdf: bytes, pages: Sequence[int]) -> bytes:
    """The pages of these numbers (from 1) in this order; the very file when that is all of it.

    Raises:
        RuleBroken: no page is left of what was asked for.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as file, pikepdf.new() as part:
        count = len(file.pages)
        if list(pages) == list(range(1, count + 1)):
            return pdf
        wanted = [number for number in pages if 1 <= number <= count]
        if not wanted:
            raise RuleBroken("the paper has no page of that number")
        for number in wanted:
            part.pages.append(file.pages[number - 1])
        out = io.BytesIO()
        part.save(out, deterministic_id=True)
    return out.getvalue()
