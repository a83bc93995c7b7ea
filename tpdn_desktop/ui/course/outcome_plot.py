"""The plot of an outcome on the screen: the shared drawing, with sessions to point at and click."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontInfo, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from tpdn_desktop.atlas.outcome_picture import plot_picture
from tpdn_desktop.atlas.outcome_plot import Frame, Plot, frame_of
from tpdn_desktop.ui.drawing_pen import DrawingPen
from tpdn_desktop.ui.theme import THEME, font

_LEAST, _MOST = 170, 380


class OutcomePlot(QWidget):
    """Shows a plot; what it says is told to a screen reader session by session."""

    chosen_a = Signal(int)
    """Place of the session that was clicked."""
    chosen_b = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("outcome_plot")
        self.setMinimumHeight(_LEAST)
        self.setMaximumHeight(_MOST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._pen = DrawingPen(THEME)
        self._plot: Plot | None = None
        self._told: tuple[str, ...] = ()
        THEME.changed.connect(self.update)

    @property
    def plot(self) -> Plot | None:
        """What is shown."""
        return self._plot

    def show_plot(self, plot: Plot | None, title: str, told: tuple[str, ...]) -> None:
        """Show a plot; `told` says each session in words."""
        self._plot, self._told = plot, told
        self.setAccessibleName(title)
        self.setAccessibleDescription("; ".join(told))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, 200)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._plot is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = float(self.width()), float(self.height())
        picture = plot_picture(self._plot, *size, letter=_letter(), ground="panel")
        self._pen.paint_picture(painter, picture)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._at(event.position().x())
        if index is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        is_b = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        (self.chosen_b if is_b else self.chosen_a).emit(index)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            index = self._at(event.pos().x())
            if index is not None and index < len(self._told):
                hint = self.tr("Click: session A. Shift+click: session B.")
                QToolTip.showText(event.globalPos(), f"{self._told[index]}\n{hint}", self)
            return True
        return super().event(event)

    def spot(self, index: int) -> float:
        """How far from the left a session stands, in pixels."""
        assert self._plot is not None
        return self._frame(self._plot).xs[index]

    def _frame(self, plot: Plot) -> Frame:
        return frame_of(plot, float(self.width()), float(self.height()), letter=_letter())

    def _at(self, x: float) -> int | None:
        return None if self._plot is None else self._frame(self._plot).nearest(x)


def _letter() -> float:
    return float(QFontInfo(font("key_cap")).pixelSize())
