"""What was chosen in the system's print dialog, as a value that needs no printer any more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintEngine, QPrinter

# Where Qt's dialog leaves the choices of its CUPS pages (pages on a sheet, odd or even pages, hold
# until ...): a list of names and values in turn. Qt has the number, not the name, in public.
_FURTHER_CHOICES: Final = QPrintEngine.PrintEnginePropertyKey(0xFE00)
_SIDES: Final = {
    QPrinter.DuplexMode.DuplexNone: "one-sided",
    QPrinter.DuplexMode.DuplexLongSide: "two-sided-long-edge",
    QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
}
_SAME_PAPER_POINTS: Final = 6.0


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """Pages of a paper for a queue, or for a PDF file that the dialog was told to print to.

    `choices` are names and values in the words of CUPS (`sides`, `media`, ...); `pages` are
    numbers from 1, in their order.
    """

    queue: str
    pages: tuple[int, ...]
    copies: int = 1
    choices: tuple[tuple[str, str], ...] = ()
    file: str = ""


def order_of(printer: QPrinter, page_count: int, current_page: int, size: QSizeF) -> PrintOrder:
    """The order that a printer holds after its dialog was accepted.

    Args:
        printer: as the dialog left it.
        page_count: pages of the paper.
        current_page: the page that is looked at, for "current page".
        size: of the first page, in points.
    """
    to_file = printer.outputFormat() is QPrinter.OutputFormat.PdfFormat
    return PrintOrder(
        queue="" if to_file else printer.printerName(),
        pages=_pages(printer, page_count, current_page),
        copies=1 if to_file else max(1, printer.copyCount()),
        choices=() if to_file else _choices(printer, size),
        file=printer.outputFileName() if to_file else "",
    )


def _pages(printer: QPrinter, page_count: int, current_page: int) -> tuple[int, ...]:
    every = tuple(range(1, page_count + 1))
    if printer.printRange() is QPrinter.PrintRange.CurrentPage:
        return (current_page,)
    ranges = printer.pageRanges()
    if printer.printRange() is QPrinter.PrintRange.AllPages or ranges.isEmpty():
        return every
    return tuple(number for number in every if ranges.contains(number))


def _choices(printer: QPrinter, size: QSizeF) -> tuple[tuple[str, str], ...]:
    chosen: dict[str, str] = {}
    further = printer.printEngine().property(_FURTHER_CHOICES) or []
    chosen.update(zip(further[::2], further[1::2], strict=False))
    sides = _SIDES.get(printer.duplex())
    if sides:
        chosen["sides"] = sides
    grey = printer.colorMode() is QPrinter.ColorMode.GrayScale
    chosen["print-color-mode"] = "monochrome" if grey else "color"
    if printer.copyCount() > 1:
        chosen["collate"] = "true" if printer.collateCopies() else "false"
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        chosen["outputorder"] = "reverse"
    sheet = printer.pageLayout().pageSize()
    if sheet.isValid():
        chosen["media"] = sheet.key()
        if not _fits(sheet, size):
            chosen["fit-to-page"] = "true"
            chosen["print-scaling"] = "fit"
    return tuple((name, value) for name, value in chosen.items() if name and value)


def _fits(sheet: QPageSize, size: QSizeF) -> bool:
    room = sheet.size(QPageSize.Unit.Point)
    near = abs(room.width() - size.width()), abs(room.height() - size.height())
    return max(near) <= _SAME_PAPER_POINTS
