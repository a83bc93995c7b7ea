"""The bar over the preview: which paper, how large, and what to do with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QWidget

from tpdn_desktop.ui.controls import PlainLabel, Segments, button, icon_button
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.paper_shown import DOCUMENTS
from tpdn_desktop.ui.theme import font


class PaperBar(QWidget):
    """Only says what was clicked; the page acts."""

    document_chosen = Signal()
    larger_clicked = Signal()
    smaller_clicked = Signal()
    whole_page_clicked = Signal()
    page_width_clicked = Signal()
    find_clicked = Signal()
    protect_clicked = Signal()
    open_copy_clicked = Signal()
    save_clicked = Signal()
    print_clicked = Signal()

    def __init__(self, icons: IconSet) -> None:
        super().__init__()
        self._icons = icons
        papers = (
            self.tr("Session summary"),
            self.tr("Patient hand-out"),
            self.tr("Progress report"),
        )
        self._documents = Segments(papers, self.tr("Paper"))
        self._documents.keep_width()
        self._documents.show_choice(0)
        self._documents.chosen.connect(self._on_document)
        self._words = self._words_tick()
        self._pages = PlainLabel("", "control", tone="secondary", tabular=True)
        self._pages.setObjectName("paper_pages")
        self._find = icon_button(icons, "search", self.tr("Find on the paper (Ctrl+F)"))
        self._find.clicked.connect(self.find_clicked)
        self.protect_button = self._action(
            self.tr("Protect"), self.tr("Save as PDF with a password"), "protect", "lock"
        )
        self.protect_button.setCheckable(True)
        self.protect_button.clicked.connect(self.protect_clicked)
        self._open = self._action(
            self.tr("Open"),
            self.tr("Open the saved PDF with the system's viewer; asks where to save it first"),
            "open_copy",
            "external-link",
        )
        self._open.clicked.connect(self.open_copy_clicked)
        self._save = self._action(
            self.tr("Save as PDF"), self.tr("Save as PDF (Ctrl+E)"), "save_pdf", "file-download"
        )
        self._save.clicked.connect(self.save_clicked)
        self._print = button(
            self.tr("Print"), primary=True, tip=self.tr("Print (Ctrl+P)"), name="print"
        )
        self._print.clicked.connect(self.print_clicked)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self._documents)
        row.addWidget(self._words)
        row.addStretch(1)
        row.addWidget(self._pages)
        for widget in (*self._zoom_buttons(), self._find):
            row.addWidget(widget)
        row.addSpacing(8)
        for widget in (self.protect_button, self._open, self._save, self._print):
            row.addWidget(widget)

    def _words_tick(self) -> QCheckBox:
        tick = QCheckBox(self.tr("In words"))
        tick.setObjectName("in_words")
        tick.setFont(font("control"))
        tip = self.tr("The summary also tells the session in words")
        tick.setToolTip(tip)
        tick.setAccessibleName(tip)
        tick.clicked.connect(self.document_chosen)
        return tick

    def _zoom_buttons(self) -> tuple[QWidget, ...]:
        farther = icon_button(self._icons, "zoom-out", self.tr("Smaller (Ctrl+-)"))
        farther.clicked.connect(self.smaller_clicked)
        closer = icon_button(self._icons, "zoom-in", self.tr("Larger (Ctrl++)"))
        closer.clicked.connect(self.larger_clicked)
        whole = button(self.tr("Page"), tip=self.tr("Whole page (Ctrl+0)"), name="fit_page")
        whole.clicked.connect(self.whole_page_clicked)
        width = button(self.tr("Width"), tip=self.tr("Page width (Ctrl+1)"), name="fit_width")
        width.clicked.connect(self.page_width_clicked)
        return farther, closer, whole, width

    def _action(self, text: str, tip: str, name: str, icon: str) -> QPushButton:
        result = button(text, tip=tip, name=name)
        result.setIcon(self._icons.icon(icon))
        return result

    @property
    def choice(self) -> int:
        """Index of the paper that is chosen."""
        return self._documents.choice or 0

    @property
    def in_words(self) -> bool:
        """Whether the session summary is chosen, and to tell the session in words."""
        return self._has_words and self._words.isChecked()

    @property
    def _has_words(self) -> bool:
        return DOCUMENTS[self.choice] == "summary"

    def show_choice(self, index: int) -> None:
        """Show which paper it is, without announcing it."""
        self._documents.show_choice(index)
        self._words.setVisible(self._has_words)

    def _on_document(self) -> None:
        self._words.setVisible(self._has_words)
        self.document_chosen.emit()

    def show_pages(self, page: int, count: int) -> None:
        """Say which page is looked at."""
        self._pages.setText(self.tr("Page {0} of {1}").format(page, count) if count else "")

    def allow(self, *, shown: bool, printing: bool) -> None:
        """What can be done: nothing without a paper, no second print during the first."""
        for widget in (self.protect_button, self._open, self._save, self._find):
            widget.setEnabled(shown)
        self._print.setEnabled(shown and not printing)
