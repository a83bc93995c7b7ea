"""Which outcome the plot of the course shows: kept between starts, on this computer."""

from __future__ import annotations

from PySide6.QtCore import QSettings

from tpdn_desktop.services.course_outcomes import OutcomeKind

_NAME = "course/outcome"


class PlotHabit:
    """The outcome that was looked at last. Holds nothing else, and nothing of a patient."""

    def __init__(self, settings: QSettings | None = None) -> None:
        """Without settings nothing is kept beyond this run."""
        self._settings = settings
        kept = str(settings.value(_NAME, "")) if settings is not None else ""
        self._kind = OutcomeKind(kept) if kept in set(OutcomeKind) else OutcomeKind.PAIN

    @property
    def kind(self) -> OutcomeKind:
        """The outcome to show."""
        return self._kind

    def choose(self, kind: OutcomeKind) -> None:
        """Show this one from now on."""
        self._kind = kind
        if self._settings is not None:
            self._settings.setValue(_NAME, kind.value)
