"""Prints a PDF as pictures, one page at a time: where a queue cannot take the PDF itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMarginsF,
    QObject,
    QRectF,
    QSize,
    QTimer,
    Signal,
)
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

PICTURE_DPI: Final = 300


class PicturePress(QObject):
    """Paints the pages of one PDF on a printer. The screen stays alive between the pages."""

    page_done = Signal(int, int)
    """How many pages are printed, and of how many."""
    ended = Signal(int)
    """The end: how many pages the printer took."""

    def __init__(
        self, pdf: bytes, pages: Sequence[int], printer: QPrinter, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._pages = tuple(pages)
        self._printer = printer
        self._painter = QPainter()
        self._done = 0
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document = QPdfDocument(self)
        self._document.load(self._buffer)

    @property
    def page_count(self) -> int:
        """How many pages are to be printed."""
        return len(self._pages)

    def start(self) -> None:
        """Begin; `ended` follows in any case."""
        self._printer.setFullPage(True)
        self._printer.setPageMargins(QMarginsF(0, 0, 0, 0))
        if self._painter.begin(self._printer):
            self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            self._later()
        else:
            self._end()

    def stop(self) -> None:
        """Print no further page and take back what the printer allows to be taken back."""
        if self._painter.isActive():
            self._printer.abort()
            self._end()

    def _later(self) -> None:
        QTimer.singleShot(0, self, self._next_page)

    def _next_page(self) -> None:
        if not self._painter.isActive():
            return
        if (self._done and not self._printer.newPage()) or self._has_failed():
            self.stop()
            return
        image = self._image(self._pages[self._done] - 1)
        room = QRectF(self._painter.viewport())
        factor = min(room.width() / image.width(), room.height() / image.height())
        target = QRectF(0, 0, image.width() * factor, image.height() * factor)
        target.moveCenter(room.center())
        self._painter.drawImage(target, image)
        self._done += 1
        self.page_done.emit(self._done, self.page_count)
        if self._done < self.page_count:
            self._later()
        else:
            self._end()

    def _has_failed(self) -> bool:
        return self._printer.printerState() in {
            QPrinter.PrinterState.Error,
            QPrinter.PrinterState.Aborted,
        }

    def _image(self, index: int) -> QImage:
        points = self._document.pagePointSize(index)
        dots = QSize(
            round(points.width() * PICTURE_DPI / 72), round(points.height() * PICTURE_DPI / 72)
        )
        return self._document.render(index, dots)

    def _end(self) -> None:
        if self._painter.isActive() and not self._painter.end():
            self._done = 0  # the last bytes did not leave: no page can be counted on
        self._document.close()
        self._buffer.close()
        self.ended.emit(self._done)
