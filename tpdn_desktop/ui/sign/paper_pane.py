"""The right of the finishing page: the summary as it will print, made off the screen's thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from tpdn_desktop.domain.session import Session
from tpdn_desktop.services.clinic_record import ClinicRecord
from tpdn_desktop.ui.controls import PlainLabel, button, hairline
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.paper_maker import PaperMaker
from tpdn_desktop.ui.paper_press import Step
from tpdn_desktop.ui.paper_preview import Preview
from tpdn_desktop.ui.task_runner import TaskRunner

AFTER_EDIT_MS = 700

Work = Callable[[ClinicRecord, Session], Callable[[Step], bytes]]
"""What makes the summary of a session; the work that is left may be done on another thread."""


class PaperPane(QFrame):
    """Follows the session a moment after each edit."""

    print_requested = Signal()

    def __init__(self, icons: IconSet, runner: TaskRunner, work: Work) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._work = work
        self._wanted: tuple[ClinicRecord, Session] | None = None
        self._made_of: Session | None = None
        self._title = PlainLabel(self.tr("Session summary"), "control", 600)
        self._title.setObjectName("paper_title")
        self._print = button(
            self.tr("Print"), flat=True, tip=self.tr("Print or save it (F7)"), name="finish_print"
        )
        self._print.setIcon(icons.icon("printer", size=16))
        self._print.clicked.connect(self.print_requested)
        self.preview = Preview(self)
        self._maker = PaperMaker(runner, self)
        self._maker.made.connect(self._on_made)
        self._maker.failed.connect(self._on_failed)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._make)
        self._lay_out()

    def show_session(self, record: ClinicRecord, session: Session, *, at_once: bool) -> None:
        """Show the summary of a session, at once or when the typing pauses."""
        if session == self._made_of:
            return
        self._wanted = record, session
        if at_once:
            self._make()
        else:
            self._later.start(AFTER_EDIT_MS)

    def forget(self) -> None:
        """Let go of the paper (lock)."""
        self._later.stop()
        self._maker.cancel()
        self._wanted = self._made_of = None
        self.preview.forget()
        self._title.setText(self.tr("Session summary"))

    def _make(self) -> None:
        self._later.stop()
        if self._wanted is None or not self.isVisible():
            return
        record, session = self._wanted
        self._made_of = session
        if not self.preview.page_count:
            self._title.setText(self.tr("Session summary, being made"))
        self._maker.make(self._work(record, session))

    def _on_made(self, pdf: bytes) -> None:
        self.preview.show_bytes(pdf)
        pages = self.preview.page_count
        one = self.tr("Session summary, 1 page")
        self._title.setText(
            one if pages == 1 else self.tr("Session summary, {0} pages").format(pages)
        )

    def _on_failed(self, sentence: str) -> None:
        self._title.setText(sentence)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(14, 6, 8, 6)
        head.addWidget(self._title, 1)
        head.addWidget(self._print)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(hairline())
        column.addWidget(self.preview, 1)
