"""Keeps what is set of the clinic at once, or says in a sentence why it was not kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from tpdn_desktop.domain.clinic import Clinic
from tpdn_desktop.domain.errors import TpdnError
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.ui.field import sentence


class ClinicKeeper:
    """The clinic of the opened file, and the only way in which the settings change it."""

    def __init__(self, record: ClinicRecord) -> None:
        self._record = record

    @property
    def clinic(self) -> Clinic:
        """The clinic as it stands in the file."""
        return self._record.clinic

    @property
    def logo(self) -> bytes | None:
        """The logo as it stands in the file."""
        return self._record.store.logo()

    @property
    def today(self) -> date:
        """The day on which boxes of needles are past or not."""
        return self._record.clock.now().date()

    def keep(self, **fields: object) -> str:
        """Keep fields of the clinic; what was wrong, or nothing."""
        return self.change(lambda clinic: replace(clinic, **fields))  # type: ignore[arg-type]

    def keep_therapist(self, **fields: object) -> str:
        """Keep fields of the therapist; what was wrong, or nothing."""
        return self.change(
            lambda clinic: replace(
                clinic,
                therapist=replace(clinic.therapist, **fields),  # type: ignore[arg-type]
            )
        )

    def change(self, edit: Callable[[Clinic], Clinic]) -> str:
        """Keep what `edit` makes of the clinic; what was wrong, or nothing."""
        try:
            before = self._record.clinic
            after = edit(before)
            if after != before:
                self._record.save_clinic(after)
        except TpdnError as error:
            return sentence(error)
        return ""

    def keep_logo(self, png: bytes | None) -> str:
        """Keep a checked logo, or take it away; what was wrong, or nothing."""
        try:
            self._record.save_logo(png)
        except TpdnError as error:
            return sentence(error)
        return ""
