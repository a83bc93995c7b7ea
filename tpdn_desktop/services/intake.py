"""Taking what a document brings into a clinic file, and what a document of patients must carry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from tpdn_desktop.domain.errors import TpdnError
from tpdn_desktop.domain.own_content import OwnContent
from tpdn_desktop.domain.patient import Patient
from tpdn_desktop.domain.protocol import Protocol
from tpdn_desktop.domain.session import Session
from tpdn_desktop.services.ports import RecordStore

PatientWithSessions = tuple[Patient, Sequence[Session]]


@dataclass(frozen=True, slots=True)
class Taken:
    """How much of a document was new to the clinic file."""

    patients: int
    sessions: int
    own: int
    protocols: int


def take_in(
    store: RecordStore,
    patients: Sequence[PatientWithSessions],
    own: OwnContent | None = None,
    protocols: Sequence[Protocol] = (),
) -> Taken:
    """Add patients, and of the clinic's own content and protocols what is new: all or nothing.

    What the clinic has already stays as it is: a reference point or protocol of the same id, a
    note or needle for the same muscle, a protocol of the same name.

    Raises:
        RuleBroken: a patient or session is there already, or the clinic's own would be too many.
        Unavailable: the clinic file cannot be written.
    """
    before = store.own_content()
    merged = before if own is None else merged_content(before, own)
    new_protocols = _new_protocols(store.protocols(), protocols)
    # First what does no harm when the program ends here: sessions speak of own points.
    try:
        if merged != before:
            store.save_own_content(merged)
        for protocol in new_protocols:
            store.save_protocol(protocol)
        store.add_all(patients)
    except TpdnError:
        _take_back(store, before, merged, new_protocols)
        raise
    return Taken(
        len(patients),
        sum(len(sessions) for _, sessions in patients),
        _size(merged) - _size(before),
        len(new_protocols),
    )


def merged_content(present: OwnContent, arriving: OwnContent) -> OwnContent:
    """What the clinic has, and of what arrives all that is new beside it.

    Raises:
        RuleBroken: together they are more than a clinic keeps.
    """
    ids = {point.id for point in present.points}
    noted = {note.muscle_id for note in present.notes}
    needled = {needle.muscle_id for needle in present.needles}
    return replace(
        present,
        points=(*present.points, *(p for p in arriving.points if p.id not in ids)),
        notes=(*present.notes, *(n for n in arriving.notes if n.muscle_id not in noted)),
        needles=(*present.needles, *(n for n in arriving.needles if n.muscle_id not in needled)),
    )


def own_points_of(sessions: Iterable[Session], own: OwnContent) -> OwnContent:
    """The clinic's own reference points of which sessions speak, retired ones among them."""
    named = set()
    for session in sessions:
        named |= {point.reference_point_id for point in session.trigger_points}
        named |= {finding.reference_point_id for finding in session.palpated}
    return OwnContent(points=tuple(point for point in own.points if point.id in named))


def _new_protocols(present: Sequence[Protocol], arriving: Sequence[Protocol]) -> list[Protocol]:
    ids = {protocol.id for protocol in present}
    names = {_compared(protocol) for protocol in present}
    new = []
    for protocol in arriving:
        if protocol.id not in ids and _compared(protocol) not in names:
            new.append(protocol)
            ids.add(protocol.id)
            names.add(_compared(protocol))
    return new


def _compared(protocol: Protocol) -> str:
    return protocol.name.strip().casefold()


def _size(own: OwnContent) -> int:
    return len(own.points) + len(own.notes) + len(own.needles)


def _take_back(
    store: RecordStore, before: OwnContent, merged: OwnContent, protocols: Sequence[Protocol]
) -> None:
    with suppress(TpdnError):  # the first error is the one to be told of
        for protocol in protocols:
            store.remove_protocol(protocol.id)
        if merged != before:
            store.save_own_content(before)
