"""The clinic's logo: what was chosen is looked through, decoded, and written anew.

Nothing of the file that was chosen is kept but its picture: no metadata, no hidden parts, no more
dots than paper shows.
"""

from __future__ import annotations

import io
import warnings
from typing import Final

from PIL import Image

from tpdn_desktop.domain.errors import RuleBroken
from tpdn_desktop.reports.ink import Ink
from tpdn_desktop.reports.layout import Whole
from tpdn_desktop.reports.pdf_file import PdfFile

MOST_BYTES: Final = 10_000_000
MOST_SIDE: Final = 8_000
MOST_DOTS: Final = 40_000_000

# At most 60 x 27 points on paper: 600 dots an inch would be 500 x 225.
KEPT_SIZE: Final = (600, 300)
LOGO_BOX: Final = (60.0, 27.0)
"""The room for a logo in the masthead, in points."""


def checked_logo(data: bytes) -> bytes:
    """The picture of a PNG or JPEG file as a small PNG on white ground.

    Raises:
        RuleBroken: the file is too large, is neither PNG nor JPEG whatever its name says, is
            damaged, or has far too many dots.
    """
    if len(data) > MOST_BYTES:
        raise RuleBroken("The logo file is larger than 10 MB; choose a smaller one.")
    try:
        with warnings.catch_warnings():
            # Pillow only warns of very many dots; they are refused below, before any is decoded.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
        width, height = picture.size
        if max(width, height) > MOST_SIDE or width * height > MOST_DOTS:
            raise RuleBroken(
                f"The logo has {width:,} × {height:,} dots; at most {MOST_SIDE:,} a side are read."
            )
        flat = _on_white(picture)
    except Image.DecompressionBombError as error:
        raise RuleBroken("The logo has far too many dots; choose a smaller one.") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise RuleBroken("The logo is not a PNG or JPEG picture, or it is damaged.") from error
    flat.thumbnail(KEPT_SIZE, Image.Resampling.LANCZOS)
    kept = io.BytesIO()
    flat.save(kept, "PNG", optimize=True)
    return kept.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        ground = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(ground, clear).convert("RGB")
    return picture.convert("RGB")


def logo_block(png: bytes) -> tuple[float, Whole]:
    """The width of the logo on paper, in points, and the logo as a block."""
    with Image.open(io.BytesIO(png)) as picture:
        wide, high = picture.size
    scale = min(LOGO_BOX[0] / wide, LOGO_BOX[1] / high)
    width, height = wide * scale, high * scale

    def painter(ink: Ink, x: float, y: float) -> None:
        if not isinstance(ink.coder, PdfFile):
            return
        name = ink.coder.add_image(png)
        ink.save()
        # An image stands on its foot, one unit high; the page's y runs down.
        ink.place(width, -height, x, y + height)
        ink.show(name)
        ink.restore()

    return width, Whole(height, painter)
