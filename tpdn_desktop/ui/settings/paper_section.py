"""Papers: the logo at their head and the size they are made in."""

from __future__ import annotations

from typing_extensions import override

from tpdn_desktop.ui.atlas.roomy import give_room
from tpdn_desktop.ui.controls import Segments
from tpdn_desktop.ui.settings.keeper import ClinicKeeper
from tpdn_desktop.ui.settings.logo_row import CheckLogo, LogoRow
from tpdn_desktop.ui.settings.paper_size import PaperSize
from tpdn_desktop.ui.settings.section import Section
from tpdn_desktop.ui.settings.setting_row import SettingRow


class PaperSection(Section):
    """Logo and paper."""

    def __init__(self, check_logo: CheckLogo, size: PaperSize) -> None:
        super().__init__(self.tr("Logo and paper"), "printer")
        self._size = size
        self.logo = LogoRow(check_logo)
        self.logo.chosen.connect(self._on_logo)
        self.logo.removed.connect(self._on_no_logo)
        self.add(self.logo)
        self._choice = give_room(
            Segments((self.tr("A4"), self.tr("Letter")), self.tr("Size of paper"))
        )
        self._choice.chosen.connect(self._on_size)
        why = self.tr("in which papers are made; kept on this computer")
        self.add(SettingRow(self.tr("Size of paper"), why, self._choice))
        self.column.addStretch(1)
        size.changed.connect(self._show_size)
        self._show_size()

    @override
    def show_clinic(self, keeper: ClinicKeeper) -> None:
        self.logo.show_logo(keeper.logo)
        self._show_size()

    def _show_size(self) -> None:
        self._choice.show_choice(int(self._size.letter))

    def _on_size(self, index: int) -> None:
        self._size.choose(letter=bool(index))

    def _on_logo(self, png: bytes) -> None:
        if self.keeper is not None:  # the file may have been locked meanwhile
            self.logo.show_problem(self.keeper.keep_logo(png))

    def _on_no_logo(self) -> None:
        if self.keeper is not None:
            self.logo.show_problem(self.keeper.keep_logo(None))
