"""The paper page: summary, hand-out or progress report as it will print; save it, print it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from tpdn_desktop.ui.controls import PlainLabel, Segments, button, hairline
from tpdn_desktop.ui.icons import IconSet

PRINT_DPI = 300
DOCUMENTS = ("summary", "handout", "progress")


class PaperPage(QWidget):
    """Shows one PDF from memory; nothing of it touches a temporary folder."""

    saved = Signal(str)
    document_chosen = Signal()

    def __init__(self, icons: IconSet) -> None:
        super().__init__()
        self.setObjectName("page")
        self._pdf = b""
        self._name = "session.pdf"
        self._buffer = QBuffer(self)
        self._document = QPdfDocument(self)
        self._view = QPdfView()
        self._view.setDocument(self._document)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitInView)
        self._view.setPageSpacing(12)
        self._view.setAccessibleName(self.tr("Session summary, preview"))
        self._documents = Segments(
            (self.tr("Session summary"), self.tr("Patient hand-out"), self.tr("Progress report")),
            self.tr("Paper"),
        )
        self._documents.show_choice(0)
        self._documents.chosen.connect(self._on_document)
        self._note = PlainLabel("", "control", tone="secondary")
        self._save = button(
            self.tr("Save as PDF"), tip=self.tr("Save as PDF (Ctrl+E)"), name="save_pdf"
        )
        self._save.setIcon(icons.icon("file-download"))
        self._save.clicked.connect(self.ask_and_save)
        self._print = button(self.tr("Print"), primary=True, tip=self.tr("Print"), name="print")
        self._print.clicked.connect(self.ask_and_print)
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 16, 8)
        head.setSpacing(8)
        head.addWidget(self._documents)
        head.addWidget(self._note, 1)
        for widget in (*self._zoom_buttons(), self._save, self._print):
            head.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(hairline())
        column.addWidget(self._view, 1)

    def _zoom_buttons(self) -> tuple[QWidget, ...]:
        closer = button("+", tip=self.tr("Larger (Ctrl++)"))
        closer.clicked.connect(self._on_larger)
        farther = button("−", tip=self.tr("Smaller (Ctrl+-)"))
        farther.clicked.connect(self._on_smaller)
        whole = button(self.tr("Whole page"), tip=self.tr("Whole page"))
        whole.clicked.connect(self._on_whole)
        width = button(self.tr("Page width"), tip=self.tr("Page width"))
        width.clicked.connect(self._on_width)
        return farther, closer, whole, width

    @property
    def document(self) -> str:
        """Which paper is shown: summary, handout or progress."""
        return DOCUMENTS[self._documents.choice or 0]

    def _on_document(self) -> None:
        self.document_chosen.emit()

    @property
    def page_count(self) -> int:
        """Pages of the document shown."""
        return self._document.pageCount()

    def show_pdf(self, pdf: bytes, name: str, note: str = "") -> None:
        """Show a PDF; `name` is proposed for saving."""
        self._pdf, self._name = pdf, name
        self._buffer.close()
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        self._note.setText(note)

    def show_problem(self, sentence: str) -> None:
        """Say in the head of the page what went wrong."""
        self._note.setText(sentence)

    def forget(self) -> None:
        """Let go of the document (lock)."""
        self._document.close()
        self._buffer.close()
        self._pdf = b""
        self._note.setText("")

    def save_to(self, path: Path) -> bool:
        """Save the PDF whole or not at all; a failure becomes a sentence on the page."""
        part = path.with_name(path.name + ".part")
        try:
            part.write_bytes(self._pdf)
            part.replace(path)
        except OSError as error:
            part.unlink(missing_ok=True)
            self.show_problem(
                self.tr(
                    "The PDF was not saved: {0}. The session is saved. Choose another folder."
                ).format(error.strerror or self.tr("the folder cannot be written"))
            )
            return False
        self._note.setText(self.tr("Saved as {0}").format(path.name))
        self.saved.emit(str(path))
        return True

    def ask_and_save(self) -> None:
        """Ask where, then save."""
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save as PDF"), self._name, self.tr("PDF (*.pdf)")
        )
        if chosen:
            path = Path(chosen)
            self.save_to(path if path.suffix else path.with_suffix(".pdf"))

    def ask_and_print(self) -> None:
        """The system's print dialog, then the pages."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName("TPDN session summary")
        dialog = QPrintDialog(printer, self)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, max(1, self.page_count))
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Paint the pages on a printer, in the range that was chosen."""
        printer.setFullPage(True)
        printer.setPageMargins(QMarginsF(0, 0, 0, 0))
        first = printer.fromPage() or 1
        last = printer.toPage() or self.page_count
        painter = QPainter()
        if not painter.begin(printer):
            self.show_problem(self.tr("The printer did not take the pages. Nothing was lost."))
            return
        for number in range(first, last + 1):
            if number > first:
                printer.newPage()
            size = self._document.pagePointSize(number - 1) * (PRINT_DPI / 72)
            image = self._document.render(
                number - 1, QSize(round(size.width()), round(size.height()))
            )
            target = painter.viewport()
            fitted = image.size().scaled(target.size(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(
                QPointF(0, 0),
                image.scaled(fitted, Qt.AspectRatioMode.KeepAspectRatio,
                             Qt.TransformationMode.SmoothTransformation),
            )  # fmt: skip
        painter.end()
        self._note.setText(self.tr("Sent to the printer"))

    def _on_larger(self) -> None:
        self._zoom(1.25)

    def _on_smaller(self) -> None:
        self._zoom(0.8)

    def _zoom(self, factor: float) -> None:
        self._view.setZoomMode(QPdfView.ZoomMode.Custom)
        self._view.setZoomFactor(min(max(self._view.zoomFactor() * factor, 0.2), 6.0))

    def _on_whole(self) -> None:
        self._view.setZoomMode(QPdfView.ZoomMode.FitInView)

    def _on_width(self) -> None:
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
