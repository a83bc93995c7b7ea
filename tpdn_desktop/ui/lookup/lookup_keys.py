"""The keys of the look-up as a table: shortcuts and the list under F1."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from tpdn_desktop.atlas.frames import FRAMES
from tpdn_desktop.ui.chart.chart_keys import KeyRow, When
from tpdn_desktop.ui.fixed_words import word
from tpdn_desktop.ui.lookup.brush_bar import QUALITIES
from tpdn_desktop.ui.lookup.shading_map import BRUSH_STEP
from tpdn_desktop.ui.pain_words import quality_words

if TYPE_CHECKING:
    from tpdn_desktop.ui.lookup.lookup_page import LookupPage


def lookup_keys(page: LookupPage) -> tuple[KeyRow, ...]:
    """The rows for a page; the keys of the candidate list itself are told, not made here."""

    def row(keys: str, words: str, run: Callable[[], None]) -> KeyRow:
        return KeyRow((keys,), words, run, When.SESSION)

    return (
        row("B", page.tr("Shade"), partial(page.choose_tool, False)),
        row("E", page.tr("Erase"), partial(page.choose_tool, True)),
        row("[", page.tr("Finer brush"), partial(page.resize_brush, -BRUSH_STEP)),
        row("]", page.tr("Wider brush"), partial(page.resize_brush, BRUSH_STEP)),
        *(
            row(str(n), quality_words(quality).capitalize(), partial(page.choose_quality, quality))
            for n, quality in enumerate(QUALITIES, start=1)
        ),
        row("I", page.tr("Intensity: then 0 to 10"), page.side.intensity.begin),
        row("Ctrl+Z", page.tr("Undo"), page.undo),
        KeyRow(("Ctrl+Shift+Z", "Ctrl+Y"), page.tr("Redo"), page.redo, When.SESSION),
        *(
            KeyRow((), words, page.to_candidates, When.SESSION, listed_as=(keys, words))
            for keys, words in (
                ("+  -  ?", page.tr("Row: positive, negative, not tested")),
                (page.tr("Enter"), page.tr("Row: chart it when positive")),
                (page.tr("Ctrl+Enter"), page.tr("Chart all positive rows")),
            )
        ),
        row("Alt+L", page.tr("Start from the last drawing"), page.start_from_last),
        row("Alt+C", page.tr("To the candidates"), page.to_candidates),
        row("Alt+R", page.tr("To the regions"), page.to_regions),
        row("Esc", page.tr("Light nothing"), page.step_back),
        row("Ctrl+0", page.tr("Whole body"), page.map.zoom_to_fit),
        *(
            row(f"Ctrl+{n}", word(frame.name), partial(page.map.zoom_to_frame, frame))
            for n, frame in enumerate(FRAMES, start=1)
        ),
    )
