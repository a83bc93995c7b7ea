"""The rail at the left: pages as icons with a word, in place of a menu bar above the map."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout
from typing_extensions import override

from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.theme import font

PATIENTS: Final = "patients"
CHART: Final = "chart"
COURSE: Final = "course"
ATLAS: Final = "atlas"
LOOKUP: Final = "lookup"
PAPER: Final = "paper"
SETTINGS: Final = "settings"
SIGN: Final = "sign"
"""Finishing belongs to the chart: the rail has no button for it."""


class Rail(QFrame):
    """Chooses the page. Settings and Lock stand at its foot."""

    page_chosen = Signal(str)
    lock_requested = Signal()
    about_requested = Signal()
    view_requested = Signal()

    def __init__(self, icons: IconSet) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setFixedWidth(60)
        self._icons = icons
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(3, 8, 3, 8)
        column.setSpacing(2)
        for page, icon, word, key in (
            (PATIENTS, "users", self.tr("Patients"), "F2"),
            (CHART, "needle", self.tr("Chart"), "F3"),
            (COURSE, "arrows-diff", self.tr("Course"), "F4"),
            (ATLAS, "book-2", self.tr("Atlas"), "F5"),
            (LOOKUP, "map-search", self.tr("Look-up"), "F6"),
            (PAPER, "file-text", self.tr("Paper"), "F7"),
        ):
            column.addWidget(self._page_button(page, icon, word, key))
        column.addStretch(1)
        self._view = self._button("sun", self.tr("View"), "")
        self._view.setToolTip(self.tr("View: colours, large targets, left hand"))
        self._view.setObjectName("rail_view")
        self._view.clicked.connect(self.view_requested)
        column.addWidget(self._view)
        about = self._button("info-circle", self.tr("About"), "")
        about.clicked.connect(self.about_requested)
        column.addWidget(about)
        settings = self._page_button(SETTINGS, "settings", self.tr("Settings"), "Ctrl+,")
        column.addWidget(settings)
        lock = self._button("lock", self.tr("Lock"), "Ctrl+L")
        lock.setObjectName("rail_lock")
        lock.clicked.connect(self.lock_requested)
        column.addWidget(lock)

    def beside_view(self) -> QPoint:
        """Where the View menu opens, on the screen."""
        return self._view.mapToGlobal(QPoint(self._view.width() + 2, 0))

    def show_page(self, page: str) -> None:
        """Mark a page as the one shown."""
        page = CHART if page == SIGN else page
        if page in self._buttons:
            self._buttons[page].setChecked(True)

    def allow(self, page: str, *, allowed: bool) -> None:
        """Whether a page can be gone to."""
        self._buttons[page].setEnabled(allowed)

    def _page_button(self, page: str, icon: str, word: str, key: str) -> QToolButton:
        button = self._button(icon, word, key)
        button.setCheckable(True)
        button.setObjectName(f"rail_{page}")
        self._group.addButton(button)
        self._buttons[page] = button
        button.clicked.connect(self._on_clicked)
        return button

    def _button(self, icon: str, word: str, key: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("icon_name", icon)
        button.setIconSize(QSize(20, 20))
        button.setText(word)
        button.setFont(font("key_cap"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setFixedSize(54, 48)
        button.setToolTip(f"{word} ({key})" if key else word)
        button.setAccessibleName(word)
        return button

    @override
    def showEvent(self, event: QShowEvent) -> None:
        # The rail is hidden while the program is locked: its icons do not hold the start up.
        for button in self.findChildren(QToolButton):
            if button.icon().isNull():
                button.setIcon(self._icons.icon(button.property("icon_name")))
        super().showEvent(event)

    def _on_clicked(self) -> None:
        for page, button in self._buttons.items():
            if button is self.sender():
                self.page_chosen.emit(page)
