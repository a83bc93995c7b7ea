"""The keys of pages whose controls take them themselves, for the list under F1."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from tpdn_desktop.ui.palette.entry import Entry
from tpdn_desktop.ui.rail import COURSE, PATIENTS, SETTINGS, SIGN

Told = tuple[str, str]


def keys_of(page: str) -> tuple[Told, ...]:
    """Keys and words of a page: patients, course, finishing, settings, or else the paper."""

    def say(words: str) -> str:
        return QCoreApplication.translate("Keys", words)

    if page == PATIENTS:
        return (
            (say("letters, Ctrl+F"), say("Find a patient")),
            (say("Arrows"), say("Next, previous patient")),
            (say("Enter"), say("Go on with the draft, or to the start button")),
            ("Ctrl+N", say("New session, or go on with the draft")),
            ("Ctrl+E", say("Edit the patient")),
            ("Ctrl+Shift+N", say("New patient")),
        )
    if page == COURSE:
        return (
            (say("Left, Right"), say("Another session A; with Shift another session B")),
            ("[  ]", say("Both sessions one back, one on")),
            ("1  2  3", say("Change, side by side, heat")),
            ("4 - 9", say("What is plotted: pain, area, points, twitches, needles, pressure")),
            (say("Enter"), say("Open session B on the chart")),
        )
    if page == SIGN:
        return (
            ("Ctrl+Enter", say("Sign, or go to what holds the signature up")),
            (say("Arrows"), say("Next, previous line of the list")),
            (say("Tab"), say("Next thing that is missing")),
            (say("Enter"), say("On a paragraph: write it in your own words")),
            ("Ctrl+Z  Ctrl+Shift+Z", say("Undo, redo")),
            ("Esc", say("Back to the chart")),
        )
    if page == SETTINGS:
        return (
            (say("Arrows"), say("Next, previous category")),
            (say("Tab"), say("Next setting")),
            (say("Enter"), say("Keep what was typed")),
            ("Esc", say("Put back what stood in the line")),
        )
    return (
        ("Ctrl+P", say("Print")),
        ("Ctrl+E", say("Save as PDF")),
        ("Ctrl+F", say("Find on the paper; Enter and Shift+Enter go on and back")),
        ("Ctrl++  Ctrl+-", say("Larger, smaller; also the wheel with Ctrl")),
        ("Ctrl+0  Ctrl+1", say("Whole page, page width")),
        (say("Home, End"), say("First, last page")),
        ("Esc", say("Call off what is under way")),
    )


def keys_everywhere(entries: Sequence[Entry]) -> tuple[Told, ...]:
    """The keys of the window."""
    return tuple((entry.keys, entry.words) for entry in entries if entry.keys)
