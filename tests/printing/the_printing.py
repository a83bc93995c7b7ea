"""A therapist who prints, in a process of its own: Qt asks a print server once and remembers it.

    the_printing.py PDF FIRST LAST COPIES [SHEET [grey]]    (FIRST 0: all pages)
Prints as JSON what the page said at the end, and which queues Qt saw.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QPushButton

from tests.printing.private_queue import NAME
from tpdn_desktop.reports.finished_file import excerpt
from tpdn_desktop.ui.icons import IconSet
from tpdn_desktop.ui.paper_page import PaperPage

ICONS = Path(__file__).resolve().parents[2] / "resources" / "icons"


class PressOfOne:
    """What the page needs to print a paper that is made already."""

    def excerpt(self, pdf: bytes, pages: Sequence[int]) -> bytes:
        """Pages taken out."""
        return excerpt(pdf, pages)


def main() -> int:
    """Click Print; the dialog is answered as the arguments say."""
    pdf, first, last, copies = Path(sys.argv[1]).read_bytes(), *map(int, sys.argv[2:5])
    further = sys.argv[5:]
    app = QApplication([])
    page = PaperPage(IconSet(ICONS), PressOfOne())  # type: ignore[arg-type]

    def answer(dialog: QPrintDialog) -> QPrintDialog.DialogCode:
        printer = dialog.printer()
        printer.setPrinterName(NAME)
        printer.setCopyCount(copies)
        printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
        if "Letter" in further:
            printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
        grey = QPrinter.ColorMode.GrayScale
        printer.setColorMode(grey if "grey" in further else QPrinter.ColorMode.Color)
        if first:
            printer.setPrintRange(QPrinter.PrintRange.PageRange)
            printer.setFromTo(first, last)
        return QPrintDialog.DialogCode.Accepted

    QPrintDialog.exec = answer  # type: ignore[assignment,method-assign]
    page._printer.told.connect(app.quit)  # noqa: SLF001 - the end, whatever it is
    page.show()
    page.show_pdf(pdf, "paper.pdf")
    click = page.findChild(QPushButton, "print")
    QTimer.singleShot(0, click.click)
    app.exec()
    queues = QPrinterInfo.availablePrinterNames()
    sys.stdout.write(json.dumps({"said": page.note, "queues": queues}))
    page.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
