"""Protocols at the chart: binds the panel to the clinic's record and to the session on the desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Protocol as Port
from typing import runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from tpdn_desktop.atlas.marks import MarkLook
from tpdn_desktop.domain.anatomy import Side
from tpdn_desktop.domain.errors import TpdnError
from tpdn_desktop.domain.protocol import Protocol, ProtocolId
from tpdn_desktop.services.changes import Change, Changed
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.services.protocol_making import protocol_of, sorted_out, summary
from tpdn_desktop.services.whole_file import write_whole
from tpdn_desktop.ui.chart.chart_page import ChartPage
from tpdn_desktop.ui.chart.map_content import MapMark
from tpdn_desktop.ui.field import sentence
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.protocols.protocol_row import ProtocolWords
from tpdn_desktop.ui.protocols.protocols_panel import ProtocolsPanel

MUSCLES_NAMED = 3


@runtime_checkable
class ProtocolFiles(Port):
    """How protocols become a file and come out of one."""

    def protocols_document(self, protocols: Sequence[Protocol]) -> bytes:
        """The protocols as a document of the exchange format."""

    def protocols_of(self, document: bytes, record: ClinicRecord) -> tuple[Protocol, ...]:
        """The protocols that a document holds.

        Raises:
            RuleBroken: it is none, or has faults; the sentence says which.
        """


class ProtocolsOnChart(QObject):
    """Holds the panel; every refusal is said in it."""

    def __init__(self, chart: ChartPage, icons: IconSet, files: ProtocolFiles | None) -> None:
        super().__init__(chart)
        self._chart = chart
        self._files = files
        self._record: ClinicRecord | None = None
        self._gone: Protocol | None = None
        self._folder = ""
        self.panel = ProtocolsPanel(icons, chart, chart.inspector, chart.map)
        panel = self.panel
        panel.save_asked.connect(self._on_save)
        panel.applied.connect(self._on_applied)
        panel.edited.connect(self._on_edited)
        panel.removed.connect(self._on_removed)
        panel.undo_asked.connect(self._on_undo)
        panel.export_asked.connect(self._on_export)
        panel.import_asked.connect(self._on_import)
        panel.closed.connect(self.close)
        panel.current_changed.connect(self._preview)
        for tool in (panel.to_file, panel.from_file):
            tool.setVisible(files is not None)
        chart.selection_changed.connect(self._on_chart_changed)

    @property
    def record(self) -> ClinicRecord | None:
        """The clinic's record; None while the file is locked."""
        return self._record

    def show_record(self, record: ClinicRecord | None) -> None:
        """Go on with the protocols of a clinic file; None: the file is locked."""
        if self._record is not None:
            self._record.news.forget(self._on_news)
        self._record, self._gone = record, None
        if record is not None:
            record.news.listen(self._on_news)
        else:
            self.panel.name.clear()
            self.panel.hide()

    def toggle(self) -> None:
        """Show the panel over the map, or put it away."""
        if self.panel.isVisible():
            self.close()
        elif self._record is not None and self._chart.desk is not None:
            self.panel.tell("")
            self._fill()
            self.panel.begin()

    def close(self) -> None:
        """Put the panel away; the keyboard goes back to the map."""
        self.panel.hide()
        self._chart.map.setFocus()

    # What is shown -------------------------------------------------------------------------------

    def _fill(self) -> None:
        desk = self._chart.desk
        if self._record is None or desk is None:
            return
        points = desk.session.trigger_points
        chosen = self._chart.selected
        number = desk.session.index_of(chosen) + 1 if chosen is not None else None
        self.panel.show_points(len(points), number)
        kept = self._record.protocols
        self.panel.show_protocols([p.id for p in kept], [self._words(p) for p in kept])

    def _preview(self) -> None:
        """The points of the open protocol, faint on the map where they would come."""
        current, desk = self.panel.current, self._chart.desk
        protocol = self._found(current[0]) if current is not None else None
        if current is None or protocol is None or desk is None or not self._chart.is_editable:
            self._chart.offer(())
            return
        first = len(desk.session.trigger_points) + 1
        self._chart.offer(
            tuple(
                MapMark(
                    f"protocol {number}",
                    point.muscle_id,
                    point.side,
                    point.place,
                    MarkLook(str(number), ghost=True),
                )
                for number, point in enumerate(protocol.on(current[1]), start=first)
            )
        )

    def _words(self, protocol: Protocol) -> ProtocolWords:
        holds = summary(protocol)
        muscles = self._chart.reference.muscles
        names = [muscles[m].name if m in muscles else m for m in holds.muscles]
        named = ", ".join(names[:MUSCLES_NAMED])
        if len(names) > MUSCLES_NAMED:
            named = self.tr("{0} and {1} more").format(named, len(names) - MUSCLES_NAMED)
        points = self.tr("1 point") if holds.points == 1 else self.tr("{0} points")
        needles = self.tr("1 needle") if holds.needles == 1 else self.tr("{0} needles")
        counts = f"{points.format(holds.points)} · {needles.format(holds.needles)}"
        sides = " + ".join(self._side_words(side) for side in holds.sides)
        return ProtocolWords(
            protocol.name,
            f"{counts} · {sides}\n{named}",
            protocol.note,
            may_apply=self._chart.is_editable,
            has_sides=holds.sides != (Side.MIDLINE,),
        )

    def _side_words(self, side: Side) -> str:
        return {
            Side.LEFT: self.tr("left"),
            Side.RIGHT: self.tr("right"),
            Side.MIDLINE: self.tr("midline"),
        }[side]

    def _on_news(self, change: Change) -> None:
        if change.kind is Changed.PROTOCOLS and self.panel.isVisible():
            self._fill()

    def _on_chart_changed(self) -> None:
        if self.panel.isVisible():
            if self._chart.desk is None:
                self.panel.hide()
            else:
                self._fill()

    # What is asked -------------------------------------------------------------------------------

    def _attempt(self, edit: Callable[[ClinicRecord], object]) -> str:
        """Make one edit of the record; why it was refused, else nothing."""
        if self._record is None:
            return self.tr("No clinic file is open.")
        try:
            edit(self._record)
        except TpdnError as error:
            return sentence(error)
        return ""

    def _on_save(self, name: str, only_selected: bool) -> None:
        desk, chosen = self._chart.desk, self._chart.selected
        if desk is None:
            return
        only = [chosen] if only_selected and chosen is not None else None
        why = self._attempt(lambda record: record.save_protocol(protocol_of(desk, name, only=only)))
        if why:
            self.panel.refuse_name(why)
            return
        self._gone = None
        self.panel.name.clear()
        self.panel.tell(self.tr("Kept as “{0}”.").format(name.strip()))

    def _on_applied(self, protocol_id: str, side: Side) -> None:
        protocol = self._found(protocol_id)
        desk = self._chart.desk
        if protocol is None or desk is None:
            return
        before = desk.session
        self._chart.edit_session(lambda at: at.apply_protocol(protocol, side))
        if desk.session is before:
            self.panel.tell(self.tr("Nothing was put on the chart."), is_wrong=True)
            return
        self._chart.select(None)  # the session's panel offers to confirm them all
        self.close()

    def _on_edited(self, protocol_id: str, name: str, note: str) -> None:
        protocol = self._found(protocol_id)
        if protocol is None:
            return
        why = self._attempt(
            lambda record: record.save_protocol(replace(protocol, name=name.strip(), note=note))
        )
        if why:
            self.panel.row(protocol.id).refuse(why)
        else:
            self.panel.tell("")

    def _on_removed(self, protocol_id: str) -> None:
        protocol = self._found(protocol_id)
        if protocol is None:
            return
        why = self._attempt(lambda record: record.remove_protocol(protocol.id))
        if why:
            self.panel.tell(why, is_wrong=True)
            return
        self._gone = protocol
        self.panel.tell(self.tr("Removed “{0}”.").format(protocol.name), may_undo=True)
        self.panel.undo.setFocus()

    def _on_undo(self) -> None:
        gone = self._gone
        if gone is None:
            return
        why = self._attempt(lambda record: record.save_protocol(gone))
        if why:
            self.panel.tell(why, is_wrong=True, may_undo=True)
            return
        self._gone = None
        self.panel.tell("")
        self.panel.open_row(gone.id)

    def _found(self, protocol_id: str) -> Protocol | None:
        kept = self._record.protocols if self._record is not None else ()
        return next((p for p in kept if p.id == ProtocolId(protocol_id)), None)

    # Files ---------------------------------------------------------------------------------------

    def _on_export(self) -> None:
        dialog = QFileDialog(self._chart, self.tr("Export protocols"), self._folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Exchange files (*.json)"))
        dialog.setDefaultSuffix("json")
        dialog.selectFile("protocols.json")
        if dialog.exec() and dialog.selectedFiles():
            self._folder = dialog.directory().absolutePath()
            self.export_to(Path(dialog.selectedFiles()[0]))

    def _on_import(self) -> None:
        dialog = QFileDialog(self._chart, self.tr("Import protocols"), self._folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Exchange files (*.json)"))
        if dialog.exec() and dialog.selectedFiles():
            self._folder = dialog.directory().absolutePath()
            self.import_from(Path(dialog.selectedFiles()[0]))

    def export_to(self, path: Path) -> None:
        """Write all protocols into a file."""
        files = self._files
        if files is None:
            return
        why = self._attempt(
            lambda record: write_whole(path, files.protocols_document(record.protocols))
        )
        done = self.tr("Exported as {0}.").format(path.name)
        self.panel.tell(why or done, is_wrong=bool(why))

    def import_from(self, path: Path) -> None:
        """Take the protocols of a file that are not here yet; those of a name kept already stay."""
        files = self._files
        if files is None:
            return
        try:
            document = path.read_bytes()
        except OSError:
            self.panel.tell(self.tr("{0} cannot be read.").format(path.name), is_wrong=True)
            return
        told: list[str] = []
        why = self._attempt(lambda record: told.append(self._take(record, files, document)))
        self.panel.tell(why or told[0], is_wrong=bool(why))

    def _take(self, record: ClinicRecord, files: ProtocolFiles, document: bytes) -> str:
        found = sorted_out(record.protocols, files.protocols_of(document, record))
        taken: list[Protocol] = []
        try:
            for protocol in found.new:
                record.save_protocol(protocol)
                taken.append(protocol)
        except TpdnError:
            with suppress(TpdnError):  # the first error is the one to tell of
                for protocol in taken:
                    record.remove_protocol(protocol.id)
            raise
        words = self.tr("Imported {0}.").format(len(found.new))
        if found.there:
            there = self.tr("There already: {0}.").format(", ".join(found.there[:5]))
            return f"{words} {there}"
        return words
