"""What a clinic file holds beside patients and sessions: logo, own content, protocols, prints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Executable

from tpdn_desktop.domain.anatomy import BodyPlace
from tpdn_desktop.domain.needle import Technique
from tpdn_desktop.domain.own_content import OwnContent, OwnNeedle, OwnNote, OwnPoint
from tpdn_desktop.domain.paper_event import PaperAct, PaperEvent
from tpdn_desktop.domain.patient import PatientId
from tpdn_desktop.domain.protocol import Protocol, ProtocolId
from tpdn_desktop.domain.session import SessionId
from tpdn_desktop.storage import statements as sql
from tpdn_desktop.storage.mapping import (
    VIEWS,
    RowValues,
    as_moment,
    as_ticks,
    moment_or_none,
    size_of,
    ticks_or_none,
)
from tpdn_desktop.storage.open_file import OpenFile
from tpdn_desktop.storage.written import (
    read_points,
    read_words,
    written_points,
    written_words,
)


def write_rows(database: Connection, statement: Executable, rows: Sequence[RowValues]) -> None:
    """Execute a statement for each row, if there is any."""
    if rows:
        database.execute(statement, rows)


class OwnShelf(OpenFile):
    """The part of the store that holds what the clinic keeps for itself."""

    def logo(self) -> bytes | None:
        with self._transaction() as database:
            return database.execute(sql.READ_LOGO).scalar_one_or_none()

    def save_logo(self, png: bytes | None) -> None:
        with self._transaction() as database:
            database.execute(sql.REMOVE_LOGO)
            if png is not None:
                database.execute(sql.ADD_LOGO, {"id": 1, "png": png})

    def own_content(self) -> OwnContent:
        with self._transaction() as database:
            points = database.execute(sql.READ_OWN_POINTS).all()
            notes = database.execute(sql.READ_OWN_NOTES).all()
            needles = database.execute(sql.READ_OWN_NEEDLES).all()
        return OwnContent(
            tuple(_own_point(row) for row in points),
            tuple(OwnNote(row.muscle_id, row.text, as_moment(row.written_at)) for row in notes),
            tuple(
                OwnNeedle(
                    row.muscle_id, size_of(row.diameter_mm, row.length_mm), Technique(row.technique)
                )
                for row in needles
            ),
        )

    def save_own_content(self, own: OwnContent) -> None:
        with self._transaction() as database:
            for statement in sql.REMOVE_OWN:
                database.execute(statement)
            write_rows(database, sql.ADD_OWN_POINT, _own_point_rows(own))
            write_rows(
                database,
                sql.ADD_OWN_NOTE,
                [
                    {
                        "muscle_id": note.muscle_id,
                        "position": position,
                        "text": note.text,
                        "written_at": as_ticks(note.written_at),
                    }
                    for position, note in enumerate(own.notes)
                ],
            )
            write_rows(database, sql.ADD_OWN_NEEDLE, _own_needle_rows(own))

    def protocols(self) -> tuple[Protocol, ...]:
        with self._transaction() as database:
            rows = database.execute(sql.READ_PROTOCOLS).all()
        kept = (Protocol(ProtocolId(r.id), r.name, read_points(r.points), r.note) for r in rows)
        return tuple(sorted(kept, key=lambda p: (p.name.casefold(), p.id)))

    def save_protocol(self, protocol: Protocol) -> None:
        row = {
            "id": protocol.id,
            "name": protocol.name,
            "note": protocol.note,
            "points": written_points(protocol.points),
        }
        with self._transaction() as database:
            database.execute(sql.REMOVE_PROTOCOL, {"key_id": protocol.id})
            database.execute(sql.ADD_PROTOCOL, row)

    def remove_protocol(self, protocol_id: ProtocolId) -> None:
        with self._transaction() as database:
            database.execute(sql.REMOVE_PROTOCOL, {"key_id": protocol_id})

    def paper_events(self, patient_id: PatientId) -> tuple[PaperEvent, ...]:
        with self._transaction() as database:
            rows = database.execute(sql.READ_PAPERS, {"key_id": patient_id}).all()
        return tuple(_paper_event(row) for row in rows)

    def add_paper_event(self, event: PaperEvent) -> None:
        row = {
            "patient_id": event.patient_id,
            "session_id": event.session_id,
            "act": event.act.value,
            "paper": event.paper,
            "at": as_ticks(event.at),
            "detail": event.detail,
        }
        with self._transaction() as database:
            database.execute(sql.ADD_PAPER, row)


def _own_point(row: Any) -> OwnPoint:
    return OwnPoint(
        id=row.id,
        muscle_id=row.muscle_id,
        name=row.name,
        place=BodyPlace(VIEWS[row.view], row.x, row.y),
        map_version=row.map_version,
        essential=read_words(row.essential),
        spillover=read_words(row.spillover),
        note=row.note,
        retired_at=moment_or_none(row.retired_at),
    )


def _own_point_rows(own: OwnContent) -> list[RowValues]:
    return [
        {
            "id": point.id,
            "position": position,
            "muscle_id": point.muscle_id,
            "name": point.name,
            "view": point.place.view.value,
            "x": float(point.place.x),
            "y": float(point.place.y),
            "map_version": point.map_version,
            "essential": written_words(point.essential),
            "spillover": written_words(point.spillover),
            "note": point.note,
            "retired_at": ticks_or_none(point.retired_at),
        }
        for position, point in enumerate(own.points)
    ]


def _own_needle_rows(own: OwnContent) -> list[RowValues]:
    return [
        {
            "muscle_id": needle.muscle_id,
            "position": position,
            "diameter_mm": float(needle.size.diameter_mm),
            "length_mm": float(needle.size.length_mm),
            "technique": needle.technique.value,
        }
        for position, needle in enumerate(own.needles)
    ]


def _paper_event(row: Any) -> PaperEvent:
    return PaperEvent(
        patient_id=PatientId(row.patient_id),
        session_id=None if row.session_id is None else SessionId(row.session_id),
        act=PaperAct(row.act),
        paper=row.paper,
        at=as_moment(row.at),
        detail=row.detail,
    )
