"""What contributes to the palette: the keys and buttons of pages, patients, muscles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QWidget

from tpdn_desktop.atlas.reference import Muscle, Reference, ReferencePoint
from tpdn_desktop.atlas.search import FEWEST_LETTERS, SearchIndex, search
from tpdn_desktop.domain.errors import TpdnError
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.services.ports import PatientRow
from tpdn_desktop.ui.palette.entry import Entry
from tpdn_desktop.ui.words import day

FOUND_AT_MOST = 8
MUSCLES_AT_MOST = 24


def actions_of(
    page: QWidget, where: str, go: Callable[[], None], hindrance: str
) -> Iterator[Entry]:
    """The actions of a page, each with its key; `go` brings the page to the front first.

    Args:
        page: the page; its actions say whether they count now.
        where: the page in words.
        go: called before the action.
        hindrance: what is told of an action that does not count now.
    """
    native = QKeySequence.SequenceFormat.NativeText
    for action in page.actions():
        keys = "  ".join(key.toString(native) for key in action.shortcuts()[:1])

        def run(trigger: Callable[[], None] = action.trigger) -> None:
            go()
            trigger()

        told = "" if action.isEnabled() else hindrance
        yield Entry(action.text(), run, where, keys, hindrance=told)


def buttons_of(
    page: QWidget, where: str, go: Callable[[], None] | None = None, hindrance: str = ""
) -> Iterator[Entry]:
    """The buttons of a page that can be pressed there, by their names.

    Args:
        page: the page.
        where: the page in words.
        go: brings the page to the front before the button is pressed; None when it is there.
        hindrance: why none of them can be pressed now; empty when they can.
    """
    for push in page.findChildren(QAbstractButton):
        words = push.accessibleName() or push.text()
        can = push.isEnabled() and push.isVisibleTo(page)
        if not words or not can or push.property("cell"):
            continue
        also = "" if push.toolTip() == words else push.toolTip()
        run = _pressing(push.click, go)
        yield Entry(words.replace("&&", "&"), run, where, also=also, hindrance=hindrance)


def _pressing(click: Callable[[], None], go: Callable[[], None] | None) -> Callable[[], None]:
    def press() -> None:
        if go is not None:
            go()
        click()

    return press


def patients_found(
    record: ClinicRecord | None, typed: str, open_patient: Callable[[str], None]
) -> Iterator[Entry]:
    """Patients by name, number or birth date, from two letters on."""
    if record is None or len(typed.strip()) < FEWEST_LETTERS:
        return
    try:
        rows = record.find_patients(typed, FOUND_AT_MOST)
    except TpdnError:
        return  # the patients page tells what is wrong with the file

    for row in rows:
        # The store has matched already, by more than the name: nothing found is dropped again.
        yield Entry(row.full_name, _opening(open_patient, row.id), _patient(row), also=typed)


def _patient(row: PatientRow) -> str:
    words = QCoreApplication.translate("Palette", "Patient")
    parts = [words, row.number, day(row.birth_date) if row.birth_date else ""]
    return " · ".join(part for part in parts if part)


class MuscleSource:
    """Muscles by everything the atlas finds them by."""

    def __init__(self, reference: Reference, open_muscle: Callable[[str], None]) -> None:
        self._reference = reference
        self._index: SearchIndex | None = None
        self._points: tuple[ReferencePoint, ...] = ()
        self._open = open_muscle

    def __call__(self, typed: str) -> Iterable[Entry]:
        if len(typed.strip()) < FEWEST_LETTERS:
            return ()
        return [self._entry(muscle, typed) for muscle in self._muscles(typed)]

    def _muscles(self, typed: str) -> list[Muscle]:
        points = tuple(self._reference.points.values())
        if self._index is None or points != self._points:  # the clinic's own come and go
            self._index, self._points = SearchIndex.of(self._reference), points
        found = search(self._index, typed, MUSCLES_AT_MOST)
        return [self._reference.muscle(hit.muscle_id) for hit in found]

    def _entry(self, muscle: Muscle, typed: str) -> Entry:
        words = QCoreApplication.translate("Palette", "Muscle")
        where = f"{words} · {muscle.latin}" if muscle.latin else words
        return Entry(muscle.name, _opening(self._open, muscle.id), where, also=typed)


def _opening(open_it: Callable[[str], None], identity: str) -> Callable[[], None]:
    return lambda: open_it(identity)
