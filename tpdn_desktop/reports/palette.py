"""The colours of paper: the light values of the one palette, as numbers for a PDF."""

from __future__ import annotations

from functools import cache
from typing import Final

from tpdn_desktop.atlas.palette import LIGHT

Rgb = tuple[float, float, float]

# Roles that only a page has. Black ink on white paper: the page must survive a fax.
_PAGE: Final = {"watermark": "#000000"}


@cache
def colour(role: str) -> Rgb:
    """The role's sRGB colour, each part from 0 to 1.

    Raises:
        KeyError: no such role; a drawing asked for a colour that the palette does not have.
    """
    value = LIGHT.get(role) or _PAGE[role]
    red, green, blue = (round(int(value[i : i + 2], 16) / 255, 4) for i in (1, 3, 5))
    return red, green, blue
