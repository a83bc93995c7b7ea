"""The grade of a twitch as five cells: not sought, none, weak, medium, strong."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from tpdn_desktop.ui.controls import Segments


class TwitchCells(Segments):
    """One grade of five; T goes on to the next."""

    def __init__(self) -> None:
        say = QCoreApplication.translate
        super().__init__(
            ["–", "○", "•", "••", "•••"],
            say("TwitchCells", "Twitch"),
            tips=[
                say("TwitchCells", "Not sought (T)"),
                say("TwitchCells", "None (T)"),
                say("TwitchCells", "Weak (T)"),
                say("TwitchCells", "Medium (T)"),
                say("TwitchCells", "Strong (T)"),
            ],
        )
