"""The clinic's logo: read with care, written anew, printed in the masthead."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image
from pypdf import PdfReader

from tests.reports import samples
from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.reports.logo import KEPT_SIZE, checked_logo
from tpdn_desktop.reports.session_summary import session_summary


def picture(width: int = 90, height: int = 40, form: str = "PNG", mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height), "navy").save(out, form)
    return out.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    """A few bytes that say they are a picture of that size."""
    about = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + about
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", len(about))
        + chunk
        + struct.pack(">I", zlib.crc32(chunk))
        + struct.pack(">I", 0)
        + b"IDAT"
    )


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_logo_becomes_a_small_png_without_anything_else(form: str) -> None:
    kept = checked_logo(picture(3000, 1000, form))
    with Image.open(io.BytesIO(kept)) as logo:
        assert logo.format == "PNG"
        assert logo.mode == "RGB"
        assert logo.width <= KEPT_SIZE[0]
        assert logo.height <= KEPT_SIZE[1]
        assert logo.width / logo.height == pytest.approx(3, rel=0.02)


def test_what_is_clear_in_a_logo_becomes_paper() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(io.BytesIO(checked_logo(out.getvalue()))) as logo:
        assert logo.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (png_that_claims(60_000, 60_000), "too many dots"),
        (png_that_claims(9_000, 100), "9,000 × 100 dots"),
        (b"%PDF-1.7\n%renamed to logo.png\n", "not a PNG or JPEG"),
        (picture()[:60], "not a PNG or JPEG"),
        (b"", "not a PNG or JPEG"),
        (picture(form="GIF"), "not a PNG or JPEG"),
        (b"\x00" * 10_000_001, "larger than 10 MB"),
    ],
    ids=["60,000 a side", "9,000 wide", "a PDF", "cut off", "empty", "a GIF", "too large"],
)
def test_what_is_no_logo_is_refused_with_a_plain_sentence(data: bytes, said: str) -> None:
    with pytest.raises(RuleBroken, match=said):
        checked_logo(data)


def test_the_logo_is_printed_once_in_the_masthead_and_the_file_stays_the_same() -> None:
    content = samples.content(logo=checked_logo(picture()))
    first = session_summary(content, samples.fonts(), samples.pen())
    assert first == session_summary(content, samples.fonts(), samples.pen())
    page = PdfReader(io.BytesIO(first), strict=True).pages[0]
    (image,) = page.images
    assert image.image is not None
    assert image.image.size == (90, 40)
