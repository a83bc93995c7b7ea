"""The strip of all sessions: a small map each, oldest at the left; click chooses A, Shift+click B.

One widget paints only the cells in sight, so that two hundred sessions are as quick as five.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QSizePolicy, QToolTip
from typing_extensions import override

from tpdn_desktop.domain.session import Session
from tpdn_desktop.ui.chart.mini_map import MiniMaps
from tpdn_desktop.ui.theme import THEME, font
from tpdn_desktop.ui.words import local_day

CELL = QSize(196, 148)
_MAP_HEIGHT = 124
_BADGE = 20


class SessionStrip(QAbstractScrollArea):
    """The sessions as cells, with A and B marked."""

    chosen_a = Signal(int)
    """Index of the session that was clicked."""
    chosen_b = Signal(int)

    def __init__(self, maps: MiniMaps) -> None:
        super().__init__()
        self.setObjectName("session_strip")
        self._maps = maps
        self._sessions: tuple[Session, ...] = ()
        self._a = self._b = -1
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Sessions of the course"))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        THEME.changed.connect(self.viewport().update)

    def show_sessions(self, sessions: Sequence[Session], a: int, b: int) -> None:
        """Show sessions, oldest first, and which of them are A and B (-1: none)."""
        if self._sessions != tuple(sessions):
            self._sessions = tuple(sessions)
            self._fit()
        self._a, self._b = a, b
        self.setAccessibleDescription(
            "; ".join(", ".join((*self._badges(i), *self._lines(i))) for i in (a, b) if i >= 0)
        )
        self._bring_into_sight(b if b >= 0 else a)
        self.viewport().update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(860, CELL.height() + self.horizontalScrollBar().sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.viewport().rect(), THEME.colour("panel"))
        for index in self._in_sight():
            self._paint_cell(painter, index, self._cell(index))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._at(event.position().toPoint().x())
        if index < 0 or event.button() is not Qt.MouseButton.LeftButton:
            return
        is_b = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        (self.chosen_b if is_b else self.chosen_a).emit(index)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            index = self._at(event.pos().x())
            if index >= 0:
                words = "\n".join(self._lines(index))
                hint = self.tr("Click: session A. Shift+click: session B.")
                QToolTip.showText(event.globalPos(), f"{words}\n{hint}", self)
            return True
        return super().viewportEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def _fit(self) -> None:
        bar = self.horizontalScrollBar()
        whole = len(self._sessions) * CELL.width()
        at_end = bar.value() >= bar.maximum()
        bar.setRange(0, max(0, whole - self.viewport().width()))
        bar.setPageStep(self.viewport().width())
        bar.setSingleStep(CELL.width())
        if at_end:
            bar.setValue(bar.maximum())

    def _bring_into_sight(self, index: int) -> None:
        if index < 0:
            return
        bar = self.horizontalScrollBar()
        left, right = index * CELL.width(), (index + 1) * CELL.width()
        if left < bar.value():
            bar.setValue(left)
        elif right > bar.value() + self.viewport().width():
            bar.setValue(right - self.viewport().width())

    def _in_sight(self) -> range:
        left = self.horizontalScrollBar().value()
        first = left // CELL.width()
        last = (left + self.viewport().width()) // CELL.width() + 1
        return range(first, min(last, len(self._sessions)))

    def _cell(self, index: int) -> QRect:
        x = index * CELL.width() - self.horizontalScrollBar().value()
        return QRect(x, 0, CELL.width(), CELL.height())

    def _at(self, x: int) -> int:
        index = (x + self.horizontalScrollBar().value()) // CELL.width()
        return index if 0 <= index < len(self._sessions) else -1

    def _badges(self, index: int) -> tuple[str, ...]:
        marked = ((self._a, "A"), (self._b, "B"))
        return tuple(letter for which, letter in marked if which == index)

    def _lines(self, index: int) -> tuple[str, ...]:
        session = self._sessions[index]
        count = len(session.trigger_points)
        points = self.tr("1 point") if count == 1 else self.tr("{n} points").format(n=count)
        before, after = (_score(v) for v in (session.pain_before, session.pain_after))
        state = self.tr("draft") if not session.is_signed else ""
        if session.amendments:
            state = self.tr("amended")
        lines = (
            local_day(session.started_at),
            self.tr("session {n}").format(n=session.number),
            points,
            self.tr("pain {before} → {after}").format(before=before, after=after),
        )
        return (*lines, state) if state else lines

    def _paint_cell(self, painter: QPainter, index: int, cell: QRect) -> None:
        badges = self._badges(index)
        if badges:
            painter.fillRect(cell, THEME.colour("accent_soft"))
            painter.fillRect(cell.left(), 0, cell.width(), 3, THEME.colour("accent"))
        painter.setPen(THEME.colour("hairline"))
        painter.drawLine(cell.right(), 0, cell.right(), cell.bottom())
        small = self._maps.thumbnail(self._sessions[index], _MAP_HEIGHT)
        painter.drawPixmap(cell.left() + 6, 14, small)
        left = cell.left() + 8 + self._maps.size(_MAP_HEIGHT).width()
        top = 30
        for number, letter in enumerate(badges):
            self._paint_badge(
                painter, QRect(left + number * (_BADGE + 4), top, _BADGE, _BADGE), letter
            )
        top += _BADGE + 6 if badges else 0
        for number, words in enumerate(self._lines(index)):
            painter.setFont(
                font("body" if number == 0 else "secondary", 600 if number == 0 else 400)
            )
            painter.setPen(THEME.colour("text" if number == 0 else "text_secondary"))
            room = QRect(left, top, cell.right() - left - 2, painter.fontMetrics().height() + 2)
            shown = painter.fontMetrics().elidedText(
                _short(words) if number == 0 else words, Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
            top += room.height() + 1

    def _paint_badge(self, painter: QPainter, box: QRect, letter: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(THEME.colour("accent"))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(THEME.colour("accent_text"))
        painter.setFont(font("secondary", 700))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)


def _score(value: int | None) -> str:
    return "–" if value is None else str(value)


def _short(day: str) -> str:
    """The day with two digits of its year, so that it fits beside the map."""
    words = day.split()
    return f"{words[0]} {words[1]} {words[2][-2:]}" if len(words) == 3 else day
