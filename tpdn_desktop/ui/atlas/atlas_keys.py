"""What the keys of the atlas do, as a table: shortcuts and the list under F1."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from tpdn_desktop.atlas.frames import FRAMES
from tpdn_desktop.ui.chart.chart_keys import KeyRow, When
from tpdn_desktop.ui.fixed_words import word

if TYPE_CHECKING:
    from tpdn_desktop.ui.atlas.atlas_page import AtlasPage


def atlas_keys(page: AtlasPage) -> tuple[KeyRow, ...]:
    """The rows for the page."""

    def row(keys: str, words: str, run: Callable[[], None]) -> KeyRow:
        return KeyRow((keys,), words, run, When.SESSION)

    layers = (
        page.tr("All layers"),
        page.tr("Superficial layer"),
        page.tr("Intermediate layer"),
        page.tr("Deep layer"),
    )
    return (
        row("/", page.tr("Search the atlas"), page.focus_search),
        row("Alt+R", page.tr("Muscles or regions"), page.other_list),
        row("PgDown", page.tr("Next reference point"), partial(page.step_point, 1)),
        row("PgUp", page.tr("Previous reference point"), partial(page.step_point, -1)),
        row(
            "Ctrl+Return",
            page.tr("Of a region: the muscle of the chosen point"),
            page.open_chosen,
        ),
        row("Ctrl+Shift+A", page.tr("Add a point of the clinic's own"), page.own.begin_point),
        row("Ctrl+Shift+M", page.tr("The other side"), page.other_side),
        row("Esc", page.tr("One step back"), page.step_back),
        row("Ctrl+0", page.tr("Whole body"), page.map.zoom_to_fit),
        row(
            "Alt+V",
            page.tr("Front and back side by side"),
            page.floats.layers.two_views.toggle,
        ),
        row(
            "Alt+H",
            page.tr("Danger areas of all muscles"),
            page.floats.layers.dangers.toggle,
        ),
        *(
            row(f"Ctrl+{n}", word(frame.name), partial(page.map.zoom_to_frame, frame))
            for n, frame in enumerate(FRAMES, start=1)
        ),
        *(
            row(f"Ctrl+Shift+{n + 1}", words, partial(page.floats.layers.choose, n))
            for n, words in enumerate(layers)
        ),
    )
