"""The View menu of the rail: colours, size of targets, which hand."""

from __future__ import annotations

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from tpdn_desktop.ui.view_settings import Colours, ViewSettings


class ViewMenu(QMenu):
    """Shows the settings of the view as they are now; each click takes effect at once."""

    def __init__(self, view: ViewSettings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("View"))
        self.setToolTipsVisible(True)
        self._view = view
        self._colours: dict[QAction, Colours] = {}
        group = QActionGroup(self)
        for colours, words in (
            (Colours.SYSTEM, self.tr("Colours of the system")),
            (Colours.LIGHT, self.tr("Light colours")),
            (Colours.DARK, self.tr("Dark colours")),
        ):
            action = self._add(words)
            action.setActionGroup(group)
            action.triggered.connect(self._on_colours)
            self._colours[action] = colours
        self.addSeparator()
        self._targets = self._add(self.tr("Large targets for fingers"))
        self._targets.triggered.connect(view.set_large_targets)
        self._left = self._add(self.tr("Inspector at the left"))
        self._left.setToolTip(
            self.tr("For the left hand: inspector at the left, lists at the right")
        )
        self._left.triggered.connect(view.set_inspector_left)
        view.changed.connect(self.show_settings)
        self.show_settings()

    def show_settings(self) -> None:
        """Tick what holds now."""
        for action, colours in self._colours.items():
            action.setChecked(colours is self._view.colours)
        self._targets.setChecked(self._view.large_targets)
        self._left.setChecked(self._view.inspector_left)

    def _add(self, words: str) -> QAction:
        action = QAction(words, self)
        action.setCheckable(True)
        self.addAction(action)
        return action

    def _on_colours(self) -> None:
        for action, colours in self._colours.items():
            if action is self.sender():
                self._view.choose_colours(colours)
