"""A patient in words: age, sex, birth date, number, and what else is kept."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject

from tpdn_desktop.domain.patient import Patient, Sex
from tpdn_desktop.ui.words import day


class PatientWords(QObject):
    """Says who a patient is, the same on every page."""

    def sex(self, sex: Sex) -> str:
        """The recorded sex in a word."""
        return {
            Sex.FEMALE: self.tr("female"),
            Sex.MALE: self.tr("male"),
            Sex.OTHER: self.tr("other"),
            Sex.UNKNOWN: self.tr("not recorded"),
        }[sex]

    def age(self, patient: Patient, today: date) -> str:
        """47 years; months for an infant; empty when the birth date is not known."""
        years = patient.age_on(today)
        if years is None or patient.birth_date is None:
            return ""
        if years >= 2:
            return self.tr("{n} years").format(n=years)
        born = patient.birth_date
        months = (today.year - born.year) * 12 + today.month - born.month
        months = max(0, months - (today.day < born.day))
        return self.tr("1 month") if months == 1 else self.tr("{n} months").format(n=months)

    def who(self, patient: Patient, today: date, *, short: bool = False) -> str:
        """47 years · female · born 12 Mar 1979 · D-00417; `short` keeps age and birth date."""
        born = "" if patient.birth_date is None else day(patient.birth_date)
        parts = [
            self.age(patient, today),
            "" if short or patient.sex is Sex.UNKNOWN else self.sex(patient.sex),
            self.tr("born {day}").format(day=born) if born else self.tr("birth date not recorded"),
            "" if short else patient.number,
        ]
        return " · ".join(p for p in parts if p)

    def kept(self, patient: Patient) -> list[tuple[str, str]]:
        """Labels and values of what else is kept, without what is empty."""
        rows = [
            (self.tr("Phone"), patient.phone),
            (self.tr("E-mail"), patient.email),
            (self.tr("Referred by"), patient.referrer),
            (self.tr("Note"), patient.note),
        ]
        return [(label, value) for label, value in rows if value]
