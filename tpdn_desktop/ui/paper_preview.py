"""The preview: the very PDF that is printed, from memory, with zoom and keys."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QPointF, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtPdf import QPdfDocument, QPdfLink
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame
from typing_extensions import override

SMALLEST: Final = 0.2
LARGEST: Final = 6.0
STEP: Final = 1.25
_WHEEL_NOTCH: Final = 120.0
_EDGE: Final = 0.1
"""What lies nearer to the edge than this share of the view is brought further in."""


class Preview(QPdfView):
    """Shows one PDF; nothing of it touches a temporary folder."""

    page_changed = Signal(int)
    """The page that is looked at, from 1."""

    def __init__(self, owner: QObject) -> None:
        """`owner` keeps the document.

        As a child of the view, the document would tell a view of its end that has gone already.
        """
        super().__init__()
        self.pdf = QPdfDocument(owner)
        self._buffer = QBuffer(self)
        self._shown = b""
        self.setDocument(self.pdf)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitInView)
        self.setPageSpacing(12)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Preview of the paper"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.pageNavigator().currentPageChanged.connect(self._on_page)

    def show_bytes(self, pdf: bytes) -> None:
        """Show a PDF from its first page; the one that is shown already stays as it stands."""
        if pdf == self._shown:
            return
        self._shown = pdf
        self._buffer.close()
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.pdf.load(self._buffer)
        self.page_changed.emit(self.current_page)

    def forget(self) -> None:
        """Let go of the document (lock)."""
        self.pdf.close()
        self._buffer.close()
        self._buffer.setData(QByteArray())
        self._shown = b""

    @property
    def page_count(self) -> int:
        """Pages of the document."""
        return self.pdf.pageCount()

    @property
    def current_page(self) -> int:
        """The page that is looked at, from 1."""
        return self.pageNavigator().currentPage() + 1

    @property
    def page_size(self) -> QSizeF:
        """Size of the first page in points."""
        return self.pdf.pagePointSize(0)

    def go_to(self, link: QPdfLink) -> None:
        """Bring a place that a search found into sight."""
        self.pageNavigator().jump(link.page(), QPointF(), 0)
        # QPdfView goes to the top of the page only.
        place = self._on_screen(link.page(), link.location())
        for bar, at, room in (
            (self.verticalScrollBar(), place.y(), self.viewport().height()),
            (self.horizontalScrollBar(), place.x(), self.viewport().width()),
        ):
            if not bar.value() + room * _EDGE <= at <= bar.value() + room * (1 - _EDGE):
                bar.setValue(round(at - room / 3))

    def larger(self) -> None:
        """One step closer."""
        self._zoom(STEP)

    def smaller(self) -> None:
        """One step away."""
        self._zoom(1 / STEP)

    def fit_page(self) -> None:
        """The whole page in sight."""
        self.setZoomMode(QPdfView.ZoomMode.FitInView)

    def fit_width(self) -> None:
        """The page as wide as the preview."""
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    @property
    def scale(self) -> float:
        """How large a page stands on the screen: 1 is its printed size."""
        dots = self.logicalDpiX() / 72
        size, room = self.page_size, self.viewport().size()
        if size.isEmpty() or self.zoomMode() is QPdfView.ZoomMode.Custom:
            return self.zoomFactor()
        margins = self.documentMargins()
        wide = (room.width() - margins.left() - margins.right()) / (size.width() * dots)
        if self.zoomMode() is QPdfView.ZoomMode.FitToWidth:
            return wide
        high = (room.height() - self.pageSpacing()) / (size.height() * dots)
        return min(wide, high)

    def _on_screen(self, page: int, place: QPointF) -> QPointF:
        """Where a place of a page (in points) lies in the whole of what is scrolled."""
        dots = self.scale * self.logicalDpiX() / 72
        margins, spacing = self.documentMargins(), self.pageSpacing()
        above = sum(self.pdf.pagePointSize(n).height() * dots + spacing for n in range(page))
        width = self.pdf.pagePointSize(page).width() * dots
        left = max(float(margins.left()), (self.viewport().width() - width) / 2)
        return QPointF(left + place.x() * dots, margins.top() + above + place.y() * dots)

    def _zoom(self, factor: float) -> None:
        # From where the eye is: a fitted page goes on from its own size, not from the last factor.
        scale = min(max(self.scale * factor, SMALLEST), LARGEST)
        self.setZoomMode(QPdfView.ZoomMode.Custom)
        self.setZoomFactor(scale)

    def _go_to_page(self, page: int) -> None:
        if 1 <= page <= self.page_count:
            self.pageNavigator().jump(page - 1, QPointF(), 0)

    def _on_page(self, page: int) -> None:
        self.page_changed.emit(page + 1)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom(STEP ** (event.angleDelta().y() / _WHEEL_NOTCH))
            event.accept()
            return
        super().wheelEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() not in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }:
            super().keyPressEvent(event)
            return
        if event.key() == Qt.Key.Key_Home:
            self._go_to_page(1)
        elif event.key() == Qt.Key.Key_End:
            self._go_to_page(self.page_count)
        else:
            super().keyPressEvent(event)
