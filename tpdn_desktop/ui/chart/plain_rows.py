"""A signed session in the inspector: what was charted as plain text, where fields stood before."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from tpdn_desktop.domain.session import Session
from tpdn_desktop.domain.trigger_point import TriggerPoint
from tpdn_desktop.ui.controls import PlainLabel, clear_layout

Row = tuple[str, str]


class PlainRows(QWidget):
    """Label and words, one under the other; what was not recorded is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("plain_rows")
        self._shown: tuple[Row, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.hide()

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._shown

    def show_point(self, point: TriggerPoint) -> None:
        """Show what was found at a trigger point and done there."""
        # Most sessions that are opened are drafts: the words come with the first signed one.
        from tpdn_desktop.services.narrative_words import (
            capital,
            done_words,
            found_words,
            twitch_words,
        )

        known = {True: self.tr("yes"), False: self.tr("no"), None: ""}[point.reproduces_pain]
        during = point.pain_during
        self._show(
            (
                (self.tr("Status"), self._status(point)),
                (self.tr("Found"), capital(found_words(point))),
                (self.tr("Needles"), capital(done_words(point))),
                (self.tr("Twitch"), capital(twitch_words(point.twitch))),
                (self.tr("Known pain"), known),
                (self.tr("Felt at"), point.felt_at),
                (self.tr("Pain during"), "" if during is None else self._of_ten(during)),
                (self.tr("Response"), point.response),
                (self.tr("Note"), point.note),
            )
        )

    def show_session(self, session: Session) -> None:
        """Show what was written about a session."""
        before, after = session.pain_before, session.pain_after
        self._show(
            (
                (self.tr("Complaint"), session.complaint),
                (self.tr("Goal"), session.goal),
                (self.tr("Position"), session.position),
                (self.tr("Last time"), session.after_last_time),
                (self.tr("Pain before"), "" if before is None else self._of_ten(before)),
                (self.tr("Pain after"), "" if after is None else self._of_ten(after)),
                (self.tr("Response"), session.response),
                (self.tr("Adverse event"), self._adverse(session)),
                (self.tr("Aftercare"), session.aftercare),
                (self.tr("Plan"), session.plan),
                (self.tr("Note"), session.note),
            )
        )

    def clear(self) -> None:
        """Show nothing (lock)."""
        self._show(())

    def _status(self, point: TriggerPoint) -> str:
        words = point.status.value.replace("_", " ")
        return words[:1].upper() + words[1:]

    def _of_ten(self, score: int) -> str:
        return self.tr("{0} of 10").format(score)

    def _adverse(self, session: Session) -> str:
        if session.adverse is None:
            return ""
        words = session.adverse.value.capitalize()
        return f"{words}. {session.adverse_note}" if session.adverse_note else words

    def _show(self, rows: Sequence[Row]) -> None:
        told = tuple((label, words) for label, words in rows if words.strip())
        if told == self._shown:
            return
        self._shown = told
        clear_layout(self._grid)
        for line, (label, words) in enumerate(told):
            name = PlainLabel(label, "secondary", tone="secondary")
            value = PlainLabel(words, "control", wrap=True)
            value.setMinimumWidth(60)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setAccessibleName(label)
            value.setAccessibleDescription(words)
            self._grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, line, 1)
