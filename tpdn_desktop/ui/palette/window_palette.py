"""The palette of the window: which sources it asks, and what opening a thing means there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.ui.palette.entry import Entry
from tpdn_desktop.ui.palette.palette_panel import PalettePanel
from tpdn_desktop.ui.palette.shelf import Shelf
from tpdn_desktop.ui.palette.sources import (
    MuscleSource,
    actions_of,
    buttons_of,
    patients_found,
)
from tpdn_desktop.ui.rail import ATLAS, CHART, COURSE, LOOKUP, PAPER, PATIENTS, SETTINGS
from tpdn_desktop.ui.record_pages import RecordPages
from tpdn_desktop.ui.window_actions import NOT_LISTED, window_actions

if TYPE_CHECKING:
    from tpdn_desktop.ui.main_window import MainWindow


PAUSE_MS = 250
"""So long nothing was typed: then a page can be made without holding a letter up."""


class WindowPalette(QObject):
    """Actions of the page in front first, then the window's, other pages', patients, muscles."""

    def __init__(self, window: MainWindow, pages: RecordPages, reference: Reference) -> None:
        super().__init__(window)
        self._window = window
        self._pages = pages
        shelf = Shelf()
        shelf.add(self._buttons_in_front)
        shelf.add(self._of_window)
        shelf.add(self._of_pages)
        shelf.add(self._buttons_elsewhere)
        shelf.add(self._patients)
        shelf.add(MuscleSource(reference, self._open_muscle))
        self.panel = PalettePanel(shelf, window)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._make_next)
        self.panel.field.textEdited.connect(self._on_typed)

    def toggle(self) -> None:
        """Open, or go."""
        self.panel.toggle()
        if self.panel.isVisible():
            # Pages that nobody has asked for yet are made now, so that their actions are found.
            self._pause.start()

    def _on_typed(self) -> None:
        self._pause.start()

    def clear(self) -> None:
        """Go, and keep nothing of a patient (lock)."""
        self.panel.clear()

    # Sources -------------------------------------------------------------------------------------

    def _buttons_in_front(self, _typed: str) -> Iterator[Entry]:
        page = self._window.page_in_front()
        if page is not None:
            yield from buttons_of(page, self.tr("this page"))

    def _buttons_elsewhere(self, _typed: str) -> Iterator[Entry]:
        front = self._window.page_in_front()
        no_session = "" if self._window.has_session else self.tr("open a session first")
        for name, where, hindrance in (
            (PATIENTS, self.tr("Patients"), ""),
            (PAPER, self.tr("Paper"), no_session),
            (COURSE, self.tr("Course"), no_session),
            (SETTINGS, self.tr("Settings"), ""),
        ):
            page = self._window.made_page(name)
            if page is not None and page is not front:
                go = partial(self._window.show_page, name)
                yield from buttons_of(page, where, go, hindrance)

    def _of_window(self, _typed: str) -> Iterable[Entry]:
        return (e for e in window_actions(self._window) if e.keys not in NOT_LISTED)

    def _of_pages(self, _typed: str) -> Iterator[Entry]:
        pages, go = self._pages, self._window.show_page
        no_session = self.tr("open a session first")
        hindrance = no_session if pages.chart.desk is None else self.tr("select a point first")
        yield from actions_of(pages.chart, self.tr("Chart"), partial(go, CHART), hindrance)
        for name, where in ((ATLAS, self.tr("Atlas")), (LOOKUP, self.tr("Look-up"))):
            page = pages.study.made(name)
            if page is not None:
                yield from actions_of(page, where, partial(go, name), self.tr("not now"))

    def _patients(self, typed: str) -> Iterator[Entry]:
        return patients_found(self._window.record, typed, self._open_patient)

    def _make_next(self) -> None:
        """Make one page that is missing, and the next after another pause."""
        if not self.panel.isVisible():
            return
        for name in (ATLAS, LOOKUP, PATIENTS, PAPER, SETTINGS):
            if self._window.made_page(name) is None:
                self._window.make_page(self._pages, name)
                self.panel.add_new()
                self._pause.start()
                return

    # Opening -------------------------------------------------------------------------------------

    def _open_patient(self, patient_id: str) -> None:
        self._window.show_page(PATIENTS)
        self._pages.patients.show_patient(patient_id)

    def _open_muscle(self, muscle_id: str) -> None:
        self._window.show_page(ATLAS)
        self._pages.study.atlas.show_muscle(muscle_id)
