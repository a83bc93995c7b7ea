"""What the window itself can do, as a table: the same rows make its shortcuts and the palette."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from tpdn_desktop.ui.palette.entry import Entry
from tpdn_desktop.ui.rail import ATLAS, CHART, COURSE, LOOKUP, PAPER, PATIENTS, SETTINGS
from tpdn_desktop.ui.view_settings import Colours, ViewSettings

if TYPE_CHECKING:
    from tpdn_desktop.ui.main_window import MainWindow

NOT_LISTED = ("Ctrl+K",)
"""Keys of the table that the palette does not offer: it is open."""


def window_actions(window: MainWindow) -> tuple[Entry, ...]:
    """The rows for a window. Without a session, what needs one does nothing and says why."""
    say = window.tr
    where = say("Window")
    no_session = "" if window.has_session else say("open a session first")

    def row(keys: str, words: str, run: Callable[[], object], *, hindrance: str = "") -> Entry:
        return Entry(words, lambda: _no_answer(run), where, keys, hindrance=hindrance)

    go = window.show_page
    return (
        row("F1", say("Keys of this page"), window.show_keys),
        row("F2", say("Patients"), partial(go, PATIENTS)),
        row("F3", say("Chart"), partial(go, CHART), hindrance=no_session),
        row("F4", say("Course of treatment"), partial(go, COURSE), hindrance=no_session),
        row("F5", say("Atlas"), partial(go, ATLAS)),
        row("F6", say("Look-up"), partial(go, LOOKUP)),
        row("F7", say("Paper"), partial(go, PAPER), hindrance=no_session),
        row("Ctrl+P", say("Paper of this session"), partial(go, PAPER), hindrance=no_session),
        row("Ctrl+F", say("Find a patient"), window.find_patient),
        row("Ctrl+Shift+N", say("New patient"), window.new_patient),
        row("Ctrl+N", say("New session, or go on with the draft"), window.new_session),
        row("Ctrl+,", say("Settings"), partial(go, SETTINGS)),
        row("Ctrl+L", say("Lock"), window.lock),
        row("Ctrl+K", say("Command palette"), window.toggle_palette),
        row("F11", say("Full screen, or back"), window.turn_full_screen),
        row("", say("About TPDN Desktop"), window.show_about),
        row("", say("Close the program"), window.close),
        *_view_rows(window),
    )


def _view_rows(window: MainWindow) -> tuple[Entry, ...]:
    say, view = window.tr, window.view
    where = say("View")
    colours = (
        (Colours.SYSTEM, say("Colours of the system")),
        (Colours.LIGHT, say("Light colours")),
        (Colours.DARK, say("Dark colours")),
    )
    targets = say("Controls: dense") if view.large_targets else say("Controls: large, for fingers")
    hand = say("Inspector at the right") if view.inspector_left else say("Inspector at the left")
    return (
        *(
            Entry(words, partial(view.choose_colours, chosen), where, also=say("theme colour"))
            for chosen, words in colours
            if chosen is not view.colours
        ),
        Entry(targets, _flip_targets(view), where, also=say("touch targets fingers")),
        Entry(hand, _flip_hand(view), where, also=say("left hand, right hand, layout")),
    )


def _flip_targets(view: ViewSettings) -> Callable[[], None]:
    return lambda: view.set_large_targets(not view.large_targets)


def _flip_hand(view: ViewSettings) -> Callable[[], None]:
    return lambda: view.set_inspector_left(not view.inspector_left)


def _no_answer(run: Callable[[], object]) -> None:
    run()
