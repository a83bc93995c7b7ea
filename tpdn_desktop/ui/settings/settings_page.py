"""The settings: categories at the left, rows of the chosen one. Kept at once, there is no *Apply*.

Clinic, needles and aftercare are kept in the clinic file; view and paper size on this computer.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tpdn_desktop.atlas.search import fold
from tpdn_desktop.services.changes import Change, Changed
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.ui.controls import PlainLabel, hairline
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.settings.aftercare_section import AftercareSection
from tpdn_desktop.ui.settings.charting_section import ChartingSection
from tpdn_desktop.ui.settings.clinic_section import ClinicSection
from tpdn_desktop.ui.settings.keeper import ClinicKeeper
from tpdn_desktop.ui.settings.kept_here import KeptHere
from tpdn_desktop.ui.settings.logo_row import CheckLogo
from tpdn_desktop.ui.settings.needles_section import BoxesSection, TraySection
from tpdn_desktop.ui.settings.paper_section import PaperSection
from tpdn_desktop.ui.settings.section import Section
from tpdn_desktop.ui.theme import THEME, font


class SettingsPage(QFrame):
    """All settings of one opened clinic file, and those of this computer."""

    def __init__(self, icons: IconSet, here: KeptHere, check_logo: CheckLogo) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._icons = icons
        self._record: ClinicRecord | None = None
        self.charting = ChartingSection(here.view, here.habits)
        self.clinic = ClinicSection()
        self.paper = PaperSection(check_logo, here.size)
        self.tray = TraySection(icons)
        self.boxes = BoxesSection(icons)
        self.aftercare = AftercareSection()
        self.sections: tuple[Section, ...] = (
            self.charting,
            self.tray,
            self.boxes,
            self.clinic,
            self.paper,
            self.aftercare,
        )
        self.field = QLineEdit()
        self.list = QListWidget()
        self._stack = QStackedWidget()
        self._fill_list()
        self._lay_out()
        self.list.currentRowChanged.connect(self._stack.setCurrentIndex)
        self.field.textChanged.connect(self._on_find)
        self.field.returnPressed.connect(self.list.setFocus)
        THEME.changed.connect(self._show_icons)
        self.list.setCurrentRow(0)

    def show_record(self, record: ClinicRecord) -> None:
        """Set the clinic of an opened file."""
        self.forget_record()
        self._record = record
        record.news.listen(self._on_news)
        keeper = ClinicKeeper(record)
        for section in self.sections:
            section.take(keeper)

    def forget_record(self) -> None:
        """The file is locked."""
        if self._record is not None:
            self._record.news.forget(self._on_news)
        self._record = None
        for section in self.sections:
            section.take(None)

    def show_section(self, section: Section) -> None:
        """Go to a category."""
        self.field.clear()
        self.list.setCurrentRow(self.sections.index(section))

    @property
    def section(self) -> Section:
        """The category that is shown."""
        return self.sections[self._stack.currentIndex()]

    def stop(self) -> None:
        """Wait for what is under way."""
        self.paper.logo.stop()

    def _on_action(self) -> None:
        place = self.sender().property("section")
        self.show_section(self.sections[int(place)])

    def _on_news(self, change: Change) -> None:
        if change.kind is Changed.CLINIC:
            for section in self.sections:
                if section.keeper is not None:
                    section.show_clinic(section.keeper)

    def _on_find(self, text: str) -> None:
        """Show the categories in which every word stands; go to the first of them."""
        asked = fold(text).split()
        shown = []
        for place, section in enumerate(self.sections):
            known = fold(section.words)
            fits = all(word in known for word in asked)
            self.list.item(place).setHidden(not fits)
            if fits:
                shown.append(place)
        self._none.setText(self.tr('No setting matches "{0}".').format(text.strip()))
        self._none.setVisible(not shown)
        if shown and self.list.currentRow() not in shown:
            self.list.setCurrentRow(shown[0])

    def _fill_list(self) -> None:
        self.list.setObjectName("settings_list")
        self.list.setAccessibleName(self.tr("Settings"))
        self.list.setToolTip(self.tr("Categories of settings"))
        self.list.setFont(font("body"))
        self.list.setIconSize(QSize(18, 18))
        for section in self.sections:
            row = QListWidgetItem(section.title)
            row.setSizeHint(QSize(120, 34))
            self.list.addItem(row)
            action = QAction(self.tr("Settings: {0}").format(section.title), self)
            action.setProperty("section", self.list.count() - 1)
            action.triggered.connect(self._on_action)
            self.addAction(action)  # so the palette offers it
        self._show_icons()

    def _show_icons(self) -> None:
        accent = THEME.colour("accent").name()
        self.list.setStyleSheet(
            "QListWidget { background: transparent; }"
            "QListWidget::item { padding-left: 11px; border-left: 3px solid transparent; }"
            f"QListWidget::item:selected {{ border-left: 3px solid {accent}; }}"
        )
        for place, section in enumerate(self.sections):
            self.list.item(place).setIcon(self._icons.icon(section.icon))

    def _lay_out(self) -> None:
        self.field.setObjectName("find_setting")
        self.field.setPlaceholderText(self.tr("Find a setting"))
        self.field.setAccessibleName(self.tr("Find a setting"))
        self.field.setToolTip(self.tr("Find a setting by its words"))
        self.field.setFont(font("body"))
        self.field.setClearButtonEnabled(True)
        self.field.addAction(self._icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._none = PlainLabel("", "secondary", tone="secondary", wrap=True)
        self._none.hide()
        side = QFrame()
        side.setObjectName("page")
        side.setFixedWidth(250)
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 12, 0, 0)
        left.setSpacing(8)
        head = QVBoxLayout()
        head.setContentsMargins(12, 0, 12, 0)
        head.addWidget(self.field)
        head.addWidget(self._none)
        left.addLayout(head)
        left.addWidget(self.list, 1)
        kept = PlainLabel(self.tr("Changes are kept at once."), "secondary", tone="secondary")
        kept.setContentsMargins(14, 0, 12, 12)
        left.addWidget(kept)
        for section in self.sections:
            self._stack.addWidget(self._scrolling(section))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(side)
        across.addWidget(hairline(vertical=True))
        across.addWidget(self._stack, 1)

    def _scrolling(self, section: Section) -> QScrollArea:
        body = QWidget()
        body.setObjectName("panel")
        column = QVBoxLayout(body)
        column.setContentsMargins(44, 24, 44, 20)
        column.addWidget(section)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        scroll.setWidget(body)
        return scroll

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
