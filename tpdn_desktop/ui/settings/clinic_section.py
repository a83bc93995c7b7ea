"""Letterhead and therapist: what stands at the head of every paper."""

from __future__ import annotations

from collections.abc import Callable

from typing_extensions import override

from tpdn_desktop.ui.settings.keeper import ClinicKeeper
from tpdn_desktop.ui.settings.section import Section
from tpdn_desktop.ui.settings.setting_row import KeptLine, line_row


class ClinicSection(Section):
    """Clinic and therapist."""

    def __init__(self) -> None:
        super().__init__(self.tr("Clinic and therapist"), "users")
        self._clinic: dict[str, KeptLine] = {}
        self._therapist: dict[str, KeptLine] = {}
        for field, title, why in (
            ("name", self.tr("Clinic"), self.tr("at the head of every paper")),
            ("address", self.tr("Address"), self.tr("in one line")),
            ("phone", self.tr("Phone"), self.tr("for questions and emergencies on the hand-out")),
            ("email", self.tr("E-mail"), ""),
        ):
            self._clinic[field] = self._line(field, title, why, self._keeps(field))
        for field, title, why in (
            ("name", self.tr("Therapist"), self.tr("who treats and signs; on every page")),
            ("designation", self.tr("Designation"), self.tr("such as physiotherapist, PT")),
            ("licence_number", self.tr("Licence number"), self.tr("as the register writes it")),
        ):
            name = f"therapist_{field}"
            self._therapist[field] = self._line(name, title, why, self._keeps_therapist(field))
        self.column.addStretch(1)

    @override
    def show_clinic(self, keeper: ClinicKeeper) -> None:
        clinic = keeper.clinic
        for field, line in self._clinic.items():
            line.show_text(str(getattr(clinic, field)))
        for field, line in self._therapist.items():
            line.show_text(str(getattr(clinic.therapist, field)))

    def _line(self, name: str, title: str, why: str, keep: Callable[[str], str]) -> KeptLine:
        line = KeptLine(f"setting_{name}", title, keep)
        self.add(line_row(line, title, why))
        return line

    def _keeps(self, field: str) -> Callable[[str], str]:
        return lambda text: self.keep(**{field: text})

    def _keeps_therapist(self, field: str) -> Callable[[str], str]:
        def keep(text: str) -> str:
            return self.keeper.keep_therapist(**{field: text}) if self.keeper is not None else ""

        return keep
