"""The tick and the arrow that the style sheet names have the colours of their theme."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tpdn_desktop.atlas.palette import DARK, LIGHT
from tpdn_desktop.ui.theme import style_sheet

ICONS = Path(__file__).parents[2] / "resources" / "icons"


@pytest.mark.parametrize(("which", "colours"), [("light", LIGHT), ("dark", DARK)])
@pytest.mark.parametrize(("name", "role"), [("tick", "accent_text"), ("down", "text_secondary")])
def test_what_the_style_sheet_names_is_there_in_its_colour(
    which: str, colours: Mapping[str, str], name: str, role: str
) -> None:
    file = f"control-{name}-{which}.svg"
    assert f"icons:{file}" in style_sheet(colours)
    assert f'stroke="{colours[role]}"' in (ICONS / file).read_text("utf-8")


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_every_picture_of_the_style_sheet_exists(colours: Mapping[str, str]) -> None:
    named = re.findall(r"url\(icons:([^)]+)\)", style_sheet(colours))
    assert named
    assert all((ICONS / file).is_file() for file in named)
