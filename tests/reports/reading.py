"""Reads a PDF back with readers that share no code with what wrote it."""

from __future__ import annotations

import io
import unicodedata

from pypdf import PdfReader


def pages_of(pdf: bytes) -> list[str]:
    """The words of each page, in the order in which they stand in the file."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf), strict=True).pages]


def squeezed(text: str) -> str:
    """The text without white space: where lines end is the layout's business."""
    return "".join(c for c in unicodedata.normalize("NFC", text) if not c.isspace())


def words_of(pdf: bytes) -> str:
    """All words of the file, squeezed."""
    return squeezed("".join(pages_of(pdf)))
