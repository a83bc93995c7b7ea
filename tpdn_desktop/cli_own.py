"""What the exchange commands say of the clinic's own content: carried, read, taken in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from tpdn_desktop.domain.patient import Patient
from tpdn_desktop.domain.session import Session
from tpdn_desktop.services.intake import own_points_of, take_in

if TYPE_CHECKING:
    from tpdn_desktop.assembly import Assembly
    from tpdn_desktop.services.clinic_record import ClinicRecord


def own_document(record: ClinicRecord) -> bytes:
    """All of the clinic's own content and its protocols as a document, and no patient."""
    return everything([], record)


def everything(
    patients: Iterable[tuple[Patient, Sequence[Session]]], record: ClinicRecord
) -> bytes:
    """Patients with all that the clinic added for itself."""
    from tpdn_desktop.exchange.writer import write_document

    own, protocols = record.store.own_content(), record.store.protocols()
    return write_document(patients, own_content=own, protocols=protocols)


def patients_document(
    patients: Sequence[tuple[Patient, Sequence[Session]]], record: ClinicRecord
) -> bytes:
    """Patients with those of the clinic's own reference points that their sessions speak of."""
    from tpdn_desktop.exchange.writer import write_document

    sessions = [session for _, of_patient in patients for session in of_patient]
    points = own_points_of(sessions, record.store.own_content())
    return write_document(patients, own_content=points if points.points else None)


def import_document(content: bytes, assembly: Assembly, record: ClinicRecord) -> str:
    """Take a document into the clinic file; a sentence that says how much came in.

    Raises:
        ImportRefused: the document has faults; nothing was taken.
        RuleBroken: something of it is in the file already; nothing was taken.
    """
    from tpdn_desktop.exchange.reader import read_document

    found = read_document(content, **_atlas(assembly, record))
    taken = take_in(record.store, found.patients, found.own_content, found.protocols or ())
    said = f"Imported {taken.patients} patients with {taken.sessions} sessions"
    if found.own_content is not None or found.protocols is not None:
        said += f"; new of the clinic's own: {taken.own}, protocols: {taken.protocols}"
    return f"{said}."


def _atlas(assembly: Assembly, record: ClinicRecord) -> dict[str, Any]:
    reference, bodymap = assembly.reference, assembly.bodymap
    muscle_views = {
        m.id: (
            frozenset(
                shape.view.value for side in m.sides for shape in bodymap.muscle_shapes(m.id, side)
            ),
            m.paired,
        )
        for m in reference.muscles.values()
    }
    own = {p.id: p.muscle_id for p in record.store.own_content().points}
    return {
        "muscle_views": muscle_views,
        "reference_points": own | {p.id: p.muscle_id for p in reference.points.values()},
        "region_codes": frozenset(reference.regions),
        "today": record.clock.now().date(),
    }
