"""A category of settings: its title, and rows in a column that never grows too wide to read."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tpdn_desktop.ui.controls import PlainLabel
from tpdn_desktop.ui.settings.keeper import ClinicKeeper
from tpdn_desktop.ui.settings.setting_row import COLUMN_WIDTH, SettingRow


class Section(QWidget):
    """What the page shows at a time. `show_clinic` fills it whenever the clinic changed."""

    def __init__(self, title: str, icon: str, note: str = "") -> None:
        super().__init__()
        self.title, self.icon = title, icon
        self.keeper: ClinicKeeper | None = None
        self.rows: list[SettingRow] = []
        self.setMaximumWidth(COLUMN_WIDTH)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(PlainLabel(title, "page_title", 600))
        self.column.addSpacing(6)
        if note:
            self.column.addWidget(PlainLabel(note, "secondary", tone="secondary", wrap=True))
            self.column.addSpacing(10)

    @property
    def words(self) -> str:
        """All that the search finds the section by."""
        return " ".join((self.title, *(row.words for row in self.rows)))

    def add(self, row: SettingRow) -> SettingRow:
        """Add a row."""
        self.rows.append(row)
        self.column.addWidget(row)
        return row

    def take(self, keeper: ClinicKeeper | None) -> None:
        """Set the clinic of this file from now on; None: no file is open."""
        self.keeper = keeper
        if keeper is not None:
            self.show_clinic(keeper)

    def show_clinic(self, keeper: ClinicKeeper) -> None:
        """Show what stands in the file."""

    def keep(self, **fields: object) -> str:
        """Keep fields of the clinic; what was wrong, or nothing."""
        return self.keeper.keep(**fields) if self.keeper is not None else ""
