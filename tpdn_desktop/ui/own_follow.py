"""Keeps the pages with the opened file: the clinic's own content, its tray, its usual dwell."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from tpdn_desktop.atlas.reference import Reference
from tpdn_desktop.domain.errors import TpdnError
from tpdn_desktop.domain.own_content import OwnContent
from tpdn_desktop.services.changes import Change, Changed
from tpdn_desktop.services.charting import ChartDesk
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.services.own_reference import OwnReference


class OwnFollow(QObject):
    """Holds the one `Reference` of all pages and hears what changes in the file."""

    own_changed = Signal(OwnContent)
    """After the tables follow: what was worked out of them is to be made again."""
    problem = Signal(str)

    def __init__(
        self, bundled: Reference, desk: Callable[[], ChartDesk | None], parent: QObject
    ) -> None:
        """`desk` answers with the session on the chart, if there is one."""
        super().__init__(parent)
        self._tables = OwnReference(bundled)
        self._desk = desk
        self._record: ClinicRecord | None = None

    @property
    def reference(self) -> Reference:
        """The tables of the atlas with the opened clinic's own points among them."""
        return self._tables.reference

    def show_record(self, record: ClinicRecord) -> None:
        """Follow an opened file."""
        self.forget()
        self._record = record
        record.news.listen(self._on_news)
        self._take(record)

    def forget(self) -> None:
        """The file is locked, or goes: the tables are the program's again."""
        if self._record is not None:
            self._record.news.forget(self._on_news)
        self._record = None
        if self._tables.take(OwnContent()):
            self.own_changed.emit(OwnContent())

    def _on_news(self, change: Change) -> None:
        record, desk = self._record, self._desk()
        if record is None:
            return
        if change.kind is Changed.OWN_CONTENT:
            self._take(record)
        elif change.kind is Changed.CLINIC and desk is not None:
            desk.take_clinic(record.clinic)

    def _take(self, record: ClinicRecord) -> None:
        try:
            own = record.own_content
        except TpdnError as error:
            self.problem.emit(str(error))
            return
        if self._tables.take(own):
            self.own_changed.emit(own)
